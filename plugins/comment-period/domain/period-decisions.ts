import { toIsoUtc, type Instant, DAY_MS } from './instant'
import type { Issuance, Waiver } from './ledger'
import { isWithinPeriod, mayIssueFrom, phaseAt, type PeriodState } from './phase'
import { lawful, refused, type Decision, type Refused } from './refusal'

/** One act moves a close by at most this much (design §3). */
export const LONGEST_MOVE_MS = 366 * DAY_MS

/** Every act on a period. `expose` is the first one only; later texts come by `restart`. */
export const PERIOD_ACTS = [
  'expose',
  'restart',
  'extend',
  'suspend',
  'resume',
  'waive',
  'withdraw',
  'issue',
] as const
export type PeriodAct = (typeof PERIOD_ACTS)[number]

export interface ProposedPeriod {
  readonly now: Instant
  /** The close that the winning rule demands; `null` where no rule applies. */
  readonly minimumClosesAt: Instant | null
  /** A later close the editor asked for. */
  readonly requestedClosesAt: Instant | null
}

/** The first exposure: from `now` until the later of what rules demand and the editor asked for. */
export function decideExpose(
  state: PeriodState,
  proposed: ProposedPeriod,
): Decision<{ closesAt: Instant; minimumClosesAt: Instant }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  if (state.exposure !== null) return refused('ALREADY_EXPOSED')
  return decidePeriod(state, proposed)
}

/** The next exposure, with a new period. It never closes before the one it follows would have. */
export function decideRestart(
  state: PeriodState,
  proposed: ProposedPeriod,
): Decision<{ closesAt: Instant; minimumClosesAt: Instant }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  if (state.exposure === null) return refused('NOT_EXPOSED')
  // Else suspending and restarting would close earlier than suspending and resuming.
  if (state.suspendedAt !== null) {
    return refused('SUSPENDED', { suspendedAt: isoOrNull(state.suspendedAt) })
  }
  return decidePeriod(state, proposed)
}

function decidePeriod(
  state: PeriodState,
  { now, minimumClosesAt, requestedClosesAt }: ProposedPeriod,
): Decision<{ closesAt: Instant; minimumClosesAt: Instant }> {
  const floor = minimumClosesAt ?? requestedClosesAt
  if (floor === null) return refused('CLOSE_REQUIRED')
  if (requestedClosesAt !== null && requestedClosesAt < floor) {
    return refused('PERIOD_SHORTENED', {
      minimumClosesAt: toIsoUtc(floor),
      requestedClosesAt: toIsoUtc(requestedClosesAt),
    })
  }
  const closesAt = Math.max(floor, requestedClosesAt ?? floor, state.effectiveClose ?? floor)
  if (closesAt <= now) {
    return refused('PERIOD_SHORTENED', { requestedClosesAt: toIsoUtc(closesAt) })
  }
  const tooLong = refuseTooLong(Math.max(now, state.effectiveClose ?? now), closesAt)
  return tooLong ?? lawful({ closesAt, minimumClosesAt: floor })
}

/** Lawful while open, suspended or closed. Extending a closed period reopens it from now on. */
export function decideExtend(
  state: PeriodState,
  proposed: { readonly now: Instant; readonly closesAt: Instant },
): Decision<{ closesAt: Instant }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  if (state.effectiveClose === null) return refused('NOT_EXPOSED')
  if (proposed.closesAt <= state.effectiveClose || proposed.closesAt <= proposed.now) {
    return refused('PERIOD_SHORTENED', {
      closesAt: toIsoUtc(state.effectiveClose),
      requestedClosesAt: toIsoUtc(proposed.closesAt),
    })
  }
  const from = Math.max(state.effectiveClose, proposed.now)
  return refuseTooLong(from, proposed.closesAt) ?? lawful({ closesAt: proposed.closesAt })
}

/** Only an open period can be suspended. */
export function decideSuspend(state: PeriodState, now: Instant): Decision<{ at: Instant }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  switch (phaseAt(state, now)) {
    case 'open':
      return lawful({ at: now })
    case 'suspended':
      return refused('SUSPENDED', { suspendedAt: isoOrNull(state.suspendedAt) })
    case 'closed':
      return refused('PERIOD_CLOSED', { closedAt: isoOrNull(state.effectiveClose) })
    default:
      return refused('NOT_EXPOSED')
  }
}

