import { addDays, startOfDay, startOfNextDay, type CalendarDay } from './calendar-day'
import { tally, type Counted, type Share } from './comment-figures'
import type { Channel, CommentState, CommentType, Disposition } from './comment'
import { toLatinDigits } from './digits'
import { judgeSpan, type JudgedSpan } from './exposure-span'
import { DAY_MS, type Instant } from './instant'
import type { DocketLedger, Exposure } from './ledger'
import type { LegalClause, LegalText } from './legal-text'
import { clausesByKey, diffAttachments, keptInPlace } from './legal-text-diff'
import type { TerminalAct } from './period-rule'
import { stateOf } from './phase'
import { lawful, refused, type Decision } from './refusal'
import { dayFromSolar, formatSolarDate, solarFromDay, solarYearAt } from './solar-hijri'

export const EVIDENCE_FORMATS = ['xlsx', 'docx'] as const
export type EvidenceFormat = (typeof EVIDENCE_FORMATS)[number]

/** Drafts that one report holds at most: a row each, in one answer. */
export const MOST_DRAFTS = 1_000
/** Three years, two of them leap years. */
const MOST_DAYS = 1_097

/** Whole days of a body, the first and the last among them, as instants half-open. */
export interface EvidenceSpan {
  readonly from: CalendarDay
  readonly to: CalendarDay
  readonly since: Instant
  /** The first instant after the last day. */
  readonly until: Instant
}

/** The span from the first instant of one day to the last of another, in the zone of the body. */
export function decideSpan(
  { from, to }: { readonly from: CalendarDay; readonly to: CalendarDay },
  zone: string,
): Decision<EvidenceSpan> {
  // ISO days sort as text.
  if (to < from) return refused('SPAN_BACKWARDS', { from, to })
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  if (days > MOST_DAYS) return refused('SPAN_TOO_LONG', { days, most: MOST_DAYS })
  return lawful({ from, to, since: startOfDay(from, zone), until: startOfNextDay(to, zone) })
}

/**
 * The Solar Hijri year that runs: what the yearly assessment asks for.
 *
 * @example
 * runningYear(Date.parse('2026-08-08T12:00:00Z'), 'Asia/Tehran')
 * // { from: '2026-03-21', to: '2027-03-20' }
 */
export function runningYear(now: Instant, zone: string): { from: CalendarDay; to: CalendarDay } {
  const year = solarYearAt(now, zone)
  const next = dayFromSolar({ year: year + 1, month: 1, day: 1 })
  return { from: dayFromSolar({ year, month: 1, day: 1 }), to: addDays(next, -1) }
}

/**
 * How an exposed text stood, each in exactly one way: `kept` for as long as the rules ask, whatever
 * ended it; cut off before by a restart (`replaced`) or a withdrawal (`withdrawn`); over, and `short`
 * for no such reason, which the gate lets nobody do; over where no rule asked for any time
 * (`no-minimum`), so that there was none to keep; or not over yet, `open` or `suspended`.
 */
export const STANDINGS = [
  'kept',
  'short',
  'replaced',
  'withdrawn',
  'no-minimum',
  'open',
  'suspended',
] as const
export type PeriodStanding = (typeof STANDINGS)[number]

/**
 * What came of the response to a comment. With a due day: `in-time` and `late` by the first response,
 * `overdue` and `waiting` where there is none. Without one: `undated` where there is a response, and
 * `none` where there is not. None is wanted (`unwanted`) of spam, and of what was erased before it had
 * one.
 */
export const RESPONSE_TIMINGS = [
  'in-time',
  'late',
  'undated',
  'overdue',
  'waiting',
  'none',
  'unwanted',
] as const
export type ResponseTiming = (typeof RESPONSE_TIMINGS)[number]

export interface ResponseFacts {
  /** Whether a response is owed as long as there is none. */
  readonly isWanted: boolean
  readonly isResponded: boolean
  /**
   * Whether the first response, or for want of one the instant of the report, was not after the day
   * that was then due; `null` where none was.
   */
  readonly isWithin: boolean | null
}

export function responseTiming({ isWanted, isResponded, isWithin }: ResponseFacts): ResponseTiming {
  if (!isResponded && !isWanted) return 'unwanted'
  if (isWithin === null) return isResponded ? 'undated' : 'none'
  if (isResponded) return isWithin ? 'in-time' : 'late'
  return isWithin ? 'waiting' : 'overdue'
}

/** Comments that are alike in everything that is counted. Erased ones are among them. */
export interface EvidenceComments extends Counted {
  readonly channel: Channel
  readonly type: CommentType
  readonly state: CommentState
  readonly timing: ResponseTiming
  /** Of the latest response; `null` where there is none. */
  readonly disposition: Disposition | null
}

