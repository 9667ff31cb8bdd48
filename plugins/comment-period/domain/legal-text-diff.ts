import type { LegalAttachment, LegalClause, LegalText } from './legal-text'
import { diffBudget, diffTexts, type DiffBudget, type TextRun } from './text-diff'

/** What became of one clause. */
export interface ClauseChange {
  readonly clauseId: string
  /** `moved` also where its words changed on the way: the runs tell which. */
  readonly change: 'same' | 'changed' | 'added' | 'removed' | 'moved'
  readonly kind: LegalClause['kind']
  readonly label: readonly TextRun[]
  readonly heading: readonly TextRun[]
  readonly text: readonly TextRun[]
}

export interface LegalTextDiff {
  readonly title: readonly TextRun[]
  readonly clauses: readonly ClauseChange[]
  readonly attachments: {
    readonly added: readonly LegalAttachment[]
    readonly removed: readonly LegalAttachment[]
  }
}

/**
 * Compares two versions of a text: clause by clause, matched by `clauseId`, and then word by word.
 *
 * Clauses stand in the order of the new text; one that was removed stands where it was, after the
 * last clause before it that kept its place. The clauses that keep their place are the most that
 * can be said to: the longest common subsequence of both orders. Attachments are compared by
 * content: a file under another name is the same file.
 */
export function diffLegalTexts(
  before: LegalText,
  after: LegalText,
  budget: DiffBudget = diffBudget(),
): LegalTextDiff {
  const old = clausesByKey(before.clauses)
  const fresh = clausesByKey(after.clauses)
  const kept = keptInPlace(old, fresh)
  const removed = removedAfter(old, fresh, kept)
  const only = (clause: LegalClause, op: 'added' | 'removed') =>
    changeOf(clause, op, (part) => (clause[part] === '' ? [] : [{ op, text: clause[part] }]))

  const clauses = (removed.get(null) ?? []).map((clause) => only(clause, 'removed'))
  for (const [key, clause] of fresh) {
    const counterpart = old.get(key)
    if (counterpart === undefined) clauses.push(only(clause, 'added'))
    else clauses.push(compared(counterpart, clause, kept.has(key), budget))
    clauses.push(...(removed.get(key) ?? []).map((each) => only(each, 'removed')))
  }
  return {
    title: diffTexts(before.title, after.title, budget),
    clauses,
    attachments: diffAttachments(before, after),
  }
}

/** Attachments are compared by content: a file under another name is the same file. */
export function diffAttachments(before: LegalText, after: LegalText): LegalTextDiff['attachments'] {
  return {
    added: without(after.attachments, before.attachments),
    removed: without(before.attachments, after.attachments),
  }
}

/** The most clauses that can be said to keep their place, by key. */
export function keptInPlace(
  old: ReadonlyMap<string, LegalClause>,
  fresh: ReadonlyMap<string, LegalClause>,
): ReadonlySet<string> {
  const places = new Map([...old.keys()].map((key, place) => [key, place]))
  const common = [...fresh.keys()].filter((key) => old.has(key))
  return new Set(longestRising(common, (key) => places.get(key) ?? 0))
}

/** By id. A text typed into the database may hold one twice; then the first answers to the first. */
export function clausesByKey(clauses: readonly LegalClause[]): Map<string, LegalClause> {
  const seen = new Map<string, number>()
  return new Map(
    clauses.map((clause) => {
      const times = seen.get(clause.clauseId) ?? 0
      seen.set(clause.clauseId, times + 1)
      return [`${clause.clauseId} ${String(times)}`, clause]
    }),
  )
}

/** What was removed, by the clause that kept its place before it; `null` for the beginning. */
function removedAfter(
  old: ReadonlyMap<string, LegalClause>,
  fresh: ReadonlyMap<string, LegalClause>,
  kept: ReadonlySet<string>,
): ReadonlyMap<string | null, readonly LegalClause[]> {
  const removed = new Map<string | null, LegalClause[]>()
  let anchor: string | null = null
  for (const [key, clause] of old) {
    if (kept.has(key)) anchor = key
    if (fresh.has(key)) continue
    const there = removed.get(anchor) ?? []
    there.push(clause)
    removed.set(anchor, there)
  }
  return removed
}

function compared(
  old: LegalClause,
  fresh: LegalClause,
  keptItsPlace: boolean,
  budget: DiffBudget,
): ClauseChange {
  const same =
    old.kind === fresh.kind &&
    old.label === fresh.label &&
    old.heading === fresh.heading &&
    old.text === fresh.text
  const change = !keptItsPlace ? 'moved' : same ? 'same' : 'changed'
  return changeOf(fresh, change, (part) => diffTexts(old[part], fresh[part], budget))
}

function changeOf(
  { clauseId, kind }: LegalClause,
  change: ClauseChange['change'],
  runs: (part: 'label' | 'heading' | 'text') => readonly TextRun[],
): ClauseChange {
  return {
    clauseId,
    change,
    kind,
    label: runs('label'),
    heading: runs('heading'),
    text: runs('text'),
  }
}

function without(
  these: readonly LegalAttachment[],
  those: readonly LegalAttachment[],
): readonly LegalAttachment[] {
  const known = new Set(those.map(({ sha256 }) => sha256))
  return these.filter(({ sha256 }) => !known.has(sha256))
}

/** The longest part of a list, in its order, whose places only rise. */
function longestRising<T>(items: readonly T[], placeOf: (item: T) => number): readonly T[] {
  interface Link {
    readonly item: T
    readonly place: number
    readonly before: Link | null
  }
  // The last link of the best chain of each length; their places rise.
  const ends: Link[] = []
  for (const item of items) {
    const place = placeOf(item)
    let [low, high] = [0, ends.length]
    while (low < high) {
      const half = (low + high) >> 1
      if ((ends[half]?.place ?? 0) < place) low = half + 1
      else high = half
    }
    ends[low] = { item, place, before: ends[low - 1] ?? null }
  }
  const chain: T[] = []
  for (let link = ends.at(-1) ?? null; link !== null; link = link.before) chain.push(link.item)
  return chain.reverse()
}
