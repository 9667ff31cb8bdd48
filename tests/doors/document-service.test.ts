import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bootFresh, ROOT, type Json, type TestApp } from '../support/app'
import {
  aDraft,
  aMember,
  SUPER_ADMIN,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  CLAUSES,
  docketOf,
  documents,
  publish,
  signUp,
} from '../support/docket-builders'
import { submitWithWork } from '../support/work'

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const drafts = () => documents(app, 'draft-regulation')
const refused = (code: string) => ({ details: { code } })

/** What the public reads, the period and the docket, in one value to compare. */
async function whatThePublicReads(docket: string) {
  const { body } = await app.call('GET', `${API}/drafts/${docket}`)
  return { text: body.text, period: body.period, exposures: body.exposures }
}

describe('publishing a draft regulation', () => {
  test('by create and update with a status exposes it as Publish does', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const created = await drafts().create({
      locale: 'fa',
      status: 'published',
      data: { title: 'الف', clauses: CLAUSES, body: subject.bodyId, kind: subject.kindId },
    })
    expect(await docketOf(app, created.documentId)).toMatch(/-0001$/)
    const documentId = await aDraft(app, subject)
    await drafts().update({ documentId, locale: 'fa', data: { title: 'ب' }, status: 'published' })
    expect(await docketOf(app, documentId)).toMatch(/-0002$/)
  })

  test('is refused, and leaves nothing, where something is missing', async () => {
    const subject = await aSubject(app, { terminalAct: 'submit' })
    await aRule(app, subject, { terminalAct: 'submit' })
    const documentId = await aDraft(app, subject)
    await expect(publish(app, documentId)).rejects.toMatchObject({
      details: { code: 'DRAFT_INCOMPLETE', field: 'destinationAuthority' },
    })
    expect(await publishedRows(documentId)).toBe(0)
    await drafts().update({
      documentId,
      locale: 'fa',
      data: { destinationAuthority: 'مجلس شورای اسلامی' },
    })
    await publish(app, documentId)
    expect(await publishedRows(documentId)).toBe(1)

    const bodyless = await drafts().create({
      locale: 'fa',
      data: { title: 'بی‌دستگاه', clauses: CLAUSES },
    })
    await expect(publish(app, bodyless.documentId)).rejects.toMatchObject({
      details: { code: 'DRAFT_INCOMPLETE', field: 'body' },
    })
  })

  test('under no rule needs a close that the editor asks for', async () => {
    const subject = await aSubject(app)
    const documentId = await aDraft(app, subject)
    await expect(publish(app, documentId)).rejects.toMatchObject(refused('CLOSE_REQUIRED'))
    const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
    await drafts().update({ documentId, locale: 'fa', data: { requestedCloseOn: inTenDays } })
    await publish(app, documentId)
    expect(await docketOf(app, documentId)).toContain(subject.slug)
  })

  test('never earlier than the rule, later if the editor asks', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
    const early = await aDraft(app, subject, { requestedCloseOn: day(5) })
    await expect(publish(app, early)).rejects.toMatchObject(refused('PERIOD_SHORTENED'))
    const late = await aDraft(app, subject, { requestedCloseOn: day(40) })
    await publish(app, late)
    const { body } = await app.call('GET', `${API}/drafts/${await docketOf(app, late)}/period`)
    expect(Date.parse(String(body.closesAt))).toBeGreaterThan(
      Date.parse(String(body.minimumClosesAt)),
    )
    const endless = await aDraft(app, subject, { requestedCloseOn: day(500) })
    await expect(publish(app, endless)).rejects.toMatchObject(refused('PERIOD_TOO_LONG'))
  })

  test('again with the same text changes nothing, with another is refused', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    const before = await whatThePublicReads(docket)
    await publish(app, documentId)
    expect(await whatThePublicReads(docket)).toEqual(before)
    for (const change of [
      { title: 'عنوان دیگر' },
      { clauses: [...CLAUSES, { kind: 'note', text: 'افزوده' }] },
    ]) {
      await drafts().update({ documentId, locale: 'fa', data: change })
      await expect(publish(app, documentId)).rejects.toMatchObject(refused('TEXT_FROZEN'))
      await expect(
        drafts().update({ documentId, locale: 'fa', data: change, status: 'published' }),
      ).rejects.toMatchObject(refused('TEXT_FROZEN'))
      expect(await whatThePublicReads(docket)).toEqual(before)
    }
  })

  test('S38 two editors at once make one docket', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const documentId = await aDraft(app, subject)
    const outcomes = await Promise.allSettled([publish(app, documentId), publish(app, documentId)])
    expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(refused('BUSY'))
    }
    const rows: unknown[] = await app
      .knex('comment_period_exposures')
      .where({ document_id: documentId })
    expect(rows).toHaveLength(1)
  })

  test('numbers dockets per body and year without a gap, whoever publishes at once', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const ids = [await aDraft(app, subject), await aDraft(app, subject), await aDraft(app, subject)]
    await Promise.all(ids.map((id) => publish(app, id)))
    const dockets = await Promise.all(ids.map((id) => docketOf(app, id)))
    expect(dockets.map((docket) => docket.slice(-4)).sort()).toEqual(['0001', '0002', '0003'])
  })
})

