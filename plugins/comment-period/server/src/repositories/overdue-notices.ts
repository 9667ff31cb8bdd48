import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { waiting } from './responses'
import { toNumber } from './row-values'

/** A response that is overdue, and of which its unit was not told. */
export interface Untold {
  readonly commentDocumentId: string
  readonly docket: string
  readonly unit: string
  readonly dueAt: Instant
}

/** Longer than a mail takes: whoever claimed a notice and sent none by then is taken for dead. */
const CLAIM_MS = 600_000
/** What has been due for longer was told in its time, or the body has no mail. */
const OLDEST_MS = 30 * 86_400_000

const unclaimed = (now: Instant) => now - CLAIM_MS

/** Of one unit, by the index on the day a response is due, the oldest first. */
export async function findUntold(
  strapi: Strapi,
  { knex }: Db,
  bodyId: string,
  unit: string,
  now: Instant,
  limit: number,
): Promise<Untold[]> {
  const query = knex({ c: tableOf(strapi, UID.comment).tableName })
    .join({ h: TABLES.heads }, 'h.document_id', 'c.draft_document_id')
    .where('c.due_at', '<', now)
    .where('c.due_at', '>', now - OLDEST_MS)
    .where('h.body_document_id', bodyId)
    .where('c.unit', unit)
    .whereNotExists(
      knex({ o: TABLES.overdueNotices })
        .where('o.comment_document_id', knex.ref('c.document_id'))
        .where('o.unit', knex.ref('c.unit'))
        .where('o.due_at', knex.ref('c.due_at'))
        .where(
          (told) =>
            void told.whereNotNull('o.sent_at').orWhere('o.claimed_at', '>', unclaimed(now)),
        )
        .select(knex.raw('1')),
    )
    .orderBy('c.due_at')
    .limit(limit)
    .select('c.document_id', 'c.docket', 'c.due_at')
  const rows: Row[] = await waiting(knex, query)
  return rows.map((row) => ({
    commentDocumentId: String(row.document_id),
    docket: String(row.docket),
    unit,
    dueAt: toNumber(row.due_at),
  }))
}

/** Of several nodes one tells of each. @returns those that are ours to tell of */
export async function claimNotices(
  { knex }: Db,
  untold: readonly Untold[],
  now: Instant,
): Promise<Untold[]> {
  const claimed: Untold[] = []
  for (const each of untold) {
    const rows: unknown[] = await knex(TABLES.overdueNotices)
      .insert({ ...keyOf(each), claimed_at: now })
      .onConflict(['comment_document_id', 'unit', 'due_at'])
      .merge({ claimed_at: now })
      .where(`${TABLES.overdueNotices}.claimed_at`, '<=', unclaimed(now))
      .whereNull(`${TABLES.overdueNotices}.sent_at`)
      .returning('unit')
    if (rows.length > 0) claimed.push(each)
  }
  return claimed
}

export async function markSent({ knex }: Db, told: readonly Untold[], now: Instant): Promise<void> {
  for (const each of told) {
    await knex(TABLES.overdueNotices).where(keyOf(each)).update({ sent_at: now })
  }
}

/** What was not sent is tried again the next time. */
export async function releaseClaims({ knex }: Db, untold: readonly Untold[]): Promise<void> {
  for (const each of untold) {
    await knex(TABLES.overdueNotices).where(keyOf(each)).whereNull('sent_at').delete()
  }
}

/** What is too old to be told of needs no row that says it was. */
export async function sweepNotices({ knex }: Db, now: Instant): Promise<void> {
  await knex(TABLES.overdueNotices)
    .where('due_at', '<=', now - OLDEST_MS)
    .delete()
}

function keyOf({ commentDocumentId, unit, dueAt }: Untold) {
  return { comment_document_id: commentDocumentId, unit, due_at: dueAt }
}
