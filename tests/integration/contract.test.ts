import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import * as bodyContracts from '../../plugins/comment-period/contracts/bodies'
import * as commentContracts from '../../plugins/comment-period/contracts/comments'
import { readCertificate } from '../../plugins/comment-period/contracts/certificate'
import { readDiff } from '../../plugins/comment-period/contracts/diff'
import * as draftContracts from '../../plugins/comment-period/contracts/drafts'
import * as reportContracts from '../../plugins/comment-period/contracts/reports'
import { bootFresh, type Answer, type Json, type TestApp } from '../support/app'
import { aPdf } from '../support/crafted-files'
import {
  aBriefDocket,
  aComment,
  aDraft,
  aMember,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  databaseNow,
  docketOf,
  documents,
  PLUGIN,
  publish,
  submit,
  untilDatabaseReaches,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { commentPart, filePart, submitForm } from '../support/multipart'
import { lintOpenApi } from '../support/openapi-lint.mjs'
import { sendRaw } from '../support/raw-http'
import { servedContract, type ServedContract } from '../support/served-contract'
import { solved, solveWork, submitWithWork } from '../support/work'

/**
 * Every public answer is what its contract says and not one member more, in every phase a docket
 * can be seen in; and it is cached no longer than it is true.
 */

let app: TestApp
/** With a mandatory rule of two weeks; `ruleless` has none, as brief dockets need it. */
let subject: Subject
let ruleless: Subject
let staff: Staff
let contract: ServedContract
const uploaded: string[] = []
beforeAll(async () => {
  app = await bootFresh()
  contract = await servedContract(app)
  subject = await aSubject(app)
  await aRule(app, subject)
  staff = await aMember(app, subject)
  ruleless = await aSubject(app)
})
afterAll(async () => {
  for (const file of uploaded) rmSync(file, { force: true })
  await app.stop()
})

const tried = new Set<string>()

/**
 * A public request; which route it took is remembered, so that none is left out. Sent as it is:
 * `fetch` would add `Cache-Control: no-cache` wherever it finds an `If-None-Match`.
 */
async function ask(
  route: string,
  parameters: Record<string, string> = {},
  rest: { query?: string; headers?: Record<string, string>; body?: unknown; key?: string } = {},
): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ')
  tried.add(route)
  const filled = pattern.replace(/:([a-zA-Z0-9]+)/g, (_whole, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`${route} needs ${name}`)
    return value
  })
  const answer = await sendRaw(app, {
    method,
    path: `${API}${filled}${rest.query ?? ''}`,
    headers: {
      ...(rest.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(rest.key === undefined ? {} : { 'Idempotency-Key': rest.key }),
      ...rest.headers,
    },
    ...(rest.body === undefined ? {} : { body: JSON.stringify(rest.body) }),
  })
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  contract.expectDocumented(route, answer)
  return answer
}

function expectContract(answer: Answer, status: number, schema: z.ZodType): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code: undefined })
  expect(answer.headers.get('content-type')).toMatch(/^application\/json(;|$)/)
  const parsed = schema.safeParse(answer.body)
  expect(parsed.error?.issues ?? []).toEqual([])
}

function expectOpenRead(answer: Answer): void {
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('access-control-expose-headers')).toBe('Date, Age, ETag, Retry-After')
  expect(answer.headers.get('vary')).toMatch(/\bOrigin\b/)
  expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=(\d|10)$/)
}

/** Every answer about one docket, held to its contract. */
async function expectDocketReads(docket: string, options: { final?: boolean } = {}) {
  const draft = await ask('GET /drafts/:docket', { docket })
  expectContract(draft, 200, draftContracts.readDraft.answer)
  expectOpenRead(draft)
  const period = await ask('GET /drafts/:docket/period', { docket })
  expectContract(period, 200, draftContracts.readPeriod.answer)
  expectOpenRead(period)
  expect(period.body).toEqual(draft.body.period)
  for (const { n } of draft.body.exposures as unknown as { n: number }[]) {
    const exposure = await ask('GET /drafts/:docket/exposures/:n', { docket, n: String(n) })
    expectContract(exposure, 200, draftContracts.readExposure.answer)
    expectOpenRead(exposure)
    const of = 'GET /drafts/:docket/exposures/:n/certificate'
    const certificate = await ask(of, { docket, n: String(n) })
    expectContract(certificate, 200, readCertificate.answer)
    expectOpenRead(certificate)
    expect(certificate.body.exposure?.textHash).toBe(exposure.body.text?.textHash)
  }
  const to = options.final === true ? 'final' : '1'
  const diff = await ask('GET /drafts/:docket/diff', { docket }, { query: `?from=1&to=${to}` })
  expectContract(diff, 200, readDiff.answer)
  expectOpenRead(diff)
  const comments = await ask('GET /drafts/:docket/comments', { docket })
  expectContract(comments, 200, commentContracts.listComments.answer)
  expectOpenRead(comments)
  const final = await ask('GET /drafts/:docket/final', { docket })
  if (options.final === true) {
    expectContract(final, 200, draftContracts.readFinal.answer)
    expectOpenRead(final)
  } else {
    expect(final).toMatchObject({ status: 404, body: { code: 'NOT_ISSUED' } })
  }
  const listed = await ask('GET /drafts', {}, { query: '?limit=100' })
  expectContract(listed, 200, draftContracts.listDrafts.answer)
  expectOpenRead(listed)
  const item = listed.body.items?.find((each: Json) => each.docket === docket)
  expect(item?.period).toEqual(period.body)
  return { draft, period, comments, final }
}

