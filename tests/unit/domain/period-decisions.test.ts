import { describe, expect, test } from '@jest/globals'

import { MINUTE_MS, toIsoUtc, type Instant } from '../../../plugins/comment-period/domain/instant'
import type { DocketLedger } from '../../../plugins/comment-period/domain/ledger'
import { roundUpToWorkingDayEnd } from '../../../plugins/comment-period/domain/period-arithmetic'
import {
  decideExpose,
  decideExtend,
  decideIssue,
  decideRestart,
  decideResume,
  decideSubmission,
  decideSuspend,
  decideWaive,
  decideWithdraw,
  type ProposedPeriod,
} from '../../../plugins/comment-period/domain/period-decisions'
import { phaseAt, stateOf, type PeriodState } from '../../../plugins/comment-period/domain/phase'
import {
  lawful,
  refused,
  type Decision,
  type RefusalCode,
  type RefusalDetails,
} from '../../../plugins/comment-period/domain/refusal'
import type { WorkingCalendar } from '../../../plugins/comment-period/domain/working-days'
import {
  aLedger,
  day,
  exposed,
  extended,
  issued,
  resumed,
  suspended,
  waived,
  withdrawn,
} from './a-docket'

const inDrafting = stateOf([])
const afterWaiver = stateOf(aLedger(waived(day(0))))
const exposedFor14Days = aLedger(exposed(day(0), day(14)))
const ofExposed = stateOf(exposedFor14Days)
const ofSuspended = stateOf(aLedger(...exposedFor14Days, suspended(day(4))))
const ofResumed = stateOf(aLedger(...exposedFor14Days, suspended(day(4)), resumed(day(6), day(16))))
const ofWithdrawn = stateOf(aLedger(...exposedFor14Days, withdrawn(day(3))))
const ofIssued = stateOf(aLedger(...exposedFor14Days, issued(day(14))))

const asked = (extra: Partial<ProposedPeriod> = {}): ProposedPeriod => ({
  now: day(0),
  minimumClosesAt: day(14),
  requestedClosesAt: null,
  ...extra,
})

const refusedAs = (code: RefusalCode, details: RefusalDetails = {}) => refused(code, details)
const unchanged = (closesAt: Instant): Instant => closesAt

describe('every act', () => {
  const ACTS: Readonly<Record<string, (state: PeriodState) => Decision<unknown>>> = {
    'the first exposure': (state) => decideExpose(state, asked({ now: day(20) })),
    'a restart': (state) => decideRestart(state, asked({ now: day(20), minimumClosesAt: day(34) })),
    'an extension': (state) => decideExtend(state, { now: day(20), closesAt: day(34) }),
    'a suspension': (state) => decideSuspend(state, day(20)),
    'a resumption': (state) => decideResume(state, day(20), unchanged),
    'a waiver': (state) => decideWaive(state, 'none'),
    'a withdrawal': (state) => decideWithdraw(state, day(20)),
    'an issuance': (state) => decideIssue(state, day(20)),
  }

  test.each(Object.entries(ACTS))('%s is refused once the draft is issued', (_name, decide) => {
    expect(decide(ofIssued)).toEqual(refusedAs('ALREADY_ISSUED', { issuedAt: toIsoUtc(day(14)) }))
  })

  test.each(Object.entries(ACTS))('%s is refused once the draft is withdrawn', (_name, decide) => {
    expect(decide(ofWithdrawn)).toEqual(refusedAs('WITHDRAWN', { withdrawnAt: toIsoUtc(day(3)) }))
  })
})

