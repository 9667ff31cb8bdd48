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

type OpenDocket = Awaited<ReturnType<typeof anOpenDocket>>

let app: TestApp
/** Two bodies, each with a docket of its own. */
let ours: OpenDocket
let theirs: OpenDocket
let manager: Staff

beforeAll(async () => {
  app = await bootFresh()
  ours = await anOpenDocket(app)
  theirs = await anOpenDocket(app)
  manager = await aMember(app, ours.subject)
})
afterAll(() => app.stop())

async function fileComment(docket: string, comment = aComment()): Promise<string> {
  const { status, body } = await submit(app, docket, comment)
  expect(status).toBe(201)
  return String(body.publicId)
}

const desk = (query: Record<string, string>, staff = manager) =>
  staff.call('GET', `/comment-period/comments?${new URLSearchParams(query).toString()}`)

async function publicIds(query: Record<string, string>, staff = manager): Promise<string[]> {
  const { status, body } = await desk(query, staff)
  expect(status).toBe(200)
  return (body.items as { publicId: string }[]).map(({ publicId }) => publicId)
}

describe('the desk', () => {
  test('shows what came in for the bodies of whoever asks, the latest first', async () => {
    const first = await fileComment(ours.docket)
    const second = await fileComment(ours.docket)
    const foreign = await fileComment(theirs.docket)
    expect(await publicIds({})).toEqual([second, first])
    expect(await publicIds({}, await aMember(app, theirs.subject, 'screener'))).toEqual([foreign])
    expect(await publicIds({}, await signUp(app))).toEqual([])
    const { body } = await manager.call('GET', '/comment-period/desk')
    expect(body.bodies).toMatchObject([
      { slug: ours.subject.slug, may: { screen: true, assign: true, respond: true } },
    ])
    const refused = await desk({ body: theirs.subject.slug })
    expect([refused.status, refused.body.code]).toEqual([403, 'NOT_A_MEMBER'])
    const foreignRead = await manager.call('GET', `/comment-period/comments/${foreign}`)
    expect([foreignRead.status, foreignRead.body.code]).toEqual([403, 'NOT_A_MEMBER'])
  })

  test('is narrowed by state, type, response, draft and words however they are spelt', async () => {
    const plain = await fileComment(ours.docket, aComment({ type: 'opinion' }))
    const worded = await fileComment(
      ours.docket,
      aComment({ type: 'criticism', text: 'آیین‌نامهٔ اجرایی روشن‌تر نوشته شود' }),
    )
    for (const q of ['آيين نامه', 'آیین‌نامه', 'اجرائی روشن', worded, worded.toUpperCase()]) {
      expect([q, await publicIds({ q })]).toEqual([q, [worded]])
    }
    expect((await publicIds({ q: ours.docket })).length).toBeGreaterThan(2)
    expect(await publicIds({ q: 'واژه‌ای که نیست' })).toEqual([])
    expect(await publicIds({ type: 'criticism' })).toEqual([worded])
    expect(await publicIds({ draft: theirs.documentId })).toEqual([])
    expect(await publicIds({ draft: ours.documentId, type: 'opinion' })).toEqual([plain])

    const responded = await manager.call('POST', '/comment-period/responses', {
      publicIds: [plain],
      text: 'پذیرفته شد.',
      disposition: 'accepted',
      reason: 'بررسی شد',
    })
    expect(responded.body).toEqual({ results: [{ publicId: plain, refusal: null }] })
    expect(await publicIds({ response: 'given' })).toEqual([plain])
    expect(await publicIds({ response: 'none' })).not.toContain(plain)
    await manager.call('POST', '/comment-period/screenings', {
      publicIds: [worded],
      state: 'published',
      reason: 'بررسی شد',
    })
    expect(await publicIds({ state: 'published' })).toEqual([worded])
  })

  test('is read on page by page, each comment once', async () => {
    for (let n = 0; n < 5; n += 1) await fileComment(ours.docket)
    const all = await publicIds({})
    const paged: string[] = []
    let cursor: string | null = null
    do {
      const { body } = await desk({ limit: '3', ...(cursor === null ? {} : { cursor }) })
      paged.push(...(body.items as { publicId: string }[]).map(({ publicId }) => publicId))
      cursor = body.nextCursor as string | null
    } while (cursor !== null)
    expect(paged).toEqual(all)
  })

  test('shows what is overdue: due, and nobody has responded', async () => {
    await aRoute(ours, 'legal-office', 1)
    const due = await fileComment(ours.docket)
    expect(await publicIds({ unit: 'legal-office' })).toEqual([due])
    expect(await publicIds({ response: 'overdue' })).toEqual([])
    await makeOverdue(due)
    expect(await publicIds({ response: 'overdue' })).toEqual([due])
    const { body } = await desk({ response: 'overdue' })
    expect(body.items).toMatchObject([
      { overdue: true, unit: { key: 'legal-office', name: 'دفتر حقوقی' } },
    ])
    await manager.call('POST', '/comment-period/responses', {
      publicIds: [due],
      text: 'پاسخ',
      disposition: 'rejected',
      reason: 'بررسی شد',
    })
    expect(await publicIds({ response: 'overdue' })).toEqual([])
  })

  async function aRoute({ subject }: OpenDocket, key: string, dueDays: number): Promise<void> {
    const unit = await documents(app, 'unit').create({
      data: { key, name: 'دفتر حقوقی', body: subject.bodyId },
    })
    await documents(app, 'routing-rule').create({
      data: { body: subject.bodyId, priority: 1, unit: unit.documentId, dueDays },
    })
  }

  /** Staff may move when a response is due; here it was yesterday. */
  async function makeOverdue(publicId: string): Promise<void> {
    const comments = () => app.knex(T('public_comments')).where({ public_id: publicId })
    const { document_id, unit, due_at } = (await comments().first()) as Record<string, string>
    const yesterday = (await databaseNow(app)) - 86_400_000
    const row = await assignmentRow(app, document_id!, {
      from_unit: unit,
      to_unit: unit,
      from_due_at: due_at,
      to_due_at: yesterday,
    })
    await app.knex(T('assignments')).insert(row)
    await comments().update({ due_at: yesterday })
  }
})

