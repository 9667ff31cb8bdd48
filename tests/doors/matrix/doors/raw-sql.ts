import type { Knex } from 'knex'
import { DATABASE } from '../../../support/sites'
import { T } from '../../../support/ledger-rows'
import type { Door } from '../doors'
import type { Stage } from '../stage'
import {
  forgingDoor,
  insertingDoor,
  removingDoor,
  rewritingDoor,
  type Insert,
  type Rewrite,
  type Row,
} from './ledger-recipes'

const keyOf = (table: string) => (table === T('docket_heads') ? 'document_id' : 'id')
const keyed = (table: string, row: Row) => ({ [keyOf(table)]: row[keyOf(table)] })

const insert: Insert = ({ app }, table, row) => Promise.resolve(app.knex(table).insert(row))
const rewrite: Rewrite = ({ app }, table, row, changes) =>
  Promise.resolve(app.knex(table).where(keyed(table, row)).update(changes))

/** Writes the statement that knex made with other first words. */
async function reworded(
  { app }: Stage,
  statement: Knex.QueryBuilder,
  from: RegExp,
  to: string,
): Promise<unknown> {
  const { sql, bindings } = statement.toSQL().toNative()
  return app.knex.raw(sql.replace(from, to), bindings as Knex.RawBinding[])
}

const insertOrReplace: Rewrite = (stage, table, row, changes) =>
  reworded(
    stage,
    stage.app.knex(table).insert({ ...row, ...changes }),
    /^insert into/,
    'INSERT OR REPLACE INTO',
  )

const updateOrReplace: Rewrite = (stage, table, row, changes) =>
  reworded(
    stage,
    stage.app.knex(table).where(keyed(table, row)).update(changes),
    /^update/,
    'UPDATE OR REPLACE',
  )

const onConflict: Rewrite = ({ app }, table, row, changes) =>
  Promise.resolve(
    app
      .knex(table)
      .insert({ ...row, ...changes })
      .onConflict(keyOf(table))
      .merge(),
  )

const JUDGED = [
  'exposures',
  'events',
  'waivers',
  'issuances',
  'translations',
  'rule_revisions',
  'docket_heads',
  'public_comments',
]

/** An exposure that says whatever suits the row to come: a period over, or one that runs. */
async function suitable(trx: Knex, row: Row, table: string): Promise<Row | null> {
  // A rule revision is of no docket.
  const documentId = row.draft_document_id ?? row.document_id ?? ''
  const real = (await trx(T('exposures')).where({ document_id: documentId }).first()) as
    Row | undefined
  if (real === undefined) return null
  const opened = Number(real.opened_at)
  const closes = table === T('public_comments') ? opened + 30 * 86_400_000 : opened + 1
  return { ...real, closes_at: closes, minimum_closes_at: opened + 1 }
}

/** Tables of the session that go by the ledgers’ names and say what suits the row to come. */
const besideTemporaryTables: Insert = ({ app }, table, row) =>
  app.knex.transaction(async (trx) => {
    const home = DATABASE === 'sqlite' ? 'main' : String(app.strapi.db.getSchemaName())
    const suiting = await suitable(trx, row, table)
    for (const name of JUDGED) {
      await trx.raw(`CREATE TEMP TABLE ${T(name)} AS SELECT * FROM ${home}.${T(name)} WHERE 1 = 0`)
    }
    const own = DATABASE === 'sqlite' ? 'temp' : 'pg_temp'
    if (suiting !== null) await trx.withSchema(own).table(T('exposures')).insert(suiting)
    await trx.withSchema(home).table(table).insert(row)
    for (const name of JUDGED) await trx.raw(`DROP TABLE ${own}.${T(name)}`)
  })

/** A child table, whose rows PostgreSQL reads along with those of the ledger. */
const besideAChildTable: Insert = ({ app }, table, row) =>
  app.knex.transaction(async (trx) => {
    const suiting = await suitable(trx, row, table)
    await trx.raw(`CREATE TABLE a_child () INHERITS (${T('exposures')})`)
    if (suiting !== null) await trx('a_child').insert({ ...suiting, id: 1_000_000 })
    await trx(table).insert(row)
    await trx.raw('DROP TABLE a_child')
  })

/** What stands in the way of a doubled comment on SQLite is the guard, on PostgreSQL the index. */
const DOUBLED = { sqlite: 'RECORD_KEPT', postgres: 'UNIQUE' } as const
const INSERTED = {
  'issue-twice': { sqlite: 'RECORD_KEPT', postgres: 'ALREADY_ISSUED' },
  'rewrite-comment': DOUBLED,
} as const

/** On PostgreSQL the row is judged as one that is inserted, before it is found to be there. */
const inserted = (postgres: string) => ({ sqlite: 'RECORD_KEPT', postgres })
const CONFLICTING = {
  'issue-early': inserted('PERIOD_NOT_OVER'),
  'issue-twice': inserted('ALREADY_ISSUED'),
  'issue-suspended': inserted('OUT_OF_ORDER'),
  'issue-withdrawn': inserted('WITHDRAWN'),
  shorten: inserted('OUT_OF_ORDER'),
  'back-date': inserted('BACKDATED'),
  'weaken-rule': inserted('OUT_OF_ORDER'),
  'change-subject': inserted('SUBJECT_FROZEN'),
  'change-text': inserted('OUT_OF_ORDER'),
  'remove-text': inserted('OUT_OF_ORDER'),
  'rewrite-comment': inserted('OUT_OF_ORDER'),
  'delete-comment': inserted('OUT_OF_ORDER'),
  'comment-before': inserted('PERIOD_NOT_OPEN'),
  'comment-after': inserted('PERIOD_CLOSED'),
} as const

export const rawSql: readonly Door[] = [
  insertingDoor('raw SQL: INSERT', insert, INSERTED),
  forgingDoor('raw SQL: INSERT of forged acts', insert),
  rewritingDoor('raw SQL: UPDATE', rewrite),
  removingDoor('raw SQL: DELETE', ({ app }, table, where) =>
    Promise.resolve(app.knex(table).where(where).delete()),
  ),
  { ...rewritingDoor('raw SQL: INSERT OR REPLACE', insertOrReplace), database: 'sqlite' },
  { ...rewritingDoor('raw SQL: UPDATE OR REPLACE', updateOrReplace), database: 'sqlite' },
  rewritingDoor('raw SQL: INSERT … ON CONFLICT DO UPDATE', onConflict, CONFLICTING),
  insertingDoor('raw SQL: INSERT beside temporary tables', besideTemporaryTables, INSERTED),
  {
    ...insertingDoor('raw SQL: INSERT beside a child table', besideAChildTable, INSERTED),
    database: 'postgres',
  },
  insertingDoor(
    'a second process: INSERT',
    ({ app, neighbour }, table, row) => neighbour.run(app.knex(table).insert(row)),
    INSERTED,
  ),
  rewritingDoor('a second process: UPDATE', ({ app, neighbour }, table, row, changes) =>
    neighbour.run(app.knex(table).where(keyed(table, row)).update(changes)),
  ),
  removingDoor('a second process: DELETE', ({ app, neighbour }, table, where) =>
    neighbour.run(app.knex(table).where(where).delete()),
  ),
]
