import { z } from 'zod'
import { MINUTE_MS, type Instant } from '../../../domain/instant'
import { seal, subkey, unseal, type Key } from './keys'

/** What leads to a receipt. The code is computed from it, and is not in it. */
export interface ReceiptReference {
  readonly docket: string
  readonly idempotencyKey: string
  readonly publicId: string
}

/** Long enough to load the page again on a bad line; an address stays in histories for years. */
const RECEIPT_LIVES_MS = 15 * MINUTE_MS

const payload = z.strictObject({ d: z.string(), k: z.string(), n: z.string(), e: z.int() })

/** Seals a reference for the address of a receipt: encrypted, so that the key cannot be read off. */
export function sealReceipt(
  [key]: readonly [Key, ...Key[]],
  { docket, idempotencyKey, publicId }: ReceiptReference,
  now: Instant,
): string {
  const plain = { d: docket, k: idempotencyKey, n: publicId, e: now + RECEIPT_LIVES_MS }
  return seal(receiptKey(key), JSON.stringify(plain), 'receipt')
}

/** @returns `null` where it is none of ours, was changed, or its time is up */
export function openReceipt(
  keys: readonly Key[],
  sealed: string,
  now: Instant,
): ReceiptReference | null {
  let plain: string
  try {
    plain = unseal(keys.map(receiptKey), sealed, 'receipt')
  } catch {
    return null
  }
  const { d, k, n, e } = payload.parse(JSON.parse(plain))
  return now >= e ? null : { docket: d, idempotencyKey: k, publicId: n }
}

function receiptKey(key: Key): Key {
  return { id: key.id, secret: subkey(key, 'receipt') }
}