async function publishedRows(documentId: string): Promise<number> {
  const rows: unknown[] = await app
    .knex('comment_period_draft_regulations')
    .where({ document_id: documentId })
    .whereNotNull('published_at')
  return rows.length
}

describe('a translation', () => {
  const english = { title: 'Directive', summary: 'S', clauses: clausesIn('en') }

  function clausesIn(language: string) {
    return CLAUSES.map(({ kind }) => ({ kind, text: `${language} text` }))
  }

  test('waits for the authoritative text, then moves nothing', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const documentId = await aDraft(app, subject)
    await drafts().update({ documentId, locale: 'en', data: english })
    await expect(publish(app, documentId, 'en')).rejects.toMatchObject(
      refused('AUTHORITATIVE_LOCALE_FIRST'),
    )
    await publish(app, documentId, ['en', 'fa'])
    const docket = await docketOf(app, documentId)
    const before = await app.call('GET', `${API}/drafts/${docket}/period`)
    const read = await app.call('GET', `${API}/drafts/${docket}?locale=en`)
    expect(read.body.text?.title).toBe('Directive')
    expect(read.body.locales).toEqual(['fa', 'en'])
    expect(read.body.text?.clauses?.map((clause: Json) => clause.clauseId)).toEqual(
      (await app.call('GET', `${API}/drafts/${docket}`)).body.text?.clauses?.map(
        (clause: Json) => clause.clauseId,
      ),
    )
    await drafts().update({
      documentId,
      locale: 'en',
      data: { title: 'A corrected directive' },
      status: 'published',
    })
    const corrected = await app.call('GET', `${API}/drafts/${docket}?locale=en`)
    expect(corrected.body.text?.title).toBe('A corrected directive')
    expect((await app.call('GET', `${API}/drafts/${docket}/period`)).body).toEqual(before.body)
  })

  test('published with every locale at once comes after the authoritative text', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const documentId = await aDraft(app, subject)
    await drafts().update({ documentId, locale: 'ckb', data: english })
    await publish(app, documentId, '*')
    const { body } = await app.call('GET', `${API}/drafts/${await docketOf(app, documentId)}`)
    expect(body.locales).toEqual(['fa', 'ckb'])
  })
})

describe('a draft with a docket', () => {
  test('is neither unpublished nor deleted, and the public reads on', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    const before = await whatThePublicReads(docket)
    await expect(drafts().unpublish({ documentId, locale: 'fa' })).rejects.toMatchObject(
      refused('RECORD_KEPT'),
    )
    await expect(drafts().unpublish({ documentId, locale: '*' })).rejects.toMatchObject(
      refused('RECORD_KEPT'),
    )
    await expect(drafts().delete({ documentId })).rejects.toMatchObject(refused('RECORD_KEPT'))
    await expect(drafts().delete({ documentId, locale: '*' })).rejects.toMatchObject(
      refused('RECORD_KEPT'),
    )
    expect(await whatThePublicReads(docket)).toEqual(before)

    const free = await aDraft(app, await aSubject(app))
    await drafts().delete({ documentId: free })
    expect(await drafts().findOne({ documentId: free, locale: 'fa' })).toBeNull()
  })

  test('keeps its body and kind', async () => {
    const { documentId } = await anOpenDocket(app)
    const other = await aSubject(app)
    for (const data of [{ body: other.bodyId }, { kind: other.kindId }]) {
      await expect(drafts().update({ documentId, locale: 'fa', data })).rejects.toMatchObject(
        refused('SUBJECT_FROZEN'),
      )
    }
    const free = await aDraft(app, other)
    const third = await aSubject(app)
    await drafts().update({ documentId: free, locale: 'fa', data: { body: third.bodyId } })
  })

  test('discarding its changes brings the exposed text back without losing the row', async () => {
    const { documentId } = await anOpenDocket(app)
    const before = await drafts().findOne({ documentId, locale: 'fa' })
    await drafts().update({ documentId, locale: 'fa', data: { title: 'تغییر' } })
    await drafts().discardDraft({ documentId, locale: 'fa' })
    const after = await drafts().findOne({ documentId, locale: 'fa' })
    expect(after?.title).toBe('دستورالعمل آزمون')
    expect(after?.id).toBe(before?.id)
    expect(after?.clauses).toEqual(before?.clauses)
  })

  test('its clone is a draft of its own, with ids of its own', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    const before = await whatThePublicReads(docket)
    const clone = await drafts().clone({ documentId, locale: '*' })
    const original = await drafts().findOne({ documentId, locale: 'fa' })
    const copy = await drafts().findOne({ documentId: clone.documentId, locale: 'fa' })
    const ids = (row: Record<string, unknown> | null) =>
      (row?.clauses as { clauseId: string }[]).map((clause: Json) => clause.clauseId)
    expect(ids(copy)).toHaveLength(3)
    expect(ids(copy).some((id) => ids(original).includes(id))).toBe(false)
    expect(await whatThePublicReads(docket)).toEqual(before)
  })
})

