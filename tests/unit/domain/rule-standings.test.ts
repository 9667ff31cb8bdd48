import { describe, expect, test } from '@jest/globals'

import type { RuleRevision } from '../../../plugins/comment-period/domain/period-rule'
import { ruleStandings } from '../../../plugins/comment-period/domain/rule-standings'

const NOW = 1_000

const revision = (
  n: number,
  effectiveAt: number,
  fields: Partial<RuleRevision> = {},
): RuleRevision => ({
  ruleId: 'rule',
  revision: n,
  bodyId: null,
  terminalAct: 'promulgate',
  kindIds: [],
  count: n,
  unit: 'day',
  monthMeans: 'solar-hijri-month',
  excludeActionDay: true,
  force: 'mandatory',
  legalBasis: '',
  note: '',
  effectiveAt,
  validFromAt: null,
  validToAt: null,
  ended: false,
  ...fields,
})

/** Which revisions bind now and next, by their numbers. */
const stands = (revisions: readonly RuleRevision[]) =>
  ruleStandings(revisions, NOW).map(({ now, next, latest }) => [
    now?.revision ?? null,
    next?.revision ?? null,
    latest.revision,
  ])

describe('a rule', () => {
  test.each<[string, RuleRevision[], (number | null)[]]>([
    ['binds by its last effective revision', [revision(1, 0), revision(2, 500)], [2, null, 2]],
    ['binds from the very instant', [revision(1, NOW)], [1, null, 1]],
    ['waits for one that is effective later', [revision(1, 0), revision(2, 2_000)], [1, 2, 2]],
    ['does not bind before its first is effective', [revision(1, 2_000)], [null, 1, 1]],
    [
      'that was ended does not bind',
      [revision(1, 0), revision(2, 500, { ended: true })],
      [null, null, 2],
    ],
    ['is going to end', [revision(1, 0), revision(2, 2_000, { ended: true })], [1, 2, 2]],
    [
      'passes over one that a longer one overtook',
      [revision(1, 0), revision(2, 2_000), revision(3, 500)],
      [3, null, 3],
    ],
    [
      'changes first by the one that is effective first',
      [revision(1, 0), revision(2, 3_000), revision(3, 2_000)],
      [1, 3, 3],
    ],
    [
      'changes by the higher of two at one instant',
      [revision(1, 0), revision(2, 2_000), revision(3, 2_000)],
      [1, 3, 3],
    ],
  ])('%s', (_, revisions, standing) => {
    expect(stands(revisions)).toEqual([standing])
    expect(stands([...revisions].reverse())).toEqual([standing])
  })

  test('stands for itself beside others', () => {
    expect(stands([revision(1, 0), revision(1, 2_000, { ruleId: 'other' })])).toEqual([
      [1, null, 1],
      [null, 1, 1],
    ])
  })
})