const actOn = (documentId: string, name: string, body: object, by: Staff = staff) =>
  by.call('POST', `/comment-period/drafts/${documentId}/${name}`, body)

/** A file in Strapi's uploads, as the media library keeps it. */
async function anUpload(name: string, content: string): Promise<{ id: number }> {
  const file = `${randomUUID()}.txt`
  const folder = path.join(app.strapi.dirs.static.public, 'uploads')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, file), content)
  uploaded.push(path.join(folder, file))
  return (await app.strapi.db.query('plugin::upload.file').create({
    data: {
      name,
      hash: file.slice(0, -4),
      ext: '.txt',
      mime: 'text/plain',
      size: content.length / 1000,
      url: `/uploads/${file}`,
      provider: 'local',
      folderPath: '/',
    },
  })) as { id: number }
}

describe('what is answered about a docket', () => {
  test('that is open, with comments, responses, a translation and an attachment', async () => {
    const content = 'پیوست آزمون'
    const sha256 = createHash('sha256').update(content).digest('hex')
    const upload = await anUpload('پیوست «۱».txt', content)
    const documentId = await aDraft(app, subject, { attachments: [upload.id] })
    await publish(app, documentId)
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'en',
      data: {
        title: 'A directive for a test',
        summary: 'Summary',
        clauses: [
          { kind: 'article', heading: 'Purpose', text: 'This is a test.' },
          { kind: 'note', text: 'A note.' },
          { kind: 'article', heading: 'Scope', text: 'All units.' },
        ],
      },
    })
    await publish(app, documentId, 'en')
    const docket = await docketOf(app, documentId)
    const before = await ask('GET /drafts/:docket', { docket })
    const clauseId = String(before.body.text?.clauses?.[0]?.clauseId)

    const full = aComment({
      type: 'satisfaction',
      rating: 4,
      clauseId,
      submitterType: 'institution',
      submitterCategory: 'expert',
      onBehalfOf: 'انجمن آزمون',
      name: 'نام آزمون',
      showName: true,
      contact: 'someone@example.test',
    })
    const publicIds: string[] = []
    for (const body of [aComment(), full, aComment({ type: 'criticism', language: 'ckb' })]) {
      const challenge = await ask(
        'GET /challenge',
        {},
        { query: `?docket=${docket}&action=comment` },
      )
      expectContract(challenge, 200, commentContracts.readChallenge.answer)
      expect(challenge.headers.get('cache-control')).toBe('no-store')
      const filed = await ask(
        'POST /drafts/:docket/comments',
        { docket },
        { body: { ...body, work: await solved(challenge.body) }, key: randomUUID() },
      )
      expectContract(filed, 201, commentContracts.submitComment(20_000).answer)
      expect(filed.headers.get('cache-control')).toBe('no-store')
      publicIds.push(String(filed.body.publicId))
      const found = await ask(
        'POST /tracking',
        {},
        { body: { trackingCode: filed.body.trackingCode } },
      )
      expectContract(found, 200, commentContracts.trackComment.answer)
      expect(found.headers.get('cache-control')).toBe('no-store')
      expect(found.headers.get('referrer-policy')).toBe('no-referrer')
    }
    await staff.call('POST', `/comment-period/comments/${publicIds[0] ?? ''}/response`, {
      text: 'پذیرفته شد.',
      disposition: 'accepted',
      reason: 'نظر کارشناسی',
    })
    await staff.call('POST', `/comment-period/comments/${publicIds[2] ?? ''}/screening`, {
      state: 'withheld',
      withholdReason: 'insult',
      reason: 'توهین',
    })

    const { draft, comments } = await expectDocketReads(docket)
    expect(draft.body.period).toMatchObject({ phase: 'open' })
    expect(draft.body.locales).toEqual(['fa', 'en'])
    expect(draft.body.counts).toEqual({
      total: 3,
      byState: { received: 0, published: 2, withheld: 1, spam: 0 },
      withheldByReason: { insult: 1 },
    })
    expect(comments.body.items?.map((item: Json) => item.publicId)).toEqual(publicIds.slice(0, 2))
    expect(JSON.stringify(comments.body)).not.toContain('someone@example.test')
    const ofClause = await ask(
      'GET /drafts/:docket/comments',
      { docket },
      { query: `?clause=${clauseId}` },
    )
    expectContract(ofClause, 200, commentContracts.listComments.answer)
    expect(ofClause.body.items?.map((item: Json) => item.publicId)).toEqual([publicIds[1]])

    for (const [locale, title] of [
      ['en', 'A directive for a test'],
      ['fa', 'دستورالعمل آزمون'],
      ['ckb', 'دستورالعمل آزمون'],
    ] as const) {
      const read = await ask('GET /drafts/:docket', { docket }, { query: `?locale=${locale}` })
      expectContract(read, 200, draftContracts.readDraft.answer)
      expect(read.body.text?.title).toBe(title)
      const exposure = await ask(
        'GET /drafts/:docket/exposures/:n',
        { docket, n: '1' },
        { query: `?locale=${locale}` },
      )
      expectContract(exposure, 200, draftContracts.readExposure.answer)
      expect(exposure.body.text?.title).toBe(title)
    }

    expect(draft.body.text?.attachments).toMatchObject([{ name: 'پیوست «۱».txt', sha256 }])
    const file = await ask('GET /drafts/:docket/attachments/:sha256', { docket, sha256 })
    expect(file).toMatchObject({ status: 200, body: content })
    expect(`${API}/drafts/${docket}/attachments/${sha256}`).toBe(
      draft.body.text?.attachments?.[0]?.path,
    )
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.headers.get('access-control-allow-origin')).toBe('*')
    expect(
      await ask('GET /drafts/:docket/attachments/:sha256', { docket, sha256: 'f'.repeat(64) }),
    ).toMatchObject({ status: 404, body: { code: 'ATTACHMENT_UNKNOWN' } })
  })

  test('that is suspended', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    await actOn(documentId, 'suspend', { ground: 'outage', reason: 'قطع درگاه' })
    const { period } = await expectDocketReads(docket)
    expect(period.body).toMatchObject({ phase: 'suspended', mayIssueFrom: null })
  })

  test('that was resumed, extended and restarted', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    await actOn(documentId, 'suspend', { ground: 'outage', reason: 'قطع درگاه' })
    await actOn(documentId, 'resume', { reason: 'رفع قطعی' })
    const { period } = await expectDocketReads(docket)
    const soon = new Date(Date.parse(String(period.body.closesAt)) + 10 * 86_400_000)
    const extended = await actOn(documentId, 'extend', {
      lastDayOn: soon.toISOString().slice(0, 10),
      ground: 'request',
      reason: 'درخواست',
    })
    expect(extended.status).toBe(200)
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'fa',
      data: { title: 'متن اصلاح‌شده' },
    })
    expect((await actOn(documentId, 'restart', { reason: 'اصلاح' })).status).toBe(200)
    const { draft } = await expectDocketReads(docket)
    expect(draft.body.exposures?.map((exposure: Json) => exposure.n)).toEqual([1, 2])
  })

  test('that is closed', async () => {
    const { docket, closesAt } = await aBriefDocket(app, 400, ruleless)
    await untilDatabaseReaches(app, closesAt)
    const { period } = await expectDocketReads(docket)
    expect(period.body).toMatchObject({ phase: 'closed' })
  })

  test('that was issued after its exposure', async () => {
    const its = ruleless
    const member = await aMember(app, its)
    const { docket, documentId, closesAt } = await aBriefDocket(app, 1_500, its)
    const filed = await submit(app, docket)
    expect(filed.status).toBe(201)
    await untilDatabaseReaches(app, closesAt)
    const issued = await actOn(
      documentId,
      'issue',
      { reason: 'پایان مهلت', letterNumber: '۱۲۳/الف', letterOn: '1405/09/01' },
      member,
    )
    expect(issued.status).toBe(201)
    const { period, final } = await expectDocketReads(docket, { final: true })
    expect(period.body).toMatchObject({ phase: 'issued' })
    expect(final.body.issuance).toMatchObject({ basis: 'exposure', letterNumber: '۱۲۳/الف' })
  })

  test('that was withdrawn', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    await actOn(documentId, 'withdraw', { reason: 'انصراف' })
    const { period } = await expectDocketReads(docket)
    expect(period.body).toMatchObject({ phase: 'withdrawn', mayIssueFrom: null })
  })

  test('bodies, their rules and their participation strategy', async () => {
    const governed = await aSubject(app)
    await aRule(app, governed, { kinds: [governed.kindId] })
    await documents(app, 'issuing-body').update({
      documentId: governed.bodyId,
      data: {
        shortName: 'آزمون',
        website: 'https://body.example.test',
        channels: [{ channel: 'email', title: 'رایانامه', address: 'x@example.test', secret: 1 }],
        portals: [{ origin: 'https://portal.example.test', title: 'درگاه' }],
      },
    })
    await app.strapi.documents(`${PLUGIN}.participation-strategy` as never).create({
      status: 'published',
      data: {
        title: 'راهبرد مشارکت',
        body: governed.bodyId,
        number: '۱',
        commitments: [{ clause: '۱', text: 'پاسخ به نظرها', inner: 'x' }],
      },
    } as never)
    const bodies = await ask('GET /bodies')
    expectContract(bodies, 200, bodyContracts.listBodies.answer)
    expectOpenRead(bodies)
    const body = await ask('GET /bodies/:slug', { slug: governed.slug })
    expectContract(body, 200, bodyContracts.readBody.answer)
    expectOpenRead(body)
    expect(body.body).toMatchObject({
      rules: [{ count: 2, unit: 'week', kinds: [{ key: governed.kindKey }] }],
      strategy: { title: 'راهبرد مشارکت', commitments: [{ clause: '۱', text: 'پاسخ به نظرها' }] },
    })
  })

  test('the health of the guards', async () => {
    const health = await ask('GET /health')
    expectContract(health, 200, bodyContracts.readHealth.answer)
    expect(health.headers.get('cache-control')).toBe('no-store')
    expect(health.body).toMatchObject({ ok: true, guards: { missing: [] } })
  })

  test('an attachment of a comment, once it was released', async () => {
    const { docket } = await anOpenDocket(app, subject)
    const work = await solveWork(app, docket)
    const parts = [
      commentPart(aComment({ work })),
      filePart('پیوست.pdf', 'application/pdf', aPdf()),
    ]
    const filed = await submitForm(app, docket, parts)
    expectContract(filed, 201, commentContracts.submitComment(20_000).answer)
    const { publicId, trackingCode } = filed.body
    const tracked = await app.call('POST', `${API}/tracking`, { trackingCode })
    expectContract(tracked, 200, commentContracts.trackComment.answer)
    const judged = await staff.call(
      'POST',
      `/comment-period/comments/${String(publicId)}/attachments/1/verdict`,
      { verdict: 'released', reason: 'آزمون' },
    )
    expect(judged.status).toBe(201)
    const list = await ask('GET /drafts/:docket/comments', { docket })
    expectContract(list, 200, commentContracts.listComments.answer)
    const [{ path: address, size }] = list.body.items[0].attachments
    const file = await ask('GET /drafts/:docket/comments/:publicId/attachments/:n', {
      docket,
      publicId,
      n: '1',
    })
    expect(file.status).toBe(200)
    expect(file.headers.get('content-length')).toBe(String(size))
    expect((await app.call('GET', address)).status).toBe(200)
  })

  test('reports, once the body has published them', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    const none = await ask('GET /drafts/:docket/reports', { docket })
    expectContract(none, 200, reportContracts.listReports.answer)
    expect(none.body.items).toEqual([])
    const unknown = await ask('GET /drafts/:docket/reports/:reportKind', {
      docket,
      reportKind: 'digest',
    })
    expect(unknown).toMatchObject({ status: 404, body: { code: 'REPORT_UNKNOWN' } })
    expect((await actOn(documentId, 'withdraw', { reason: 'انصراف' })).status).toBe(200)
    const body = { kind: 'outcome', foreword: 'سخن دستگاه', reason: 'آزمون' }
    expect((await actOn(documentId, 'reports', body)).status).toBe(201)
    const its = { docket, reportKind: 'outcome' }
    const report = await ask('GET /drafts/:docket/reports/:reportKind', its)
    expectContract(report, 200, reportContracts.readReport.answer)
    expectOpenRead(report)
    const listed = await ask('GET /drafts/:docket/reports', { docket })
    expectContract(listed, 200, reportContracts.listReports.answer)
    expectOpenRead(listed)
    expect(listed.body.items).toMatchObject([{ kind: 'outcome', n: 1 }])
    const file = await ask('GET /drafts/:docket/reports/:reportKind/file', its)
    expect(file.status).toBe(200)
    expect(file.headers.get('etag')).toMatch(/^W\/"[\w-]+"$/)
    const draft = await ask('GET /drafts/:docket', { docket })
    expectContract(draft, 200, draftContracts.readDraft.answer)
  })

  test('the feeds', async () => {
    for (const [route, type] of [
      ['GET /drafts.atom', 'application/atom+xml; charset=utf-8'],
      ['GET /drafts.ics', 'text/calendar; charset=utf-8'],
    ] as const) {
      const feed = await ask(route, {}, { query: `?body=${subject.slug}` })
      expect(feed.status).toBe(200)
      expect(feed.headers.get('content-type')).toBe(type)
      expectOpenRead(feed)
    }
  })

  test('the contract itself, in which a linter finds nothing', async () => {
    const served = await ask('GET /openapi.json')
    expect(served.status).toBe(200)
    expect(served.headers.get('content-type')).toMatch(/^application\/json/)
    expectOpenRead(served)
    expect(await lintOpenApi(JSON.stringify(served.body))).toMatchObject({ errors: 0, warnings: 0 })
    // The linter does find what is wrong.
    const { paths, ...rest } = served.body
    const wrong = { ...rest, paths: { ...paths, '/nowhere': { get: { summary: 'no answer' } } } }
    expect((await lintOpenApi(JSON.stringify(wrong))).errors).toBeGreaterThan(0)
    const health = await ask('GET /health')
    for (const body of [{}, { ...health.body, ok: 'yes' }])
      expect(() => {
        contract.expectDocumented('GET /health', { ...health, body })
      }).toThrow('problems')
  })

  test('S3 every public route was asked above', () => {
    const { routes } = app.strapi.plugin('comment-period') as unknown as {
      routes: { 'content-api': { routes: { method: string; path: string }[] } }
    }
    const known = routes['content-api'].routes.map(({ method, path }) => `${method} ${path}`)
    expect([...tried].sort()).toEqual(known.sort())
  })
})

