import { canonicalJson } from '../../../domain/canonical-json'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { rowsAboutEach } from './comment-ledgers'
import { openMembers, recordRowOf, type UnlinkedRow } from './record-links'
import { toNumber, toText } from './row-values'

/** What goes with a comment's row into the chain. */
export interface FiledComment {
  readonly row: Row
  readonly attachments: readonly Row[]
  /** What the first rows of these ledgers found; `undefined` where there is none. */
  readonly firstScreening: Row | undefined
  readonly firstAssignment: Row | undefined
}

/**
 * A comment as the chain knows it, with its state, unit and day as it was filed, and the files that
 * came with it. Of one that was erased before it had a link, nothing is left to commit to.
 */
export function commentRowOf(
  { row, attachments, firstScreening, firstAssignment }: FiledComment,
  linkSalt: string,
): UnlinkedRow {
  const subject = String(toNumber(row.seq))
  if (row.salt === null) return erasedRowOf(subject, row, linkSalt, {})
  const columns = {
    ...row,
    state_as_filed: firstScreening === undefined ? row.state : firstScreening.from_state,
    unit_as_filed: firstAssignment === undefined ? row.unit : firstAssignment.from_unit,
    due_at_as_filed: firstAssignment === undefined ? row.due_at : firstAssignment.from_due_at,
    intake: canonicalJson({
      codeHmac: String(row.code_hmac),
      keyHmac: String(row.key_hmac),
      codeKeyId: String(row.code_key_id),
      bodyFingerprint: String(row.body_fingerprint),
    }),
    attachments: attachments.length === 0 ? null : attachmentList(attachments),
  }
  return recordRowOf('comment', subject, columns, linkSalt, toText(row.salt))
}

/** An erased comment: its commitments outlive what they stood for. */
export function erasedRowOf(
  subject: string,
  columns: Row,
  linkSalt: string,
  closed: Readonly<Record<string, string>>,
): UnlinkedRow {
  const row = { kind: 'comment', subject, open: openMembers('comment', columns), closed } as const
  return { row, linkSalt, rowSalt: null, values: {} }
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
): Promise<readonly FiledComment[]> {
  const rows: Row[] = await knex(tableOf(strapi, UID.comment).tableName)
    .where({ draft_document_id: draftDocumentId })
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
  return withWhatGoesWithThem({ knex }, rows)
}

export async function withWhatGoesWithThem(
  db: Pick<Db, 'knex'>,
  rows: readonly Row[],
): Promise<readonly FiledComment[]> {
  const ids = rows.map((row) => String(row.document_id))
  const files = await rowsAboutEach(db, TABLES.commentAttachments, ids)
  const screenings = await rowsAboutEach(db, TABLES.screenings, ids)
  const assignments = await rowsAboutEach(db, TABLES.assignments, ids)
  return rows.map((row) => {
    const id = String(row.document_id)
    return {
      row,
      attachments: files.get(id) ?? [],
      firstScreening: screenings.get(id)?.[0],
      firstAssignment: assignments.get(id)?.[0],
    }
  })
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
