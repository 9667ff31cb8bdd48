import { jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type * as StrapiModule from '@strapi/strapi'
import type { Core } from '@strapi/strapi'
import type { Knex } from 'knex'
import { Client } from 'pg'

export const ROOT = path.resolve(__dirname, '../..')

export type TestDatabase = 'sqlite' | 'postgres'

/** Which database this run is about; `tests/run.mjs` says so. */
export const DATABASE: TestDatabase =
  process.env.TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Json
}

/**
 * What came back, not looked at yet: that is what the test is for. The contract test holds every
 * answer to its schema; elsewhere a missing member fails the expectation that names it.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above; the one place in the tests
export type Json = any

/** A real Strapi on a fresh database, listening on a port of the kernel's choice. */
export interface TestApp {
  readonly strapi: Core.Strapi
  readonly knex: Knex
  readonly url: string
  readonly folder: string
  /** A public request. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** A request of a signed-in admin user. */
  as(token: string): TestApp['call']
  stop(): Promise<void>
}

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

/** @param url of a PostgreSQL server other than the run's */
export async function newSite(url: string = process.env.TEST_DATABASE_URL ?? ''): Promise<Site> {
  const folder = mkdtempSync(path.join(tmpdir(), 'comment-period-'))
  const schema = `t_${randomUUID().slice(0, 8)}`
  const common = {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    SERVE_ADMIN_PANEL: 'false',
    COMMENT_PERIOD_DATA: folder,
    COMMENT_PERIOD_PACE: JSON.stringify(UNLIMITED),
    STRAPI_TELEMETRY_DISABLED: 'true',
  }
  if (DATABASE === 'sqlite') {
    return {
      folder,
      schema,
      environment: {
        ...common,
        DATABASE_CLIENT: 'sqlite',
        DATABASE_FILENAME: path.join(folder, 'app.sqlite'),
      },
    }
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE SCHEMA ${schema}`)
  await client.end()
  return {
    folder,
    schema,
    environment: {
      ...common,
      DATABASE_CLIENT: 'postgres',
      DATABASE_URL: url,
      DATABASE_SCHEMA: schema,
    },
  }
}

/** What another host would have done otherwise. */
export interface AnotherHost {
  /** Its configuration. */
  readonly beforeLoad?: (strapi: Core.Strapi) => void
  /** Routes of its own. */
  readonly beforeMount?: (strapi: Core.Strapi) => void
}

/**
 * Boots the host app as it is built, on this site. The promise rejects where the app refuses to
 * start.
 */
export async function bootApp(site: Site, another: AnotherHost = {}): Promise<TestApp> {
  Object.assign(process.env, site.environment)
  process.chdir(ROOT)
  // Loaded here and not at the top: the configuration reads the environment when it is required.
  const { createStrapi } = jest.requireActual<typeof StrapiModule>('@strapi/strapi')
  const strapi = createStrapi({
    appDir: ROOT,
    distDir: path.join(ROOT, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  })
  strapi.log.level = process.env.TEST_LOG ?? 'error'
  another.beforeLoad?.(strapi)
  try {
    await strapi.load()
  } catch (cause) {
    // A refused start leaves Strapi's registries filled; the next boot would trip over them.
    await strapi.destroy()
    throw cause
  }
  another.beforeMount?.(strapi)
  strapi.server.mount()
  const server = strapi.server.httpServer
  // A test may work for longer between two requests than a server keeps an idle connection, which
  // `fetch` would take for one that is still good.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const request =
    (fixed: Record<string, string>): TestApp['call'] =>
    async (method, to, body, headers = {}) => {
      const raw = typeof body === 'string' || body instanceof Uint8Array
      const answer = await fetch(url + to, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...fixed,
          ...headers,
        },
        ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      })
      const text = await answer.text()
      const json = answer.headers.get('content-type')?.includes('json') === true
      return {
        status: answer.status,
        headers: answer.headers,
        body: (json && text !== '' ? JSON.parse(text) : text) as Json,
      }
    }

  return {
    strapi,
    knex: strapi.db.connection as unknown as Knex,
    url,
    folder: site.folder,
    call: request({}),
    as: (token) => request({ Authorization: `Bearer ${token}` }),
    async stop() {
      server.closeAllConnections()
      await untilIdle(strapi)
      await strapi.destroy()
    },
  }
}

interface Pool {
  numUsed(): number
  numPendingAcquires(): number
}

/** Strapi emits its events after the commit, with queries nobody waits for; the pool must outlive them. */
async function untilIdle(strapi: Core.Strapi): Promise<void> {
  const { pool } = (strapi.db.connection as unknown as { client: { pool: Pool } }).client
  do {
    await new Promise((resolve) => setImmediate(resolve))
  } while (pool.numUsed() + pool.numPendingAcquires() > 0)
}

export async function bootFresh(): Promise<TestApp> {
  return bootApp(await newSite())
}

export function removeSite(site: Site): void {
  rmSync(site.folder, { recursive: true, force: true })
}
