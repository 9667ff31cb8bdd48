import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text as streamText } from 'node:stream/consumers'
import { ROW_KINDS } from '../../plugins/comment-period/domain/record-row'
import type {
  RecordFault,
  RecordReport,
} from '../../plugins/comment-period/server/src/services/record-verification'
import { bootFresh, ROOT, type Json, type TestApp } from '../support/app'
import { behindGuards } from '../support/behind-guards'
import { aPdf } from '../support/crafted-files'
import {
  aComment,
  aDraft,
  aMember,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  documents,
  submit,
  type Staff,
} from '../support/docket-builders'
import { noteRow, T } from '../support/ledger-rows'
import { commentPart, filePart, submitForm } from '../support/multipart'

let app: TestApp
let ours: Awaited<ReturnType<typeof anOpenDocket>>
let manager: Staff
let first: string
let withFile: string

const reason = 'آزمون زنجیره'

const verify = (): Promise<RecordReport> =>
  (
    app.strapi.plugin('comment-period').service('record') as {
      verify: () => Promise<RecordReport>
    }
  ).verify()

/** Comments are linked a moment after they were filed. */
async function untilLinked(): Promise<RecordReport> {
  for (;;) {
    const report = await verify()
    if (report.waiting.length === 0) return report
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const act = async (path: string, body: Json, staff: Staff = manager) => {
  const { status, body: answer } = await staff.call('POST', `/comment-period/${path}`, body)
  expect([path, status, answer?.code]).toEqual([path, expect.any(Number), undefined])
  expect(Math.floor(status / 100)).toBe(2)
  return answer as Json
}

const commentId = async (publicId: string): Promise<string> => {
  const row = (await app.knex(T('public_comments')).where({ public_id: publicId }).first()) as Json
  return String(row.document_id)
}

/** A record with at least one row of every kind. */
beforeAll(async () => {
  app = await bootFresh()
  const subject = await aSubject(app)
  await aRule(app, subject)
  ours = await anOpenDocket(app, subject)
  manager = await aMember(app, subject)
  const draft = (await app.call('GET', `${API}/drafts/${ours.docket}`)).body as Json
  const filed = await submit(
    app,
    ours.docket,
    aComment({
      name: 'رضا رضایی',
      showName: true,
      contact: 'reza@example.ir',
      clauseId: draft.text.clauses[0].clauseId,
      suggestedWording: 'ماده ۱ حذف شود',
      onBehalfOf: 'انجمن',
    }),
  )
  first = String(filed.body.publicId)
  const sent = await submitForm(app, ours.docket, [
    commentPart(aComment()),
    filePart('سند.pdf', 'application/pdf', aPdf()),
  ])
  expect([filed.body.code, sent.body.code]).toEqual([undefined, undefined])
  withFile = String(sent.body.publicId)
  await act('screenings', { publicIds: [first, withFile], state: 'published', reason })
  await documents(app, 'unit').create({
    data: { key: 'chain', name: 'واحد', body: subject.bodyId },
  })
  await act('assignments', { publicIds: [first], unit: 'chain', reason })
  await act(`comments/${first}/notes`, { text: 'یادداشت' })
  await act(`comments/${first}/contact`, { reason })
  await act(`comments/${first}/redaction`, { spans: [{ field: 'text', from: 0, to: 2 }], reason })
  await act(`comments/${withFile}/erasure`, { basis: 'حکم دادگاه' })
  await act(`comments/${withFile}/attachments/1/verdict`, { verdict: 'released', reason })
  await act('responses', {
    publicIds: [first],
    text: 'پاسخ',
    disposition: 'accepted',
    reason,
  })
  const themes = `drafts/${ours.documentId}/themes`
  await act(themes, { title: 'محور', reason })
  await act(`${themes}/1/placements`, { publicIds: [first], act: 'placed', reason })
  const { clauseId } = draft.text.clauses[0]
  await act(`${themes}/1/responses`, {
    text: 'پاسخ به محور',
    disposition: 'rejected',
    changedClauses: [clauseId],
    reason,
  })
  await documents(app, 'draft-regulation').update({
    documentId: ours.documentId,
    locale: 'en',
    data: { title: 'Directive', summary: '', clauses: [{ kind: 'article', text: 'Text.' }] },
    status: 'published',
  })
  await act(`drafts/${ours.documentId}/suspend`, { ground: 'outage', reason })
  await act(`drafts/${ours.documentId}/resume`, { reason })
  await act(`drafts/${ours.documentId}/reports`, { kind: 'digest', addressee: 'دیوان', reason })

  const free = await aSubject(app)
  const waiver = await aMember(app, free)
  const waived = await aDraft(app, free)
  await act(`drafts/${waived}/waive`, { decidedBy: 'رئیس', reason }, waiver)
  await act(`drafts/${waived}/issue`, { reason }, waiver)
})
afterAll(() => app.stop())

const codes = ({ faults }: { faults: readonly RecordFault[] }) =>
  faults.map(({ code, kind }) => `${code} ${String(kind)}`)

test('a record as the services wrote it fits, and has rows of every kind', async () => {
  const report = await untilLinked()
  expect(report.faults).toEqual([])
  const kinds = (await app.knex(T('links')).distinct('kind')) as { kind: string }[]
  expect(kinds.map(({ kind }) => kind).sort()).toEqual([...ROW_KINDS].sort())
})

/** For each kind a column that somebody might want otherwise, and what they would write. */
const CHANGES: readonly (readonly [kind: string, table: string, column: string, value: unknown])[] =
  [
    ['rule-revision', 'rule_revisions', 'note', 'دیگر'],
    ['exposure', 'exposures', 'closes_at', 1],
    ['translation', 'translations', 'content', '{}'],
    ['event', 'events', 'reason', 'دیگر'],
    ['waiver', 'waivers', 'decided_by', 'دیگری'],
    ['issuance', 'issuances', 'letter_number', '۷'],
    ['comment', 'public_comments', 'received_at', 1],
    ['comment', 'public_comments', 'display_name', 'دیگری'],
    ['comment', 'public_comments', 'suggested_wording', 'دیگر'],
    ['comment', 'public_comments', 'key_hmac', 'x'],
    ['screening', 'screenings', 'reason', 'دیگر'],
    ['response', 'responses', 'text', 'دیگر'],
    ['assignment', 'assignments', 'actor', '{}'],
    ['note', 'notes', 'text', 'دیگر'],
    ['disclosure', 'disclosures', 'reason', 'دیگر'],
    ['redaction', 'redactions', 'reason', 'دیگر'],
    ['erasure-request', 'erasure_requests', 'basis', 'دیگر'],
    ['placement', 'placements', 'reason', 'دیگر'],
    ['theme', 'themes', 'title', 'دیگر'],
    ['theme-response', 'theme_responses', 'text', 'دیگر'],
    ['change-ground', 'change_grounds', 'clause_id', 'cdiffers'],
    ['attachment-verdict', 'attachment_verdicts', 'verdict', 'rejected'],
  ]

describe('what was changed behind the guards shows', () => {
  test.each(CHANGES)('in a row of kind %s of %s: %s', async (kind, table, column, value) => {
    const row = (await app.knex(T(table)).orderBy('id').first()) as Json
    const set = (to: unknown) => () =>
      app
        .knex(T(table))
        .where({ id: row.id })
        .update({ [column]: to })
    await behindGuards(app, T(table), set(value))
    expect(codes(await verify())).toContain(`ROW_CHANGED ${kind}`)
    await behindGuards(app, T(table), set(row[column]))
    expect(codes(await verify())).toEqual([])
  })

  test('in the text of a comment, and in its state, hidden words and unit', async () => {
    const comment = () => app.knex(T('public_comments')).where({ public_id: first })
    const row = (await comment().first()) as Json
    const moved = { salt: `${String(row.salt)}${String(row.text).slice(0, 4)}` }
    const shortened = { ...moved, text: String(row.text).slice(4) }
    await behindGuards(app, T('public_comments'), () => comment().update(shortened))
    expect(codes(await verify())).toEqual(['ROW_CHANGED comment', 'TEXT_CHANGED comment'])
    await behindGuards(app, T('public_comments'), () =>
      comment().update({ salt: row.salt, text: row.text }),
    )
    for (const [column, value, code] of [
      ['text', 'متن دیگر', 'TEXT_CHANGED comment'],
      ['state', 'withheld', 'STATE_CHANGED comment'],
      ['redactions', '[]', 'STATE_CHANGED comment'],
      ['unit', 'other', 'STATE_CHANGED comment'],
    ] as const) {
      await behindGuards(app, T('public_comments'), () => comment().update({ [column]: value }))
      expect([column, codes(await verify())]).toEqual([column, [code]])
      await behindGuards(app, T('public_comments'), () =>
        comment().update({ [column]: row[column] }),
      )
    }
    expect(codes(await verify())).toEqual([])
  })

  test('where a row is gone, and where a link is gone, moved or made anew', async () => {
    const links = () => app.knex(T('links')).where({ document_id: ours.documentId })
    const last = (await links().where({ kind: 'event' }).orderBy('position').first()) as Json
    const event = () =>
      app.knex(T('events')).where({ document_id: ours.documentId, ordinal: Number(last.subject) })
    const kept = (await event().first()) as Json
    await behindGuards(app, T('events'), () => event().delete())
    expect(codes(await verify())).toEqual(['ROW_MISSING event'])
    await behindGuards(app, T('events'), () => app.knex(T('events')).insert(kept))

    const link = () => app.knex(T('links')).where({ id: last.id })
    await behindGuards(app, T('links'), () => link().update({ row_hash: 'a'.repeat(64) }))
    expect(codes(await verify())).toEqual(['LINK_CHANGED event', 'ROW_CHANGED event'])
    await behindGuards(app, T('links'), () => link().update({ row_hash: last.row_hash }))
    await behindGuards(app, T('links'), () => link().update({ link_hash: 'a'.repeat(64) }))
    expect(codes(await verify())).toEqual(['LINK_CHANGED event', expect.any(String)])
    await behindGuards(app, T('links'), () => link().update({ link_hash: last.link_hash }))
    await behindGuards(app, T('links'), () => link().delete())
    const left = codes(await verify())
    expect(left).toHaveLength(2)
    expect(left[0]).toMatch(/^LINK_OUT_OF_ORDER /)
    expect(left[1]).toBe('ROW_WITHOUT_LINK event')
    await behindGuards(app, T('links'), () => app.knex(T('links')).insert(last))
    expect(codes(await verify())).toEqual([])
  })
})

test('a docket whose head is gone is named, and its chain is walked all the same', async () => {
  const heads = () => app.knex(T('docket_heads')).where({ document_id: ours.documentId })
  const events = () => app.knex(T('events')).where({ document_id: ours.documentId })
  const head = (await heads().first()) as Json
  const event = (await events().first()) as Json
  await behindGuards(app, T('docket_heads'), () => heads().delete())
  await behindGuards(app, T('events'), () => events().update({ reason: 'دیگر' }))
  const { chains, faults } = await verify()
  expect(faults).toContainEqual({
    code: 'HEAD_MISSING',
    chain: ours.docket,
    kind: null,
    subject: '',
    position: null,
  })
  expect(codes({ faults })).toContain('ROW_CHANGED event')
  await behindGuards(app, T('events'), () => events().update({ reason: event.reason }))
  await behindGuards(app, T('docket_heads'), () => app.knex(T('docket_heads')).insert(head))
  expect(await verify()).toMatchObject({ chains, faults: [] })
})

/** `npm run verify` in a process of its own, on the database of this app. */
async function verifyCommand(): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ['database/verify.mjs'], {
    cwd: ROOT,
    env: { ...process.env },
  })
  const text = Promise.all([streamText(child.stdout), streamText(child.stderr)])
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, text: (await text).join('') }
}

