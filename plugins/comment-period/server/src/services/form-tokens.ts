import { createHmac, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { HOUR_MS, type Instant } from '../../../domain/instant'
import { equalDigests, subkey, type Key } from './keys'

/** What a form carries with it, signed: where it belongs, and the key that its comment will have. */
export interface FormToken {
  readonly docket: string
  readonly idempotencyKey: string
  /** The registered portal that led to the form. */
  readonly portal: string | null
  readonly issuedAt: Instant
}

export type JudgedFormToken =
  | { readonly kind: 'valid'; readonly token: FormToken }
  /** Ours, and too old: its key still finds a comment that was filed with it. */
  | { readonly kind: 'expired'; readonly token: FormToken }
  | { readonly kind: 'forged' }

/** A form may lie open over night. */
export const FORM_LIVES_MS = 24 * HOUR_MS

const LONGEST_TOKEN = 2_000

const payload = z.strictObject({
  d: z.string(),
  k: z.string(),
  p: z.string().nullable(),
  i: z.int().nonnegative(),
})

/** A key that nobody can guess: 122 random bits. */
export function newFormKey(): string {
  return randomUUID()
}

/**
 * Signs what a form carries. Nobody is kept from reading it: the key in it is that of the person
 * who has the form, and stands for nobody's comment but theirs.
 */
export function writeFormToken([key]: readonly [Key, ...Key[]], token: FormToken): string {
  const { docket, idempotencyKey, portal, issuedAt } = token
  const said = JSON.stringify({ d: docket, k: idempotencyKey, p: portal, i: issuedAt })
  const body = Buffer.from(said, 'utf8').toString('base64url')
  return `${body}.${signatureOf(key, body)}`
}

/** @param now by the database's clock, as the token's own instant is */
export function judgeFormToken(
  keys: readonly Key[],
  typed: string | undefined,
  docket: string,
  now: Instant,
): JudgedFormToken {
  if (typed === undefined || typed.length > LONGEST_TOKEN) return { kind: 'forged' }
  const [body = '', signature = '', ...more] = typed.split('.')
  const isOurs =
    more.length === 0 && keys.some((key) => equalDigests(signatureOf(key, body), signature))
  if (!isOurs) return { kind: 'forged' }
  const { d, k, p, i } = payload.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  // A form of another draft: the comment would come to a docket that its writer has not read.
  if (d !== docket) return { kind: 'forged' }
  const token = { docket: d, idempotencyKey: k, portal: p, issuedAt: i }
  return { kind: now - i >= FORM_LIVES_MS ? 'expired' : 'valid', token }
}

function signatureOf(key: Key, body: string): string {
  return createHmac('sha256', subkey(key, 'form-token')).update(body).digest('base64url')
}
