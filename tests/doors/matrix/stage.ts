import { createHash } from 'node:crypto'
import type { TestApp } from '../../support/app'
import type { Site } from '../../support/sites'
import {
  aDraft,
  aMember,
  SUPER_ADMIN,
  aRule,
  aSubject,
  databaseNow,
  docketOf,
  documents,
  exposureRow,
  publish,
  unique,
  type Staff,
  type Subject,
} from '../../support/docket-builders'
import { aFiledComment, eventRow, issuanceRow, T } from '../../support/ledger-rows'
import {
  hashLegalText,
  legalText,
  serialiseLegalText,
  type LegalClause,
} from '../../../plugins/comment-period/domain/legal-text'
import type { DocketState } from './attacks'
import type { Neighbour } from './neighbour'

/** A draft with what hangs on it, as far as an attack needs it. */
export interface Docket {
  readonly documentId: string
  /** Number of the docket; of a draft that has none, the one that it would get. */
  readonly number: string
  readonly subject: Subject
  readonly ruleId: string | null
  readonly commentId: string | null
}

/** A body with a kind and, where it has one, its mandatory rule. */
export interface Office {
  readonly subject: Subject
  readonly ruleId: string | null
}

export type Call = TestApp['call']

/** What every cell shares: the app and those who knock at its doors. */
export interface Stage {
  readonly site: Site
  readonly app: TestApp
  /** A manager of both offices, signed in. */
  readonly staff: Staff
  readonly adminToken: Call
  readonly contentToken: Call
  /** Bound by a mandatory rule of two weeks. */
  readonly bound: Office
  /** Bound by none. */
  readonly free: Office
  /** A second process on the same database. */
  readonly neighbour: Neighbour
  /** Issued long ago: what somebody would copy. */
  readonly issued: Docket
  /** Types whose next document write is to run twice, as Review Workflows lets it. */
  readonly twice: Set<string>
}

/** As much of the stage as dockets are built with. */
type Builders = Pick<Stage, 'app' | 'staff' | 'bound' | 'free'>

const SECOND = 1_000
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

export async function anOffice(app: TestApp, ruled: boolean): Promise<Office> {
  const subject = await aSubject(app)
  const rule = ruled ? await aRule(app, subject) : null
  return { subject, ruleId: rule?.documentId ?? null }
}

export async function aStage(
  site: Site,
  app: TestApp,
  neighbour: Neighbour,
  twice: Set<string>,
): Promise<Stage> {
  const bound = await anOffice(app, true)
  const free = await anOffice(app, false)
  const staff = await aMember(app, bound.subject, 'manager', SUPER_ADMIN)
  const stage = { site, app, staff, bound, free, neighbour, twice }
  await join(stage, free)
  return {
    ...stage,
    issued: await issued(stage),
    adminToken: await anAdminToken(stage),
    contentToken: await aContentToken(stage),
  }
}

/** Makes the stage's staff member a manager of one more office. */
export async function join({ staff }: Pick<Stage, 'staff'>, { subject }: Office): Promise<void> {
  const answer = await staff.call('POST', '/comment-period/memberships', {
    adminUserId: staff.id,
    bodySlug: subject.slug,
    role: 'manager',
    reason: 'آزمون',
  })
  if (answer.status !== 201) throw new Error(`membership answered ${String(answer.status)}`)
}

interface Permission {
  readonly action: string
  readonly subject: string | null
  readonly properties: object
  readonly conditions: unknown[]
}

/** An API token of the kind `admin`, with all that its owner may do to our types. */
async function anAdminToken({ app, staff }: Pick<Stage, 'app' | 'staff'>): Promise<Call> {
  const all = (await app.strapi.db
    .query('admin::permission')
    .findMany({ where: { role: { code: 'strapi-super-admin' } } })) as Permission[]
  const ours = all.filter(
    ({ action, subject }) =>
      subject?.startsWith('plugin::comment-period') === true ||
      action.startsWith('plugin::comment-period'),
  )
  const answer = await staff.call('POST', '/admin/admin-tokens', {
    name: unique('admin'),
    description: '',
    lifespan: null,
    adminPermissions: ours.map(({ action, subject, properties, conditions }) => ({
      action,
      subject,
      properties,
      conditions,
    })),
  })
  if (answer.status !== 201) throw new Error(`admin token answered ${String(answer.status)}`)
  return app.as(String(answer.body.data.accessKey))
}