export interface EvidenceFigures {
  readonly comments: number
  readonly byChannel: readonly Share<Channel>[]
  readonly byType: readonly Share<CommentType>[]
  readonly byState: readonly Share<CommentState>[]
  readonly responses: Readonly<Record<ResponseTiming, number>>
  readonly byDisposition: readonly Share<Disposition>[]
}

/** Spam is counted among all comments and by state; of responses it needs none, whatever it got. */
export function commentFigures(groups: readonly EvidenceComments[]): EvidenceFigures {
  const heeded = groups.filter(({ state }) => state !== 'spam')
  const timingOf = ({ state, timing }: EvidenceComments) => (state === 'spam' ? 'unwanted' : timing)
  return {
    comments: sum(groups, ({ n }) => n),
    byChannel: tally(heeded, ({ channel }) => channel),
    byType: tally(heeded, ({ type }) => type),
    byState: tally(groups, ({ state }) => state),
    responses: countEach(RESPONSE_TIMINGS, (timing) =>
      sum(groups, (group) => (timingOf(group) === timing ? group.n : 0)),
    ),
    byDisposition: tally(heeded, ({ disposition }) => disposition),
  }
}

/** What a final text changes of the exposed one. */
export interface TextChanges {
  readonly title: boolean
  readonly changed: number
  readonly added: number
  readonly removed: number
  /** Clauses that stand in another place with the same words. */
  readonly moved: number
  /** Files that were added or taken away. */
  readonly attachments: number
}

/**
 * Counts what was changed, clause by clause, matched by `clauseId`: each in one way. A clause is
 * changed where its words are or its kind is, whether or not it moved too; one that has another number
 * because of others is not.
 */
export function countChanges(before: LegalText, after: LegalText): TextChanges {
  const old = clausesByKey(before.clauses)
  const fresh = clausesByKey(after.clauses)
  const kept = keptInPlace(old, fresh)
  const isChanged = ([key, clause]: readonly [string, LegalClause]) => {
    const its = old.get(key)
    if (its === undefined) return false
    return its.kind !== clause.kind || its.heading !== clause.heading || its.text !== clause.text
  }
  const changed = new Set([...fresh].filter(isChanged).map(([key]) => key))
  const files = diffAttachments(before, after)
  return {
    title: before.title !== after.title,
    changed: changed.size,
    added: [...fresh.keys()].filter((key) => !old.has(key)).length,
    removed: [...old.keys()].filter((key) => !fresh.has(key)).length,
    moved: [...fresh.keys()].filter((key) => old.has(key) && !kept.has(key) && !changed.has(key))
      .length,
    attachments: files.added.length + files.removed.length,
  }
}

/** One draft that was exposed in the span: how its latest text of that time stood. */
export interface DraftStanding {
  /** How many texts were exposed in the span. */
  readonly exposures: number
  /** The latest of them, of which the rest tells. */
  readonly n: number
  readonly openedAt: Instant
  /** When it ended or will end; `null` as long as it is suspended. */
  readonly closesAt: Instant | null
  readonly minimumMs: number | null
  /** How long it has been open for comments until now. */
  readonly stoodMs: number
  readonly standing: PeriodStanding
  /** Whether this was ever done to any of the texts of the span. */
  readonly isExtended: boolean
  readonly isSuspended: boolean
  readonly isWithdrawn: boolean
  /** The terminal act, where it cites the latest text of the span. */
  readonly act: { readonly terminalAct: TerminalAct; readonly at: Instant } | null
}

/** The exposures of a docket that belong to a span: opened in it, and not after `now`. */
export function exposuresIn(
  ledger: DocketLedger,
  { since, until }: Pick<EvidenceSpan, 'since' | 'until'>,
  now: Instant,
): readonly Exposure[] {
  return ledger.filter(
    (entry): entry is Exposure =>
      entry.entry === 'exposure' && since <= entry.at && entry.at < until && entry.at <= now,
  )
}

/**
 * How a draft stood. It belongs to a span by the texts that were exposed in it; a draft exposed anew
 * in the next span is in both, each time with the texts and comments of that time, so that nothing is
 * counted twice where spans adjoin.
 *
 * @param hasRule whether any rule applied to the latest text of the span
 * @returns `null` where nothing of it was exposed in the span
 */