describe('the ETag of a docket', () => {
  const READS = [
    'GET /drafts/:docket',
    'GET /drafts/:docket/period',
    'GET /drafts/:docket/exposures/:n',
    'GET /drafts/:docket/exposures/:n/certificate',
    'GET /drafts/:docket/comments',
  ]
  async function etags(docket: string): Promise<string[]> {
    const found: string[] = []
    for (const route of READS) {
      const answer = await ask(route, { docket, n: '1' })
      expect(answer.status).toBe(200)
      const etag = String(answer.headers.get('etag'))
      // No comma: many a reader of `If-None-Match` splits at commas without a look at the quotes.
      expect(etag).toMatch(/^W\/"[\w-]+"$/)
      found.push(etag)
    }
    return found
  }

  test('answers 304 without a body to who has it, and 200 to who has another', async () => {
    const { docket } = await anOpenDocket(app, subject)
    for (const [index, etag] of (await etags(docket)).entries()) {
      const route = READS[index] ?? ''
      for (const held of [etag, etag.slice('W/'.length), `"other", ${etag}`, '*']) {
        const same = await ask(route, { docket, n: '1' }, { headers: { 'If-None-Match': held } })
        expect(same).toMatchObject({ status: 304, body: '' })
        expect(same.headers.get('etag')).toBe(etag)
        expect(same.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
        expect(same.headers.get('access-control-allow-origin')).toBe('*')
      }
      const other = await ask(route, { docket, n: '1' }, { headers: { 'If-None-Match': '"x"' } })
      expect(other.status).toBe(200)
    }
  })

  test('changes when what is read changes, and only then', async () => {
    const waiting = await aSubject(app, { screening: 'before' })
    await aRule(app, waiting)
    const member = await aMember(app, waiting)
    const { docket, documentId } = await anOpenDocket(app, waiting)
    let last = await etags(docket)
    const expectChanged = async (what: string, wanted: readonly string[]) => {
      const next = await etags(docket)
      const changed = READS.filter((_, index) => next[index] !== last[index])
      expect({ what, changed }).toEqual({ what, changed: wanted })
      last = next
    }
    const DRAFT = 'GET /drafts/:docket'
    const PERIOD = 'GET /drafts/:docket/period'
    const CERTIFICATE = 'GET /drafts/:docket/exposures/:n/certificate'
    const COMMENTS = 'GET /drafts/:docket/comments'
    const filed = await submit(app, docket)
    await expectChanged('a comment was received', [DRAFT, CERTIFICATE])
    const comment = `/comment-period/comments/${String(filed.body.publicId)}`
    const screen = (body: object) =>
      member.call('POST', `${comment}/screening`, { reason: 'بررسی', ...body })
    expect((await screen({ state: 'published' })).status).toBe(200)
    await expectChanged('a comment was published', [DRAFT, CERTIFICATE, COMMENTS])
    const response = { text: 'پاسخ', disposition: 'accepted', reason: 'بررسی' }
    expect((await member.call('POST', `${comment}/response`, response)).status).toBe(201)
    await expectChanged('a comment was responded to', [COMMENTS])
    expect((await screen({ state: 'withheld', withholdReason: 'insult' })).status).toBe(200)
    await expectChanged('a comment was withheld', [DRAFT, CERTIFICATE, COMMENTS])
    const acts: [string, object][] = [
      ['suspend', { ground: 'outage', reason: 'قطع' }],
      ['resume', { reason: 'رفع' }],
      [
        'extend',
        {
          lastDayOn: new Date((await databaseNow(app)) + 60 * 86_400_000)
            .toISOString()
            .slice(0, 10),
          ground: 'other',
          reason: 'بیشتر',
        },
      ],
    ]
    for (const [name, body] of acts) {
      expect((await actOn(documentId, name, body, member)).status).toBe(200)
      await expectChanged(name, [DRAFT, PERIOD, CERTIFICATE])
    }
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'en',
      data: { title: 'In English', clauses: [{ kind: 'article', text: 'One.' }] },
    })
    await publish(app, documentId, 'en')
    await expectChanged('a translation was published', [DRAFT])
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'fa',
      data: { title: 'متن دوم' },
    })
    expect((await actOn(documentId, 'restart', { reason: 'اصلاح' }, member)).status).toBe(200)
    await expectChanged('restart', [DRAFT, PERIOD, CERTIFICATE])
    expect((await actOn(documentId, 'withdraw', { reason: 'انصراف' }, member)).status).toBe(200)
    await expectChanged('withdraw', [DRAFT, PERIOD, CERTIFICATE])
  })

  test('changes with the phase, although nobody acts', async () => {
    const { docket, closesAt } = await aBriefDocket(app, 1_500, ruleless)
    const open = await etags(docket)
    await untilDatabaseReaches(app, closesAt)
    const closed = await etags(docket)
    const changed = READS.filter((_, index) => closed[index] !== open[index])
    expect(changed).toEqual([
      'GET /drafts/:docket',
      'GET /drafts/:docket/period',
      'GET /drafts/:docket/exposures/:n/certificate',
    ])
    const stale = await ask(
      'GET /drafts/:docket/period',
      { docket },
      { headers: { 'If-None-Match': open[1] ?? '' } },
    )
    expect(stale).toMatchObject({ status: 200, body: { phase: 'closed' } })
  })

  test('differs between languages, pages and clauses where their answers do', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    for (let filed = 0; filed < 2; filed += 1) await submitWithWork(app, docket)
    const comments = async (query: string) =>
      (await ask('GET /drafts/:docket/comments', { docket }, { query })).headers.get('etag')
    const first = await ask('GET /drafts/:docket/comments', { docket }, { query: '?limit=1' })
    const pages = [
      first.headers.get('etag'),
      await comments(''),
      await comments(`?limit=1&cursor=${String(first.body.nextCursor)}`),
      await comments('?clause=cnosuchclause'),
    ]
    expect(new Set(pages).size).toBe(4)
    expect(await comments('?limit=2')).toBe(pages[1])

    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'en',
      data: { title: 'In English', clauses: [{ kind: 'article', text: 'One.' }] },
    })
    await publish(app, documentId, 'en')
    for (const route of ['GET /drafts/:docket', 'GET /drafts/:docket/exposures/:n']) {
      const inLanguage = async (locale: string) =>
        (await ask(route, { docket, n: '1' }, { query: `?locale=${locale}` })).headers.get('etag')
      expect(await inLanguage('en')).not.toBe(await inLanguage('fa'))
      expect(await inLanguage('ckb')).toBe(await inLanguage('fa'))
    }
  })

  test('is told of lists and bodies too', async () => {
    const its = await aSubject(app)
    await aRule(app, its)
    const { docket } = await anOpenDocket(app, its)
    const tagOf = async (route: string, query = '') =>
      (await ask(route, { slug: its.slug }, { query })).headers.get('etag')
    const list = () => tagOf('GET /drafts', `?body=${its.slug}`)
    const before = await list()
    expect(before).toMatch(/^W\//)
    await submit(app, docket)
    expect(await list()).toBe(before)
    await anOpenDocket(app, its)
    expect(await list()).not.toBe(before)
    const body = await tagOf('GET /bodies/:slug')
    const bodies = await tagOf('GET /bodies')
    await documents(app, 'issuing-body').update({
      documentId: its.bodyId,
      data: { name: 'نام دیگر دستگاه' },
    })
    expect(await tagOf('GET /bodies/:slug')).not.toBe(body)
    expect(await tagOf('GET /bodies')).not.toBe(bodies)
  })
})

