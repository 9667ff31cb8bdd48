import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MOST_ATTACHMENTS } from '../../plugins/comment-period/domain/comment'
import { bootApp, type TestApp } from '../support/app'
import { newSite, removeSite, type Site } from '../support/sites'
import { aJpeg, aPdf } from '../support/crafted-files'
import {
  aMember,
  aComment,
  anOpenDocket,
  API,
  aSubject,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { addressOf, EVERY_ROUTE } from '../support/every-route'
import { eicar, startFakeClamd, type FakeClamd } from '../support/fake-clamd'
import { commentPart, filePart, formBytes, MULTIPART, submitForm } from '../support/multipart'
import { expectRefusal } from '../support/problems'
import { sendRaw } from '../support/raw-http'
import { refusalOf } from '../support/refusals'
import { solveWork } from '../support/work'

/** Statements 11, 23, 24 and 26 to 29: what becomes of files that the public sends. */

let site: Site
let app: TestApp
let clamd: FakeClamd
let docket: { documentId: string; docket: string; subject: Subject }
let screener: Staff
const usualTmp = process.env.TMPDIR
let ownTmp: string

beforeAll(async () => {
  // Strapi's parser writes to the system's folder; in one of our own nobody else writes.
  ownTmp = mkdtempSync(path.join(tmpdir(), 'comment-period-tmp-'))
  const fresh = await newSite()
  clamd = await startFakeClamd(path.join(fresh.folder, 'clamd.sock'))
  site = { ...fresh, environment: { ...fresh.environment, COMMENT_PERIOD_CLAMD: clamd.socket } }
  process.env.TMPDIR = ownTmp
  app = await bootApp(site)
  docket = await anOpenDocket(app)
  screener = await aMember(app, docket.subject, 'screener')
})
afterEach(() => clamd.behave('scans'))
afterAll(async () => {
  await app.stop()
  await clamd.stop()
  delete process.env.COMMENT_PERIOD_CLAMD
  if (usualTmp === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usualTmp
  rmSync(ownTmp, { recursive: true })
  await removeSite(site)
})

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

let made = 0
const freshPdf = (objects = '') => aPdf(`% ${String((made += 1))}\n${objects}`)
const infectedPdf = () => freshPdf(`% ${eicar()}\n`)
const pdf = (name = 'پیوست.pdf', bytes = freshPdf()) => filePart(name, 'application/pdf', bytes)

async function filed(...files: ReturnType<typeof pdf>[]): Promise<string> {
  const work = await solveWork(app, docket.docket)
  const parts = [commentPart(aComment({ work })), ...files]
  const { status, body } = await submitForm(app, docket.docket, parts)
  expect(status).toBe(201)
  return String(body.publicId)
}
const publicPath = (publicId: string, n = 1) =>
  `${API}/drafts/${docket.docket}/comments/${publicId}/attachments/${String(n)}`
const staffPath = (publicId: string, rest = '') =>
  `/comment-period/comments/${publicId}/attachments${rest}`
const judge = (publicId: string, verdict = 'released', n = 1) =>
  screener.call('POST', staffPath(publicId, `/${String(n)}/verdict`), { verdict, reason: 'آزمون' })
const firstOf = async (publicId: string) => {
  const { body } = await screener.call('GET', staffPath(publicId))
  return body.items[0] as { scan: string; state: string; warnings: string[] }
}

describe('a multipart body', () => {
  test('S23 leaves no file, whatever address it is sent to by somebody who has not signed in', async () => {
    const parts = ['files', 'file', 'attachment', 'x'].map((name) => ({ ...pdf(), name }))
    const body = formBytes([commentPart(), ...parts])
    const addresses = {
      docket: docket.docket,
      documentId: docket.documentId,
      publicId: 'nothing',
      slug: docket.subject.slug,
      n: '1',
      sha256: '0'.repeat(64),
      id: '1',
    }
    const ours = EVERY_ROUTE.map((route) => [route.method, addressOf(route, addresses)] as const)
    const places = [
      ...ours,
      ...ours.map(([, to]) => ['POST', to] as const),
      ...['/nothing', '/api/nothing', `${API}/nothing`, '/comment-period/nothing', '/'].map(
        (to) => ['POST', to] as const,
      ),
      ...['/upload', '/api/upload', '/upload?id=1', '/uploads', '/admin/login', '/graphql'].map(
        (to) => ['POST', to] as const,
      ),
      ['PUT', '/content-manager/collection-types/x/y'] as const,
    ]
    const before = [site.folder, ownTmp].flatMap(filesBelow)
    const answers = new Map<string, number>()
    for (const [method, to] of places) {
      const { status } = await sendRaw(app, {
        method,
        path: to,
        headers: { 'Content-Type': MULTIPART, 'Idempotency-Key': randomUUID() },
        body,
      })
      expect([method, to, status >= 400 && status < 500]).toEqual([method, to, true])
      answers.set(`${method} ${to}`, status)
    }
    // The route that takes files refuses these fields; our others take none, nor do Strapi's.
    expect(answers.get(`POST ${API}/drafts/${docket.docket}/comments`)).toBe(400)
    expect(answers.get(`POST ${API}/tracking`)).toBe(415)
    expect(answers.get('POST /nothing')).toBe(415)
    expect(answers.get('POST /upload')).toBe(401)
    expect([site.folder, ownTmp].flatMap(filesBelow)).toEqual(before)
  })

  test('S24 has at most five files of the size that is told, and says so to who asks', async () => {
    const { body } = await app.call('GET', `${API}/drafts/${docket.docket}`)
    expect(body.intake).toEqual({
      maxGraphemes: 20_000,
      maxAttachments: 5,
      maxAttachmentBytes: 5 * 1024 * 1024,
      attachmentTypes: [
        'application/pdf',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.oasis.opendocument.text',
        'image/png',
        'image/jpeg',
      ],
    })
    const full = Array.from({ length: MOST_ATTACHMENTS }, () => pdf())
    await filed(...full)
    const more = await submitForm(app, docket.docket, [commentPart(), ...full, pdf()])
    expectRefusal(more, 400, 'ATTACHMENTS_TOO_MANY')
    const most = 5 * 1024 * 1024
    const padded = (size: number) => {
      const bytes = freshPdf()
      return freshPdf(`% ${'x'.repeat(size - bytes.length - 3)}\n`)
    }
    const fits = padded(most - 100)
    await filed(pdf('بزرگ.pdf', fits))
    const larger = [commentPart(), pdf('بزرگ.pdf', padded(most + 100))]
    expectRefusal(await submitForm(app, docket.docket, larger), 413, 'ATTACHMENT_TOO_LARGE')
  })
})

describe('a file of a comment', () => {
  test('S11 is read by nobody who has not signed in while it waits, was rejected or its comment is not published', async () => {
    const secret = randomUUID()
    const bytes = freshPdf(`% ${secret}\n`)
    const publicId = await filed(pdf(`${secret}.pdf`, bytes), pdf())
    const { items } = (await screener.call('GET', staffPath(publicId))).body
    const sha256 = String(items[0].sha256)
    const nothing = async () => {
      for (const to of [
        publicPath(publicId),
        `${publicPath(publicId)}/file`,
        staffPath(publicId),
        staffPath(publicId, '/1/file'),
        `${API}/drafts/${docket.docket}/attachments/${sha256}`,
        `${API}/drafts/${docket.docket}/comments`,
        `${API}/drafts/${docket.docket}`,
        `/uploads/${sha256}`,
        `/comment-files/${sha256.slice(0, 2)}/${sha256}`,
      ]) {
        const answer = await sendRaw(app, { path: to })
        expect([to, JSON.stringify(answer.body).includes(secret)]).toEqual([to, false])
      }
    }
    await nothing()
    expect((await judge(publicId)).status).toBe(201)
    expect(JSON.stringify((await sendRaw(app, { path: publicPath(publicId) })).body)).toContain(
      secret,
    )
    await judge(publicId, 'rejected')
    await nothing()
    await judge(publicId)
    const withheld = { state: 'withheld', withholdReason: 'insult', reason: 'آزمون' }
    await screener.call('POST', `/comment-period/comments/${publicId}/screening`, withheld)
    await nothing()
  })

  test.each([
    '../../../../etc/passwd.pdf',
    '..\\..\\windows\\win.ini.pdf',
    '/etc/cron.d/x.pdf',
    'C:\\x.pdf',
    'a\u0000b.pdf',
    'CON.pdf',
    '.pdf',
    `${'ن'.repeat(500)}.pdf`,
    'نامه\u202Efdp.pdf',
    'نامه «نهایی»; x=y".pdf',
    "'; DROP TABLE x; --.pdf",
    '%2e%2e%2fx.pdf',
  ])(
    'S27 named %j lies under its hash, and is served by a header that cannot be misread',
    async (name) => {
      const bytes = freshPdf()
      const sent = name.replaceAll('"', '%22')
      const before = new Set(filesBelow(site.folder))
      const publicId = await filed(pdf(sent, bytes))
      const added = filesBelow(site.folder).filter((file) => !before.has(file) && !isDatabase(file))
      expect(added).toHaveLength(1)
      expect(path.relative(site.folder, added[0]!)).toMatch(
        /^comment-files\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/,
      )
      expect(readFileSync(added[0]!).equals(bytes)).toBe(true)

      expect((await judge(publicId)).status).toBe(201)
      const answer = await fetch(app.url + publicPath(publicId))
      const header = answer.headers.get('content-disposition') ?? ''
      // RFC 6266: a download, a name without surprises, and the whole of it percent-encoded.
      expect(header).toMatch(
        /^attachment; filename="?[\w .-]*"?(?:; filename\*=UTF-8''[\w.!#$&+^`|~%-]+)?$/,
      )
      expect(header).not.toMatch(/\.\.\/|\/|%2F|%5C\.\.|%00|%E2%80%AE/i)
      expect(answer.headers.get('content-type')).toBe('application/octet-stream')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    },
  )

  test('S28 that is infected is recorded with its comment, and never handed out to anybody', async () => {
    const publicId = await filed(pdf('بیمار.pdf', infectedPdf()))
    expect(await firstOf(publicId)).toMatchObject({ scan: 'infected', state: 'quarantined' })
    expectRefusal(await judge(publicId), 409, 'ATTACHMENT_INFECTED')
    const file = await screener.call('GET', staffPath(publicId, '/1/file'))
    expectRefusal(file, 409, 'ATTACHMENT_INFECTED')
    expectRefusal(await app.call('GET', publicPath(publicId)), 404, 'ATTACHMENT_UNKNOWN')
    // Not by SQL either.
    const comment = (await app
      .knex('comment_period_public_comments')
      .where({ public_id: publicId })
      .first('document_id', 'recorded_at')) as { document_id: string; recorded_at: number }
    const forged = app.knex('comment_period_attachment_verdicts').insert({
      comment_document_id: comment.document_id,
      n: 1,
      attachment_n: 1,
      verdict: 'released',
      reason: 'آزمون',
      at: Number(comment.recorded_at),
      actor: '{}',
    })
    expect(await refusalOf(forged)).toBe('STATE_CHANGE_REFUSED')
    expect((await judge(publicId, 'rejected')).status).toBe(201)
  })

  test.each(['is away', 'cuts its answer', 'ends at once', 'has a limit'] as const)(
    'S28 stays in quarantine where the scanner %s, and is scanned before it is released',
    async (manner) => {
      if (manner === 'is away') await clamd.stop()
      else clamd.behave(manner)
      const sound = await filed(pdf())
      const sick = await filed(pdf('بیمار.pdf', infectedPdf()))
      for (const publicId of [sound, sick]) {
        expect(await firstOf(publicId)).toMatchObject({ scan: 'unscanned', state: 'quarantined' })
        expectRefusal(await judge(publicId), 503, 'SCANNER_AWAY')
        const file = await screener.call('GET', staffPath(publicId, '/1/file'))
        expectRefusal(file, 503, 'SCANNER_AWAY')
        expectRefusal(await app.call('GET', publicPath(publicId)), 404, 'ATTACHMENT_UNKNOWN')
      }
      if (manner === 'is away') clamd = await startFakeClamd(clamd.socket)
      clamd.behave('scans')
      expect((await judge(sound)).status).toBe(201)
      expect((await fetch(app.url + publicPath(sound))).status).toBe(200)
      expectRefusal(await judge(sick), 409, 'ATTACHMENT_INFECTED')
      const file = await screener.call('GET', staffPath(sick, '/1/file'))
      expectRefusal(file, 409, 'ATTACHMENT_INFECTED')
    },
  )

  test('S28 that is found infected once it was in exports goes out of those of every profile', async () => {
    await clamd.stop()
    const sick = await filed(pdf('بیمار.pdf', infectedPdf()))
    const manager = await aMember(app, docket.subject)
    const asked = { docket: docket.docket, format: 'csv', language: 'fa', reason: 'آزمون' }
    const ids: string[] = []
    for (const [kind, fields] of [
      ['exports', { profile: 'public' }],
      ['exports', { profile: 'working' }],
      ['full-exports', {}],
    ] as const) {
      const { body } = await manager.call('POST', `/comment-period/${kind}`, {
        ...asked,
        ...fields,
      })
      ids.push(String(body.id))
    }
    const states = () =>
      Promise.all(
        ids.map(async (id) => {
          const { body } = await manager.call('GET', `/comment-period/exports/${id}`)
          return String(body.state)
        }),
      )
    for (let now = await states(); now.some((state) => state !== 'done'); now = await states()) {
      expect(now).not.toContain('failed')
      await new Promise((resolve) => setImmediate(resolve))
    }
    clamd = await startFakeClamd(clamd.socket)
    expectRefusal(await judge(sick), 409, 'ATTACHMENT_INFECTED')
    expect(await states()).toEqual(['expired', 'expired', 'expired'])
    // Nor does the next archive bring it.
    const { body } = await manager.call('POST', '/comment-period/full-exports', {
      ...asked,
      format: 'zip',
    })
    ids.splice(0, ids.length, String(body.id))
    for (let [now] = await states(); now !== 'done'; [now] = await states()) {
      expect(now).not.toBe('failed')
      await new Promise((resolve) => setImmediate(resolve))
    }
    const answer = await fetch(`${app.url}/comment-period/full-exports/${ids[0]!}/file`, {
      headers: { Authorization: `Bearer ${manager.token}` },
    })
    const archive = Buffer.from(await answer.arrayBuffer())
    const { items } = (await screener.call('GET', staffPath(sick))).body
    expect(archive.includes(`attachments/${String(items[0].sha256)}`)).toBe(false)
  })

  test('S29 with camera data is shown to staff with a warning before it can be public', async () => {
    const photo = (exif?: string) =>
      filePart('عکس.jpg', 'image/jpeg', aJpeg(exif === undefined ? {} : { exif }))
    const located = await filed(photo(`Exif\0\0MM\0*${String((made += 1))}`))
    expect(await firstOf(located)).toMatchObject({ warnings: ['location'], state: 'quarantined' })
    expectRefusal(await app.call('GET', publicPath(located)), 404, 'ATTACHMENT_UNKNOWN')
    expect((await firstOf(await filed(photo()))).warnings).toEqual([])
  })

  test('S40 that is released, rejected or found infected is logged with who did it', async () => {
    const lines: Record<string, unknown>[] = []
    const note = (_text: string, meta?: { audit?: Record<string, unknown> }) => {
      if (meta?.audit !== undefined) lines.push(meta.audit)
    }
    const { log } = app.strapi as unknown as { log: { info: typeof note; warn: typeof note } }
    const usual = { info: log.info, warn: log.warn }
    Object.assign(log, { info: note, warn: note })
    const publicId = await filed(pdf())
    try {
      await judge(publicId)
      await judge(publicId, 'rejected')
      const other = await aMember(app, await aSubject(app), 'screener')
      await other.call('GET', staffPath(publicId))
    } finally {
      Object.assign(log, usual)
    }
    const ours = lines.filter(({ event }) => /^(attachment|access)\./.test(String(event)))
    const actor = `admin-user:${String(screener.id)}`
    const about = { actor, docket: docket.docket, comment: publicId, attachment: 1 }
    expect(ours).toMatchObject([
      { event: 'attachment.released', ...about },
      { event: 'attachment.rejected', ...about },
      { event: 'access.refused', code: 'NOT_A_MEMBER' },
    ])
  })
})

test('S6 a comment in a form is read as strictly as one in JSON', async () => {
  const cases: [Buffer | string, number, string][] = [
    [Buffer.from([0x7b, 0xff, 0x7d]), 400, 'BODY_UNREADABLE'],
    ['\ufeff{}', 400, 'BODY_UNREADABLE'],
    ['['.repeat(33), 400, 'INPUT_INVALID'],
    [`"${'x'.repeat(600 * 1024)}"`, 413, 'BODY_TOO_LARGE'],
    [JSON.stringify({ type: 'opinion', text: 'a\u0000' }), 400, 'TEXT_HAS_NUL'],
    ['{"type":"opinion","text":"\\ud800"}', 400, 'TEXT_HAS_LONE_SURROGATE'],
  ]
  for (const [bytes, status, code] of cases) {
    const answer = await submitForm(app, docket.docket, [{ name: 'comment', bytes }, pdf()])
    expectRefusal(answer, status, code as never)
  }
  expect(filesBelow(path.join(site.folder, 'incoming'))).toEqual([])
  expect(filesBelow(ownTmp)).toEqual([])
})

/** SQLite's files stand in the same folder. */
function isDatabase(file: string): boolean {
  return path.basename(file).startsWith('app.sqlite')
}
