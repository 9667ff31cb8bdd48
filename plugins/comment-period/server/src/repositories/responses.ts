import type { Knex } from 'knex'
import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { appendRow, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { toNumber, toTextOrNull } from './row-values'
import { findAnswersThroughThemes, GIVEN_AT, placedAndAnswered } from './themes'

export interface ResponseRecord {
  readonly text: string
  readonly disposition: string
  readonly reason: string
  readonly unit: string | null
  /** When it was given to this comment. */
  readonly at: Instant
}

export function insertResponse(
  db: Db,
  comment: CommentKey,
  { at, ...columns }: ResponseRecord,
  actor: Actor,
): Promise<void> {
  return appendRow(db, TABLES.responses, comment, columns, { at, actor })
}

/** A response that was given: to the comment alone, or to a theme that it is under. */
export interface GivenResponse extends ResponseRecord {
  /** As the row has it: `actorName` reads it. */
  readonly actor: unknown
  /** `null` for a response of the comment's own. */
  readonly theme: { readonly theme: number; readonly title: string } | null
}

/**
 * The responses of several comments, in the order in which they were given.
 *
 * @param until what was given later is left out: how it stood then
 */
export async function findResponses(
  db: Db,
  commentDocumentIds: readonly string[],
  until: Instant = Number.MAX_SAFE_INTEGER,
): Promise<ReadonlyMap<string, readonly GivenResponse[]>> {
  const found = new Map<string, GivenResponse[]>(commentDocumentIds.map((id) => [id, []]))
  if (commentDocumentIds.length === 0) return found
  const rows: Row[] = await db
    .knex(TABLES.responses)
    .whereIn('comment_document_id', [...commentDocumentIds])
    .orderBy('n')
  for (const row of rows) {
    const at = toNumber(row.at)
    if (at > until) continue
    found.get(String(row.comment_document_id))?.push({
      text: String(row.text),
      disposition: String(row.disposition),
      reason: String(row.reason),
      unit: toTextOrNull(row.unit),
      at,
      actor: row.actor,
      theme: null,
    })
  }
  for (const [id, answers] of await findAnswersThroughThemes(db, commentDocumentIds, until)) {
    const responses = found.get(id)
    if (responses === undefined) continue
    for (const { text, disposition, reason, givenAt, actor, theme, title } of answers) {
      const ofTheme = { theme, title }
      responses.push({ text, disposition, reason, unit: null, at: givenAt, actor, theme: ofTheme })
    }
    responses.sort((one, other) => one.at - other.at)
  }
  return found
}

/**
 * Leaves comments, as `c`, that were given no response: neither one of their own nor one to a theme
 * that they are under.
 */
export function unanswered<Query extends Knex.QueryBuilder>(
  knex: Knex,
  query: Query,
  throughThemes: Knex.QueryBuilder = responsesThroughThemes(knex),
): Query {
  query.whereNotExists(ownResponses(knex).select(knex.raw('1')))
  query.whereNotExists(throughThemes.select(knex.raw('1')))
  return query
}

/** Holds of a comment, as `c`, to which a response is owed as long as it has none. */
export const WANTS_RESPONSE = "c.state <> 'spam' AND c.erased_at IS NULL"

/** Leaves comments, as `c`, that wait for a response. Spam needs none, and an erased text has none. */
export function waiting<Query extends Knex.QueryBuilder>(
  knex: Knex,
  query: Query,
  throughThemes?: Knex.QueryBuilder,
): Query {
  query.whereRaw(WANTS_RESPONSE)
  return unanswered(knex, query, throughThemes)
}

/** Leaves comments, as `c`, that were given a response of either sort. */
export function answered<Query extends Knex.QueryBuilder>(knex: Knex, query: Query): Query {
  query.where((either) => {
    either.whereExists(ownResponses(knex).select(knex.raw('1')))
    either.orWhereExists(responsesThroughThemes(knex).select(knex.raw('1')))
  })
  return query
}

/** Responses to the comment `c` alone. */
export function ownResponses(knex: Knex): Knex.QueryBuilder {
  return knex({ r: TABLES.responses }).where('r.comment_document_id', knex.ref('c.document_id'))
}

/** Responses to themes that were said to the comment `c`, or had been at an instant. */
export function responsesThroughThemes(knex: Knex, until?: Instant): Knex.QueryBuilder {
  return placedAndAnswered(knex, until).where('p.comment_document_id', knex.ref('c.document_id'))
}

/**
 * Instants and dispositions of the responses that the comment `c` had been given at an instant, by
 * itself or through a theme that it was under then.
 */
export function givenUntil(knex: Knex, at: Instant): Knex.QueryBuilder {
  const own = ownResponses(knex).where('r.at', '<=', at).select('r.at', 'r.disposition')
  const throughThemes = responsesThroughThemes(knex, at)
    .select({ at: knex.raw(GIVEN_AT) })
    .select('t.disposition')
  return own.unionAll([throughThemes])
}

/** How many comments of these types, of a range of a docket, wait for a response. */
export async function countUnanswered(
  strapi: Strapi,
  { knex, client }: Db,
  asked: {
    readonly draftDocumentId: string
    readonly types: readonly string[]
    /** Numbers of comments: after the one, up to the other. */
    readonly after: number
    readonly upTo: number
  },
): Promise<number> {
  const range = knex({ c: tableOf(strapi, UID.comment).tableName })
    .where('c.draft_document_id', asked.draftDocumentId)
    .where('c.seq', '>', asked.after)
    .where('c.seq', '<=', asked.upTo)
    .whereIn('c.type', [...asked.types])
  const throughThemes = responsesThroughThemes(knex)
  // PostgreSQL makes a table of all that was answered, which other dockets need not be in. SQLite
  // looks each comment up, and would take another index for it.
  if (client === 'postgres') throughThemes.where('p.document_id', asked.draftDocumentId)
  const query = waiting(knex, range, throughThemes)
  const row: Row | undefined = await query.count({ n: 'c.id' }).first()
  return toNumber(row?.n ?? 0)
}
