import type { Instant } from '../../../domain/instant'
import type { RowKind } from '../../../domain/record-row'
import { TABLES, type OutcomeLedger } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { linkRow } from './record-links'
import { toNumber } from './row-values'
import { assertStored } from './stored-rows'

/** The ledgers of what a body makes of comments, and the kind of their rows in the chain. */
export const KIND_OF_OUTCOME: Readonly<Record<OutcomeLedger, RowKind>> = {
  [TABLES.themes]: 'theme',
  [TABLES.themeResponses]: 'theme-response',
  [TABLES.changeGrounds]: 'change-ground',
  [TABLES.reports]: 'report',
}

/**
 * Adds the next row of a docket to one of these ledgers, and its link to the chain.
 *
 * @returns the number of the row
 */
export async function appendOutcomeRow(
  db: Db,
  table: OutcomeLedger,
  documentId: string,
  columns: Row,
  { at, actor }: { at: Instant; actor: Actor },
): Promise<number> {
  const last: { n?: unknown } | undefined = await db
    .knex(table)
    .where({ document_id: documentId })
    .max({ n: 'n' })
    .first()
  const n = toNumber(last?.n ?? 0) + 1
  const row = { ...columns, document_id: documentId, n, at, actor: JSON.stringify(actor) }
  assertStored(await db.knex(table).insert(row).returning('id'))
  await linkRow(
    db,
    documentId,
    { kind: KIND_OF_OUTCOME[table], subject: String(n), columns: row },
    at,
  )
  return n
}

/** The rows of a docket in the order in which they were made. */
export async function outcomeRows(
  { knex }: Db,
  table: OutcomeLedger,
  documentId: string,
): Promise<readonly Row[]> {
  return (await knex(table).where({ document_id: documentId }).orderBy('n')) as Row[]
}
