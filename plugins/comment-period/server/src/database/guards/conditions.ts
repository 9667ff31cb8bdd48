import type { RefusalCode } from '../../../../domain/refusal'
import { TABLES } from '../tables'
import { DOCKET_LEDGERS, quoted, type GuardDialect } from './dialect'
import type { GuardedTables, RelationTable } from './guarded-tables'

/** A row is refused with `code` where `when` holds of it. Checks run in order. */
export interface Check {
  readonly code: RefusalCode
  readonly when: string
}

/** A recorded instant may lag behind the database's clock by this much, and never lead it. */
export const LEDGER_TOLERANCE_MS = 60_000

/** A comment is recorded within one short transaction; longer would let someone file late. */
export const COMMENT_TOLERANCE_MS = 10_000

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const LONGEST_MOVE_MS = 366 * DAY_MS
const FOREVER = '9223372036854775807'

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
function mandatoryRevisions(dialect: GuardDialect, at: string): string {
  const revisions = dialect.from(TABLES.ruleRevisions)
  return `FROM ${revisions} AS r WHERE r.force = 'mandatory' AND r.ended = 0 AND (r.body_document_id IS NULL OR r.body_document_id = NEW.body_document_id) AND ((r.kinds = '' AND r.terminal_act = NEW.terminal_act) OR r.kinds LIKE '%|' || NEW.kind_document_id || '|%') AND coalesce(r.valid_from_at, 0) <= ${at} AND coalesce(r.valid_to_at, ${FOREVER}) > ${at} AND r.revision = (SELECT max(x.revision) FROM ${revisions} AS x WHERE x.rule_document_id = r.rule_document_id AND x.effective_at <= ${at})`
}

/** An exposure or a waiver speaks of the head's body and kind, by the kind's own act. */
function subjectForged(dialect: GuardDialect, { kinds }: GuardedTables): string {
  return `NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)} AS h WHERE h.document_id = NEW.document_id AND h.body_document_id = NEW.body_document_id AND h.kind_document_id = NEW.kind_document_id) OR NOT EXISTS (SELECT 1 FROM ${dialect.from(kinds)} AS k WHERE k.document_id = NEW.kind_document_id AND k.terminal_act = NEW.terminal_act)`
}

/**
 * A docket is opened for a draft that there is, under the body and kind that the draft names:
 * else a row typed into the database could put any draft under a body that no rule binds.
 */
export function headChecks(dialect: GuardDialect, tables: GuardedTables): readonly Check[] {
  const related = (
    { table, draftColumn, targetColumn }: RelationTable,
    target: string,
    id: string,
  ) =>
    `EXISTS (SELECT 1 FROM ${dialect.from(tables.drafts)} AS d JOIN ${dialect.from(table)} AS l ON l.${quoted(draftColumn)} = d.id JOIN ${dialect.from(target)} AS t ON t.id = l.${quoted(targetColumn)} WHERE d.document_id = NEW.document_id AND t.document_id = ${id})`
  return [
    {
      code: 'SUBJECT_FROZEN',
      when: `NOT ${related(tables.draftBody, tables.bodies, 'NEW.body_document_id')} OR NOT ${related(tables.draftKind, tables.kinds, 'NEW.kind_document_id')}`,
    },
  ]
}

/** Body, kind and terminal act are frozen from the first exposure or waiver on. */
function subjectDiffers(dialect: GuardDialect, table: string): string {
  return `EXISTS (SELECT 1 FROM ${dialect.from(table)} AS e WHERE e.document_id = NEW.document_id AND (e.body_document_id <> NEW.body_document_id OR e.kind_document_id <> NEW.kind_document_id OR e.terminal_act <> NEW.terminal_act))`
}

