import { randomUUID } from 'node:crypto'
import { PERMISSIONS } from '../../plugins/comment-period/server/src/permissions'
import type { Answer, TestApp } from './app'

export const PLUGIN = 'plugin::comment-period'
export const API = '/api/comment-period'

/** A signed-in admin user with every permission, and the password grant behind it. */
export interface Staff {
  readonly id: number
  readonly token: string
  readonly call: TestApp['call']
}

interface AdminUsers {
  create(attributes: object): Promise<{ id: number }>
}

interface AdminRoles {
  create(attributes: object): Promise<{ id: number }>
  assignPermissions(roleId: number, permissions: readonly object[]): Promise<unknown>
}

/** May also do everything in Strapi's own content manager. */
export const SUPER_ADMIN = 'strapi-super-admin'
/** A role that may do every act of the plugin, and nothing else. */
const EVERY_ACT = 'comment-period-every-act'

/**
 * Of the account of a member, as of real ones: Strapi weighs every permission of a role at every
 * request, and a super admin has three hundred.
 */
async function makeRoleOfEveryAct(app: TestApp): Promise<void> {
  const made = await app.strapi.db.query('admin::role').findOne({ where: { code: EVERY_ACT } })
  if (made !== null) return
  const roles = app.strapi.service('admin::role') as unknown as AdminRoles
  const { id } = await roles.create({ code: EVERY_ACT, name: EVERY_ACT, description: EVERY_ACT })
  await roles.assignPermissions(
    id,
    PERMISSIONS.map(({ uid }) => ({ action: `${PLUGIN}.${uid}` })),
  )
}

export interface Account {
  readonly id: number
  readonly email: string
  readonly password: string
}

/** Makes an admin user with a role. */
export async function anAccount(app: TestApp, roleCode: string): Promise<Account> {
  const role = (await app.strapi.db
    .query('admin::role')
    .findOne({ where: { code: roleCode } })) as { id: number }
  const email = `${randomUUID()}@example.test`
  const password = `Aa1-${randomUUID()}`
  const users = app.strapi.service('admin::user') as unknown as AdminUsers
  const user = await users.create({
    email,
    password,
    firstname: 'کارشناس',
    lastname: 'آزمون',
    isActive: true,
    roles: [role.id],
  })
  return { id: user.id, email, password }
}

/** Makes a super admin and signs in through the login route, as a person would. */
export async function signUp(app: TestApp, roleCode = SUPER_ADMIN): Promise<Staff> {
  const { id, email, password } = await anAccount(app, roleCode)
  const answer = await app.call('POST', '/admin/login', { email, password })
  if (answer.status !== 200) throw new Error(`login answered ${String(answer.status)}`)
  const token = String(answer.body.data?.token)
  return { id, token, call: app.as(token) }
}

type Documents = (uid: string) => {
  create(params: object): Promise<{ documentId: string }>
  update(params: object): Promise<{ documentId: string }>
  publish(params: object): Promise<{ documentId: string }>
  unpublish(params: object): Promise<unknown>
  delete(params: object): Promise<unknown>
  discardDraft(params: object): Promise<unknown>
  clone(params: object): Promise<{ documentId: string }>
  findOne(params: object): Promise<Record<string, unknown> | null>
}

export function documents(app: TestApp, type: string) {
  return (app.strapi.documents as unknown as Documents)(`${PLUGIN}.${type}`)
}

export interface Subject {
  readonly bodyId: string
  readonly slug: string
  readonly kindId: string
  readonly kindKey: string
}

let made = 0

/** A word that no other subject of this process has. */
export function unique(prefix: string): string {
  made += 1
  return `${prefix}${made.toString(36)}x`
}