describe('what a body has said of its work', () => {
  const bodyOf = ({ subject }: OpenDocket) => subject.bodyId
  const saved = (type: string, data: Record<string, unknown>) =>
    documents(app, type).create({ data })

  test('is whose work a comment is, to the desk and to the public', async () => {
    const units = await Promise.all(
      ['collecting', 'answering'].map((key) =>
        saved('unit', { key, name: `واحد ${key}`, body: bodyOf(ours) }),
      ),
    )
    const [collectedBy, respondedBy] = units.map(({ documentId }) => documentId)
    const publicId = await fileComment(ours.docket)
    const atDesk = async () =>
      (await manager.call('GET', `/comment-period/comments/${publicId}`)).body.responsible as Json
    expect(await atDesk()).toBeNull()
    await saved('responsibility', { body: bodyOf(theirs), respondedBy })
    await saved('responsibility', { body: bodyOf(ours), channel: 'phone', collectedBy })
    expect(await atDesk()).toBeNull()
    await saved('responsibility', { body: bodyOf(ours), respondedBy, reportedTo: 'استانداری' })
    const whole = {
      channel: null,
      type: null,
      collectedBy: null,
      summarisedBy: null,
      respondedBy: 'واحد answering',
      reportedTo: 'استانداری',
    }
    expect(await atDesk()).toEqual(whole)
    const { body } = await app.call('GET', `${API}/bodies/${ours.subject.slug}`)
    expect(body.responsibilities).toEqual([
      {
        ...whole,
        channel: 'phone',
        collectedBy: 'واحد collecting',
        respondedBy: null,
        reportedTo: null,
      },
      whole,
    ])
  })

  test('is with what a response may begin, its own templates and those for everybody', async () => {
    const template = (title: string, more = {}) =>
      saved('response-template', { title, text: 'از نظر شما سپاسگزاریم.', ...more })
    await template('همه دستگاه‌ها')
    await template('خودمان', { body: bodyOf(ours), disposition: 'accepted' })
    await template('دیگران', { body: bodyOf(theirs) })
    const { body } = await manager.call('GET', '/comment-period/desk')
    const [{ templates }] = body.bodies as [{ templates: Json[] }]
    expect(templates).toEqual([
      { title: 'خودمان', text: 'از نظر شما سپاسگزاریم.', disposition: 'accepted' },
      { title: 'همه دستگاه‌ها', text: 'از نظر شما سپاسگزاریم.', disposition: null },
    ])
  })
})

