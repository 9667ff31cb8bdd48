import type { StaffPeriodOut } from '../../contracts/staff-acts'
import { isZone } from '../../domain/calendar-day'
import { PHASES, type Phase } from '../../domain/phase'
import { isRefusalCode, type RefusalCode } from '../../domain/refusal'

/** The acts that the panel offers; the first exposure is Strapi's own Publish. */
export const OFFERED_ACTS = [
  'issue',
  'extend',
  'suspend',
  'resume',
  'restart',
  'waive',
  'withdraw',
] as const
export type OfferedAct = (typeof OFFERED_ACTS)[number]

export type PeriodRule = NonNullable<StaffPeriodOut['rule']>

/** What publishing would mean. */
export interface PeriodPreview {
  readonly closesAt: string | null
  readonly rule: PeriodRule | null
  readonly refusal: RefusalCode | null
}

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
  readonly suspendedAt: string | null
  readonly rule: PeriodRule | null
  readonly terminalAct: StaffPeriodOut['terminalAct']
  readonly counts: StaffPeriodOut['counts']
  /** Fields that are missing before publication. */
  readonly missing: readonly string[]
  readonly preview: PeriodPreview | null
  /** Why an act cannot be done now; `null` where it can. */
  readonly refusals: Readonly<Record<OfferedAct, RefusalCode | null>>
}

export type PeriodAnswer =
  | { readonly kind: 'period'; readonly period: DraftPeriod }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'failed'; readonly message: string | null }

/**
 * Reads an answer of `GET /comment-period/drafts/:documentId/period`: the period, the problem
 * details of a refusal, or an error of Strapi's own. What the panel writes down is checked to the
 * last field, because what it cannot write would take the whole edit view with it.
 */
export function readPeriodAnswer(body: unknown): PeriodAnswer {
  const answer = fieldsOf(body)
  if (typeof answer.code === 'string' && isRefusalCode(answer.code)) {
    return { kind: 'refused', code: answer.code }
  }
  if (isStaffPeriod(answer)) return { kind: 'period', period: draftPeriod(answer) }
  const { message } = fieldsOf(answer.error)
  return { kind: 'failed', message: typeof message === 'string' ? message : null }
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function draftPeriod(answer: StaffPeriodOut): DraftPeriod {
  const { acts, preview, ...facts } = answer
  const refusals = Object.fromEntries(
    OFFERED_ACTS.map((act) => {
      const offered = acts.find((each) => each.act === act)
      return [act, offered === undefined ? 'FORBIDDEN' : knownCode(offered.refusal)]
    }),
  ) as DraftPeriod['refusals']
  return {
    ...facts,
    preview: preview === null ? null : { ...preview, refusal: knownCode(preview.refusal) },
    refusals,
  }
}

/** A code of a newer server is still a refusal. */
function knownCode(code: string | null): RefusalCode | null {
  if (code === null) return null
  return isRefusalCode(code) ? code : 'INTERNAL'
}

function isStaffPeriod(answer: Fields): answer is Fields & StaffPeriodOut {
  const { openedAt, closesAt, minimumClosesAt, mayIssueFrom, suspendedAt, preview } = answer
  const previewed = preview === null ? null : fieldsOf(preview).closesAt
  return (
    PHASES.some((phase) => phase === answer.phase) &&
    [openedAt, closesAt, minimumClosesAt, mayIssueFrom, suspendedAt, previewed].every(
      isInstantOrNull,
    ) &&
    [answer.docket, answer.legalBasis].every((text) => text === null || typeof text === 'string') &&
    Array.isArray(answer.acts) &&
    Array.isArray(answer.missing) &&
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