/** What every row of a docket must satisfy: nothing after the end, the next ordinal, now. */
function docketChecks(dialect: GuardDialect, at: string): readonly Check[] {
  const facts = docketFacts(dialect)
  return [
    {
      code: 'DOCKET_UNKNOWN',
      when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)} WHERE document_id = NEW.document_id AND docket = NEW.docket)`,
    },
    { code: 'ALREADY_ISSUED', when: facts.issued },
    { code: 'WITHDRAWN', when: facts.withdrawn },
    { code: 'IN_FUTURE', when: `NEW.${at} > ${dialect.now}` },
    { code: 'BACKDATED', when: `NEW.${at} < ${dialect.now} - ${LEDGER_TOLERANCE_MS}` },
    { code: 'BACKDATED', when: `NEW.${at} < ${facts.lastAt}` },
    { code: 'OUT_OF_ORDER', when: `NEW.ordinal <> ${facts.lastOrdinal} + 1` },
  ]
}

export function exposureChecks(dialect: GuardDialect, tables: GuardedTables): readonly Check[] {
  const facts = docketFacts(dialect)
  const from = `(CASE WHEN ${facts.effectiveClose} > NEW.opened_at THEN ${facts.effectiveClose} ELSE NEW.opened_at END)`
  return [
    ...docketChecks(dialect, 'opened_at'),
    { code: 'SUSPENDED', when: facts.suspended },
    { code: 'OUT_OF_ORDER', when: `NEW.n <> ${facts.lastExposure} + 1` },
    { code: 'SUBJECT_FROZEN', when: subjectForged(dialect, tables) },
    { code: 'SUBJECT_FROZEN', when: subjectDiffers(dialect, TABLES.exposures) },
    { code: 'SUBJECT_FROZEN', when: subjectDiffers(dialect, TABLES.waivers) },
    { code: 'PERIOD_SHORTENED', when: 'NEW.closes_at <= NEW.opened_at' },
    { code: 'PERIOD_SHORTENED', when: `NEW.closes_at < ${facts.effectiveClose}` },
    { code: 'PERIOD_SHORTENED', when: 'NEW.closes_at < NEW.minimum_closes_at' },
    {
      code: 'PERIOD_SHORTENED',
      when: `EXISTS (SELECT 1 ${mandatoryRevisions(dialect, 'NEW.opened_at')} AND NEW.closes_at - NEW.opened_at < ${minimumSpan('r')})`,
    },
    { code: 'PERIOD_TOO_LONG', when: `NEW.closes_at - ${from} > ${LONGEST_MOVE_MS}` },
  ]
}

export function eventChecks(dialect: GuardDialect): readonly Check[] {
  const facts = docketFacts(dialect)
  const from = `(CASE WHEN ${facts.effectiveClose} > NEW.at THEN ${facts.effectiveClose} ELSE NEW.at END)`
  const resumeFloor = `${facts.effectiveClose} + (NEW.at - ${facts.suspendedAt})`
  return [
    ...docketChecks(dialect, 'at'),
    {
      code: 'INPUT_INVALID',
      when: "NEW.kind NOT IN ('extended', 'suspended', 'resumed', 'withdrawn')",
    },
    {
      code: 'INPUT_INVALID',
      when: "(NEW.closes_at IS NULL) <> (NEW.kind IN ('suspended', 'withdrawn'))",
    },
    {
      code: 'NOT_EXPOSED',
      when: `${facts.lastExposure} = 0 AND NOT (NEW.kind = 'withdrawn' AND ${facts.waived})`,
    },
    {
      code: 'PERIOD_SHORTENED',
      when: `NEW.kind = 'extended' AND (NEW.closes_at <= ${facts.effectiveClose} OR NEW.closes_at <= NEW.at)`,
    },
    {
      code: 'PERIOD_TOO_LONG',
      when: `NEW.kind = 'extended' AND NEW.closes_at - ${from} > ${LONGEST_MOVE_MS}`,
    },
    { code: 'SUSPENDED', when: `NEW.kind = 'suspended' AND ${facts.suspended}` },
    {
      code: 'PERIOD_CLOSED',
      when: `NEW.kind = 'suspended' AND NEW.at >= ${facts.effectiveClose}`,
    },
    { code: 'NOT_SUSPENDED', when: `NEW.kind = 'resumed' AND NOT ${facts.suspended}` },
    {
      code: 'PERIOD_SHORTENED',
      when: `NEW.kind = 'resumed' AND NEW.closes_at < ${resumeFloor}`,
    },
    {
      code: 'PERIOD_TOO_LONG',
      when: `NEW.kind = 'resumed' AND NEW.closes_at - (${resumeFloor}) > ${LONGEST_MOVE_MS}`,
    },
  ]
}

export function waiverChecks(dialect: GuardDialect, tables: GuardedTables): readonly Check[] {
  const facts = docketFacts(dialect)
  return [
    ...docketChecks(dialect, 'at'),
    { code: 'ALREADY_EXPOSED', when: `${facts.lastExposure} > 0` },
    { code: 'ALREADY_WAIVED', when: facts.waived },
    { code: 'SUBJECT_FROZEN', when: subjectForged(dialect, tables) },
    {
      code: 'MANDATORY_RULE',
      when: `EXISTS (SELECT 1 ${mandatoryRevisions(dialect, 'NEW.at')})`,
    },
    { code: 'MANDATORY_RULE', when: "NEW.force NOT IN ('discretionary', 'none')" },
  ]
}

export function issuanceChecks(dialect: GuardDialect): readonly Check[] {
  const facts = docketFacts(dialect)
  return [
    ...docketChecks(dialect, 'at'),
    { code: 'SUSPENDED', when: facts.suspended },
    {
      code: 'NO_BASIS',
      when: '(NEW.basis_exposure_n IS NULL) = (NEW.basis_waiver_ordinal IS NULL)',
    },
    {
      code: 'NO_BASIS',
      when: `NEW.basis_exposure_n IS NOT NULL AND (NEW.basis_exposure_n < 1 OR NEW.basis_exposure_n <> ${facts.lastExposure})`,
    },
    {
      code: 'NO_BASIS',
      when: `NEW.basis_waiver_ordinal IS NOT NULL AND (${facts.lastExposure} > 0 OR NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.waivers)} AS w WHERE w.document_id = NEW.document_id AND w.ordinal = NEW.basis_waiver_ordinal))`,
    },
    {
      code: 'PERIOD_NOT_OVER',
      when: `${facts.effectiveClose} > NEW.at OR ${facts.effectiveClose} > ${dialect.now}`,
    },
    {
      code: 'SUBJECT_FROZEN',
      when: `EXISTS (SELECT 1 FROM ${dialect.from(TABLES.exposures)} AS e WHERE e.document_id = NEW.document_id AND e.terminal_act <> NEW.terminal_act) OR EXISTS (SELECT 1 FROM ${dialect.from(TABLES.waivers)} AS w WHERE w.document_id = NEW.document_id AND w.terminal_act <> NEW.terminal_act)`,
    },
  ]
}

/** A translation belongs to an exposure and never replaces the authoritative text. */
export function translationChecks(dialect: GuardDialect): readonly Check[] {
  const exposure = `FROM ${dialect.from(TABLES.exposures)} AS e WHERE e.document_id = NEW.document_id AND e.n = NEW.exposure_n`
  return [
    { code: 'NOT_EXPOSED', when: `NOT EXISTS (SELECT 1 ${exposure})` },
    { code: 'TEXT_FROZEN', when: `EXISTS (SELECT 1 ${exposure} AND e.locale = NEW.locale)` },
    ...atNow(dialect, 'recorded_at'),
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.version <> (SELECT coalesce(max(t.version), 0) + 1 FROM ${dialect.from(TABLES.translations)} AS t WHERE t.document_id = NEW.document_id AND t.exposure_n = NEW.exposure_n AND t.locale = NEW.locale)`,
    },
  ]
}

