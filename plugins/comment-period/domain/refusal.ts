import { REFUSAL_MESSAGES } from './refusal-messages'

/** The stable code of a refusal. Portals, tests and the law staff's notes rely on it. */
export type RefusalCode = keyof typeof REFUSAL_MESSAGES

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null>>

/** A refusal is data: what was refused, in words, and the facts that led to it. */
export interface Refusal {
  readonly code: RefusalCode
  readonly message: string
  readonly details: RefusalDetails
}

export type Lawful<T> = { readonly kind: 'lawful'; readonly value: T }
export type Refused = { readonly kind: 'refused'; readonly refusal: Refusal }
export type Decision<T> = Lawful<T> | Refused

/**
 * A refusal with its English sentence.
 *
 * @example refusal('PERIOD_NOT_OVER', { mayIssueFrom: '2026-08-08T20:30:00.000Z' })
 */
export function refusal(code: RefusalCode, details: RefusalDetails = {}): Refusal {
  return { code, message: REFUSAL_MESSAGES[code].en, details }
}

export function refused(code: RefusalCode, details: RefusalDetails = {}): Refused {
  return { kind: 'refused', refusal: refusal(code, details) }
}

export function lawful<T>(value: T): Lawful<T> {
  return { kind: 'lawful', value }
}

/** Narrows a text, say one that a database trigger raised, to a known code. */
export function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(REFUSAL_MESSAGES, text)
}
