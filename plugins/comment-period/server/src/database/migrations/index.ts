import type { Knex } from 'knex'
import { MIGRATIONS_TABLE } from '../tables'
import * as record from './0001-record'

const MIGRATIONS: Readonly<Record<string, Knex.Migration>> = {
  '0001-record': record,
}

/**
 * Brings the plugin's own tables up to date. Run in `bootstrap`, after Strapi's schema sync:
 * migrations in the host's `database/migrations` run before any table exists (strapi#24609).
 */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    tableName: MIGRATIONS_TABLE,
    migrationSource: {
      getMigrations: async () => Object.keys(MIGRATIONS),
      getMigrationName: (name: string) => name,
      getMigration: async (name: string) => {
        const migration = MIGRATIONS[name]
        if (migration === undefined) throw new Error(`comment-period: no migration ${name}`)
        return migration
      },
    },
  })
}