async function aContentToken({ app, staff }: Pick<Stage, 'app' | 'staff'>): Promise<Call> {
  const answer = await staff.call('POST', '/admin/api-tokens', {
    name: unique('content'),
    description: '',
    type: 'full-access',
    lifespan: null,
  })
  if (answer.status !== 201) throw new Error(`API token answered ${String(answer.status)}`)
  return app.as(String(answer.body.data.accessKey))
}

/** A draft nobody has shown yet. */
export async function aDraftOf(
  { app, bound }: Pick<Builders, 'app' | 'bound'>,
  office: Office = bound,
  data: Record<string, unknown> = {},
): Promise<Docket> {
  const documentId = await aDraft(app, office.subject, data)
  return {
    documentId,
    number: `${office.subject.slug}-1405-0001`,
    subject: office.subject,
    ruleId: office.ruleId,
    commentId: null,
  }
}

async function opened(stage: Stage, office?: Office): Promise<Docket> {
  const { app } = stage
  const draft = await aDraftOf(stage, office)
  await publish(app, draft.documentId)
  return {
    ...draft,
    number: await docketOf(app, draft.documentId),
    commentId: await aFiledComment(app, draft.documentId),
  }
}

/** What the draft row says now, frozen as an exposure freezes it. */
export async function frozenDraft(app: TestApp, documentId: string) {
  const row = await documents(app, 'draft-regulation').findOne({ documentId, locale: 'fa' })
  const text = legalText({
    title: String(row?.title),
    clauses: row?.clauses as LegalClause[],
    attachments: [],
  })
  return {
    content: serialiseLegalText(text),
    summary: String(row?.summary),
    text_hash: hashLegalText(text, sha256),
  }
}

let numbered = 5_000

/** Opens a docket without showing anything, far from the numbers that the service gives. */
export async function withHead(app: TestApp, draft: Docket): Promise<Docket> {
  numbered += 1
  const number = `${draft.subject.slug}-1405-${String(numbered)}`
  await app.knex(T('docket_heads')).insert({
    document_id: draft.documentId,
    docket: number,
    body_document_id: draft.subject.bodyId,
    kind_document_id: draft.subject.kindId,
    solar_year: 1405,
    number: numbered,
  })
  return { ...draft, number }
}

/**
 * A docket under no rule whose period is over: an exposure typed into the ledger may lie back by
 * up to a minute, so that nobody has to wait for its end.
 */
async function closed(stage: Builders): Promise<Docket> {
  const { app, free } = stage
  const draft = await withHead(app, await aDraftOf(stage, free))
  const opensAt = (await databaseNow(app)) - 3 * SECOND
  await app.knex(T('exposures')).insert(
    await exposureRow(app, draft.documentId, {
      ...(await frozenDraft(app, draft.documentId)),
      opened_at: opensAt,
      closes_at: opensAt + 2 * SECOND,
      minimum_closes_at: opensAt + 1,
    }),
  )
  await publish(app, draft.documentId)
  return draft
}

async function issued(stage: Builders): Promise<Docket> {
  const { app } = stage
  const docket = await closed(stage)
  const frozen = await frozenDraft(app, docket.documentId)
  await app.knex(T('issuances')).insert(await issuanceRow(app, docket.documentId, frozen))
  return docket
}

async function withEvent(stage: Stage, kind: string): Promise<Docket> {
  const docket = await opened(stage)
  await stage.app.knex(T('events')).insert(await eventRow(stage.app, docket.documentId, { kind }))
  return docket
}

export async function aDocket(stage: Stage, state: DocketState): Promise<Docket> {
  const { app } = stage
  switch (state) {
    case 'open':
      return opened(stage)
    case 'suspended':
      return withEvent(stage, 'suspended')
    case 'withdrawn':
      return withEvent(stage, 'withdrawn')
    case 'closed':
      return closed(stage)
    case 'issued':
      return issued(stage)
    case 'unopened': {
      return withHead(app, await aDraftOf(stage))
    }
  }
}

/** An open docket with a rule, a body and a kind that no other docket is under. */
export async function anOwnDocket(stage: Stage): Promise<Docket> {
  const office = await anOffice(stage.app, true)
  await join(stage, office)
  return opened(stage, office)
}

/** Shows an English translation of an exposed draft. */
export async function translate({ app }: Stage, documentId: string): Promise<void> {
  await documents(app, 'draft-regulation').update({
    documentId,
    locale: 'en',
    data: { title: 'In English', clauses: [{ kind: 'article', text: 'text' }] },
  })
  await publish(app, documentId, 'en')
}