describe('decideExpose', () => {
  test.each<[string, PeriodState, Partial<ProposedPeriod>, Instant, Instant]>([
    // docket, proposed, closesAt, minimumClosesAt
    ['to what the rule demands', inDrafting, {}, day(14), day(14)],
    [
      'to the very minimum that the editor asked for',
      inDrafting,
      { requestedClosesAt: day(14) },
      day(14),
      day(14),
    ],
    [
      'to the later close that the editor asked for',
      inDrafting,
      { requestedClosesAt: day(30) },
      day(30),
      day(14),
    ],
    [
      'to the close asked for where no rule applies',
      inDrafting,
      { minimumClosesAt: null, requestedClosesAt: day(3) },
      day(3),
      day(3),
    ],
    ['though a waiver is on record', afterWaiver, { now: day(1) }, day(14), day(14)],
    [
      'for one millisecond, where a rule says so',
      inDrafting,
      { minimumClosesAt: day(0) + 1 },
      day(0) + 1,
      day(0) + 1,
    ],
    ['for 366 days', inDrafting, { requestedClosesAt: day(366) }, day(366), day(14)],
  ])('opens the period %s', (_case, state, proposed, closesAt, minimumClosesAt) => {
    expect(decideExpose(state, asked(proposed))).toEqual(lawful({ closesAt, minimumClosesAt }))
  })

  test.each<[string, PeriodState, Partial<ProposedPeriod>, RefusalCode, RefusalDetails]>([
    ['of a draft already exposed', ofExposed, {}, 'ALREADY_EXPOSED', {}],
    ['of a draft whose period is suspended', ofSuspended, {}, 'ALREADY_EXPOSED', {}],
    [
      'with neither a rule nor a close',
      inDrafting,
      { minimumClosesAt: null },
      'CLOSE_REQUIRED',
      {},
    ],
    [
      'to a close one millisecond earlier than the minimum',
      inDrafting,
      { requestedClosesAt: day(14) - 1 },
      'PERIOD_SHORTENED',
      { minimumClosesAt: toIsoUtc(day(14)), requestedClosesAt: toIsoUtc(day(14) - 1) },
    ],
    [
      'to a close that is now',
      inDrafting,
      { minimumClosesAt: null, requestedClosesAt: day(0) },
      'PERIOD_SHORTENED',
      { requestedClosesAt: toIsoUtc(day(0)) },
    ],
    [
      'to a close that has passed',
      inDrafting,
      { minimumClosesAt: null, requestedClosesAt: day(-1) },
      'PERIOD_SHORTENED',
      { requestedClosesAt: toIsoUtc(day(-1)) },
    ],
    [
      'for 366 days and a millisecond',
      inDrafting,
      { requestedClosesAt: day(366) + 1 },
      'PERIOD_TOO_LONG',
      { latestClosesAt: toIsoUtc(day(366)) },
    ],
  ])('refuses an exposure %s', (_case, state, proposed, code, details) => {
    expect(decideExpose(state, asked(proposed))).toEqual(refusedAs(code, details))
  })
})

