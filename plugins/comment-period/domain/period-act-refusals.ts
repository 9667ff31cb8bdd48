import { DAY_MS, type Instant } from './instant'
import type { Waiver } from './ledger'
import {
  decideExpose,
  decideExtend,
  decideIssue,
  decideRestart,
  decideResume,
  decideSuspend,
  decideWaive,
  decideWithdraw,
  PERIOD_ACTS,
  type PeriodAct,
} from './period-decisions'
import type { PeriodState } from './phase'
import type { Decision, RefusalCode } from './refusal'

export interface ActRefusal {
  readonly act: PeriodAct
  /** `null` where the act is lawful now, as far as it does not depend on what is asked for. */
  readonly refusal: RefusalCode | null
}

/**
 * Which acts on a period are lawful at an instant, for showing them before anybody tries: the same
 * decisions that judge the acts themselves, asked with a close that none of them would refuse.
 *
 * @param force of the rules that apply now, for a waiver
 */
export function periodActRefusals(
  state: PeriodState,
  now: Instant,
  force: Waiver['force'] | 'mandatory',
): readonly ActRefusal[] {
  return PERIOD_ACTS.map((act) => {
    const decision = decide(act, state, now, force)
    return { act, refusal: decision.kind === 'refused' ? decision.refusal.code : null }
  })
}

function decide(
  act: PeriodAct,
  state: PeriodState,
  now: Instant,
  force: Waiver['force'] | 'mandatory',
): Decision<unknown> {
  const closesAt = Math.max(state.effectiveClose ?? now, now) + DAY_MS
  const proposed = { now, minimumClosesAt: closesAt, requestedClosesAt: null }
  switch (act) {
    case 'expose':
      return decideExpose(state, proposed)
    case 'restart':
      return decideRestart(state, proposed)
    case 'extend':
      return decideExtend(state, { now, closesAt })
    case 'suspend':
      return decideSuspend(state, now)
    case 'resume':
      return decideResume(state, now, (close) => close)
    case 'waive':
      return decideWaive(state, force)
    case 'withdraw':
      return decideWithdraw(state, now)
    case 'issue':
      return decideIssue(state, now)
  }
}
