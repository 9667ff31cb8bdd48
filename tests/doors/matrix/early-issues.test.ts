import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bootFresh, type TestApp } from '../../support/app'
import { DATABASE } from '../../support/sites'
import { aBriefDocket, anOpenDocket, exposureRow } from '../../support/docket-builders'
import { aClosedDocket, eventRow, issuanceRow, T, waivedDraft } from '../../support/ledger-rows'
import { aSubject } from '../../support/docket-builders'
import { earlyIssues } from './early-issues'

/** The control of the matrix: without guards the same rows go in, and the count finds each. */

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const insert = (table: string, row: Record<string, unknown>) => app.knex(T(table)).insert(row)

/** Takes the guards of the docket ledgers away, and with the issuances' own what makes them one. */
async function dropGuards(): Promise<void> {
  for (const table of ['exposures', 'events', 'issuances']) {
    if (DATABASE === 'postgres') {
      await app.knex.raw(`ALTER TABLE ${T(table)} DISABLE TRIGGER ALL`)
      continue
    }
    const triggers = (await app
      .knex('sqlite_master')
      .where({ type: 'trigger', tbl_name: T(table) })
      .select('name')) as { name: string }[]
    for (const { name } of triggers) await app.knex.raw(`DROP TRIGGER ${name}`)
  }
  await app.knex.schema.alterTable(T('issuances'), (table) => table.dropUnique(['document_id']))
}

test('lawful issuances are not counted', async () => {
  const closed = await aClosedDocket(app)
  await insert('issuances', await issuanceRow(app, closed.documentId))
  const subject = await aSubject(app)
  const waived = await waivedDraft(app, subject)
  await insert(
    'issuances',
    await issuanceRow(app, waived.documentId, { basis_exposure_n: null, basis_waiver_ordinal: 1 }),
  )
  expect(await earlyIssues(app.knex)).toEqual([])
})

test('each kind of early issue is counted once the guards are gone', async () => {
  const open = await anOpenDocket(app)
  const extended = await aClosedDocket(app)
  const suspended = await aBriefDocket(app, 60_000)
  const withdrawn = await aClosedDocket(app)
  const twice = await aClosedDocket(app)
  const baseless = await aClosedDocket(app)
  await insert('events', await eventRow(app, suspended.documentId, { kind: 'suspended' }))
  await insert('events', await eventRow(app, withdrawn.documentId, { kind: 'withdrawn' }))
  await dropGuards()

  await insert('issuances', await issuanceRow(app, open.documentId))
  // A close that was moved later and then, against the law, earlier again still counts.
  await insert(
    'events',
    await eventRow(app, extended.documentId, {
      kind: 'extended',
      closes_at: extended.closesAt + 86_400_000,
    }),
  )
  await insert(
    'exposures',
    await exposureRow(app, extended.documentId, { n: 2, closes_at: extended.closesAt + 1 }),
  )
  await insert('issuances', await issuanceRow(app, extended.documentId))
  await insert(
    'issuances',
    await issuanceRow(app, suspended.documentId, { at: suspended.closesAt + 1 }),
  )
  await insert('issuances', await issuanceRow(app, withdrawn.documentId))
  await insert('issuances', await issuanceRow(app, twice.documentId))
  await insert('issuances', await issuanceRow(app, twice.documentId))
  await insert('issuances', await issuanceRow(app, baseless.documentId, { basis_exposure_n: null }))

  expect([...(await earlyIssues(app.knex))].sort()).toEqual(
    [
      `${open.documentId}: before the latest close`,
      `${extended.documentId}: before the latest close`,
      `${suspended.documentId}: while suspended`,
      `${withdrawn.documentId}: after withdrawal`,
      `${twice.documentId}: issued twice`,
      `${twice.documentId}: issued twice`,
      `${baseless.documentId}: without a basis`,
    ].sort(),
  )
})
