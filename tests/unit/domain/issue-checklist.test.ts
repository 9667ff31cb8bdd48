import { describe, expect, test } from '@jest/globals'
import {
  checklistOf,
  MOST_COUNTED_LEFT,
  type ChecklistFacts,
} from '../../../plugins/comment-period/domain/issue-checklist'
import type { ClauseChange } from '../../../plugins/comment-period/domain/legal-text-diff'

const clause = (clauseId: string, change: ClauseChange['change']): ClauseChange => ({
  clauseId,
  change,
  kind: 'article',
  label: [],
  heading: [],
  text: [],
})
const ground = (clauseId: string) => ({ clauseId, comment: null, theme: 1 })

const NOTHING_LEFT: ChecklistFacts = {
  unscreened: 0,
  unanswered: 0,
  themesUnanswered: [],
  diff: { clauses: [clause('c1', 'same')] },
  grounds: [],
  answersBeforeIssue: true,
}

describe('the checklist before the terminal act', () => {
  test.each<[string, Partial<ChecklistFacts>, string[]]>([
    ['is empty where nothing is left', {}, []],
    ['names comments that nobody screened', { unscreened: 3 }, ['unscreened 3']],
    ['names comments without a disposition, and stops', { unanswered: 2 }, ['unanswered 2!']],
    [
      'names them and does not stop where the body said so',
      { unanswered: 2, answersBeforeIssue: false },
      ['unanswered 2'],
    ],
    [
      'counts no further than it must',
      { unanswered: MOST_COUNTED_LEFT + 1 },
      ['unanswered 10000+!'],
    ],
    [
      'says exactly how many where it may',
      { unanswered: MOST_COUNTED_LEFT },
      ['unanswered 10000!'],
    ],
    ['names themes without a response', { themesUnanswered: [4, 7] }, ['theme-unanswered 2']],
    [
      'names changes that go back to nothing, whatever kind they are of',
      {
        diff: {
          clauses: [
            clause('c1', 'changed'),
            clause('c2', 'added'),
            clause('c3', 'removed'),
            clause('c4', 'moved'),
            clause('c5', 'same'),
          ],
        },
        grounds: [ground('c2')],
      },
      ['change-without-ground 3'],
    ],
    [
      'names changes that were promised and not made',
      { diff: { clauses: [clause('c1', 'same')] }, grounds: [ground('c1'), ground('gone')] },
      ['ground-without-change 2'],
    ],
    [
      'compares nothing where there is nothing to compare',
      { diff: null, grounds: [ground('c1')] },
      [],
    ],
  ])('%s', (_name, facts, expected) => {
    const lines = checklistOf({ ...NOTHING_LEFT, ...facts })
    const said = lines.map(
      ({ item, n, more, blocks }) => `${item} ${String(n)}${more ? '+' : ''}${blocks ? '!' : ''}`,
    )
    expect(said).toEqual(expected)
  })
})
