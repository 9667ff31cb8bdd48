import { describe, expect, test } from '@jest/globals'

import { exposureSpan } from '../../../plugins/comment-period/domain/exposure-span'
import { DAY_MS } from '../../../plugins/comment-period/domain/instant'
import type { DocketLedger } from '../../../plugins/comment-period/domain/ledger'
import { aLedger, day, exposed, extended, issued, resumed, suspended, withdrawn } from './a-docket'

type Expected = readonly [
  days: readonly (readonly [number, number])[],
  events: readonly string[],
  endedBy: 'restart' | 'withdrawal' | null,
]

const restarted = aLedger(exposed(day(0), day(14)), exposed(day(5), day(19), 2), issued(day(20), 2))
const restartedAfterExtension = aLedger(
  exposed(day(0), day(14)),
  extended(day(2), day(30)),
  exposed(day(5), day(19), 2),
)
const closedThenRestarted = aLedger(exposed(day(0), day(14)), exposed(day(20), day(34), 2))

describe('what a ledger says of one exposure', () => {
  test.each<readonly [string, DocketLedger, number, Expected]>([
    ['one that ran', aLedger(exposed(day(0), day(14)), issued(day(15))), 1, [[[0, 14]], [], null]],
    [
      'one that was extended',
      aLedger(exposed(day(0), day(14)), extended(day(3), day(21))),
      1,
      [[[0, 21]], ['extended'], null],
    ],
    [
      'one that reopened after its close',
      aLedger(exposed(day(0), day(14)), extended(day(16), day(21))),
      1,
      [
        [
          [0, 14],
          [16, 21],
        ],
        ['extended'],
        null,
      ],
    ],
    [
      'one that was suspended and resumed',
      aLedger(exposed(day(0), day(14)), suspended(day(4)), resumed(day(6), day(16))),
      1,
      [
        [
          [0, 4],
          [6, 16],
        ],
        ['suspended', 'resumed'],
        null,
      ],
    ],
    [
      'one that was withdrawn',
      aLedger(exposed(day(0), day(14)), withdrawn(day(4))),
      1,
      [[[0, 4]], ['withdrawn'], 'withdrawal'],
    ],
    ['one that another text took the place of', restarted, 1, [[[0, 5]], [], 'restart']],
    ['the text that took the place', restarted, 2, [[[5, 19]], [], null]],
    [
      'one that an extension had lengthened before the restart',
      restartedAfterExtension,
      1,
      [[[0, 5]], ['extended'], 'restart'],
    ],
    [
      'a restart, whose close is never before the one in force',
      restartedAfterExtension,
      2,
      [[[5, 30]], [], null],
    ],
    ['one whose close came before the restart', closedThenRestarted, 1, [[[0, 14]], [], 'restart']],
    ['a restart after a close', closedThenRestarted, 2, [[[20, 34]], [], null]],
  ])('%s', (_case, ledger, n, [days, events, endedBy]) => {
    const span = exposureSpan(ledger, n)
    const inDays = (instant: number) => (instant - day(0)) / DAY_MS
    expect(
      span?.intervals.map(({ opensAt, closesAt }) => [inDays(opensAt), inDays(closesAt)]),
    ).toEqual(days)
    expect(span?.events.map(({ kind }) => kind)).toEqual(events)
    expect(span?.endedBy).toBe(endedBy)
    expect(span?.openMs).toBe(days.reduce((sum, [from, to]) => sum + (to - from) * DAY_MS, 0))
  })

  test('is nothing where there is no such exposure', () => {
    expect(exposureSpan(restarted, 3)).toBeNull()
    expect(exposureSpan([], 1)).toBeNull()
  })
})
