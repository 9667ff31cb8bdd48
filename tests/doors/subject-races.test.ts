import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Knex } from 'knex'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aBriefDocket,
  aDraft,
  aSubject,
  databaseNow,
  exposureRow,
  submit,
  untilDatabaseReaches,
  type Subject,
} from '../support/docket-builders'
import { eventRow, headFor, ruleRow, T, waiverRow } from '../support/ledger-rows'
import { refusalOf } from '../support/refusals'

/**
 * What two writers could do to one another by the order of their commits or the dates of their
 * rows. With two sessions open at once the one that comes second must wait, which SQLite has them
 * do by itself: there is one writer.
 */
let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

type Row = Record<string, unknown>

/** A draft about to be exposed, with the head and exposure that would do it. */
async function aDraftToExpose() {
  const subject = await aSubject(app)
  const documentId = await aDraft(app, subject)
  const docket = `${subject.slug}-1404-0001`
  const head: Row = {
    document_id: documentId,
    docket,
    body_document_id: subject.bodyId,
    kind_document_id: subject.kindId,
    solar_year: 1404,
    number: 1,
  }
  return { subject, documentId, docket, head }
}

/** A first exposure but for its docket and instants, made while nobody holds a lock. */
async function anExposure(): Promise<Row> {
  const { documentId } = await aBriefDocket(app, 60_000)
  return exposureRow(app, documentId, { ordinal: 1, n: 1 })
}

/** Opens the docket and exposes the draft in one transaction, as publishing does. */
async function expose(knex: Knex, head: Row, exposure: Row): Promise<string | null> {
  const made = await refusalOf(knex(T('docket_heads')).insert(head))
  if (made !== null) return made
  const now = await databaseNow(app)
  return refusalOf(
    knex(T('exposures')).insert({
      ...exposure,
      document_id: head.document_id,
      docket: head.docket,
      body_document_id: head.body_document_id,
      kind_document_id: head.kind_document_id,
      opened_at: now,
      closes_at: now + 60_000,
      minimum_closes_at: now + 1,
    }),
  )
}

/** Each takes away, or puts beside, something that a first exposure cites. */
const CHANGES: Record<
  string,
  (knex: Knex, documentId: string, subject: Subject) => Promise<unknown>
> = {
  'deleting the draft': (knex, documentId) =>
    knex(T('draft_regulations')).where({ document_id: documentId }).del(),
  'publishing the draft row in place': (knex, documentId) =>
    knex(T('draft_regulations'))
      .where({ document_id: documentId })
      .update({ published_at: new Date(0) }),
  'a second row of the draft': (knex, documentId) =>
    knex(T('draft_regulations')).insert({ document_id: documentId, locale: 'fa', title: 'x' }),
  'deleting the kind': (knex, _, { kindId }) =>
    knex(T('instrument_kinds')).where({ document_id: kindId }).del(),
  'giving the kind another act': (knex, _, { kindId }) =>
    knex(T('instrument_kinds'))
      .where({ document_id: kindId })
      .update({ terminal_act: 'implement' }),
  'deleting the body': (knex, _, { bodyId }) =>
    knex(T('issuing_bodies')).where({ document_id: bodyId }).del(),
  'renaming the body': (knex, _, { bodyId }) =>
    knex(T('issuing_bodies')).where({ document_id: bodyId }).update({ slug: 'other' }),
}

/** Whether a session waits for another's lock. */
async function untilSomeoneWaits(): Promise<void> {
  for (;;) {
    const answer = (await app.knex.raw(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%comment_period%'",
    )) as { rows: [{ n: number }] }
    if (answer.rows[0].n > 0) return
  }
}

if (DATABASE === 'postgres') {
  describe.each(Object.entries(CHANGES))('%s in another session', (_name, change) => {
    test('waits for a first exposure that is not committed, and is then refused', async () => {
      const { subject, documentId, head } = await aDraftToExpose()
      const exposing = await app.knex.transaction()
      expect(await expose(exposing, head, await anExposure())).toBeNull()
      const changing = await app.knex.transaction()
      const changed = refusalOf(change(changing, documentId, subject))
      await untilSomeoneWaits()
      await exposing.commit()
      expect(await changed).toBe('RECORD_KEPT')
      await changing.rollback()
    })
  })

  const TAKEN = Object.entries(CHANGES).filter(([name]) => name !== 'renaming the body')
  describe.each(TAKEN)('a first exposure', (name, change) => {
    test(`waits for ${name} that is not committed, and is then refused`, async () => {
      const { subject, documentId, head } = await aDraftToExpose()
      const exposure = await anExposure()
      const changing = await app.knex.transaction()
      expect(await refusalOf(change(changing, documentId, subject))).toBeNull()
      const exposing = await app.knex.transaction()
      const exposed = expose(exposing, head, exposure)
      await untilSomeoneWaits()
      await changing.commit()
      expect(await exposed).toBe('SUBJECT_FROZEN')
      await exposing.rollback()
    })
  })
}

describe('a row dated back behind another’s', () => {
  test('a rule revision takes effect after the last exposure and waiver, or is refused', async () => {
    const { subject, closesAt } = await aBriefDocket(app, 5)
    const before = closesAt - 10
    await untilDatabaseReaches(app, closesAt)
    const late = await ruleRow(app, subject, { effective_at: before })
    expect(await refusalOf(app.knex(T('rule_revisions')).insert(late))).toBe('BACKDATED')
    const documentId = await aDraft(app, subject)
    const waived = await waiverRow(
      app,
      documentId,
      subject,
      await headFor(app, documentId, subject),
    )
    await app.knex(T('waivers')).insert(waived)
    const behindWaiver = await ruleRow(app, subject, { effective_at: Number(waived.at) - 1 })
    expect(await refusalOf(app.knex(T('rule_revisions')).insert(behindWaiver))).toBe('BACKDATED')
    expect(await refusalOf(app.knex(T('rule_revisions')).insert(await ruleRow(app, subject)))).toBe(
      null,
    )
  })

  test.each(['suspended', 'withdrawn'])(
    'a comment that was taken is not overtaken by being %s before it',
    async (kind) => {
      const subject = await aSubject(app)
      const { documentId, docket } = await aBriefDocketOf(subject)
      const from = await databaseNow(app)
      await untilDatabaseReaches(app, from + 2)
      expect((await submit(app, docket)).status).toBe(201)
      const insert = async (fields: Row) =>
        refusalOf(
          app.knex(T('events')).insert(await eventRow(app, documentId, { kind, ...fields })),
        )
      expect(await insert({ at: from })).toBe('BACKDATED')
      expect(await insert({})).toBeNull()
    },
  )
})

async function aBriefDocketOf(subject: Subject) {
  const documentId = await aDraft(app, subject)
  const docket = await headFor(app, documentId, subject)
  const row = await exposureRow(app, documentId)
  await app.knex(T('exposures')).insert(row)
  return { documentId, docket }
}
