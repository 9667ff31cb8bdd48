import { describe, expect, test } from '@jest/globals'

import type { DocketLedger } from '../../../plugins/comment-period/domain/ledger'
import { stateOf } from '../../../plugins/comment-period/domain/phase'
import { decideReport, REPORT_KINDS } from '../../../plugins/comment-period/domain/report-decisions'
import { aLedger, day, exposed, extended, issued, suspended, withdrawn } from './a-docket'

const opened = exposed(day(0), day(14))
type Expected = readonly [feedback: string, outcome: string, digest: string]

const EARLY = 'REPORT_TOO_EARLY'
const LATE = 'REPORT_TOO_LATE'

describe('whether a docket can be reported on', () => {
  test.each<readonly [string, DocketLedger, number, Expected]>([
    ['not exposed', aLedger(), 1, ['NOT_EXPOSED', 'NOT_EXPOSED', 'NOT_EXPOSED']],
    [
      'waived',
      aLedger({ entry: 'waiver', at: day(0), force: 'none' }),
      1,
      ['NOT_EXPOSED', 'NOT_EXPOSED', 'NOT_EXPOSED'],
    ],
    ['open', aLedger(opened), 13, [EARLY, EARLY, 'lawful']],
    ['at the instant of its close', aLedger(opened), 14, ['lawful', EARLY, 'lawful']],
    ['suspended', aLedger(opened, suspended(day(3))), 20, [EARLY, EARLY, 'lawful']],
    [
      'opened again after its close',
      aLedger(opened, extended(day(16), day(21))),
      18,
      [EARLY, EARLY, 'lawful'],
    ],
    ['issued', aLedger(opened, issued(day(15))), 16, [LATE, 'lawful', 'lawful']],
    ['withdrawn', aLedger(opened, withdrawn(day(3))), 16, [LATE, 'lawful', 'lawful']],
  ])('a docket that is %s', (_, ledger, at, expected) => {
    const decided = REPORT_KINDS.map((kind) => {
      const decision = decideReport(stateOf(ledger), day(at), kind)
      return decision.kind === 'lawful' ? 'lawful' : decision.refusal.code
    })
    expect(decided).toEqual(expected)
  })
})
