import { TABLES } from '../tables'
import type { Check } from './conditions'
import { quoted, type GuardDialect } from './dialect'

/** One trigger: what it does first (the lock), what it refuses, what it does last. */
export interface Guard {
  readonly name: string
  readonly table: string
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE'
  readonly timing: 'BEFORE' | 'AFTER'
  readonly first: readonly string[]
  readonly checks: readonly Check[]
  /** What follows from a row that was let through: counters. */
  readonly last: readonly string[]
}

export const REFUSE_ALWAYS: readonly Check[] = [{ code: 'RECORD_KEPT', when: 'TRUE' }]

/**
 * Rules, what they bind and what that cites are written one after the other: see the migration.
 * Another session's row that is not committed yet cannot be seen, only waited for.
 */
export function touchRules(dialect: GuardDialect, when = ''): string {
  const where = when === '' ? '' : ` WHERE ${when}`
  return `UPDATE ${dialect.from(TABLES.ruleLock)} SET revision = revision + 1${where}`
}

export function keptGuards(table: string): readonly Guard[] {
  return (['UPDATE', 'DELETE', 'TRUNCATE'] as const).map((event) =>
    guard(table, event, { checks: REFUSE_ALWAYS }),
  )
}

export function guard(
  table: string,
  event: Guard['event'],
  parts: Partial<Pick<Guard, 'first' | 'checks' | 'last' | 'timing'>>,
): Guard {
  const timing = parts.timing ?? 'BEFORE'
  const suffix = `${timing === 'AFTER' ? 'after_' : ''}${event.toLowerCase()}`
  return {
    name: `${table}_guard_${suffix}`,
    table,
    event,
    timing,
    first: parts.first ?? [],
    checks: parts.checks ?? [],
    last: parts.last ?? [],
  }
}

/** On SQLite only: PostgreSQL's unique indexes and UPDATE guards see every replacement. */
export function displacements(
  dialect: GuardDialect,
  table: string,
  keys: readonly (readonly string[])[],
  hasId = true,
): readonly Check[] {
  if (dialect.name === 'postgres') return []
  return [...(hasId ? [['id']] : []), ...keys].map((key) => ({
    code: 'RECORD_KEPT' as const,
    when: `EXISTS (SELECT 1 FROM ${dialect.from(table)} WHERE ${key.map((column) => `${quoted(column)} = NEW.${quoted(column)}`).join(' AND ')})`,
  }))
}

/**
 * Before an INSERT SQLite shows -1 for an id yet to be given, so a row of that id would block all
 * others; and one far above the rest would use the ids up. Where rows are never deleted, the next
 * id is one more than the greatest.
 */
export function idGuards(
  dialect: GuardDialect,
  table: string,
  kind: 'ledger' | 'content',
  last: readonly string[] = [],
): readonly Guard[] {
  if (dialect.name !== 'sqlite') {
    return last.length === 0 ? [] : [guard(table, 'INSERT', { timing: 'AFTER', last })]
  }
  const beyond = ` OR NEW.id > 1 + (SELECT coalesce(max(id), 0) FROM ${dialect.from(table)} WHERE id <> NEW.id)`
  const when = `NEW.id < 1${kind === 'ledger' ? beyond : ''}`
  return [
    guard(table, 'INSERT', { timing: 'AFTER', checks: [{ code: 'OUT_OF_ORDER', when }], last }),
  ]
}

/** On SQLite an INSERT or an UPDATE that takes a row's id displaces that row without a DELETE. */
export function replacementGuards(
  dialect: GuardDialect,
  table: string,
  more: readonly Check[],
  first: readonly string[] = [],
): readonly Guard[] {
  const checks = [...displacements(dialect, table, []), ...more]
  return checks.length === 0
    ? []
    : [guard(table, 'INSERT', { first, checks }), ...idGuards(dialect, table, 'content')]
}

export function idKept(dialect: GuardDialect): readonly Check[] {
  return dialect.name === 'sqlite' ? [{ code: 'RECORD_KEPT', when: differs(['id']) }] : []
}

/** A table whose key is text has a row id besides on SQLite, and REPLACE goes by that too. */
export function hiddenRowId(dialect: GuardDialect, when: string): readonly Check[] {
  return dialect.name === 'sqlite' ? [{ code: 'RECORD_KEPT', when }] : []
}

export function citedBy(
  dialect: GuardDialect,
  column: string,
  value: string,
  ledgers: readonly string[],
): string {
  return `(${ledgers
    .map((ledger) => `EXISTS (SELECT 1 FROM ${dialect.from(ledger)} WHERE ${column} = ${value})`)
    .join(' OR ')})`
}

export function differs(columns: readonly string[]): string {
  return columns
    .map((column) => `NEW.${quoted(column)} IS DISTINCT FROM OLD.${quoted(column)}`)
    .join(' OR ')
}
