import type { Knex } from 'knex'
import { TABLES } from '../tables'

/** Attachments of comments, and what keeps the public side open to people and shut to floods. */
export async function up(knex: Knex): Promise<void> {
  // What was filed with a comment: named by its content, kept outside the database.
  await knex.schema.createTable(TABLES.commentAttachments, (table) => {
    table.increments('id')
    table.string('comment_document_id').notNullable()
    table.integer('n').notNullable()
    table.text('name').notNullable()
    table.string('mime').notNullable()
    table.bigInteger('size').notNullable()
    table.string('sha256', 64).notNullable()
    // What the scanner said when it came: `clean`, `infected`, or `unscanned`.
    table.string('scan').notNullable()
    // A JSON list of what staff should look at before a release, such as `location`.
    table.text('warnings').notNullable()
    table.bigInteger('at').notNullable()
    table.unique(['comment_document_id', 'n'])
  })

  // Until there is one, an attachment is in quarantine; the last one counts.
  await knex.schema.createTable(TABLES.attachmentVerdicts, (table) => {
    table.increments('id')
    table.string('comment_document_id').notNullable()
    table.integer('n').notNullable()
    table.integer('attachment_n').notNullable()
    table.string('verdict').notNullable()
    table.text('reason').notNullable()
    table.bigInteger('at').notNullable()
    table.text('actor').notNullable()
    table.unique(['comment_document_id', 'n'])
  })

  // Kept until the challenge would have expired anyway.
  await knex.schema.createTable(TABLES.spentChallenges, (table) => {
    table.string('nonce', 64).primary()
    table.bigInteger('expires_at').notNullable().index()
  })

  // How often a network prefix did something within a window; the key says nothing about the
  // prefix once its day is over.
  await knex.schema.createTable(TABLES.paces, (table) => {
    table.string('pace_key', 64).notNullable()
    table.bigInteger('window_at').notNullable().index()
    table.integer('n').notNullable()
    table.primary(['pace_key', 'window_at'])
  })

  // Every build of the widget that was ever served: portals pin one by its hash.
  await knex.schema.createTable(TABLES.widgetFiles, (table) => {
    table.string('name').primary()
    table.string('mime').notNullable()
    table.text('content').notNullable()
    table.string('sha256', 64).notNullable()
    table.bigInteger('recorded_at').notNullable()
  })
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
