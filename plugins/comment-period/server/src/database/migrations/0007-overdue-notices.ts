import type { Knex } from 'knex'
import { TABLES } from '../tables'

/**
 * Which unit was told that a response of its is overdue. Somebody else's unit, or another day, is
 * told anew.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable(TABLES.overdueNotices, (table) => {
    table.string('comment_document_id').notNullable()
    table.string('unit').notNullable()
    table.bigInteger('due_at').notNullable()
    table.bigInteger('claimed_at').notNullable()
    table.bigInteger('sent_at')
    table.primary(['comment_document_id', 'unit', 'due_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable(TABLES.overdueNotices)
}
