import type { RefusalCode } from '../../../../domain/refusal'
import { TABLES } from '../tables'
import { DOCKET_LEDGERS, type GuardDialect } from './dialect'

/** A row is refused with `code` where `when` holds of it. Checks run in order. */
export interface Check {
  readonly code: RefusalCode
  readonly when: string
}

/** A recorded instant may lag behind the database's clock by this much, and never lead it. */
export const LEDGER_TOLERANCE_MS = 60_000

/** Resuming gives back what has passed until now; a row dated back would give back less. */
export const RESUME_TOLERANCE_MS = 5_000

/** A comment is recorded within one short transaction; longer would let someone file late. */
export const COMMENT_TOLERANCE_MS = 10_000

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000
export const LONGEST_MOVE_MS = 366 * DAY_MS
export const FOREVER = '9223372036854775807'
/** The largest whole number that JavaScript reads exactly. */
const LARGEST = '9007199254740991'

/** What is legally so about the docket of NEW, as SQL over the ledgers alone. */
export function docketFacts(dialect: GuardDialect) {
  const { from } = dialect
  const mine = 'document_id = NEW.document_id'
  const lastOf = (column: (ledger: (typeof DOCKET_LEDGERS)[number]) => string) =>
    `(SELECT coalesce(max(v), 0) FROM (${DOCKET_LEDGERS.map(
      (ledger) => `SELECT max(${column(ledger)}) AS v FROM ${from(ledger.table)} WHERE ${mine}`,
    ).join(' UNION ALL ')}) AS l)`
  /** The close in force before the entry of this ordinal; 0 before the first exposure. */
  const closeBefore = (ordinal: string) =>
    `(SELECT coalesce(max(v), 0) FROM (SELECT max(x.closes_at) AS v FROM ${from(TABLES.exposures)} AS x WHERE x.${mine} AND x.ordinal < ${ordinal} UNION ALL SELECT max(x.closes_at) FROM ${from(TABLES.events)} AS x WHERE x.${mine} AND x.ordinal < ${ordinal}) AS b)`
  return {
    lastOrdinal: lastOf(() => 'ordinal'),
    lastAt: lastOf((ledger) => ledger.at),
    /** The latest close ever in force: it never moves earlier. 0 before the first exposure. */
    effectiveClose: `(SELECT coalesce(max(v), 0) FROM (SELECT max(closes_at) AS v FROM ${from(TABLES.exposures)} WHERE ${mine} UNION ALL SELECT max(closes_at) FROM ${from(TABLES.events)} WHERE ${mine}) AS c)`,
    lastExposure: `(SELECT coalesce(max(n), 0) FROM ${from(TABLES.exposures)} WHERE ${mine})`,
    issued: `EXISTS (SELECT 1 FROM ${from(TABLES.issuances)} WHERE ${mine})`,
    withdrawn: `EXISTS (SELECT 1 FROM ${from(TABLES.events)} WHERE ${mine} AND kind = 'withdrawn')`,
    waived: `EXISTS (SELECT 1 FROM ${from(TABLES.waivers)} WHERE ${mine})`,
    suspended: `EXISTS (SELECT 1 FROM ${from(TABLES.events)} WHERE ${mine} AND kind = 'suspended' AND ordinal > (SELECT coalesce(max(ordinal), 0) FROM ${from(TABLES.events)} WHERE ${mine} AND kind = 'resumed'))`,
    suspendedAt: `(SELECT coalesce(max(at), 0) FROM ${from(TABLES.events)} WHERE ${mine} AND kind = 'suspended')`,
    /** Since when comments have been taken again: a resumption, or an extension after the close. */
    lastOpening: `(SELECT coalesce(max(v), 0) FROM (SELECT min(opened_at) AS v FROM ${from(TABLES.exposures)} WHERE ${mine} UNION ALL SELECT max(e.at) FROM ${from(TABLES.events)} AS e WHERE e.${mine} AND (e.kind = 'resumed' OR (e.kind = 'extended' AND e.at >= ${closeBefore('e.ordinal')})) UNION ALL SELECT max(e.opened_at) FROM ${from(TABLES.exposures)} AS e WHERE e.${mine} AND e.opened_at >= ${closeBefore('e.ordinal')}) AS o)`,
  }
}

