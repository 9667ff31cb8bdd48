import type { Knex } from 'knex'
import type { CommentState } from '../../../domain/comment'
import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { toComment, type CommentRecord } from './comments'
import { toNumber, toNumberOrNull } from './row-values'

/** By what the index on ids is walked: what these leave out is not looked at. */
export interface DeskScope {
  /** Of each body every comment, or those of units by their keys. */
  readonly bodies: readonly { readonly bodyId: string; readonly units: readonly string[] | null }[]
  readonly draftDocumentId: string | null
  readonly state: CommentState | null
}

/** What is asked of each comment within a window. */
export interface DeskFilter {
  readonly type: string | null
  readonly channel: string | null
  readonly unit: string | null
  readonly response: 'overdue' | 'none' | 'given' | null
  readonly now: Instant
}

export interface DeskRow extends CommentRecord {
  /** The row's own number: the place in the list. */
  readonly rowId: number
  readonly bodyId: string
  readonly responses: number
}

export interface DeskWindow {
  readonly rows: readonly DeskRow[]
  /** The last comment looked at; `null` where there was none left. */
  readonly reached: number | null
  readonly isLast: boolean
}

/**
 * A window of comments, the latest first. However rare what is asked for, one call looks at no
 * more than `size` comments: a list of a million answers as soon as one of a hundred, if with a
 * page that is not full.
 */
export async function readDeskWindow(
  strapi: Strapi,
  db: Db,
  scope: DeskScope,
  filter: DeskFilter,
  { before, size }: { before: number | null; size: number },
): Promise<DeskWindow> {
  const { knex } = db
  const comments = tableOf(strapi, UID.comment).tableName
  const within = () => {
    const query = knex({ c: comments })
    narrow(db, query, scope)
    if (before !== null) query.where('c.id', '<', before)
    return query
  }
  const looked: { last?: unknown; n?: unknown } | undefined = await knex
    .from(within().orderBy('c.id', 'desc').limit(size).select('c.id').as('w'))
    .min({ last: 'w.id' })
    .count({ n: 'w.id' })
    .first()
  const reached = toNumberOrNull(looked?.last)
  const isLast = toNumber(looked?.n ?? 0) < size
  if (reached === null) return { rows: [], reached, isLast }
  const query = within()
    .where('c.id', '>=', reached)
    .join({ h: TABLES.heads }, 'h.document_id', 'c.draft_document_id')
    .orderBy('c.id', 'desc')
    .select('c.*', 'h.body_document_id')
    .select({
      responses: knex({ r: TABLES.responses })
        .where('r.comment_document_id', knex.ref('c.document_id'))
        .count(),
    })
  sift(db, query, filter)
  const rows: Row[] = await query
  return { rows: rows.map(toDeskRow), reached, isLast }
}

function narrow(db: Db, query: Knex.QueryBuilder, scope: DeskScope): void {
  if (scope.state !== null) query.where('c.state', scope.state)
  if (scope.draftDocumentId !== null) query.where('c.draft_document_id', scope.draftDocumentId)
  narrowToBodies(db, query, scope.bodies)
}

/** To comments, as `c`, that somebody reads: of each body all, or those of some units. */
export function narrowToBodies(
  { knex }: Db,
  query: Knex.QueryBuilder,
  bodies: DeskScope['bodies'],
): void {
  const draftsOf = (bodyIds: readonly string[]) =>
    knex(TABLES.heads)
      .whereIn('body_document_id', [...bodyIds])
      .select('document_id')
  const whole = bodies.flatMap(({ bodyId, units }) => (units === null ? [bodyId] : []))
  query.where((either) => {
    either.whereIn('c.draft_document_id', draftsOf(whole))
    for (const { bodyId, units } of bodies) {
      if (units === null) continue
      either.orWhere((both) => {
        void both.whereIn('c.draft_document_id', draftsOf([bodyId])).whereIn('c.unit', [...units])
      })
    }
  })
}

function sift({ knex }: Db, query: Knex.QueryBuilder, filter: DeskFilter): void {
  if (filter.type !== null) query.where('c.type', filter.type)
  if (filter.channel !== null) query.where('c.channel', filter.channel)
  if (filter.unit !== null) query.where('c.unit', filter.unit)
  if (filter.response === null) return
  const responses = knex({ r: TABLES.responses })
    .where('r.comment_document_id', knex.ref('c.document_id'))
    .select(knex.raw('1'))
  if (filter.response === 'given') query.whereExists(responses)
  else query.whereNotExists(responses)
  if (filter.response === 'overdue') query.where('c.due_at', '<', filter.now)
}

function toDeskRow(row: Row): DeskRow {
  return {
    ...toComment(row),
    rowId: toNumber(row.id),
    bodyId: String(row.body_document_id),
    responses: toNumber(row.responses),
  }
}
