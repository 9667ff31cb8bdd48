import type { LegalClause, LegalText } from './legal-text'
import { diffLegalTexts, type ClauseChange } from './legal-text-diff'
import type { TextRun } from './text-diff'
import type { ChangeGround } from './themes'

/** Public ids that a report names for one change; of more the number is said. */
export const MOST_COMMENTS_NAMED = 20

/** What changes are tied to, and which of those comments the public can read. */
export interface ReportGrounds {
  readonly tied: readonly ChangeGround[]
  readonly published: ReadonlySet<string>
}

/** One clause that is not as it was exposed. */
export interface ReportedChange {
  readonly clauseId: string
  readonly change: Exclude<ClauseChange['change'], 'same'>
  readonly kind: LegalClause['kind']
  readonly label: string
  readonly heading: string
  readonly themes: readonly { readonly theme: number; readonly title: string }[]
  /** Comments that it goes back to in all, and the public ids of the first published ones. */
  readonly comments: number
  readonly publicIds: readonly string[]
}

/** What changed between the text that was last exposed and the one that was issued. */
export interface ReportedChanges {
  readonly fromExposure: number
  readonly titleChanged: boolean
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly moved: number
  readonly attachmentsAdded: number
  readonly attachmentsRemoved: number
  readonly clauses: readonly ReportedChange[]
}

export function reportedChanges(
  fromExposure: number,
  before: LegalText,
  after: LegalText,
  grounds: ReportGrounds,
  titles: ReadonlyMap<number, string>,
): ReportedChanges {
  const { clauses, attachments } = diffLegalTexts(before, after)
  const changed = clauses.flatMap(({ change, ...clause }) =>
    change === 'same' ? [] : [{ ...clause, change }],
  )
  const count = (change: ClauseChange['change']) =>
    changed.filter((clause) => clause.change === change).length
  return {
    fromExposure,
    titleChanged: before.title !== after.title,
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    moved: count('moved'),
    attachmentsAdded: attachments.added.length,
    attachmentsRemoved: attachments.removed.length,
    clauses: changed.map(({ clauseId, change, kind, label, heading }) => ({
      clauseId,
      change,
      kind,
      label: nameIn(label, change),
      heading: nameIn(heading, change),
      ...groundsOfClause(clauseId, grounds, titles),
    })),
  }
}

/** A clause is called what it is called now; one that is gone, what it was called. */
function nameIn(runs: readonly TextRun[], change: ReportedChange['change']): string {
  return runs
    .filter(({ op }) => change === 'removed' || op !== 'removed')
    .map(({ text }) => text)
    .join('')
}

function groundsOfClause(
  clauseId: string,
  { tied, published }: ReportGrounds,
  titles: ReadonlyMap<number, string>,
): Pick<ReportedChange, 'themes' | 'comments' | 'publicIds'> {
  const own = tied.filter((ground) => ground.clauseId === clauseId)
  const comments = own.flatMap(({ comment }) => (comment === null ? [] : [comment]))
  return {
    themes: own.flatMap(({ theme }) =>
      theme === null ? [] : [{ theme, title: titles.get(theme) ?? '' }],
    ),
    comments: comments.length,
    publicIds: comments.filter((id) => published.has(id)).slice(0, MOST_COMMENTS_NAMED),
  }
}
