import type { Knex } from 'knex'
import { postgresDialect, quoted, SQLITE } from './dialect'
import type { GuardedTables } from './guarded-tables'
import type { Guard } from './guard-parts'
import { COMMENT_UNIQUE_KEYS, guards } from './guards'
import {
  postgresFunctionBody,
  POSTGRES_SEARCH_PATH,
  postgresStatements,
  postgresTriggerType,
  sqliteTrigger,
} from './render'

export type GuardClient = 'sqlite' | 'postgres'

export interface GuardSite {
  readonly client: GuardClient
  /** PostgreSQL schema; unused on SQLite. */
  readonly schema: string
  readonly tables: GuardedTables
}

/** Serialises installers of several nodes; any constant of our own will do. */
const INSTALL_LOCK = 7_304_551_208_119

/** The guards this site must have. */
export function expectedGuards(site: GuardSite): readonly Guard[] {
  return guards(site.client === 'sqlite' ? SQLITE : postgresDialect(site.schema), site.tables)
}

/**
 * Names of guards that are absent or differ from what they must be, from the database's own
 * catalogue. Empty means that all stand.
 */
export async function missingGuards(knex: Knex, site: GuardSite): Promise<readonly string[]> {
  const expected = expectedGuards(site)
  const standing =
    site.client === 'sqlite'
      ? await standingOnSqlite(knex, expected)
      : await standingOnPostgres(knex, expected, site.schema)
  return expected.filter((guard) => !standing.has(guard.name)).map((guard) => guard.name)
}

/**
 * Puts up whatever is absent or differs. Run at every boot: on SQLite Strapi's schema sync
 * rebuilds tables and silently drops their triggers. Where the role may not create them and
 * they already stand (ledgers owned by another role), nothing is attempted.
 */
export async function installGuards(knex: Knex, site: GuardSite): Promise<void> {
  await knex.transaction(async (trx) => {
    if (site.client === 'postgres') {
      await trx.raw('SELECT pg_advisory_xact_lock(?)', [INSTALL_LOCK])
    }
    const missing = new Set(await missingGuards(trx, site))
    for (const guard of expectedGuards(site)) {
      if (!missing.has(guard.name)) continue
      for (const statement of statementsFor(guard, site)) await trx.raw(statement)
    }
    for (const key of COMMENT_UNIQUE_KEYS) await trx.raw(uniqueCommentIndex(site, key))
  })
}

function statementsFor(guard: Guard, site: GuardSite): readonly string[] {
  return site.client === 'sqlite'
    ? [`DROP TRIGGER IF EXISTS ${quoted(guard.name)}`, sqliteTrigger(guard)]
    : postgresStatements(guard, site.schema)
}

function uniqueCommentIndex({ client, schema, tables }: GuardSite, key: readonly string[]): string {
  const name = quoted(`comment_period_comments_${key.join('_')}`)
  const table =
    client === 'sqlite' ? quoted(tables.comments) : `${quoted(schema)}.${quoted(tables.comments)}`
  return `CREATE UNIQUE INDEX IF NOT EXISTS ${name} ON ${table} (${key.map(quoted).join(', ')})`
}

async function standingOnSqlite(
  knex: Knex,
  expected: readonly Guard[],
): Promise<ReadonlySet<string>> {
  const rows: { name: string; sql: string }[] = await knex('sqlite_master')
    .where({ type: 'trigger' })
    .select('name', 'sql')
  const sqlOf = new Map(rows.map((row) => [row.name, row.sql]))
  return new Set(
    expected
      .filter((guard) => sqlOf.get(guard.name) === sqliteTrigger(guard))
      .map((guard) => guard.name),
  )
}

interface PostgresGuardRow {
  name: string
  table_name: string
  function_name: string
  enabled: string
  type: number
  conditional: boolean
  columns: number
  source: string
  config: string[] | null
  definer: boolean
  language: string
}

async function standingOnPostgres(
  knex: Knex,
  expected: readonly Guard[],
  schema: string,
): Promise<ReadonlySet<string>> {
  const result: { rows: PostgresGuardRow[] } = await knex.raw(
    `SELECT t.tgname AS name, c.relname AS table_name, p.proname AS function_name,
            t.tgenabled AS enabled, t.tgtype AS type, t.tgqual IS NOT NULL AS conditional,
            coalesce(array_length(t.tgattr::int2[], 1), 0) AS columns,
            p.prosrc AS source, p.proconfig AS config, p.prosecdef AS definer, l.lanname AS language
       FROM pg_catalog.pg_trigger t
       JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
       JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE n.nspname = ? AND NOT t.tgisinternal`,
    [schema],
  )
  const rowOf = new Map(result.rows.map((row) => [`${row.table_name}.${row.name}`, row]))
  return new Set(
    expected
      .filter((guard) => {
        const row = rowOf.get(`${guard.table}.${guard.name}`)
        return (
          row !== undefined &&
          row.table_name === guard.table &&
          row.function_name === guard.name &&
          row.enabled === 'A' &&
          row.type === postgresTriggerType(guard) &&
          !row.conditional &&
          row.columns === 0 &&
          row.source === postgresFunctionBody(guard) &&
          row.config?.length === 1 &&
          row.config[0] === `search_path=${POSTGRES_SEARCH_PATH}` &&
          !row.definer &&
          row.language === 'plpgsql'
        )
      })
      .map((guard) => guard.name),
  )
}
