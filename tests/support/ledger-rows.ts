import { randomUUID } from 'node:crypto'
import type { TestApp } from './app'
import {
  aBriefDocket,
  aDraft,
  databaseNow,
  lastOrdinal,
  untilDatabaseReaches,
  type Subject,
} from './docket-builders'

/** A table of the plugin by its short name. */
export const T = (name: string) => `comment_period_${name}`

/** The least that a text in the ledgers has. */
export const CONTENT = '{"v":1,"title":"متن","clauses":[],"attachments":[]}'

/** The next event of a docket, lawful but for its `kind`; every field can be set otherwise. */
export async function eventRow(app: TestApp, documentId: string, fields: Record<string, unknown>) {
  const head = (await app.knex(T('docket_heads')).where({ document_id: documentId }).first()) as {
    docket: string
  }
  return {
    document_id: documentId,
    docket: head.docket,
    ordinal: (await lastOrdinal(app, documentId)) + 1,
    at: await databaseNow(app),
    ground: 'other',
    reason: 'آزمون',
    snapshot: '{}',
    actor: '{}',
    ...fields,
  }
}

/** The issuance of a docket on its last exposure. */
export async function issuanceRow(
  app: TestApp,
  documentId: string,
  fields: Record<string, unknown> = {},
) {
  const base = await eventRow(app, documentId, {})
  const head = (await app.knex(T('docket_heads')).where({ document_id: documentId }).first()) as {
    exposure_n: number
  }
  return {
    document_id: base.document_id,
    docket: base.docket,
    ordinal: base.ordinal,
    at: base.at,
    basis_exposure_n: Number(head.exposure_n),
    terminal_act: 'promulgate',
    locale: 'fa',
    content: CONTENT,
    summary: '',
    text_hash: 'b'.repeat(64),
    reason: 'آزمون',
    snapshot: '{}',
    actor: '{}',
    ...fields,
  }
}

/** The next comment on a docket, filed now through the API. */
export async function commentRow(
  app: TestApp,
  documentId: string,
  fields: Record<string, unknown> = {},
) {
  const head = (await app.knex(T('docket_heads')).where({ document_id: documentId }).first()) as {
    docket: string
    last_seq: number
    exposure_n: number
  }
  const now = await databaseNow(app)
  return {
    document_id: randomUUID().replaceAll('-', '').slice(0, 24),
    docket: head.docket,
    draft_document_id: documentId,
    exposure_n: Number(head.exposure_n),
    seq: Number(head.last_seq) + 1,
    public_id: randomUUID(),
    type: 'opinion',
    target: 'docket',
    text: 'نظر',
    salt: 'a'.repeat(32),
    text_hash: 'c'.repeat(64),
    channel: 'api',
    received_at: now,
    recorded_at: now,
    late: false,
    state: 'received',
    code_hmac: randomUUID(),
    key_hmac: randomUUID(),
    code_key_id: 'k1',
    body_fingerprint: randomUUID(),
    published_at: new Date(now),
    ...fields,
  }
}

/** A docket under no rule whose period has just ended. */
export async function aClosedDocket(app: TestApp) {
  const docket = await aBriefDocket(app, 400)
  await untilDatabaseReaches(app, docket.closesAt)
  return docket
}

/** The latest close that an exposure of the docket was given; extensions are not looked at. */
export async function closeOf(app: TestApp, documentId: string): Promise<number> {
  const row = (await app
    .knex(T('exposures'))
    .where({ document_id: documentId })
    .max({ close: 'closes_at' })
    .first()) as { close: number }
  return Number(row.close)
}

/** Opens a docket for a draft without exposing it. */
export async function headFor(app: TestApp, documentId: string, subject: Subject) {
  const docket = `${subject.slug}-1405-0001`
  await app.knex(T('docket_heads')).insert({
    document_id: documentId,
    docket,
    body_document_id: subject.bodyId,
    kind_document_id: subject.kindId,
    solar_year: 1405,
    number: 1,
  })
  return docket
}

/** A waiver as the first row of a docket. */
export async function waiverRow(
  app: TestApp,
  documentId: string,
  subject: Subject,
  docket: string,
) {
  return {
    document_id: documentId,
    docket,
    ordinal: 1,
    at: await databaseNow(app),
    body_document_id: subject.bodyId,
    kind_document_id: subject.kindId,
    terminal_act: 'promulgate',
    force: 'none',
    title: 'متن',
    decided_by: 'رئیس',
    reason: 'فوریت',
    snapshot: '{}',
    actor: '{}',
  }
}

