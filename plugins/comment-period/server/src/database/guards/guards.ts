import { LEDGERS, TABLES, type LedgerTable } from '../tables'
import {
  CHANGEABLE_COMMENT_COLUMNS,
  COMMENT_UPDATE_CHECKS,
  commentInsertChecks,
  commentLedgerChecks,
  eventChecks,
  exposureChecks,
  headChecks,
  issuanceChecks,
  ruleRevisionChecks,
  translationChecks,
  waiverChecks,
  type Check,
} from './conditions'
import { quoted, type GuardDialect } from './dialect'
import type { GuardedTables } from './guarded-tables'

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

/** What makes a ledger row unique; on SQLite a REPLACE displaces such a row without a DELETE. */
const UNIQUE_KEYS: Readonly<Record<LedgerTable, readonly (readonly string[])[]>> = {
  [TABLES.ruleRevisions]: [['rule_document_id', 'revision']],
  [TABLES.exposures]: [
    ['document_id', 'n'],
    ['document_id', 'ordinal'],
  ],
  [TABLES.translations]: [['document_id', 'exposure_n', 'locale', 'version']],
  [TABLES.events]: [['document_id', 'ordinal']],
  [TABLES.waivers]: [['document_id']],
  [TABLES.issuances]: [['document_id']],
  [TABLES.screenings]: [['comment_document_id', 'n']],
  [TABLES.responses]: [['comment_document_id', 'n']],
}

/** Unique indexes of the comment table: Strapi's own `unique` is only a SELECT. */
export const COMMENT_UNIQUE_KEYS: readonly (readonly string[])[] = [
  ['document_id'],
  ['public_id'],
  ['code_hmac'],
  ['draft_document_id', 'seq'],
  ['draft_document_id', 'key_hmac'],
]

const REFUSE_ALWAYS: readonly Check[] = [{ code: 'RECORD_KEPT', when: 'TRUE' }]

/** Every guard of the record, in a stable order. The list is the same for both databases. */
export function guards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const all = [
    ...LEDGERS.flatMap((table) => ledgerGuards(dialect, table, tables)),
    ...headGuards(dialect, tables),
    ...commentGuards(dialect, tables),
    ...draftGuards(dialect, tables),
    ...subjectGuards(dialect, tables),
  ]
  return dialect.name === 'sqlite' ? all.filter((guard) => guard.event !== 'TRUNCATE') : all
}

function ledgerGuards(
  dialect: GuardDialect,
  table: LedgerTable,
  tables: GuardedTables,
): readonly Guard[] {
  const insert = ledgerInsert(dialect, table, tables)
  return [
    guard(table, 'INSERT', {
      first: insert.first,
      checks: [...displacements(dialect, table, UNIQUE_KEYS[table]), ...insert.checks],
    }),
    ...keptGuards(table),
    // Before an INSERT SQLite shows -1 for an id yet to be given; a row of that id would block all.
    ...(dialect.name === 'sqlite'
      ? [
          guard(table, 'INSERT', {
            timing: 'AFTER',
            checks: [{ code: 'OUT_OF_ORDER', when: 'NEW.id < 1' }],
          }),
        ]
      : []),
  ]
}

function ledgerInsert(
  dialect: GuardDialect,
  table: LedgerTable,
  tables: GuardedTables,
): Pick<Guard, 'first' | 'checks'> {
  switch (table) {
    case TABLES.exposures:
      return {
        first: [
          touchHead(
            dialect,
            'NEW.document_id',
            `exposure_n = NEW.n, first_opened_at = coalesce(first_opened_at, NEW.opened_at), ${laterClose}`,
          ),
        ],
        checks: exposureChecks(dialect, tables),
      }
    case TABLES.events:
      return {
        first: [
          touchHead(
            dialect,
            'NEW.document_id',
            `suspended = CASE NEW.kind WHEN 'suspended' THEN 1 WHEN 'resumed' THEN 0 WHEN 'withdrawn' THEN 0 ELSE suspended END, withdrawn_at = CASE NEW.kind WHEN 'withdrawn' THEN NEW.at ELSE withdrawn_at END, ${laterClose}`,
          ),
        ],
        checks: eventChecks(dialect),
      }
    case TABLES.waivers:
      return {
        first: [touchHead(dialect, 'NEW.document_id')],
        checks: waiverChecks(dialect, tables),
      }
    case TABLES.issuances:
      return {
        first: [touchHead(dialect, 'NEW.document_id', 'issued_at = NEW.at')],
        checks: issuanceChecks(dialect),
      }
    case TABLES.translations:
      return { first: [touchHead(dialect, 'NEW.document_id')], checks: translationChecks(dialect) }
    case TABLES.ruleRevisions:
      return { first: [], checks: ruleRevisionChecks(dialect) }
    case TABLES.screenings:
    case TABLES.responses:
      return {
        first: [
          touchHead(
            dialect,
            `(SELECT c.draft_document_id FROM ${dialect.from(tables.comments)} AS c WHERE c.document_id = NEW.comment_document_id)`,
          ),
        ],
        checks: commentLedgerChecks(dialect, table, tables.comments),
      }
  }
}