describe('decideRestart', () => {
  test.each<[string, PeriodState, Partial<ProposedPeriod>, Instant, Instant]>([
    ['while open', ofExposed, { now: day(7), minimumClosesAt: day(21) }, day(21), day(21)],
    ['after a resumption', ofResumed, { now: day(7), minimumClosesAt: day(21) }, day(21), day(21)],
    [
      'after a resumption, but not to an earlier close than the resumed one',
      ofResumed,
      { now: day(7), minimumClosesAt: day(15) },
      day(16),
      day(15),
    ],
    [
      'at the closing instant itself',
      ofExposed,
      { now: day(14), minimumClosesAt: day(28) },
      day(28),
      day(28),
    ],
    ['once closed', ofExposed, { now: day(20), minimumClosesAt: day(34) }, day(34), day(34)],
    [
      'under a shorter rule, but not to an earlier close than the one before',
      ofExposed,
      { now: day(7), minimumClosesAt: day(10) },
      day(14),
      day(10),
    ],
    [
      'with an earlier close asked for than the one before, which stays',
      ofExposed,
      { now: day(7), minimumClosesAt: null, requestedClosesAt: day(10) },
      day(14),
      day(10),
    ],
    [
      'to 366 days after the close in force',
      ofExposed,
      { now: day(7), minimumClosesAt: day(21), requestedClosesAt: day(14 + 366) },
      day(14 + 366),
      day(21),
    ],
  ])('opens a new period %s', (_case, state, proposed, closesAt, minimumClosesAt) => {
    expect(decideRestart(state, asked(proposed))).toEqual(lawful({ closesAt, minimumClosesAt }))
  })

  test.each<[string, PeriodState, Partial<ProposedPeriod>, RefusalCode, RefusalDetails]>([
    ['in drafting', inDrafting, {}, 'NOT_EXPOSED', {}],
    ['of a waived draft', afterWaiver, {}, 'NOT_EXPOSED', {}],
    [
      'at the instant of suspension',
      ofSuspended,
      { now: day(4), minimumClosesAt: day(18) },
      'SUSPENDED',
      { suspendedAt: toIsoUtc(day(4)) },
    ],
    [
      'while suspended',
      ofSuspended,
      { now: day(7), minimumClosesAt: day(21) },
      'SUSPENDED',
      { suspendedAt: toIsoUtc(day(4)) },
    ],
    [
      'while suspended and past the old close',
      ofSuspended,
      { now: day(20), minimumClosesAt: day(34) },
      'SUSPENDED',
      { suspendedAt: toIsoUtc(day(4)) },
    ],
    [
      'while suspended, with neither a rule nor a close',
      ofSuspended,
      { now: day(7), minimumClosesAt: null },
      'SUSPENDED',
      { suspendedAt: toIsoUtc(day(4)) },
    ],
    [
      'while suspended a second time, since that time',
      stateOf(
        aLedger(
          ...exposedFor14Days,
          suspended(day(4)),
          resumed(day(6), day(16)),
          suspended(day(10)),
        ),
      ),
      { now: day(11), minimumClosesAt: day(25) },
      'SUSPENDED',
      { suspendedAt: toIsoUtc(day(10)) },
    ],
    [
      'with neither a rule nor a close',
      ofExposed,
      { now: day(7), minimumClosesAt: null },
      'CLOSE_REQUIRED',
      {},
    ],
    [
      'to an earlier close than the minimum',
      ofExposed,
      { now: day(7), minimumClosesAt: day(21), requestedClosesAt: day(20) },
      'PERIOD_SHORTENED',
      { minimumClosesAt: toIsoUtc(day(21)), requestedClosesAt: toIsoUtc(day(20)) },
    ],
    [
      'of a closed period to a close that has passed too',
      ofExposed,
      { now: day(20), minimumClosesAt: null, requestedClosesAt: day(16) },
      'PERIOD_SHORTENED',
      { requestedClosesAt: toIsoUtc(day(16)) },
    ],
    [
      'by more than 366 days after the close in force',
      ofExposed,
      { now: day(7), requestedClosesAt: day(14 + 366) + 1 },
      'PERIOD_TOO_LONG',
      { latestClosesAt: toIsoUtc(day(14 + 366)) },
    ],
    [
      'of a closed period by more than 366 days from now',
      ofExposed,
      { now: day(20), requestedClosesAt: day(20 + 366) + 1 },
      'PERIOD_TOO_LONG',
      { latestClosesAt: toIsoUtc(day(20 + 366)) },
    ],
  ])('refuses a restart %s', (_case, state, proposed, code, details) => {
    expect(decideRestart(state, asked(proposed))).toEqual(refusedAs(code, details))
  })
})

describe('a suspension of ten days and a restart under a rule of three', () => {
  const now = day(14)
  const restart = asked({ now, minimumClosesAt: day(17) })

  test('close no earlier than the suspension alone: a resumption comes first', () => {
    expect(decideRestart(ofSuspended, restart)).toEqual(
      refusedAs('SUSPENDED', { suspendedAt: toIsoUtc(day(4)) }),
    )
    expect(decideResume(ofSuspended, now, unchanged)).toEqual(lawful({ closesAt: day(24) }))
    const resumedThen = stateOf(
      aLedger(...exposedFor14Days, suspended(day(4)), resumed(now, day(24))),
    )
    expect(decideRestart(resumedThen, restart)).toEqual(
      lawful({ closesAt: day(24), minimumClosesAt: day(17) }),
    )
  })
})

