import type { Knex } from 'knex'
import { TABLES } from '../tables'

/** What staff say among themselves, what of a submitter was opened, hidden or asked to be erased. */
export async function up(knex: Knex): Promise<void> {
  await createLedger(knex, TABLES.notes, (table) => {
    table.text('text').notNullable()
  })
  await createLedger(knex, TABLES.disclosures, (table) => {
    table.string('what').notNullable()
    table.text('reason').notNullable()
  })
  await createLedger(knex, TABLES.redactions, (table) => {
    table.text('spans').notNullable()
    table.text('reason').notNullable()
  })
  await createLedger(knex, TABLES.erasureRequests, (table) => {
    table.text('basis').notNullable()
    table.string('requested_by').notNullable()
  })
}

function createLedger(
  knex: Knex,
  name: string,
  columns: (table: Knex.CreateTableBuilder) => void,
): Promise<void> {
  return knex.schema.createTable(name, (table) => {
    table.increments('id')
    table.string('comment_document_id').notNullable()
    table.integer('n').notNullable()
    columns(table)
    table.bigInteger('at').notNullable()
    table.text('actor').notNullable()
    table.unique(['comment_document_id', 'n'])
  })
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
