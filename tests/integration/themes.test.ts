import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
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
  databaseNow,
  documents,
  publish,
  docketOf,
  submit,
  unique,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'
import { madeExport } from '../support/made-exports'

let app: TestApp
const reason = 'جمع‌بندی'

beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

async function aManagedDocket() {
  const subject = await aSubject(app)
  await aRule(app, subject)
  const ours = await anOpenDocket(app, subject)
  const manager = await aMember(app, subject)
  return { ...ours, manager, base: `/comment-period/drafts/${ours.documentId}` }
}

async function fileOne(docket: string, fields: Json = {}) {
  const { status, body } = await submit(app, docket, aComment(fields))
  expect([status, body.code]).toEqual([201, undefined])
  return { publicId: String(body.publicId), code: String(body.trackingCode) }
}

const done = async (staff: Staff, path: string, body: Json) => {
  const answer = await staff.call('POST', path, body)
  expect([path, answer.status, answer.body.code]).toEqual([path, expect.any(Number), undefined])
  return answer.body as Json
}

const track = async (code: string) => {
  const { body } = await app.call('POST', `${API}/tracking`, { trackingCode: code })
  return body.responses as Json[]
}

const anAnswer = (fields: Json = {}) => ({
  text: 'مهلت به سه هفته افزایش یافت.',
  disposition: 'accepted',
  reason,
  ...fields,
})

describe('one response for a theme', () => {
  test('is found by everybody whose comment is under it, with the code alone', async () => {
    const { docket, manager, base } = await aManagedDocket()
    const [one, two, other] = [
      await fileOne(docket),
      await fileOne(docket, { text: 'مهلت کم است.' }),
      await fileOne(docket, { text: 'ماده ۲ روشن نیست.' }),
    ]
    await done(manager, `${base}/themes`, { title: 'مهلت', reason })
    const placed = await done(manager, `${base}/themes/1/placements`, {
      publicIds: [one.publicId, two.publicId, one.publicId],
      act: 'placed',
      reason,
    })
    expect(placed).toMatchObject({ theme: 1, moved: 2 })
    expect(await track(one.code)).toEqual([])
    await done(manager, `${base}/themes/1/responses`, anAnswer())
    for (const { code } of [one, two]) {
      expect(await track(code)).toMatchObject([{ ...answered, theme: 'مهلت' }])
    }
    expect(await track(other.code)).toEqual([])

    // Put there later, it is answered too, from then on; what was said stays said.
    const before = await databaseNow(app)
    const late = { publicIds: [other.publicId], reason }
    await done(manager, `${base}/themes/1/placements`, { ...late, act: 'placed' })
    const [response] = await track(other.code)
    expect(Date.parse(String(response?.respondedAt))).toBeGreaterThanOrEqual(before)
    await done(manager, `${base}/themes/1/placements`, { ...late, act: 'removed' })
    await done(manager, `${base}/themes/1/responses`, anAnswer({ text: 'پاسخ دوم' }))
    expect(await track(other.code)).toEqual([response])
    expect(await track(one.code)).toHaveLength(2)
    const again = await done(manager, `${base}/themes/1/placements`, { ...late, act: 'removed' })
    expect(again).toMatchObject({ moved: 0 })
  })

  const answered = { text: 'مهلت به سه هفته افزایش یافت.', disposition: 'accepted' }

  test('stands beside a response of the comment’s own, in the order in which they were given', async () => {
    const { docket, manager, base } = await aManagedDocket()
    const { publicId, code } = await fileOne(docket)
    await done(manager, `${base}/themes`, { title: 'مهلت', reason })
    await done(manager, `${base}/themes/1/placements`, {
      publicIds: [publicId],
      act: 'placed',
      reason,
    })
    await done(manager, `${base}/themes/1/responses`, anAnswer())
    const own = anAnswer({ text: 'با سپاس', disposition: 'partly-accepted' })
    await done(manager, `/comment-period/comments/${publicId}/response`, own)
    await done(manager, `${base}/themes/1/title`, { title: 'مهلت نظرخواهی', reason })
    expect(await track(code)).toMatchObject([
      { disposition: 'accepted', theme: 'مهلت نظرخواهی' },
      { disposition: 'partly-accepted', theme: null },
    ])
    const { body } = await manager.call('GET', `/comment-period/comments/${publicId}`)
    expect(body.themes).toEqual([{ theme: 1, title: 'مهلت نظرخواهی' }])
    expect((body.responses as Json[]).map(({ theme }) => theme)).toEqual(['مهلت نظرخواهی', null])
  })

  test('counts as one where the desk asks who has none, and what is overdue', async () => {
    const { docket, manager, base, subject } = await aManagedDocket()
    const under = await fileOne(docket)
    const left = await fileOne(docket, { text: 'دیگری' })
    await done(manager, `${base}/themes`, { title: 'مهلت', reason })
    const placement = { publicIds: [under.publicId], act: 'placed', reason }
    await done(manager, `${base}/themes/1/placements`, placement)
    const ids = async (response: string) => {
      const path = `/comment-period/comments?body=${subject.slug}&response=${response}`
      const items = (await manager.call('GET', path)).body.items as Json[]
      return items.map(({ publicId }) => publicId)
    }
    expect(await ids('none')).toEqual([left.publicId, under.publicId])
    await done(manager, `${base}/themes/1/responses`, anAnswer())
    expect([await ids('none'), await ids('given')]).toEqual([[left.publicId], [under.publicId]])
    const listed = (await manager.call('GET', `/comment-period/comments?body=${subject.slug}`)).body
    expect((listed.items as Json[]).map(({ responses }) => responses)).toEqual([0, 1])
    const themes = (await manager.call('GET', `${base}/themes`)).body
    expect(themes).toMatchObject({
      docket,
      items: [{ theme: 1, title: 'مهلت', comments: 1, responses: [answered] }],
      may: { theme: true, respond: true },
    })
    const members = (await manager.call('GET', `${base}/themes/1/comments`)).body
    expect(members.items).toMatchObject([{ publicId: under.publicId, seq: 1 }])
  })
})

