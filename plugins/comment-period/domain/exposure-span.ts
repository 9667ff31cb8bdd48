import type { Instant } from './instant'
import type { DocketLedger, PeriodEvent } from './ledger'
import { phaseAt, stateOf, type Interval, type Phase } from './phase'

/** How long one exposed text stood before the public, as its docket's ledger has it. */
export interface ExposureSpan {
  /** Spans in which comments on this text were, are or will be taken. */
  readonly intervals: readonly Interval[]
  /** What was done to the period while this text was the latest. */
  readonly events: readonly PeriodEvent[]
  /** What ended it other than its close; `null` where nothing did. */
  readonly endedBy: 'restart' | 'withdrawal' | null
  readonly endedAt: Instant | null
  /** The intervals together. */
  readonly openMs: number
}

/**
 * Reads out of a docket's ledger what concerns one exposure: from its row on until the next
 * exposure takes its place, the draft is withdrawn, or nothing more is there.
 *
 * @returns `null` where the docket has no such exposure
 */
export function exposureSpan(ledger: DocketLedger, n: number): ExposureSpan | null {
  const from = ledger.findIndex((entry) => entry.entry === 'exposure' && entry.n === n)
  const exposure = ledger[from]
  if (exposure === undefined) return null
  const next = ledger.findIndex((entry, place) => place > from && entry.entry === 'exposure')
  const until = next === -1 ? ledger.length : next
  const state = stateOf(ledger.slice(0, until))
  const restartedAt = ledger[next]?.at ?? null
  const intervals = state.intervals.flatMap(({ opensAt, closesAt }) => {
    const opens = Math.max(opensAt, exposure.at)
    const closes = restartedAt === null ? closesAt : Math.min(closesAt, restartedAt)
    return opens < closes ? [{ opensAt: opens, closesAt: closes }] : []
  })
  const endedAt = restartedAt ?? state.withdrawnAt
  return {
    intervals,
    events: ledger.slice(from, until).flatMap((entry) => (entry.entry === 'event' ? [entry] : [])),
    endedBy: restartedAt !== null ? 'restart' : endedAt !== null ? 'withdrawal' : null,
    endedAt,
    openMs: intervals.reduce((sum, { opensAt, closesAt }) => sum + closesAt - opensAt, 0),
  }
}

/** The same, held against what the rules asked for. */
export interface JudgedSpan extends ExposureSpan {
  /** What the rules asked for; `null` where none applied. */
  readonly minimumMs: number | null
  /** Whether it stood for as long as that; `null` as long as it is not over. */
  readonly isKept: boolean | null
}

/**
 * Holds an exposure against its minimum. It is over once its close has come, another text has taken
 * its place, or the draft is withdrawn or issued; nothing is judged before.
 *
 * @param hasRule whether any rule applied when it was opened
 * @param now not before the ledger's last entry
 * @returns `null` where the docket has no such exposure
 */
export function judgeSpan(
  ledger: DocketLedger,
  n: number,
  hasRule: boolean,
  now: Instant,
): JudgedSpan | null {
  const span = exposureSpan(ledger, n)
  const exposure = ledger.find((entry) => entry.entry === 'exposure' && entry.n === n)
  if (span === null || exposure?.entry !== 'exposure') return null
  const minimumMs = hasRule ? exposure.minimumClosesAt - exposure.at : null
  const phase = phaseAt(stateOf(ledger), now)
  return { ...span, minimumMs, isKept: isKept(span, minimumMs, phase) }
}

/**
 * Whether a text stood for as long as the rules asked for. Where none asked for anything it did, and
 * whoever puts that into words has to say that there was nothing to keep.
 *
 * @param minimumMs `null` where no rule asked for anything
 * @returns `null` while it is not over
 */
export function isKept(
  { endedBy, openMs }: ExposureSpan,
  minimumMs: number | null,
  phase: Phase,
): boolean | null {
  const isOver = endedBy !== null || phase === 'closed' || phase === 'issued'
  return isOver ? openMs >= (minimumMs ?? 0) : null
}
