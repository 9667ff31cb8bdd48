import type { Knex } from 'knex'
import { TABLES } from '../tables'

/** Who gave a comment to another unit, or its response another day, and why. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable(TABLES.assignments, (table) => {
    table.increments('id')
    table.string('comment_document_id').notNullable()
    table.integer('n').notNullable()
    table.string('from_unit')
    table.string('to_unit')
    table.bigInteger('from_due_at')
    table.bigInteger('to_due_at')
    table.text('reason').notNullable()
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