/** A weaker revision waits a day, less the hour by which a clock may be put forward. */
const WEAKENING_WAIT_MS = DAY_MS - HOUR_MS

/**
 * Lengthening takes effect at once. Against the revision in force now, a weaker one must wait, or
 * ending a rule, waiving and issuing would be the matter of a second. That it waits for a day's
 * beginning in the body's zone is the service's part, for SQLite knows no zones.
 */
export function ruleRevisionChecks(dialect: GuardDialect): readonly Check[] {
  const revisions = dialect.from(TABLES.ruleRevisions)
  const mine = 'rule_document_id = NEW.rule_document_id'
  const weaker = [
    'NEW.ended = 1',
    'NEW.body_document_id IS DISTINCT FROM c.body_document_id',
    'NEW.terminal_act IS DISTINCT FROM c.terminal_act',
    'NEW.kinds <> c.kinds',
    "(c.force = 'mandatory' AND NEW.force <> 'mandatory')",
    `${minimumSpan('NEW')} < ${minimumSpan('c')}`,
    'NEW.exclude_action_day < c.exclude_action_day',
    'coalesce(NEW.valid_from_at, 0) > coalesce(c.valid_from_at, 0)',
    `coalesce(NEW.valid_to_at, ${FOREVER}) < coalesce(c.valid_to_at, ${FOREVER})`,
  ].join(' OR ')
  return [
    {
      code: 'INPUT_INVALID',
      when: "NEW.period_unit NOT IN ('minute', 'day', 'week', 'month') OR NEW.period_count < 1 OR NEW.force NOT IN ('mandatory', 'discretionary') OR NEW.month_means NOT IN ('thirty-days', 'solar-hijri-month') OR NEW.ended NOT IN (0, 1) OR NEW.exclude_action_day NOT IN (0, 1)",
    },
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM ${revisions} WHERE ${mine})`,
    },
    ...atNow(dialect, 'recorded_at'),
    { code: 'BACKDATED', when: `NEW.effective_at < ${dialect.now} - ${LEDGER_TOLERANCE_MS}` },
    {
      code: 'RULE_WEAKENED',
      when: `NEW.effective_at < ${dialect.now} + ${WEAKENING_WAIT_MS} AND EXISTS (SELECT 1 FROM ${revisions} AS c WHERE c.rule_document_id = NEW.rule_document_id AND c.ended = 0 AND c.revision = (SELECT max(x.revision) FROM ${revisions} AS x WHERE x.rule_document_id = NEW.rule_document_id AND x.effective_at <= ${dialect.now}) AND (${weaker}))`,
    },
  ]
}

/** Screenings and responses of one comment are numbered without a gap and made now. */
export function commentLedgerChecks(
  dialect: GuardDialect,
  table: string,
  comments: string,
): readonly Check[] {
  return [
    {
      code: 'COMMENT_UNKNOWN',
      when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(comments)} AS c WHERE c.document_id = NEW.comment_document_id)`,
    },
    ...atNow(dialect, 'at'),
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM ${dialect.from(table)} WHERE comment_document_id = NEW.comment_document_id)`,
    },
  ]
}

function atNow(dialect: GuardDialect, column: string): readonly Check[] {
  return [
    { code: 'IN_FUTURE', when: `NEW.${column} > ${dialect.now}` },
    { code: 'BACKDATED', when: `NEW.${column} < ${dialect.now} - ${LEDGER_TOLERANCE_MS}` },
  ]
}

/** Channels whose comments are received the moment they are filed (`WEB_CHANNELS` of the domain). */
const WEB = "NEW.channel IN ('widget', 'hosted-page', 'api')"

/** The comment table keys its docket on `draft_document_id`; the facts are written for `document_id`. */
export function commentInsertChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  const raw = docketFacts(dialect)
  const onDraft = (fact: string) => fact.replaceAll('NEW.document_id', 'NEW.draft_document_id')
  const effectiveClose = onDraft(raw.effectiveClose)
  return [
    {
      code: 'DOCKET_UNKNOWN',
      when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)} AS h WHERE h.document_id = NEW.draft_document_id AND h.docket = NEW.docket)`,
    },
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.seq IS NULL OR NEW.seq <> (SELECT coalesce(max(c.seq), 0) + 1 FROM ${dialect.from(comments)} AS c WHERE c.draft_document_id = NEW.draft_document_id)`,
    },
    {
      code: 'INPUT_INVALID',
      when: `NEW.channel IS NULL OR NEW.received_at IS NULL OR NEW.recorded_at IS NULL OR NEW.late IS NULL OR NEW.text IS NULL OR NEW.salt IS NULL OR NEW.text_hash IS NULL OR NEW.public_id IS NULL OR NEW.state IS NULL OR NEW.state NOT IN ('received', 'published') OR NEW.exposure_n IS NULL`,
    },
    {
      code: 'IN_FUTURE',
      when: `NEW.received_at > ${dialect.now} OR NEW.recorded_at > ${dialect.now}`,
    },
    { code: 'BACKDATED', when: `NEW.recorded_at < ${dialect.now} - ${COMMENT_TOLERANCE_MS}` },
    { code: 'PERIOD_NOT_OPEN', when: `${onDraft(raw.lastExposure)} = 0` },
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.exposure_n < 1 OR NEW.exposure_n > ${onDraft(raw.lastExposure)}`,
    },
    {
      code: 'BACKDATED',
      when: `${WEB} AND NEW.received_at < ${dialect.now} - ${COMMENT_TOLERANCE_MS}`,
    },
    { code: 'WITHDRAWN', when: `${WEB} AND ${onDraft(raw.withdrawn)}` },
    { code: 'SUSPENDED', when: `${WEB} AND ${onDraft(raw.suspended)}` },
    {
      code: 'PERIOD_CLOSED',
      when: `${WEB} AND (NEW.received_at >= ${effectiveClose} OR ${onDraft(raw.issued)})`,
    },
    { code: 'PERIOD_NOT_OPEN', when: `${WEB} AND NEW.received_at < ${onDraft(raw.lastOpening)}` },
    { code: 'PERIOD_NOT_OPEN', when: `${WEB} AND NEW.late` },
    {
      code: 'PERIOD_CLOSED',
      when: `NOT ${WEB} AND NOT NEW.late AND (NEW.received_at >= ${effectiveClose} OR NEW.received_at < (SELECT min(e.opened_at) FROM ${dialect.from(TABLES.exposures)} AS e WHERE e.document_id = NEW.draft_document_id))`,
    },
  ]
}

