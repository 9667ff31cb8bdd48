import { afterAll, afterEach, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { removeSite, type Site } from '../support/sites'
import { startApp, type AppProcess } from '../support/app-process'
import { aPdf } from '../support/crafted-files'
import { API } from '../support/docket-builders'
import { halfSendBytes } from '../support/half-sent-request'
import { commentPart, filePart, formBytes, MULTIPART, submitForm } from '../support/multipart'
import { prepareSite, type PreparedSite } from '../support/prepared-site'
import { mountSmallDisk } from '../support/small-disk'
import { withDatabase } from '../support/site-database'

const sites: Site[] = []
let app: AppProcess | null = null
afterEach(async () => {
  await app?.end('SIGKILL')
  app = null
})
afterAll(() => Promise.all(sites.map(removeSite)))

async function prepared(): Promise<PreparedSite> {
  const made = await prepareSite(1)
  sites.push(made.site)
  return made
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

const attachmentRows = (site: Site) =>
  withDatabase(site, async (db) => {
    const rows: unknown[] = await db('comment_period_comment_attachments').select('id')
    return rows.length
  })

const pdf = (bytes = aPdf()) => filePart('پیوست.pdf', 'application/pdf', bytes)
const LARGE = aPdf(`% ${'x'.repeat(2_000_000)}\n`)

/** Half of a form with a large file, up to the moment at which some of the file is on the disk. */
async function halfUploaded(url: string, docket: string, incoming: string) {
  const body = formBytes([commentPart(), pdf(), pdf(LARGE)])
  const request = { key: randomUUID(), type: MULTIPART, body, first: 1_000_000 }
  const sent = await halfSendBytes(url, docket, request)
  while (filesBelow(incoming).length < 2) await turn()
  return sent
}

test('an app that is killed while a file comes in leaves nothing of it behind', async () => {
  const { site, dockets } = await prepared()
  const incoming = path.join(site.folder, 'incoming')
  app = await startApp(site)
  const sent = await halfUploaded(app.url, dockets[0]!.docket, incoming)
  await app.end('SIGKILL')
  await sent.answer
  expect(filesBelow(incoming)).toHaveLength(2)

  app = await startApp(site)
  expect(readdirSync(incoming)).toEqual([])
  expect(filesBelow(path.join(site.folder, 'comment-files'))).toEqual([])
  expect(await attachmentRows(site)).toBe(0)
  expect(app.log()).toContain('event=files-tidied incoming=1 unnamed=0')
  expect((await submitForm(app, dockets[0]!.docket, [commentPart(), pdf()])).status).toBe(201)
})

test('who goes away in the middle of a file, or never ends it, leaves nothing behind', async () => {
  const { site, dockets } = await prepared()
  const incoming = path.join(site.folder, 'incoming')
  app = await startApp(site, {
    environment: { HEADERS_TIMEOUT_MS: '1500', REQUEST_TIMEOUT_MS: '3000' },
  })
  const { docket } = dockets[0]!
  const gone = await halfUploaded(app.url, docket, incoming)
  gone.leave()
  while (filesBelow(incoming).length > 0) await turn()

  const slow = await halfUploaded(app.url, docket, incoming)
  expect(await slow.answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
  while (filesBelow(incoming).length > 0) await turn()
  expect(filesBelow(path.join(site.folder, 'comment-files'))).toEqual([])
  expect(await attachmentRows(site)).toBe(0)
  expect((await submitForm(app, docket, [commentPart(), pdf()])).status).toBe(201)
  expect(app.log()).not.toContain('INTERNAL')
})

test('a full data folder refuses files by name and keeps none; comments without them go on', async () => {
  const disk = mountSmallDisk(8)
  try {
    const made = await prepared()
    const { docket } = made.dockets[0]!
    const keys = path.join(made.site.folder, 'comment-period-keys.json')
    mkdirSync(disk.folder, { recursive: true })
    const environment = {
      COMMENT_PERIOD_DATA: disk.folder,
      COMMENT_PERIOD_KEYS: readFileSync(keys, 'utf8'),
    }
    app = await startApp(made.site, { environment })
    disk.fill()
    const refused = await submitForm(app, docket, [commentPart(), pdf(), pdf(LARGE)])
    expect({ status: refused.status, code: refused.body.code }).toEqual({
      status: 507,
      code: 'STORAGE_FULL',
    })
    expect(filesBelow(path.join(disk.folder, 'incoming'))).toEqual([])
    expect(filesBelow(path.join(disk.folder, 'comment-files'))).toEqual([])
    expect((await submitForm(app, docket, [commentPart()])).status).toBe(201)
    disk.free()
    const taken = await submitForm(app, docket, [commentPart(), pdf(), pdf(LARGE)])
    expect(taken.status).toBe(201)
    expect(filesBelow(path.join(disk.folder, 'comment-files'))).toHaveLength(2)
  } finally {
    await app?.end('SIGTERM')
    app = null
    disk.remove()
  }
})

test('files that no row names are removed at a start once they are an hour old', async () => {
  const { site, dockets } = await prepared()
  app = await startApp(site)
  const kept = aPdf()
  expect((await submitForm(app, dockets[0]!.docket, [commentPart(), pdf(kept)])).status).toBe(201)
  await app.end('SIGTERM')

  const place = (name: string) => path.join(site.folder, 'comment-files', name.slice(0, 2), name)
  const age = (file: string, hours: number) => {
    const at = new Date(statSync(file).mtimeMs - hours * 3_600_000)
    utimesSync(file, at, at)
  }
  const put = (bytes: Buffer, hours: number) => {
    const name = createHash('sha256').update(bytes).digest('hex')
    mkdirSync(path.dirname(place(name)), { recursive: true })
    writeFileSync(place(name), bytes)
    age(place(name), hours)
    return name
  }
  const old = put(Buffer.from('old'), 2)
  const young = put(Buffer.from('young'), 0.5)
  const named = put(kept, 2)
  const elsewhere = path.join(site.folder, 'incoming', 'another-host.1.abc')
  mkdirSync(elsewhere)
  writeFileSync(path.join(elsewhere, 'x'), 'x')

  app = await startApp(site)
  expect([old, young, named].map((name) => existsSync(place(name)))).toEqual([false, true, true])
  // Another node may be receiving it at this moment.
  expect(existsSync(elsewhere)).toBe(true)
  await app.end('SIGTERM')
  age(elsewhere, 2)
  app = await startApp(site)
  expect(existsSync(elsewhere)).toBe(false)
  expect((await app.call('GET', `${API}/health`)).status).toBe(200)
})
