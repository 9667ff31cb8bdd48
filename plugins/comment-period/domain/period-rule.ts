import { dayOf, startOfNextDay } from './calendar-day'
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from './instant'

/** Units in which a minimum period may be given. */
export const PERIOD_UNITS = ['minute', 'day', 'week', 'month'] as const
/** See {@link PERIOD_UNITS}. */
export type PeriodUnit = (typeof PERIOD_UNITS)[number]

/** `discretionary`: the body may waive exposure, in a waiver row; `mandatory`: it may not. */
export const RULE_FORCES = ['mandatory', 'discretionary'] as const
/** See {@link RULE_FORCES}. */
export type RuleForce = (typeof RULE_FORCES)[number]

/**
 * What a month means: 30 days (Civil Procedure Code of 1379, art. 443) or one month of the Solar
 * Hijri calendar (the reading of the code of 1318, art. 612).
 */
export const MONTH_MEANINGS = ['thirty-days', 'solar-hijri-month'] as const
/** See {@link MONTH_MEANINGS}. */
export type MonthMeaning = (typeof MONTH_MEANINGS)[number]

/** What *issue* is called for an instrument kind: ابلاغ، ارسال، اجرا. */
export const TERMINAL_ACTS = ['promulgate', 'submit', 'implement'] as const
/** See {@link TERMINAL_ACTS}. */
export type TerminalAct = (typeof TERMINAL_ACTS)[number]

/** The shortest time for which a draft must be before the public, and on which ground. */
export interface PeriodRule {
  /** How many units; a whole number, 1 or more. */
  readonly count: number
  readonly unit: PeriodUnit
  /** Read only where the unit is `month`. */
  readonly monthMeans: MonthMeaning
  /** Whether the day of action is not counted either (Civil Procedure Code of 1379, art. 445). */
  readonly excludeActionDay: boolean
  readonly force: RuleForce
  readonly legalBasis: string
  readonly note: string
}

/** One row of the ledger of rule revisions: the rule as it stood from an instant on. */
export interface RuleRevision extends PeriodRule {
  readonly ruleId: string
  /** 1, 2 … within the rule. */
  readonly revision: number
  /** `null`: any body. */
  readonly bodyId: string | null
  /** Read only where `kindIds` is empty. */
  readonly terminalAct: TerminalAct | null
  /** Empty: every kind with that terminal act. */
  readonly kindIds: readonly string[]
  readonly effectiveAt: Instant
  /** First instant at which the rule holds; `null`: since ever. */
  readonly validFromAt: Instant | null
  /** First instant at which it no longer holds; `null`: until further notice. */
  readonly validToAt: Instant | null
  /** Whether this revision ends the rule. */
  readonly ended: boolean
}

/** What a rule has to fit. */
export interface RuleSubject {
  readonly bodyId: string
  readonly kindId: string
  readonly terminalAct: TerminalAct
}

/**
 * The revisions that hold at an instant: of each rule the highest revision already effective,
 * dropped if it ends the rule or the instant lies outside `[validFromAt, validToAt)`. In the
 * order in which each rule first appears.
 *
 * @param at - UTC epoch milliseconds
 * @example
 * revisionsInForce([fourteenDays, sevenDaysFromTomorrow], now) // [fourteenDays]
 */
export function revisionsInForce(revisions: readonly RuleRevision[], at: Instant): RuleRevision[] {
  const latest = new Map<string, RuleRevision>()
  for (const revision of revisions) {
    if (revision.effectiveAt > at) continue
    const known = latest.get(revision.ruleId)
    if (known === undefined || revision.revision > known.revision) {
      latest.set(revision.ruleId, revision)
    }
  }
  return [...latest.values()].filter(
    (revision) =>
      !revision.ended &&
      (revision.validFromAt === null || revision.validFromAt <= at) &&
      (revision.validToAt === null || at < revision.validToAt),
  )
}

/**
 * The revisions in force at an instant that fit a body and an instrument kind. Listed kinds go
 * by the kind alone; without a list the terminal act must be the same.
 *
 * @param at - UTC epoch milliseconds: the instant of opening
 */
export function applicableRules(
  revisions: readonly RuleRevision[],
  subject: RuleSubject,
  at: Instant,
): RuleRevision[] {
  return revisionsInForce(revisions, at).filter(
    (revision) =>
      (revision.bodyId === null || revision.bodyId === subject.bodyId) &&
      (revision.kindIds.length === 0
        ? revision.terminalAct === subject.terminalAct
        : revision.kindIds.includes(subject.kindId)),
  )
}