const laterClose =
  'effective_close_at = CASE WHEN NEW.closes_at IS NULL OR effective_close_at >= NEW.closes_at THEN effective_close_at ELSE NEW.closes_at END'

/**
 * Raising the revision is the lock: it makes writers to one docket wait for each other under any
 * isolation level. Under REPEATABLE READ a stale reader fails here instead of judging old rows.
 */
function touchHead(dialect: GuardDialect, documentId: string, also?: string): string {
  const caches = also === undefined ? '' : `, ${also}`
  return `UPDATE ${dialect.from(TABLES.heads)} SET revision = revision + 1${caches} WHERE document_id = ${documentId}`
}

function headGuards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const identity = [
    'document_id',
    'docket',
    'body_document_id',
    'kind_document_id',
    'solar_year',
    'number',
  ]
  return [
    guard(TABLES.heads, 'INSERT', {
      checks: [
        ...displacements(
          dialect,
          TABLES.heads,
          [['document_id'], ['docket'], ['body_document_id', 'solar_year', 'number']],
          false,
        ),
        ...headChecks(dialect, tables),
      ],
    }),
    guard(TABLES.heads, 'UPDATE', { checks: [{ code: 'RECORD_KEPT', when: differs(identity) }] }),
    guard(TABLES.heads, 'DELETE', { checks: REFUSE_ALWAYS }),
    guard(TABLES.heads, 'TRUNCATE', { checks: REFUSE_ALWAYS }),
  ]
}

function commentGuards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const { comments } = tables
  return [
    guard(comments, 'INSERT', {
      first: [touchHead(dialect, 'NEW.draft_document_id', 'last_seq = NEW.seq')],
      last: countOne(dialect, 'NEW', '+ 1'),
      checks: [
        ...displacements(dialect, comments, COMMENT_UNIQUE_KEYS),
        ...commentInsertChecks(dialect, comments),
      ],
    }),
    guard(comments, 'UPDATE', {
      first: [
        `${touchHead(dialect, 'NEW.draft_document_id')} AND (${differs(['state', 'withhold_reason', 'text'])})`,
      ],
      last: [...countOne(dialect, 'OLD', '- 1'), ...countOne(dialect, 'NEW', '+ 1')],
      checks: [
        { code: 'RECORD_KEPT', when: otherColumnsDiffer(dialect, tables.commentColumns) },
        ...COMMENT_UPDATE_CHECKS,
      ],
    }),
    guard(comments, 'DELETE', { checks: REFUSE_ALWAYS }),
    guard(comments, 'TRUNCATE', { checks: REFUSE_ALWAYS }),
  ]
}

/** Counts by state and reason (R39–R41), so that no page ever counts rows. */
function countOne(dialect: GuardDialect, row: 'NEW' | 'OLD', change: '+ 1' | '- 1') {
  const reason = `coalesce(${row}.withhold_reason, '')`
  const key = `document_id = ${row}.draft_document_id AND state = ${row}.state AND reason = ${reason}`
  const counts = TABLES.commentCounts
  return [
    `INSERT INTO ${dialect.into(counts)} (document_id, state, reason, n) SELECT ${row}.draft_document_id, ${row}.state, ${reason}, 0 WHERE NOT EXISTS (SELECT 1 FROM ${dialect.from(counts)} WHERE ${key})`,
    `UPDATE ${dialect.from(counts)} SET n = n ${change} WHERE ${key}`,
  ]
}