describe('decideExtend', () => {
  const ofExtended = stateOf(aLedger(...exposedFor14Days, extended(day(13), day(16))))

  test.each<[string, PeriodState, Instant, Instant]>([
    ['while open', ofExposed, day(5), day(20)],
    ['by one day', ofExposed, day(1), day(15)],
    ['by one millisecond', ofExposed, day(5), day(14) + 1],
    ['in the last millisecond while open', ofExposed, day(14) - 1, day(15)],
    ['at the closing instant itself, which reopens it', ofExposed, day(14), day(15)],
    ['once closed, which reopens it', ofExposed, day(30), day(31)],
    ['while suspended', ofSuspended, day(5), day(20)],
    ['while suspended and past the old close', ofSuspended, day(20), day(21)],
    ['a second time', ofExtended, day(15), day(17)],
    ['by 366 days after the close in force', ofExposed, day(5), day(14 + 366)],
    ['once closed, by 366 days from now', ofExposed, day(30), day(30 + 366)],
  ])('extends a period %s', (_case, state, now, closesAt) => {
    expect(decideExtend(state, { now, closesAt })).toEqual(lawful({ closesAt }))
  })

  test.each<[string, PeriodState, Instant, Instant, RefusalCode, RefusalDetails]>([
    // docket, now, close asked for
    ['in drafting', inDrafting, day(0), day(14), 'NOT_EXPOSED', {}],
    ['of a waived draft', afterWaiver, day(1), day(14), 'NOT_EXPOSED', {}],
    [
      'to the close already in force',
      ofExposed,
      day(5),
      day(14),
      'PERIOD_SHORTENED',
      { closesAt: toIsoUtc(day(14)), requestedClosesAt: toIsoUtc(day(14)) },
    ],
    [
      'to an earlier close',
      ofExposed,
      day(5),
      day(13),
      'PERIOD_SHORTENED',
      { closesAt: toIsoUtc(day(14)), requestedClosesAt: toIsoUtc(day(13)) },
    ],
    [
      'of a closed period to an instant that has passed',
      ofExposed,
      day(30),
      day(29),
      'PERIOD_SHORTENED',
      { closesAt: toIsoUtc(day(14)), requestedClosesAt: toIsoUtc(day(29)) },
    ],
    [
      'of a closed period to this very instant',
      ofExposed,
      day(30),
      day(30),
      'PERIOD_SHORTENED',
      { closesAt: toIsoUtc(day(14)), requestedClosesAt: toIsoUtc(day(30)) },
    ],
    [
      'of a suspended period to an instant that has passed',
      ofSuspended,
      day(20),
      day(19),
      'PERIOD_SHORTENED',
      { closesAt: toIsoUtc(day(14)), requestedClosesAt: toIsoUtc(day(19)) },
    ],
    [
      'by 366 days and a millisecond after the close in force',
      ofExposed,
      day(5),
      day(14 + 366) + 1,
      'PERIOD_TOO_LONG',
      { latestClosesAt: toIsoUtc(day(14 + 366)) },
    ],
    [
      'of a closed period by 366 days and a millisecond from now',
      ofExposed,
      day(30),
      day(30 + 366) + 1,
      'PERIOD_TOO_LONG',
      { latestClosesAt: toIsoUtc(day(30 + 366)) },
    ],
  ])('refuses an extension %s', (_case, state, now, closesAt, code, details) => {
    expect(decideExtend(state, { now, closesAt })).toEqual(refusedAs(code, details))
  })

  describe('for a late holiday on the last day', () => {
    const holidayOn = (now: Instant) => decideExtend(ofExposed, { now, closesAt: day(15) })
    const after = (now: Instant) =>
      stateOf(aLedger(...exposedFor14Days, extended(now, day(15), 'late-holiday')))

    test('announced on that day while open, prolongs the one interval', () => {
      const now = day(13.5)
      expect(holidayOn(now)).toEqual(lawful({ closesAt: day(15) }))
      expect(after(now).intervals).toEqual([{ opensAt: day(0), closesAt: day(15) }])
    })

    test('announced after the close, reopens the period from then on', () => {
      const now = day(14.5)
      expect(holidayOn(now)).toEqual(lawful({ closesAt: day(15) }))
      expect(phaseAt(after(now), now)).toBe('open')
      expect(after(now).intervals).toEqual([
        { opensAt: day(0), closesAt: day(14) },
        { opensAt: now, closesAt: day(15) },
      ])
    })

    test('announced after the day that it would have added, is refused: that day has passed', () => {
      expect(holidayOn(day(15))).toEqual(
        refusedAs('PERIOD_SHORTENED', {
          closesAt: toIsoUtc(day(14)),
          requestedClosesAt: toIsoUtc(day(15)),
        }),
      )
    })
  })
})

