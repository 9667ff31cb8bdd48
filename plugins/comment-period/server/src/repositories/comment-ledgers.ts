import type { Instant } from '../../../domain/instant'
import type { CommentLedger } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { toNumber } from './row-values'
import { assertStored } from './stored-rows'

/** Adds the next row about a comment to one of its ledgers. */
export async function appendRow(
  { knex }: Db,
  table: CommentLedger,
  commentDocumentId: string,
  columns: Row,
  { at, actor }: { at: Instant; actor: Actor },
): Promise<void> {
  const last: { n?: unknown } | undefined = await knex(table)
    .where({ comment_document_id: commentDocumentId })
    .max({ n: 'n' })
    .first()
  const row = {
    ...columns,
    comment_document_id: commentDocumentId,
    n: toNumber(last?.n ?? 0) + 1,
    at,
    actor: JSON.stringify(actor),
  }
  assertStored(await knex(table).insert(row).returning('id'))
}

/** The rows about a comment in the order in which they were made. */
export async function rowsAbout(
  { knex }: Db,
  table: CommentLedger,
  commentDocumentId: string,
): Promise<readonly Row[]> {
  return (await knex(table).where({ comment_document_id: commentDocumentId }).orderBy('n')) as Row[]
}
