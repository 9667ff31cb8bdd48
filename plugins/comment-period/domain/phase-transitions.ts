import type { PeriodAct } from './period-decisions'
import type { Phase } from './phase'

export interface PhaseTransition {
  readonly from: Phase
  /** An act, or `time`: the effective close comes. */
  readonly by: PeriodAct | 'time'
  readonly to: Phase
  readonly when?: 'waived'
}

/**
 * Every way from one phase to another. What is not in this table is refused. The decisions are
 * held to it by a property test, `docs/state-machine.md` by a test that reads both.
 */
export const PHASE_TRANSITIONS: readonly PhaseTransition[] = [
  { from: 'drafting', by: 'expose', to: 'open' },
  { from: 'drafting', by: 'waive', to: 'drafting' },
  { from: 'drafting', by: 'issue', to: 'issued', when: 'waived' },
  { from: 'drafting', by: 'withdraw', to: 'withdrawn', when: 'waived' },
  { from: 'open', by: 'time', to: 'closed' },
  { from: 'open', by: 'restart', to: 'open' },
  { from: 'open', by: 'extend', to: 'open' },
  { from: 'open', by: 'suspend', to: 'suspended' },
  { from: 'open', by: 'withdraw', to: 'withdrawn' },
  { from: 'suspended', by: 'extend', to: 'suspended' },
  { from: 'suspended', by: 'resume', to: 'open' },
  { from: 'suspended', by: 'withdraw', to: 'withdrawn' },
  { from: 'closed', by: 'restart', to: 'open' },
  { from: 'closed', by: 'extend', to: 'open' },
  { from: 'closed', by: 'withdraw', to: 'withdrawn' },
  { from: 'closed', by: 'issue', to: 'issued' },
]