describe('decideSuspend', () => {
  test.each<[string, PeriodState, Instant]>([
    ['as it opens', ofExposed, day(0)],
    ['in its last millisecond', ofExposed, day(14) - 1],
    [
      'that was reopened',
      stateOf(aLedger(...exposedFor14Days, extended(day(20), day(25)))),
      day(21),
    ],
    [
      'that was resumed and restarted since',
      stateOf(
        aLedger(
          ...exposedFor14Days,
          suspended(day(4)),
          resumed(day(5), day(15)),
          exposed(day(5), day(19), 2),
        ),
      ),
      day(6),
    ],
    [
      'that was resumed',
      stateOf(aLedger(...exposedFor14Days, suspended(day(4)), resumed(day(5), day(15)))),
      day(6),
    ],
  ])('suspends an open period %s', (_case, state, now) => {
    expect(decideSuspend(state, now)).toEqual(lawful({ at: now }))
  })

  test.each<[string, PeriodState, Instant, RefusalCode, RefusalDetails]>([
    ['in drafting', inDrafting, day(0), 'NOT_EXPOSED', {}],
    ['of a waived draft', afterWaiver, day(1), 'NOT_EXPOSED', {}],
    ['of a suspended period', ofSuspended, day(5), 'SUSPENDED', { suspendedAt: toIsoUtc(day(4)) }],
    [
      'at the closing instant itself',
      ofExposed,
      day(14),
      'PERIOD_CLOSED',
      { closedAt: toIsoUtc(day(14)) },
    ],
    ['once closed', ofExposed, day(20), 'PERIOD_CLOSED', { closedAt: toIsoUtc(day(14)) }],
  ])('refuses a suspension %s', (_case, state, now, code, details) => {
    expect(decideSuspend(state, now)).toEqual(refusedAs(code, details))
  })
})

describe('decideResume', () => {
  const fridaysOff: WorkingCalendar = {
    zone: 'Asia/Tehran',
    weeklyClosedDays: [{ weekday: 5 }],
    holidays: [],
  }
  const toDayEnd = (closesAt: Instant) => roundUpToWorkingDayEnd(closesAt, fridaysOff).closesAt

  test.each<[string, PeriodState, Instant, Instant]>([
    ['two days of suspension', ofSuspended, day(6), day(16)],
    ['a suspension that lasted past the old close', ofSuspended, day(34), day(44)],
    ['a suspension of no time at all', ofSuspended, day(4), day(14)],
    ['a suspension of two years', ofSuspended, day(4 + 730), day(14 + 730)],
    [
      'the suspended time on top of an extension',
      stateOf(aLedger(...exposedFor14Days, suspended(day(4)), extended(day(5), day(20)))),
      day(6),
      day(22),
    ],
    [
      'the second suspension on top of the first',
      stateOf(
        aLedger(
          ...exposedFor14Days,
          suspended(day(4)),
          resumed(day(6), day(16)),
          suspended(day(10)),
        ),
      ),
      day(13),
      day(19),
    ],
  ])('gives back %s, to the millisecond for a rule in minutes', (_case, state, now, closesAt) => {
    expect(decideResume(state, now, unchanged)).toEqual(lawful({ closesAt }))
  })

  test('rounds up to a day’s end and over a closed day', () => {
    // Closes with Thursday 08-06 in Tehran; an hour suspended leads into Friday, a closed day.
    const state = stateOf(
      aLedger(
        exposed(day(0), Date.parse('2026-08-06T20:30:00Z')),
        suspended(Date.parse('2026-08-01T08:00:00Z')),
      ),
    )
    const anHourLater = Date.parse('2026-08-01T09:00:00Z')
    expect(decideResume(state, anHourLater, toDayEnd)).toEqual(
      lawful({ closesAt: Date.parse('2026-08-08T20:30:00Z') }),
    )
  })

  test('keeps the minute for a rule in minutes', () => {
    const state = stateOf(
      aLedger(exposed(day(0), day(0) + 10 * MINUTE_MS), suspended(day(0) + 4 * MINUTE_MS)),
    )
    expect(decideResume(state, day(0) + 9 * MINUTE_MS, unchanged)).toEqual(
      lawful({ closesAt: day(0) + 15 * MINUTE_MS }),
    )
  })

  test.each<[string, PeriodState, Instant]>([
    ['in drafting', inDrafting, day(0)],
    ['of a waived draft', afterWaiver, day(1)],
    ['while open', ofExposed, day(5)],
    ['once closed', ofExposed, day(15)],
    ['of a period already resumed', ofResumed, day(7)],
    [
      'of a period resumed and restarted since',
      stateOf(
        aLedger(
          ...exposedFor14Days,
          suspended(day(4)),
          resumed(day(5), day(15)),
          exposed(day(5), day(19), 2),
        ),
      ),
      day(6),
    ],
  ])('refuses a resumption %s', (_case, state, now) => {
    expect(decideResume(state, now, unchanged)).toEqual(refusedAs('NOT_SUSPENDED'))
  })
})

