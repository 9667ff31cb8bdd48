import type { Instant } from '../../../domain/instant'
import { DOCKET_LEDGERS, nowExpression } from '../database/guards/dialect'
import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'
import { HEAD_COLUMNS, toHead, type DocketHead, type HeadRow } from './docket-heads'
import { toNumber } from './row-values'

/** Where a docket stands: enough to know whether what was read of it before is still all of it. */
export interface DocketPosition {
  readonly head: DocketHead
  /** Of the last row in its ledgers. They only grow, so that it names their whole content. */
  readonly lastOrdinal: number
  /** How many translations its texts have had; they only grow too, and bear no ordinal. */
  readonly translations: number
  /** The database's clock. */
  readonly now: Instant
}

/** One query, whatever the number of dockets: a key of each ledger's index and the clock. */
export async function loadPositions(
  { knex, client }: Db,
  dockets: readonly string[],
): Promise<ReadonlyMap<string, DocketPosition>> {
  const ordinals = DOCKET_LEDGERS.map(
    ({ table }) =>
      `SELECT max(l.ordinal) AS o FROM ${table} AS l WHERE l.document_id = h.document_id`,
  )
  const rows: (HeadRow & { last_ordinal: unknown; translations: unknown; now: unknown })[] =
    await knex({
      h: TABLES.heads,
    })
      .whereIn('h.docket', [...dockets])
      .select(HEAD_COLUMNS.map((column) => `h.${column}`))
      .select(
        knex.raw(
          `(SELECT coalesce(max(o), 0) FROM (${ordinals.join(' UNION ALL ')}) AS x) AS last_ordinal`,
        ),
        knex.raw(
          `(SELECT count(*) FROM ${TABLES.translations} AS t WHERE t.document_id = h.document_id) AS translations`,
        ),
        knex.raw(`${nowExpression(client)} AS now`),
      )
  return new Map(
    rows.map((row) => [
      row.docket,
      {
        head: toHead(row),
        lastOrdinal: toNumber(row.last_ordinal),
        translations: toNumber(row.translations),
        now: toNumber(row.now),
      },
    ]),
  )
}