describe('clauses', () => {
  test('keep the ids they are given, get those they lack, and refuse doubled or foreign ones', async () => {
    const subject = await aSubject(app)
    const mine = [{ clauseId: 'clause0001', kind: 'article', text: 'یک' }]
    const documentId = await aDraft(app, subject, {
      clauses: [...mine, { kind: 'note', text: 'دو' }],
    })
    const row = await drafts().findOne({ documentId, locale: 'fa' })
    const [first, second] = row?.clauses as { clauseId: string; label: string }[]
    expect(first?.clauseId).toBe('clause0001')
    expect(first?.label).toBe('ماده ۱')
    expect(second?.clauseId).toMatch(/^[a-z][a-z0-9]{5,}$/)

    const save = (clauses: unknown) =>
      drafts().update({ documentId, locale: 'fa', data: { clauses } })
    await expect(save([...mine, ...mine])).rejects.toMatchObject(refused('CLAUSE_ID_DOUBLED'))
    await expect(aDraft(app, subject, { clauses: mine })).rejects.toMatchObject(
      refused('CLAUSE_ID_TAKEN'),
    )
    for (const bad of [
      [],
      'متن',
      [{ kind: 'article' }],
      [{ kind: 'poem', text: 'x' }],
      [{ kind: 'article', text: 'x', extra: 1 }],
      [{ clauseId: 'A B', kind: 'article', text: 'x' }],
      [{ kind: 'article', text: 'a\u0007b' }],
    ]) {
      await expect(save(bad)).rejects.toMatchObject(refused('CLAUSE_INVALID'))
    }
    await expect(save([{ kind: 'article', text: 'a\u0000b' }])).rejects.toMatchObject(
      refused('TEXT_HAS_NUL'),
    )
    await expect(save([{ kind: 'article', text: '\ud800' }])).rejects.toMatchObject(
      refused('TEXT_HAS_LONE_SURROGATE'),
    )
    await save([
      { kind: 'note', text: 'دو' },
      { kind: 'article', text: 'یک' },
    ])
    const sentWithoutIds = await drafts().findOne({ documentId, locale: 'fa' })
    expect(sentWithoutIds?.clauses).toMatchObject([
      { clauseId: second?.clauseId },
      { clauseId: 'clause0001' },
    ])
    await save(JSON.stringify([{ kind: 'note', text: 'دو' }, ...mine]))
    const reordered = await drafts().findOne({ documentId, locale: 'fa' })
    expect((reordered?.clauses as { clauseId: string }[])[1]?.clauseId).toBe('clause0001')
  })
})

describe('a deleted draft', () => {
  test('that never had a docket gives its clause ids back', async () => {
    const subject = await aSubject(app)
    const clauses = [{ clauseId: 'returned01', kind: 'article', text: 'متن' }]
    const first = await aDraft(app, subject, { clauses })
    await expect(aDraft(app, subject, { clauses })).rejects.toMatchObject(
      refused('CLAUSE_ID_TAKEN'),
    )
    await drafts().delete({ documentId: first })
    await aDraft(app, subject, { clauses })
  })
})

