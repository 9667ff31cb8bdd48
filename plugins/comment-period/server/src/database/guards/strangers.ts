import type { Knex } from 'knex'
import type { GuardSite } from './install'
import { expectedGuards } from './install'

/**
 * What stands on a guarded table without being ours, and could undo a guard: another trigger that
 * runs after it and changes the row, a rule that swallows an INSERT, a child table that is read
 * along with its parent, a temporary table of the same name. An installation that needs one of
 * these on the record has to do without: the app does not start beside it.
 */
export async function strangers(knex: Knex, site: GuardSite): Promise<readonly string[]> {
  const guards = expectedGuards(site)
  const ours = new Set(guards.map((guard) => `trigger ${guard.name} on ${guard.table}`))
  const tables = [...new Set(guards.map((guard) => guard.table))]
  const found =
    site.client === 'sqlite'
      ? await strangersOnSqlite(knex, tables)
      : await strangersOnPostgres(knex, tables, site.schema)
  return found
    .map(({ kind, name, table }) => `${kind} ${name} on ${table}`)
    .filter((stranger) => !ours.has(stranger))
}

interface Stranger {
  readonly kind: string
  readonly name: string
  readonly table: string
}

async function strangersOnSqlite(knex: Knex, tables: readonly string[]): Promise<Stranger[]> {
  const triggers: { name: string; table: string }[] = await knex('sqlite_master')
    .where({ type: 'trigger' })
    .whereIn('tbl_name', [...tables])
    .select('name', { table: 'tbl_name' })
  const temporary: { name: string; table: string }[] = await knex('sqlite_temp_master')
    .whereIn('tbl_name', [...tables])
    .select('name', { table: 'tbl_name' })
  return [
    ...triggers.map((trigger) => ({ kind: 'trigger', ...trigger })),
    // Even one with the name of a guard: only those in the file itself are guards.
    ...temporary.map((object) => ({ kind: 'temporary', ...object })),
  ]
}

async function strangersOnPostgres(
  knex: Knex,
  tables: readonly string[],
  schema: string,
): Promise<Stranger[]> {
  const names = tables.map(() => '?').join(', ')
  const result: { rows: Stranger[] } = await knex.raw(
    `WITH guarded AS (
       SELECT c.oid, c.relname FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname IN (${names}))
     SELECT 'trigger' AS kind, t.tgname AS name, g.relname AS table FROM pg_catalog.pg_trigger t
       JOIN guarded g ON g.oid = t.tgrelid WHERE NOT t.tgisinternal
     UNION ALL
     SELECT 'rule', r.rulename, g.relname FROM pg_catalog.pg_rewrite r
       JOIN guarded g ON g.oid = r.ev_class WHERE r.rulename <> '_RETURN'
     UNION ALL
     SELECT 'child table', c.relname, g.relname FROM pg_catalog.pg_inherits i
       JOIN guarded g ON g.oid = i.inhparent JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
     UNION ALL
     SELECT 'row security', 'of its own', c.relname FROM pg_catalog.pg_class c
       JOIN guarded g ON g.oid = c.oid WHERE c.relrowsecurity
     UNION ALL
     SELECT 'temporary', c.relname, c.relname FROM pg_catalog.pg_class c
      WHERE c.relpersistence = 't' AND c.relname IN (${names})
        AND c.relnamespace = pg_catalog.pg_my_temp_schema()`,
    [schema, ...tables, ...tables],
  )
  return result.rows
}