describe('decideWithdraw', () => {
  test.each<[string, PeriodState, Instant]>([
    ['a waived draft', afterWaiver, day(1)],
    ['an open draft', ofExposed, day(1)],
    ['a suspended draft', ofSuspended, day(5)],
    ['a closed draft', ofExposed, day(15)],
  ])('withdraws %s', (_case, state, now) => {
    expect(decideWithdraw(state, now)).toEqual(lawful({ at: now }))
  })

  test('refuses the withdrawal of a draft that has no docket', () => {
    expect(decideWithdraw(inDrafting, day(0))).toEqual(refusedAs('NOT_EXPOSED'))
  })
})

describe('decideWaive', () => {
  test.each(['discretionary', 'none'] as const)('waives where the force is “%s”', (force) => {
    expect(decideWaive(inDrafting, force)).toEqual(lawful({ force }))
  })

  test.each<[string, PeriodState, 'mandatory' | 'discretionary' | 'none', RefusalCode]>([
    ['under a mandatory rule', inDrafting, 'mandatory', 'MANDATORY_RULE'],
    ['once the public has the text', ofExposed, 'discretionary', 'ALREADY_EXPOSED'],
    ['while suspended', ofSuspended, 'none', 'ALREADY_EXPOSED'],
    ['a second time', afterWaiver, 'discretionary', 'ALREADY_WAIVED'],
  ])('refuses a waiver %s', (_case, state, force, code) => {
    expect(decideWaive(state, force)).toEqual(refusedAs(code))
  })
})