export function draftStanding(
  wholeLedger: DocketLedger,
  span: Pick<EvidenceSpan, 'since' | 'until'>,
  hasRule: boolean,
  now: Instant,
): DraftStanding | null {
  const ledger = wholeLedger.filter(({ at }) => at <= now)
  const exposures = exposuresIn(ledger, span, now)
  const latest = exposures.at(-1)
  const judged = latest === undefined ? null : judgeSpan(ledger, latest.n, hasRule, now)
  if (latest === undefined || judged === null) return null
  const events = exposures.flatMap(({ n }) => judgeSpan(ledger, n, hasRule, now)?.events ?? [])
  const state = stateOf(ledger)
  const { issuance } = state
  const isCited = issuance?.basis.kind === 'exposure' && issuance.basis.n === latest.n
  const standing = standingOf(judged, state.suspendedAt !== null)
  return {
    exposures: exposures.length,
    n: latest.n,
    openedAt: latest.at,
    closesAt: standing === 'suspended' ? null : (judged.intervals.at(-1)?.closesAt ?? latest.at),
    minimumMs: judged.minimumMs,
    stoodMs: sum(judged.intervals, (each) =>
      Math.max(0, Math.min(each.closesAt, now) - each.opensAt),
    ),
    standing,
    isExtended: events.some(({ kind }) => kind === 'extended'),
    isSuspended: events.some(({ kind }) => kind === 'suspended'),
    isWithdrawn: events.some(({ kind }) => kind === 'withdrawn'),
    act: isCited ? { terminalAct: issuance.terminalAct, at: issuance.at } : null,
  }
}

function standingOf(
  { isKept, minimumMs, endedBy }: JudgedSpan,
  isSuspended: boolean,
): PeriodStanding {
  if (isKept === null) return isSuspended ? 'suspended' : 'open'
  if (minimumMs === null) return 'no-minimum'
  if (isKept) return 'kept'
  if (endedBy === null) return 'short'
  return endedBy === 'restart' ? 'replaced' : 'withdrawn'
}

/** A row of the report. */
export interface DraftEvidence extends DraftStanding {
  readonly comments: readonly EvidenceComments[]
  /** `null` as long as it is not issued, or where the final text is the exposed one. */
  readonly changes: TextChanges | null
}

/** The same with what names the draft. */
export interface EvidenceRow extends DraftEvidence {
  readonly documentId: string
  readonly docket: string
  /** As it was exposed. */
  readonly title: string
  readonly kind: { readonly key: string; readonly name: string }
}

export interface EvidenceTotals extends EvidenceFigures {
  readonly drafts: number
  readonly exposures: number
  readonly standings: Readonly<Record<PeriodStanding, number>>
  readonly extended: number
  readonly suspended: number
  readonly withdrawn: number
  readonly issued: number
  readonly changedTexts: number
  readonly clauses: Omit<TextChanges, 'title' | 'attachments'>
  /** Files that were added or taken away. */
  readonly attachments: number
}

/** The rows together: each draft is one, and each total is what its column adds up to. */
export function evidenceTotals(rows: readonly DraftEvidence[]): EvidenceTotals {
  const count = (test: (row: DraftEvidence) => boolean) => rows.filter(test).length
  return {
    drafts: rows.length,
    exposures: sum(rows, ({ exposures }) => exposures),
    standings: countEach(STANDINGS, (each) => count(({ standing }) => standing === each)),
    extended: count(({ isExtended }) => isExtended),
    suspended: count(({ isSuspended }) => isSuspended),
    withdrawn: count(({ isWithdrawn }) => isWithdrawn),
    issued: count(({ act }) => act !== null),
    changedTexts: count(({ changes }) => changes !== null),
    clauses: {
      changed: sum(rows, ({ changes }) => changes?.changed ?? 0),
      added: sum(rows, ({ changes }) => changes?.added ?? 0),
      removed: sum(rows, ({ changes }) => changes?.removed ?? 0),
      moved: sum(rows, ({ changes }) => changes?.moved ?? 0),
    },
    attachments: sum(rows, ({ changes }) => changes?.attachments ?? 0),
    ...commentFigures(rows.flatMap(({ comments }) => comments)),
  }
}

/** What a body did for participation in a span, as it stood at an instant. */
export interface Evidence {
  readonly at: Instant
  readonly span: EvidenceSpan
  readonly rows: readonly EvidenceRow[]
  readonly totals: EvidenceTotals
  /** How many drafts were decided not to be exposed in the span. */
  readonly waived: number
}

/**
 * The name of a report's file, in Latin letters and digits; its days in the Solar Hijri calendar.
 *
 * @example
 * evidenceFileName('ipo', { from: '2026-03-21', to: '2027-03-20' }, 'xlsx')
 * // 'evidence_ipo_1405-01-01_1405-12-29.xlsx'
 */
export function evidenceFileName(
  slug: string,
  { from, to }: Pick<EvidenceSpan, 'from' | 'to'>,
  format: EvidenceFormat,
): string {
  const days = [from, to].map((day) =>
    toLatinDigits(formatSolarDate(solarFromDay(day))).replaceAll('/', '-'),
  )
  return `evidence_${slug}_${days.join('_')}.${format}`
}

function sum<Row>(rows: readonly Row[], numberOf: (row: Row) => number): number {
  return rows.reduce((all, row) => all + numberOf(row), 0)
}

function countEach<Key extends string>(
  keys: readonly Key[],
  countOf: (key: Key) => number,
): Readonly<Record<Key, number>> {
  return Object.fromEntries(keys.map((key) => [key, countOf(key)])) as Record<Key, number>
}