describe('a responder for one unit', () => {
  let responder: Staff
  let legal: string
  let technical: string

  const grant = (staff: Staff, fields: object) =>
    manager.call('POST', '/comment-period/memberships', {
      adminUserId: staff.id,
      bodySlug: theirs.subject.slug,
      role: 'responder',
      reason: 'آزمون',
      ...fields,
    })

  beforeAll(async () => {
    for (const [key, type] of [
      ['legal-office', 'opinion'],
      ['technical-office', 'criticism'],
    ] as const) {
      const unit = await documents(app, 'unit').create({
        data: { key, name: key, body: theirs.subject.bodyId },
      })
      await documents(app, 'routing-rule').create({
        data: { body: theirs.subject.bodyId, priority: 1, unit: unit.documentId, type },
      })
    }
    legal = await fileComment(theirs.docket, aComment({ type: 'opinion' }))
    technical = await fileComment(theirs.docket, aComment({ type: 'criticism' }))
    responder = await signUp(app)
    const granted = await grant(responder, { unitKey: 'legal-office' })
    expect([granted.status, granted.body.unitKey]).toEqual([201, 'legal-office'])
  })

  test('reads what went to it and nothing else of the body', async () => {
    expect(await publicIds({}, responder)).toEqual([legal])
    expect(await publicIds({ q: technical }, responder)).toEqual([])
    const docket = await responder.call(
      'GET',
      `/comment-period/drafts/${theirs.documentId}/comments`,
    )
    expect((docket.body.items as { publicId: string }[]).map((each) => each.publicId)).toEqual([
      legal,
    ])
    const one = await responder.call('GET', `/comment-period/comments/${legal}`)
    expect(one.body.may).toEqual({
      screen: false,
      assign: false,
      respond: true,
      theme: false,
      note: true,
      redact: false,
      contact: true,
      original: false,
      erase: false,
    })
    const other = await responder.call('GET', `/comment-period/comments/${technical}`)
    expect([other.status, other.body.code]).toEqual([403, 'NOT_A_MEMBER'])
  })

  test('responds to what went to it alone', async () => {
    const response = { text: 'پاسخ', disposition: 'accepted', reason: 'بررسی شد' }
    const many = await responder.call('POST', '/comment-period/responses', {
      publicIds: [legal, technical],
      ...response,
    })
    expect(many.body.results).toEqual([
      { publicId: legal, refusal: null },
      { publicId: technical, refusal: 'NOT_A_MEMBER' },
    ])
    const one = await responder.call(
      'POST',
      `/comment-period/comments/${technical}/response`,
      response,
    )
    expect([one.status, one.body.code]).toEqual([403, 'NOT_A_MEMBER'])
  })

  test('reads nothing once the unit is gone', async () => {
    const staff = await signUp(app)
    const unit = await documents(app, 'unit').create({
      data: { key: 'short-lived', name: 'x', body: theirs.subject.bodyId },
    })
    await grant(staff, { unitKey: 'short-lived' })
    await documents(app, 'unit').delete({ documentId: unit.documentId })
    expect(await publicIds({}, staff)).toEqual([])
  })

  test.each([
    ['of a unit that is none', { unitKey: 'no-such-unit' }],
    ['of a unit of another body', { unitKey: 'legal-office', bodySlug: 'x' }],
    ['who screens for a unit', { unitKey: 'legal-office', role: 'screener' }],
  ])('%s is not made', async (_what, fields) => {
    const answer = await grant(responder, fields)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(['INPUT_INVALID', 'BODY_UNKNOWN']).toContain(answer.body.code)
  })
})

