import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { ATTACHMENT_KINDS } from '../../plugins/comment-period/domain/comment'
import { bootApp, type Answer, type TestApp } from '../support/app'
import { newSite, removeSite, type Site } from '../support/sites'
import { aJpeg, aPdf, aPng } from '../support/crafted-files'
import {
  aBriefDocket,
  aComment,
  aMember,
  anOpenDocket,
  API,
  aSubject,
  submit,
  untilDatabaseReaches,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import {
  BOUNDARY,
  commentPart,
  filePart,
  formBytes,
  MULTIPART,
  submitForm,
  type FormPart,
} from '../support/multipart'
import { countKept, expectRefusal } from '../support/problems'
import { sendRaw } from '../support/raw-http'
import { solveWork } from '../support/work'

let site: Site
let app: TestApp
let docket: { documentId: string; docket: string; subject: Subject }
let screener: Staff

beforeAll(async () => {
  site = await newSite()
  app = await bootApp(site)
  docket = await anOpenDocket(app)
  screener = await aMember(app, docket.subject, 'screener')
})
afterAll(async () => {
  await app.stop()
  await removeSite(site)
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
let made = 0
/** Of a content that no other test has. */
const freshPdf = () => aPdf(`% ${String((made += 1))}\n`)
const pdf = (name = 'پیشنهاد.pdf', bytes: Buffer = freshPdf()) =>
  filePart(name, ATTACHMENT_KINDS.pdf, bytes)

/** Every file below a folder of the data folder, by name. */
function filesIn(folder: string): string[] {
  const root = path.join(site.folder, folder)
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

async function attachmentRows(): Promise<number> {
  const row = (await app.knex('comment_period_comment_attachments').count({ n: '*' }).first()) as {
    n: number | string
  }
  return Number(row.n)
}

/** With its work, so that it is published at once where the body screens after. */
const workedPart = async () => commentPart(aComment({ work: await solveWork(app, docket.docket) }))

const staffPath = (publicId: unknown, rest = '') =>
  `/comment-period/comments/${String(publicId)}/attachments${rest}`
const publicPath = (publicId: unknown, n: number, of = docket.docket) =>
  `${API}/drafts/${of}/comments/${String(publicId)}/attachments/${String(n)}`
const judge = (publicId: unknown, n: number, verdict: string, staff: Staff = screener) =>
  staff.call('POST', staffPath(publicId, `/${String(n)}/verdict`), { verdict, reason: 'آزمون' })
const listed = async (publicId: unknown) => {
  const { body } = await app.call('GET', `${API}/drafts/${docket.docket}/comments?limit=100`)
  return (body.items as Answer['body'][]).find((item) => item.publicId === publicId)
}

describe('a comment with attachments', () => {
  test('goes from its form through quarantine to the public, and back', async () => {
    const first = freshPdf()
    const second = aJpeg({ exif: 'Exif\0\0MM' })
    const parts = [
      await workedPart(),
      pdf('می‌خواهم «این» را بخوانید.pdf', first),
      filePart('C:\\fakepath\\عکس.jpg', 'image/jpeg', second),
    ]
    const answer = await submitForm(app, docket.docket, parts)
    expect(answer.status).toBe(201)
    const { publicId, trackingCode } = answer.body

    // Filed and published, as its body screens; the files are not.
    expect(await listed(publicId)).toMatchObject({ attachments: [], attachmentsHeld: 2 })
    expectRefusal(await app.call('GET', publicPath(publicId, 1)), 404, 'ATTACHMENT_UNKNOWN')
    const tracked = await app.call('POST', `${API}/tracking`, { trackingCode })
    expect(tracked.body.attachments).toEqual([
      { n: 1, name: 'می‌خواهم «این» را بخوانید.pdf', state: 'quarantined' },
      { n: 2, name: 'عکس.jpg', state: 'quarantined' },
    ])

    // In quarantine under the hash of the content, for the app alone.
    const kept = path.join(site.folder, 'comment-files', sha256(first).slice(0, 2), sha256(first))
    expect(readFileSync(kept).equals(first)).toBe(true)
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    expect(filesIn('incoming')).toEqual([])

    const seen = await screener.call('GET', staffPath(publicId))
    expect(seen.body.items).toEqual([
      {
        n: 1,
        name: 'می‌خواهم «این» را بخوانید.pdf',
        mime: 'application/pdf',
        size: first.length,
        sha256: sha256(first),
        scan: 'unscanned',
        warnings: [],
        state: 'quarantined',
      },
      {
        n: 2,
        name: 'عکس.jpg',
        mime: 'image/jpeg',
        size: second.length,
        sha256: sha256(second),
        scan: 'unscanned',
        warnings: ['location'],
        state: 'quarantined',
      },
    ])
    const looked = await fetch(app.url + staffPath(publicId, '/1/file'), {
      headers: { Authorization: `Bearer ${screener.token}` },
    })
    expect(Buffer.from(await looked.arrayBuffer()).equals(first)).toBe(true)
    expect(looked.headers.get('cache-control')).toBe('no-store')

    const before = await app.call('GET', `${API}/drafts/${docket.docket}/comments?limit=100`)
    const released = await judge(publicId, 1, 'released')
    expect(released.status).toBe(201)
    expect(released.body).toMatchObject({ publicId, n: 1, state: 'released' })
    const after = await app.call('GET', `${API}/drafts/${docket.docket}/comments?limit=100`)
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
    expect(await listed(publicId)).toMatchObject({
      attachments: [
        {
          n: 1,
          name: 'می‌خواهم «این» را بخوانید.pdf',
          mime: 'application/pdf',
          size: first.length,
          sha256: sha256(first),
          path: publicPath(publicId, 1),
        },
      ],
      attachmentsHeld: 1,
    })

    const download = await fetch(app.url + publicPath(publicId, 1))
    expect(download.status).toBe(200)
    expect(Buffer.from(await download.arrayBuffer()).equals(first)).toBe(true)
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(first.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=10',
      'access-control-allow-origin': '*',
    })
    expectRefusal(await app.call('GET', publicPath(publicId, 2)), 404, 'ATTACHMENT_UNKNOWN')

    // A release is taken back, and given anew.
    expect((await judge(publicId, 1, 'rejected')).status).toBe(201)
    expectRefusal(await app.call('GET', publicPath(publicId, 1)), 404, 'ATTACHMENT_UNKNOWN')
    expect(await listed(publicId)).toMatchObject({ attachments: [], attachmentsHeld: 2 })
    expect((await judge(publicId, 1, 'released')).status).toBe(201)
    expect((await fetch(app.url + publicPath(publicId, 1))).status).toBe(200)
    expectRefusal(await judge(publicId, 1, 'released'), 409, 'STATE_CHANGE_REFUSED')
    const verdicts = (await app.knex('comment_period_attachment_verdicts').orderBy('id')) as Record<
      string,
      unknown
    >[]
    expect(verdicts.map(({ n, attachment_n, verdict }) => [n, attachment_n, verdict])).toEqual([
      [1, 1, 'released'],
      [2, 1, 'rejected'],
      [3, 1, 'released'],
    ])

    // A comment that is withheld takes its files with it.
    const screened = await screener.call('POST', `/comment-period/comments/${publicId}/screening`, {
      state: 'withheld',
      withholdReason: 'insult',
      reason: 'آزمون',
    })
    expect(screened.status).toBe(200)
    expectRefusal(await app.call('GET', publicPath(publicId, 1)), 404, 'ATTACHMENT_UNKNOWN')
  })

  test('is found again under its key with the same files, and with no others', async () => {
    const key = randomUUID()
    const bytes = freshPdf()
    const parts = [commentPart(), pdf('یک.pdf', bytes)]
    const first = await submitForm(app, docket.docket, parts, key)
    const rows = await attachmentRows()
    const files = filesIn('comment-files')
    const again = await submitForm(app, docket.docket, parts, key)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    const spelt = JSON.stringify(Object.fromEntries(Object.entries(aComment()).reverse()))
    const respelt = await submitForm(app, docket.docket, [commentPart(spelt), parts[1]!], key)
    expect(respelt.body).toEqual(first.body)

    for (const others of [
      [commentPart()],
      [commentPart(), pdf('یک.pdf')],
      [commentPart(), pdf('دو.pdf', bytes)],
      [commentPart(), parts[1]!, pdf('دو.pdf')],
      [commentPart(aComment({ text: 'متن دیگر' })), parts[1]!],
    ]) {
      const answer = await submitForm(app, docket.docket, others, key)
      expectRefusal(answer, 422, 'IDEMPOTENCY_KEY_REUSED')
    }
    expectRefusal(await submit(app, docket.docket, aComment(), key), 422, 'IDEMPOTENCY_KEY_REUSED')
    expect(await attachmentRows()).toBe(rows)
    // The content of the comment on record stays; what came with the others is gone.
    expect(filesIn('comment-files')).toEqual(files)
    expect(filesIn('incoming')).toEqual([])
  })

  test('without files is the comment that JSON brings, under the same key too', async () => {
    const key = randomUUID()
    const form = await submitForm(app, docket.docket, [commentPart()], key)
    expect(form.status).toBe(201)
    const json = await submit(app, docket.docket, aComment(), key)
    expect(json.body).toEqual(form.body)
    // What a browser sends for a file field in which nothing was chosen.
    const empty = filePart('', 'application/octet-stream', '')
    expect((await submitForm(app, docket.docket, [commentPart(), empty], key)).body).toEqual(
      form.body,
    )
  })

  test('is answered as before when it comes again after the close, and nothing else is', async () => {
    const brief = await aBriefDocket(app, 1_500)
    const key = randomUUID()
    const parts = [commentPart(), pdf()]
    const first = await submitForm(app, brief.docket, parts, key)
    expect(first.status).toBe(201)
    await untilDatabaseReaches(app, brief.closesAt)
    expect((await submitForm(app, brief.docket, parts, key)).body).toEqual(first.body)
    const files = filesIn('comment-files')
    expectRefusal(await submitForm(app, brief.docket, parts), 409, 'PERIOD_CLOSED')
    expect(filesIn('comment-files')).toEqual(files)
  })

  test('shares the content of a file with another comment, each with its own name and verdict', async () => {
    const bytes = freshPdf()
    const files = filesIn('comment-files').length
    const one = await submitForm(app, docket.docket, [await workedPart(), pdf('یک.pdf', bytes)])
    const two = await submitForm(app, docket.docket, [await workedPart(), pdf('دو.pdf', bytes)])
    expect([one.status, two.status]).toEqual([201, 201])
    expect(filesIn('comment-files')).toHaveLength(files + 1)
    expect((await judge(one.body.publicId, 1, 'released')).status).toBe(201)
    expect((await fetch(app.url + publicPath(one.body.publicId, 1))).status).toBe(200)
    const other = await app.call('GET', publicPath(two.body.publicId, 1))
    expectRefusal(other, 404, 'ATTACHMENT_UNKNOWN')
  })

  test('keeps a file that others bring at the same moment and are refused with', async () => {
    // Refused last of all, when the file is in quarantine: the key was used for other words.
    const used = randomUUID()
    expect((await submit(app, docket.docket, aComment(), used)).status).toBe(201)
    const send = (bytes: Buffer, key?: string) =>
      submitForm(app, docket.docket, [commentPart(), pdf('a.pdf', bytes)], key)
    for (let round = 0; round < 12; round += 1) {
      const bytes = freshPdf()
      const all = Array.from({ length: 8 }, (_each, n) =>
        send(bytes, n % 4 === round % 4 ? undefined : used),
      )
      const statuses = (await Promise.all(all)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 201)).toHaveLength(2)
      expect(statuses.filter((status) => status === 422)).toHaveLength(6)
      expect(filesIn('comment-files')).toContain(sha256(bytes))
      // And one that all are refused with is gone after the last of them.
      const refused = freshPdf()
      await Promise.all(Array.from({ length: 4 }, () => send(refused, used)))
      expect(filesIn('comment-files')).not.toContain(sha256(refused))
    }
    expect(filesIn('incoming')).toEqual([])
  })

  test('has its attachments told of its own docket alone', async () => {
    const { body } = await submitForm(app, docket.docket, [await workedPart(), pdf()])
    expect((await judge(body.publicId, 1, 'released')).status).toBe(201)
    const elsewhere = await anOpenDocket(app)
    const asked = await app.call('GET', publicPath(body.publicId, 1, elsewhere.docket))
    expectRefusal(asked, 404, 'ATTACHMENT_UNKNOWN')
    for (const n of [2, 3, 999]) {
      expectRefusal(await app.call('GET', publicPath(body.publicId, n)), 404, 'ATTACHMENT_UNKNOWN')
    }
    expectRefusal(await app.call('GET', publicPath('nothing', 1)), 404, 'ATTACHMENT_UNKNOWN')
    expectRefusal(await app.call('GET', publicPath('N*', 1)), 404, 'ATTACHMENT_UNKNOWN')
    const stranger = await aMember(app, await aSubject(app), 'screener')
    expectRefusal(await stranger.call('GET', staffPath(body.publicId)), 403, 'NOT_A_MEMBER')
    expectRefusal(await judge(body.publicId, 1, 'rejected', stranger), 403, 'NOT_A_MEMBER')
  })

  test('whose file is gone from the disk is told so, and not shown as something else', async () => {
    const bytes = freshPdf()
    const { body } = await submitForm(app, docket.docket, [
      await workedPart(),
      pdf('یک.pdf', bytes),
    ])
    expect((await judge(body.publicId, 1, 'released')).status).toBe(201)
    const kept = path.join(site.folder, 'comment-files', sha256(bytes).slice(0, 2), sha256(bytes))
    rmSync(kept)
    expectRefusal(await app.call('GET', publicPath(body.publicId, 1)), 422, 'ATTACHMENT_UNREADABLE')
    // The same content brought again heals it.
    await submitForm(app, docket.docket, [await workedPart(), pdf('دو.pdf', bytes)])
    expect((await fetch(app.url + publicPath(body.publicId, 1))).status).toBe(200)
  })
})

describe('a form that is not taken', () => {
  let before: { files: string[]; kept: Record<string, number>; attachments: number }
  beforeEach(async () => {
    before = {
      files: filesIn('comment-files'),
      kept: await countKept(app),
      attachments: await attachmentRows(),
    }
  })
  const leftNothing = async () => {
    expect(filesIn('incoming')).toEqual([])
    expect({
      files: filesIn('comment-files'),
      kept: await countKept(app),
      attachments: await attachmentRows(),
    }).toEqual(before)
  }

  const field = (name: string, bytes: Uint8Array | string): FormPart => ({ name, bytes })
  const six = () => Array.from({ length: 6 }, () => pdf())
  const REFUSED: [string, () => readonly FormPart[], number, string][] = [
    ['of nothing', () => [], 400, 'INPUT_INVALID'],
    ['without a comment', () => [pdf()], 400, 'INPUT_INVALID'],
    ['with its comment behind a file', () => [pdf(), commentPart()], 400, 'INPUT_INVALID'],
    ['with two comments', () => [commentPart(), commentPart(), pdf()], 400, 'INPUT_INVALID'],
    [
      'with another field',
      () => [field('state', 'published'), commentPart()],
      400,
      'INPUT_INVALID',
    ],
    ['with another field last', () => [commentPart(), pdf(), field('x', '')], 400, 'INPUT_INVALID'],
    ['with a field that has no name', () => [commentPart(), field('', 'x')], 400, 'INPUT_INVALID'],
    [
      'with a file in another field',
      () => [commentPart(), { ...pdf(), name: 'files' }],
      400,
      'INPUT_INVALID',
    ],
    [
      'with an attachment that is a field',
      () => [commentPart(), field('attachment', 'x')],
      400,
      'INPUT_INVALID',
    ],
    [
      'with too many fields',
      () => Array.from({ length: 30 }, () => field('comment', '{}')),
      400,
      'INPUT_INVALID',
    ],
    ['with six files', () => [commentPart(), ...six()], 400, 'ATTACHMENTS_TOO_MANY'],
    ['with a comment that is no JSON', () => [commentPart('{'), pdf()], 400, 'BODY_UNREADABLE'],
    [
      'with a comment that is no UTF-8',
      () => [field('comment', Buffer.from([0x22, 0xff, 0x22]))],
      400,
      'BODY_UNREADABLE',
    ],
    [
      'with a comment of 33 levels',
      () => [commentPart('['.repeat(33) + ']'.repeat(33))],
      400,
      'INPUT_INVALID',
    ],
    [
      'with a comment that is too long',
      () => [commentPart(`"${'x'.repeat(600_000)}"`), pdf()],
      413,
      'BODY_TOO_LARGE',
    ],
    [
      'with a comment that the contract refuses',
      () => [commentPart(aComment({ seq: 1 })), pdf()],
      400,
      'INPUT_INVALID',
    ],
    ['with an empty text', () => [commentPart(aComment({ text: ' ' })), pdf()], 400, 'TEXT_EMPTY'],
    [
      'on a clause that is none',
      () => [commentPart(aComment({ clauseId: 'cnothing' })), pdf()],
      422,
      'CLAUSE_UNKNOWN',
    ],
    [
      'with a file in base 64',
      () => [commentPart(), { ...pdf(), headers: 'Content-Transfer-Encoding: base64\r\n' }],
      400,
      'INPUT_INVALID',
    ],
    [
      'with a file that is too large',
      () => [commentPart(), pdf(), pdf('b.pdf', Buffer.alloc(5 * 1024 * 1024 + 1))],
      413,
      'ATTACHMENT_TOO_LARGE',
    ],
    [
      'with an empty file',
      () => [commentPart(), pdf('a.pdf', Buffer.alloc(0))],
      422,
      'ATTACHMENT_REFUSED',
    ],
    [
      'with a page for a PDF',
      () => [commentPart(), pdf(), pdf('b.pdf', Buffer.from('<html>'))],
      422,
      'ATTACHMENT_REFUSED',
    ],
    [
      'with a picture of 30,000 by 30,000',
      () => [
        commentPart(),
        filePart('a.png', 'image/png', aPng({ width: 30_000, height: 30_000 })),
      ],
      422,
      'ATTACHMENT_REFUSED',
    ],
  ]
  test.each(REFUSED)('%s leaves nothing', async (_name, parts, status, code) => {
    expectRefusal(await submitForm(app, docket.docket, parts()), status, code as never)
    await leftNothing()
  })

  test('says which of its files is wrong, and in what', async () => {
    const parts = [commentPart(), pdf(), filePart('b.docx', ATTACHMENT_KINDS.docx, 'MZ')]
    const answer = await submitForm(app, docket.docket, parts)
    expect(answer.body.details).toEqual({ n: 2, problem: 'kind-mismatch' })
    const tooLarge = [commentPart(), pdf('b.pdf', Buffer.alloc(5 * 1024 * 1024 + 1))]
    expect((await submitForm(app, docket.docket, tooLarge)).body.details).toEqual({
      n: 1,
      limit: 5 * 1024 * 1024,
    })
  })

  const path_ = () => `${API}/drafts/${docket.docket}/comments`
  const raw = (body: Uint8Array | readonly Uint8Array[], headers: Record<string, string>) =>
    sendRaw(app, { method: 'POST', path: path_(), headers, body })
  const keyed = (type = MULTIPART) => ({
    'Content-Type': type,
    'Idempotency-Key': randomUUID(),
  })

  test.each([
    ['without an end', formBytes([commentPart(), pdf()], '')],
    ['that ends within a file', formBytes([commentPart(), pdf()]).subarray(0, -60)],
    ['without a boundary in its body', Buffer.from('nothing')],
    ['of another boundary', Buffer.from('--other\r\n\r\n--other--\r\n')],
  ])('%s leaves nothing', async (_name, body) => {
    expectRefusal(await raw(body, keyed()), 400, 'BODY_UNREADABLE')
    await leftNothing()
  })

  test('without a boundary in its type, or packed, leaves nothing', async () => {
    const body = formBytes([commentPart(), pdf()])
    expectRefusal(await raw(body, keyed('multipart/form-data')), 400, 'BODY_UNREADABLE')
    const packed = { ...keyed(), 'Content-Encoding': 'gzip' }
    expectRefusal(await raw(body, packed), 415, 'CONTENT_TYPE_UNSUPPORTED')
    expectRefusal(
      await raw(body, keyed('multipart/mixed; boundary=x')),
      415,
      'CONTENT_TYPE_UNSUPPORTED',
    )
    await leftNothing()
  })

  test('without a key, or with one that can be guessed, is refused unread', async () => {
    const body = formBytes([commentPart(), pdf('a.pdf', Buffer.alloc(4 * 1024 * 1024))])
    const type = { 'Content-Type': MULTIPART }
    expectRefusal(await raw(body, type), 400, 'IDEMPOTENCY_KEY_MISSING')
    const weak = { ...type, 'Idempotency-Key': '1'.repeat(32) }
    expectRefusal(await raw(body, weak), 400, 'IDEMPOTENCY_KEY_WEAK')
    await leftNothing()
  })

  test('larger than all that may come is refused, whether it says so or not', async () => {
    const body = Buffer.concat([
      formBytes(
        [commentPart()],
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="attachment"; filename="a.pdf"\r\n\r\n`,
      ),
      Buffer.alloc(27 * 1024 * 1024),
    ])
    expectRefusal(await raw(body, keyed()), 413, 'BODY_TOO_LARGE')
    const chunks = [body.subarray(0, 1_000), body.subarray(1_000)]
    expectRefusal(await raw(chunks, keyed()), 413, 'ATTACHMENT_TOO_LARGE')
    // Before its first part too.
    const preamble = [Buffer.alloc(27 * 1024 * 1024), formBytes([commentPart()])]
    expectRefusal(await raw(preamble, keyed()), 413, 'BODY_TOO_LARGE')
    await leftNothing()
  })

  test('on a docket that is none, or not open, has no file received', async () => {
    const large = pdf('a.pdf', Buffer.alloc(6 * 1024 * 1024))
    // A file that is too large would be refused as such, were it received.
    const unknown = await submitForm(app, `${docket.subject.slug}-1405-9999`, [
      commentPart(),
      large,
    ])
    expectRefusal(unknown, 404, 'DOCKET_UNKNOWN')
    await leftNothing()
    const brief = await aBriefDocket(app, 1)
    await untilDatabaseReaches(app, brief.closesAt)
    const late = await submitForm(app, brief.docket, [commentPart(), large])
    expectRefusal(late, 409, 'PERIOD_CLOSED')
    expect(filesIn('incoming')).toEqual([])
    expect(filesIn('comment-files')).toEqual(before.files)
  })

  test('that comes in single bytes is the same form', async () => {
    const body = formBytes([commentPart(), pdf('یک.pdf')])
    const bytes = Array.from({ length: body.length }, (_each, at) => body.subarray(at, at + 1))
    expect((await raw(bytes, keyed())).status).toBe(201)
  })
})
