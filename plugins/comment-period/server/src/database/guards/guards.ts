import { LEDGERS, TABLES, type CommentLedger, type LedgerTable } from '../tables'
import {
  assignmentChecks,
  attachmentChecks,
  CHANGEABLE_COMMENT_COLUMNS,
  commentInsertChecks,
  commentLedgerChecks,
  commentUpdateChecks,
  DISCLOSURE_CHECKS,
  erasureRequestChecks,
  nextSeq,
  NOTE_CHECKS,
  redactionChecks,
  RESPONSE_CHECKS,
  screeningChecks,
  verdictChecks,
} from './comment-checks'
import type { Check } from './conditions'
import type { GuardDialect } from './dialect'
import {
  eventChecks,
  exposureChecks,
  headChecks,
  headNumbers,
  issuanceChecks,
  translationChecks,
  waiverChecks,
} from './docket-checks'
import {
  differs,
  displacements,
  guard,
  hiddenRowId,
  idGuards,
  keptGuards,
  REFUSE_ALWAYS,
  touchRules,
  type Guard,
} from './guard-parts'
import { draftGuards, subjectGuards } from './content-guards'
import { exportGuards } from './export-guards'
import { linkChecks } from './link-checks'
import { outcomeChecks, placementChecks } from './outcome-checks'
import type { GuardedTables } from './guarded-tables'
import { ruleRevisionChecks } from './rule-checks'

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
  [TABLES.assignments]: [['comment_document_id', 'n']],
  [TABLES.notes]: [['comment_document_id', 'n']],
  [TABLES.disclosures]: [['comment_document_id', 'n']],
  [TABLES.redactions]: [['comment_document_id', 'n']],
  [TABLES.erasureRequests]: [['comment_document_id', 'n']],
  [TABLES.placements]: [['comment_document_id', 'n']],
  [TABLES.commentAttachments]: [['comment_document_id', 'n']],
  [TABLES.attachmentVerdicts]: [['comment_document_id', 'n']],
  [TABLES.themes]: [['document_id', 'n']],
  [TABLES.themeResponses]: [['document_id', 'n']],
  [TABLES.changeGrounds]: [['document_id', 'n']],
  [TABLES.reports]: [['document_id', 'n']],
  [TABLES.links]: [
    ['document_id', 'position'],
    ['document_id', 'kind', 'subject'],
  ],
}

/** Unique indexes of the comment table: Strapi's own `unique` is only a SELECT. */
export const COMMENT_UNIQUE_KEYS: readonly (readonly string[])[] = [
  ['document_id'],
  ['public_id'],
  ['code_hmac'],
  ['draft_document_id', 'seq'],
  ['draft_document_id', 'key_hmac'],
]

/** Every guard of the record, in a stable order. The list is the same for both databases. */
export function guards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const all = [
    ...LEDGERS.flatMap((table) => ledgerGuards(dialect, table, tables)),
    guard(TABLES.ruleLock, 'DELETE', { checks: REFUSE_ALWAYS }),
    guard(TABLES.ruleLock, 'TRUNCATE', { checks: REFUSE_ALWAYS }),
    ...headGuards(dialect, tables),
    ...exportGuards(dialect),
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
    ...idGuards(dialect, table, 'ledger'),
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
        // The head before the rules, as the services take them, or two writers wait for each other.
        first: [
          touchHead(
            dialect,
            'NEW.document_id',
            `exposure_n = NEW.n, first_opened_at = coalesce(first_opened_at, NEW.opened_at), ${laterClose}`,
          ),
          touchRules(dialect),
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
        checks: eventChecks(dialect, tables),
      }
    case TABLES.waivers:
      return {
        first: [touchHead(dialect, 'NEW.document_id'), touchRules(dialect)],
        checks: waiverChecks(dialect, tables),
      }
    case TABLES.issuances:
      return {
        first: [touchHead(dialect, 'NEW.document_id', 'issued_at = NEW.at')],
        checks: issuanceChecks(dialect),
      }
    case TABLES.translations:
      return { first: [touchHead(dialect, 'NEW.document_id')], checks: translationChecks(dialect) }
    case TABLES.links:
      // No lock: two who link to one chain at once have the same position, of which one is refused.
      return { first: [], checks: linkChecks(dialect) }
    case TABLES.ruleRevisions:
      return { first: [touchRules(dialect)], checks: ruleRevisionChecks(dialect) }
    case TABLES.screenings:
    case TABLES.responses:
    case TABLES.redactions:
    case TABLES.placements:
    case TABLES.commentAttachments:
    case TABLES.attachmentVerdicts:
      return {
        first: [touchHead(dialect, docketOfComment(dialect, tables))],
        checks: [
          ...commentLedgerChecks(dialect, table, tables.comments),
          ...commentRowChecks(dialect, table, tables.comments),
        ],
      }
    case TABLES.themes:
    case TABLES.themeResponses:
    case TABLES.changeGrounds:
    case TABLES.reports:
      return {
        first: [touchHead(dialect, 'NEW.document_id')],
        checks: outcomeChecks(dialect, table, tables.comments),
      }
    case TABLES.assignments:
    case TABLES.notes:
    case TABLES.disclosures:
    case TABLES.erasureRequests:
      return {
        // Nothing of it is public: the revision, of which ETags are made, is written but not raised.
        first: [
          `UPDATE ${dialect.from(TABLES.heads)} SET revision = revision WHERE document_id = ${docketOfComment(dialect, tables)}`,
        ],
        checks: [
          ...commentLedgerChecks(dialect, table, tables.comments),
          ...commentRowChecks(dialect, table, tables.comments),
        ],
      }
  }
}

