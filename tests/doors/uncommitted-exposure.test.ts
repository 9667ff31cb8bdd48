import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Knex } from 'knex'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import { aDraft, aSubject, exposureRow, type Subject } from '../support/docket-builders'
import { headFor, T, waiverRow } from '../support/ledger-rows'
import { refusalOf } from '../support/refusals'

/** What the record cites cannot go while the row that cites it is not committed yet. */

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

interface Case {
  readonly subject: Subject
  readonly documentId: string
}

const undermining: readonly (readonly [string, (knex: Knex, its: Case) => PromiseLike<unknown>])[] =
  [
    [
      'deleting its draft row',
      (knex, { documentId }) =>
        knex(T('draft_regulations')).where({ document_id: documentId }).delete(),
    ],
    [
      'publishing its draft row in place',
      (knex, { documentId }) =>
        knex(T('draft_regulations'))
          .where({ document_id: documentId })
          .update({ published_at: new Date() }),
    ],
    [
      'giving its kind another terminal act',
      (knex, { subject }) =>
        knex(T('instrument_kinds'))
          .where({ document_id: subject.kindId })
          .update({ terminal_act: 'submit' }),
    ],
    [
      'giving its body another slug',
      (knex, { subject }) =>
        knex(T('issuing_bodies')).where({ document_id: subject.bodyId }).update({ slug: 'other' }),
    ],
    [
      'deleting its kind',
      (knex, { subject }) =>
        knex(T('instrument_kinds')).where({ document_id: subject.kindId }).delete(),
    ],
  ]

async function aHead(): Promise<Case & { docket: string }> {
  const subject = await aSubject(app)
  const documentId = await aDraft(app, subject)
  return { subject, documentId, docket: await headFor(app, documentId, subject) }
}

/** Resolves once the statement waits for another session's lock, or has come to its end. */
async function untilItWaits(statement: Promise<unknown>): Promise<void> {
  const ended = { so: false }
  void statement.then(() => {
    ended.so = true
  })
  const waiting = async () =>
    (await app
      .knex('pg_stat_activity')
      .where({ wait_event_type: 'Lock', datname: app.knex.raw('current_database()') })
      .whereRaw('query LIKE ?', [`%${T('')}%`])) as unknown[]
  while (!ended.so && (await waiting()).length === 0) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const rows: readonly (readonly ['exposures' | 'waivers', string])[] = [
  ['exposures', 'a first exposure'],
  ['waivers', 'a waiver'],
]

const rowFor = async (table: 'exposures' | 'waivers', its: Case & { docket: string }) =>
  table === 'exposures'
    ? exposureRow(app, its.documentId)
    : waiverRow(app, its.documentId, its.subject, its.docket)

if (DATABASE === 'postgres') {
  describe.each(rows)('%s: while it is uncommitted (%s)', (table) => {
    test.each(undermining)('%s waits, and is then refused', async (_what, undermine) => {
      const its = await aHead()
      const first = await app.knex.transaction()
      await first(T(table)).insert(await rowFor(table, its))
      const refused = refusalOf(undermine(app.knex, its))
      await untilItWaits(refused)
      await first.commit()
      expect(await refused).toBe('RECORD_KEPT')
    })
  })

  describe.each(rows)('%s: after its ground went, uncommitted (%s)', (table) => {
    test.each(undermining.slice(0, 3))('%s is waited for', async (_what, undermine) => {
      const its = await aHead()
      const first = await app.knex.transaction()
      await undermine(first, its)
      const refused = refusalOf(app.knex(T(table)).insert(await rowFor(table, its)))
      await untilItWaits(refused)
      await first.commit()
      expect(await refused).toBe('SUBJECT_FROZEN')
    })
  })
} else {
  // One writer at a time: here the second finds what the first has committed.
  describe.each(rows)('%s: once it stands (%s)', (table) => {
    test.each(undermining)('%s is refused', async (_what, undermine) => {
      const its = await aHead()
      await app.knex(T(table)).insert(await rowFor(table, its))
      expect(await refusalOf(undermine(app.knex, its))).toBe('RECORD_KEPT')
    })
  })

  describe.each(rows)('%s: once its ground went (%s)', (table) => {
    test.each(undermining.slice(0, 3))('after %s it is refused', async (_what, undermine) => {
      const its = await aHead()
      const row = await rowFor(table, its)
      await undermine(app.knex, its)
      expect(await refusalOf(app.knex(T(table)).insert(row))).toBe('SUBJECT_FROZEN')
    })
  })
}
