import type { Disposition } from './comment'
import type { Instant } from './instant'

/** Of one docket: what a person can still look over, and an answer still hold whole. */
export const MOST_THEMES = 200

/** Comments that one act puts under a theme, or takes from it. */
export const MOST_PLACED_AT_ONCE = 100

export const PLACEMENT_ACTS = ['placed', 'removed'] as const
export type PlacementAct = (typeof PLACEMENT_ACTS)[number]

export const GROUND_ACTS = ['tied', 'loosened'] as const
export type GroundAct = (typeof GROUND_ACTS)[number]

/** One row of the ledger of themes: the first of a number names it, the last one says how. */
export interface ThemeNaming {
  readonly theme: number
  readonly title: string
  readonly at: Instant
}

/** What a body says to all comments under a theme. */
export interface ThemeAnswer {
  readonly theme: number
  readonly text: string
  readonly disposition: Disposition
  readonly at: Instant
}

/** A comment put under a theme or taken from it. */
export interface Placement {
  readonly theme: number
  readonly act: PlacementAct
  readonly at: Instant
}

/** Themes by their number, each with the title that was given last. */
export function titlesOf(namings: readonly ThemeNaming[]): ReadonlyMap<number, string> {
  return new Map(namings.map(({ theme, title }) => [theme, title]))
}

/**
 * Since when a comment has been under which themes, from its placements in their order.
 *
 * @param until what came later is left out: how it stood then
 */
export function themesOf(
  placements: readonly Placement[],
  until: Instant = Number.MAX_SAFE_INTEGER,
): ReadonlyMap<number, Instant> {
  const under = new Map<number, Instant>()
  for (const { theme, act, at } of placements) {
    if (at > until) continue
    if (act === 'placed') under.set(theme, at)
    else under.delete(theme)
  }
  return under
}

/** An answer to a theme, as one to a comment under it. */
export type GivenThemeAnswer<Answer extends ThemeAnswer> = Answer & {
  /** Since when it has been one to this comment: both had to be there. */
  readonly givenAt: Instant
}

/** What was said to a comment by answering its themes, in the order in which it came to it. */
export function answersThroughThemes<Answer extends ThemeAnswer>(
  placements: readonly Placement[],
  answers: readonly Answer[],
  until: Instant = Number.MAX_SAFE_INTEGER,
): readonly GivenThemeAnswer<Answer>[] {
  const under = themesOf(placements, until)
  return answers
    .flatMap((answer) => {
      const placedAt = under.get(answer.theme)
      if (placedAt === undefined || answer.at > until) return []
      return [{ ...answer, givenAt: Math.max(placedAt, answer.at) }]
    })
    .sort((one, other) => one.givenAt - other.givenAt)
}

/** What a change of a clause goes back to: a comment, by its public id, or a theme. */
export interface ChangeGround {
  readonly clauseId: string
  readonly comment: string | null
  readonly theme: number | null
}

/** The grounds that are tied now, from the rows of the ledger in their order. */
export function groundsOf<Row extends ChangeGround & { readonly act: GroundAct }>(
  rows: readonly Row[],
): readonly Row[] {
  const tied = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.clauseId, row.comment, row.theme])
    if (row.act === 'tied') tied.set(key, row)
    else tied.delete(key)
  }
  return [...tied.values()]
}
