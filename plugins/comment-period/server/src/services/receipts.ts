import type { SubmissionReceipt } from '../../../contracts/comments'
import { readDatabaseClock } from '../database/clock'
import { findByKeyHmac } from '../repositories/comments'
import { connectionOf } from '../strapi-types'
import { keyHmacOf, receiptOf, trackingCodeOf } from './comment-intake'
import { equalDigests } from './keys'
import { openReceipt, sealReceipt } from './receipt-tokens'
import type { Runtime } from './runtime'

/** A receipt as its page shows it. */
export interface RecalledReceipt {
  readonly receipt: SubmissionReceipt
  readonly zone: string
}

/** What the address of a receipt holds. It leads to the code for a while, and is not the code. */
export async function receiptTokenFor(
  { strapi, keys }: Runtime,
  { docket, publicId }: SubmissionReceipt['receipt'],
  idempotencyKey: string,
): Promise<string> {
  const now = await readDatabaseClock(connectionOf(strapi))
  return sealReceipt(keys.code, { docket, publicId, idempotencyKey }, now)
}

/**
 * Computes a receipt anew from what its address holds. The code is nowhere kept: it comes from
 * docket and key, and the row says whether there is a comment that it belongs to.
 *
 * @returns `null` for an address that is none of ours or too old
 */
export async function recallReceipt(
  runtime: Runtime,
  token: string,
): Promise<RecalledReceipt | null> {
  const { strapi, keys } = runtime
  const db = connectionOf(strapi)
  const reference = openReceipt(keys.code, token, await readDatabaseClock(db))
  if (reference === null) return null
  const { docket, idempotencyKey, publicId } = reference
  const snapshot = await runtime.snapshotOf(docket)
  if (snapshot === null) return null
  const hmacs = keys.code.map((key) => keyHmacOf(key, docket, idempotencyKey))
  const comment = await findByKeyHmac(strapi, db, snapshot.head.documentId, hmacs)
  const key = keys.code.find((each) => each.id === comment?.codeKeyId)
  if (comment === null || key === undefined || !equalDigests(comment.publicId, publicId))
    return null
  return {
    receipt: receiptOf(comment, trackingCodeOf(key, docket, idempotencyKey)),
    zone: snapshot.latest?.snapshot.zone ?? 'UTC',
  }
}
