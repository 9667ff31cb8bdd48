import type { Instant } from './instant'
import type { RuleRevision } from './period-rule'

/** How a rule stands: what of it binds, and what will. */
export interface RuleStanding<Revision extends RuleRevision> {
  /** The revision that binds now; `null` where none does. */
  readonly now: Revision | null
  /** The revision that takes its place, and when; an ended one takes it away. */
  readonly next: Revision | null
  /** The highest revision, whether it binds yet or not. */
  readonly latest: Revision
}

/**
 * Of each rule what binds at an instant and what was saved to bind later. A revision that waits is
 * passed over once a higher one is effective no later.
 *
 * @param at - UTC epoch milliseconds
 */
export function ruleStandings<Revision extends RuleRevision>(
  revisions: readonly Revision[],
  at: Instant,
): readonly RuleStanding<Revision>[] {
  const byRule = new Map<string, Revision[]>()
  for (const revision of revisions) {
    byRule.set(revision.ruleId, [...(byRule.get(revision.ruleId) ?? []), revision])
  }
  return [...byRule.values()].flatMap((all) => {
    const sorted = [...all].sort((a, b) => a.revision - b.revision)
    const latest = sorted.at(-1)
    if (latest === undefined) return []
    const effective = sorted.filter(({ effectiveAt }) => effectiveAt <= at).at(-1) ?? null
    const waiting = sorted
      .filter(
        ({ effectiveAt, revision }) => effectiveAt > at && revision > (effective?.revision ?? 0),
      )
      .sort((a, b) => a.effectiveAt - b.effectiveAt || b.revision - a.revision)
    return [{ now: effective?.ended === true ? null : effective, next: waiting[0] ?? null, latest }]
  })
}