describe('themes', () => {
  test('are named one after the other, however many name one at once', async () => {
    const { manager, base } = await aManagedDocket()
    const named = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        done(manager, `${base}/themes`, { title: `محور ${String(n)}`, reason }),
      ),
    )
    expect(named.map(({ theme }) => Number(theme)).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ])
  })

  test('take a comment once, however many put it there at once', async () => {
    const { docket, manager, base } = await aManagedDocket()
    const { publicId } = await fileOne(docket)
    await done(manager, `${base}/themes`, { title: 'محور', reason })
    const body = { publicIds: [publicId], act: 'placed', reason }
    const moved = await Promise.all(
      Array.from({ length: 6 }, () => done(manager, `${base}/themes/1/placements`, body)),
    )
    expect(moved.map(({ moved: n }) => n).sort()).toEqual([0, 0, 0, 0, 0, 1])
  })

  test('take all comments that are named or, with one of another docket, none', async () => {
    const { docket, manager, base } = await aManagedDocket()
    const { publicId } = await fileOne(docket)
    const stranger = await fileOne((await anOpenDocket(app)).docket)
    await done(manager, `${base}/themes`, { title: 'محور', reason })
    const answer = await manager.call('POST', `${base}/themes/1/placements`, {
      publicIds: [publicId, stranger.publicId],
      act: 'placed',
      reason,
    })
    expect([answer.status, answer.body.code]).toEqual([404, 'COMMENT_UNKNOWN'])
    expect((await manager.call('GET', `${base}/themes/1/comments`)).body.items).toEqual([])
  })

  test.each([
    ['themes/7/placements', { publicIds: ['x'], act: 'placed', reason }],
    ['themes/7/responses', anAnswer()],
    ['themes/7/title', { title: 'محور', reason }],
    ['themes/0/title', { title: 'محور', reason }],
    ['themes/x/title', { title: 'محور', reason }],
  ])('that are none are refused: %s', async (path, body) => {
    const { manager, base } = await aManagedDocket()
    const { status, body: answer } = await manager.call('POST', `${base}/${path}`, body)
    expect([status, answer.code]).toEqual([404, 'THEME_UNKNOWN'])
  })

  test('are of a body: neither a stranger nor a responder of one unit names or answers one', async () => {
    const { manager, base, subject, docket } = await aManagedDocket()
    await documents(app, 'unit').create({
      data: { key: 'roads', name: 'راه', body: subject.bodyId },
    })
    await done(manager, `${base}/themes`, { title: 'محور', reason })
    const stranger = (await aManagedDocket()).manager
    const responder = await aMember(app, subject, 'responder')
    const screener = await aMember(app, subject, 'screener')
    const member = (await app
      .knex('comment_period_memberships')
      .where({ admin_user_id: responder.id })
      .first()) as { id: number }
    const ofUnit = await aMemberOfUnit(subject, 'roads')
    expect(member.id).toBeGreaterThan(0)
    const { publicId } = await fileOne(docket)
    const named = { title: 'محور', reason }
    const placement = { publicIds: [publicId], act: 'placed', reason }
    const codes = async (staff: Staff) =>
      Promise.all(
        (
          [
            ['themes', named],
            ['themes/1/placements', placement],
            ['themes/1/responses', anAnswer()],
          ] as const
        ).map(
          async ([path, body]) => (await staff.call('POST', `${base}/${path}`, body)).body.code,
        ),
      )
    const none = 'NOT_A_MEMBER'
    expect(await codes(stranger)).toEqual([none, none, none])
    expect(await codes(ofUnit)).toEqual([none, none, none])
    expect(await codes(screener)).toEqual([undefined, undefined, none])
    expect(await codes(responder)).toEqual([undefined, undefined, undefined])
    expect((await stranger.call('GET', `${base}/themes`)).body.code).toBe(none)
    expect((await ofUnit.call('GET', `${base}/checklist`)).body.code).toBe(none)
  })

  async function aMemberOfUnit(
    subject: Awaited<ReturnType<typeof aSubject>>,
    unitKey: string,
  ): Promise<Staff> {
    const staff = await aMember(app, await aSubject(app), 'responder')
    await done(staff, '/comment-period/memberships', {
      adminUserId: staff.id,
      bodySlug: subject.slug,
      unitKey,
      role: 'responder',
      reason,
    })
    return staff
  }
})

