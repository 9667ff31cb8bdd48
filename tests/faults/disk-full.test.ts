import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomBytes, randomUUID } from 'node:crypto'
import { chownSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { LongTexts } from '../../plugins/comment-period/server/src/exporters/long-texts'
import { bootApp, type TestApp } from '../support/app'
import { DATABASE, emptySite, removeSite, type Site } from '../support/sites'
import {
  aComment,
  aDraft,
  aMember,
  anOpenDocket,
  API,
  docketOf,
  publish,
  submit,
  type Subject,
} from '../support/docket-builders'
import { checkFaulted, type FaultedDocket } from '../support/faulted-record'
import { file, type Exchange } from '../support/filing-load'
import { askExport, exportOver } from '../support/made-exports'
import { insertComments } from '../support/many-comments'
import { startPostgres, type PostgresServer } from '../support/postgres-server'
import { mountSmallDisk, type SmallDisk } from '../support/small-disk'

/** Where the tables are, and where attachments are frozen. */
let disks: { readonly database: SmallDisk; readonly data: SmallDisk }
let server: PostgresServer | null = null
let site: Site
let app: TestApp
let docket: FaultedDocket & { readonly subject: Subject }
const uploaded: string[] = []

beforeAll(async () => {
  disks = { database: mountSmallDisk(48), data: mountSmallDisk(1) }
  if (DATABASE === 'postgres') server = await startPostgresOn(disks.database.folder)
  const fresh = await emptySite(server?.url)
  site = {
    ...fresh,
    environment: {
      ...fresh.environment,
      COMMENT_PERIOD_DATA: disks.data.folder,
      ...(DATABASE === 'sqlite'
        ? { DATABASE_FILENAME: path.join(disks.database.folder, 'app.sqlite') }
        : {}),
    },
  }
  app = await bootApp(site)
  docket = await anOpenDocket(app)
})
afterAll(async () => {
  await app.stop()
  await server?.remove()
  disks.database.remove()
  disks.data.remove()
  await removeSite(site)
  for (const each of uploaded) rmSync(each)
})

/** The tables in a full place, and the write-ahead log elsewhere: else PostgreSQL itself ends. */
async function startPostgresOn(folder: string): Promise<PostgresServer> {
  const started = await startPostgres()
  const place = path.join(folder, 'tables')
  mkdirSync(place)
  const { uid, gid } = statSync(path.join(started.folder, 'data'))
  chownSync(place, uid, gid)
  const client = new Client({ connectionString: started.url })
  await client.connect()
  await client.query(`CREATE TABLESPACE small LOCATION '${place}'`)
  await client.query('ALTER DATABASE comment_period SET default_tablespace = small')
  await client.end()
  return started
}

/** A file in Strapi's uploads, as the media library keeps it. */
async function anUpload(content: string): Promise<number> {
  const name = `${randomUUID()}.txt`
  const folder = path.join(app.strapi.dirs.static.public, 'uploads')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), content)
  uploaded.push(path.join(folder, name))
  const row = (await app.strapi.db.query('plugin::upload.file').create({
    data: {
      name: 'پیوست.txt',
      hash: name.slice(0, -4),
      ext: '.txt',
      mime: 'text/plain',
      size: content.length / 1000,
      url: `/uploads/${name}`,
      provider: 'local',
      folderPath: '/',
    },
  })) as { id: number }
  return row.id
}

const frozenFiles = () =>
  readdirSync(disks.data.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('attachments'))
    .map((entry) => entry.name)

const aCall = () => {
  const key = randomUUID()
  return { docket: docket.docket, key, text: `نظر ${key} ${'متن '.repeat(1_000)}` }
}

