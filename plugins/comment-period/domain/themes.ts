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

/**
 * What was said to a comment by answering its themes, in the order in which it came to it. What was
 * said while it was under a theme stays said to it when it is taken out: its submitter may have
 * read it.
 *
 * @param until what came later is left out: how it stood then
 */
export function answersThroughThemes<Answer extends ThemeAnswer>(
  placements: readonly Placement[],
  answers: readonly Answer[],
  until: Instant = Number.MAX_SAFE_INTEGER,
): readonly GivenThemeAnswer<Answer>[] {
  const stays = staysOf(placements.filter(({ at }) => at <= until))
  return answers
    .filter(({ at }) => at <= until)
    .flatMap((answer) => {
      const reached = stays.find(({ theme, to }) => theme === answer.theme && answer.at <= to)
      return reached === undefined
        ? []
        : [{ ...answer, givenAt: Math.max(reached.from, answer.at) }]
    })
    .sort((one, other) => one.givenAt - other.givenAt)
}

interface Stay {
  readonly theme: number
  readonly from: Instant
  readonly to: Instant
}

/** From when to when a comment was under its themes, in the order of placing. */
function staysOf(placements: readonly Placement[]): readonly Stay[] {
  return placements.flatMap(({ theme, act, at: from }, place) => {
    if (act !== 'placed') return []
    const end = placements.slice(place + 1).find((later) => later.theme === theme)
    return [{ theme, from, to: end?.at ?? Number.MAX_SAFE_INTEGER }]
  })
}

/** What a change of a clause goes back to: a comment, by its public id, or a theme. */
export interface ChangeGround {
  readonly clauseId: string
  readonly comment: string | null
  readonly theme: number | null
}

/** A ground with the text that was exposed last when it was tied. */
export type TiedGround<Row extends ChangeGround> = Row & {
  /** It is a ground of what changed from this exposure’s text to the next text; 0 is before any. */
  readonly exposureN: number
}

/**
 * The grounds that are tied now, from the rows of the ledger in their order. Of a text that is no
 * longer the last, nothing is tied or loosened any more: each exposure begins anew.
 *
 * @param openings when the texts of the docket were exposed, in order
 */
export function groundsOf<
  Row extends ChangeGround & { readonly act: GroundAct; readonly at: Instant },
>(rows: readonly Row[], openings: readonly Instant[]): readonly TiedGround<Row>[] {
  const tied = new Map<string, TiedGround<Row>>()
  for (const row of rows) {
    const exposureN = openings.filter((openedAt) => openedAt <= row.at).length
    const key = JSON.stringify([exposureN, row.clauseId, row.comment, row.theme])
    if (row.act === 'tied') tied.set(key, { ...row, exposureN })
    else tied.delete(key)
  }
  return [...tied.values()]
}

/** Those of what changed from the text that was exposed last. */
export function groundsSince<Ground extends { readonly exposureN: number }>(
  grounds: readonly Ground[],
  lastExposureN: number,
): readonly Ground[] {
  return grounds.filter(({ exposureN }) => exposureN === lastExposureN)
}
