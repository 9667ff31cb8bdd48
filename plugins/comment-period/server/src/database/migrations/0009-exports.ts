import type { Knex } from 'knex'
import { TABLES } from '../tables'

/** Exports that were asked for, by whom and why, and how far each has come. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable(TABLES.exports, (table) => {
    table.increments('id')
    table.string('public_id').notNullable().unique()
    table.string('body_document_id').notNullable().index()
    table.string('draft_document_id')
    table.string('format').notNullable()
    table.string('profile').notNullable()
    table.string('language').notNullable()
    table.text('filter').notNullable()
    table.text('covers').notNullable()
    // Pseudonyms are made with it; it goes when the export is done.
    table.string('seed', 32)
    table.text('reason').notNullable()
    table.text('actor').notNullable()
    table.bigInteger('asked_at').notNullable()
    table.string('state').notNullable().index()
    table.string('failure')
    table.bigInteger('done').notNullable()
    table.bigInteger('total').notNullable()
    // The process that works on it, and until when nobody else may.
    table.string('holder')
    table.bigInteger('held_until')
    table.integer('attempts').notNullable()
    table.bigInteger('ended_at')
    table.bigInteger('kept_until')
    table.bigInteger('bytes')
    table.string('sha256', 64)
  })
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
