import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { BLOCKED_OUT } from '../../plugins/comment-period/domain/redaction'
import { bootFresh, type Json, type TestApp } from '../support/app'
import { aPdf } from '../support/crafted-files'
import {
  aComment,
  aMember,
  anOpenDocket,
  API,
  documents,
  signUp,
  submit,
  type Staff,
} from '../support/docket-builders'
import { T } from '../support/ledger-rows'
import { commentPart, filePart, submitForm } from '../support/multipart'

let app: TestApp
let ours: Awaited<ReturnType<typeof anOpenDocket>>
let manager: Staff
let legal: Staff

beforeAll(async () => {
  app = await bootFresh()
  ours = await anOpenDocket(app)
  manager = await aMember(app, ours.subject)
  legal = await aMember(app, ours.subject, 'legal')
})
afterAll(() => app.stop())

const reason = 'درخواست فرستنده'
const TEXT = 'نام من رضا است و با این ماده موافقم'
const HIDDEN = [{ field: 'text', from: 7, to: 10 }]

async function fileComment(fields: Json = {}): Promise<string> {
  const { status, body } = await submit(app, ours.docket, aComment({ text: TEXT, ...fields }))
  expect(status).toBe(201)
  return publish(String(body.publicId))
}

async function publish(publicId: string): Promise<string> {
  const screening = { publicIds: [publicId], state: 'published', reason: 'آزمون' }
  const { body } = await manager.call('POST', '/comment-period/screenings', screening)
  expect(body).toEqual({ results: [{ publicId, refusal: null }] })
  return publicId
}

const act = (staff: Staff, publicId: string, name: string, body: Json) =>
  staff.call('POST', `/comment-period/comments/${publicId}/${name}`, body)

const atDesk = async (publicId: string, staff = manager): Promise<Json> => {
  const { status, body } = await staff.call('GET', `/comment-period/comments/${publicId}`)
  expect(status).toBe(200)
  return body
}

const published = async (publicId: string): Promise<Json> => {
  const { body } = await app.call('GET', `${API}/drafts/${ours.docket}/comments?limit=100`)
  return (body.items as Json[]).find((each) => each.publicId === publicId)!
}

describe('a note', () => {
  test('is read at the desk, by whom it was made, and nowhere else', async () => {
    const publicId = await fileComment()
    const note = 'با واحد فنی هماهنگ شود'
    expect(await act(manager, publicId, 'notes', { text: note })).toMatchObject({ status: 201 })
    expect((await atDesk(publicId, legal)).notes).toMatchObject([
      { text: note, by: 'کارشناس آزمون' },
    ])
    expect(JSON.stringify(await published(publicId))).not.toContain(note)
    expect(
      JSON.stringify((await app.call('GET', `${API}/drafts/${ours.docket}`)).body),
    ).not.toContain(note)
  })
})

describe('the contact of a submitter', () => {
  test('is read with a reason, and that it was read stays', async () => {
    const publicId = await fileComment({ name: 'رضا رضایی', contact: 'reza@example.ir' })
    const before = await atDesk(publicId)
    expect(before).toMatchObject({ hasContact: true, disclosures: [] })
    expect(JSON.stringify(before)).not.toContain('reza@example.ir')
    const { status, body } = await act(legal, publicId, 'contact', { reason })
    expect([status, body]).toEqual([200, { name: 'رضا رضایی', contact: 'reza@example.ir' }])
    expect((await atDesk(publicId)).disclosures).toMatchObject([
      { what: 'contact', reason, by: 'کارشناس آزمون' },
    ])
  })

  test('is not read without a row that says so', async () => {
    const publicId = await fileComment({ contact: 'reza@example.ir' })
    const refused = await act(legal, publicId, 'contact', {})
    expect([refused.status, refused.body.code]).toEqual([400, 'INPUT_INVALID'])
    expect((await atDesk(publicId)).disclosures).toEqual([])
  })

  test('that was not left is told from one that was', async () => {
    const publicId = await fileComment()
    expect((await atDesk(publicId)).hasContact).toBe(false)
    const { status, body } = await act(legal, publicId, 'contact', { reason })
    expect([status, body.code]).toEqual([404, 'CONTACT_UNKNOWN'])
  })

  test('is opened by a responder for what went to their unit alone', async () => {
    const unitKey = 'privacy-office'
    await documents(app, 'unit').create({
      data: { key: unitKey, name: 'دفتر', body: ours.subject.bodyId },
    })
    const responder = await signUp(app)
    const granted = await manager.call('POST', '/comment-period/memberships', {
      adminUserId: responder.id,
      bodySlug: ours.subject.slug,
      unitKey,
      role: 'responder',
      reason,
    })
    expect(granted.status).toBe(201)
    const publicId = await fileComment({ contact: 'reza@example.ir' })
    const refused = await act(responder, publicId, 'contact', { reason })
    expect([refused.status, refused.body.code]).toEqual([403, 'NOT_A_MEMBER'])
    await manager.call('POST', '/comment-period/assignments', {
      publicIds: [publicId],
      unit: unitKey,
      reason,
    })
    expect((await act(responder, publicId, 'contact', { reason })).status).toBe(200)
  })
})