/** A body and a kind of its own, so that tests do not share rules. */
export async function aSubject(
  app: TestApp,
  options: {
    terminalAct?: string
    screening?: string
    /** Off here, unlike in a body that is made by hand: most dockets of tests are about something else. */
    answersBeforeIssue?: boolean
    weeklyClosedDays?: unknown[]
    zone?: string
  } = {},
): Promise<Subject> {
  const slug = unique('body')
  const kindKey = unique('kind')
  const body = await documents(app, 'issuing-body').create({
    data: {
      slug,
      name: 'سازمان آزمون',
      zone: options.zone ?? 'Asia/Tehran',
      weeklyClosedDays: options.weeklyClosedDays ?? [{ weekday: 5 }],
      screening: options.screening ?? 'after',
      answersBeforeIssue: options.answersBeforeIssue ?? false,
      legalBasis: 'ماده ۹ تصویب‌نامه حقوق شهروندی',
      letterheadLines: ['سازمان آزمون'],
    },
  })
  const kind = await documents(app, 'instrument-kind').create({
    data: { key: kindKey, name: 'دستورالعمل', terminalAct: options.terminalAct ?? 'promulgate' },
  })
  return { bodyId: body.documentId, slug, kindId: kind.documentId, kindKey }
}

/** A mandatory rule of two weeks for the subject, unless told otherwise. */
export async function aRule(app: TestApp, subject: Subject, rule: Record<string, unknown> = {}) {
  return documents(app, 'period-rule').create({
    data: {
      title: 'دو هفته پیش از ابلاغ',
      body: subject.bodyId,
      terminalAct: 'promulgate',
      kinds: [],
      count: 2,
      unit: 'week',
      force: 'mandatory',
      legalBasis: 'بند ۲ ماده ۹',
      ...rule,
    },
  })
}

export const CLAUSES = [
  { kind: 'article', heading: 'هدف', text: 'این دستورالعمل برای آزمون است.' },
  { kind: 'note', text: 'تبصره آزمون.' },
  { kind: 'article', heading: 'دامنه', text: 'همه واحدها.' },
]

export async function aDraft(
  app: TestApp,
  subject: Subject,
  data: Record<string, unknown> = {},
): Promise<string> {
  const draft = await documents(app, 'draft-regulation').create({
    locale: 'fa',
    data: {
      title: 'دستورالعمل آزمون',
      summary: 'خلاصه',
      clauses: CLAUSES,
      body: subject.bodyId,
      kind: subject.kindId,
      ...data,
    },
  })
  return draft.documentId
}

export async function publish(app: TestApp, documentId: string, locale: unknown = 'fa') {
  return documents(app, 'draft-regulation').publish({ documentId, locale })
}

export async function docketOf(app: TestApp, documentId: string): Promise<string> {
  const head = (await app
    .knex('comment_period_docket_heads')
    .where({ document_id: documentId })
    .first('docket')) as { docket: string } | undefined
  if (head === undefined) throw new Error(`no docket for ${documentId}`)
  return head.docket
}

/** An exposed draft of a body with a two-week rule. */
export async function anOpenDocket(app: TestApp, subject?: Subject) {
  const its = subject ?? (await aSubject(app))
  if (subject === undefined) await aRule(app, its)
  const documentId = await aDraft(app, its)
  await publish(app, documentId)
  return { documentId, docket: await docketOf(app, documentId), subject: its }
}

/** The database's clock, which every recorded instant is judged by. */
export async function databaseNow(app: TestApp): Promise<number> {
  const sqlite = app.strapi.db.dialect.client === 'sqlite'
  const sql = sqlite
    ? "SELECT CAST(round(unixepoch('subsec') * 1000) AS INTEGER) AS now"
    : 'SELECT (extract(epoch from clock_timestamp()) * 1000)::bigint AS now'
  const result = (await app.knex.raw(sql)) as unknown
  const rows = (sqlite ? result : (result as { rows: unknown }).rows) as [{ now: number | string }]
  return Number(rows[0].now)
}

