import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Core } from '@strapi/strapi'
import type { Knex } from 'knex'
import { newSite, removeSite, type Site } from './sites'
import { strapiModule } from './strapi-modules'

export const ROOT = path.resolve(__dirname, '../..')

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

/** What another host would have done otherwise. */
export interface AnotherHost {
  /** Its configuration. */
  readonly beforeLoad?: (strapi: Core.Strapi) => void
  /** Routes of its own. */
  readonly beforeMount?: (strapi: Core.Strapi) => void
  /** With the admin panel, for those who look at it in a browser. */
  readonly servesAdmin?: boolean
}

/**
 * Boots the host app as it is built, on this site. The promise rejects where the app refuses to
 * start.
 */
export async function bootApp(site: Site, another: AnotherHost = {}): Promise<TestApp> {
  Object.assign(process.env, site.environment, {
    SERVE_ADMIN_PANEL: String(another.servesAdmin ?? false),
  })
  process.chdir(ROOT)
  const strapi = strapiModule('@strapi/strapi').createStrapi({
    appDir: ROOT,
    distDir: path.join(ROOT, 'dist'),
    autoReload: false,
    serveAdminPanel: another.servesAdmin ?? false,
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

/** On a site of its own, which goes when the app stops. */
export async function bootFresh(): Promise<TestApp> {
  const site = await newSite()
  const app = await bootApp(site)
  return {
    ...app,
    async stop() {
      await app.stop()
      await removeSite(site)
    },
  }
}
