import {
  CLAUSE_ID_PATTERN,
  CLAUSE_KINDS,
  defaultLabels,
  type ClauseInput,
  type ClauseKind,
} from '../../domain/clauses'
import type { LegalClause } from '../../domain/legal-text'

export type Clauses = readonly ClauseInput[]

/** What contains what: a chapter articles, an article notes, an article or a note items. */
const RANK: Readonly<Record<ClauseKind, number>> = { chapter: 0, article: 1, note: 2, item: 3 }

/**
 * Reads the value of the field: a list, its JSON, or nothing yet.
 *
 * The clauses of a list are handed on as they are, with whatever else they hold.
 *
 * @returns `null` where the value is no list of clauses
 */
export function readClauses(value: unknown): Clauses | null {
  if (value === null || value === undefined || value === '') return []
  const list = typeof value === 'string' ? parsed(value) : value
  return Array.isArray(list) && list.every(isClause) ? list : null
}

/** The label that each clause is published under: its own one, or the customary one. */
export function labelsOf(clauses: Clauses): readonly string[] {
  const customary = defaultLabels(clauses)
  return clauses.map(({ label }, index) => (label?.trim() ? label : (customary[index] ?? '')))
}

/**
 * The clauses without the labels that say no more than their place. The server fills these in on
 * saving; kept, they would stay with their clauses when the order changes and number them wrongly.
 */
export function withoutCustomaryLabels(clauses: Clauses): Clauses {
  const customary = defaultLabels(clauses)
  return clauses.map((clause, index) => {
    if (clause.label !== customary[index]) return clause
    const { label: _customary, ...rest } = clause
    return rest
  })
}

/** The clauses that have an id already, as a text brought in anew is compared with them. */
export function withIds(clauses: Clauses): readonly LegalClause[] {
  const labels = labelsOf(clauses)
  return clauses.flatMap(({ clauseId, kind, heading = '', text }, index) =>
    clauseId === undefined ? [] : [{ clauseId, kind, label: labels[index] ?? '', heading, text }],
  )
}

/** How far each clause is indented: notes and items under their article, items under their note. */
export function depthsOf(clauses: Clauses): readonly number[] {
  let inNote = false
  return clauses.map(({ kind }) => {
    if (kind !== 'item') inNote = kind === 'note'
    if (kind === 'note') return 1
    if (kind === 'item') return inNote ? 2 : 1
    return 0
  })
}

export function insertAt(clauses: Clauses, place: number, clause: ClauseInput): Clauses {
  return clauses.toSpliced(place, 0, clause)
}

/**
 * Where a new clause of a kind goes that is added after another: past what that one contains, so
 * that no note changes its article. A chapter added after an article divides the chapter there.
 */
export function placeAfter(clauses: Clauses, index: number, kind: ClauseKind): number {
  const rank = Math.max(RANK[kind], Math.min(rankAt(clauses, index), RANK.article))
  return nextPlace(clauses, index + 1, rank)
}

/**
 * Moves a clause with all that it contains past its neighbour with all that this one contains.
 *
 * @returns the clauses and the new place, or `null` where it is the first or the last already
 */
export function moved(
  clauses: Clauses,
  index: number,
  towards: 'up' | 'down',
): { readonly clauses: Clauses; readonly index: number } | null {
  const rank = rankAt(clauses, index)
  const end = nextPlace(clauses, index + 1, rank)
  if (towards === 'up') {
    if (index === 0) return null
    const before = clauses.findLastIndex((_, at) => at < index && rankAt(clauses, at) <= rank)
    const place = Math.max(before, 0)
    return { clauses: relocated(clauses, index, end, place), index: place }
  }
  if (end >= clauses.length) return null
  const place = nextPlace(clauses, end + 1, rank) - (end - index)
  return { clauses: relocated(clauses, index, end, place), index: place }
}

export function canMove(clauses: Clauses, index: number, towards: 'up' | 'down'): boolean {
  if (towards === 'up') return index > 0
  return nextPlace(clauses, index + 1, rankAt(clauses, index)) < clauses.length
}

/** Keys that stay with the clauses while they are edited and moved; new ones have no id yet. */
export interface ClauseKeys {
  of(clauses: Clauses): readonly string[]
  /** `to` takes the place of `from`. */
  pass(from: ClauseInput, to: ClauseInput): void
}

export function clauseKeys(): ClauseKeys {
  const known = new WeakMap<ClauseInput, string>()
  let count = 0
  const own = (clause: ClauseInput) => {
    const key = known.get(clause) ?? `new-${(count += 1)}`
    known.set(clause, key)
    return key
  }
  return {
    of(clauses) {
      const seen = new Set<string>()
      return clauses.map((clause) => {
        const { clauseId = '' } = clause
        const usable = CLAUSE_ID_PATTERN.test(clauseId) && !seen.has(clauseId)
        seen.add(clauseId)
        return usable ? clauseId : own(clause)
      })
    },
    pass(from, to) {
      known.set(to, own(from))
    },
  }
}

function rankAt(clauses: Clauses, index: number): number {
  const clause = clauses[index]
  return clause === undefined ? RANK.chapter : RANK[clause.kind]
}

/** The first place from `from` on whose clause is not contained in one of the given rank. */
function nextPlace(clauses: Clauses, from: number, rank: number): number {
  const place = clauses.findIndex((_, at) => at >= from && rankAt(clauses, at) <= rank)
  return place === -1 ? clauses.length : place
}

/** Takes `[start, end)` out and puts it in at `place` of what is left. */
function relocated(clauses: Clauses, start: number, end: number, place: number): Clauses {
  const rest = clauses.toSpliced(start, end - start)
  return rest.toSpliced(place, 0, ...clauses.slice(start, end))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function isClause(value: unknown): value is ClauseInput {
  if (typeof value !== 'object' || value === null) return false
  const clause: Partial<Record<keyof ClauseInput, unknown>> = value
  return (
    CLAUSE_KINDS.some((kind) => kind === clause.kind) &&
    typeof clause.text === 'string' &&
    [clause.clauseId, clause.label, clause.heading].every(
      (text) => text === undefined || typeof text === 'string',
    )
  )
}
