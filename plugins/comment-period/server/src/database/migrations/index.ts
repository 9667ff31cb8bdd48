import type { Knex } from 'knex'
import { MIGRATIONS_TABLE } from '../tables'
import * as record from './0001-record'
import * as publicSide from './0002-public-side'
import * as searchIndex from './0003-search-index'
import * as phaseIndexes from './0004-phase-indexes'
import * as assignments from './0005-assignments'
import * as commentPrivacy from './0006-comment-privacy'
import * as overdueNotices from './0007-overdue-notices'
import * as recordChain from './0008-record-chain'
import * as exports from './0009-exports'
import * as outcome from './0010-outcome'
import * as copies from './0011-copies'
import * as displacedComments from './0012-displaced-comments'

const MIGRATIONS: Readonly<Record<string, Knex.Migration>> = {
  '0001-record': record,
  '0002-public-side': publicSide,
  '0003-search-index': searchIndex,
  '0004-phase-indexes': phaseIndexes,
  '0005-assignments': assignments,
  '0006-comment-privacy': commentPrivacy,
  '0007-overdue-notices': overdueNotices,
  '0008-record-chain': recordChain,
  '0009-exports': exports,
  '0010-outcome': outcome,
  '0011-copies': copies,
  '0012-displaced-comments': displacedComments,
}

/**
 * Brings the plugin's own tables up to date. Run in `bootstrap`, after Strapi's schema sync:
 * migrations in the host's `database/migrations` run before any table exists (strapi#24609).
 */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    tableName: MIGRATIONS_TABLE,
    migrationSource: {
      getMigrations: () => Promise.resolve(Object.keys(MIGRATIONS)),
      getMigrationName: (name: string) => name,
      getMigration: (name: string) => {
        const migration = MIGRATIONS[name]
        return migration === undefined
          ? Promise.reject(new Error(`comment-period: no migration ${name}`))
          : Promise.resolve(migration)
      },
    },
  })
}
