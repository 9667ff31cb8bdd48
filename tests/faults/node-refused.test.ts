import { afterAll, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DATABASE, newSite, removeSite, type Site } from '../support/sites'
import { startRefused } from '../support/app-process'
import { prepareSite } from '../support/prepared-site'

const sites: Site[] = []
const folders: string[] = []
afterAll(async () => {
  await Promise.all(sites.map(removeSite))
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('a node without the keys of the record does not start, says which, and makes none', async () => {
  const { site } = await prepareSite(1)
  const folder = mkdtempSync(path.join(tmpdir(), 'comment-period-node-'))
  sites.push(site)
  folders.push(folder)
  const refused = await startRefused(site, { environment: { COMMENT_PERIOD_DATA: folder } })
  expect(refused.code).toBe(1)
  expect(refused.log).toMatch(/KEY_MISSING: .*code\/k1, contact\/k1/)
  expect(existsSync(path.join(folder, 'comment-period-keys.json'))).toBe(false)
})

test.each(['synchronous_commit'])(
  'a node does not start on a PostgreSQL that may lose what was acknowledged: %s',
  async (setting) => {
    // SQLite is set to WAL and synchronous=FULL by the app itself, which the boot test reads back.
    if (DATABASE !== 'postgres') return
    const site = await newSite()
    sites.push(site)
    const url = `${site.environment.DATABASE_URL!}?options=-c%20${setting}%3Doff`
    const refused = await startRefused(site, { environment: { DATABASE_URL: url } })
    expect(refused.code).toBe(1)
    expect(refused.log).toMatch(`NOT_DURABLE: ${setting} is off`)
  },
)
