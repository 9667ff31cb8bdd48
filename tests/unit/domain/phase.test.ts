import { describe, expect, test } from '@jest/globals'

import type { Instant } from '../../../plugins/comment-period/domain/instant'
import {
  EMPTY_LEDGER,
  EVENT_GROUNDS,
  type DocketEntry,
} from '../../../plugins/comment-period/domain/ledger'
import {
  isWithinPeriod,
  mayIssueFrom,
  nextPhaseChangeAt,
  phaseAt,
  stateOf,
  type Interval,
} from '../../../plugins/comment-period/domain/phase'
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

const span = (from: number, to: number): Interval => ({ opensAt: day(from), closesAt: day(to) })

/** Dockets by what has happened to them; opened on day 0 for 14 days unless said otherwise. */
const DOCKET = {
  empty: EMPTY_LEDGER,
  waived: aLedger(waived(day(0))),
  waivedThenExposed: aLedger(waived(day(0)), exposed(day(1), day(15))),
  waivedThenIssued: aLedger(waived(day(0)), issued(day(1), null)),
  waivedThenWithdrawn: aLedger(waived(day(0)), withdrawn(day(1))),
  exposed: aLedger(exposed(day(0), day(14))),
  issued: aLedger(exposed(day(0), day(14)), issued(day(20))),
  extendedWhileOpen: aLedger(exposed(day(0), day(14)), extended(day(13), day(16))),
  extendedAtTheClose: aLedger(exposed(day(0), day(14)), extended(day(14), day(16))),
  extendedAfterTheClose: aLedger(exposed(day(0), day(14)), extended(day(15), day(17))),
  suspended: aLedger(exposed(day(0), day(14)), suspended(day(4))),
  suspendedAtOnce: aLedger(exposed(day(0), day(14)), suspended(day(0))),
  extendedWhileSuspended: aLedger(
    exposed(day(0), day(14)),
    suspended(day(4)),
    extended(day(5), day(20)),
  ),
  extendedWhileSuspendedThenResumed: aLedger(
    exposed(day(0), day(14)),
    suspended(day(4)),
    extended(day(5), day(20)),
    resumed(day(6), day(22)),
  ),
  resumed: aLedger(exposed(day(0), day(14)), suspended(day(4)), resumed(day(6), day(16))),
  resumedAfterTheOldClose: aLedger(
    exposed(day(0), day(14)),
    suspended(day(13)),
    resumed(day(30), day(31)),
  ),
  suspendedTwice: aLedger(
    exposed(day(0), day(14)),
    suspended(day(4)),
    resumed(day(6), day(16)),
    suspended(day(10)),
    resumed(day(13), day(19)),
  ),
  restartedWhileOpen: aLedger(exposed(day(0), day(14)), exposed(day(7), day(21), 2)),
  /** No decision makes it so; read all the same. */
  exposedWhileSuspended: aLedger(
    exposed(day(0), day(14)),
    suspended(day(4)),
    exposed(day(7), day(21), 2),
  ),
  restartedAfterTheResumption: aLedger(
    exposed(day(0), day(14)),
    suspended(day(4)),
    resumed(day(6), day(16)),
    exposed(day(7), day(21), 2),
  ),
  restartedAfterTheClose: aLedger(exposed(day(0), day(14)), exposed(day(20), day(34), 2)),
  withdrawnWhileOpen: aLedger(exposed(day(0), day(14)), withdrawn(day(3))),
  withdrawnWhileSuspended: aLedger(exposed(day(0), day(14)), suspended(day(4)), withdrawn(day(6))),
  withdrawnAfterTheClose: aLedger(exposed(day(0), day(14)), withdrawn(day(15))),
  withdrawnJustAfterTheClose: aLedger(exposed(day(0), day(14)), withdrawn(day(14) + 1)),
  withdrawnAtTheOpening: aLedger(exposed(day(0), day(14)), withdrawn(day(0))),
} as const

type DocketName = keyof typeof DOCKET
const stateOfDocket = (name: DocketName) => stateOf(DOCKET[name])

