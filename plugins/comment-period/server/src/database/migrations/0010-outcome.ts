import type { Knex } from 'knex'
import { TABLES } from '../tables'

/**
 * What a body makes of the comments on a docket: themes and what is placed under them, responses to
 * themes, which comment or theme a change of the text goes back to, and reports.
 */
export async function up(knex: Knex): Promise<void> {
  await createLedger(knex, TABLES.themes, (table) => {
    table.integer('theme').notNullable()
    table.text('title').notNullable()
  })
  await knex.schema.createTable(TABLES.placements, (table) => {
    table.increments('id')
    table.string('comment_document_id').notNullable()
    table.integer('n').notNullable()
    table.string('document_id').notNullable()
    table.integer('theme').notNullable()
    table.string('act').notNullable()
    table.text('reason').notNullable()
    table.bigInteger('at').notNullable()
    table.text('actor').notNullable()
    table.unique(['comment_document_id', 'n'])
    table.index(['document_id', 'theme'])
  })
  await createLedger(knex, TABLES.themeResponses, (table) => {
    table.integer('theme').notNullable()
    table.text('text').notNullable()
    table.string('disposition').notNullable()
  })
  await createLedger(knex, TABLES.changeGrounds, (table) => {
    table.string('clause_id').notNullable()
    table.string('comment')
    table.integer('theme')
    table.string('act').notNullable()
  })
  await createLedger(knex, TABLES.reports, (table) => {
    table.string('kind').notNullable()
    table.text('content').notNullable()
    table.string('content_hash', 64).notNullable()
  })
}

function createLedger(
  knex: Knex,
  name: string,
  columns: (table: Knex.CreateTableBuilder) => void,
): Promise<void> {
  return knex.schema.createTable(name, (table) => {
    table.increments('id')
    table.string('document_id').notNullable()
    table.integer('n').notNullable()
    columns(table)
    table.text('reason').notNullable()
    table.bigInteger('at').notNullable()
    table.text('actor').notNullable()
    table.unique(['document_id', 'n'])
  })
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