/** What a row about one comment must fulfil beside being numbered and made now. */
function commentRowChecks(
  dialect: GuardDialect,
  table: CommentLedger,
  comments: string,
): readonly Check[] {
  switch (table) {
    case TABLES.screenings:
      return screeningChecks(dialect, comments)
    case TABLES.responses:
      return RESPONSE_CHECKS
    case TABLES.assignments:
      return assignmentChecks(dialect, comments)
    case TABLES.notes:
      return NOTE_CHECKS
    case TABLES.disclosures:
      return DISCLOSURE_CHECKS
    case TABLES.redactions:
      return redactionChecks(dialect, comments)
    case TABLES.erasureRequests:
      return erasureRequestChecks(dialect, comments)
    case TABLES.placements:
      return placementChecks(dialect, comments)
    case TABLES.commentAttachments:
      return attachmentChecks(dialect, comments)
    case TABLES.attachmentVerdicts:
      return verdictChecks(dialect)
  }
}

function docketOfComment(dialect: GuardDialect, { comments }: GuardedTables): string {
  return `(SELECT c.draft_document_id FROM ${dialect.from(comments)} AS c WHERE c.document_id = NEW.comment_document_id)`
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
        ...hiddenRowId(
          dialect,
          `EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)} WHERE rowid = NEW.rowid)`,
        ),
        ...headChecks(dialect, tables),
      ],
    }),
    ...(dialect.name === 'sqlite'
      ? [
          guard(TABLES.heads, 'INSERT', {
            timing: 'AFTER',
            checks: [{ code: 'OUT_OF_ORDER', when: 'NEW.rowid < 1' }],
          }),
        ]
      : []),
    guard(TABLES.heads, 'UPDATE', {
      checks: [
        { code: 'RECORD_KEPT', when: differs(identity) },
        ...headNumbers(dialect),
        ...hiddenRowId(dialect, 'NEW.rowid IS DISTINCT FROM OLD.rowid'),
      ],
    }),
    guard(TABLES.heads, 'DELETE', { checks: REFUSE_ALWAYS }),
    guard(TABLES.heads, 'TRUNCATE', { checks: REFUSE_ALWAYS }),
  ]
}

function commentGuards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const { comments } = tables
  return [
    guard(comments, 'INSERT', {
      first: [touchHead(dialect, 'NEW.draft_document_id'), ...numberUnderLock(dialect, comments)],
      checks: [
        ...displacements(dialect, comments, COMMENT_UNIQUE_KEYS),
        ...commentInsertChecks(dialect, comments),
      ],
    }),
    // Counted once the row stands: ON CONFLICT DO NOTHING fires the BEFORE trigger all the same.
    ...idGuards(dialect, comments, 'ledger', [
      `UPDATE ${dialect.from(TABLES.heads)} SET last_seq = NEW.seq WHERE document_id = NEW.draft_document_id`,
      ...countOne(dialect, 'NEW', '+ 1'),
    ]),
    guard(comments, 'UPDATE', {
      first: [
        `${touchHead(dialect, 'NEW.draft_document_id')} AND (${differs(['state', 'withhold_reason', 'text'])})`,
      ],
      last: [...countOne(dialect, 'OLD', '- 1'), ...countOne(dialect, 'NEW', '+ 1')],
      checks: [
        { code: 'RECORD_KEPT', when: otherColumnsDiffer(dialect, tables.commentColumns) },
        ...commentUpdateChecks(dialect),
      ],
    }),
    guard(comments, 'DELETE', { checks: REFUSE_ALWAYS }),
    guard(comments, 'TRUNCATE', { checks: REFUSE_ALWAYS }),
  ]
}

/** On PostgreSQL a comment may come without its number; on SQLite a trigger cannot set one. */
function numberUnderLock(dialect: GuardDialect, comments: string): readonly string[] {
  if (dialect.name === 'sqlite') return []
  return [`NEW.seq := coalesce(NEW.seq, ${nextSeq(dialect, comments)})`]
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