/** A docket with a waiver and nothing else. */
export async function waivedDraft(app: TestApp, subject: Subject) {
  const documentId = await aDraft(app, subject)
  const docket = await headFor(app, documentId, subject)
  await app.knex(T('waivers')).insert(await waiverRow(app, documentId, subject, docket))
  return { documentId, docket }
}

/** A comment filed straight into the table, waiting to be screened; answers its document id. */
export async function aFiledComment(app: TestApp, documentId: string): Promise<string> {
  const row = await commentRow(app, documentId)
  await app.knex(T('public_comments')).insert(row)
  return row.document_id
}

/** The next screening of a comment: publishing it, unless told otherwise. */
export async function screeningRow(
  app: TestApp,
  commentId: string,
  fields: Record<string, unknown> = {},
) {
  const comment = (await app
    .knex(T('public_comments'))
    .where({ document_id: commentId })
    .first('state')) as { state: string } | undefined
  return {
    comment_document_id: commentId,
    n: await nextOf(app, 'screenings', commentId),
    from_state: comment?.state ?? 'received',
    to_state: 'published',
    reason: 'آزمون',
    at: await databaseNow(app),
    actor: '{}',
    ...fields,
  }
}

/** The next response to a comment. */
export async function responseRow(
  app: TestApp,
  commentId: string,
  fields: Record<string, unknown> = {},
) {
  return {
    comment_document_id: commentId,
    n: await nextOf(app, 'responses', commentId),
    text: 'پاسخ',
    disposition: 'accepted',
    reason: 'آزمون',
    at: await databaseNow(app),
    actor: '{}',
    ...fields,
  }
}

/** The next assignment of a comment that is with no unit. */
export async function assignmentRow(
  app: TestApp,
  commentId: string,
  fields: Record<string, unknown> = {},
) {
  return {
    comment_document_id: commentId,
    n: await nextOf(app, 'assignments', commentId),
    from_unit: null,
    to_unit: 'legal',
    from_due_at: null,
    to_due_at: null,
    reason: 'آزمون',
    at: await databaseNow(app),
    actor: '{}',
    ...fields,
  }
}

/** The next note, disclosure, redaction or request of an erasure about a comment. */
const rowAbout =
  (table: string, own: Record<string, unknown>) =>
  async (app: TestApp, commentId: string, fields: Record<string, unknown> = {}) => ({
    comment_document_id: commentId,
    n: await nextOf(app, table, commentId),
    ...own,
    at: await databaseNow(app),
    actor: '{}',
    ...fields,
  })

export const noteRow = rowAbout('notes', { text: 'یادداشت' })
export const disclosureRow = rowAbout('disclosures', { what: 'contact', reason: 'آزمون' })
export const redactionRow = rowAbout('redactions', { spans: '[]', reason: 'آزمون' })
export const erasureRequestRow = rowAbout('erasure_requests', {
  basis: 'حکم دادگاه',
  requested_by: '1',
})

/** The next row of a docket in one of the ledgers of what a body makes of comments. */
const rowOfOutcome =
  (table: string, own: Record<string, unknown>) =>
  async (app: TestApp, documentId: string, fields: Record<string, unknown> = {}) => {
    const last = (await app
      .knex(T(table))
      .where({ document_id: documentId })
      .max({ n: 'n' })
      .first()) as { n: number | null }
    return {
      document_id: documentId,
      n: Number(last.n ?? 0) + 1,
      ...own,
      reason: 'آزمون',
      at: await databaseNow(app),
      actor: '{}',
      ...fields,
    }
  }

export const themeRow = rowOfOutcome('themes', { theme: 1, title: 'محور' })
export const reportRow = rowOfOutcome('reports', {
  kind: 'outcome',
  content: '{}',
  content_hash: 'e'.repeat(64),
})
const themeResponse = { theme: 1, text: 'پاسخ', disposition: 'accepted' }
export const themeResponseRow = rowOfOutcome('theme_responses', themeResponse)
const changeGround = { clause_id: 'cmade1', comment: null, theme: 1, act: 'tied' }
export const changeGroundRow = rowOfOutcome('change_grounds', changeGround)

