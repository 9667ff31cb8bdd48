import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import mammoth from 'mammoth'
import * as contracts from '../../plugins/comment-period/contracts/reports'
import { bootFresh, type Json, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aMember,
  anOpenDocket,
  API,
  aSubject,
  databaseNow,
  documents,
  submit,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'
import { elements, parsedXml, unzipped } from '../support/office-files'
import { browse } from '../support/page-forms'
import { commentRow, T, waivedDraft } from '../support/ledger-rows'
import { expectRefusal } from '../support/problems'
import { sendRaw } from '../support/raw-http'

let app: TestApp
let legal: Staff
let manager: Staff
let docket: string
let documentId: string
let published: string
let hidden: string
const reason = 'آزمون'
/** Room for five comments, on a slow machine too. */
const OPEN_MS = 8_000
const SECRET = 'راز نگفتنی'

beforeAll(async () => {
  app = await bootFresh()
  const subject = await aSubject(app)
  legal = await aMember(app, subject, 'legal')
  manager = await aMember(app, subject)
  const brief = await aBriefDocket(app, OPEN_MS, subject, { title: 'دستورالعمل کوتاه' })
  ;({ docket, documentId } = brief)
  const [first, second] = (await draft()).text.clauses as Json[]
  const filed: string[] = []
  for (const fields of [
    { clauseId: first!.clauseId, name: 'رضا رضایی', contact: 'reza@example.ir' },
    { clauseId: first!.clauseId, type: 'criticism', text: SECRET },
    { clauseId: second!.clauseId },
    {},
    { type: 'opinion' },
  ]) {
    const { status, body } = await submit(app, docket, aComment(fields))
    expect([status, body.code]).toEqual([201, undefined])
    filed.push(String(body.publicId))
  }
  ;[published, hidden] = [filed[0]!, filed[1]!]
  await untilDatabaseReaches(app, brief.closesAt)
  const late = await commentRow(app, documentId, { channel: 'letter', late: true })
  await app.knex(T('public_comments')).insert(late)

  const screen = async (publicId: string, fields: Json) => {
    const path = `/comment-period/comments/${publicId}/screening`
    expect((await manager.call('POST', path, { reason, ...fields })).status).toBe(200)
  }
  await screen(published, { state: 'published' })
  await screen(hidden, { state: 'withheld', withholdReason: 'insult' })
  await screen(filed[4]!, { state: 'spam' })
  for (const disposition of ['rejected', 'accepted']) {
    await manager.call('POST', `/comment-period/comments/${published}/response`, {
      text: 'پاسخ دستگاه',
      disposition,
      reason: 'دلیل درونی',
    })
  }
  const comments = (await app
    .knex(T('public_comments'))
    .where({ draft_document_id: documentId })
    .orderBy('seq')) as { document_id: string }[]
  await ledger('themes', { n: 1, theme: 1, title: 'هزینه اجرا' })
  await ledger('themes', { n: 2, theme: 2, title: 'شکایت از آقای فلانی' })
  for (const { document_id: comment } of comments.slice(0, 3)) {
    await ledger('placements', { n: 1, comment_document_id: comment, theme: 1, act: 'placed' })
  }
  await ledger('theme_responses', {
    n: 1,
    theme: 1,
    text: 'هزینه اجرا بازنگری شد.',
    disposition: 'partly-accepted',
  })
})
afterAll(() => app.stop())

const path = (kind = '', query = '') =>
  `${API}/drafts/${docket}/reports${kind === '' ? '' : `/${kind}`}${query}`
const staffPath = (rest: string) => `/comment-period/drafts/${documentId}/${rest}`
const draft = async () => (await app.call('GET', `${API}/drafts/${docket}`)).body as Json
const publishIt = (body: Json, staff = legal) =>
  staff.call('POST', staffPath('reports'), { reason, ...body })

async function ledger(table: string, fields: Json): Promise<void> {
  const at = await databaseNow(app)
  await app.knex(T(table)).insert({ document_id: documentId, reason, at, actor: '{}', ...fields })
}

async function reportOf(kind: string, query = ''): Promise<contracts.ReportOut> {
  const { status, body } = await app.call('GET', path(kind, query))
  expect([status, body.code]).toEqual([200, undefined])
  expect(contracts.readReport.answer.safeParse(body).error?.issues ?? []).toEqual([])
  return body as contracts.ReportOut
}

async function fileAt(address: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${app.url}${address}`, { headers })
  expect(answer.status).toBe(200)
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** Read back by a library that had no part in the writing. */
const textIn = async (bytes: Buffer) => (await mammoth.extractRawText({ buffer: bytes })).value

const count = async (table: string, where: Json) =>
  Number(
    ((await app.knex(T(table)).where(where).count({ n: '*' }).first()) as { n: number | string }).n,
  )

describe('before the draft is issued', () => {
  test('the outcome is too early, in both lists', async () => {
    expectRefusal(await publishIt({ kind: 'outcome' }), 409, 'REPORT_TOO_EARLY')
    const { body } = await legal.call('GET', staffPath('reports'))
    expect(contracts.listStaffReports.answer.safeParse(body).error?.issues ?? []).toEqual([])
    expect(body).toMatchObject({
      docket,
      documentId,
      phase: 'closed',
      kinds: [
        { kind: 'feedback', refusal: null },
        { kind: 'outcome', refusal: 'REPORT_TOO_EARLY' },
        { kind: 'digest', refusal: null },
      ],
      items: [],
    })
    expect((await app.call('GET', path())).body).toEqual({ docket, items: [] })
    expectRefusal(await app.call('GET', path('feedback')), 404, 'REPORT_UNKNOWN')
  })

  test('a preview says what would be published, and writes nothing', async () => {
    const preview = await legal.call('GET', staffPath('report-preview?kind=feedback'))
    expect(contracts.previewReport.answer.safeParse(preview.body).error?.issues ?? []).toEqual([])
    expect(preview.body).toMatchObject({ kind: 'feedback', n: 1, foreword: null })
    const early = await legal.call('GET', staffPath('report-preview?kind=outcome'))
    expectRefusal(early, 409, 'REPORT_TOO_EARLY')
    expect(await count('reports', { document_id: documentId })).toBe(0)
  })

  test('feedback has the figures that the database has, and no word of a comment', async () => {
    const answer = await publishIt({ kind: 'feedback', foreword: 'با سپاس از همه.\nخط دوم' })
    expect([answer.status, answer.body.code]).toEqual([201, undefined])
    expect(answer.body).toMatchObject({ reportN: 1, n: 1, publishedBy: 'کارشناس آزمون', reason })
    const { report, contentHash, n } = await reportOf('feedback')
    expect([n, report.foreword]).toEqual([1, 'با سپاس از همه.\nخط دوم'])
    const of = (where: Json) =>
      count('public_comments', { draft_document_id: documentId, ...where })
    expect(report.comments).toEqual({
      total: await of({}),
      byState: {
        received: await of({ state: 'received' }),
        published: await of({ state: 'published' }),
        withheld: await of({ state: 'withheld' }),
        spam: await of({ state: 'spam' }),
      },
      withheldByReason: { insult: 1 },
      late: 1,
      byChannel: { api: 4, letter: 1 },
      byType: { suggestion: 3, criticism: 1, opinion: 1 },
    })
    expect(report.clauses.map(({ label, comments }) => [label, comments])).toEqual([
      ['', 2],
      ['ماده ۱', 2],
      [expect.stringContaining('تبصره'), 1],
    ])
    expect(report.themes).toMatchObject([
      {
        title: 'هزینه اجرا',
        comments: 3,
        answers: [{ text: 'هزینه اجرا بازنگری شد.', disposition: 'partly-accepted' }],
      },
    ])
    // Of two responses to one comment the last counts; two more were answered through the theme.
    expect(report.responses).toEqual({
      byDisposition: { accepted: 1 },
      throughThemes: 2,
      without: 2,
    })
    expect(report).toMatchObject({ changes: null, issuance: null, sentTo: null, phase: 'closed' })
    expect(report.exposures).toMatchObject([{ n: 1, openMs: OPEN_MS, isKept: true }])
    expect(JSON.stringify(report)).not.toMatch(/رضا|reza|راز|دلیل درونی|پیشنهاد می‌شود|آقای فلانی/)
    const row = (await app.knex(T('reports')).where({ document_id: documentId }).first()) as Json
    expect(createHash('sha256').update(String(row.content), 'utf8').digest('hex')).toBe(contentHash)
    expect(JSON.parse(String(row.content))).toEqual(report)
  })

  test('a report stays as it was frozen, and a further one corrects it', async () => {
    const before = await reportOf('feedback')
    const screening = { state: 'published', reason }
    const path_ = `/comment-period/comments/${hidden}/screening`
    expect((await manager.call('POST', path_, screening)).status).toBe(200)
    expect(await reportOf('feedback')).toEqual(before)
    expect((await publishIt({ kind: 'feedback', reason: 'اصلاح شمار' })).body.n).toBe(2)
    const after = await reportOf('feedback')
    expect([after.n, after.report.comments.byState.withheld]).toEqual([2, 0])
    expect(await reportOf('feedback', '?n=1')).toEqual(before)
    expectRefusal(await app.call('GET', path('feedback', '?n=3')), 404, 'REPORT_UNKNOWN')
    expect(await draft()).toMatchObject({
      outcome: null,
      feedback: { n: 2, publishedAt: after.publishedAt, contentHash: after.contentHash },
    })
    const { items } = (await app.call('GET', path())).body as unknown as contracts.ReportsOut
    expect(items.map(({ kind, n }) => [kind, n])).toEqual([
      ['feedback', 1],
      ['feedback', 2],
    ])
  })
})

describe('a digest', () => {
  let reportN: string
  let digestHash: string

  test('goes to its addressee with a letter, and is no public report', async () => {
    const sent = await publishIt({
      kind: 'digest',
      addressee: 'دیوان محاسبات کشور',
      letterNumber: '۱۲/۳۴',
      letterOn: '۱۴۰۵/۰۵/۱۷',
    })
    expect([sent.status, sent.body.code]).toEqual([201, undefined])
    reportN = String(sent.body.reportN)
    digestHash = String(sent.body.contentHash)
    expect(sent.body).toMatchObject({
      kind: 'digest',
      n: 1,
      sentTo: { addressee: 'دیوان محاسبات کشور', letterNumber: '۱۲/۳۴', letterOn: '2026-08-08' },
    })
    for (const address of [path('digest'), path('digest/file'), path('digest', '?n=1')]) {
      expectRefusal(await app.call('GET', address), 404, 'REPORT_UNKNOWN')
    }
    expect(JSON.stringify((await app.call('GET', path())).body)).not.toContain('digest')
    const page = await browse(app, `/notices/${docket}/reports/digest`)
    expect([page.status, page.html.includes('دیوان')]).toEqual([404, false])
    const { body } = await legal.call('GET', `/comment-period/reports?docket=${docket}`)
    expect((body.items as Json[]).at(-1)).toEqual(sent.body)
  })

  test('is a file for staff of the body alone, with addressee and letter in it', async () => {
    const address = staffPath(`reports/${reportN}/file`)
    const { answer, bytes } = await fileAt(address, { Authorization: `Bearer ${legal.token}` })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await textIn(bytes)
    for (const words of ['جمع‌بندی نظرها', 'دیوان محاسبات کشور', '۱۲/۳۴', 'شنبه ۱۷ مرداد ۱۴۰۵']) {
      expect(text).toContain(words)
    }
    expect(text).toContain(digestHash)
    const english = await fileAt(`${address}?lang=en`, { Authorization: `Bearer ${legal.token}` })
    const inEnglish = await textIn(english.bytes)
    expect(inEnglish).toContain('Competent authority')
    // In Latin digits, and the Gregorian day beside the Solar Hijri one.
    expect(inEnglish).toContain('1405/05/17 (2026-08-08)')
    expect(inEnglish).toMatch(/Opened[^]*14\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d \(20\d\d-\d\d-\d\d\)/)
    const { subject } = await anOpenDocket(app)
    const stranger = await aMember(app, subject, 'legal')
    for (const [method, rest, body] of [
      ['GET', `reports/${reportN}/file`, undefined],
      ['GET', 'reports', undefined],
      ['GET', 'report-preview?kind=digest', undefined],
      ['POST', 'reports', { kind: 'digest', addressee: 'دیوان', reason }],
    ] as const) {
      expectRefusal(await stranger.call(method, staffPath(rest), body), 403, 'NOT_A_MEMBER')
    }
    const unknown = await legal.call('GET', staffPath('reports/99/file'))
    expectRefusal(unknown, 404, 'REPORT_UNKNOWN')
  })

  test.each<readonly [string, Json, string]>([
    ['without an addressee', { kind: 'digest' }, 'INPUT_INVALID'],
    ['feedback with an addressee', { kind: 'feedback', addressee: 'دیوان' }, 'INPUT_INVALID'],
    ['feedback with a letter', { kind: 'feedback', letterNumber: '۱' }, 'INPUT_INVALID'],
    ['on a day that is none', { kind: 'digest', addressee: 'د', letterOn: '۱۴۰۵/۱۳/۰۱' }, 'DATE'],
    ['with NUL', { kind: 'feedback', foreword: 'الف\u0000ب' }, 'TEXT_HAS_NUL'],
    ['with a bidi control', { kind: 'digest', addressee: 'د\u202eب' }, 'TEXT_HAS_BIDI_CONTROL'],
    [
      'with a foreword too long',
      { kind: 'feedback', foreword: 'ا'.repeat(10_001) },
      'TEXT_TOO_LONG',
    ],
    ['with an empty foreword', { kind: 'feedback', foreword: '  ' }, 'TEXT_EMPTY'],
    ['without a reason', { kind: 'feedback', reason: '' }, 'TEXT_EMPTY'],
    ['of no kind', { kind: 'weekly' }, 'INPUT_INVALID'],
  ])('is refused %s', async (_, body, code) => {
    const before = await count('reports', {})
    const answer = await publishIt(body)
    expect([answer.status, String(answer.body.code).startsWith(code)]).toEqual([400, true])
    expect(await count('reports', {})).toBe(before)
  })

  test('can be sent while the period is open, when nothing else can be published', async () => {
    const open = await anOpenDocket(app)
    const staff = await aMember(app, open.subject, 'legal')
    const call = (body: Json) =>
      staff.call('POST', `/comment-period/drafts/${open.documentId}/reports`, { reason, ...body })
    expectRefusal(await call({ kind: 'feedback' }), 409, 'REPORT_TOO_EARLY')
    expect((await call({ kind: 'digest', addressee: 'دیوان' })).status).toBe(201)
    expect((await app.call('GET', `${API}/drafts/${open.docket}`)).body).toMatchObject({
      feedback: null,
      outcome: null,
    })
  })
})

describe('once the draft is issued', () => {
  beforeAll(async () => {
    const { text } = await draft()
    const [first, note] = text.clauses as Json[]
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'fa',
      data: {
        clauses: [
          { ...first, text: 'متن تازه ماده یک.' },
          note,
          { kind: 'article', heading: 'اجرا', text: 'از تاریخ ابلاغ.' },
        ],
      },
    })
    const clause_id = first!.clauseId as string
    await ledger('change_grounds', { n: 1, clause_id, theme: 1, act: 'tied' })
    await ledger('change_grounds', { n: 2, clause_id, comment: published, act: 'tied' })
    const issue = { reason, letterNumber: '۳۳۵۲۹', letterOn: '۱۴۰۵/۰۵/۱۷' }
    expect((await legal.call('POST', staffPath('issue'), issue)).status).toBe(201)
  })

  test('the outcome says what changed and what it goes back to', async () => {
    expectRefusal(await publishIt({ kind: 'feedback' }), 409, 'REPORT_TOO_LATE')
    expect((await publishIt({ kind: 'outcome' })).status).toBe(201)
    const { report } = await reportOf('outcome')
    expect(report.changes).toMatchObject({
      fromExposure: 1,
      titleChanged: false,
      changed: 1,
      added: 1,
      removed: 1,
    })
    expect(report.changes?.clauses.find(({ change }) => change === 'changed')).toMatchObject({
      label: 'ماده ۱',
      themes: [{ theme: 1, title: 'هزینه اجرا' }],
      comments: 1,
      publicIds: [published],
    })
    expect(report).toMatchObject({
      phase: 'issued',
      issuance: { terminalAct: 'promulgate', letterNumber: '۳۳۵۲۹', letterOn: '2026-08-08' },
    })
    expect((await draft()).outcome).toMatchObject({ n: 1 })
  })

  test('it is a file in Persian, tagged, and the same each time', async () => {
    const address = path('outcome/file')
    const { answer, bytes } = await fileAt(address)
    expect(answer.headers.get('content-disposition')).toContain(`${docket}_outcome_1.docx`)
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
    const text = await textIn(bytes)
    for (const words of [
      'گزارش نتیجه: دستورالعمل کوتاه',
      'هزینه اجرا بازنگری شد.',
      'به تفکیک راه دریافت',
      'محور «هزینه اجرا»',
      published,
      '۳۳۵۲۹',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toMatch(/رضا|reza|راز|دلیل درونی/)
    // It can be tied to what was frozen, and its headings are headings.
    expect(text).toContain((await reportOf('outcome')).contentHash)
    const styles = parsedXml((await unzipped(bytes)).get('word/styles.xml'))
    const levels = elements(styles, 'w:style').flatMap((style) =>
      elements(style, 'w:outlineLvl').map((level) => [
        style.getAttribute('w:styleId'),
        level.getAttribute('w:val'),
      ]),
    )
    expect(levels).toEqual([
      ['Title', '0'],
      ['TableName', '1'],
      ['PartName', '2'],
    ])
    expect((await fileAt(address)).bytes.equals(bytes)).toBe(true)
    const etag = String(answer.headers.get('etag'))
    // `fetch` would ask not to be answered from any cache.
    const held = (query: string) =>
      sendRaw(app, {
        method: 'GET',
        path: `${address}${query}`,
        headers: { 'If-None-Match': etag },
      })
    expect(await held('')).toMatchObject({ status: 304, body: '' })
    expect((await held('?lang=en')).status).toBe(200)
  })

  test.each([
    ['fa', 'گزارش نتیجه', 'rtl'],
    ['en', 'Outcome report', 'ltr'],
    ['ckb', 'ڕاپۆرتی ئەنجام', 'rtl'],
  ])('it is a page in %s, linked from the page of the draft', async (lang, title, direction) => {
    const query = lang === 'fa' ? '' : `?lang=${lang}`
    const { status, html } = await browse(app, `/notices/${docket}/reports/outcome${query}`)
    expect(status).toBe(200)
    expect(html).toContain(`<h1>${title}</h1>`)
    expect(html).toContain(`dir="${direction}"`)
    expect(html).not.toMatch(/رضا|reza|راز|دلیل درونی|undefined/)
    const page = await browse(app, `/notices/${docket}${query}`)
    expect(page.html).toContain(`href="/notices/${docket}/reports/outcome${query}"`)
    const earlier = await browse(app, `/notices/${docket}/reports/feedback?n=1`)
    expect([earlier.status, earlier.html.includes('خط دوم')]).toEqual([200, true])
  })

  test('of a withdrawn draft it says why it was withdrawn', async () => {
    const open = await anOpenDocket(app)
    const staff = await aMember(app, open.subject, 'legal')
    const at = `/comment-period/drafts/${open.documentId}`
    expect((await staff.call('POST', `${at}/withdraw`, { reason: 'انصراف' })).status).toBe(200)
    expect((await staff.call('POST', `${at}/reports`, { kind: 'outcome', reason })).status).toBe(
      201,
    )
    const { body } = await app.call('GET', `${API}/drafts/${open.docket}/reports/outcome`)
    expect(body.report).toMatchObject({
      phase: 'withdrawn',
      changes: null,
      issuance: null,
      withdrawal: { reason: 'انصراف' },
    })
  })

  test('what was typed into the table and says nothing to us stops neither list nor page', async () => {
    const open = await anOpenDocket(app)
    const staff = await aMember(app, open.subject, 'legal')
    const row = { content: '{"x":1}', content_hash: 'a'.repeat(64) }
    await ledger('reports', { ...row, document_id: open.documentId, n: 1, kind: 'digest' })
    await ledger('reports', { ...row, document_id: open.documentId, n: 2, kind: 'outcome' })
    const list = await staff.call('GET', `/comment-period/drafts/${open.documentId}/reports`)
    expect((list.body.items as Json[]).map(({ sentTo }) => sentTo as unknown)).toEqual([null, null])
    const unread = await app.call('GET', `${API}/drafts/${open.docket}/reports/outcome`)
    expectRefusal(unread, 404, 'REPORT_UNKNOWN')
    expect((await browse(app, `/notices/${open.docket}`)).status).toBe(200)
  })
})

describe('a report on what was never before the public', () => {
  test('is refused for a draft without a docket, and for one that was waived', async () => {
    const unknown = await legal.call('GET', '/comment-period/drafts/nosuchdraft/reports')
    expectRefusal(unknown, 409, 'NOT_EXPOSED')
    const subject = await aSubject(app)
    const waived = await waivedDraft(app, subject)
    const staff = await aMember(app, subject, 'legal')
    const at = `/comment-period/drafts/${waived.documentId}/reports`
    expectRefusal(await staff.call('GET', at), 409, 'NOT_EXPOSED')
    const digest = { kind: 'digest', addressee: 'دیوان', reason }
    expectRefusal(await staff.call('POST', at, digest), 409, 'NOT_EXPOSED')
    const nowhere = await legal.call('GET', '/comment-period/reports?docket=azmoon-1405-9999')
    expectRefusal(nowhere, 404, 'DOCKET_UNKNOWN')
  })
})

test('every report has its link in the chain of its docket', async () => {
  const links = await count('links', { document_id: documentId, kind: 'report' })
  expect(links).toBe(await count('reports', { document_id: documentId }))
})
