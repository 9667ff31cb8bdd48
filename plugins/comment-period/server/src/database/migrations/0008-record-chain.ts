import type { Knex } from 'knex'
import { TABLES } from '../tables'

/** One link for each row of the record, so that a change behind the guards shows. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable(TABLES.links, (table) => {
    table.increments('id')
    // The draft whose docket it is, or the name of the chain of the rules.
    table.string('document_id').notNullable()
    table.integer('position').notNullable()
    table.string('kind').notNullable()
    table.string('subject').notNullable()
    // With that of the comment, where it is one: its own is erased with its text.
    table.string('salt', 32).notNullable()
    // Commitments as JSON: those of a comment outlive what they stand for.
    table.text('closed').notNullable()
    table.string('row_hash', 64).notNullable()
    table.bigInteger('at').notNullable()
    table.string('link_hash', 64).notNullable()
    table.unique(['document_id', 'position'])
    table.unique(['document_id', 'kind', 'subject'])
  })
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