test('the command says what is missing before anything puts it back, and writes nothing', async () => {
  expect(await verifyCommand()).toMatchObject({
    code: 0,
    text: expect.stringMatching(/^record: ok/m),
  })

  const { missingGuards } = await verify()
  expect(missingGuards).toEqual([])
  const rules = app.strapi.db.metadata.get('plugin::comment-period.period-rule').tableName
  const rule = (await app.knex(rules).first()) as Json
  const added = { ...rule, id: Number(rule.id) + 1000, document_id: 'unrecorded00000000000000' }
  await app.knex(rules).insert(added)
  let seen: Awaited<ReturnType<typeof verifyCommand>> | undefined
  await behindGuards(app, T('events'), async () => {
    seen = await verifyCommand()
    // Nothing was put back, and nothing recorded.
    expect((await verify()).missingGuards.length).toBeGreaterThan(0)
  })
  expect(seen).toMatchObject({ code: 1 })
  expect(seen?.text).toMatch(/✗ guards: \S+ is not there, or is another/)
  expect(seen?.text).toContain('✗ rules: unrecorded00000000000000 is in no revision')
  expect(await verify()).toMatchObject({
    missingGuards: [],
    unrecordedRules: ['unrecorded00000000000000'],
  })
  await app.knex(rules).where({ id: added.id }).delete()
})