describe('compression', () => {
  test('is used where the caller takes it, and gives the same answer', async () => {
    const { docket } = await anOpenDocket(app, subject)
    for (const at of [
      `${API}/drafts/${docket}`,
      `${API}/drafts?body=${subject.slug}`,
      `/notices/${docket}`,
    ]) {
      const plain = await fetch(`${app.url}${at}`, { headers: { 'Accept-Encoding': 'identity' } })
      const zipped = await fetch(`${app.url}${at}`, { headers: { 'Accept-Encoding': 'gzip' } })
      expect([plain, zipped].map(({ headers }) => headers.get('content-encoding'))).toEqual([
        null,
        'gzip',
      ])
      for (const { headers } of [plain, zipped])
        expect(headers.get('vary')).toMatch(/Accept-Encoding/i)
      expect(zipped.headers.get('content-type')).toBe(plain.headers.get('content-type'))
      expect(Number(zipped.headers.get('content-length'))).toBeLessThan(
        Number(plain.headers.get('content-length')),
      )
      if (at.startsWith(API)) {
        expect(zipped.headers.get('etag')).toBe(plain.headers.get('etag'))
        expect(await zipped.json()).toEqual(await plain.json())
      }
    }
  })

  test('is not used where a code is answered', async () => {
    const { docket } = await anOpenDocket(app, subject)
    const filed = await submit(app, docket)
    const tracked = await app.call(
      'POST',
      `${API}/tracking`,
      { trackingCode: filed.body.trackingCode },
      { 'Accept-Encoding': 'gzip' },
    )
    expect(tracked.headers.get('content-encoding')).toBeNull()
  })
})

