import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { narrowToBodies, type DeskScope } from './desk-comments'
import { waiting } from './responses'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'
import { GIVEN_AT, placedAndAnswered } from './themes'

/** Comments and responses that one call counts at most: the latest. */
const MOST_COUNTED = 50_000
/** Zones differ by half hours: what came in within one is of one day everywhere. */
const BUCKET_MS = 1_800_000

/** Comments that are alike in everything that is counted. */
export interface CommentGroup {
  readonly docket: string
  readonly clauseId: string | null
  readonly type: string
  readonly channel: string
  readonly category: string | null
  readonly state: string
  readonly n: number
}

export interface CommentFigures {
  readonly isPartial: boolean
  readonly groups: readonly CommentGroup[]
  readonly buckets: readonly { readonly from: Instant; readonly n: number }[]
  readonly overdue: readonly {
    readonly bodyId: string
    readonly unit: string | null
    readonly n: number
  }[]
  /** Of each comment that was first responded to in this time, the quickest first. */
  readonly firstResponses: readonly {
    readonly afterMs: number
    readonly dueAt: Instant | null
    readonly at: Instant
  }[]
}

type Bodies = DeskScope['bodies']

/**
 * Counts what came in since an instant. However much that was, no more than the latest
 * 50,000 comments are looked at, so that nobody's page keeps the database from its work.
 */
export async function countLately(
  strapi: Strapi,
  db: Db,
  bodies: Bodies,
  since: Instant,
  now: Instant,
): Promise<CommentFigures> {
  const { knex } = db
  const comments = tableOf(strapi, UID.comment).tableName
  const last: { id?: unknown } | undefined = await knex(comments).max({ id: 'id' }).first()
  const floor = Math.max(0, toNumber(last?.id ?? 0) - MOST_COUNTED)
  const leftOut: { at: unknown } | undefined = await knex(comments)
    .where('id', '<=', floor)
    .orderBy('id', 'desc')
    .first('recorded_at as at')
  const lately = () => {
    const query = knex({ c: comments })
      .where('c.id', '>', floor)
      .where('c.recorded_at', '>=', since)
    narrowToBodies(db, query, bodies)
    return query
  }
  const groups: Row[] = await lately()
    .groupBy('c.docket', 'c.clause_id', 'c.type', 'c.channel', 'c.submitter_category', 'c.state')
    .select('c.docket', 'c.clause_id', 'c.type', 'c.channel', 'c.submitter_category', 'c.state')
    .count({ n: 'c.id' })
  const buckets: Row[] = await lately()
    .groupByRaw(`c.recorded_at / ${String(BUCKET_MS)}`)
    .select({ bucket: knex.raw(`c.recorded_at / ${String(BUCKET_MS)}`) })
    .count({ n: 'c.id' })
  return {
    isPartial: leftOut !== undefined && toNumber(leftOut.at) >= since,
    groups: groups.map((row) => ({
      docket: String(row.docket),
      clauseId: toTextOrNull(row.clause_id),
      type: String(row.type),
      channel: String(row.channel),
      category: toTextOrNull(row.submitter_category),
      state: String(row.state),
      n: toNumber(row.n),
    })),
    buckets: buckets.map((row) => ({
      from: toNumber(row.bucket) * BUCKET_MS,
      n: toNumber(row.n),
    })),
    overdue: await countOverdue(db, comments, bodies, floor, now),
    firstResponses: await readFirstResponses(db, comments, bodies, since),
  }
}

/** Whenever they came in: what is overdue does not cease to be so after a month. */
async function countOverdue(
  db: Db,
  comments: string,
  bodies: Bodies,
  floor: number,
  now: Instant,
): Promise<CommentFigures['overdue']> {
  const { knex } = db
  const query = knex({ c: comments })
    .where('c.id', '>', floor)
    .where('c.due_at', '<', now)
    .join({ h: TABLES.heads }, 'h.document_id', 'c.draft_document_id')
    .groupBy('h.body_document_id', 'c.unit')
    .select('h.body_document_id', 'c.unit')
    .count({ n: 'c.id' })
  waiting(knex, query)
  narrowToBodies(db, query, bodies)
  const rows: Row[] = await query
  return rows.map((row) => ({
    bodyId: String(row.body_document_id),
    unit: toTextOrNull(row.unit),
    n: toNumber(row.n),
  }))
}

/** By a response of the comment's own, or by one to a theme that it is under. */
async function readFirstResponses(
  db: Db,
  comments: string,
  bodies: Bodies,
  since: Instant,
): Promise<CommentFigures['firstResponses']> {
  const { knex } = db
  const latest = async (table: string) => {
    const last: { id?: unknown } | undefined = await knex(table).max({ id: 'id' }).first()
    return Math.max(0, toNumber(last?.id ?? 0) - MOST_COUNTED)
  }
  const own = knex({ r: TABLES.responses })
    .where('r.id', '>', await latest(TABLES.responses))
    .where('r.n', 1)
    .where('r.at', '>=', since)
    .join({ c: comments }, 'c.document_id', 'r.comment_document_id')
    .select('c.id', 'c.received_at', 'c.due_at', 'r.at')
  const throughThemes = placedAndAnswered(knex)
    .where('p.id', '>', await latest(TABLES.placements))
    .whereRaw(`${GIVEN_AT} >= ?`, [since])
    .join({ c: comments }, 'c.document_id', 'p.comment_document_id')
    .select('c.id', 'c.received_at', 'c.due_at')
    .select({ at: knex.raw(GIVEN_AT) })
  const first = new Map<number, CommentFigures['firstResponses'][number]>()
  for (const query of [own, throughThemes]) {
    narrowToBodies(db, query, bodies)
    for (const row of (await query) as Row[]) {
      const at = toNumber(row.at)
      const before = first.get(toNumber(row.id))
      if (before !== undefined && before.at <= at) continue
      const dueAt = toNumberOrNull(row.due_at)
      first.set(toNumber(row.id), { afterMs: at - toNumber(row.received_at), dueAt, at })
    }
  }
  return [...first.values()].sort((one, other) => one.afterMs - other.afterMs)
}

/** Comments of several dockets in all, as the guards keep their counts. */
export async function countByDocket(
  { knex }: Db,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows: Row[] = await knex(TABLES.commentCounts)
    .whereIn('document_id', [...documentIds])
    .groupBy('document_id')
    .select('document_id')
    .sum({ n: 'n' })
  return new Map(rows.map((row) => [String(row.document_id), toNumber(row.n)]))
}