describe('stateOf', () => {
  test('says of an empty ledger that nothing has happened', () => {
    expect(stateOf(EMPTY_LEDGER)).toEqual({
      exposure: null,
      waiver: null,
      issuance: null,
      withdrawnAt: null,
      suspendedAt: null,
      effectiveClose: null,
      intervals: [],
      lastOrdinal: 0,
      lastAt: 0,
    })
  })

  test('holds the latest exposure, the waiver, the issuance and the last entry', () => {
    const ledger = aLedger(
      waived(day(0)),
      exposed(day(1), day(15)),
      exposed(day(2), day(16), 2),
      issued(day(16), 2),
    )
    expect(stateOf(ledger)).toMatchObject({
      waiver: ledger[0],
      exposure: ledger[2],
      issuance: ledger[3],
      lastOrdinal: 4,
      lastAt: day(16),
    })
  })

  test('holds since when the period is suspended, and no longer once it is not', () => {
    expect(stateOfDocket('suspended').suspendedAt).toBe(day(4))
    expect(stateOfDocket('extendedWhileSuspended').suspendedAt).toBe(day(4))
    expect(stateOfDocket('resumed').suspendedAt).toBeNull()
    expect(stateOfDocket('restartedAfterTheResumption').suspendedAt).toBeNull()
    expect(stateOfDocket('withdrawnWhileSuspended').suspendedAt).toBeNull()
  })

  test('holds that the period is suspended though another exposure is in the ledger', () => {
    expect(stateOfDocket('exposedWhileSuspended').suspendedAt).toBe(day(4))
  })

  test('holds when the draft was withdrawn', () => {
    expect(stateOfDocket('withdrawnWhileSuspended').withdrawnAt).toBe(day(6))
  })

  test.each<[string, DocketName, Instant | null]>([
    ['none before the first exposure', 'waived', null],
    ['that of the exposure', 'exposed', day(14)],
    ['that of the extension', 'extendedWhileOpen', day(16)],
    ['that of an extension while suspended', 'extendedWhileSuspended', day(20)],
    ['the old one as long as the period is suspended', 'suspended', day(14)],
    ['that of the resumption', 'resumed', day(16)],
    ['that of the last resumption', 'suspendedTwice', day(19)],
    ['that of the next exposure', 'restartedWhileOpen', day(21)],
    ['that of the next exposure after a resumption', 'restartedAfterTheResumption', day(21)],
    ['the last one after a withdrawal too', 'withdrawnWhileOpen', day(14)],
  ])('takes as the effective close %s', (_case, docket, close) => {
    expect(stateOfDocket(docket).effectiveClose).toBe(close)
  })

  test.each(EVENT_GROUNDS)('takes the close of an extension on the ground “%s”', (ground) => {
    const ledger = aLedger(exposed(day(0), day(14)), extended(day(1), day(15), ground))
    expect(stateOf(ledger).effectiveClose).toBe(day(15))
  })

  test.each([
    ['an exposure', exposed(day(7), day(10), 2)],
    ['an extension', extended(day(7), day(10))],
    ['a resumption', resumed(day(7), day(10))],
  ])('keeps the later close where %s in the ledger names an earlier one', (_case, row) => {
    const { effectiveClose, intervals } = stateOf(aLedger(exposed(day(0), day(14)), row))
    expect(effectiveClose).toBe(day(14))
    expect(intervals.at(-1)?.closesAt).toBe(day(14))
  })

  test.each([
    ['a row of no known ledger', { entry: 'override', ordinal: 2, at: day(1) }],
    ['an event of no known kind', { entry: 'event', kind: 'shortened', ordinal: 2, at: day(1) }],
  ])('throws at %s', (_case, row) => {
    const ledger = [...aLedger(exposed(day(0), day(14))), row as unknown as DocketEntry]
    expect(() => stateOf(ledger)).toThrow('unexpected value')
  })
})