describe('the terminal act', () => {
  async function aClosedDocketWith(
    filed: readonly Json[],
    options: Parameters<typeof aSubject>[1] = { answersBeforeIssue: true },
  ) {
    const subject = await aSubject(app, options)
    const [first, second] = [unique('cfirst'), unique('csecond')]
    const clauses = [{ kind: 'article', clauseId: first, text: 'متن ماده یک' }]
    const { documentId, docket, closesAt } = await aBriefDocket(app, 4_000, subject, {
      title: 'آیین‌نامه',
      clauses,
    })
    const manager = await aMember(app, subject)
    const comments = []
    for (const fields of filed) comments.push(await fileOne(docket, fields))
    await untilDatabaseReaches(app, closesAt)
    const base = `/comment-period/drafts/${documentId}`
    return { documentId, docket, manager, base, comments, first, second }
  }

  test('waits for a disposition of every comment that wants one', async () => {
    const { manager, base, comments } = await aClosedDocketWith([
      {},
      { text: 'هرزنامه' },
      { type: 'satisfaction', rating: 4, text: 'خوب' },
      { type: 'criticism', text: 'دیر است.' },
    ])
    const [one, junk, , late] = comments
    const spam = { publicIds: [junk?.publicId], state: 'spam', reason }
    await done(manager, '/comment-period/screenings', spam)
    const issue = () => manager.call('POST', `${base}/issue`, { reason })
    const items = async () => (await manager.call('GET', `${base}/checklist`)).body.items
    expect(await items()).toContainEqual({ item: 'unanswered', n: 2, more: false, blocks: true })
    const early = await issue()
    expect([early.status, early.body.code, early.body.details]).toEqual([
      409,
      'DISPOSITIONS_MISSING',
      { unanswered: 2, more: false },
    ])
    await done(manager, `${base}/themes`, { title: 'محور', reason })
    const publicIds = [one?.publicId]
    await done(manager, `${base}/themes/1/placements`, { publicIds, act: 'placed', reason })
    expect(await items()).toContainEqual({
      item: 'theme-unanswered',
      n: 1,
      more: false,
      blocks: false,
    })
    await done(manager, `${base}/themes/1/responses`, anAnswer({ disposition: 'rejected' }))
    expect((await issue()).body.details).toEqual({ unanswered: 1, more: false })
    const publicId = String(late?.publicId)
    await done(manager, `/comment-period/comments/${publicId}/response`, anAnswer())
    const lines = (await items()) as Json[]
    expect(lines.map(({ item }) => item)).not.toContain('unanswered')
    expect((await issue()).status).toBe(201)
  })

  test('does not wait where the body said so, and the list says what is left', async () => {
    const { manager, base } = await aClosedDocketWith([{}], { answersBeforeIssue: false })
    const { body } = await manager.call('GET', `${base}/checklist`)
    expect(body).toMatchObject({ answersBeforeIssue: false })
    expect(body.items).toContainEqual({ item: 'unanswered', n: 1, more: false, blocks: false })
    expect((await manager.call('POST', `${base}/issue`, { reason })).status).toBe(201)
    const issuance = (await app
      .knex('comment_period_issuances')
      .orderBy('id', 'desc')
      .first()) as Json
    expect(JSON.parse(String(issuance.snapshot))).toEqual({
      answers: { answersBeforeIssue: false, unanswered: 1, more: false },
    })
  })

  test('waits in a body that nobody set anything for', async () => {
    const subject = await aSubject(app)
    const body = await documents(app, 'issuing-body').create({
      data: { slug: `${subject.slug}-plain`, name: 'دستگاه', legalBasis: 'ماده ۹' },
    })
    const made = await documents(app, 'issuing-body').findOne({ documentId: body.documentId })
    expect(made?.answersBeforeIssue).toBe(true)
  })

  test('leaves a public diff that names the comments and themes behind each change', async () => {
    const { documentId, docket, manager, base, comments, first, second } = await aClosedDocketWith([
      {},
      { text: 'دیگر' },
    ])
    const [one, two] = comments
    await done(manager, '/comment-period/screenings', {
      publicIds: [one?.publicId],
      state: 'published',
      reason,
    })
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'fa',
      data: {
        clauses: [
          { kind: 'article', clauseId: first, text: 'متن تازه ماده یک' },
          { kind: 'article', clauseId: second, text: 'ماده‌ای که افزوده شد' },
        ],
      },
    })
    await done(manager, `${base}/themes`, { title: 'مهلت', reason })
    const placement = { publicIds: [two?.publicId], act: 'placed', reason }
    await done(manager, `${base}/themes/1/placements`, placement)
    const tied = anAnswer({ changedClauses: [first, second, first] })
    await done(manager, `${base}/themes/1/responses`, tied)
    const own = anAnswer({ changedClauses: [first] })
    await done(manager, `/comment-period/comments/${String(one?.publicId)}/response`, own)
    const ground = { clauseId: second, theme: 1, reason }
    const twice = await manager.call('POST', `${base}/change-grounds`, { ...ground, act: 'tied' })
    expect([twice.status, twice.body.code]).toEqual([409, 'CHANGE_GROUND_REFUSED'])
    const unknown = { clauseId: 'cnothing', theme: 1, act: 'tied', reason }
    const nowhere = await manager.call('POST', `${base}/change-grounds`, unknown)
    expect([nowhere.status, nowhere.body.code]).toEqual([422, 'CLAUSE_UNKNOWN'])
    await done(manager, `${base}/change-grounds`, { ...ground, act: 'loosened' })
    const list = (await manager.call('GET', `${base}/checklist`)).body
    expect(list.items).toContainEqual({
      item: 'change-without-ground',
      n: 1,
      more: false,
      blocks: false,
    })
    expect(list.changes).toMatchObject([
      {
        clauseId: first,
        change: 'changed',
        grounds: [
          { comment: null, theme: 1, title: 'مهلت' },
          { comment: one?.publicId, theme: null, title: null },
        ],
      },
      { clauseId: second, change: 'added', grounds: [] },
    ])
    expect((await manager.call('POST', `${base}/issue`, { reason })).status).toBe(201)
    const grounds = async () => {
      const { body } = await app.call('GET', `${API}/drafts/${docket}/diff?from=1&to=final`)
      return (body.clauses as Json[]).map((clause) => clause.grounds)
    }
    const none = { comments: [], themes: [] }
    expect(await grounds()).toEqual([{ comments: [one?.publicId], themes: ['مهلت'] }, none])
    // What is withheld is named no more.
    await done(manager, '/comment-period/screenings', {
      publicIds: [one?.publicId],
      state: 'withheld',
      withholdReason: 'insult',
      reason,
    })
    expect(await grounds()).toEqual([{ comments: [], themes: ['مهلت'] }, none])
  })

  test('tells of each change of a text that was exposed anew by what it went back to', async () => {
    const { documentId, docket, manager, base, comments, first } = await aClosedDocketWith([{}])
    const publicIds = [comments[0]?.publicId]
    await done(manager, '/comment-period/screenings', { publicIds, state: 'published', reason })
    await done(manager, `${base}/themes`, { title: 'مهلت', reason })
    const change = (text: string) =>
      documents(app, 'draft-regulation').update({
        documentId,
        locale: 'fa',
        data: { clauses: [{ kind: 'article', clauseId: first, text }] },
      })
    const ground = { clauseId: first, act: 'tied', reason }
    const inThirtyDays = new Date((await databaseNow(app)) + 30 * 86_400_000)
    const requestedLastDayOn = inThirtyDays.toISOString().slice(0, 10)
    await change('متن دوم ماده یک')
    await done(manager, `${base}/change-grounds`, { ...ground, comment: publicIds[0] })
    await done(manager, `${base}/restart`, { reason, requestedLastDayOn })
    const list = async () => (await manager.call('GET', `${base}/checklist`)).body.items as Json[]
    expect((await list()).map(({ item }) => item)).not.toContain('ground-without-change')
    // The next change goes back to the same comment, and to a theme.
    await change('متن سوم ماده یک')
    await done(manager, `${base}/change-grounds`, { ...ground, comment: publicIds[0] })
    await done(manager, `${base}/change-grounds`, { ...ground, theme: 1 })
    await done(manager, `${base}/restart`, { reason, requestedLastDayOn })
    const grounds = async (from: number, to: number) => {
      const { body } = await app.call('GET', `${API}/drafts/${docket}/diff?from=${from}&to=${to}`)
      return (body.clauses as Json[])[0]?.grounds as Json
    }
    expect(await grounds(1, 2)).toEqual({ comments: publicIds, themes: [] })
    expect(await grounds(2, 3)).toEqual({ comments: publicIds, themes: ['مهلت'] })
    expect(await grounds(3, 1)).toEqual({ comments: publicIds, themes: ['مهلت'] })
    // What was said of an earlier change is of the record, and is loosened no more.
    const loosened = { ...ground, act: 'loosened', theme: 1 }
    const refused = await manager.call('POST', `${base}/change-grounds`, loosened)
    expect([refused.status, refused.body.code]).toEqual([409, 'CHANGE_GROUND_REFUSED'])
  })

  test('is told of a clause that was said to have changed and did not', async () => {
    const { manager, base, first } = await aClosedDocketWith([])
    await done(manager, `${base}/themes`, { title: 'مهلت', reason })
    const ground = { clauseId: first, theme: 1, reason }
    await done(manager, `${base}/change-grounds`, { ...ground, act: 'tied' })
    const list = async () => (await manager.call('GET', `${base}/checklist`)).body
    expect(await list()).toMatchObject({
      items: [{ item: 'ground-without-change', n: 1, more: false, blocks: false }],
      changes: [{ clauseId: first, change: 'same', grounds: [{ theme: 1, title: 'مهلت' }] }],
    })
    await done(manager, `${base}/change-grounds`, { ...ground, act: 'loosened' })
    expect(await list()).toMatchObject({ items: [], changes: [] })
  })

  test('of a waived draft waits for nothing', async () => {
    const subject = await aSubject(app, { answersBeforeIssue: true })
    const manager = await aMember(app, subject)
    const base = `/comment-period/drafts/${await aDraft(app, subject)}`
    await done(manager, `${base}/waive`, { decidedBy: 'رئیس', reason })
    expect((await manager.call('GET', `${base}/checklist`)).body).toMatchObject({
      items: [],
      changes: [],
    })
    expect((await manager.call('POST', `${base}/issue`, { reason })).status).toBe(201)
  })
})

test('an export tells of a response to a theme, as it stood at its instant', async () => {
  const subject = await aSubject(app)
  await aRule(app, subject)
  const documentId = await aDraft(app, subject)
  await publish(app, documentId)
  const docket = await docketOf(app, documentId)
  const manager = await aMember(app, subject)
  const base = `/comment-period/drafts/${documentId}`
  const { publicId } = await fileOne(docket)
  await done(manager, `${base}/themes`, { title: 'مهلت', reason })
  await done(manager, `${base}/themes/1/placements`, {
    publicIds: [publicId],
    act: 'placed',
    reason,
  })
  await done(manager, `${base}/themes/1/responses`, anAnswer())
  const { bytes } = await madeExport(app, manager, { docket, reason })
  expect(bytes.toString('utf8')).toContain('مهلت به سه هفته افزایش یافت.')
})
