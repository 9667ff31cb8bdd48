import type { Knex } from 'knex'
import type { ReportedGroup } from '../../../domain/docket-report'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { toNumber, toTextOrNull } from './row-values'
import { answered, waiting } from './responses'

/**
 * The comments of one docket in groups that are alike, read in one pass: a docket may have
 * millions of comments, and no more than clauses × channels × types groups.
 */
export async function groupComments(
  strapi: Strapi,
  { knex }: Db,
  documentId: string,
): Promise<readonly ReportedGroup[]> {
  const columns = ['c.clause_id', 'c.type', 'c.channel', 'c.late', 'c.state']
  const rows: Row[] = await commentsOf(strapi, knex, documentId)
    .groupBy(columns)
    .select(columns)
    .count({ n: 'c.id' })
  return rows.map((row) => ({
    clauseId: toTextOrNull(row.clause_id),
    type: String(row.type),
    channel: String(row.channel),
    late: Boolean(row.late),
    state: String(row.state),
    n: toNumber(row.n),
  }))
}

/** How comments were answered: by their last response, through a theme alone, or not at all. */
export interface ResponseFigures {
  readonly byDisposition: ReadonlyMap<string, number>
  readonly throughThemes: number
  readonly without: number
}

/** Spam is counted in none of these, and an erased comment that was given no response neither. */
export async function countResponses(
  strapi: Strapi,
  { knex }: Db,
  documentId: string,
): Promise<ResponseFigures> {
  const heeded = () => commentsOf(strapi, knex, documentId).whereNot('c.state', 'spam')
  const rows: Row[] = await heeded()
    .join({ r: TABLES.responses }, 'r.comment_document_id', 'c.document_id')
    .whereNotExists(
      knex({ later: TABLES.responses })
        .where('later.comment_document_id', knex.ref('r.comment_document_id'))
        .where('later.n', '>', knex.ref('r.n'))
        .select(knex.raw('1')),
    )
    .groupBy('r.disposition')
    .select('r.disposition')
    .count({ n: 'r.id' })
  const byDisposition = new Map(rows.map((row) => [String(row.disposition), toNumber(row.n)]))
  const single = [...byDisposition.values()].reduce((total, n) => total + n, 0)
  return {
    byDisposition,
    throughThemes: (await countOf(answered(knex, heeded()))) - single,
    without: await countOf(waiting(knex, heeded())),
  }
}

function commentsOf(strapi: Strapi, knex: Knex, documentId: string): Knex.QueryBuilder {
  return knex({ c: tableOf(strapi, UID.comment).tableName }).where(
    'c.draft_document_id',
    documentId,
  )
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const row: { n?: unknown } | undefined = await query.count({ n: 'c.id' }).first()
  return toNumber(row?.n ?? 0)
}