describe('intervals', () => {
  test.each<[string, DocketName, readonly Interval[]]>([
    ['none before the first exposure', 'empty', []],
    ['none for a waived draft', 'waived', []],
    ['one from the exposure to its close', 'exposed', [span(0, 14)]],
    ['one from the exposure that followed a waiver', 'waivedThenExposed', [span(1, 15)]],
    ['one, prolonged, after an extension while open', 'extendedWhileOpen', [span(0, 16)]],
    [
      'two that meet after an extension at the closing instant',
      'extendedAtTheClose',
      [span(0, 14), span(14, 16)],
    ],
    [
      'two with a gap after an extension that reopens',
      'extendedAfterTheClose',
      [span(0, 14), span(15, 17)],
    ],
    ['one, cut, while suspended', 'suspended', [span(0, 4)]],
    ['none where a period was suspended as it opened', 'suspendedAtOnce', []],
    ['the cut one after an extension while suspended', 'extendedWhileSuspended', [span(0, 4)]],
    [
      'the resumed one up to the close it was resumed to',
      'extendedWhileSuspendedThenResumed',
      [span(0, 4), span(6, 22)],
    ],
    ['two around a suspension', 'resumed', [span(0, 4), span(6, 16)]],
    [
      'two around a suspension that lasted past the old close',
      'resumedAfterTheOldClose',
      [span(0, 13), span(30, 31)],
    ],
    ['three around two suspensions', 'suspendedTwice', [span(0, 4), span(6, 10), span(13, 19)]],
    ['one, prolonged, after a restart while open', 'restartedWhileOpen', [span(0, 21)]],
    [
      'two around a suspension, the second prolonged, after a resumption and a restart',
      'restartedAfterTheResumption',
      [span(0, 4), span(6, 21)],
    ],
    [
      'two after a restart of a closed period',
      'restartedAfterTheClose',
      [span(0, 14), span(20, 34)],
    ],
    ['one, cut, after a withdrawal while open', 'withdrawnWhileOpen', [span(0, 3)]],
    ['none where the draft was withdrawn as it opened', 'withdrawnAtTheOpening', []],
    ['the cut one after a withdrawal while suspended', 'withdrawnWhileSuspended', [span(0, 4)]],
    ['the whole one after a withdrawal once closed', 'withdrawnAfterTheClose', [span(0, 14)]],
    [
      'the whole one after a withdrawal one millisecond after the close',
      'withdrawnJustAfterTheClose',
      [span(0, 14)],
    ],
    ['the whole one after the issuance', 'issued', [span(0, 14)]],
  ])('are %s', (_case, docket, intervals) => {
    expect(stateOfDocket(docket).intervals).toEqual(intervals)
  })
})

describe('phaseAt', () => {
  test.each<[string, DocketName, Instant, string]>([
    ['before anything', 'empty', day(0), 'drafting'],
    ['of a waived draft', 'waived', day(1), 'drafting'],
    ['of a waived draft that was issued', 'waivedThenIssued', day(1), 'issued'],
    ['of a waived draft that was withdrawn', 'waivedThenWithdrawn', day(1), 'withdrawn'],
    ['of a waived draft that was exposed after all', 'waivedThenExposed', day(1), 'open'],

    ['at the instant of exposure', 'exposed', day(0), 'open'],
    ['one millisecond before the close', 'exposed', day(14) - 1, 'open'],
    ['at the closing instant itself', 'exposed', day(14), 'closed'],
    ['long after the close', 'exposed', day(4_000), 'closed'],

    ['at the old close of an extended period', 'extendedWhileOpen', day(14), 'open'],
    ['at the new close of an extended period', 'extendedWhileOpen', day(16), 'closed'],
    ['at the instant that reopens a closed period', 'extendedAfterTheClose', day(15), 'open'],
    ['just before a reopened period closes', 'extendedAfterTheClose', day(17) - 1, 'open'],
    ['at the close of a reopened period', 'extendedAfterTheClose', day(17), 'closed'],

    ['at the instant of suspension', 'suspended', day(4), 'suspended'],
    ['at the close while suspended, which does not come', 'suspended', day(14), 'suspended'],
    ['long after the close while suspended', 'suspended', day(400), 'suspended'],
    ['after an extension while suspended', 'extendedWhileSuspended', day(5), 'suspended'],
    ['at the instant of resumption', 'resumed', day(6), 'open'],
    ['at the old close of a resumed period', 'resumed', day(14), 'open'],
    ['at the close of a resumed period', 'resumed', day(16), 'closed'],
    ['after a resumption past the old close', 'resumedAfterTheOldClose', day(30), 'open'],

    ['at a restart while open', 'restartedWhileOpen', day(7), 'open'],
    ['at the first close of a restarted period', 'restartedWhileOpen', day(14), 'open'],
    ['at the close of a restarted period', 'restartedWhileOpen', day(21), 'closed'],
    ['at a restart after a resumption', 'restartedAfterTheResumption', day(7), 'open'],
    ['at the resumed close of a restarted period', 'restartedAfterTheResumption', day(16), 'open'],
    [
      'at an exposure while suspended, which ends nothing',
      'exposedWhileSuspended',
      day(7),
      'suspended',
    ],
    ['at the close of an exposure while suspended', 'exposedWhileSuspended', day(21), 'suspended'],
    ['at a restart once closed', 'restartedAfterTheClose', day(20), 'open'],

    ['after a withdrawal while open', 'withdrawnWhileOpen', day(3), 'withdrawn'],
    ['after a withdrawal, past the close', 'withdrawnWhileOpen', day(15), 'withdrawn'],
    ['after a withdrawal while suspended', 'withdrawnWhileSuspended', day(6), 'withdrawn'],
    ['after the issuance', 'issued', day(20), 'issued'],
  ])('%s', (_case, docket, now, phase) => {
    expect(phaseAt(stateOfDocket(docket), now)).toBe(phase)
  })
})

