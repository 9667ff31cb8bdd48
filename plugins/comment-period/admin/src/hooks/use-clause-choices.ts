import type { DraftOut } from '../../../contracts/drafts'
import type { ChecklistOut } from '../../../contracts/themes'
import { usePublicAnswer } from './use-public-answer'

export interface ClauseChoice {
  readonly clauseId: string
  readonly name: string
  /** Against the text that was exposed last. */
  readonly change: ChecklistOut['changes'][number]['change']
}

/**
 * The clauses of a docket that a response can name: those of its text as it was shown last, and
 * those that were added since. What changed comes first, because it is what is looked for.
 */
export function useClauseChoices(
  docket: string,
  changes: ChecklistOut['changes'],
): readonly ClauseChoice[] {
  const draft = usePublicAnswer<DraftOut>(`/drafts/${docket}`)
  // A docket that was waived shows nothing to the public; what changed is known all the same.
  const clauses = draft === null || draft === 'failed' ? [] : draft.text.clauses
  const headings = new Map(clauses.map(({ clauseId, heading }) => [clauseId, heading]))
  const changed = changes.map(({ clauseId, label, change }) => ({
    clauseId,
    name: nameOf(label, headings.get(clauseId)),
    change,
  }))
  const known = new Set(changed.map(({ clauseId }) => clauseId))
  return [
    ...changed,
    ...clauses
      .filter(({ clauseId }) => !known.has(clauseId))
      .map(({ clauseId, label, heading }) => ({
        clauseId,
        name: nameOf(label, heading),
        change: 'same' as const,
      })),
  ]
}

function nameOf(label: string, heading = ''): string {
  return [label, heading].filter((part) => part !== '').join(' – ')
}
