import type { Instant } from '../../../domain/instant'
import { readSpans, type RedactableField, type RedactedSpan } from '../../../domain/redaction'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { displaceCopy } from './copy-withdrawal'
import { appendRow, rowsAbout, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { actorName, toNumber, toTextOrNull } from './row-values'

/** Which words of a comment were hidden, the last redaction alone being in force. */
export interface Redaction {
  readonly spans: readonly RedactedSpan[]
  readonly reason: string
  readonly at: Instant
  readonly by: string | null
}

/** Records a redaction and puts it in force. */
export async function applyRedaction(
  strapi: Strapi,
  db: Db,
  comment: CommentKey,
  { spans, reason }: Pick<Redaction, 'spans' | 'reason'>,
  made: { at: Instant; actor: Actor },
): Promise<void> {
  const written = writeSpans(spans)
  await appendRow(db, TABLES.redactions, comment, { spans: written, reason }, made)
  // A text is compared as it is shown: what is hidden must not be told by what it is a copy of.
  await displaceCopy(db, comment)
  await db
    .knex(tableOf(strapi, UID.comment).tableName)
    .where({ document_id: comment.documentId })
    .update({ redactions: written, copy_key: null, updated_at: new Date(made.at) })
}

export async function findRedactions(db: Db, commentDocumentId: string): Promise<Redaction[]> {
  const rows = await rowsAbout(db, TABLES.redactions, commentDocumentId)
  return rows.map((row) => ({
    spans: readSpans(String(row.spans)),
    reason: String(row.reason),
    at: toNumber(row.at),
    by: actorName(row.actor),
  }))
}

/** What was filed, hidden words included; `null` where it never was, or was erased. */
export async function findOriginal(
  strapi: Strapi,
  { knex }: Db,
  commentDocumentId: string,
): Promise<Readonly<Record<RedactableField, string | null>>> {
  const row: Row | undefined = await knex(tableOf(strapi, UID.comment).tableName)
    .where({ document_id: commentDocumentId })
    .first('text', 'suggested_wording')
  return {
    text: toTextOrNull(row?.text),
    suggestedWording: toTextOrNull(row?.suggested_wording),
  }
}

function writeSpans(spans: readonly RedactedSpan[]): string {
  return JSON.stringify(spans.map(({ field, from, to }) => ({ field, from, to })))
}
