import type { Db } from '../strapi-types'

/** The columns a table has now, in a stable order. */
export async function columnsOf({ knex }: Db, table: string): Promise<string[]> {
  return Object.keys(await knex(table).columnInfo()).sort()
}
