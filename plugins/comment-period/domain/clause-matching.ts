import { searchForm } from './canonical-text'
import { keepClauseIds, type ClauseInput } from './clauses'
import { toLatinDigits } from './digits'
import type { LegalClause } from './legal-text'

/** Share of words in common from which on two clauses are one that was reworded. */
const ALIKE = 0.5
/** Pairs to compare by their words; beyond, clauses are matched by place alone. */
const MOST_PAIRS = 250_000

interface Candidate {
  readonly now: number
  readonly before: number
  readonly share: number
}

/**
 * Gives the clauses of a revised text, brought in anew, the ids that they had before, so that
 * comments and the record of changes stay with them. In this order, each id given once:
 *
 * 1. same kind, heading and text;
 * 2. same kind and at least half of the words in common, the most alike first: an article that was
 *    reworded and, because another came before it, renumbered;
 * 3. same kind and label within the same article: an article written anew.
 *
 * What matches nothing is left without an id and gets a new one when it is saved.
 *
 * @param clauses from the new document, without ids
 * @param previous as the draft has them
 */
export function adoptClauseIds(
  clauses: readonly ClauseInput[],
  previous: readonly LegalClause[],
): readonly ClauseInput[] {
  const byText = keepClauseIds(clauses, previous)
  const byWords = adopt(byText, previous, candidatesByWords(byText, previous))
  return adopt(byWords, previous, candidatesByPlace(byWords, previous))
}

function adopt(
  clauses: readonly ClauseInput[],
  previous: readonly LegalClause[],
  candidates: readonly Candidate[],
): readonly ClauseInput[] {
  const adopted = [...clauses]
  const taken = new Set(clauses.map(({ clauseId }) => clauseId))
  for (const { now, before } of candidates) {
    const clause = adopted[now]
    const clauseId = previous[before]?.clauseId
    if (clause === undefined || clause.clauseId !== undefined) continue
    if (clauseId === undefined || taken.has(clauseId)) continue
    taken.add(clauseId)
    adopted[now] = { ...clause, clauseId }
  }
  return adopted
}

function candidatesByWords(
  clauses: readonly ClauseInput[],
  previous: readonly LegalClause[],
): readonly Candidate[] {
  const { open, free } = unmatched(clauses, previous)
  if (open.length * free.length > MOST_PAIRS) return []
  const words = new Map(free.map((index) => [index, wordsOf(previous[index])]))
  return open
    .flatMap((now) => {
      const own = wordsOf(clauses[now])
      return free
        .filter((before) => previous[before]?.kind === clauses[now]?.kind)
        .map((before) => ({ now, before, share: sharedPart(own, words.get(before) ?? own) }))
    })
    .filter(({ share }) => share >= ALIKE)
    .sort((a, b) => b.share - a.share || a.now - b.now || a.before - b.before)
}

function candidatesByPlace(
  clauses: readonly ClauseInput[],
  previous: readonly LegalClause[],
): readonly Candidate[] {
  const { open, free } = unmatched(clauses, previous)
  const oldPlaces = placesOf(previous)
  const places = placesOf(clauses)
  const byPlace = new Map(free.map((index) => [oldPlaces[index], index]))
  return open.flatMap((now) => {
    const before = byPlace.get(places[now])
    return before === undefined ? [] : [{ now, before, share: 0 }]
  })
}

function unmatched(clauses: readonly ClauseInput[], previous: readonly LegalClause[]) {
  const taken = new Set(clauses.map(({ clauseId }) => clauseId))
  const open = [...clauses.keys()].filter((index) => clauses[index]?.clauseId === undefined)
  const free = [...previous.keys()].filter((index) => !taken.has(previous[index]?.clauseId))
  return { open, free }
}

/** «ماده ۵», «ماده ۵ / تبصره ۱ / بند الف»: labels with those of what contains them. */
function placesOf(clauses: readonly ClauseInput[]): readonly string[] {
  let article = ''
  let note = ''
  return clauses.map(({ kind, label = '' }) => {
    const own = `${kind} ${toLatinDigits(label).replace(/\s+/g, ' ').trim()}`
    if (kind === 'chapter') return own
    if (kind === 'article') {
      article = own
      note = ''
      return own
    }
    if (kind === 'note') {
      note = own
      return `${article} / ${own}`
    }
    return `${article} / ${note} / ${own}`
  })
}

function wordsOf(clause: ClauseInput | undefined): ReadonlySet<string> {
  const form = searchForm(`${clause?.heading ?? ''}\n${clause?.text ?? ''}`, 'fa')
  return new Set(form.split(/[\s\u200c]+/).filter((word) => word !== ''))
}

/** Jaccard's measure: the words in both by the words in either. */
function sharedPart(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const word of a) if (b.has(word)) shared += 1
  const either = a.size + b.size - shared
  return either === 0 ? 0 : shared / either
}