describe('a redaction', () => {
  test('hides words from everybody, and its original is read with a permission of its own', async () => {
    const publicId = await fileComment()
    const tag = async () =>
      (await app.call('GET', `${API}/drafts/${ours.docket}/comments`)).headers.get('etag')
    const before = await tag()
    const hash = (await published(publicId)).textHash
    expect((await act(manager, publicId, 'redaction', { spans: HIDDEN, reason })).status).toBe(201)
    const shown = `نام من ${BLOCKED_OUT} است و با این ماده موافقم`
    expect(await published(publicId)).toMatchObject({ text: shown, redacted: true, textHash: hash })
    expect(await tag()).not.toBe(before)
    const { text, redactions } = await atDesk(publicId)
    expect([text, redactions]).toMatchObject([shown, [{ spans: HIDDEN, reason }]])
    const found = await manager.call(
      'GET',
      `/comment-period/comments?${new URLSearchParams({ q: 'رضا' }).toString()}`,
    )
    expect((found.body.items as Json[]).map((each) => each.publicId)).not.toContain(publicId)
    const screener = await aMember(app, ours.subject, 'screener')
    const refused = await act(screener, publicId, 'original', { reason })
    expect([refused.status, refused.body.code]).toEqual([403, 'NOT_A_MEMBER'])
    const original = await act(legal, publicId, 'original', { reason })
    expect([original.status, original.body]).toEqual([200, { text: TEXT, suggestedWording: null }])
    expect((await atDesk(publicId)).disclosures).toMatchObject([{ what: 'original' }])
  })

  test('takes the place of the one before it, and is lifted by an empty one', async () => {
    const publicId = await fileComment()
    await act(manager, publicId, 'redaction', { spans: HIDDEN, reason })
    await act(manager, publicId, 'redaction', {
      spans: [{ field: 'text', from: 0, to: 3 }],
      reason,
    })
    expect((await published(publicId)).text).toBe(`${BLOCKED_OUT}${TEXT.slice(3)}`)
    await act(manager, publicId, 'redaction', { spans: [], reason })
    expect(await published(publicId)).toMatchObject({ text: TEXT, redacted: false })
    expect(((await atDesk(publicId)).redactions as Json[]).length).toBe(3)
  })

  test.each([
    ['beyond the text', [{ field: 'text', from: 0, to: 9_999 }]],
    ['of no length', [{ field: 'text', from: 3, to: 3 }]],
    ['of a wording there is not', [{ field: 'suggestedWording', from: 0, to: 1 }]],
    ['of another field', [{ field: 'name', from: 0, to: 1 }]],
    ['that is no span', [null]],
    ['of fractions', [{ field: 'text', from: 0.5, to: 1 }]],
  ])('%s is refused and hides nothing', async (_, spans) => {
    const publicId = await fileComment()
    const { status, body } = await act(manager, publicId, 'redaction', { spans, reason } as Json)
    expect([status, body.code]).toEqual([400, 'INPUT_INVALID'])
    expect(await published(publicId)).toMatchObject({ text: TEXT, redacted: false })
  })
})

