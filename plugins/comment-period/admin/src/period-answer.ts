import { isZone } from '../../domain/calendar-day'
import { PHASES, type Phase } from '../../domain/phase'
import { isRefusalCode, type RefusalCode } from '../../domain/refusal'

/** What the edit view shows of a draft's comment period. Instants are ISO 8601 in UTC. */
export interface DraftPeriod {
  readonly docket: string | null
  readonly phase: Phase
  readonly openedAt: string | null
  readonly closesAt: string | null
  readonly minimumClosesAt: string | null
  readonly mayIssueFrom: string | null
  readonly legalBasis: string | null
  readonly zone: string | null
}

export type PeriodAnswer =
  | { readonly kind: 'period'; readonly period: DraftPeriod }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'failed'; readonly message: string | null }

/**
 * Reads an answer of `GET /comment-period/drafts/:documentId/period`: the period, the problem
 * details of a refusal, or an error of Strapi's own. Checked to the last field, because what the
 * panel cannot write down would take the whole edit view with it.
 */
export function readPeriodAnswer(body: unknown): PeriodAnswer {
  const answer = fieldsOf(body)
  if (typeof answer.code === 'string' && isRefusalCode(answer.code)) {
    return { kind: 'refused', code: answer.code }
  }
  if (isDraftPeriod(answer)) return { kind: 'period', period: answer }
  const { message } = fieldsOf(answer.error)
  return { kind: 'failed', message: typeof message === 'string' ? message : null }
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function isDraftPeriod(answer: Fields): answer is Fields & DraftPeriod {
  const { openedAt, closesAt, minimumClosesAt, mayIssueFrom } = answer
  return (
    PHASES.some((phase) => phase === answer.phase) &&
    [openedAt, closesAt, minimumClosesAt, mayIssueFrom].every(isInstantOrNull) &&
    [answer.docket, answer.legalBasis].every((text) => text === null || typeof text === 'string') &&
    isZoneOrNull(answer.zone)
  )
}

function isInstantOrNull(value: unknown): boolean {
  return value === null || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
}

function isZoneOrNull(value: unknown): boolean {
  if (value === null) return true
  return typeof value === 'string' && isZone(value)
}
