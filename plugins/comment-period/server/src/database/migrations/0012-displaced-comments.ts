import type { Knex } from 'knex'
import { TABLES } from '../tables'

/**
 * Comments whose text is to be looked at again: mostly there is none, which is asked before every
 * grouping, and would be found by reading all that a docket has.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `CREATE INDEX ${TABLES.copyMembers}_displaced ON ${TABLES.copyMembers} (draft_document_id, seq) WHERE text_id IS NULL`,
  )
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
