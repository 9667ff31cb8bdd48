import type { Knex } from 'knex'
import { TABLES } from '../tables'

/**
 * Which comments of a docket have the same text, or nearly. Worked out from the comments and no part
 * of the record: all of it can be made anew. What is as telling as a text goes when that is erased.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable(TABLES.contacts, (table) => {
    // Tells one sender from another without opening a contact, and the key it was made with.
    table.string('sender_hmac', 64)
    table.string('sender_key_id')
  })

  await knex.schema.createTable(TABLES.copyDockets, (table) => {
    table.string('draft_document_id').primary()
    // All comments up to this number have been looked at.
    table.integer('placed_seq').notNullable()
    // Those up to this one are in the groups that are shown.
    table.integer('counted_seq').notNullable()
    // The grouping that is shown; 0 before there is one.
    table.integer('edition').notNullable()
    table.integer('texts').notNullable()
    // Distinct texts when they were last grouped anew, and when that was.
    table.integer('texts_grouped').notNullable()
    table.bigInteger('grouped_at')
    table.bigInteger('counted_at')
    // How often something was erased or hidden, and how often when groups were last counted.
    table.integer('changes').notNullable()
    table.integer('changes_counted').notNullable()
    // How often a common text has gone, and how often when texts were last grouped anew.
    table.integer('losses').notNullable()
    table.integer('losses_grouped').notNullable()
    table.string('holder')
    table.bigInteger('held_until')
  })

  await knex.schema.createTable(TABLES.copyTexts, (table) => {
    table.increments('id')
    table.string('draft_document_id').notNullable()
    // None of both once every comment with this text is erased.
    table.string('copy_key', 64)
    table.string('signature', 512)
    table.integer('form_length').notNullable()
    // Comments with this text that were erased: counted, and not told which.
    table.integer('erased').notNullable()
    table.unique(['draft_document_id', 'copy_key'])
    table.index(['draft_document_id', 'id'])
  })

  await knex.schema.createTable(TABLES.copyMembers, (table) => {
    table.string('comment_document_id').primary()
    table.string('draft_document_id').notNullable()
    table.integer('seq').notNullable()
    table.bigInteger('received_at').notNullable()
    // None while the text is to be looked at again.
    table.integer('text_id')
    table.unique(['draft_document_id', 'seq'])
    table.index(['text_id', 'seq'])
  })

  await knex.schema.createTable(TABLES.copyPlaces, (table) => {
    table.increments('id')
    table.string('draft_document_id').notNullable()
    table.integer('edition').notNullable()
    table.integer('text_id').notNullable()
    // The text that its group is known by; its own where it has founded it.
    table.integer('common_text_id').notNullable()
    table.double('likeness').notNullable()
    // Of a text that is of no other group, the common text that it is likest to, where it is
    // perhaps a copy of that.
    table.integer('perhaps_of')
    table.double('perhaps_likeness')
    table.unique(['draft_document_id', 'edition', 'text_id'])
    table.index(['draft_document_id', 'edition', 'perhaps_of', 'perhaps_likeness'])
    table.index(['draft_document_id', 'edition', 'common_text_id', 'text_id'])
    table.index('common_text_id')
  })

  await knex.schema.createTable(TABLES.copyGroups, (table) => {
    table.increments('id')
    table.string('draft_document_id').notNullable()
    table.integer('edition').notNullable()
    table.integer('common_text_id').notNullable()
    table.integer('comments').notNullable()
    table.integer('erased').notNullable()
    table.integer('texts').notNullable()
    table.integer('senders').notNullable()
    // None where every comment of it is erased.
    table.bigInteger('first_at')
    table.bigInteger('last_at')
    table.unique(['draft_document_id', 'edition', 'common_text_id'])
    table.index(['draft_document_id', 'edition', 'comments', 'common_text_id'])
  })
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
