import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aDraft,
  aMember,
  aSubject,
  SUPER_ADMIN,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { T } from '../support/ledger-rows'
import type { RoundPlan } from './round-plans'
import { firstExposure, head, ruleRevision, TYPED_YEAR, type Sql } from './sql-acts'

/** The draft of one round and what it names. */
export interface RoundSubject {
  readonly documentId: string
  readonly docket: string
  readonly number: number
  readonly bodyId: string
  readonly kindId: string
  readonly ruleId: string
  readonly openForMs: number
}

/** What all rounds of a run share: a body, someone who may act for it, and rows to copy. */
export interface RaceGround {
  readonly app: TestApp
  readonly sql: Sql
  readonly subject: Subject
  readonly staff: Staff
  readonly templates: { readonly draft: Row; readonly kind: Row; readonly bodyRowId: number }
}

type Row = Readonly<Record<string, unknown>>

export async function prepareGround(app: TestApp, sql: Sql): Promise<RaceGround> {
  const subject = await aSubject(app)
  const staff = await aMember(app, subject, 'manager', SUPER_ADMIN)
  const documentId = await aDraft(app, subject)
  const draft = (await app
    .knex(T('draft_regulations'))
    .where({ document_id: documentId })
    .first()) as Row
  const kind = (await app
    .knex(T('instrument_kinds'))
    .where({ document_id: subject.kindId })
    .first()) as Row
  const body = (await app
    .knex(T('issuing_bodies'))
    .where({ document_id: subject.bodyId })
    .first('id')) as { id: number }
  return { app, sql, subject, staff, templates: { draft, kind, bodyRowId: body.id } }
}

/** Rounds are set up side by side, whatever level the application runs at. */
const SET_UP: Knex.TransactionConfig | undefined =
  DATABASE === 'postgres' ? { isolationLevel: 'read committed' } : undefined

let number = 0

/** Whether the first exposure is among what is raced, so that the round begins without one. */
export function beginsUnexposed(plan: RoundPlan): boolean {
  return plan.race === 'publication × subject' || plan.race === 'rule × exposure'
}

/** When the first exposure was opened and closes; `null` where there is none yet. */
export interface Opened {
  readonly at: number
  readonly closesAt: number
}

/** What a typed first exposure is given in a race for it: an hour, which no mandatory rule allows. */
const AN_HOUR = 3_600_000

/**
 * Makes the draft of a round as Strapi's rows stand, and its open docket where the race begins
 * with one. Copied by SQL: through the document service a soak would spend its time here.
 */
export async function prepareRound(
  { app, sql, subject, templates }: RaceGround,
  plan: RoundPlan,
): Promise<{ subject: RoundSubject; opened: Opened | null; setUp: string }> {
  number += 1
  const ownKind = beginsUnexposed(plan)
  const its: RoundSubject = {
    documentId: newId(),
    docket: `${subject.slug}-${String(TYPED_YEAR)}-${String(number).padStart(4, '0')}`,
    number,
    bodyId: subject.bodyId,
    kindId: ownKind ? newId() : subject.kindId,
    ruleId: newId(),
    openForMs: ownKind ? AN_HOUR : plan.openForMs,
  }
  const setUp = `${plan.calls[0]?.mark ?? ''}-set-up`
  const opened = await app.knex.transaction(async (trx) => {
    const kindRowId = ownKind
      ? await insertId(trx, T('instrument_kinds'), {
          ...templates.kind,
          document_id: its.kindId,
          key: its.kindId,
        })
      : Number(templates.kind.id)
    const draftRowId = await insertId(trx, T('draft_regulations'), {
      ...templates.draft,
      clauses: withNewClauseIds(templates.draft.clauses),
      document_id: its.documentId,
      requested_close_on: ownKind ? await dayInThreeDays(trx, sql) : null,
    })
    await trx(T('draft_regulations_body_lnk')).insert({
      draft_regulation_id: draftRowId,
      issuing_body_id: templates.bodyRowId,
    })
    await trx(T('draft_regulations_kind_lnk')).insert({
      draft_regulation_id: draftRowId,
      instrument_kind_id: kindRowId,
    })
    const facts = `(SELECT ${sql.now} AS now)`
    if (ownKind) {
      const shortened = plan.calls.some((call) => call.variant === 'shorten')
      if (shortened) {
        // In line with the others who are being set up: a date from before theirs is refused.
        await trx(T('rule_lock')).update({ revision: trx.ref('revision') })
        const rule = ruleRevision(sql, its, { mark: setUp, variant: 'lengthen', byMs: 0 })
        await trx.raw(rule.replace('{facts}', facts))
      }
      return null
    }
    await trx.raw(head(sql, its))
    const answer = (await trx.raw(
      firstExposure(sql, its, { mark: setUp }).replace('{facts}', facts),
    )) as unknown
    const [row] = (Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as [
      { at: unknown; closes_at: unknown },
    ]
    return { at: Number(row.at), closesAt: Number(row.closes_at) }
  }, SET_UP)
  return { subject: its, opened, setUp }
}

const newId = () => `r${randomUUID().replaceAll('-', '').slice(0, 23)}`

/** Ids of its own: another draft's would be refused when it is saved. PostgreSQL answers JSON read. */
function withNewClauseIds(value: unknown): string {
  const clauses = (typeof value === 'string' ? JSON.parse(value) : value) as object[]
  return JSON.stringify(
    clauses.map((clause) => ({ ...clause, clauseId: `c${newId().slice(1, 12)}` })),
  )
}

async function insertId(knex: Knex, table: string, row: Row): Promise<number> {
  const { id: _template, ...columns } = row
  const [inserted] = (await knex(table).insert(columns).returning('id')) as [{ id: number }]
  return inserted.id
}

async function dayInThreeDays(knex: Knex, { now }: Sql): Promise<string> {
  const answer = (await knex.raw(`SELECT ${now} AS now`)) as unknown
  const [row] = (Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as [
    { now: unknown },
  ]
  return new Date(Number(row.now) + 3 * 86_400_000).toISOString().slice(0, 10)
}
