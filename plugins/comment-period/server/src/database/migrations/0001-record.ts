import type { Knex } from 'knex'
import { TABLES } from '../tables'

/**
 * The ledgers, the docket heads and the tables around them.
 *
 * Instants are `bigint` epoch milliseconds: Strapi's `datetime` has no zone on PostgreSQL
 * (strapi/strapi#16257). Flags are 0 or 1, so that one trigger condition serves both databases.
 * Ledgers have no relations: Strapi's relation handling deletes and re-inserts rows.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable(TABLES.ruleRevisions, (table) => {
    table.increments('id')
    table.string('rule_document_id').notNullable()
    table.integer('revision').notNullable()
    table.string('body_document_id')
    table.string('terminal_act')
    // '|id|id|' in the order of ids, '' for every kind of the terminal act: LIKE finds one.
    table.text('kinds').notNullable()
    table.bigInteger('period_count').notNullable()
    table.string('period_unit').notNullable()
    table.string('month_means').notNullable()
    table.smallint('exclude_action_day').notNullable()
    table.string('force').notNullable()
    table.text('title').notNullable()
    table.text('legal_basis').notNullable()
    table.text('note').notNullable()
    table.bigInteger('valid_from_at')
    table.bigInteger('valid_to_at')
    table.smallint('ended').notNullable()
    table.bigInteger('effective_at').notNullable()
    table.bigInteger('recorded_at').notNullable()
    table.text('actor').notNullable()
    table.unique(['rule_document_id', 'revision'])
  })

  // One row. Whoever adds a rule revision and whoever is bound by the rules writes to it, so that
  // neither can pass the other by, and a stale snapshot fails instead of judging by old rules.
  await knex.schema.createTable(TABLES.ruleLock, (table) => {
    table.integer('id').primary()
    table.bigInteger('revision').notNullable()
  })
  await knex(TABLES.ruleLock).insert({ id: 1, revision: 0 })

  await knex.schema.createTable(TABLES.heads, (table) => {
    table.string('document_id').primary()
    table.string('docket').notNullable().unique()
    table.string('body_document_id').notNullable()
    table.string('kind_document_id').notNullable()
    table.integer('solar_year').notNullable()
    table.integer('number').notNullable()
    table.bigInteger('revision').notNullable().defaultTo(0)
    table.integer('last_seq').notNullable().defaultTo(0)
    table.integer('exposure_n').notNullable().defaultTo(0)
    table.bigInteger('first_opened_at')
    table.bigInteger('effective_close_at')
    table.smallint('suspended').notNullable().defaultTo(0)
    table.bigInteger('withdrawn_at')
    table.bigInteger('issued_at')
    table.unique(['body_document_id', 'solar_year', 'number'])
    table.index(['first_opened_at', 'document_id'])
    table.index(['body_document_id', 'first_opened_at'])
  })

  await knex.schema.createTable(TABLES.docketNumbers, (table) => {
    table.string('body_document_id').notNullable()
    table.integer('solar_year').notNullable()
    table.integer('last_number').notNullable()
    table.primary(['body_document_id', 'solar_year'])
  })

  await knex.schema.createTable(TABLES.exposures, (table) => {
    table.increments('id')
    docketColumns(table)
    table.integer('n').notNullable()
    table.bigInteger('opened_at').notNullable().index()
    table.bigInteger('closes_at').notNullable()
    table.bigInteger('minimum_closes_at').notNullable()
    table.string('body_document_id').notNullable().index()
    table.string('kind_document_id').notNullable().index()
    table.string('terminal_act').notNullable()
    table.string('locale').notNullable()
    table.text('content').notNullable()
    table.text('summary').notNullable()
    table.string('text_hash', 64).notNullable()
    table.text('snapshot').notNullable()
    table.text('reason')
    table.text('actor').notNullable()
    table.unique(['document_id', 'n'])
    table.unique(['document_id', 'ordinal'])
  })

  await knex.schema.createTable(TABLES.translations, (table) => {
    table.increments('id')
    table.string('document_id').notNullable()
    table.integer('exposure_n').notNullable()
    table.string('locale').notNullable()
    table.integer('version').notNullable()
    table.text('content').notNullable()
    table.text('summary').notNullable()
    table.string('text_hash', 64).notNullable()
    table.bigInteger('recorded_at').notNullable()
    table.text('actor').notNullable()
    table.unique(['document_id', 'exposure_n', 'locale', 'version'])
  })

  await knex.schema.createTable(TABLES.events, (table) => {
    table.increments('id')
    docketColumns(table)
    table.string('kind').notNullable()
    table.bigInteger('at').notNullable().index()
    table.bigInteger('closes_at')
    table.string('ground')
    table.text('reason').notNullable()
    table.text('snapshot').notNullable()
    table.text('actor').notNullable()
    table.unique(['document_id', 'ordinal'])
  })

  await knex.schema.createTable(TABLES.waivers, (table) => {
    table.increments('id')
    docketColumns(table)
    table.bigInteger('at').notNullable().index()
    table.string('body_document_id').notNullable().index()
    table.string('kind_document_id').notNullable().index()
    table.string('terminal_act').notNullable()
    table.string('force').notNullable()
    table.text('title').notNullable()
    table.text('decided_by').notNullable()
    table.text('reason').notNullable()
    table.text('snapshot').notNullable()
    table.text('actor').notNullable()
    table.unique(['document_id'])
  })

  await knex.schema.createTable(TABLES.issuances, (table) => {
    table.increments('id')
    docketColumns(table)
    table.bigInteger('at').notNullable().index()
    table.integer('basis_exposure_n')
    table.integer('basis_waiver_ordinal')
    table.string('terminal_act').notNullable()
    table.string('locale').notNullable()
    table.text('content').notNullable()
    table.text('summary').notNullable()
    table.string('text_hash', 64).notNullable()
    table.text('destination_authority')
    table.text('letter_number')
    table.string('letter_on')
    table.text('reason').notNullable()
    table.text('snapshot').notNullable()
    table.text('actor').notNullable()
    table.unique(['document_id'])
  })

  await knex.schema.createTable(TABLES.screenings, (table) => {
    table.increments('id')
    table.string('comment_document_id').notNullable()
    table.integer('n').notNullable()
    table.string('from_state').notNullable()
    table.string('to_state').notNullable()
    table.string('withhold_reason')
    table.text('reason').notNullable()
    table.bigInteger('at').notNullable()
    table.text('actor').notNullable()
    table.unique(['comment_document_id', 'n'])
  })

  await knex.schema.createTable(TABLES.responses, (table) => {
    table.increments('id')
    table.string('comment_document_id').notNullable()
    table.integer('n').notNullable()
    table.text('text').notNullable()
    table.string('disposition').notNullable()
    table.text('reason').notNullable()
    table.string('unit')
    table.bigInteger('at').notNullable()
    table.text('actor').notNullable()
    table.unique(['comment_document_id', 'n'])
  })

  await knex.schema.createTable(TABLES.commentCounts, (table) => {
    table.string('document_id').notNullable()
    table.string('state').notNullable()
    table.string('reason').notNullable()
    table.integer('n').notNullable()
    table.primary(['document_id', 'state', 'reason'])
  })

  await knex.schema.createTable(TABLES.contacts, (table) => {
    table.string('comment_document_id').primary()
    table.text('sealed').notNullable()
    table.string('key_id').notNullable().index()
    table.bigInteger('recorded_at').notNullable()
  })

  await knex.schema.createTable(TABLES.memberships, (table) => {
    table.increments('id')
    table.integer('admin_user_id').notNullable()
    table.string('body_document_id').notNullable()
    // '' is the whole body: NULLs would not be equal in a unique index.
    table.string('unit_document_id').notNullable().defaultTo('')
    table.string('role').notNullable()
    table.bigInteger('recorded_at').notNullable()
    table.text('actor').notNullable()
    table.unique(['admin_user_id', 'body_document_id', 'unit_document_id', 'role'])
  })

  await knex.schema.createTable(TABLES.clauseIds, (table) => {
    table.string('clause_id').primary()
    table.string('document_id').notNullable().index()
  })

  await knex.schema.createTable(TABLES.searchTexts, (table) => {
    table.string('document_id').notNullable()
    table.string('locale').notNullable()
    table.text('search_text').notNullable()
    table.primary(['document_id', 'locale'])
  })

  await knex.schema.createTable(TABLES.keys, (table) => {
    table.string('purpose').notNullable()
    table.string('key_id').notNullable()
    table.string('fingerprint', 64).notNullable()
    table.bigInteger('recorded_at').notNullable()
    table.primary(['purpose', 'key_id'])
  })
}

function docketColumns(table: Knex.CreateTableBuilder): void {
  table.string('document_id').notNullable().index()
  table.string('docket').notNullable()
  table.integer('ordinal').notNullable()
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
