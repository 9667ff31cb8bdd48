import { DATABASE } from './sites'
import type { TestApp } from './app'

/**
 * Changes a table as whoever owns the database could: with its triggers taken away for as long as
 * that takes.
 */
export async function behindGuards(
  app: TestApp,
  table: string,
  change: () => PromiseLike<unknown>,
): Promise<void> {
  const restore =
    DATABASE === 'sqlite' ? await dropTriggers(app, table) : await disableTriggers(app, table)
  try {
    await change()
  } finally {
    await restore()
  }
}

async function dropTriggers(app: TestApp, table: string): Promise<() => Promise<void>> {
  const triggers = (await app.knex.raw(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
    [table],
  )) as { name: string; sql: string }[]
  for (const { name } of triggers) await app.knex.raw(`DROP TRIGGER ${name}`)
  return async () => {
    for (const { sql } of triggers) await app.knex.raw(sql)
  }
}

async function disableTriggers(app: TestApp, table: string): Promise<() => Promise<void>> {
  const { rows } = (await app.knex.raw(
    'SELECT tgname FROM pg_trigger WHERE tgrelid = ?::regclass AND NOT tgisinternal',
    [table],
  )) as { rows: { tgname: string }[] }
  for (const { tgname } of rows) {
    await app.knex.raw(`ALTER TABLE ${table} DISABLE TRIGGER ${tgname}`)
  }
  return async () => {
    for (const { tgname } of rows) {
      await app.knex.raw(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${tgname}`)
    }
  }
}