/**
 * The columns of a comment that staff work may change. Everything else, and every column added
 * later, stays as filed.
 */
export const CHANGEABLE_COMMENT_COLUMNS = [
  'state',
  'withhold_reason',
  'unit',
  'due_at',
  'updated_at',
  'updated_by_id',
  'text',
  'salt',
  'erased_at',
  'erasure_basis',
  'erased_by',
  'erasure_approved_by',
] as const

/** Text and salt leave only together, on a basis, at an instant, by two people, and for good. */
export const COMMENT_UPDATE_CHECKS: readonly Check[] = [
  {
    code: 'RECORD_KEPT',
    when: "(NEW.text IS DISTINCT FROM OLD.text OR NEW.salt IS DISTINCT FROM OLD.salt) AND NOT (OLD.erased_at IS NULL AND NEW.text IS NULL AND NEW.salt IS NULL AND NEW.erased_at IS NOT NULL AND length(trim(coalesce(NEW.erasure_basis, ''))) > 0 AND NEW.erased_by IS NOT NULL AND NEW.erasure_approved_by IS NOT NULL AND NEW.erased_by <> NEW.erasure_approved_by)",
  },
  {
    code: 'RECORD_KEPT',
    when: '(NEW.erased_at IS DISTINCT FROM OLD.erased_at OR NEW.erasure_basis IS DISTINCT FROM OLD.erasure_basis OR NEW.erased_by IS DISTINCT FROM OLD.erased_by OR NEW.erasure_approved_by IS DISTINCT FROM OLD.erasure_approved_by) AND (OLD.erased_at IS NOT NULL OR NEW.text IS NOT NULL)',
  },
  {
    code: 'STATE_CHANGE_REFUSED',
    when: "NEW.state IS NULL OR NEW.state NOT IN ('received', 'published', 'withheld', 'spam') OR (NEW.state = 'received' AND OLD.state <> 'received') OR (NEW.state = 'withheld' AND NEW.withhold_reason IS NULL)",
  },
]