describe('what may be cached', () => {
  test('reaches never past the close, in any read that shows the phase', async () => {
    const its = await aSubject(app)
    const { docket, closesAt } = await aBriefDocket(app, 6_000, its)
    const reads: [string, string][] = [
      ['GET /drafts', `?body=${its.slug}`],
      ['GET /drafts', `?body=${its.slug}&phase=open`],
      ['GET /drafts', `?body=${its.slug}&phase=closed`],
      ['GET /drafts', '?limit=100'],
      ['GET /drafts/:docket', ''],
      ['GET /drafts/:docket/period', ''],
      ['GET /drafts/:docket/comments', ''],
      ['GET /drafts/:docket/exposures/:n', ''],
      ['GET /drafts/:docket/exposures/:n/certificate', ''],
    ]
    let compared = 0
    while ((await databaseNow(app)) < closesAt) {
      for (const [route, query] of reads) {
        const asked = await databaseNow(app)
        const answer = await ask(route, { docket, n: '1' }, { query })
        const [, seconds] = /max-age=(\d+)$/.exec(answer.headers.get('cache-control') ?? '') ?? []
        expect(seconds).toBeDefined()
        // From the earliest instant at which the answer may have been made.
        if (asked < closesAt && (await databaseNow(app)) < closesAt) {
          expect(asked + Number(seconds) * 1000).toBeLessThanOrEqual(closesAt)
          compared += 1
        }
      }
    }
    expect(compared).toBeGreaterThanOrEqual(reads.length)
    const after = await ask('GET /drafts/:docket/period', { docket })
    expect(after.body).toMatchObject({ phase: 'closed' })
  })

  test('is nothing where a code or a receipt is answered, or a refusal', async () => {
    const { docket } = await anOpenDocket(app, subject)
    const filed = await submit(app, docket)
    const found = await app.call('POST', `${API}/tracking`, {
      trackingCode: filed.body.trackingCode,
    })
    const unknown = await app.call('GET', `${API}/drafts/nobody-1405-0001`)
    const nowhere = await app.call('GET', `${API}/nowhere`)
    for (const answer of [filed, found, unknown, nowhere]) {
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('etag')).toBeNull()
    }
  })

  test('no write is open to an origin that no body has registered', async () => {
    const { docket } = await anOpenDocket(app, subject)
    const filed = await app.call('POST', `${API}/drafts/${docket}/comments`, aComment(), {
      'Idempotency-Key': randomUUID(),
      Origin: 'https://stranger.example.test',
    })
    const found = await app.call(
      'POST',
      `${API}/tracking`,
      { trackingCode: '0000-0000-0000-00000' },
      { Origin: 'https://stranger.example.test' },
    )
    for (const answer of [filed, found]) {
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  test('no read gives credentials to any origin, and none is mirrored', async () => {
    const { docket } = await anOpenDocket(app, subject)
    for (const origin of ['https://portal.example.test', 'null', 'http://127.0.0.1:1337']) {
      for (const to of ['/drafts', `/drafts/${docket}`, '/bodies', '/health', '/nowhere']) {
        const answer = await sendRaw(app, {
          path: `${API}${to}`,
          headers: { Origin: origin, Cookie: 'koa.sess=x' },
        })
        expect(answer.headers.get('access-control-allow-origin')).toBe('*')
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
        expect(answer.headers.get('set-cookie')).toBeNull()
      }
    }
  })
})

describe('the lists', () => {
  let its: Subject
  let dockets: string[]
  const listed = async (query: string) => {
    const answer = await ask('GET /drafts', {}, { query })
    expectContract(answer, 200, draftContracts.listDrafts.answer)
    return answer.body.items?.map((item: Json) => String(item.docket)) ?? []
  }

  /** Follows the cursors of a list to its end. */
  async function walk(route: string, parameters: Record<string, string>, query: string) {
    const pages: string[][] = []
    let cursor = ''
    for (;;) {
      const answer = await ask(route, parameters, { query: `?${query}${cursor}` })
      expect(answer.status).toBe(200)
      pages.push(answer.body.items?.map((item: Json) => String(item.docket ?? item.publicId)) ?? [])
      if (answer.body.nextCursor === null) return pages
      cursor = `&cursor=${String(answer.body.nextCursor)}`
      expect(pages.length).toBeLessThan(200)
    }
  }

  beforeAll(async () => {
    its = await aSubject(app)
    await aRule(app, its)
    dockets = []
    for (const title of ['آیین‌نامه نخست', 'دستور ۱۲', 'سوم', 'چهارم', 'پنجم']) {
      const documentId = await aDraft(app, its, { title })
      await publish(app, documentId)
      dockets.unshift(await docketOf(app, documentId))
    }
  })

  test('give the latest exposed first, by body and by kind', async () => {
    expect(await listed(`?body=${its.slug}`)).toEqual(dockets)
    expect(await listed(`?kind=${its.kindKey}`)).toEqual(dockets)
    expect(await listed(`?body=${its.slug}&kind=${its.kindKey}`)).toEqual(dockets)
    expect(await listed(`?body=${subject.slug}&kind=${its.kindKey}`)).toEqual([])
  })

  test('give a phase, and only those in it', async () => {
    const other = await aSubject(app)
    await aRule(app, other)
    const member = await aMember(app, other)
    const open = await anOpenDocket(app, other)
    const suspended = await anOpenDocket(app, other)
    const withdrawn = await anOpenDocket(app, other)
    const act = { ground: 'outage', reason: 'قطع' }
    await actOn(suspended.documentId, 'suspend', act, member)
    await actOn(withdrawn.documentId, 'withdraw', { reason: 'انصراف' }, member)
    const inPhase = (phase: string) => listed(`?body=${other.slug}&phase=${phase}`)
    expect(await inPhase('open')).toEqual([open.docket])
    expect(await inPhase('suspended')).toEqual([suspended.docket])
    expect(await inPhase('withdrawn')).toEqual([withdrawn.docket])
    expect(await inPhase('closed')).toEqual([])
    expect(await inPhase('issued')).toEqual([])
    const pages = await walk('GET /drafts', {}, `body=${other.slug}&phase=open&limit=1`)
    expect(pages.flat()).toEqual([open.docket])
  })

  test.each(['آیین‌نامه', 'آیین نامه', 'آييننامه', 'آئین‌نامه', 'آيين‌نامه نخست', 'نامه'])(
    'find the by-law by «%s»',
    async (q) => {
      expect(await listed(`?body=${its.slug}&q=${encodeURIComponent(q)}`)).toEqual([dockets.at(-1)])
    },
  )

  test.each([
    ['دستور 12', 1],
    ['دستور ١٢', 1],
    ['دستور ۱۳', 0],
    ['%', 5],
    ['_', 5],
    ['آزمون‌نامه', 0],
  ])('find by «%s» as many as have each of its words (%i)', async (q, n) => {
    expect(await listed(`?body=${its.slug}&q=${encodeURIComponent(q)}`)).toHaveLength(n)
  })

  test.each([1, 2, 3, 4, 5, 6, 100])(
    'walked with a limit of %i give every docket once, in order',
    async (limit) => {
      const pages = await walk('GET /drafts', {}, `body=${its.slug}&limit=${String(limit)}`)
      expect(pages.flat()).toEqual(dockets)
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true)
    },
  )

  test('walked while a draft is exposed give those that were there once', async () => {
    const first = await ask('GET /drafts', {}, { query: `?body=${its.slug}&limit=2` })
    const late = await anOpenDocket(app, its)
    const rest: string[] = []
    let cursor: string | null = first.body.nextCursor
    while (cursor !== null) {
      const page = await ask(
        'GET /drafts',
        {},
        { query: `?body=${its.slug}&limit=2&cursor=${cursor}` },
      )
      rest.push(...(page.body.items?.map((item: Json) => String(item.docket)) ?? []))
      cursor = page.body.nextCursor
    }
    expect(rest).toEqual(dockets.slice(2))
    dockets.unshift(late.docket)
  })

  test('of the whole site give no docket twice and none too few', async () => {
    const rows = (await app
      .knex('comment_period_docket_heads')
      .whereNotNull('first_opened_at')
      .select('docket')) as { docket: string }[]
    for (const limit of [1, 2, 3, 100]) {
      const found = (await walk('GET /drafts', {}, `limit=${String(limit)}`)).flat()
      expect(new Set(found).size).toBe(found.length)
      expect([...found].sort()).toEqual(rows.map((row) => row.docket).sort())
    }
  })

  test('give as many as were asked for, up to a hundred', async () => {
    const large = await aSubject(app)
    const opened = Array.from({ length: 60 }, () => aBriefDocket(app, 86_400_000, large))
    await Promise.all(opened)
    expect(await listed(`?body=${large.slug}&limit=60`)).toHaveLength(60)
    expect(await listed(`?body=${large.slug}&limit=100`)).toHaveLength(60)
    expect(await listed(`?body=${large.slug}`)).toHaveLength(20)
    const pages = await walk('GET /drafts', {}, `body=${large.slug}&limit=7`)
    expect(new Set(pages.flat()).size).toBe(60)
  })

  test.each([1, 2, 3])(
    'of comments, walked with a limit of %i, give the published once, as they were filed',
    async (limit) => {
      const { docket } = await anOpenDocket(app, its)
      dockets.unshift(docket)
      const member = await aMember(app, its)
      const filed: string[] = []
      for (let n = 0; n < 7; n += 1) {
        const { body } = await submitWithWork(app, docket, aComment({ text: `نظر ${String(n)}` }))
        filed.push(String(body.publicId))
      }
      for (const hidden of [filed[0], filed[3], filed[6]]) {
        const screened = await member.call(
          'POST',
          `/comment-period/comments/${String(hidden)}/screening`,
          { state: 'spam', reason: 'هرزنامه' },
        )
        expect(screened.status).toBe(200)
      }
      const pages = await walk('GET /drafts/:docket/comments', { docket }, `limit=${String(limit)}`)
      expect(pages.flat()).toEqual([filed[1], filed[2], filed[4], filed[5]])
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true)
    },
  )
})
