import type { Guard } from './guard-parts'
import { quoted } from './dialect'

/** What a guard's error begins with; the code of the refusal follows. */
export const REFUSAL_PREFIX = 'COMMENT_PERIOD:'

/** SQLSTATE of a refusal on PostgreSQL: a class of our own, so that no other error resembles it. */
export const REFUSAL_SQLSTATE = 'CP001'

/*
 * A check refuses unless its condition is plainly false: where a NULL leaves it unknown, the row
 * is not let through.
 */

/** The trigger as SQLite keeps it in `sqlite_master`, to the letter. */
export function sqliteTrigger(guard: Guard): string {
  const statements = [
    ...guard.first,
    ...guard.checks.map(
      ({ code, when }) =>
        `SELECT RAISE(ABORT, '${REFUSAL_PREFIX}${code}') WHERE (${when}) IS NOT FALSE`,
    ),
    ...guard.last,
  ]
  return `CREATE TRIGGER ${quoted(guard.name)} ${guard.timing} ${guard.event} ON ${quoted(guard.table)} FOR EACH ROW BEGIN ${statements.join('; ')}; END`
}

/**
 * The body of the guard's function, as PostgreSQL keeps it in `pg_proc.prosrc`, to the letter.
 *
 * All checks are one expression: a statement of its own for each would start the executor a dozen
 * times for a row. It is judged in their order, by one snapshot that is taken under the lock.
 */
export function postgresFunctionBody(guard: Guard): string {
  const result = { INSERT: 'NEW', UPDATE: 'NEW', DELETE: 'OLD', TRUNCATE: 'NULL' }[guard.event]
  return [
    '',
    'DECLARE',
    '  refused pg_catalog.text;',
    'BEGIN',
    ...guard.first.map((statement) => `  ${statement};`),
    ...(guard.checks.length === 0 ? [] : postgresChecks(guard.checks)),
    ...guard.last.map((statement) => `  ${statement};`),
    `  RETURN ${result};`,
    'END',
    '',
  ].join('\n')
}

function postgresChecks(checks: Guard['checks']): readonly string[] {
  return [
    '  refused := CASE',
    ...checks.map(({ code, when }) => `    WHEN (${when}) IS NOT FALSE THEN '${code}'`),
    '  END;',
    '  IF refused IS NOT NULL THEN',
    `    RAISE EXCEPTION USING ERRCODE = '${REFUSAL_SQLSTATE}', MESSAGE = '${REFUSAL_PREFIX}' || refused;`,
    '  END IF;',
  ]
}

/**
 * The function's own search path. Every table is named with its schema; the schema itself is left
 * out, for an operator made in it (`varchar = varchar`) would be a better match than PostgreSQL's.
 */
export const POSTGRES_SEARCH_PATH = 'pg_catalog, pg_temp'

export function postgresStatements(guard: Guard, schema: string): readonly string[] {
  const name = `${quoted(schema)}.${quoted(guard.name)}`
  const table = `${quoted(schema)}.${quoted(guard.table)}`
  const level = guard.event === 'TRUNCATE' ? 'STATEMENT' : 'ROW'
  return [
    `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SET search_path = ${POSTGRES_SEARCH_PATH} AS $guard$${postgresFunctionBody(guard)}$guard$`,
    `DROP TRIGGER IF EXISTS ${quoted(guard.name)} ON ${table}`,
    `CREATE TRIGGER ${quoted(guard.name)} ${guard.timing} ${guard.event} ON ${table} FOR EACH ${level} EXECUTE FUNCTION ${name}()`,
    // ALWAYS: `session_replication_role = replica` must not switch the guard off.
    `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${quoted(guard.name)}`,
  ]
}

/** `pg_trigger.tgtype` of the guard: ROW 1, BEFORE 2, INSERT 4, DELETE 8, UPDATE 16, TRUNCATE 32. */
export function postgresTriggerType(guard: Guard): number {
  const event = { INSERT: 4, DELETE: 8, UPDATE: 16, TRUNCATE: 32 }[guard.event]
  return (guard.event === 'TRUNCATE' ? 0 : 1) + (guard.timing === 'BEFORE' ? 2 : 0) + event
}