test('an erased comment leaves the chain whole, and keeps nothing of who filed it', async () => {
  const { body } = await submit(
    app,
    ours.docket,
    aComment({ name: 'مینا مینایی', showName: true, onBehalfOf: 'انجمن مینا' }),
  )
  const publicId = String(body.publicId)
  await act(`comments/${publicId}/erasure`, { basis: 'حکم دادگاه' })
  const other = await aMember(app, ours.subject)
  await act(`comments/${publicId}/erasure/approval`, { n: 1 }, other)
  const row = (await app.knex(T('public_comments')).where({ public_id: publicId }).first()) as Json
  expect(row).toMatchObject({ text: null, salt: null, display_name: null, on_behalf_of: null })
  expect((await untilLinked()).faults).toEqual([])

  // Not a number past the last: the linker, a second after a filing, takes that for a new comment.
  await behindGuards(app, T('public_comments'), () =>
    app.knex(T('public_comments')).where({ public_id: publicId }).update({ seq: 0 }),
  )
  expect(codes(await verify())).toContain('ROW_MISSING comment')
  await behindGuards(app, T('public_comments'), () =>
    app.knex(T('public_comments')).where({ public_id: publicId }).update({ seq: row.seq }),
  )
  expect(codes(await verify())).toEqual([])
})

test('comments filed at once are linked in the order of their numbers', async () => {
  const { docket, documentId } = await anOpenDocket(app)
  await Promise.all(Array.from({ length: 30 }, () => submit(app, docket)))
  await untilLinked()
  const links = (await app
    .knex(T('links'))
    .where({ document_id: documentId, kind: 'comment' })
    .orderBy('position')) as { subject: string }[]
  expect(links.map(({ subject }) => Number(subject))).toEqual(
    Array.from({ length: 30 }, (_, place) => place + 1),
  )
})

test('a row that was written past the services, though lawful, is told', async () => {
  await app.knex(T('notes')).insert(await noteRow(app, await commentId(first)))
  const { faults } = await verify()
  expect(faults).toEqual([
    {
      code: 'ROW_WITHOUT_LINK',
      chain: ours.docket,
      kind: 'note',
      subject: `${first}/2`,
      position: null,
    },
  ])
})
