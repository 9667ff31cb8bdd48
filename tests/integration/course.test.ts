import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { bootFresh, type Json, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aDraft,
  aMember,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  docketOf,
  documents,
  publish,
  submit,
  untilDatabaseReaches,
} from '../support/docket-builders'
import { solveWork } from '../support/work'

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

describe('the whole course of a draft regulation', () => {
  test('publishing exposes the draft, and its period ends with the fourteenth day after', async () => {
    const { docket } = await anOpenDocket(app)
    const answer = await app.call('GET', `${API}/drafts/${docket}/period`)
    expect(answer.status).toBe(200)
    expect(answer.body.phase).toBe('open')
    const days =
      (Date.parse(String(answer.body.closesAt)) - Date.parse(String(answer.body.opensAt))) /
      86_400_000
    expect(days).toBeGreaterThan(14)
    expect(answer.body.mayIssueFrom).toBe(answer.body.closesAt)
  })

  test('S38 issuing is refused until the close, then happens once', async () => {
    const subject = await aSubject(app)
    // The law staff need no right to publish: issuing brings the published row along by itself.
    const staff = await aMember(app, subject, 'legal')
    const { documentId, docket, closesAt } = await aBriefDocket(app, 1_500, subject)
    const issue = () =>
      staff.call('POST', `/comment-period/drafts/${documentId}/issue`, { reason: 'پایان مهلت' })

    const early = await issue()
    expect(early).toMatchObject({ status: 409, body: { code: 'PERIOD_NOT_OVER' } })
    expect(Date.parse(String(early.body.details?.mayIssueFrom))).toBe(closesAt)

    await untilDatabaseReaches(app, closesAt)
    expect(await submit(app, docket)).toMatchObject({
      status: 409,
      body: { code: 'PERIOD_CLOSED' },
    })
    expect((await issue()).status).toBe(201)
    expect(await issue()).toMatchObject({ status: 409, body: { code: 'ALREADY_ISSUED' } })
    const final = await app.call('GET', `${API}/drafts/${docket}/final`)
    expect(final.body.text?.title).toBe('دستورالعمل آزمون')
  })

  test('a comment is found with its code, with the response, and without an account', async () => {
    const { docket, subject } = await anOpenDocket(app)
    const staff = await aMember(app, subject)
    const key = randomUUID()
    const body = aComment({ work: await solveWork(app, docket) })
    const filed = await submit(app, docket, body, key)
    expect(filed.status).toBe(201)
    const again = await submit(app, docket, body, key)
    expect(again.body).toEqual(filed.body)

    const publicId = String(filed.body.publicId)
    const answered = await staff.call('POST', `/comment-period/comments/${publicId}/response`, {
      text: 'پذیرفته شد.',
      disposition: 'accepted',
      reason: 'نظر کارشناسی',
    })
    expect(answered.status).toBe(201)
    const found = await app.call('POST', `${API}/tracking`, {
      trackingCode: filed.body.trackingCode,
    })
    expect(found).toMatchObject({
      status: 200,
      body: { publicId, state: 'published', responses: [{ disposition: 'accepted' }] },
    })
    const listed = await app.call('GET', `${API}/drafts/${docket}/comments`)
    expect(listed.body.items?.map((item: Json) => item.publicId)).toContain(publicId)
  })

  test('a changed text is refused by Publish, and restart shows it as the next exposure', async () => {
    const { documentId, docket, subject } = await anOpenDocket(app)
    const staff = await aMember(app, subject)
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'fa',
      data: { title: 'دستورالعمل اصلاح‌شده' },
    })
    await expect(publish(app, documentId)).rejects.toMatchObject({
      details: { code: 'TEXT_FROZEN' },
    })
    const restarted = await staff.call('POST', `/comment-period/drafts/${documentId}/restart`, {
      reason: 'اصلاح اساسی متن',
    })
    expect(restarted.status).toBe(200)
    const draft = await app.call('GET', `${API}/drafts/${docket}`)
    expect(draft.body.text?.title).toBe('دستورالعمل اصلاح‌شده')
    expect(draft.body.exposures?.map((exposure: Json) => exposure.n)).toEqual([1, 2])
    const first = await app.call('GET', `${API}/drafts/${docket}/exposures/1`)
    expect(first.body.text?.title).toBe('دستورالعمل آزمون')
  })

  test('extend, suspend, resume and withdraw leave their rows and reasons', async () => {
    const { documentId, docket, subject } = await anOpenDocket(app)
    const staff = await aMember(app, subject)
    const act = (name: string, body: object) =>
      staff.call('POST', `/comment-period/drafts/${documentId}/${name}`, body)
    const before = await app.call('GET', `${API}/drafts/${docket}/period`)
    const extended = await act('extend', {
      lastDayOn: '۱۴۰۵/۱۱/۰۴',
      ground: 'request',
      reason: 'درخواست اتاق بازرگانی',
    })
    expect(extended.status).toBe(200)
    const suspended = await act('suspend', { ground: 'outage', reason: 'قطع درگاه' })
    expect(suspended.status).toBe(200)
    expect(await submit(app, docket)).toMatchObject({ status: 409, body: { code: 'SUSPENDED' } })
    expect((await act('resume', { reason: 'رفع قطعی' })).status).toBe(200)
    expect((await submit(app, docket)).status).toBe(201)
    const after = await app.call('GET', `${API}/drafts/${docket}/period`)
    expect(Date.parse(String(after.body.closesAt))).toBeGreaterThan(
      Date.parse(String(before.body.closesAt)),
    )
    expect((await act('withdraw', { reason: 'انصراف' })).status).toBe(200)
    const ended = await app.call('GET', `${API}/drafts/${docket}/period`)
    expect(ended.body).toMatchObject({ phase: 'withdrawn', mayIssueFrom: null })
    expect(ended.body.events?.map((event: Json) => event.kind)).toEqual([
      'extended',
      'suspended',
      'resumed',
      'withdrawn',
    ])
    expect(await act('issue', { reason: 'خلاف' })).toMatchObject({
      status: 409,
      body: { code: 'WITHDRAWN' },
    })
  })

  test('issuing waits while the clocks disagree or a guard is missing', async () => {
    const { documentId, subject, closesAt } = await aBriefDocket(app, 300)
    const staff = await aMember(app, subject)
    await untilDatabaseReaches(app, closesAt)
    const issue = () =>
      staff.call('POST', `/comment-period/drafts/${documentId}/issue`, { reason: 'پایان مهلت' })

    const now = Date.now.bind(Date)
    const skewed = jest.spyOn(Date, 'now').mockImplementation(() => now() + 5_000)
    expect(await issue()).toMatchObject({ status: 503, body: { code: 'CLOCKS_APART' } })
    expect((await app.call('GET', `${API}/health`)).status).toBe(503)
    skewed.mockRestore()

    const guard = 'comment_period_waivers_guard_delete'
    const sqlite = app.strapi.db.dialect.client === 'sqlite'
    const kept = sqlite
      ? ((await app.knex('sqlite_master').where({ name: guard }).first('sql')) as { sql: string })
      : null
    await app.knex.raw(
      sqlite
        ? `DROP TRIGGER ${guard}`
        : `ALTER TABLE comment_period_waivers DISABLE TRIGGER ${guard}`,
    )
    expect(await issue()).toMatchObject({
      status: 503,
      body: { code: 'GUARDS_MISSING', details: { missing: guard } },
    })
    if (kept !== null) {
      await app.knex.raw(kept.sql)
    } else {
      await app.knex.raw(`ALTER TABLE comment_period_waivers ENABLE ALWAYS TRIGGER ${guard}`)
    }
    expect((await issue()).status).toBe(201)
  })

  test('a waiver is refused under a mandatory rule and is a basis under a discretionary one', async () => {
    const bound = await aSubject(app)
    await aRule(app, bound)
    const boundDraft = await aDraft(app, bound)
    const member = await aMember(app, bound)
    const waive = { decidedBy: 'رئیس سازمان', reason: 'فوریت' }
    expect(
      await member.call('POST', `/comment-period/drafts/${boundDraft}/waive`, waive),
    ).toMatchObject({ status: 409, body: { code: 'MANDATORY_RULE' } })

    const free = await aSubject(app)
    await aRule(app, free, { force: 'discretionary', count: 1 })
    const freeDraft = await aDraft(app, free)
    const other = await aMember(app, free)
    expect(
      (await other.call('POST', `/comment-period/drafts/${freeDraft}/waive`, waive)).status,
    ).toBe(200)
    const issued = await other.call('POST', `/comment-period/drafts/${freeDraft}/issue`, {
      reason: 'بدون انتشار',
    })
    expect(issued.status).toBe(201)
    const docket = await docketOf(app, freeDraft)
    const final = await app.call('GET', `${API}/drafts/${docket}/final`)
    expect(final.body.issuance?.basis).toBe('waiver')
  })
})
