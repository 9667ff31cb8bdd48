import type { Knex } from 'knex'
import type { Disposition } from '../../../domain/comment'
import type { Instant } from '../../../domain/instant'
import {
  answersThroughThemes,
  titlesOf,
  type Placement,
  type PlacementAct,
  type ThemeAnswer,
  type ThemeNaming,
} from '../../../domain/themes'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { appendRow, rowsAboutEach, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { appendOutcomeRow, outcomeRows } from './outcome-ledgers'
import { toNumber } from './row-values'

type Made = { readonly at: Instant; readonly actor: Actor }

/** Names a theme, or gives it another title. */
export function insertTheme(
  db: Db,
  documentId: string,
  named: { theme: number; title: string; reason: string },
  made: Made,
): Promise<number> {
  return appendOutcomeRow(db, TABLES.themes, documentId, named, made)
}

/** Every naming of a docket's themes, in order. */
export async function findNamings(db: Db, documentId: string): Promise<readonly ThemeNaming[]> {
  const rows = await outcomeRows(db, TABLES.themes, documentId)
  return rows.map((row) => ({
    theme: toNumber(row.theme),
    title: String(row.title),
    at: toNumber(row.at),
  }))
}

/** Puts a comment under a theme, or takes it from one. */
export function insertPlacement(
  db: Db,
  comment: CommentKey,
  placed: { theme: number; act: PlacementAct; reason: string },
  made: Made,
): Promise<void> {
  const columns = { ...placed, document_id: comment.draftDocumentId }
  return appendRow(db, TABLES.placements, comment, columns, made)
}

/** The placements of several comments in their order, by the comment. */
export async function findPlacements(
  db: Db,
  commentDocumentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Placement[]>> {
  const found = await rowsAboutEach(db, TABLES.placements, commentDocumentIds)
  return new Map([...found].map(([id, rows]) => [id, rows.map(toPlacement)]))
}

function toPlacement(row: Row): Placement {
  return { theme: toNumber(row.theme), act: row.act as PlacementAct, at: toNumber(row.at) }
}

export function insertThemeAnswer(
  db: Db,
  documentId: string,
  answer: { theme: number; text: string; disposition: Disposition; reason: string },
  made: Made,
): Promise<number> {
  return appendOutcomeRow(db, TABLES.themeResponses, documentId, answer, made)
}

/** An answer to a theme with what staff see of it. */
export interface ThemeAnswerRecord extends ThemeAnswer {
  readonly reason: string
  /** As the row has it: `actorName` reads it. */
  readonly actor: unknown
}

export async function findThemeAnswers(
  db: Db,
  documentId: string,
): Promise<readonly ThemeAnswerRecord[]> {
  return (await outcomeRows(db, TABLES.themeResponses, documentId)).map(toAnswer)
}

function toAnswer(row: Row): ThemeAnswerRecord {
  return {
    theme: toNumber(row.theme),
    text: String(row.text),
    disposition: row.disposition as Disposition,
    at: toNumber(row.at),
    reason: String(row.reason),
    actor: row.actor,
  }
}

/** How many comments are under each theme of a docket now; what was marked as spam is not counted. */
export async function countUnderThemes(
  strapi: Strapi,
  { knex }: Db,
  documentId: string,
): Promise<ReadonlyMap<number, number>> {
  const rows: Row[] = await placedNow(knex)
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'p.comment_document_id')
    .where('p.document_id', documentId)
    .whereNot('c.state', 'spam')
    .groupBy('p.theme')
    .select('p.theme')
    .count({ n: 'p.id' })
  return new Map(rows.map((row) => [toNumber(row.theme), toNumber(row.n)]))
}

/**
 * Placements, as `p`, under which comments are now.
 *
 * @param until what came later is left out: how it stood then
 */
export function placedNow(knex: Knex, until?: Instant): Knex.QueryBuilder {
  const later = otherPlacement(knex).where('q.n', '>', knex.ref('p.n'))
  const query = knex({ p: TABLES.placements }).where('p.act', 'placed')
  if (until !== undefined) {
    query.where('p.at', '<=', until)
    later.where('q.at', '<=', until)
  }
  return query.whereNotExists(later)
}

/**
 * Placements, as `p`, each with the responses to its theme, as `t`, that were said to the comment
 * by it: once each, and those as well after which it was taken out. As `answersThroughThemes` has
 * it.
 *
 * @param until what came later is left out: how it stood then
 */
export function placedAndAnswered(knex: Knex, until?: Instant): Knex.QueryBuilder {
  const query = knex({ p: TABLES.placements })
    .join({ t: TABLES.themeResponses }, (join) => {
      join.on('t.document_id', 'p.document_id').andOn('t.theme', 'p.theme')
    })
    .where('p.act', 'placed')
    .whereNotExists(otherPlacement(knex).whereRaw(NOT_BY_THIS_PLACEMENT))
  return until === undefined ? query : query.where('p.at', '<=', until).where('t.at', '<=', until)
}

/** It was taken out before the answer came, or had the answer by an earlier stay under the theme. */
const NOT_BY_THIS_PLACEMENT =
  "(q.n > p.n AND q.at < t.at OR q.n < p.n AND q.act = 'removed' AND q.at >= t.at)"

/** When the response `t` became one to the comment of `p`: both had to be there. */
export const GIVEN_AT = 'CASE WHEN p.at > t.at THEN p.at ELSE t.at END'

/** Placements, as `q`, of the comment of `p` under the same theme. */
function otherPlacement(knex: Knex): Knex.QueryBuilder {
  return knex({ q: TABLES.placements })
    .where('q.comment_document_id', knex.ref('p.comment_document_id'))
    .where('q.theme', knex.ref('p.theme'))
    .select(knex.raw('1'))
}

/** The comments under a theme by their numbers, those left out that are not counted. */
export async function listUnderTheme(
  strapi: Strapi,
  { knex }: Db,
  {
    documentId,
    theme,
    after,
    limit,
  }: {
    documentId: string
    theme: number
    after: number
    limit: number
  },
): Promise<readonly Row[]> {
  const rows: Row[] = await placedNow(knex)
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'p.comment_document_id')
    .where('p.document_id', documentId)
    .where('p.theme', theme)
    .whereNot('c.state', 'spam')
    .where('c.seq', '>', after)
    .orderBy('c.seq')
    .limit(limit)
    .select('c.*')
  return rows
}