test('a full database refuses comments by name, is read on, and takes them again', async () => {
  const history: Exchange[] = []
  history.push(await file(app.url, aCall()))
  const [first] = history
  expect(first?.status).toBe(201)
  disks.database.fill()
  // Pages that are there already may take a few more.
  let last = first!
  while (last.status === 201) {
    last = await file(app.url, aCall())
    history.push(last)
  }
  expect({ status: last.status, code: last.body.code }).toEqual({
    status: 507,
    code: 'STORAGE_FULL',
  })
  expect(last.headers['retry-after']).toBe('5')

  for (const to of ['/drafts', `/drafts/${docket.docket}`, `/drafts/${docket.docket}/comments`]) {
    expect((await app.call('GET', API + to)).status).toBe(200)
  }
  expect((await app.call('GET', `${API}/health`)).status).toBe(200)
  const { trackingCode } = first!.body
  // Both are counted by network, for which there is no room either.
  for (let times = 0; times < 20; times += 1) {
    expect((await app.call('POST', `${API}/tracking`, { trackingCode })).status).toBe(200)
    expect((await file(app.url, first!.call)).raw).toBe(first!.raw)
  }

  disks.database.free()
  const again = await file(app.url, last.call)
  expect(again.status).toBe(201)
  history.push(again, await file(app.url, aCall()))
  expect(await checkFaulted(site, app, [docket], history)).toEqual([])
  if (DATABASE === 'sqlite') {
    expect(await app.knex.raw('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  }
})

test('a full data folder refuses to freeze an attachment, and keeps no half of it', async () => {
  const content = 'پیوست '.repeat(20_000)
  const draft = await aDraft(app, docket.subject, { attachments: [await anUpload(content)] })
  disks.data.fill()
  const { message } = (await publish(app, draft).catch((error: unknown) => error)) as Error
  expect(message).toMatch(/no room left/)
  expect(frozenFiles()).toEqual([])
  // Nothing was published with it, and comments need no room there.
  const heads: unknown[] = await app
    .knex('comment_period_docket_heads')
    .where({ document_id: draft })
  expect(heads).toEqual([])
  expect((await submit(app, docket.docket, aComment())).status).toBe(201)

  disks.data.free()
  await publish(app, draft)
  const answer = await app.call('GET', `${API}/drafts/${await docketOf(app, draft)}`)
  const [attachment] = answer.body.text.attachments as { sha256: string; size: number }[]
  expect(attachment?.size).toBe(Buffer.byteLength(content))
  expect(frozenFiles()).toEqual([attachment?.sha256])
})

/** Letters with marks, by chance: too long for a cell, and no smaller when packed. */
function aLongText(): string {
  const letters = 'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی'
  const marks = '\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652'
  const chance = randomBytes(2 * 18_000)
  let text = ''
  for (let at = 0; at < chance.length; at += 2) {
    text += letters.charAt(chance[at]! % letters.length) + marks.charAt(chance[at + 1]! % 8)
  }
  return text
}

test('a text that is too long for a cell is not kept in part where the disk ends', async () => {
  const texts = new LongTexts(disks.data.folder)
  try {
    const text = 'x'.repeat(2 * 1024 * 1024)
    const kept = texts.keep({ sheet: 'نظرها', row: 2, heading: 'متن نظر', text })
    await expect(kept).rejects.toMatchObject({ code: 'ENOSPC' })
  } finally {
    await texts.close()
  }
})

test('a full data folder fails an export by name half way, keeps nothing of it, and makes the next', async () => {
  const { docket: long, documentId, subject } = await anOpenDocket(app, docket.subject)
  for (let n = 0; n < 20; n += 1) {
    expect((await submit(app, long, aComment({ text: aLongText() }))).status).toBe(201)
  }
  expect((await submit(app, long, aComment({ type: 'criticism' }))).status).toBe(201)
  const manager = await aMember(app, subject)
  const made = async (fields: object) => {
    const asked = await askExport(manager, { docket: long, ...fields })
    expect([asked.status, asked.body.code]).toEqual([201, undefined])
    return exportOver(manager, String(asked.body.id))
  }
  const exports = () => readdirSync(path.join(disks.data.folder, 'exports'))
  // A few are written where the job is, more than a thousand in a thread of their own.
  for (const more of [0, 1_000]) {
    await insertComments(app, documentId, more, () => ({}))
    for (const format of ['zip', 'xlsx', 'csv']) {
      expect([more, await made({ format })]).toMatchObject([
        more,
        { format, state: 'failed', failure: 'disk-full', sha256: null },
      ])
      expect([more, format, exports()]).toEqual([more, format, []])
    }
  }
  const small = await made({ format: 'csv', type: 'criticism' })
  expect([small.state, small.failure]).toEqual(['done', null])
  expect(exports()).toEqual([small.id])
  expect(statSync(path.join(disks.data.folder, 'exports', String(small.id))).size).toBe(small.bytes)
})
