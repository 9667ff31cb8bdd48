import type { TABLES } from '../database/tables'
import type { Instant } from '../../../domain/instant'
import type { Db, Row } from '../strapi-types'
import { nextNumber } from './comments'
import type { Actor } from './ledgers'

type CommentLedger =
  | typeof TABLES.assignments
  | typeof TABLES.notes
  | typeof TABLES.disclosures
  | typeof TABLES.redactions
  | typeof TABLES.erasureRequests

/** Adds the next row about a comment to one of its ledgers. */
export async function appendRow(
  { knex }: Db,
  table: CommentLedger,
  commentDocumentId: string,
  columns: Row,
  { at, actor }: { at: Instant; actor: Actor },
): Promise<void> {
  await knex(table).insert({
    ...columns,
    comment_document_id: commentDocumentId,
    n: await nextNumber(knex, table, commentDocumentId),
    at,
    actor: JSON.stringify(actor),
  })
}

/** The rows about a comment in the order in which they were made. */
export async function rowsAbout(
  { knex }: Db,
  table: CommentLedger,
  commentDocumentId: string,
): Promise<readonly Row[]> {
  return (await knex(table).where({ comment_document_id: commentDocumentId }).orderBy('n')) as Row[]
}
