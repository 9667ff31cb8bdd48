import type { Instant } from '../../../domain/instant'
import type { ReportKind } from '../../../domain/report-decisions'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { appendOutcomeRow } from './outcome-ledgers'
import { actorName, toNumber } from './row-values'

/** A report without what it says. */
export interface ReportRecord {
  /** Among all reports of the docket. */
  readonly reportN: number
  readonly kind: ReportKind
  /** Among those of its kind. */
  readonly n: number
  readonly contentHash: string
  readonly reason: string
  readonly at: Instant
  readonly by: string | null
}

export function insertReport(
  db: Db,
  documentId: string,
  {
    kind,
    content,
    contentHash,
    reason,
  }: { kind: ReportKind; content: string; contentHash: string; reason: string },
  made: { readonly at: Instant; readonly actor: Actor },
): Promise<number> {
  const columns = { kind, content, content_hash: contentHash, reason }
  return appendOutcomeRow(db, TABLES.reports, documentId, columns, made)
}

/** The reports of a docket in the order in which they were published. */
export async function findReports(
  { knex }: Db,
  documentId: string,
): Promise<readonly ReportRecord[]> {
  const rows: Row[] = await knex(TABLES.reports)
    .where({ document_id: documentId })
    .orderBy('n')
    .select('n', 'kind', 'content_hash', 'reason', 'at', 'actor')
  const counted = new Map<unknown, number>()
  return rows.map((row) => {
    const n = (counted.get(row.kind) ?? 0) + 1
    counted.set(row.kind, n)
    return {
      reportN: toNumber(row.n),
      kind: row.kind as ReportKind,
      n,
      contentHash: String(row.content_hash),
      reason: String(row.reason),
      at: toNumber(row.at),
      by: actorName(row.actor),
    }
  })
}

/** What a report says, as it was frozen; `null` where there is no such report. */
export async function findReportContent(
  { knex }: Db,
  documentId: string,
  reportN: number,
): Promise<string | null> {
  const row: { content: unknown } | undefined = await knex(TABLES.reports)
    .where({ document_id: documentId, n: reportN })
    .first('content')
  return row === undefined ? null : String(row.content)
}
