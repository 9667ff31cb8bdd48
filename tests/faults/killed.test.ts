import { afterAll, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { bootApp } from '../support/app'
import { aComment, submit } from '../support/docket-builders'
import { T } from '../support/ledger-rows'
import { removeSite, type Site } from '../support/sites'
import { startApp } from '../support/app-process'
import { checkFaulted } from '../support/faulted-record'
import {
  file,
  isAcknowledged,
  isUnknown,
  repeatUnacknowledged,
  startLoad,
} from '../support/filing-load'
import { prepareSite } from '../support/prepared-site'

const sites: Site[] = []
afterAll(() => Promise.all(sites.map(removeSite)))

test('a killed app loses no comment that it acknowledged and invents none', async () => {
  const { site, dockets } = await prepareSite(3)
  sites.push(site)
  const numbers = dockets.map((each) => each.docket)
  const history = []
  for (let kill = 1; kill <= 2; kill += 1) {
    const app = await startApp(site)
    const load = startLoad(app.url, numbers, 12, (exchange) => exchange.outcome === 'answered')
    await load.until((so) => so.filter(isAcknowledged).length >= 60)
    await app.end('SIGKILL')
    await load.ended
    // A load that no kill interrupts proves nothing.
    expect(load.history.filter(isUnknown).length).toBeGreaterThan(0)
    history.push(...load.history)
  }

  const app = await startApp(site)
  const repeated = await repeatUnacknowledged(app.url, history)
  expect(repeated.map((each) => each.status)).toEqual(repeated.map(() => 201))
  const acknowledged = history.filter(isAcknowledged)
  for (const each of acknowledged.slice(-20)) {
    expect((await file(app.url, each.call)).raw).toBe(each.raw)
  }
  expect(await checkFaulted(site, app, dockets, [...history, ...repeated])).toEqual([])
  expect(await app.end('SIGTERM')).toBe(0)
})

test('a killed export is made anew and whole, and nothing of its half is left', async () => {
  const { site, dockets, token } = await prepareSite(1)
  sites.push(site)
  const docket = dockets[0]!.docket
  const folder = path.join(site.folder, 'exports')
  const names = () => (existsSync(folder) ? readdirSync(folder) : [])

  const first = await startApp(site)
  for (let n = 1; n <= 60; n += 1) {
    const text = `نظر ${String(n)} ${'متن بلند '.repeat(1_000)}`
    expect((await submit(first, docket, aComment({ text }))).status).toBe(201)
  }
  const asked = await first.as(token)('POST', '/comment-period/exports', {
    docket,
    format: 'zip',
    language: 'fa',
    profile: 'working',
    reason: 'آزمون',
  })
  expect(asked.status).toBe(201)
  const id = String(asked.body.id)
  const isHalfWritten = () =>
    names().some((name) => name.startsWith(`${id}.`) && statSync(path.join(folder, name)).size > 0)
  while (!isHalfWritten()) {
    expect(names()).not.toContain(id)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await first.end('SIGKILL')
  // A kill that came after the end proves nothing.
  const half = names()
  expect(half).toEqual([expect.stringMatching(/^e[a-z0-9]{11}\.[0-9a-f]+\.partial$/)])

  const next = await bootApp(site)
  try {
    const call = next.as(token)
    const file = await call('GET', `/comment-period/exports/${id}/file`)
    expect([file.status, file.body.code]).toEqual([409, 'EXPORT_NOT_DONE'])
    // As if the time had passed for which the killed process had it.
    await next.knex(T('exports')).where({ public_id: id }).update({ held_until: 1 })
    const jobs = next.strapi.cron.jobs as unknown as readonly {
      name: string | null
      job: { invoke(): Promise<void> }
    }[]
    await jobs.find(({ name }) => name === 'comment-period-exports')!.job.invoke()
    let job = await call('GET', `/comment-period/exports/${id}`)
    while (['waiting', 'running'].includes(String(job.body.state))) {
      job = await call('GET', `/comment-period/exports/${id}`)
    }
    expect(job.body).toMatchObject({ state: 'done', failure: null, done: 60, total: 60 })
    expect(names()).toEqual([id])
    const bytes = readFileSync(path.join(folder, id))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(job.body.sha256)
    // The last entry of the archive is there, so is its end.
    expect(bytes.subarray(-4_096).includes('manifest.sha256')).toBe(true)
  } finally {
    await next.stop()
  }
})
