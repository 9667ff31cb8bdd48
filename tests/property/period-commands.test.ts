import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import * as decisions from '../../plugins/comment-period/domain/period-decisions'
import * as phases from '../../plugins/comment-period/domain/phase'
import {
  PHASE_TRANSITIONS,
  type PhaseTransition,
} from '../../plugins/comment-period/domain/phase-transitions'
import { lawful, refused, type Decision } from '../../plugins/comment-period/domain/refusal'
import { RULES, scenario, type Rules } from './period-commands/commands'
import { BrokenInvariant, INVARIANT, run, type Invariant } from './period-commands/invariants'

describe('whatever is done to a docket, in whatever order', () => {
  test('S16 every invariant of the comment period holds after every command', () => {
    fc.assert(
      fc.property(scenario, (aScenario) => {
        run(RULES, aScenario)
      }),
      { numRuns: 2_000 },
    )
  })

  test('every row of the table of transitions is reached', () => {
    const reached = new Set<PhaseTransition>()
    for (const each of fc.sample(scenario, { seed: 1405, numRuns: 1_000 })) {
      for (const transition of run(RULES, each)) reached.add(transition)
    }
    expect(PHASE_TRANSITIONS.filter((row) => !reached.has(row))).toEqual([])
  })
})

/** Where a wrong rule takes a step that the right one refuses. */
const WRONG: Readonly<Record<string, readonly [Partial<Rules>, Invariant]>> = {
  'an issuance that looks only at the close of the first exposure': [
    {
      decideIssue: (state, now, ledger) => {
        const decision = decisions.decideIssue(state, now)
        const first = ledger.find((row) => row.entry === 'exposure')
        return first !== undefined && isEarly(decision) && first.closesAt <= now
          ? lawful({ basis: { kind: 'exposure', n: first.n } })
          : decision
      },
    },
    INVARIANT.gate,
  ],
  'an issuance one millisecond before the close': [
    { decideIssue: (state, now) => decisions.decideIssue(state, now + 1) },
    INVARIANT.gate,
  ],
  'an issuance while suspended, once the old close has passed': [
    {
      decideIssue: (state, now) =>
        decisions.decideIssue(
          { ...state, suspendedAt: now < (state.effectiveClose ?? now) ? state.suspendedAt : null },
          now,
        ),
    },
    INVARIANT.gate,
  ],
  'a resumption that gives no time back': [
    {
      decideResume: (state, now, roundUp) => {
        const decision = decisions.decideResume(state, now, roundUp)
        return decision.kind === 'refused'
          ? decision
          : lawful({ closesAt: roundUp(state.effectiveClose ?? now) })
      },
    },
    INVARIANT.minimum,
  ],
  'an extension to an earlier close': [
    {
      decideExtend: (state, proposed) => {
        const decision = decisions.decideExtend(state, proposed)
        const { now, closesAt } = proposed
        const isEarlier = closesAt < (state.effectiveClose ?? closesAt) && closesAt > now
        return isEarlier && state.issuance === null && state.withdrawnAt === null
          ? lawful({ closesAt })
          : decision
      },
    },
    INVARIANT.close,
  ],
  'a suspension of a closed period': [
    {
      decideSuspend: (state, now) => {
        const decision = decisions.decideSuspend(state, now)
        return decision.kind === 'refused' && decision.refusal.code === 'PERIOD_CLOSED'
          ? lawful({ at: now })
          : decision
      },
    },
    INVARIANT.table,
  ],
  'a restart while suspended': [
    {
      decideRestart: (state, proposed) =>
        decisions.decideRestart({ ...state, suspendedAt: null }, proposed),
    },
    INVARIANT.table,
  ],
  'a restart while suspended, once the old close has passed': [
    {
      decideRestart: (state, proposed) => {
        const passed = state.effectiveClose !== null && proposed.now >= state.effectiveClose
        const suspendedAt = passed ? null : state.suspendedAt
        return decisions.decideRestart({ ...state, suspendedAt }, proposed)
      },
    },
    INVARIANT.table,
  ],
  'a refusal of every restart once there has been a gap': [
    {
      decideRestart: (state, proposed) => {
        const decision = decisions.decideRestart(state, proposed)
        const hadGap = state.intervals.length > 1
        return hadGap && decision.kind === 'lawful' ? refused('SUSPENDED') : decision
      },
    },
    INVARIANT.lawful,
  ],
  'a withdrawal of what has been issued': [
    {
      decideWithdraw: (state, now) => decisions.decideWithdraw({ ...state, issuance: null }, now),
    },
    INVARIANT.end,
  ],
  'a comment at the closing instant itself': [
    { decideSubmission: (state, at) => decisions.decideSubmission(state, at - 1) },
    INVARIANT.comments,
  ],
  'a comment before the opening': [
    {
      decideSubmission: (state, at) =>
        decisions.decideSubmission(state, Math.max(at, state.exposure?.at ?? at)),
    },
    INVARIANT.comments,
  ],
  'an instant for the issuance while suspended': [
    { mayIssueFrom: (state) => phases.mayIssueFrom({ ...state, suspendedAt: null }) },
    INVARIANT.from,
  ],
  'an interval that holds its own close': [
    {
      isWithinPeriod: (state, at) =>
        state.intervals.some(({ opensAt, closesAt }) => opensAt <= at && at <= closesAt),
    },
    INVARIANT.intervals,
  ],
  'a phase that closes while suspended': [
    {
      phaseAt: (state, now) => {
        const phase = phases.phaseAt(state, now)
        const passed = state.effectiveClose !== null && now >= state.effectiveClose
        return phase === 'suspended' && passed ? 'closed' : phase
      },
    },
    INVARIANT.phase,
  ],
  'a refusal of every extension': [
    {
      decideExtend: (state) => decisions.decideExtend(state, { now: 0, closesAt: 0 }),
    },
    INVARIANT.lawful,
  ],
}

function isEarly(decision: Decision<unknown>): boolean {
  return (
    decision.kind === 'refused' && ['PERIOD_NOT_OVER', 'SUSPENDED'].includes(decision.refusal.code)
  )
}

describe('the invariants catch', () => {
  test.each(Object.entries(WRONG))('%s', (_name, [wrong, invariant]) => {
    const rules: Rules = { ...RULES, ...wrong }
    const property = fc.property(scenario, (aScenario) => {
      run(rules, aScenario)
    })
    const details = fc.check(property, { seed: 1405, numRuns: 1_000 })
    expect(details.errorInstance).toBeInstanceOf(BrokenInvariant)
    expect(String(details.errorInstance)).toContain(invariant)
  })
})