function otherColumnsDiffer(dialect: GuardDialect, columns: readonly string[]): string {
  if (dialect.name === 'postgres') {
    const changeable = `ARRAY[${CHANGEABLE_COMMENT_COLUMNS.map((name) => `'${name}'`).join(', ')}]`
    return `(to_jsonb(NEW) - ${changeable}) IS DISTINCT FROM (to_jsonb(OLD) - ${changeable})`
  }
  const changeable: readonly string[] = CHANGEABLE_COMMENT_COLUMNS
  return differs(columns.filter((column) => !changeable.includes(column)))
}

/**
 * The draft row is what staff revise until the terminal act. Publishing replaces the published
 * row only, so that one may go; what the public reads stands in the ledger either way.
 */
function draftGuards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const cited = citedBy(dialect, 'document_id', 'OLD.document_id', [
    TABLES.exposures,
    TABLES.waivers,
  ])
  const authoritative = `OLD.locale = '${tables.authoritativeLocale.replaceAll("'", "''")}' AND OLD.published_at IS NULL`
  return [
    guard(tables.drafts, 'DELETE', {
      checks: [{ code: 'RECORD_KEPT', when: `${authoritative} AND ${cited}` }],
    }),
    ...replacementGuards(dialect, tables.drafts),
    guard(tables.drafts, 'UPDATE', {
      checks: [
        ...idKept(dialect),
        {
          code: 'RECORD_KEPT',
          when: `(${differs(['document_id'])} OR (${authoritative} AND (${differs(['locale'])} OR NEW.published_at IS NOT NULL))) AND ${cited}`,
        },
      ],
    }),
    guard(tables.drafts, 'TRUNCATE', {
      checks: [
        { code: 'RECORD_KEPT', when: `EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)})` },
      ],
    }),
  ]
}

/** A body or a kind that the record cites stays what it was when it was cited. */
function subjectGuards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const subjects = [
    { table: tables.bodies, column: 'body_document_id', frozen: ['document_id', 'slug'] },
    {
      table: tables.kinds,
      column: 'kind_document_id',
      frozen: ['document_id', 'key', 'terminal_act'],
    },
  ] as const
  return subjects.flatMap(({ table, column, frozen }) => {
    const cited = citedBy(dialect, column, 'OLD.document_id', [TABLES.exposures, TABLES.waivers])
    return [
      guard(table, 'DELETE', { checks: [{ code: 'RECORD_KEPT', when: cited }] }),
      ...replacementGuards(dialect, table),
      guard(table, 'UPDATE', {
        checks: [
          ...idKept(dialect),
          { code: 'RECORD_KEPT', when: `(${differs(frozen)}) AND ${cited}` },
        ],
      }),
      guard(table, 'TRUNCATE', {
        checks: [
          { code: 'RECORD_KEPT', when: `EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)})` },
        ],
      }),
    ]
  })
}

function keptGuards(table: string): readonly Guard[] {
  return (['UPDATE', 'DELETE', 'TRUNCATE'] as const).map((event) =>
    guard(table, event, { checks: REFUSE_ALWAYS }),
  )
}

function guard(
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
function displacements(
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

/** On SQLite an INSERT or an UPDATE that takes a row's id displaces that row without a DELETE. */
function replacementGuards(dialect: GuardDialect, table: string): readonly Guard[] {
  const checks = displacements(dialect, table, [])
  return checks.length === 0 ? [] : [guard(table, 'INSERT', { checks })]
}

function idKept(dialect: GuardDialect): readonly Check[] {
  return dialect.name === 'sqlite' ? [{ code: 'RECORD_KEPT', when: differs(['id']) }] : []
}

function citedBy(
  dialect: GuardDialect,
  column: string,
  value: string,
  ledgers: readonly string[],
): string {
  return `(${ledgers
    .map((ledger) => `EXISTS (SELECT 1 FROM ${dialect.from(ledger)} WHERE ${column} = ${value})`)
    .join(' OR ')})`
}

function differs(columns: readonly string[]): string {
  return columns
    .map((column) => `NEW.${quoted(column)} IS DISTINCT FROM OLD.${quoted(column)}`)
    .join(' OR ')
}
