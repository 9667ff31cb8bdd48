import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { bootApp, type TestApp } from '../support/app'
import { DATABASE, newSite, removeSite, type Site } from '../support/sites'
import { aComment, anOpenDocket, API, submit } from '../support/docket-builders'
import { expectRefusal } from '../support/problems'

const MAX_WAITING = 8

interface Connection {
  readonly __knexUid: string
  readonly connection?: { readonly stream: { destroy(error: Error): void } }
}
interface Client {
  on(event: 'query', listener: (query: { sql: string; __knexUid: string }) => void): void
  off(event: 'query', listener: (query: { sql: string; __knexUid: string }) => void): void
  acquireConnection(): Promise<Connection>
  readonly pool: { numPendingAcquires(): number; max: number }
}

let site: Site
let app: TestApp
let docket: string
beforeAll(async () => {
  site = await newSite()
  app = await bootApp({
    ...site,
    environment: { ...site.environment, COMMENT_PERIOD_MAX_WAITING: String(MAX_WAITING) },
  })
  docket = (await anOpenDocket(app)).docket
})
afterAll(async () => {
  await app.stop()
  await removeSite(site)
  delete process.env.COMMENT_PERIOD_MAX_WAITING
})

const clientOf = () => (app.knex as unknown as { client: Client }).client

/** Takes every connection there is, as transactions that do not end. */
async function holdPool(): Promise<Knex.Transaction[]> {
  const held: Knex.Transaction[] = []
  while (held.length < clientOf().pool.max) held.push(await app.knex.transaction())
  return held
}

/**
 * Waits until another request has been read by the app, and has gone as far as it can: its body is
 * there at once, and whatever it then waits for takes longer than a few turns of the event loop.
 */
async function untilTaken(read: Promise<unknown>): Promise<void> {
  await read
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

const nextRequest = () =>
  new Promise((resolve) => app.strapi.server.httpServer.once('request', resolve))

describe('while every connection is held', () => {
  test('what would wait behind too many is refused before them, reads first', async () => {
    const held = await holdPool()
    const answered: string[] = []
    const note = (name: string) => () => void answered.push(name)
    const filed = []
    for (let n = 1; n <= MAX_WAITING; n += 1) {
      const read = nextRequest()
      const waiting = submit(app, docket)
      void waiting.then(note('waiting'))
      filed.push(waiting)
      await untilTaken(read)
      if (n !== MAX_WAITING / 2) continue
      // Half of the queue is full: reads give way, also the one that looks after the app.
      for (const path of [`/drafts/${docket}`, '/drafts', '/bodies', '/health']) {
        const read = await app.call('GET', `${API}${path}`)
        expectRefusal(read, 503, 'OVERLOADED')
        expect(read.headers.get('retry-after')).toBe('5')
        expect(read.headers.get('access-control-allow-origin')).toBe('*')
      }
    }
    const key = randomUUID()
    const refused = await submit(app, docket, aComment(), key)
    expectRefusal(refused, 503, 'OVERLOADED')
    expect(refused.headers.get('retry-after')).toBe('5')
    // Nobody who waits has been answered yet: it was not the time-out that refused these.
    expect(answered).toEqual([])

    for (const each of held) await each.rollback()
    expect((await Promise.all(filed)).map((each) => each.status)).toEqual(
      Array.from({ length: MAX_WAITING }, () => 201),
    )
    expect((await submit(app, docket, aComment(), key)).status).toBe(201)
    expect((await app.call('GET', `${API}/health`)).status).toBe(200)
  })

  test('who waits longer than the time-out is refused and recorded nowhere', async () => {
    const held = await holdPool()
    const key = randomUUID()
    const text = `نظر ${key}`
    expectRefusal(await submit(app, docket, aComment({ text }), key), 503, 'OVERLOADED')
    for (const each of held) await each.rollback()
    expect(await app.knex('comment_period_public_comments').where({ text })).toEqual([])
  })
})

test.each([
  ['a transaction begins', 'BEGIN;', 'کارشناس'],
  ['a transaction is committed', 'COMMIT;', 'کارشناس'],
  ['one statement is sent', 'insert into', undefined],
])(
  'a connection that is cut as %s is neither a receipt nor a failure of ours',
  async (_moment, sql, contact) => {
    // SQLite has no connection that could be cut: the file is open in the process.
    const client = clientOf()
    const acquire = client.acquireConnection.bind(client)
    const acquired: Connection[] = []
    client.acquireConnection = async () => {
      const connection = await acquire()
      acquired.push(connection)
      return connection
    }
    let cut = 0
    // Strapi's weekly counts may begin a transaction of their own meanwhile.
    const ofRequest = new AsyncLocalStorage<true>()
    app.strapi.server.httpServer.prependOnceListener('request', () => ofRequest.enterWith(true))
    // knex says what it is about to send, before it sends it.
    const cutAt = (query: { sql: string; __knexUid: string }) => {
      if (ofRequest.getStore() !== true || !query.sql.startsWith(sql) || cut > 0) return
      cut += 1
      acquired
        .find((each) => each.__knexUid === query.__knexUid)
        ?.connection?.stream.destroy(
          Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
        )
    }
    client.on('query', cutAt)
    const key = randomUUID()
    const text = `نظر ${key}`
    // With a contact two rows are written, in a transaction.
    const comment = aComment({ text, ...(contact === undefined ? {} : { contact }) })
    const answer = await submit(app, docket, comment, key)
    client.off('query', cutAt)
    client.acquireConnection = acquire
    expect(cut).toBe(1)
    if (DATABASE === 'postgres') expectRefusal(answer, 503, 'OVERLOADED')
    expect((await submit(app, docket, comment, key)).status).toBe(201)
    expect(await app.knex('comment_period_public_comments').where({ text })).toHaveLength(1)
  },
)