/** An answer that came to a comment through a theme, with the theme's title. */
export interface AnswerThroughTheme extends ThemeAnswerRecord {
  readonly title: string
  readonly givenAt: Instant
}

/**
 * What was said to several comments by answering their themes. In one query whatever there is, so
 * that a comment under no theme costs as many questions as any other.
 */
export async function findAnswersThroughThemes(
  { knex }: Db,
  commentDocumentIds: readonly string[],
  until?: Instant,
): Promise<ReadonlyMap<string, readonly AnswerThroughTheme[]>> {
  const rows: Row[] = await knex({ p: TABLES.placements })
    .leftJoin({ t: TABLES.themeResponses }, (join) => {
      join.on('t.document_id', 'p.document_id').andOn('t.theme', 'p.theme')
    })
    .whereIn('p.comment_document_id', [...commentDocumentIds])
    .orderBy(['p.comment_document_id', 'p.n', 't.n'])
    .select('p.comment_document_id', 'p.theme', 'p.act', 't.text', 't.disposition', 't.reason')
    .select('t.actor', 't.n', 't.at')
    .select({ placement_n: 'p.n', placed_at: 'p.at', title: lastTitle(knex, until) })
  const found = new Map<string, AnswerThroughTheme[]>()
  for (const [id, ofComment] of groupedBy(rows, 'comment_document_id')) {
    const placements = new Map<number, Placement>()
    const answers = new Map<string, ThemeAnswerRecord & { title: string }>()
    for (const row of ofComment) {
      const theme = toNumber(row.theme)
      const act = row.act as PlacementAct
      placements.set(toNumber(row.placement_n), { theme, act, at: toNumber(row.placed_at) })
      if (row.n === null) continue
      answers.set(`${String(theme)}/${String(toNumber(row.n))}`, {
        ...toAnswer(row),
        title: String(row.title),
      })
    }
    found.set(id, [...answersThroughThemes([...placements.values()], [...answers.values()], until)])
  }
  return found
}

function lastTitle(knex: Knex, until?: Instant): Knex.QueryBuilder {
  const query = knex({ x: TABLES.themes })
    .where('x.document_id', knex.ref('p.document_id'))
    .where('x.theme', knex.ref('p.theme'))
    .orderBy('x.n', 'desc')
    .limit(1)
    .select('x.title')
  return until === undefined ? query : query.where('x.at', '<=', until)
}

function groupedBy(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = String(row[column])
    const group = groups.get(key) ?? []
    group.push(row)
    groups.set(key, group)
  }
  return groups
}

/** Titles of a docket's themes by their numbers. */
export async function findTitles(db: Db, documentId: string): Promise<ReadonlyMap<number, string>> {
  return titlesOf(await findNamings(db, documentId))
}

/** The themes that each of several comments is under now, by the comment, in the order of placing. */
export async function findThemesOf(
  { knex }: Db,
  commentDocumentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly { theme: number; title: string }[]>> {
  const rows: Row[] = await placedNow(knex)
    .whereIn('p.comment_document_id', [...commentDocumentIds])
    .orderBy('p.n')
    .select('p.comment_document_id', 'p.theme')
    .select({ title: lastTitle(knex) })
  return new Map(
    [...groupedBy(rows, 'comment_document_id')].map(([id, ofComment]) => [
      id,
      ofComment.map((row) => ({ theme: toNumber(row.theme), title: String(row.title) })),
    ]),
  )
}