describe('isWithinPeriod', () => {
  test.each<[string, DocketName, Instant, boolean]>([
    ['nothing before the first exposure', 'empty', day(0), false],
    ['nothing one millisecond before the opening', 'exposed', day(0) - 1, false],
    ['a comment at the opening itself', 'exposed', day(0), true],
    ['a comment one millisecond before the close', 'exposed', day(14) - 1, true],
    ['nothing at the closing instant itself', 'exposed', day(14), false],
    ['a comment before the suspension', 'resumed', day(4) - 1, true],
    ['nothing at the instant of suspension', 'resumed', day(4), false],
    ['nothing just before the resumption', 'resumed', day(6) - 1, false],
    ['a comment at the instant of resumption', 'resumed', day(6), true],
    ['nothing in the gap before a reopening', 'extendedAfterTheClose', day(15) - 1, false],
    ['a comment at the reopening', 'extendedAfterTheClose', day(15), true],
    ['a comment where two intervals meet', 'extendedAtTheClose', day(14), true],
    ['nothing from the withdrawal on', 'withdrawnWhileOpen', day(3), false],
    ['a comment received before the withdrawal', 'withdrawnWhileOpen', day(3) - 1, true],
    ['nothing while suspended, however long', 'suspended', day(15), false],
  ])('has within it %s', (_case, docket, receivedAt, within) => {
    expect(isWithinPeriod(stateOfDocket(docket), receivedAt)).toBe(within)
  })
})

describe('mayIssueFrom', () => {
  test.each<[string, DocketName, Instant | null]>([
    ['no instant before the first exposure', 'empty', null],
    ['the instant of the waiver', 'waived', day(0)],
    ['the close, not the waiver, of a draft exposed after all', 'waivedThenExposed', day(15)],
    ['the close', 'exposed', day(14)],
    ['the extended close', 'extendedWhileOpen', day(16)],
    ['the reopened close', 'extendedAfterTheClose', day(17)],
    ['the restarted close', 'restartedWhileOpen', day(21)],
    ['no instant while suspended', 'suspended', null],
    ['no instant while suspended, though extended', 'extendedWhileSuspended', null],
    ['no instant while suspended, though exposed again', 'exposedWhileSuspended', null],
    ['the resumed close', 'resumed', day(16)],
    ['no instant once withdrawn', 'withdrawnAfterTheClose', null],
    ['no instant once withdrawn, though waived', 'waivedThenWithdrawn', null],
  ])('names %s', (_case, docket, from) => {
    expect(mayIssueFrom(stateOfDocket(docket))).toBe(from)
  })
})

describe('nextPhaseChangeAt', () => {
  test.each<[string, DocketName, Instant, Instant | null]>([
    ['none in drafting', 'empty', day(0), null],
    ['none for a waived draft', 'waived', day(0), null],
    ['the close while open', 'exposed', day(1), day(14)],
    ['the close up to its last millisecond', 'exposed', day(14) - 1, day(14)],
    ['none at the closing instant itself', 'exposed', day(14), null],
    ['none while suspended', 'suspended', day(5), null],
    ['none while suspended, though exposed again', 'exposedWhileSuspended', day(8), null],
    ['the resumed close', 'resumed', day(6), day(16)],
    ['none once withdrawn', 'withdrawnWhileOpen', day(3), null],
    ['none once issued', 'issued', day(20), null],
  ])('is %s', (_case, docket, now, change) => {
    expect(nextPhaseChangeAt(stateOfDocket(docket), now)).toBe(change)
  })
})
