import { REFUSAL_MESSAGES } from '../../domain/refusal-messages'
import { isRefusalCode, type RefusalCode } from '../../domain/refusal'
import { writtenInstant } from './instant-text'
import type { Language } from './translations'

/** Why the server did not do what was asked. */
export type StaffRefusal =
  | {
      readonly kind: 'refused'
      readonly code: RefusalCode
      readonly details: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'failed'; readonly message: string | null }

/** Whether a body is problem details of ours or an error of Strapi's, and no answer. */
export function isRefusalBody(body: unknown): boolean {
  const { type, error } = fieldsOf(body)
  return (typeof type === 'string' && type.startsWith('urn:comment-period:')) || Boolean(error)
}

/** Reads problem details of ours, or an error of Strapi's own, whose `details` may hold ours. */
export function readRefusal(body: unknown): StaffRefusal {
  const answer = fieldsOf(body)
  const error = fieldsOf(answer.error)
  for (const { code, details } of [answer, fieldsOf(error.details)]) {
    if (typeof code === 'string' && isRefusalCode(code)) {
      return { kind: 'refused', code, details: fieldsOf(details) }
    }
  }
  // Strapi's own routes say it with their status alone.
  if (error.status === 403) return { kind: 'refused', code: 'FORBIDDEN', details: {} }
  const { message } = error
  return { kind: 'failed', message: typeof message === 'string' ? message : null }
}

/** A refusal in the reader's language, with the instants that it names written out. */
export function refusalText(
  refusal: StaffRefusal,
  language: Language,
  zone: string | null,
): string | null {
  if (refusal.kind === 'failed') return refusal.message
  const instants = Object.values(refusal.details).flatMap((value) =>
    typeof value === 'string' && ISO_INSTANT.test(value)
      ? [writtenInstant(value, zone, language)]
      : [],
  )
  const [instant] = instants
  const message = REFUSAL_MESSAGES[refusal.code][language]
  return instant === undefined ? message : `${message} (${instant})`
}

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
