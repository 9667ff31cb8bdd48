import knex, { type Knex } from 'knex'
import { connectionOf, type DatabaseClient, type Db, type Strapi } from '../strapi-types'

/** How a thread comes to the database by itself: plain values, which can be sent to it. */
export interface OwnConnection {
  readonly client: DatabaseClient
  readonly connection: Knex.StaticConnectionConfig | string
  /** The schema of PostgreSQL that Strapi was told to use. */
  readonly schema: string | null
}

const DRIVERS: Readonly<Record<DatabaseClient, string>> = {
  sqlite: 'better-sqlite3',
  postgres: 'pg',
}
/** A writer has SQLite for milliseconds; longer than this it is taken for stuck, as by the host. */
const BUSY_MS = 5_000

/**
 * @returns `null` where nobody else can come to the database in this way: it is in this process's
 *   memory, or the host gave functions (for a password that changes, a certificate to be checked)
 */
export function ownConnectionOf(strapi: Strapi): OwnConnection | null {
  const { client } = connectionOf(strapi)
  const { connection } = strapi.db.config.connection
  const schema = strapi.db.getSchemaName() ?? null
  if (connection === ':memory:') return null
  if (typeof connection === 'string') return { client, connection, schema }
  if (typeof connection !== 'object') return null
  if ('filename' in connection && connection.filename === ':memory:') return null
  // Knex hides the password from whoever lists the members.
  const whole =
    'password' in connection ? { ...connection, password: connection.password } : connection
  try {
    return { client, connection: structuredClone(whole) as Knex.StaticConnectionConfig, schema }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'DataCloneError') return null
    throw cause
  }
}

/**
 * One connection, on SQLite one that cannot write. PostgreSQL is not told so: behind a pooler, what is
 * set for a session stays for whoever has it next. Whoever opened it closes it: `db.knex.destroy()`.
 */
export function openOwnConnection({ client, connection, schema }: OwnConnection): Db {
  const sqlite = { useNullAsDefault: true, pool: { min: 1, max: 1, afterCreate: prepareSqlite } }
  const postgres = {
    pool: { min: 0, max: 1 },
    ...(schema === null ? {} : { searchPath: [schema] }),
  }
  return {
    client,
    knex: knex({
      client: DRIVERS[client],
      connection,
      ...(client === 'sqlite' ? sqlite : postgres),
    }),
  }
}

interface NativeSqlite {
  pragma(source: string): unknown
}

function prepareSqlite(
  native: NativeSqlite,
  done: (error: Error | null, native: NativeSqlite) => void,
): void {
  native.pragma(`busy_timeout = ${String(BUSY_MS)}`)
  native.pragma('query_only = ON')
  done(null, native)
}