/**
 * Resuming gives the suspended time back, then rounds up.
 *
 * @param roundUp to a day's end and over non-working days; the identity for rules in minutes.
 */
export function decideResume(
  state: PeriodState,
  now: Instant,
  roundUp: (closesAt: Instant) => Instant,
): Decision<{ closesAt: Instant }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  if (state.suspendedAt === null || state.effectiveClose === null) return refused('NOT_SUSPENDED')
  return lawful({ closesAt: roundUp(state.effectiveClose + (now - state.suspendedAt)) })
}

/** Final, and public with its reason. A draft without a docket is simply deleted instead. */
export function decideWithdraw(state: PeriodState, now: Instant): Decision<{ at: Instant }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  if (state.exposure === null && state.waiver === null) return refused('NOT_EXPOSED')
  return lawful({ at: now })
}

/** A waiver never removes a mandatory rule, and none is written once the public has the text. */
export function decideWaive(
  state: PeriodState,
  force: Waiver['force'] | 'mandatory',
): Decision<{ force: Waiver['force'] }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  if (state.exposure !== null) return refused('ALREADY_EXPOSED')
  if (state.waiver !== null) return refused('ALREADY_WAIVED')
  return force === 'mandatory' ? refused('MANDATORY_RULE') : lawful({ force })
}

/** The gate. There is no override (design §3), so this function takes none. */
export function decideIssue(
  state: PeriodState,
  now: Instant,
): Decision<{ basis: Issuance['basis'] }> {
  const ended = refuseEnded(state)
  if (ended !== null) return ended
  switch (phaseAt(state, now)) {
    case 'suspended':
      return refused('SUSPENDED', { suspendedAt: isoOrNull(state.suspendedAt) })
    case 'open':
      return refused('PERIOD_NOT_OVER', { mayIssueFrom: isoOrNull(mayIssueFrom(state)) })
    default:
      if (state.exposure !== null) {
        return lawful({ basis: { kind: 'exposure', n: state.exposure.n } })
      }
      return state.waiver === null
        ? refused('NO_BASIS')
        : lawful({ basis: { kind: 'waiver', ordinal: state.waiver.ordinal } })
  }
}

/** Whether a comment from a web channel is taken at this instant. */
export function decideSubmission(
  state: PeriodState,
  receivedAt: Instant,
): Decision<{ exposureN: number }> {
  switch (phaseAt(state, receivedAt)) {
    case 'open':
      // An instant before the close may still lie before the opening, or in a gap since.
      return state.exposure === null || !isWithinPeriod(state, receivedAt)
        ? refused('PERIOD_NOT_OPEN')
        : lawful({ exposureN: state.exposure.n })
    case 'suspended':
      return refused('SUSPENDED', { suspendedAt: isoOrNull(state.suspendedAt) })
    case 'withdrawn':
      return refused('WITHDRAWN', { withdrawnAt: isoOrNull(state.withdrawnAt) })
    case 'closed':
    case 'issued':
      return refused('PERIOD_CLOSED', { closedAt: isoOrNull(state.effectiveClose) })
    default:
      return refused('PERIOD_NOT_OPEN')
  }
}

function refuseEnded(state: PeriodState): Refused | null {
  if (state.issuance !== null) {
    return refused('ALREADY_ISSUED', { issuedAt: toIsoUtc(state.issuance.at) })
  }
  if (state.withdrawnAt !== null) {
    return refused('WITHDRAWN', { withdrawnAt: toIsoUtc(state.withdrawnAt) })
  }
  return null
}

function refuseTooLong(from: Instant, closesAt: Instant): Refused | null {
  return closesAt - from > LONGEST_MOVE_MS
    ? refused('PERIOD_TOO_LONG', { latestClosesAt: toIsoUtc(from + LONGEST_MOVE_MS) })
    : null
}

function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIsoUtc(instant)
}
