import type { Db } from '../strapi-types'

const OLDEST_POSTGRES = 14

/** `unixepoch('subsec')`, the guards' clock, came with SQLite 3.42. */
const OLDEST_SQLITE = [3, 42] as const

/** Name and version of the database, or an error that says in one sentence what is supported. */
export async function assertDatabaseSupported({ knex, client }: Db): Promise<string> {
  const version = await databaseVersion({ knex, client })
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const supported =
    client === 'sqlite'
      ? major > OLDEST_SQLITE[0] || (major === OLDEST_SQLITE[0] && minor >= OLDEST_SQLITE[1])
      : major >= OLDEST_POSTGRES
  if (!supported) {
    throw new Error(
      `comment-period runs on SQLite ${OLDEST_SQLITE.join('.')} or later and on PostgreSQL ${String(OLDEST_POSTGRES)} or later; this is ${client} ${version}.`,
    )
  }
  await (client === 'sqlite' ? makeDurable(knex) : assertDurable(knex))
  return version
}

export async function databaseVersion({ knex, client }: Db): Promise<string> {
  if (client === 'sqlite') {
    const [row] = (await knex.raw('SELECT sqlite_version() AS version')) as { version: string }[]
    return row?.version ?? ''
  }
  const result: { rows: { server_version: string }[] } = await knex.raw('SHOW server_version')
  return result.rows[0]?.server_version ?? ''
}

/** An acknowledged comment must survive a power cut, also under a host that did not think of it. */
async function makeDurable(knex: Db['knex']): Promise<void> {
  await knex.raw('PRAGMA journal_mode = WAL')
  await knex.raw('PRAGMA synchronous = FULL')
  const [mode] = (await knex.raw('PRAGMA journal_mode')) as { journal_mode: string }[]
  const [sync] = (await knex.raw('PRAGMA synchronous')) as { synchronous: number }[]
  if (mode?.journal_mode !== 'wal' || (sync?.synchronous ?? 0) < 2) {
    throw new Error('comment-period: SQLite could not be set to WAL with synchronous=FULL.')
  }
}

/**
 * PostgreSQL's settings are its operator's; the app does not serve on those that lose what was
 * acknowledged. A setting that is changed later, while the app runs, shows at its next start.
 */
async function assertDurable(knex: Db['knex']): Promise<void> {
  for (const setting of ['synchronous_commit', 'fsync']) {
    const { rows }: { rows: Record<string, string>[] } = await knex.raw(`SHOW ${setting}`)
    if (rows[0]?.[setting] === 'off') {
      throw new Error(
        `NOT_DURABLE: ${setting} is off in PostgreSQL for this role and database, so a comment that was acknowledged could be lost. Set it to on.`,
      )
    }
  }
}