/**
 * The floor a rule sets, in milliseconds: count × 24 h, less one hour for zones that shift.
 * A Solar Hijri month has 30 days at least but for one Esfand of 29 in twelve.
 * Kept equal to `minimumSpanMs` of the domain by a test.
 */
export function minimumSpan(rule: string): string {
  const count = `${rule}.period_count`
  return `(CASE ${rule}.period_unit WHEN 'minute' THEN ${count} * 60000 WHEN 'day' THEN ${count} * ${DAY_MS} - ${HOUR_MS} WHEN 'week' THEN ${count} * 7 * ${DAY_MS} - ${HOUR_MS} ELSE (CASE WHEN ${rule}.month_means = 'solar-hijri-month' THEN (30 * ${count} - (${count} + 11) / 12) ELSE 30 * ${count} END) * ${DAY_MS} - ${HOUR_MS} END)`
}

/** The mandatory rule revisions in force at `at` for the body, kind and act of NEW. */
export function mandatoryRevisions(dialect: GuardDialect, at: string): string {
  const revisions = dialect.from(TABLES.ruleRevisions)
  return `FROM ${revisions} AS r WHERE r.force = 'mandatory' AND r.ended = 0 AND (r.body_document_id IS NULL OR r.body_document_id = NEW.body_document_id) AND ((r.kinds = '' AND r.terminal_act = NEW.terminal_act) OR r.kinds LIKE '%|' || NEW.kind_document_id || '|%') AND coalesce(r.valid_from_at, 0) <= ${at} AND coalesce(r.valid_to_at, ${FOREVER}) > ${at} AND r.revision = (SELECT max(x.revision) FROM ${revisions} AS x WHERE x.rule_document_id = r.rule_document_id AND x.effective_at <= ${at})`
}

/** SQLite keeps whatever it is given; a text is greater than any number and would pass every bound. */
export function wholeNumbers(dialect: GuardDialect, columns: readonly string[]): readonly Check[] {
  const wrong = columns.map((column) => {
    const type = dialect.name === 'sqlite' ? `typeof(NEW.${column}) <> 'integer' OR ` : ''
    return `(NEW.${column} IS NOT NULL AND (${type}NEW.${column} < 0 OR NEW.${column} > ${LARGEST}))`
  })
  return [{ code: 'INPUT_INVALID', when: wrong.join(' OR ') }]
}

/** On SQLite `INSERT OR IGNORE` leaves out a row that lacks a column, and keeps what its guard did. */
export function present(columns: readonly string[]): Check {
  return {
    code: 'INPUT_INVALID',
    when: columns.map((column) => `NEW.${column} IS NULL`).join(' OR '),
  }
}

/** What is read back as JSON must be JSON, with the members that every reader goes by. */
export function jsonMembers(
  dialect: GuardDialect,
  column: string,
  members: readonly (readonly [path: string, type: 'text' | 'array'])[] = [],
  whole: 'object' | 'array' = 'object',
): Check {
  const wrong = members.map(([path, type]) =>
    dialect.name === 'sqlite'
      ? `json_type(NEW.${column}, '$.${path}') IS DISTINCT FROM '${type}'`
      : `jsonb_typeof(NEW.${column}::jsonb #> '{${path.replaceAll('.', ',')}}') IS DISTINCT FROM '${type === 'text' ? 'string' : type}'`,
  )
  const wholeIs =
    dialect.name === 'sqlite'
      ? [`NOT json_valid(NEW.${column})`, `json_type(NEW.${column}) IS DISTINCT FROM '${whole}'`]
      : [`jsonb_typeof(NEW.${column}::jsonb) IS DISTINCT FROM '${whole}'`]
  return { code: 'INPUT_INVALID', when: [...wholeIs, ...wrong].join(' OR ') }
}

export const CONTENT_MEMBERS = [
  ['title', 'text'],
  ['clauses', 'array'],
  ['attachments', 'array'],
] as const

export const SNAPSHOT_MEMBERS = [
  ['body.slug', 'text'],
  ['body.name', 'text'],
  ['kind.key', 'text'],
  ['kind.name', 'text'],
  ['zone', 'text'],
] as const

export function atNow(dialect: GuardDialect, column: string): readonly Check[] {
  return [
    { code: 'IN_FUTURE', when: `NEW.${column} > ${dialect.now}` },
    { code: 'BACKDATED', when: `NEW.${column} < ${dialect.now} - ${LEDGER_TOLERANCE_MS}` },
  ]
}
