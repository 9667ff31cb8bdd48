import type { Instant } from '../../../domain/instant'
import type { RowKind } from '../../../domain/record-row'
import { TABLES, type CommentLedger } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { linkRow } from './record-links'
import { toNumber } from './row-values'
import { assertStored } from './stored-rows'

/** What a ledger's row about a comment needs to know of it. */
export interface CommentKey {
  readonly documentId: string
  readonly draftDocumentId: string
  readonly publicId: string
}

type StaffLedger = Exclude<CommentLedger, typeof TABLES.commentAttachments>

/** The ledgers that staff write, and the kind of their rows in the chain. */
export const KIND_OF_LEDGER: Readonly<Record<StaffLedger, RowKind>> = {
  [TABLES.screenings]: 'screening',
  [TABLES.responses]: 'response',
  [TABLES.assignments]: 'assignment',
  [TABLES.notes]: 'note',
  [TABLES.disclosures]: 'disclosure',
  [TABLES.redactions]: 'redaction',
  [TABLES.erasureRequests]: 'erasure-request',
  [TABLES.placements]: 'placement',
  [TABLES.attachmentVerdicts]: 'attachment-verdict',
}

/** Adds the next row about a comment to one of its ledgers, and its link to the docket's chain. */
export async function appendRow(
  db: Db,
  table: StaffLedger,
  comment: CommentKey,
  columns: Row,
  { at, actor }: { at: Instant; actor: Actor },
): Promise<void> {
  const last: { n?: unknown } | undefined = await db
    .knex(table)
    .where({ comment_document_id: comment.documentId })
    .max({ n: 'n' })
    .first()
  const row = {
    ...columns,
    comment_document_id: comment.documentId,
    n: toNumber(last?.n ?? 0) + 1,
    at,
    actor: JSON.stringify(actor),
  }
  assertStored(await db.knex(table).insert(row).returning('id'))
  const subject = commentRowSubject(comment.publicId, row.n)
  const linked = {
    kind: KIND_OF_LEDGER[table],
    subject,
    columns: withComment(row, comment.publicId),
  }
  await linkRow(db, comment.draftDocumentId, linked, at)
}

export function commentRowSubject(publicId: string, n: number): string {
  return `${publicId}/${String(n)}`
}

/** A row as the chain knows it names its comment as the public does. */
export function withComment(row: Row, publicId: string): Row {
  return { ...row, comment: publicId }
}

/** The rows about a comment in the order in which they were made. */
export async function rowsAbout(
  { knex }: Db,
  table: CommentLedger,
  commentDocumentId: string,
): Promise<readonly Row[]> {
  return (await knex(table).where({ comment_document_id: commentDocumentId }).orderBy('n')) as Row[]
}

/** The same for several comments at once, by the comment; one with no row is not among them. */
export async function rowsAboutEach(
  { knex }: Pick<Db, 'knex'>,
  table: CommentLedger,
  commentDocumentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const found = new Map<string, Row[]>()
  if (commentDocumentIds.length === 0) return found
  const rows: Row[] = await knex(table)
    .whereIn('comment_document_id', [...commentDocumentIds])
    .orderBy('n')
  for (const row of rows) {
    const id = String(row.comment_document_id)
    const rowsOf = found.get(id) ?? []
    rowsOf.push(row)
    found.set(id, rowsOf)
  }
  return found
}
