import type { LegalTextDiff, ClauseChange } from './legal-text-diff'
import type { ChangeGround } from './themes'

/**
 * What a body looks at before the terminal act:
 * comments that nobody has screened yet, or that were given no disposition; themes with comments
 * and without a response; changes of the text that go back to no comment; and changes that were
 * said to go back to one, of clauses that did not change.
 */
export const CHECKLIST_ITEMS = [
  'unscreened',
  'unanswered',
  'theme-unanswered',
  'change-without-ground',
  'ground-without-change',
] as const
export type ChecklistItem = (typeof CHECKLIST_ITEMS)[number]

/** Comments are counted so far and no further: a page must not count a million. */
export const MOST_COUNTED_LEFT = 10_000

export interface ChecklistFacts {
  readonly unscreened: number
  /** Opinions, suggestions and criticisms without a disposition; at most one more than is counted. */
  readonly unanswered: number
  /** Numbers of themes that have comments and no response. */
  readonly themesUnanswered: readonly number[]
  /** `null` where there is nothing to compare: a waived draft. */
  readonly diff: Pick<LegalTextDiff, 'clauses'> | null
  readonly grounds: readonly ChangeGround[]
  /** The setting of the body. */
  readonly answersBeforeIssue: boolean
}

export interface ChecklistLine {
  readonly item: ChecklistItem
  readonly n: number
  readonly more: boolean
  readonly blocks: boolean
}

/** What is left, an item of which there is nothing left out. Only missing dispositions can block. */
export function checklistOf(facts: ChecklistFacts): readonly ChecklistLine[] {
  const changed = changesOf(facts.diff).map(({ clauseId }) => clauseId)
  const grounded = new Set(facts.grounds.map(({ clauseId }) => clauseId))
  const counts: readonly (readonly [ChecklistItem, number])[] = [
    ['unscreened', facts.unscreened],
    ['unanswered', facts.unanswered],
    ['theme-unanswered', facts.themesUnanswered.length],
    ['change-without-ground', changed.filter((clauseId) => !grounded.has(clauseId)).length],
    [
      'ground-without-change',
      facts.diff === null ? 0 : [...grounded].filter((id) => !changed.includes(id)).length,
    ],
  ]
  return counts
    .filter(([, n]) => n > 0)
    .map(([item, n]) => ({
      item,
      n: Math.min(n, MOST_COUNTED_LEFT),
      more: n > MOST_COUNTED_LEFT,
      blocks: blocksIssue(facts, item),
    }))
}

function blocksIssue({ answersBeforeIssue }: ChecklistFacts, item: ChecklistItem): boolean {
  return answersBeforeIssue && item === 'unanswered'
}

/** Clauses whose words, kind of place or existence changed; one that only moved did change. */
function changesOf(diff: Pick<LegalTextDiff, 'clauses'> | null): readonly ClauseChange[] {
  return diff === null ? [] : diff.clauses.filter(({ change }) => change !== 'same')
}