/** The row an exposure of this docket would have; every field can be set otherwise. */
export async function exposureRow(
  app: TestApp,
  documentId: string,
  fields: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const head = (await app
    .knex('comment_period_docket_heads')
    .where({ document_id: documentId })
    .first()) as Record<string, unknown>
  const now = await databaseNow(app)
  return {
    document_id: documentId,
    docket: head.docket,
    ordinal: (await lastOrdinal(app, documentId)) + 1,
    n: Number(head.exposure_n) + 1,
    opened_at: now,
    closes_at: now + 30 * 86_400_000,
    minimum_closes_at: now + 1,
    body_document_id: head.body_document_id,
    kind_document_id: head.kind_document_id,
    terminal_act: 'promulgate',
    locale: 'fa',
    content: '{"v":1,"title":"متن","clauses":[],"attachments":[]}',
    summary: '',
    text_hash: 'a'.repeat(64),
    snapshot: JSON.stringify({
      body: { slug: 'x', name: 'x', letterheadLines: [], legalBasis: 'x' },
      kind: { key: 'x', name: 'x' },
      zone: 'Asia/Tehran',
      destinationAuthority: null,
      rules: [],
      winningRule: null,
      calendar: { weeklyClosedDays: [], holidays: [] },
      lastDayOn: null,
      countedDayOn: null,
      skipped: [],
      requestedLastDayOn: null,
    }),
    actor: '{}',
    ...fields,
  }
}

export async function lastOrdinal(app: TestApp, documentId: string): Promise<number> {
  let last = 0
  for (const table of ['exposures', 'events', 'waivers', 'issuances']) {
    const row = (await app
      .knex(`comment_period_${table}`)
      .where({ document_id: documentId })
      .max({ last: 'ordinal' })
      .first()) as { last: number | null }
    last = Math.max(last, Number(row.last ?? 0))
  }
  return last
}

/**
 * A docket whose period ends within moments: an exposure under no rule, written straight into the
 * ledger, which the guards let through because no mandatory rule binds its body.
 */
export async function aBriefDocket(
  app: TestApp,
  openForMs: number,
  subject?: Subject,
  data: Record<string, unknown> = {},
) {
  const its = subject ?? (await aSubject(app))
  const documentId = await aDraft(app, its, data)
  const number = made + 1
  made = number
  const docket = `${its.slug}-1405-${String(number).padStart(4, '0')}`
  await app.knex('comment_period_docket_heads').insert({
    document_id: documentId,
    docket,
    body_document_id: its.bodyId,
    kind_document_id: its.kindId,
    solar_year: 1405,
    number,
  })
  const row = await exposureRow(app, documentId)
  const openedAt = Number(row.opened_at)
  await app.knex('comment_period_exposures').insert({
    ...row,
    ...(data.title === undefined ? {} : { content: await textAsFrozen(app, documentId) }),
    closes_at: openedAt + openForMs,
    minimum_closes_at: openedAt + openForMs,
  })
  return { documentId, docket, subject: its, closesAt: openedAt + openForMs }
}

/** The words of a draft in the form in which an exposure keeps them. */
async function textAsFrozen(app: TestApp, documentId: string): Promise<string> {
  const draft = await documents(app, 'draft-regulation').findOne({ documentId, locale: 'fa' })
  return JSON.stringify({ v: 1, title: draft?.title, clauses: draft?.clauses, attachments: [] })
}

/** Waits until the database's clock has reached an instant. */
export async function untilDatabaseReaches(app: TestApp, instant: number): Promise<void> {
  while ((await databaseNow(app)) < instant) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export function aComment(fields: Record<string, unknown> = {}) {
  return { type: 'suggestion', text: 'پیشنهاد می‌شود مهلت بیشتر شود.', language: 'fa', ...fields }
}

export async function submit(
  app: Pick<TestApp, 'call'>,
  docket: string,
  body: unknown = aComment(),
  key: string = randomUUID(),
): Promise<Answer> {
  return app.call('POST', `${API}/drafts/${docket}/comments`, body, { 'Idempotency-Key': key })
}

export async function aMember(
  app: TestApp,
  subject: Subject,
  role = 'manager',
  account = EVERY_ACT,
): Promise<Staff> {
  if (account === EVERY_ACT) await makeRoleOfEveryAct(app)
  const staff = await signUp(app, account)
  const answer = await staff.call('POST', '/comment-period/memberships', {
    adminUserId: staff.id,
    bodySlug: subject.slug,
    role,
    reason: 'آزمون',
  })
  if (answer.status !== 201) throw new Error(`membership answered ${String(answer.status)}`)
  return staff
}
