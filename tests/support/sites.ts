import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { bootApp } from './app'

export type TestDatabase = 'sqlite' | 'postgres'

/** Which database this run is about; `tests/run.mjs` says so. */
export const DATABASE: TestDatabase =
  process.env.TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite'

/**
 * Every test comes from one address and files at the speed of a machine. Tests of the limits boot
 * with those of their own, or with the usual ones.
 */
const NO_STEP = { harder: 1e9, hardest: 1e9, wait: 1e9, refuse: 1e9 }
const UNLIMITED = {
  comments: { tenSeconds: NO_STEP, minute: NO_STEP, tenMinutes: NO_STEP },
  guesses: { minute: 1e9, day: 1e9 },
}

/** Where a fresh database of this run lives. */
export interface Site {
  readonly folder: string
  readonly schema: string
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Where nothing was ever started.
 *
 * @param url of a PostgreSQL server other than the run's
 */
export async function emptySite(url: string = SERVER): Promise<Site> {
  const site = siteIn(mkdtempSync(FOLDER), `t_${randomUUID().slice(0, 8)}`, url)
  if (DATABASE === 'postgres') await onServer(url, [`CREATE SCHEMA ${site.schema}`])
  return site
}

/**
 * A copy of a site on which the app has started once, and done nothing else; its keys are theirs too. Most of what a test
 * file took went into tables and guards that are the same for all; `boot.test.ts` makes them anew.
 */
export async function newSite(): Promise<Site> {
  const first = process.env.TEST_FIRST_START
  if (first === undefined) return emptySite()
  if (!existsSync(first)) await startFirst(first)
  const folder = mkdtempSync(FOLDER)
  cpSync(first, folder, { recursive: true })
  if (DATABASE === 'sqlite') return siteIn(folder, '', '')
  const database = `t_${randomUUID().slice(0, 8)}`
  await onServer(SERVER, [`CREATE DATABASE ${database} TEMPLATE ${FIRST_START}`])
  return siteIn(folder, FIRST_START, urlOf(database))
}

export async function removeSite(site: Site): Promise<void> {
  rmSync(site.folder, { recursive: true, force: true })
  const url = site.environment.DATABASE_URL
  if (site.schema !== FIRST_START || url === undefined) return
  await onServer(SERVER, [`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`])
}

const SERVER = process.env.TEST_DATABASE_URL ?? ''
const FOLDER = path.join(tmpdir(), 'comment-period-')
/** The name of the database that is copied, and of the schema in each copy. */
const FIRST_START = 'first_start'

const urlOf = (database: string) => Object.assign(new URL(SERVER), { pathname: database }).href

/** Under its name only when it is whole: a start that failed is tried again by whoever is next. */
async function startFirst(first: string): Promise<void> {
  const folder = mkdtempSync(FOLDER)
  const app = await bootApp(siteIn(folder, FIRST_START, await firstDatabase()))
  await app.stop()
  renameSync(folder, first)
}

async function firstDatabase(): Promise<string> {
  if (DATABASE === 'sqlite') return ''
  await onServer(SERVER, [
    `DROP DATABASE IF EXISTS ${FIRST_START}`,
    `CREATE DATABASE ${FIRST_START}`,
  ])
  const url = urlOf(FIRST_START)
  await onServer(url, [`CREATE SCHEMA ${FIRST_START}`])
  return url
}

function siteIn(folder: string, schema: string, url: string): Site {
  const database: Record<string, string> =
    DATABASE === 'sqlite'
      ? { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'app.sqlite') }
      : { DATABASE_CLIENT: 'postgres', DATABASE_URL: url, DATABASE_SCHEMA: schema }
  return {
    folder,
    schema,
    environment: {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      SERVE_ADMIN_PANEL: 'false',
      COMMENT_PERIOD_DATA: folder,
      COMMENT_PERIOD_PACE: JSON.stringify(UNLIMITED),
      STRAPI_TELEMETRY_DISABLED: 'true',
      ...database,
    },
  }
}

async function onServer(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
