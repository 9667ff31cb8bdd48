import { toPersianDigits } from './digits'
import { tidy, type LegalClause } from './legal-text'
import { lawful, refused, type Decision } from './refusal'

export const CLAUSE_KINDS = ['chapter', 'article', 'note', 'item'] as const
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

/** A clause as an editor, REST or an import gives it. */
export interface ClauseInput {
  readonly clauseId?: string | undefined
  readonly kind: ClauseKind
  readonly label?: string | undefined
  readonly heading?: string | undefined
  readonly text: string
}

/** What a `clauseId` looks like: stable through reordering, translation, REST and re-import. */
export const CLAUSE_ID_PATTERN = /^[a-z][a-z0-9]{5,31}$/

/**
 * Gives every clause an id and a label.
 *
 * An id that is missing is taken from the clause of the same kind at the same place in
 * `counterpart` (the authoritative text, for a translation), and otherwise made by `newId`.
 *
 * @param newId makes an id that no other clause has; called once for each missing one
 * @returns the clauses, or `CLAUSE_ID_DOUBLED` with the id
 */
export function completeClauses(
  clauses: readonly ClauseInput[],
  newId: () => string,
  counterpart: readonly LegalClause[] = [],
): Decision<readonly LegalClause[]> {
  const sameShape =
    counterpart.length === clauses.length &&
    counterpart.every((clause, index) => clause.kind === clauses[index]?.kind)
  const given = new Set(clauses.map(({ clauseId }) => clauseId))
  const seen = new Set<string>()
  const labels = defaultLabels(clauses)
  const completed: LegalClause[] = []
  for (const [index, clause] of clauses.entries()) {
    const borrowed = sameShape ? counterpart[index]?.clauseId : undefined
    // A clause that was moved brings its id along; another that came into its place has its own.
    const free = given.has(borrowed) ? undefined : borrowed
    const clauseId = clause.clauseId ?? free ?? newId()
    if (seen.has(clauseId)) return refused('CLAUSE_ID_DOUBLED', { clauseId })
    seen.add(clauseId)
    completed.push({
      clauseId,
      kind: clause.kind,
      label: clause.label?.trim() ? clause.label : (labels[index] ?? ''),
      heading: clause.heading ?? '',
      text: clause.text,
    })
  }
  return lawful(completed)
}

/**
 * Gives clauses that came without an id the one that the same clause had before: same kind,
 * heading and text. A text that is sent back without ids (by REST, or imported again) keeps them,
 * and a new clause never inherits those of one that was removed.
 */
export function keepClauseIds(
  clauses: readonly ClauseInput[],
  previous: readonly LegalClause[],
): readonly ClauseInput[] {
  const taken = new Set(clauses.map((clause) => clause.clauseId))
  return clauses.map((clause) => {
    if (clause.clauseId !== undefined) return clause
    const same = previous.find(
      (each) =>
        !taken.has(each.clauseId) &&
        each.kind === clause.kind &&
        tidy(each.heading) === tidy(clause.heading ?? '') &&
        tidy(each.text) === tidy(clause.text),
    )
    if (same === undefined) return clause
    taken.add(same.clauseId)
    return { ...clause, clauseId: same.clauseId }
  })
}

/**
 * The customary label of each clause from its place: «فصل ۱», «ماده ۱», «تبصره» (numbered where
 * an article has several), and «بند ۱». An author's own label («ماده ۵ مکرر») takes its place.
 */
export function defaultLabels(clauses: readonly Pick<ClauseInput, 'kind'>[]): readonly string[] {
  let chapter = 0
  let article = 0
  let note = 0
  let item = 0
  return clauses.map(({ kind }, index) => {
    switch (kind) {
      case 'chapter':
        chapter += 1
        note = 0
        item = 0
        return `فصل ${toPersianDigits(chapter)}`
      case 'article':
        article += 1
        note = 0
        item = 0
        return `ماده ${toPersianDigits(article)}`
      case 'note': {
        note += 1
        item = 0
        const alone = note === 1 && !hasAnotherNote(clauses, index)
        return alone ? 'تبصره' : `تبصره ${toPersianDigits(note)}`
      }
      case 'item':
        item += 1
        return `بند ${toPersianDigits(item)}`
    }
  })
}

function hasAnotherNote(clauses: readonly Pick<ClauseInput, 'kind'>[], from: number): boolean {
  for (const { kind } of clauses.slice(from + 1)) {
    if (kind === 'note') return true
    if (kind === 'article' || kind === 'chapter') return false
  }
  return false
}
