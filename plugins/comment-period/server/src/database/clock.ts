import type { Instant } from '../../../domain/instant'
import type { Db } from '../strapi-types'
import { nowExpression } from './guards/dialect'

/**
 * The database's clock in epoch milliseconds: the only one that legal decisions are made by.
 * The guards read the same expression, so decision and guard cannot differ by rounding.
 */
export async function readDatabaseClock({ knex, client }: Db): Promise<Instant> {
  const result: unknown = await knex.raw(`SELECT ${nowExpression(client)} AS now`)
  const rows = client === 'sqlite' ? result : (result as { rows: unknown }).rows
  const [row] = rows as [{ now: number | string }]
  return Number(row.now)
}
