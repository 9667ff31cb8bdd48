import type { Db } from '../strapi-types'

/**
 * Lets Strapi's schema sync rebuild a table that guards of other tables look at. On SQLite a
 * rebuild ends with a RENAME, which otherwise fails on every trigger that names the table that is
 * gone for a moment; with the older behaviour it leaves them alone. The guards of the rebuilt table
 * itself are lost either way, and put up again right after the sync.
 */
export async function allowTableRebuilds({ knex, client }: Db, allowed: boolean): Promise<void> {
  if (client === 'sqlite') {
    await knex.raw(`PRAGMA legacy_alter_table = ${allowed ? 'ON' : 'OFF'}`)
  }
}
