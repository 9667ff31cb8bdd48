import type { Instant } from '../../../domain/instant'
import { nowExpression } from '../database/guards/dialect'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import { toNumber, toText } from './row-values'

/** The present window of one counter, and by how much it is to be raised. */
export interface PaceEntry {
  /** At most 64 characters; says what is counted, in which window, of which network. */
  readonly key: string
  readonly windowS: number
  readonly add: number
}

/** Where a counter stands in its present window, and the database's clock at that moment. */
export interface PaceReading {
  readonly n: number
  readonly now: Instant
}

/**
 * Raises counters, each key at most once in a call, and reads where they then stand. One statement:
 * whoever raises a counter to a number is the only one to have done so, on any node. Rows are met
 * in the order of their keys, so that two nodes wait for each other and never for ever.
 *
 * Not for use inside a transaction: on PostgreSQL its commit does not wait for the disk. A counter
 * that a power cut set back by some comments is no loss; a flush for each of them would be.
 */
export async function raisePaces(
  db: Db,
  entries: readonly PaceEntry[],
): Promise<ReadonlyMap<string, PaceReading>> {
  const now = nowExpression(db.client)
  const unflushed =
    db.client === 'postgres' ? ", set_config('synchronous_commit', 'off', true) AS unflushed" : ''
  return readings(
    db,
    `${withEntries(db, entries.length, unflushed)}
     INSERT INTO ${TABLES.paces} (pace_key, window_at, n)
     SELECT e.pace_key, c.now - c.now % e.window_ms, e.n FROM entries AS e CROSS JOIN clock AS c
      WHERE 1 = 1 ORDER BY 1, 2
         ON CONFLICT (pace_key, window_at) DO UPDATE SET n = ${TABLES.paces}.n + excluded.n
     RETURNING pace_key, n, ${now} AS now`,
    entries,
  )
}

/** Reads counters as they stand. */
export async function readPaces(
  db: Db,
  entries: readonly PaceEntry[],
): Promise<ReadonlyMap<string, PaceReading>> {
  return readings(
    db,
    `${withEntries(db, entries.length)}
     SELECT e.pace_key, coalesce(p.n, 0) AS n, c.now FROM entries AS e CROSS JOIN clock AS c
       LEFT JOIN ${TABLES.paces} AS p
         ON p.pace_key = e.pace_key AND p.window_at = c.now - c.now % e.window_ms`,
    entries,
  )
}

function withEntries({ client }: Db, count: number, besideNow = ''): string {
  const values = Array.from(
    { length: count },
    () => '(CAST(? AS varchar(64)), CAST(? AS bigint), CAST(? AS integer))',
  )
  return `WITH clock AS (SELECT ${nowExpression(client)} AS now${besideNow}),
     entries (pace_key, window_ms, n) AS (VALUES ${values.join(', ')})`
}

async function readings(
  { knex, client }: Db,
  sql: string,
  entries: readonly PaceEntry[],
): Promise<ReadonlyMap<string, PaceReading>> {
  const bindings = entries.flatMap(({ key, windowS, add }) => [key, windowS * 1_000, add])
  const result: unknown = await knex.raw(sql, bindings)
  const rows = (client === 'sqlite' ? result : (result as { rows: unknown }).rows) as Row[]
  return new Map(
    rows.map((row) => [toText(row.pace_key), { n: toNumber(row.n), now: toNumber(row.now) }]),
  )
}

/** Rows of one sweep: it happens while somebody waits. */
const MOST_SWEPT = 1_000

/** Deletes counters of windows that began before an instant, not all at once. */
export async function sweepPaces({ knex }: Db, before: Instant): Promise<void> {
  await knex.raw(
    `DELETE FROM ${TABLES.paces} WHERE (pace_key, window_at) IN
       (SELECT pace_key, window_at FROM ${TABLES.paces} WHERE window_at < ? LIMIT ?)`,
    [before, MOST_SWEPT],
  )
}

/** Deletes spent challenges that expired before an instant, not all at once. */
export async function sweepSpentChallenges({ knex }: Db, before: Instant): Promise<void> {
  await knex.raw(
    `DELETE FROM ${TABLES.spentChallenges} WHERE nonce IN
       (SELECT nonce FROM ${TABLES.spentChallenges} WHERE expires_at < ? LIMIT ?)`,
    [before, MOST_SWEPT],
  )
}
