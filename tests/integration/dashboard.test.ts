import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bootFresh, type Json, type TestApp } from '../support/app'
import {
  aComment,
  aMember,
  anOpenDocket,
  API,
  databaseNow,
  documents,
  signUp,
  submit,
  type Staff,
} from '../support/docket-builders'
import { assignmentRow, T } from '../support/ledger-rows'

let app: TestApp
let ours: Awaited<ReturnType<typeof anOpenDocket>>
let theirs: Awaited<ReturnType<typeof anOpenDocket>>
let manager: Staff
const filed: string[] = []

beforeAll(async () => {
  app = await bootFresh()
  ours = await anOpenDocket(app)
  theirs = await anOpenDocket(app)
  manager = await aMember(app, ours.subject)
  const draft = await app.call('GET', `${API}/drafts/${ours.docket}`)
  const [clause] = draft.body.text.clauses as { clauseId: string }[]
  for (const comment of [
    aComment({ type: 'criticism', submitterCategory: 'expert' }),
    aComment({ type: 'criticism', clauseId: clause!.clauseId }),
    aComment({ type: 'suggestion', submitterCategory: 'citizen' }),
  ]) {
    filed.push(String((await submit(app, ours.docket, comment)).body.publicId))
  }
  await submit(app, theirs.docket, aComment({ type: 'opinion' }))
})
afterAll(() => app.stop())

const dashboard = async (staff = manager, query = '') =>
  (await staff.call('GET', `/comment-period/dashboard${query}`)).body as Json

describe('the overview', () => {
  test('counts what came in for the bodies of whoever asks, and for no other', async () => {
    const body = await dashboard()
    expect(body).toMatchObject({
      received: 3,
      isPartial: false,
      byType: [
        { key: 'criticism', n: 2 },
        { key: 'suggestion', n: 1 },
      ],
      byChannel: [{ key: 'api', n: 3 }],
      byCategory: [
        { key: 'citizen', n: 1 },
        { key: 'expert', n: 1 },
      ],
      byState: [{ key: 'received', n: 3 }],
      byClause: [{ docket: ours.docket, n: 1 }],
      responses: { n: 0, medianMs: null },
      overdue: [],
    })
    const days = body.perDay as { day: string; n: number }[]
    expect(days.length).toBeGreaterThanOrEqual(30)
    expect(days.reduce((sum, { n }) => sum + n, 0)).toBe(3)
    expect(body.periods).toMatchObject([
      { docket: ours.docket, documentId: ours.documentId, phase: 'open', comments: 3 },
    ])
  })

  test('shows a responder of one unit what went to it', async () => {
    const unit = await documents(app, 'unit').create({
      data: { key: 'legal-office', name: 'دفتر حقوقی', body: ours.subject.bodyId },
    })
    await manager.call('POST', '/comment-period/assignments', {
      publicIds: [filed[0]],
      unit: 'legal-office',
      reason: 'آزمون',
    })
    const responder = await signUp(app)
    await manager.call('POST', '/comment-period/memberships', {
      adminUserId: responder.id,
      bodySlug: ours.subject.slug,
      role: 'responder',
      unitKey: 'legal-office',
      reason: 'آزمون',
    })
    expect(unit).toBeDefined()
    expect(await dashboard(responder)).toMatchObject({
      received: 1,
      byType: [{ key: 'criticism', n: 1 }],
    })
  })

  test('says how long responses took, and which are overdue in which unit', async () => {
    const row = { public_id: filed[0] }
    const comment = (await app.knex(T('public_comments')).where(row).first()) as {
      document_id: string
    }
    const yesterday = (await databaseNow(app)) - 86_400_000
    await app.knex(T('assignments')).insert(
      await assignmentRow(app, comment.document_id, {
        from_unit: 'legal-office',
        to_unit: 'legal-office',
        to_due_at: yesterday,
      }),
    )
    await app.knex(T('public_comments')).where(row).update({ due_at: yesterday })
    expect((await dashboard()).overdue).toEqual([
      { unit: 'دفتر حقوقی', body: expect.any(String), n: 1 },
    ])
    const screen = (state: string) =>
      manager.call('POST', '/comment-period/screenings', {
        publicIds: [filed[0]],
        state,
        reason: 'آزمون',
      })
    expect((await screen('spam')).status).toBeLessThan(300)
    expect((await dashboard()).overdue).toEqual([])
    expect((await screen('published')).status).toBeLessThan(300)
    const answer = { text: 'پاسخ', disposition: 'accepted', reason: 'آزمون' }
    const done = async (path: string, body: object) => {
      const { status } = await manager.call('POST', `/comment-period/${path}`, body)
      expect([path, Math.floor(status / 100)]).toEqual([path, 2])
    }
    // One by itself and through a theme, which counts once; one through the theme alone.
    await done(`comments/${filed[1]!}/response`, answer)
    const themes = `drafts/${ours.documentId}/themes`
    await done(themes, { title: 'محور', reason: 'آزمون' })
    await done(`${themes}/1/placements`, {
      publicIds: filed.slice(0, 2),
      act: 'placed',
      reason: 'آزمون',
    })
    await done(`${themes}/1/responses`, answer)
    const { responses, overdue } = await dashboard()
    expect(overdue).toEqual([])
    expect(responses).toMatchObject({ n: 2, due: 1, inTime: 0 })
    expect(responses.medianMs).toBeGreaterThan(0)
    expect(responses.ninetiethMs).toBeGreaterThanOrEqual(responses.medianMs)
  })

  test('is narrowed to one body, of their own', async () => {
    expect((await dashboard(manager, `?body=${ours.subject.slug}`)).received).toBe(3)
    const refused = await manager.call(
      'GET',
      `/comment-period/dashboard?body=${theirs.subject.slug}`,
    )
    expect([refused.status, refused.body.code]).toEqual([403, 'NOT_A_MEMBER'])
    expect(await dashboard(await signUp(app))).toMatchObject({ received: 0, periods: [] })
  })
})