/** The next placement of a comment: under the first theme of its docket, unless told otherwise. */
export async function placementRow(
  app: TestApp,
  commentId: string,
  fields: Record<string, unknown> = {},
) {
  const comment = (await app
    .knex(T('public_comments'))
    .where({ document_id: commentId })
    .first('draft_document_id')) as { draft_document_id: string }
  return {
    comment_document_id: commentId,
    n: await nextOf(app, 'placements', commentId),
    document_id: comment.draft_document_id,
    theme: 1,
    act: 'placed',
    reason: 'آزمون',
    at: await databaseNow(app),
    actor: '{}',
    ...fields,
  }
}

/** A docket that has a theme. */
export async function aThemedDocket(app: TestApp, documentId: string): Promise<string> {
  await app.knex(T('themes')).insert(await themeRow(app, documentId))
  return documentId
}

/** The next attachment of a comment, as it came with it. */
export async function commentAttachmentRow(
  app: TestApp,
  commentId: string,
  fields: Record<string, unknown> = {},
) {
  const comment = (await app
    .knex(T('public_comments'))
    .where({ document_id: commentId })
    .first('recorded_at')) as { recorded_at: number | string }
  return {
    comment_document_id: commentId,
    n: await nextOf(app, 'comment_attachments', commentId),
    name: 'پیوست.pdf',
    mime: 'application/pdf',
    size: 100,
    sha256: 'd'.repeat(64),
    scan: 'clean',
    warnings: '[]',
    at: Number(comment.recorded_at),
    ...fields,
  }
}

/** The next verdict on a comment's first attachment: its release, unless told otherwise. */
export async function verdictRow(
  app: TestApp,
  commentId: string,
  fields: Record<string, unknown> = {},
) {
  return {
    comment_document_id: commentId,
    n: await nextOf(app, 'attachment_verdicts', commentId),
    attachment_n: 1,
    verdict: 'released',
    reason: 'آزمون',
    at: await databaseNow(app),
    actor: '{}',
    ...fields,
  }
}

/** A comment filed straight into the table with one attachment; answers its document id. */
export async function aFiledCommentWithFile(
  app: TestApp,
  documentId: string,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const comment = await aFiledComment(app, documentId)
  const row = await commentAttachmentRow(app, comment, fields)
  await app.knex(T('comment_attachments')).insert(row)
  return comment
}

async function nextOf(app: TestApp, table: string, commentId: string): Promise<number> {
  const row = (await app
    .knex(T(table))
    .where({ comment_document_id: commentId })
    .max({ last: 'n' })
    .first()) as { last: number | null }
  return Number(row.last ?? 0) + 1
}

/** The first English translation of a docket's first exposure. */
export async function translationRow(
  app: TestApp,
  documentId: string,
  fields: Record<string, unknown> = {},
) {
  return {
    document_id: documentId,
    exposure_n: 1,
    locale: 'en',
    version: 1,
    content: CONTENT,
    summary: '',
    text_hash: 'e'.repeat(64),
    recorded_at: await databaseNow(app),
    actor: '{}',
    ...fields,
  }
}

/** The first revision of a mandatory rule of two weeks, in force at once. */
export async function ruleRow(
  app: TestApp,
  subject: Subject,
  fields: Record<string, unknown> = {},
) {
  const now = await databaseNow(app)
  return {
    rule_document_id: randomUUID().replaceAll('-', '').slice(0, 24),
    revision: 1,
    body_document_id: subject.bodyId,
    terminal_act: 'promulgate',
    kinds: '',
    period_count: 2,
    period_unit: 'week',
    month_means: 'thirty-days',
    exclude_action_day: 0,
    force: 'mandatory',
    title: 'دو هفته',
    legal_basis: 'بند ۲ ماده ۹',
    note: '',
    valid_from_at: null,
    valid_to_at: null,
    ended: 0,
    effective_at: now,
    recorded_at: now,
    actor: '{}',
    ...fields,
  }
}

/** The next link of a docket's chain; its hashes are no triggers' business. */
export async function linkRow(
  app: TestApp,
  documentId: string,
  fields: Record<string, unknown> = {},
) {
  const last = (await app
    .knex(T('links'))
    .where({ document_id: documentId })
    .max({ position: 'position' })
    .first()) as { position: number | null }
  return {
    document_id: documentId,
    position: Number(last.position ?? 0) + 1,
    kind: 'note',
    subject: randomUUID(),
    salt: '',
    closed: '{}',
    row_hash: 'f'.repeat(64),
    at: await databaseNow(app),
    link_hash: 'f'.repeat(64),
    ...fields,
  }
}
