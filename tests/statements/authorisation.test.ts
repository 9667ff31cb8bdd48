import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DAY_MS } from '../../plugins/comment-period/domain/instant'
import { bootFresh, type Answer, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aDraft,
  aMember,
  SUPER_ADMIN,
  anOpenDocket,
  API,
  aSubject,
  docketOf,
  documents,
  PLUGIN,
  signUp,
  submit,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { aClosedDocket, commentRow, issuanceRow, T as tableName } from '../support/ledger-rows'
import { expectRefusal } from '../support/problems'
import { sendRaw } from '../support/raw-http'
import { refusalOf } from '../support/refusals'

/** Statements 11, 14, 15 and 17: what is kept from whom, and that every door has the same lock. */

let app: TestApp
const uploaded: string[] = []
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(async () => {
  for (const file of uploaded) rmSync(file, { force: true })
  await app.stop()
})

const reason = 'آزمون'

describe('someone who has not signed in', () => {
  const secret = (name: string) => `${name}-${randomUUID().slice(0, 8)}`
  const SECRETS = {
    title: secret('title'),
    clause: secret('clause'),
    waived: secret('waived'),
    received: secret('received'),
    withheld: secret('withheld'),
    spam: secret('spam'),
    name: secret('name'),
    contact: secret('contact'),
    attachment: secret('attachment'),
  }
  let docket: string
  let documentId: string
  let draftId: string
  let waivedDocket: string
  let slug: string
  let publicIds: string[]
  let fileSha256: string

  beforeAll(async () => {
    const subject = await aSubject(app, { screening: 'before' })
    slug = subject.slug
    const manager = await aMember(app, subject)
    const folder = path.join(app.strapi.dirs.static.public, 'uploads')
    mkdirSync(folder, { recursive: true })
    const file = `${randomUUID()}.txt`
    uploaded.push(path.join(folder, file))
    writeFileSync(path.join(folder, file), SECRETS.attachment)
    fileSha256 = createHash('sha256').update(SECRETS.attachment).digest('hex')
    const upload = (await app.strapi.db.query('plugin::upload.file').create({
      data: {
        name: `${SECRETS.attachment}.txt`,
        hash: file.slice(0, -4),
        ext: '.txt',
        mime: 'text/plain',
        size: 1,
        url: `/uploads/${file}`,
        provider: 'local',
        folderPath: '/',
      },
    })) as { id: number }
    draftId = await aDraft(app, subject, {
      title: SECRETS.title,
      clauses: [{ kind: 'article', heading: 'هدف', text: SECRETS.clause }],
      attachments: [upload.id],
    })
    const waivedId = await aDraft(app, subject, { title: SECRETS.waived })
    const waived = await manager.call('POST', `/comment-period/drafts/${waivedId}/waive`, {
      decidedBy: 'رئیس',
      reason,
    })
    expect(waived.status).toBe(200)
    waivedDocket = await docketOf(app, waivedId)

    const brief = await aBriefDocket(app, DAY_MS, subject)
    docket = brief.docket
    documentId = brief.documentId
    publicIds = []
    for (const state of ['received', 'withheld', 'spam'] as const) {
      const { body } = await submit(
        app,
        docket,
        aComment({ text: SECRETS[state], name: SECRETS.name, contact: SECRETS.contact }),
      )
      publicIds.push(String(body.publicId))
      if (state === 'received') continue
      const screened = await manager.call(
        'POST',
        `/comment-period/comments/${String(body.publicId)}/screening`,
        { state, reason, ...(state === 'withheld' ? { withholdReason: 'insult' } : {}) },
      )
      expect(screened.status).toBe(200)
    }
  })

  const cursor = (position: unknown) =>
    Buffer.from(JSON.stringify(position), 'utf8').toString('base64url')

  /** Whatever somebody could ask: our reads, Strapi's own routes, and what others have found there. */
  function questions(): string[] {
    const types = ['draft-regulation', 'public-comment', 'issuing-body']
    const ids = [draftId, documentId, ...publicIds, '1', '2', '3']
    const own = [docket, waivedDocket, draftId, documentId, `${slug}-1405-0003`].flatMap((each) =>
      [
        '',
        '/period',
        '/final',
        '/exposures/1',
        '/exposures/2',
        '/comments',
        `/attachments/${fileSha256}`,
      ].map((rest) => `${API}/drafts/${each}${rest}`),
    )
    const lists = [
      `${API}/drafts?q=${SECRETS.title}`,
      `${API}/drafts?q=${SECRETS.waived}`,
      `${API}/drafts?body=${slug}&limit=100`,
      `${API}/drafts?phase=closed`,
      `${API}/drafts?phase=drafting`,
      `${API}/drafts?cursor=${cursor([9_999_999_999_999, draftId])}`,
      `${API}/bodies`,
      `${API}/bodies/${slug}`,
      ...[0, 1, 2, 3].map((seq) => `${API}/drafts/${docket}/comments?cursor=${cursor(seq)}`),
      ...[
        'state=received',
        'status=draft',
        'populate=*',
        'filters[state]=received',
        'sort=state',
      ].map((query) => `${API}/drafts/${docket}/comments?${query}`),
      ...['exports', 'export', 'export.csv', 'comments', 'comments.csv'].flatMap((each) => [
        `${API}/${each}`,
        `${API}/drafts/${docket}/${each}`,
      ]),
    ]
    const strapi = types.flatMap((type) => [
      ...['', 's'].flatMap((plural) =>
        ['/api/', `${API}/`, '/api/plugin::comment-period.'].flatMap((prefix) => [
          `${prefix}${type}${plural}?status=draft&populate=*`,
          ...ids.map((id) => `${prefix}${type}${plural}/${id}?status=draft&populate=*`),
        ]),
      ),
      `/content-manager/collection-types/plugin::comment-period.${type}`,
      ...ids.map((id) => `/content-manager/collection-types/plugin::comment-period.${type}/${id}`),
      `/content-manager/relations/plugin::comment-period.${type}/body`,
      `/content-manager/preview/url/plugin::comment-period.${type}`,
    ])
    const staff = [
      ...[draftId, documentId].flatMap((id) =>
        ['period', 'comments', 'issue'].map((rest) => `/comment-period/drafts/${id}/${rest}`),
      ),
      '/comment-period/memberships',
      ...publicIds.map((id) => `/comment-period/comments/${id}/response`),
    ]
    const others = [
      '/api/upload/files',
      '/upload/files',
      '/uploads/',
      '/uploads',
      '/graphql',
      '/api',
      '/admin/users',
    ]
    return [...own, ...lists, ...strapi, ...staff, ...others]
  }

  test('S11 reads no unpublished draft, held comment, contact or attachment, however asked', async () => {
    const asked = questions()
    expect(asked.length).toBeGreaterThan(150)
    const leaks: string[] = []
    let read = 0
    for (const question of asked) {
      const answer = await sendRaw(app, { path: question })
      if (answer.status === 200) read += 1
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
      for (const [name, value] of Object.entries(SECRETS)) {
        // The words that were asked for may come back in a refusal, never as an answer.
        if (answer.status < 400 && text.includes(value)) leaks.push(`${name} by ${question}`)
        if (answer.status >= 400 && text.includes(value) && !question.includes(value)) {
          leaks.push(`${name} by ${question}`)
        }
      }
    }
    expect(leaks).toEqual([])
    // The docket itself is open: the questions did reach something.
    expect(read).toBeGreaterThan(5)
  })

  test('S11 reads no contact or salt with the code of a comment either', async () => {
    const filed = await submit(
      app,
      docket,
      aComment({ name: SECRETS.name, contact: SECRETS.contact }),
    )
    const tracked = await app.call('POST', `${API}/tracking`, {
      trackingCode: String(filed.body.trackingCode),
    })
    expect(tracked.status).toBe(200)
    for (const text of [JSON.stringify(filed.body), JSON.stringify(tracked.body)]) {
      expect(text).not.toContain(SECRETS.name)
      expect(text).not.toContain(SECRETS.contact)
      expect(text).not.toMatch(/salt|hmac|fingerprint/i)
    }
  })

  test('S11 gets the attachment of a draft at its address once the text was exposed, and not before', async () => {
    const before = await sendRaw(app, { path: `${API}/drafts/${docket}/attachments/${fileSha256}` })
    expectRefusal(before, 404, 'ATTACHMENT_UNKNOWN')
    expect(
      await documents(app, 'draft-regulation').findOne({ documentId: draftId, locale: 'fa' }),
    ).not.toBeNull()
  })
})

describe('staff of one body', () => {
  let ours: { documentId: string; docket: string; subject: Subject; publicId: string }
  let theirs: { documentId: string; docket: string; subject: Subject; publicId: string }
  let member: Staff
  beforeAll(async () => {
    const each = async () => {
      const open = await anOpenDocket(app)
      const { body } = await submit(app, open.docket)
      return { ...open, publicId: String(body.publicId) }
    }
    ours = await each()
    theirs = await each()
    member = await aMember(app, ours.subject)
  })

  const requests = (to: { documentId: string; publicId: string }): [string, string, object?][] => [
    ['GET', `drafts/${to.documentId}/period`],
    ['GET', `drafts/${to.documentId}/comments`],
    ['POST', `drafts/${to.documentId}/restart`, { reason }],
    [
      'POST',
      `drafts/${to.documentId}/extend`,
      { reason, ground: 'other', lastDayOn: '1406/01/20' },
    ],
    ['POST', `drafts/${to.documentId}/suspend`, { reason, ground: 'outage' }],
    ['POST', `drafts/${to.documentId}/resume`, { reason }],
    ['POST', `drafts/${to.documentId}/withdraw`, { reason }],
    ['POST', `drafts/${to.documentId}/waive`, { reason, decidedBy: 'رئیس' }],
    ['POST', `drafts/${to.documentId}/issue`, { reason }],
    ['POST', `comments/${to.publicId}/response`, { text: 'پاسخ', disposition: 'accepted', reason }],
    ['POST', `comments/${to.publicId}/screening`, { state: 'spam', reason }],
  ]

  test('S14 neither see nor change the dockets of another, and do work on their own', async () => {
    const rows = async () =>
      Promise.all(
        ['events', 'exposures', 'screenings', 'responses', 'issuances', 'waivers'].map(
          async (table) => app.knex(tableName(table)).count({ n: '*' }).first(),
        ),
      )
    const before = await rows()
    for (const [method, to, body] of requests(theirs)) {
      const answer = await member.call(method, `/comment-period/${to}`, body)
      expectRefusal(answer, 403, 'NOT_A_MEMBER')
      expect(JSON.stringify(answer.body)).not.toContain(theirs.docket)
    }
    expect(await rows()).toEqual(before)
    for (const [method, to, body] of requests(ours)) {
      const answer = await member.call(method, `/comment-period/${to}`, body)
      expect(answer.body.code).not.toBe('NOT_A_MEMBER')
    }
  })

  test('S14 see no docket of another before it is exposed, and a draft without a body is nobody’s', async () => {
    const draft = await aDraft(app, theirs.subject)
    const period = (id: string) => member.call('GET', `/comment-period/drafts/${id}/period`)
    expectRefusal(await period(draft), 403, 'NOT_A_MEMBER')
    const bare = await documents(app, 'draft-regulation').create({
      locale: 'fa',
      data: { title: 'بی دستگاه' },
    })
    expect(await period(bare.documentId)).toMatchObject({ status: 200, body: { docket: null } })
  })
})

describe('a right that was taken away', () => {
  async function reader(role = 'manager') {
    const { documentId, subject } = await anOpenDocket(app)
    const staff = await aMember(app, subject, role)
    const read = (): Promise<Answer> =>
      staff.call('GET', `/comment-period/drafts/${documentId}/comments`)
    expect((await read()).status).toBe(200)
    return { staff, read, subject }
  }

  test('S15 as a membership is missing at the next request', async () => {
    const { staff, read, subject } = await reader()
    const { id } = (await app
      .knex(tableName('memberships'))
      .where({ admin_user_id: staff.id, body_document_id: subject.bodyId })
      .first('id')) as { id: number }
    const root = await signUp(app)
    const gone = await root.call('DELETE', `/comment-period/memberships/${String(id)}`)
    expect(gone.status).toBe(200)
    expectRefusal(await read(), 403, 'NOT_A_MEMBER')
  })

  interface Roles {
    create(attributes: object): Promise<{ id: number }>
    assignPermissions(id: number, permissions: object[]): Promise<unknown>
  }
  interface Users {
    updateById(id: number, attributes: object): Promise<unknown>
  }

  test('S15 as a permission of Strapi’s is missing at the next request', async () => {
    const { staff, read } = await reader()
    const roles = app.strapi.service('admin::role') as unknown as Roles
    const users = app.strapi.service('admin::user') as unknown as Users
    const role = await roles.create({ name: `r${randomUUID()}`, description: '' })
    const may = { action: `${PLUGIN}.read`, subject: null, properties: {}, conditions: [] }
    await roles.assignPermissions(role.id, [may])
    await users.updateById(staff.id, { roles: [role.id] })
    expect((await read()).status).toBe(200)
    await roles.assignPermissions(role.id, [])
    expectRefusal(await read(), 403, 'FORBIDDEN')
  })

  test('S15 with the account itself is missing at the next request', async () => {
    const { staff, read } = await reader()
    const users = app.strapi.service('admin::user') as unknown as Users
    await users.updateById(staff.id, { isActive: false })
    expectRefusal(await read(), 401, 'UNAUTHENTICATED')
  })
})

describe('the same lock behind every door', () => {
  test('S17 a text is not issued early by an act of staff, nor by SQL', async () => {
    const subject = await aSubject(app)
    const { documentId } = await aBriefDocket(app, DAY_MS, subject)
    const legal = await aMember(app, subject, 'legal')
    const issue = await legal.call('POST', `/comment-period/drafts/${documentId}/issue`, { reason })
    expectRefusal(issue, 409, 'PERIOD_NOT_OVER')
    const row = await issuanceRow(app, documentId)
    expect(await refusalOf(app.knex(tableName('issuances')).insert(row))).toBe('PERIOD_NOT_OVER')
  })

  test('S17 a comment after the close is refused by HTTP, Strapi’s query engine and SQL', async () => {
    const { docket, documentId } = await aClosedDocket(app)
    expectRefusal(await submit(app, docket), 409, 'PERIOD_CLOSED')
    const row = await commentRow(app, documentId)
    expect(await refusalOf(app.knex(tableName('public_comments')).insert(row))).toBe(
      'PERIOD_CLOSED',
    )
    const data = Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
        value,
      ]),
    )
    const query = app.strapi.db.query(`${PLUGIN}.public-comment`)
    expect(await refusalOf(query.create({ data }))).toBe('PERIOD_CLOSED')
  })

  test('S17 a comment is neither made nor removed in the content manager, nor removed by SQL', async () => {
    const { docket } = await anOpenDocket(app)
    const { publicId } = (await submit(app, docket)).body
    const table = tableName('public_comments')
    const { document_id: commentId } = (await app
      .knex(table)
      .where({ public_id: String(publicId) })
      .first('document_id')) as { document_id: string }
    const root = await signUp(app)
    const at = `/content-manager/collection-types/${PLUGIN}.public-comment`
    const made = await root.call('POST', at, { text: 'نظر', docket })
    const removed = await root.call('DELETE', `${at}/${commentId}`)
    const changed = await root.call('PUT', `${at}/${commentId}`, { text: 'دیگر' })
    for (const answer of [made, removed, changed]) {
      expect(answer.status).toBe(400)
      expect(answer.body.error?.details?.code).toBe('RECORD_KEPT')
    }
    expect(await refusalOf(app.knex(table).where({ document_id: commentId }).delete())).toBe(
      'RECORD_KEPT',
    )
  })

  test('S17 an exposed draft is not removed in the content manager, nor by SQL', async () => {
    const { documentId, subject } = await anOpenDocket(app)
    const manager = await aMember(app, subject, 'manager', SUPER_ADMIN)
    const at = `/content-manager/collection-types/${PLUGIN}.draft-regulation/${documentId}`
    const answer = await manager.call('DELETE', `${at}?locale=fa`)
    expect(answer.body.error?.details?.code).toBe('RECORD_KEPT')
    const rows = app.knex('comment_period_draft_regulations')
    expect(
      await refusalOf(rows.where({ document_id: documentId, published_at: null }).delete()),
    ).toBe('RECORD_KEPT')
  })
})