describe('attachments', () => {
  async function uploaded(name: string, bytes: string): Promise<number> {
    const folder = mkdtempSync(path.join(tmpdir(), 'upload-'))
    const filepath = path.join(folder, name)
    writeFileSync(filepath, bytes)
    const upload = app.strapi.plugin('upload').service('upload') as {
      upload(input: object): Promise<{ id: number; url: string }[]>
    }
    const [file] = await upload.upload({
      data: { fileInfo: { name } },
      files: {
        filepath,
        originalFilename: name,
        mimetype: 'text/plain',
        size: Buffer.byteLength(bytes),
      },
    })
    return Number(file?.id)
  }

  test('are frozen by content, served as a download, and survive their replacement', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const id = await uploaded('پیوست یک.txt', 'جدول پیوست')
    const documentId = await aDraft(app, subject, { attachments: [id] })
    await publish(app, documentId)
    const docket = await docketOf(app, documentId)
    const { body } = await app.call('GET', `${API}/drafts/${docket}`)
    const [frozen] = body.text?.attachments as unknown as { sha256: string; path: string }[]
    expect(frozen?.sha256).toBe(createHash('sha256').update('جدول پیوست').digest('hex'))

    const file = (await app.strapi.db.query('plugin::upload.file').findOne({ where: { id } })) as {
      url: string
    }
    const onDisk = path.join(ROOT, 'public', file.url)
    expect(readFileSync(onDisk, 'utf8')).toBe('جدول پیوست')
    writeFileSync(onDisk, 'جدول دیگر')

    const served = await app.call('GET', String(frozen?.path))
    expect(served.status).toBe(200)
    expect(served.body).toBe('جدول پیوست')
    expect(served.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(served.headers.get('x-content-type-options')).toBe('nosniff')
    expect(served.headers.get('content-security-policy')).toContain('sandbox')
    const unknown = await app.call('GET', `${API}/drafts/${docket}/attachments/${'0'.repeat(64)}`)
    expect(unknown).toMatchObject({ status: 404, body: { code: 'ATTACHMENT_UNKNOWN' } })

    await expect(publish(app, documentId)).rejects.toMatchObject(refused('TEXT_FROZEN'))
    const upload = app.strapi.plugin('upload').service('upload') as {
      remove(file: object): Promise<unknown>
    }
    await upload.remove(file)
    expect((await app.call('GET', String(frozen?.path))).body).toBe('جدول پیوست')
  })

  test('that cannot be read keep the draft from being exposed', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const id = await uploaded('gone.txt', 'x')
    const file = (await app.strapi.db.query('plugin::upload.file').findOne({ where: { id } })) as {
      url: string
    }
    const { rmSync } = await import('node:fs')
    rmSync(path.join(ROOT, 'public', file.url))
    const documentId = await aDraft(app, subject, { attachments: [id] })
    await expect(publish(app, documentId)).rejects.toMatchObject(refused('ATTACHMENT_UNREADABLE'))
    expect(await publishedRows(documentId)).toBe(0)
  })
})

describe('public comments and cited rows by the document service', () => {
  test('a comment is written by nobody but the intake', async () => {
    const { docket } = await anOpenDocket(app)
    await submitWithWork(app, docket)
    const row = (await app.knex('comment_period_public_comments').first()) as {
      document_id: string
    }
    const comments = documents(app, 'public-comment')
    const documentId = row.document_id
    await expect(comments.update({ documentId, data: { text: 'دیگر' } })).rejects.toMatchObject(
      refused('RECORD_KEPT'),
    )
    await expect(comments.delete({ documentId })).rejects.toMatchObject(refused('RECORD_KEPT'))
    await expect(comments.clone({ documentId })).rejects.toMatchObject(refused('RECORD_KEPT'))
    await expect(comments.create({ data: { docket } })).rejects.toMatchObject(
      refused('RECORD_KEPT'),
    )
  })

  test('a cited body and kind stay; their harmless fields may change', async () => {
    const { subject } = await anOpenDocket(app)
    const bodies = documents(app, 'issuing-body')
    await expect(bodies.delete({ documentId: subject.bodyId })).rejects.toMatchObject(
      refused('RECORD_KEPT'),
    )
    await expect(
      bodies.update({ documentId: subject.bodyId, data: { slug: 'elsewhere' } }),
    ).rejects.toMatchObject(refused('RECORD_KEPT'))
    await expect(
      documents(app, 'instrument-kind').update({
        documentId: subject.kindId,
        data: { terminalAct: 'implement' },
      }),
    ).rejects.toMatchObject(refused('RECORD_KEPT'))
    await bodies.update({ documentId: subject.bodyId, data: { name: 'نام تازه' } })
  })
})

