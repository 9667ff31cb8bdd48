import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bootFresh, type Json, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aMember,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  databaseNow,
  documents,
  submit,
  untilDatabaseReaches,
} from '../support/docket-builders'
import { expectRefusal } from '../support/problems'

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const DAY_MS = 86_400_000

async function certificateOf(docket: string, n = 1): Promise<Json> {
  const { status, body } = await app.call(
    'GET',
    `${API}/drafts/${docket}/exposures/${String(n)}/certificate`,
  )
  expect(status).toBe(200)
  return body
}

test('tells of an open period what the rules ask for, and judges nothing yet', async () => {
  const subject = await aSubject(app)
  await aRule(app, subject, { title: 'یک هفته', count: 1, unit: 'week', force: 'discretionary' })
  await aRule(app, subject, { title: 'دو هفته' })
  const { docket } = await anOpenDocket(app, subject)
  await submit(app, docket)
  const draft = (await app.call('GET', `${API}/drafts/${docket}`)).body as Json
  const certificate = await certificateOf(docket)
  expect(certificate).toMatchObject({
    format: 'exposure-certificate/1',
    docket,
    body: { slug: subject.slug, letterheadLines: ['سازمان آزمون'] },
    exposure: { n: 1, textHash: draft.text.textHash, title: draft.text.title, reason: null },
    rules: [
      { title: 'دو هفته', count: 2, unit: 'week', decided: true },
      { title: 'یک هفته', decided: false },
    ],
    phase: 'open',
    effectiveClosesAt: draft.period.closesAt,
    intervals: draft.period.intervals,
    events: [],
    endedBy: null,
    isKept: null,
    counts: { total: 1 },
    issuance: null,
  })
  expect(certificate.openMs).toBeGreaterThanOrEqual(14 * DAY_MS)
  expect(certificate.minimumMs).toBeLessThanOrEqual(certificate.openMs)
})

test('tells of a period that is over that it was kept, and of the issuance that cites it', async () => {
  const brief = await aBriefDocket(app, 300, undefined, { title: 'دستورالعمل کوتاه' })
  await untilDatabaseReaches(app, brief.closesAt)
  expect(await certificateOf(brief.docket)).toMatchObject({
    phase: 'closed',
    rules: [],
    minimumMs: null,
    openMs: 300,
    isKept: true,
  })
  const manager = await aMember(app, brief.subject)
  const issued = await manager.call('POST', `/comment-period/drafts/${brief.documentId}/issue`, {
    reason: 'پایان مهلت',
    letterNumber: '۱۲',
  })
  expect(issued.status).toBe(201)
  expect(await certificateOf(brief.docket)).toMatchObject({
    phase: 'issued',
    isKept: true,
    issuance: { letterNumber: '۱۲', basis: 'exposure' },
  })
})

test('leaves suspended time out, and says what was done to the period and why', async () => {
  const { docket, documentId, subject } = await anOpenDocket(app)
  const manager = await aMember(app, subject)
  const act = (name: string, body: object) =>
    manager.call('POST', `/comment-period/drafts/${documentId}/${name}`, body)
  await act('suspend', { ground: 'outage', reason: 'قطع سامانه' })
  const suspended = await certificateOf(docket)
  expect(suspended).toMatchObject({ phase: 'suspended', isKept: null })
  const from = await databaseNow(app)
  await untilDatabaseReaches(app, from + 20)
  await act('resume', { reason: 'رفع قطعی' })
  const { intervals, events, openMs } = await certificateOf(docket)
  expect((events as Json[]).map(({ kind }) => kind)).toEqual(['suspended', 'resumed'])
  expect(intervals).toHaveLength(2)
  const [first, second] = (intervals as Json[]).map(
    ({ opensAt, closesAt }) => Date.parse(String(closesAt)) - Date.parse(String(opensAt)),
  )
  expect(openMs).toBe(first! + second!)
})

test('tells of a text that another took the place of how long it stood, and that it was cut short', async () => {
  const { docket, documentId, subject } = await anOpenDocket(app)
  const manager = await aMember(app, subject)
  await documents(app, 'draft-regulation').update({
    documentId,
    locale: 'fa',
    data: { title: 'عنوان تازه' },
  })
  await manager.call('POST', `/comment-period/drafts/${documentId}/restart`, { reason: 'اصلاح' })
  const first = await certificateOf(docket, 1)
  const second = await certificateOf(docket, 2)
  expect(first).toMatchObject({ endedBy: 'restart', isKept: false })
  expect(first.endedAt).toBe(second.exposure.openedAt)
  expect(first.intervals.at(-1).closesAt).toBe(second.exposure.openedAt)
  expect(second).toMatchObject({
    exposure: { n: 2, title: 'عنوان تازه', reason: 'اصلاح' },
    endedBy: null,
    isKept: null,
  })
  expect(second.openMs).toBeGreaterThanOrEqual(second.minimumMs)
})

test('is refused for an exposure that there is not', async () => {
  const { docket } = await anOpenDocket(app)
  for (const n of ['2', '999999']) {
    const answer = await app.call('GET', `${API}/drafts/${docket}/exposures/${n}/certificate`)
    expectRefusal(answer, 404, 'EXPOSURE_UNKNOWN')
  }
})