describe('an erasure', () => {
  const basis = 'رأی شعبه سوم دیوان'

  test('takes two people, and leaves neither text, name, contact nor files', async () => {
    const filed = await submitForm(app, ours.docket, [
      commentPart(
        aComment({
          text: TEXT,
          name: 'رضا رضایی',
          contact: 'reza@example.ir',
          showName: true,
          onBehalfOf: 'انجمن نمونه',
        }),
      ),
      filePart('پیوست.pdf', 'application/pdf', aPdf()),
    ])
    expect(filed.status).toBe(201)
    const publicId = await publish(String(filed.body.publicId))
    const early = await act(manager, publicId, 'erasure/approval', { n: 1 })
    expect([early.status, early.body.code]).toEqual([409, 'ERASURE_REFUSED'])
    expect((await act(legal, publicId, 'erasure', { basis })).status).toBe(201)
    const own = await act(legal, publicId, 'erasure/approval', { n: 1 })
    expect([own.status, own.body.code]).toEqual([409, 'ERASURE_REFUSED'])
    expect((await atDesk(publicId, legal)).erasure).toMatchObject({
      requests: [{ basis, isOwn: true }],
    })
    expect((await atDesk(publicId)).erasure).toMatchObject({ requests: [{ basis, isOwn: false }] })
    const unread = await act(manager, publicId, 'erasure/approval', { n: 2 })
    expect([unread.status, unread.body.code]).toEqual([409, 'ERASURE_REFUSED'])
    const before = await published(publicId)
    expect((await act(manager, publicId, 'erasure/approval', { n: 1 })).status).toBe(201)

    const after = await published(publicId)
    expect(after).toEqual({
      ...before,
      text: null,
      displayName: null,
      onBehalfOf: null,
      attachments: [],
      attachmentsHeld: 1,
    })
    expect(await atDesk(publicId)).toMatchObject({
      text: null,
      displayName: null,
      hasContact: false,
      erasure: { erasedAt: expect.any(String) },
    })
    const file = await manager.call(
      'GET',
      `/comment-period/comments/${publicId}/attachments/1/file`,
    )
    expect(file.status).toBe(404)
    const row = (await app.knex(T('public_comments')).where({ public_id: publicId }).first()) as {
      document_id: string
    }
    expect(row).toMatchObject({ text: null, salt: null, suggested_wording: null })
    const sealed: unknown[] = await app
      .knex(T('contacts'))
      .where({ comment_document_id: row.document_id })
    expect(sealed).toEqual([])
    const tracked = await app.call('POST', `${API}/tracking`, {
      trackingCode: filed.body.trackingCode,
    })
    expect(tracked.status).toBe(200)
    for (const [name, body] of [
      ['erasure', { basis }],
      ['erasure/approval', { n: 1 }],
      ['redaction', { spans: [], reason }],
      ['original', { reason }],
    ] as const) {
      const { status, body: answer } = await act(manager, publicId, name, body)
      expect([name, status, answer.code]).toEqual([name, 409, 'ALREADY_ERASED'])
    }
    const contact = await act(legal, publicId, 'contact', { reason })
    expect([contact.status, contact.body.code]).toEqual([404, 'CONTACT_UNKNOWN'])
  })

  test('removes a file from the disk only when no other comment came with it', async () => {
    const withFile = async () =>
      String(
        (
          await submitForm(app, ours.docket, [
            commentPart(aComment({ text: TEXT })),
            filePart('یکسان.pdf', 'application/pdf', aPdf('% one of two\n')),
          ])
        ).body.publicId,
      )
    const [first, second] = [await withFile(), await withFile()]
    const fileOf = (publicId: string) =>
      manager.call('GET', `/comment-period/comments/${publicId}/attachments/1/file`)
    const erase = async (publicId: string) => {
      await act(legal, publicId, 'erasure', { basis })
      expect((await act(manager, publicId, 'erasure/approval', { n: 1 })).status).toBe(201)
    }
    await erase(first)
    expect([(await fileOf(first)).status, (await fileOf(second)).status]).toEqual([404, 200])
    await erase(second)
    expect((await fileOf(second)).status).toBe(404)
  })
})
