import { TABLES } from '../tables'

/**
 * The few places where the two databases differ inside a condition. Everything else in
 * `conditions.ts` is one text for both, so that the guards cannot drift apart.
 */
export interface GuardDialect {
  readonly name: 'sqlite' | 'postgres'
  /** The database's own clock in epoch milliseconds, read when the row is judged. */
  readonly now: string
  /** A table as a judging query must name it. */
  readonly from: (table: string) => string
  /** A table as an INSERT must name it. */
  readonly into: (table: string) => string
}

/** `unixepoch('subsec')` has milliseconds; rounding undoes what floating point took. */
const SQLITE_NOW = "CAST(round(unixepoch('subsec') * 1000) AS INTEGER)"

/** `now()` would be the start of the transaction, which a caller can hold open for days. */
const POSTGRES_NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint'

export const SQLITE: GuardDialect = {
  name: 'sqlite',
  now: SQLITE_NOW,
  from: (table) => quoted(table),
  into: (table) => quoted(table),
}

/** `ONLY` and the schema: neither a child table nor a temporary one stands in for a ledger. */
export function postgresDialect(schema: string): GuardDialect {
  return {
    name: 'postgres',
    now: POSTGRES_NOW,
    from: (table) => `ONLY ${quoted(schema)}.${quoted(table)}`,
    into: (table) => `${quoted(schema)}.${quoted(table)}`,
  }
}

/** The same reading of the clock for the services: decision and guard must not differ. */
export function nowExpression(client: 'sqlite' | 'postgres'): string {
  return client === 'sqlite' ? SQLITE_NOW : POSTGRES_NOW
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The ledgers that carry a docket's `ordinal`, with the column of their instant. */
export const DOCKET_LEDGERS = [
  { table: TABLES.exposures, at: 'opened_at' },
  { table: TABLES.events, at: 'at' },
  { table: TABLES.waivers, at: 'at' },
  { table: TABLES.issuances, at: 'at' },
] as const
