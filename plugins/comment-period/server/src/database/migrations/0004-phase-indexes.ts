import type { Knex } from 'knex'
import { TABLES } from '../tables'

/**
 * The dockets of a phase, the latest first, for lists that portals ask for all day: those that are
 * not over are few, and lie among all that ever were.
 */
const INDEXES = {
  unfinished: 'issued_at IS NULL AND withdrawn_at IS NULL',
  withdrawn: 'withdrawn_at IS NOT NULL',
}

export async function up(knex: Knex): Promise<void> {
  for (const [name, condition] of Object.entries(INDEXES)) {
    for (const [of, columns] of [
      ['site', 'first_opened_at, document_id'],
      ['body', 'body_document_id, first_opened_at, document_id'],
    ] as const) {
      await knex.raw(
        `CREATE INDEX ${TABLES.heads}_${name}_of_${of} ON ${TABLES.heads} (${columns}) WHERE ${condition}`,
      )
    }
  }
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