/**
 * What a set of applicable rules demands: one mandatory rule suffices. `none` means that no
 * minimum is set, so that exposure is the body's choice.
 *
 * @example
 * demandedForce([]) // 'none'
 */
export function demandedForce(rules: readonly PeriodRule[]): RuleForce | 'none' {
  if (rules.some((rule) => rule.force === 'mandatory')) return 'mandatory'
  return rules.length > 0 ? 'discretionary' : 'none'
}

/**
 * The least time, in milliseconds, between opening and close under a rule: the floor that the
 * database triggers demand too, without a calendar or a zone to compute with.
 *
 * Minutes are exact. Days, weeks and 30-day months are 24 hours each, less one hour once, for a
 * clock put forward in between. A Solar Hijri month has 30 days or more except اسفند, of 29 or 30.
 *
 * @throws RangeError if the count is not a whole number of 1 or more
 * @example
 * minimumSpanMs({ ...rule, count: 14, unit: 'day' }) // 14 × 24 h − 1 h = 1 206 000 000
 */
export function minimumSpanMs(rule: Pick<PeriodRule, 'count' | 'unit' | 'monthMeans'>): number {
  const { count } = rule
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`A period of ${count} ${rule.unit}s is not a period.`)
  }
  switch (rule.unit) {
    case 'minute':
      return count * MINUTE_MS
    case 'day':
      return count * DAY_MS - HOUR_MS
    case 'week':
      return count * 7 * DAY_MS - HOUR_MS
    case 'month': {
      const days =
        rule.monthMeans === 'thirty-days' ? count * 30 : count * 30 - Math.ceil(count / 12)
      return days * DAY_MS - HOUR_MS
    }
  }
}

/**
 * Whether a revision may let some draft close earlier, or be waived, or escape the rule, where
 * the current one would not. Anything but a plain strengthening counts as weaker: another body,
 * terminal act or set of kinds, a lesser force, a shorter span, counting the day of action again,
 * a later beginning, an earlier end, or ending the rule.
 *
 * @example
 * isWeaker({ ...current, count: 10 }, current) // true where the current count is 14
 */
export function isWeaker(next: RuleRevision, current: RuleRevision): boolean {
  return (
    next.ended ||
    next.bodyId !== current.bodyId ||
    next.terminalAct !== current.terminalAct ||
    !sameMembers(next.kindIds, current.kindIds) ||
    (current.force === 'mandatory' && next.force !== 'mandatory') ||
    mayBeShorter(next, current) ||
    (current.excludeActionDay && !next.excludeActionDay) ||
    (next.validFromAt ?? -Infinity) > (current.validFromAt ?? -Infinity) ||
    (next.validToAt ?? Infinity) < (current.validToAt ?? Infinity)
  )
}

/**
 * When a saved revision takes effect: at once where it strengthens the rule or is its first or
 * revives an ended one; where it weakens the rule, with the first day in the zone that begins 24
 * hours later or more, so that nobody can loosen a rule and use that the same day. The guards ask
 * for 23 hours, whatever the zone.
 *
 * Never before the current revision itself: otherwise a second save today could bring forward a
 * weakening that the first save had put off until tomorrow.
 *
 * @param current - the rule's highest revision, whether already effective or not
 * @param now - UTC epoch milliseconds, from the database's clock
 * @param zone - IANA zone of the issuing body
 * @throws RangeError if the zone is unknown
 */
export function revisionEffectiveAt(
  next: RuleRevision,
  current: RuleRevision | null,
  now: Instant,
  zone: string,
): Instant {
  if (current === null) return now
  const waits = !current.ended && isWeaker(next, current)
  const earliest = waits ? startOfNextDay(dayOf(now + DAY_MS - 1, zone), zone) : now
  return Math.max(earliest, current.effectiveAt)
}

function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  const members = new Set(left)
  return members.size === new Set(right).size && right.every((member) => members.has(member))
}

function mayBeShorter(next: PeriodRule, current: PeriodRule): boolean {
  if (
    next.unit === current.unit &&
    (next.unit !== 'month' || next.monthMeans === current.monthMeans)
  ) {
    return next.count < current.count
  }
  // Minutes neither run to the end of a day nor over closed days, whatever their number.
  if (next.unit === 'minute') return true
  return minimumSpanMs(next) < longestCountedMs(current)
}

/** Like the floor, but from above: a Solar Hijri month has up to 31 days. */
function longestCountedMs(rule: PeriodRule): number {
  return rule.unit === 'month' && rule.monthMeans === 'solar-hijri-month'
    ? rule.count * 31 * DAY_MS - HOUR_MS
    : minimumSpanMs(rule)
}
