import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Knex } from 'knex'
import { Client } from 'pg'
import { ROOT, type Json } from './app'
import { DATABASE, emptySite, type Site } from './sites'

const FOLDER = path.join(ROOT, 'tests/fixtures/first-release', DATABASE)
const KEYS = 'comment-period-keys.json'

/** What the public was told by the release that made the fixture. */
export interface ToldThen {
  readonly documentIds: readonly string[]
  readonly dockets: readonly { readonly documentId: string; readonly docket: string }[]
  /** Requests with the answers they had. */
  readonly exchanges: readonly {
    readonly method: 'GET' | 'POST'
    readonly path: string
    readonly body?: Json
    readonly key?: string
    readonly answer: { readonly status: number; readonly etag: string | null; readonly body: Json }
  }[]
}

/**
 * A PostgreSQL database as SQL: the statements that made its schema, and its rows. `pg_dump` does
 * not come with the server that the tests run.
 */
async function dumpPostgres(db: Knex, schema: readonly string[]): Promise<string> {
  const ask = async (sql: string): Promise<Record<string, string>[]> =>
    ((await db.raw(sql)) as { rows: Record<string, string>[] }).rows
  const isGuard = (statement: string) => /\b(function|trigger)\b/i.test(statement.slice(0, 200))
  const lines = schema.filter((each) => !isGuard(each))
  lines.push('SET session_replication_role = replica')
  for (const { name } of await ask(
    `SELECT c.relname AS name FROM pg_class AS c WHERE c.relkind = 'r'
        AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  )) {
    const [rows] = await ask(`SELECT json_agg(t)::text AS all FROM "${name}" AS t`)
    if (rows?.all == null) continue
    lines.push(
      `INSERT INTO "${name!}" SELECT * FROM json_populate_recordset(NULL::"${name!}", $rows$${rows.all}$rows$)`,
    )
  }
  for (const { name, last } of await ask(
    `SELECT sequencename AS name, last_value AS last FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
  )) {
    lines.push(`SELECT setval('"${name!}"', ${last!})`)
  }
  lines.push('SET session_replication_role = DEFAULT', ...schema.filter(isGuard))
  return JSON.stringify(lines)
}

/** Writes the database of an app as the fixture, with its keys and what it told. */
export async function writeFirstRelease(
  site: Site,
  db: Knex,
  schema: readonly string[],
  told: ToldThen,
): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  let content: Buffer
  if (DATABASE === 'sqlite') {
    const copy = path.join(site.folder, 'copy.sqlite')
    await db.raw(`VACUUM INTO '${copy}'`)
    content = readFileSync(copy)
  } else {
    content = Buffer.from(await dumpPostgres(db, schema))
  }
  writeFileSync(path.join(FOLDER, 'database.gz'), gzipSync(content, { level: 9 }))
  writeFileSync(path.join(FOLDER, 'keys.json'), readFileSync(path.join(site.folder, KEYS)))
  writeFileSync(path.join(FOLDER, 'told.json'), `${JSON.stringify(told, null, 1)}\n`)
}

/** A site of its own database, for PostgreSQL in schema `public`, as an operator has it. */
export async function newDatabaseSite(): Promise<Site> {
  const site = await emptySite()
  if (DATABASE === 'sqlite') return site
  const url = new URL(site.environment.DATABASE_URL!)
  const client = new Client({ connectionString: url.href })
  await client.connect()
  const name = `r_${randomUUID().slice(0, 8)}`
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  url.pathname = `/${name}`
  const environment = { ...site.environment, DATABASE_URL: url.href, DATABASE_SCHEMA: 'public' }
  return { ...site, schema: 'public', environment }
}

/** The database of the first release, restored to a site of its own. */
export async function restoreFirstRelease(): Promise<{ site: Site; told: ToldThen }> {
  const site = await newDatabaseSite()
  const content = gunzipSync(readFileSync(path.join(FOLDER, 'database.gz')))
  writeFileSync(path.join(site.folder, KEYS), readFileSync(path.join(FOLDER, 'keys.json')), {
    mode: 0o600,
  })
  if (DATABASE === 'sqlite') {
    writeFileSync(site.environment.DATABASE_FILENAME!, content)
  } else {
    const client = new Client({ connectionString: site.environment.DATABASE_URL! })
    await client.connect()
    for (const statement of JSON.parse(content.toString('utf8')) as string[]) {
      await client.query(statement)
    }
    await client.end()
  }
  const told = JSON.parse(readFileSync(path.join(FOLDER, 'told.json'), 'utf8')) as ToldThen
  return { site, told }
}
