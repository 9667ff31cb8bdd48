import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { bootApp, ROOT, type TestApp } from '../support/app'
import { DATABASE, newSite, removeSite, type Site } from '../support/sites'
import { startApp } from '../support/app-process'
import { aBriefDocket, aMember, API, databaseNow, type Staff } from '../support/docket-builders'
import { file } from '../support/filing-load'
import { aClosedDocket, eventRow } from '../support/ledger-rows'
import { expectRefusal } from '../support/problems'

const TEN_MINUTES = 600_000

let site: Site
let closed: Awaited<ReturnType<typeof aClosedDocket>>
let open: Awaited<ReturnType<typeof aBriefDocket>>
let token: string
beforeAll(async () => {
  site = await newSite()
  await withApp(async (app) => {
    closed = await aClosedDocket(app)
    open = await aBriefDocket(app, TEN_MINUTES / 2)
    token = (await aMember(app, closed.subject, 'legal')).token
  })
})
afterAll(() => removeSite(site))

async function withApp<T>(work: (app: TestApp) => Promise<T>): Promise<T> {
  const app = await bootApp(site)
  try {
    return await work(app)
  } finally {
    await app.stop()
  }
}

const issue = (staff: Staff['call']) =>
  staff('POST', `/comment-period/drafts/${closed.documentId}/issue`, { reason: 'پایان مهلت' })

test('an app whose clock is apart from the database’s issues nothing, and still takes comments by the database’s clock', async () => {
  const app = await startApp(site, {
    nodeOptions: ['--import', path.join(ROOT, 'tests/support/shifted-date.mjs')],
    environment: { DATE_SHIFT_MS: String(TEN_MINUTES) },
  })
  const health = await app.call('GET', `${API}/health`)
  expect(health).toMatchObject({ status: 503, body: { ok: false, guards: { missing: [] } } })
  expect(Math.abs(health.body.clockSkewMs - TEN_MINUTES)).toBeLessThan(2_000)
  const refused = await issue(app.as(token))
  expectRefusal(refused, 503, 'CLOCKS_APART')
  expect(Math.abs(refused.body.details.skewMs - TEN_MINUTES)).toBeLessThan(2_000)

  // By the app's clock this period is over.
  const before = Date.now()
  const key = randomUUID()
  const filed = await file(app.url, { docket: open.docket, key, text: `نظر ${key}` })
  expect(filed.status).toBe(201)
  const receivedAt = Date.parse(filed.body.receivedAt)
  expect(receivedAt).toBeGreaterThanOrEqual(before)
  expect(receivedAt).toBeLessThan(open.closesAt)
  await app.end('SIGTERM')
})

test('a database whose clock is behind the record issues nothing', async () => {
  await withApp(async (app) => {
    // As a clock that was an hour fast would have left it: no guard lets such a row in.
    const name = 'comment_period_events_guard_insert'
    await app.knex.raw(
      DATABASE === 'sqlite'
        ? `DROP TRIGGER ${name}`
        : `DROP TRIGGER ${name} ON comment_period_events`,
    )
    const at = (await databaseNow(app)) + 3_600_000
    const closesAt = open.closesAt + 3_600_000
    const row = { kind: 'extended', at, closes_at: closesAt }
    await app.knex('comment_period_events').insert(await eventRow(app, open.documentId, row))
  })
  await withApp(async (app) => {
    const refused = await issue(app.as(token))
    expectRefusal(refused, 503, 'CLOCKS_APART')
    expect(refused.body.details.behindMs).toBeGreaterThan(0)
    expect(await app.knex('comment_period_issuances').select('id')).toEqual([])
  })
})