describe('a period rule', () => {
  const revisions = async (ruleId: string) =>
    (await app
      .knex('comment_period_rule_revisions')
      .where({ rule_document_id: ruleId })
      .orderBy('revision')) as {
      period_count: number
      effective_at: number
      recorded_at: number
      ended: number
    }[]

  test('lengthens at once, shortens a full day later, and says nothing twice', async () => {
    const subject = await aSubject(app)
    const rule = await aRule(app, subject)
    const rules = documents(app, 'period-rule')
    const { documentId } = rule
    await rules.update({ documentId, data: { count: 3 } })
    await rules.update({ documentId, data: { count: 3 } })
    await rules.update({ documentId, data: { count: 1 } })
    await rules.delete({ documentId })
    const [first, longer, shorter, ended, ...more] = await revisions(documentId)
    expect(more).toHaveLength(0)
    expect(Number(longer?.effective_at)).toBe(Number(longer?.recorded_at))
    expect(Number(first?.effective_at)).toBe(Number(first?.recorded_at))
    for (const later of [shorter, ended]) {
      const wait = Number(later?.effective_at) - Number(later?.recorded_at)
      expect(wait).toBeGreaterThanOrEqual(86_400_000)
      expect(wait).toBeLessThanOrEqual(2 * 86_400_000)
    }
    expect(Number(ended?.ended)).toBe(1)

    const documentIdOfDraft = await aDraft(app, subject)
    await publish(app, documentIdOfDraft)
    const { body } = await app.call(
      'GET',
      `${API}/drafts/${await docketOf(app, documentIdOfDraft)}/period`,
    )
    expect(body.rule?.count).toBe(3)
  })

  test('that no exposure could keep is refused', async () => {
    const subject = await aSubject(app)
    await expect(aRule(app, subject, { count: 60, unit: 'week' })).rejects.toMatchObject(
      refused('PERIOD_TOO_LONG'),
    )
    await aRule(app, subject, { count: 12, unit: 'month' })
  })

  test('that fits nothing is refused', async () => {
    const subject = await aSubject(app)
    await expect(aRule(app, subject, { terminalAct: null })).rejects.toMatchObject({
      details: { code: 'INPUT_INVALID', field: 'terminalAct' },
    })
  })
})

describe('the content manager, signed in', () => {
  const publishAs = (staff: { call: TestApp['call'] }, documentId: string) =>
    staff.call(
      'POST',
      `/content-manager/collection-types/plugin::comment-period.draft-regulation/${documentId}/actions/publish?locale=fa`,
      {},
    )

  test('S14 publishes for members of the body, and for nobody else', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const documentId = await aDraft(app, subject)
    const stranger = await signUp(app)
    const refusedAnswer = await publishAs(stranger, documentId)
    expect(refusedAnswer.status).toBe(400)
    expect(refusedAnswer.body.error?.details?.code).toBe('NOT_A_MEMBER')
    const responder = await aMember(app, subject, 'responder', SUPER_ADMIN)
    expect((await publishAs(responder, documentId)).body.error?.details?.code).toBe('NOT_A_MEMBER')
    const editor = await aMember(app, subject, 'editor', SUPER_ADMIN)
    expect((await publishAs(editor, documentId)).status).toBe(200)
    const row = (await app
      .knex('comment_period_exposures')
      .where({ document_id: documentId })
      .first()) as { actor: string }
    expect(JSON.parse(row.actor)).toEqual({
      kind: 'admin-user',
      id: String(editor.id),
      name: 'کارشناس آزمون',
    })
  })

  test('bulk publishing fails whole where one draft is refused', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const editor = await aMember(app, subject, 'editor', SUPER_ADMIN)
    const good = await aDraft(app, subject)
    const frozen = await aDraft(app, subject)
    await publish(app, frozen)
    await drafts().update({ documentId: frozen, locale: 'fa', data: { title: 'دیگر' } })
    const answer = await editor.call(
      'POST',
      '/content-manager/collection-types/plugin::comment-period.draft-regulation/actions/bulkPublish?locale=fa',
      { documentIds: [good, frozen] },
    )
    expect(answer.status).toBe(400)
    expect(await publishedRows(good)).toBe(0)
  })
})