describe('decideIssue', () => {
  const exposureBasis = (n: number) => lawful({ basis: { kind: 'exposure', n } })
  const stateAfter = (...ledger: DocketLedger) => stateOf(ledger)
  const extendedTo16 = stateAfter(...aLedger(...exposedFor14Days, extended(day(13), day(16))))
  const reopenedTo18 = stateAfter(...aLedger(...exposedFor14Days, extended(day(15), day(18))))
  const restartedTo21 = stateAfter(...aLedger(...exposedFor14Days, exposed(day(7), day(21), 2)))
  const exposedAfterWaiver = stateAfter(...aLedger(waived(day(0)), exposed(day(1), day(15))))

  test.each<[string, PeriodState, Instant, Decision<unknown>]>([
    ['at the closing instant itself', ofExposed, day(14), exposureBasis(1)],
    ['long after the close', ofExposed, day(400), exposureBasis(1)],
    ['at the extended close', extendedTo16, day(16), exposureBasis(1)],
    ['at the close of a reopened period', reopenedTo18, day(18), exposureBasis(1)],
    ['at the close of the second exposure', restartedTo21, day(21), exposureBasis(2)],
    ['at the resumed close', ofResumed, day(16), exposureBasis(1)],
    [
      'on the basis of a waiver, at once',
      afterWaiver,
      day(0),
      lawful({ basis: { kind: 'waiver', ordinal: 1 } }),
    ],
    [
      'on the basis of the exposure that followed a waiver',
      exposedAfterWaiver,
      day(15),
      exposureBasis(1),
    ],
  ])('issues %s', (_case, state, now, decision) => {
    expect(decideIssue(state, now)).toEqual(decision)
  })

  test.each<[string, PeriodState, Instant, Instant]>([
    // docket, now, mayIssueFrom
    ['as the period opens', ofExposed, day(0), day(14)],
    ['one millisecond before the close', ofExposed, day(14) - 1, day(14)],
    ['at the old close of an extended period', extendedTo16, day(14), day(16)],
    ['after a reopening', reopenedTo18, day(17), day(18)],
    ['at the close of the first exposure after a restart', restartedTo21, day(14), day(21)],
    ['at the old close of a resumed period', ofResumed, day(14), day(16)],
    ['while open though a waiver came before', exposedAfterWaiver, day(2), day(15)],
  ])('refuses an issuance %s and says from when it may be', (_case, state, now, from) => {
    expect(decideIssue(state, now)).toEqual(
      refusedAs('PERIOD_NOT_OVER', { mayIssueFrom: toIsoUtc(from) }),
    )
  })

  test.each<[string, Instant]>([
    ['before the old close', day(5)],
    ['after the old close', day(15)],
    ['years later', day(3_000)],
  ])('refuses an issuance while suspended, %s', (_case, now) => {
    expect(decideIssue(ofSuspended, now)).toEqual(
      refusedAs('SUSPENDED', { suspendedAt: toIsoUtc(day(4)) }),
    )
  })

  test('refuses an issuance without an exposure or a waiver', () => {
    expect(decideIssue(inDrafting, day(0))).toEqual(refusedAs('NO_BASIS'))
  })
})

describe('decideSubmission', () => {
  const restarted = stateOf(aLedger(...exposedFor14Days, exposed(day(7), day(21), 2)))
  const reopened = stateOf(aLedger(...exposedFor14Days, extended(day(15), day(18))))

  test.each<[string, PeriodState, Instant, number]>([
    ['at the opening itself', ofExposed, day(0), 1],
    ['one millisecond before the close', ofExposed, day(14) - 1, 1],
    ['on the second exposure after a restart', restarted, day(8), 2],
    ['at the instant of resumption', ofResumed, day(6), 1],
    ['past the old close of a resumed period', ofResumed, day(15), 1],
    ['at the reopening', reopened, day(15), 1],
  ])('takes a comment %s', (_case, state, receivedAt, exposureN) => {
    expect(decideSubmission(state, receivedAt)).toEqual(lawful({ exposureN }))
  })

  test.each<[string, PeriodState, Instant, RefusalCode, RefusalDetails]>([
    ['in drafting', inDrafting, day(0), 'PERIOD_NOT_OPEN', {}],
    ['on a waived draft', afterWaiver, day(1), 'PERIOD_NOT_OPEN', {}],
    ['one millisecond before the opening', ofExposed, day(0) - 1, 'PERIOD_NOT_OPEN', {}],
    ['of the time in which the period was suspended', ofResumed, day(5), 'PERIOD_NOT_OPEN', {}],
    ['of the gap before a reopening', reopened, day(15) - 1, 'PERIOD_NOT_OPEN', {}],
    ['while suspended', ofSuspended, day(5), 'SUSPENDED', { suspendedAt: toIsoUtc(day(4)) }],
    [
      'at the closing instant itself',
      ofExposed,
      day(14),
      'PERIOD_CLOSED',
      { closedAt: toIsoUtc(day(14)) },
    ],
    ['once withdrawn', ofWithdrawn, day(5), 'WITHDRAWN', { withdrawnAt: toIsoUtc(day(3)) }],
    ['once issued', ofIssued, day(20), 'PERIOD_CLOSED', { closedAt: toIsoUtc(day(14)) }],
    [
      'on a draft issued on a waiver',
      stateOf(aLedger(waived(day(0)), issued(day(1), null))),
      day(2),
      'PERIOD_CLOSED',
      { closedAt: null },
    ],
  ])('refuses a comment %s', (_case, state, receivedAt, code, details) => {
    expect(decideSubmission(state, receivedAt)).toEqual(refusedAs(code, details))
  })
})
