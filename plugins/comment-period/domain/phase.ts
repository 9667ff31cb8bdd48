import type { Instant } from './instant'
import type { DocketLedger, Exposure, Issuance, Waiver } from './ledger'

export const PHASES = ['drafting', 'open', 'suspended', 'closed', 'issued', 'withdrawn'] as const
export type Phase = (typeof PHASES)[number]

/** Half-open: a comment received at `closesAt` itself is outside. */
export interface Interval {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

/** What the ledger says of a docket, before any instant is asked about. */
export interface PeriodState {
  /** The latest exposure; `null` before the first one and for a waived draft. */
  readonly exposure: Exposure | null
  readonly waiver: Waiver | null
  readonly issuance: Issuance | null
  readonly withdrawnAt: Instant | null
  readonly suspendedAt: Instant | null
  /** The latest close ever in force. It never moves earlier; `null` before the first exposure. */
  readonly effectiveClose: Instant | null
  /** Spans in which comments were, are or will be taken, as known from the ledger. */
  readonly intervals: readonly Interval[]
  /** Ordinal and instant of the last entry; `0` where there is none. */
  readonly lastOrdinal: number
  readonly lastAt: Instant
}

const NOTHING_YET: PeriodState = {
  exposure: null,
  waiver: null,
  issuance: null,
  withdrawnAt: null,
  suspendedAt: null,
  effectiveClose: null,
  intervals: [],
  lastOrdinal: 0,
  lastAt: 0,
}

/**
 * Reads a docket's ledger from its first entry to its last.
 *
 * @example
 * stateOf([exposure({ at: t0, closesAt: t1 })]).intervals // [{ opensAt: t0, closesAt: t1 }]
 */
export function stateOf(ledger: DocketLedger): PeriodState {
  return ledger.reduce<PeriodState>((state, entry) => {
    const next = { ...state, lastOrdinal: entry.ordinal, lastAt: entry.at }
    switch (entry.entry) {
      case 'waiver':
        return { ...next, waiver: entry }
      case 'issuance':
        return { ...next, issuance: entry }
      case 'exposure': {
        const close = laterOf(state.effectiveClose, entry.closesAt)
        return {
          ...next,
          exposure: entry,
          effectiveClose: close,
          intervals: unlessSuspended(state, entry.at, close),
        }
      }
      case 'event':
        switch (entry.kind) {
          case 'withdrawn':
            return {
              ...next,
              withdrawnAt: entry.at,
              suspendedAt: null,
              intervals: cutAt(state, entry.at),
            }
          case 'suspended':
            return { ...next, suspendedAt: entry.at, intervals: cutAt(state, entry.at) }
          case 'resumed': {
            const close = laterOf(state.effectiveClose, entry.closesAt)
            return {
              ...next,
              suspendedAt: null,
              effectiveClose: close,
              intervals: [...state.intervals, { opensAt: entry.at, closesAt: close }],
            }
          }
          case 'extended': {
            const close = laterOf(state.effectiveClose, entry.closesAt)
            return {
              ...next,
              effectiveClose: close,
              intervals: unlessSuspended(state, entry.at, close),
            }
          }
          default:
            return assertNever(entry)
        }
      default:
        return assertNever(entry)
    }
  }, NOTHING_YET)
}

/**
 * Phase at an instant. At the effective close itself the period is closed (design §3).
 *
 * While suspended the close does not come, even if its instant passes.
 *
 * @param now - not before the ledger's last entry; of the past, ask the entries up to then
 */
export function phaseAt(state: PeriodState, now: Instant): Phase {
  if (state.issuance !== null) return 'issued'
  if (state.withdrawnAt !== null) return 'withdrawn'
  if (state.effectiveClose === null) return 'drafting'
  if (state.suspendedAt !== null) return 'suspended'
  return now < state.effectiveClose ? 'open' : 'closed'
}

/** Whether a comment received at this instant is within the comment period. */
export function isWithinPeriod(state: PeriodState, receivedAt: Instant): boolean {
  return state.intervals.some(
    (interval) => interval.opensAt <= receivedAt && receivedAt < interval.closesAt,
  )
}

/**
 * The instant from which the draft may be issued: the effective close, and `null` where no
 * instant can be named (drafting, suspended, withdrawn). A waived draft may be issued at once.
 */
export function mayIssueFrom(state: PeriodState): Instant | null {
  if (state.withdrawnAt !== null || state.suspendedAt !== null) return null
  if (state.effectiveClose !== null) return state.effectiveClose
  return state.waiver?.at ?? null
}

/** The next instant at which the phase changes by itself; `null` where only an act can change it. */
export function nextPhaseChangeAt(state: PeriodState, now: Instant): Instant | null {
  return phaseAt(state, now) === 'open' ? state.effectiveClose : null
}

function laterOf(current: Instant | null, proposed: Instant): Instant {
  return current === null ? proposed : Math.max(current, proposed)
}

/** Ends the running interval; an interval that had already closed stays as it was. */
function cutAt(state: PeriodState, at: Instant): readonly Interval[] {
  const last = state.intervals.at(-1)
  if (last === undefined || last.closesAt <= at) return state.intervals
  const earlier = state.intervals.slice(0, -1)
  return last.opensAt === at ? earlier : [...earlier, { opensAt: last.opensAt, closesAt: at }]
}

/**
 * Prolongs the interval that runs at `at`, or opens another one from `at` on. While suspended
 * nothing opens: the resumption will.
 */
function unlessSuspended(state: PeriodState, at: Instant, closesAt: Instant): readonly Interval[] {
  if (state.suspendedAt !== null) return state.intervals
  const last = state.intervals.at(-1)
  return last !== undefined && at < last.closesAt
    ? [...state.intervals.slice(0, -1), { opensAt: last.opensAt, closesAt }]
    : [...state.intervals, { opensAt: at, closesAt }]
}

/** Fails to compile where a case is missing, and throws where an unknown row reaches it. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