describe('one comment at the desk', () => {
  test('is read with its clause as exposed, and all that was done about it', async () => {
    const clauses = await exposedClauses()
    const [clause] = clauses
    const publicId = await fileComment(
      ours.docket,
      aComment({ clauseId: clause!.clauseId, suggestedWording: 'متن بهتر' }),
    )
    await manager.call('POST', `/comment-period/comments/${publicId}/screening`, {
      state: 'withheld',
      withholdReason: 'insult',
      reason: 'توهین در سطر دوم',
    })
    await manager.call('POST', `/comment-period/comments/${publicId}/response`, {
      text: 'پاسخ دستگاه',
      disposition: 'rejected',
      reason: 'بررسی شد',
    })
    const { status, body } = await manager.call('GET', `/comment-period/comments/${publicId}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      publicId,
      state: 'withheld',
      clause: { clauseId: clause!.clauseId, label: clause!.label, text: clause!.text },
      suggestedWording: 'متن بهتر',
      screenings: [{ fromState: 'received', toState: 'withheld', reason: 'توهین در سطر دوم' }],
      responses: [{ text: 'پاسخ دستگاه', disposition: 'rejected', reason: 'بررسی شد' }],
      attachments: [],
      may: { screen: true, respond: true },
    })
    expect(String(body.screenings[0].by)).not.toBe('null')
  })

  async function exposedClauses() {
    const { body } = await app.call('GET', `/api/comment-period/drafts/${ours.docket}`)
    return body.text.clauses as { clauseId: string; label: string; text: string }[]
  }
})

describe('a comment', () => {
  let unit: { readonly documentId: string }
  let rule: { readonly documentId: string }
  const assign = (publicId: string, to: object, staff = manager) =>
    staff.call('POST', '/comment-period/assignments', {
      publicIds: [publicId],
      reason: 'به کار آن واحد مربوط است',
      ...to,
    })
  const read = async (publicId: string) =>
    (await manager.call('GET', `/comment-period/comments/${publicId}`)).body as Json

  beforeAll(async () => {
    const body = ours.subject.bodyId
    unit = await documents(app, 'unit').create({
      data: { key: 'fees-office', name: 'دفتر تعرفه', body },
    })
    rule = await documents(app, 'routing-rule').create({
      data: {
        body,
        priority: -5,
        unit: unit.documentId,
        type: 'suggestion',
        words: 'تعرفه\nهزینه صدور',
        dueDays: 3,
      },
    })
  })

  test('goes to its unit by itself, and says by which rule and word', async () => {
    const text = 'هزينهٔ صدور پروانه برای کارگاه‌های کوچک زیاد است'
    const publicId = await fileComment(ours.docket, aComment({ type: 'suggestion', text }))
    const because = { priority: -5, grounds: ['type', 'words'], word: 'هزینه صدور' }
    expect(await read(publicId)).toMatchObject({
      unit: { key: 'fees-office' },
      routedBy: because,
      assignments: [],
    })
    await documents(app, 'routing-rule').update({
      documentId: rule.documentId,
      data: { words: 'چیز دیگر' },
    })
    expect((await read(publicId)).routedBy).toEqual(because)
  })

  test('is assigned to another unit or day, and keeps where it was', async () => {
    const publicId = await fileComment(ours.docket)
    const before = await read(publicId)
    expect((await assign(publicId, { unit: 'fees-office' })).body.results).toEqual([
      { publicId, refusal: null },
    ])
    await assign(publicId, { dueOn: '۱۴۱۰/۰۱/۲۰' })
    const moved = await read(publicId)
    expect(moved).toMatchObject({ unit: { key: 'fees-office' }, dueAt: '2031-04-09T20:30:00.000Z' })
    expect(moved.assignments).toMatchObject([
      {
        from: { unit: before.unit, dueAt: before.dueAt },
        to: { unit: { key: 'fees-office', name: 'دفتر تعرفه' }, dueAt: before.dueAt },
        reason: 'به کار آن واحد مربوط است',
      },
      { to: { unit: { key: 'fees-office' }, dueAt: '2031-04-09T20:30:00.000Z' } },
    ])
    await assign(publicId, { unit: null, dueOn: null })
    expect(await read(publicId)).toMatchObject({ unit: null, dueAt: null })
  })

  test('is assigned without a change in what the public reads', async () => {
    const publicId = await fileComment(ours.docket)
    const etag = async () =>
      (await app.call('GET', `/api/comment-period/drafts/${ours.docket}`)).headers.get('etag')
    const before = await etag()
    expect((await assign(publicId, { unit: 'fees-office' })).body.results[0].refusal).toBeNull()
    expect(await etag()).toBe(before)
  })

  test.each([
    ['a unit that its body does not have', { unit: 'no-such-unit' }, 'UNIT_UNKNOWN'],
    ['a day that is over', { dueOn: '1400/01/20' }, 'DUE_IN_PAST'],
    ['no day', { dueOn: 'فردا' }, 'DATE_UNREADABLE'],
  ])('is not assigned to %s', async (_what, to, code) => {
    const publicId = await fileComment(ours.docket)
    expect((await assign(publicId, to)).body.results).toEqual([{ publicId, refusal: code }])
    expect((await read(publicId)).assignments).toEqual([])
  })

  test('is not assigned to where it is, nor by whoever only responds', async () => {
    const publicId = await fileComment(ours.docket)
    await assign(publicId, { unit: 'fees-office' })
    const again = await assign(publicId, { unit: 'fees-office' })
    expect(again.body.results).toEqual([{ publicId, refusal: 'ASSIGNMENT_REFUSED' }])
    const responder = await aMember(app, ours.subject, 'responder')
    const answer = await assign(publicId, { unit: null }, responder)
    expect(answer.body.results).toEqual([{ publicId, refusal: 'NOT_A_MEMBER' }])
    const nothing = await assign(publicId, {})
    expect([nothing.status, nothing.body.code]).toEqual([400, 'INPUT_INVALID'])
  })
})

describe('acts on many comments', () => {
  test('are done to each that allows it, and say of the others why not', async () => {
    const one = await fileComment(ours.docket)
    const published = await fileComment(ours.docket)
    const foreign = await fileComment(theirs.docket)
    const screening = { state: 'published', reason: 'بررسی شد' }
    await manager.call('POST', `/comment-period/comments/${published}/screening`, screening)
    const answer = await manager.call('POST', '/comment-period/screenings', {
      publicIds: [one, published, foreign, 'no-such-comment'],
      ...screening,
    })
    expect(answer.status).toBe(200)
    expect(answer.body.results).toEqual([
      { publicId: one, refusal: null },
      { publicId: published, refusal: 'STATE_CHANGE_REFUSED' },
      { publicId: foreign, refusal: 'NOT_A_MEMBER' },
      { publicId: 'no-such-comment', refusal: 'COMMENT_UNKNOWN' },
    ])
  })

  test.each([
    ['none', []],
    ['one twice', ['a', 'a']],
    ['more than a hundred', Array.from({ length: 101 }, (_, n) => `c${String(n)}`)],
  ])('are refused for %s', async (_name, ids) => {
    const answer = await manager.call('POST', '/comment-period/screenings', {
      publicIds: ids,
      state: 'published',
      reason: 'بررسی شد',
    })
    expect([answer.status, answer.body.code]).toEqual([400, 'INPUT_INVALID'])
  })

  test('are refused to a role that does not have them', async () => {
    const publicId = await fileComment(ours.docket)
    const responder = await aMember(app, ours.subject, 'responder')
    const answer = await responder.call('POST', '/comment-period/screenings', {
      publicIds: [publicId],
      state: 'spam',
      reason: 'بررسی شد',
    })
    expect(answer.body.results).toEqual([{ publicId, refusal: 'NOT_A_MEMBER' }])
  })
})
