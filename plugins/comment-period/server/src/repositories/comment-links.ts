import { canonicalJson } from '../../../domain/canonical-json'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { recordRowOf, type UnlinkedRow } from './record-links'
import { toNumber, toText } from './row-values'

/** A comment as the chain knows it, files that came with it included. */
export function commentRowOf(row: Row, attachments: readonly Row[]): UnlinkedRow {
  const columns = {
    ...row,
    intake: canonicalJson({
      codeHmac: String(row.code_hmac),
      keyHmac: String(row.key_hmac),
      codeKeyId: String(row.code_key_id),
      bodyFingerprint: String(row.body_fingerprint),
    }),
    attachments: attachments.length === 0 ? null : attachmentList(attachments),
  }
  const salt = toText(row.salt)
  const unlinked = recordRowOf('comment', String(toNumber(row.seq)), columns, salt)
  return { ...unlinked, isSaltOfRow: true }
}

function attachmentList(attachments: readonly Row[]): string {
  const files = attachments.map((each) =>
    canonicalJson({
      n: toNumber(each.n),
      name: String(each.name),
      mime: String(each.mime),
      size: toNumber(each.size),
      sha256: String(each.sha256),
      scan: String(each.scan),
      warnings: String(each.warnings),
    }),
  )
  return `[${files.join(',')}]`
}

/** Comments of a docket after a number, in order, each with the rows of its attachments. */
export async function commentRowsAfter(
  strapi: Strapi,
  { knex }: Db,
  draftDocumentId: string,
  seq: number,
  limit: number,
): Promise<readonly { readonly row: Row; readonly attachments: readonly Row[] }[]> {
  const rows: Row[] = await knex(tableOf(strapi, UID.comment).tableName)
    .where({ draft_document_id: draftDocumentId })
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
  const files = await attachmentRowsOf(
    { knex },
    rows.map((row) => String(row.document_id)),
  )
  return rows.map((row) => ({ row, attachments: files.get(String(row.document_id)) ?? [] }))
}

export async function attachmentRowsOf(
  { knex }: Pick<Db, 'knex'>,
  commentDocumentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const found = new Map<string, Row[]>()
  if (commentDocumentIds.length === 0) return found
  const rows: Row[] = await knex(TABLES.commentAttachments)
    .whereIn('comment_document_id', [...commentDocumentIds])
    .orderBy('n')
  for (const row of rows) {
    const id = String(row.comment_document_id)
    found.set(id, [...(found.get(id) ?? []), row])
  }
  return found
}

/** The drafts whose dockets have comments that no chain has yet. */
export async function draftsToLink({ knex }: Db): Promise<readonly string[]> {
  const lastLinked = knex({ l: TABLES.links })
    .where('l.document_id', knex.ref('h.document_id'))
    .where('l.kind', 'comment')
    .orderBy('l.position', 'desc')
    .limit(1)
    .select('l.subject')
  const rows: Row[] = await knex({ h: TABLES.heads })
    .where('h.last_seq', '>', 0)
    .select('h.document_id', 'h.last_seq', { linked: lastLinked })
  return rows
    .filter((row) => toNumber(row.linked ?? 0) < toNumber(row.last_seq))
    .map((row) => String(row.document_id))
}
