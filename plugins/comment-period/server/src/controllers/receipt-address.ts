import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'

const tokens = new WeakMap<IncomingMessage, string>()
const RECEIPT = /^(\/notices\/receipts\/)([^/]+)$/i

/**
 * Takes the token out of the address of a receipt before anyone writes that address to a log: for
 * a quarter of an hour it leads to a tracking code.
 */
export function hideReceiptToken(context: Context): void {
  const match = RECEIPT.exec(context.path)
  if (match === null) return
  tokens.set(context.req, match[2] ?? '')
  context.path = `${match[1] ?? ''}-`
}

export function receiptToken({ req }: Context): string {
  return tokens.get(req) ?? ''
}
