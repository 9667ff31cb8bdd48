import type { ClauseInput } from '../../../domain/clauses'
import { TABLES } from '../database/tables'
import { rowsOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { toBody, toKind, type InstrumentKind, type IssuingBody } from './bodies'
import { toText, toTextOrNull } from './row-values'

export interface UploadedFile {
  readonly name: string
  readonly mime: string
  readonly url: string
  readonly provider: string
}

/** A draft regulation as editors keep it in Strapi, in one language. */
export interface DraftText {
  readonly rowId: number
  readonly documentId: string
  readonly locale: string
  readonly title: string
  readonly summary: string
  readonly clauses: readonly ClauseInput[]
  readonly attachments: readonly UploadedFile[]
  readonly body: IssuingBody | null
  readonly kind: InstrumentKind | null
  readonly responsibleUnitKey: string | null
  readonly destinationAuthority: string | null
  readonly requestedCloseOn: string | null
}

const POPULATE = { body: true, kind: true, responsibleUnit: true, attachments: true }

function toDraftText(row: Row): DraftText {
  const related = (value: unknown) => (value ?? null) as Row | null
  const body = related(row.body)
  const kind = related(row.kind)
  const files = Array.isArray(row.attachments) ? (row.attachments as Row[]) : []
  return {
    rowId: Number(row.id),
    documentId: String(row.documentId),
    locale: String(row.locale),
    title: toText(row.title),
    summary: toText(row.summary),
    clauses: Array.isArray(row.clauses) ? (row.clauses as ClauseInput[]) : [],
    attachments: files.map((file) => ({
      name: String(file.name),
      mime: String(file.mime),
      url: String(file.url),
      provider: String(file.provider),
    })),
    body: body === null ? null : toBody(body),
    kind: kind === null ? null : toKind(kind),
    responsibleUnitKey: toTextOrNull(related(row.responsibleUnit)?.key),
    destinationAuthority: toTextOrNull(row.destinationAuthority),
    requestedCloseOn: toTextOrNull(row.requestedCloseOn),
  }
}

export async function findDraftText(
  strapi: Strapi,
  where: { documentId: string; locale: string; version: 'draft' | 'published' },
): Promise<DraftText | null> {
  const row = await rowsOf(strapi, UID.draft).findOne({
    where: {
      documentId: where.documentId,
      locale: where.locale,
      publishedAt: where.version === 'draft' ? { $null: true } : { $notNull: true },
    },
    populate: POPULATE,
  })
  return row === null ? null : toDraftText(row)
}

/** Every draft row of a document, one for each language. */
export async function findDraftTexts(strapi: Strapi, documentId: string): Promise<DraftText[]> {
  const rows = await rowsOf(strapi, UID.draft).findMany({
    where: { documentId, publishedAt: { $null: true } },
    populate: POPULATE,
  })
  return rows.map(toDraftText)
}

/** Writes clauses to one row, as a clone needs it: the ids of its model stay with the model. */
export async function rewriteClauses(
  strapi: Strapi,
  rowId: number,
  clauses: readonly ClauseInput[],
): Promise<void> {
  await rowsOf(strapi, UID.draft).update({ where: { id: rowId }, data: { clauses } })
}

/** Puts the published text back into the draft row without deleting that row. */
export async function restoreDraftRow(
  strapi: Strapi,
  draftRowId: number,
  published: DraftText,
  attachmentIds: readonly number[],
): Promise<Row> {
  return rowsOf(strapi, UID.draft).update({
    where: { id: draftRowId },
    data: {
      title: published.title,
      summary: published.summary,
      clauses: published.clauses,
      destinationAuthority: published.destinationAuthority,
      requestedCloseOn: published.requestedCloseOn,
      attachments: attachmentIds,
    },
  })
}

export async function attachmentIdsOf(strapi: Strapi, rowId: number): Promise<number[]> {
  const row = await rowsOf(strapi, UID.draft).findOne({
    where: { id: rowId },
    populate: { attachments: true },
  })
  const files = Array.isArray(row?.attachments) ? (row.attachments as Row[]) : []
  return files.map((file) => Number(file.id))
}

/**
 * Makes these clause ids the document's own.
 *
 * @returns an id that belongs to another document, or `null` where all could be claimed
 */
export async function claimClauseIds(
  { knex }: Db,
  documentId: string,
  clauseIds: readonly string[],
): Promise<string | null> {
  if (clauseIds.length === 0) return null
  const rows: { clause_id: string; document_id: string }[] = await knex(TABLES.clauseIds)
    .whereIn('clause_id', [...clauseIds])
    .select('clause_id', 'document_id')
  const taken = rows.find((row) => row.document_id !== documentId)
  if (taken !== undefined) return taken.clause_id
  const known = new Set(rows.map((row) => row.clause_id))
  const fresh = clauseIds.filter((clauseId) => !known.has(clauseId))
  if (fresh.length > 0) {
    await knex(TABLES.clauseIds).insert(
      fresh.map((clauseId) => ({ clause_id: clauseId, document_id: documentId })),
    )
  }
  return null
}

/** A document that is gone without ever having had a docket gives its clause ids back. */
export async function releaseClauseIds(
  strapi: Strapi,
  { knex }: Db,
  documentId: string,
): Promise<void> {
  const row = await rowsOf(strapi, UID.draft).findOne({ where: { documentId } })
  if (row === null) await knex(TABLES.clauseIds).where({ document_id: documentId }).delete()
}
