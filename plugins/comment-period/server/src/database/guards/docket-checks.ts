import { TABLES } from '../tables'
import {
  atNow,
  CONTENT_MEMBERS,
  docketFacts,
  jsonMembers,
  LEDGER_TOLERANCE_MS,
  LONGEST_MOVE_MS,
  mandatoryRevisions,
  minimumSpan,
  SNAPSHOT_MEMBERS,
  wholeNumbers,
  type Check,
  present,
  RESUME_TOLERANCE_MS,
} from './conditions'
import { quoted, type GuardDialect } from './dialect'
import type { GuardedTables, RelationTable } from './guarded-tables'

/** An exposure or a waiver speaks of the head's body and kind, by the kind's one terminal act. */
function subjectForged(dialect: GuardDialect, { kinds }: GuardedTables): string {
  const kind = `FROM ${dialect.from(kinds)} AS k WHERE k.document_id = NEW.kind_document_id`
  return `NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)} AS h WHERE h.document_id = NEW.document_id AND h.body_document_id = NEW.body_document_id AND h.kind_document_id = NEW.kind_document_id) OR NOT EXISTS (SELECT 1 ${kind}) OR EXISTS (SELECT 1 ${kind} AND k.terminal_act IS DISTINCT FROM NEW.terminal_act) OR NEW.terminal_act NOT IN ('promulgate', 'submit', 'implement')`
}

/** There is not one authoritative row of the draft, or it names another body or kind than NEW. */
function draftForged(dialect: GuardDialect, tables: GuardedTables): readonly [string, string] {
  const locale = `'${tables.authoritativeLocale.replaceAll("'", "''")}'`
  const draft = `d.document_id = NEW.document_id AND d.locale = ${locale} AND d.published_at IS NULL`
  const joined = ({ table, ownColumn, targetColumn }: RelationTable, target: string, as: string) =>
    `JOIN ${dialect.from(table)} AS l${as} ON l${as}.${quoted(ownColumn)} = d.id JOIN ${dialect.from(target)} AS ${as} ON ${as}.id = l${as}.${quoted(targetColumn)}`
  return [
    `(SELECT count(*) FROM ${dialect.from(tables.drafts)} AS d WHERE ${draft}) <> 1`,
    `NOT EXISTS (SELECT 1 FROM ${dialect.from(tables.drafts)} AS d ${joined(tables.draftBody, tables.bodies, 'b')} ${joined(tables.draftKind, tables.kinds, 'k')} WHERE ${draft} AND b.document_id = NEW.body_document_id AND k.document_id = NEW.kind_document_id)`,
  ]
}

/**
 * The head was judged by the draft when it was inserted. Whoever took the draft, its body or its
 * kind away since, and held the rule lock, has committed only by now.
 */
function draftTakenSince(dialect: GuardDialect, tables: GuardedTables): Check {
  const [none, other] = draftForged(dialect, tables)
  const { lastExposure, waived } = docketFacts(dialect)
  return {
    code: 'SUBJECT_FROZEN',
    when: `${lastExposure} = 0 AND NOT ${waived} AND (${none} OR ${other})`,
  }
}

/**
 * A docket is opened for the one authoritative draft row there is, under the body and kind that
 * it names: else a row typed into the database could put any draft under a body that no rule
 * binds. Nor does a second head stand for a draft whose docket the ledgers know by another number.
 */
export function headChecks(dialect: GuardDialect, tables: GuardedTables): readonly Check[] {
  const known = [TABLES.exposures, TABLES.waivers, TABLES.events, TABLES.issuances]
    .map(
      (ledger) =>
        `EXISTS (SELECT 1 FROM ${dialect.from(ledger)} AS e WHERE e.document_id = NEW.document_id AND e.docket <> NEW.docket)`,
    )
    .join(' OR ')
  return [
    ...draftForged(dialect, tables).map((when) => ({ code: 'SUBJECT_FROZEN' as const, when })),
    // As a rule two editors publishing at once: the later one finds the docket when trying again.
    { code: 'BUSY', when: known },
    {
      code: 'INPUT_INVALID',
      when: 'NEW.first_opened_at IS NOT NULL OR NEW.effective_close_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL OR NEW.issued_at IS NOT NULL',
    },
    ...headNumbers(dialect),
  ]
}

/** A head's numbers are read for lists and ETags, so one that is none would stop the reading. */
export function headNumbers(dialect: GuardDialect): readonly Check[] {
  return wholeNumbers(dialect, [
    'solar_year',
    'number',
    'revision',
    'last_seq',
    'exposure_n',
    'first_opened_at',
    'effective_close_at',
    'suspended',
    'withdrawn_at',
    'issued_at',
  ])
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
    present(['locale', 'content', 'summary', 'text_hash', 'snapshot', 'actor']),
    ...wholeNumbers(dialect, ['ordinal', 'n', 'opened_at', 'closes_at', 'minimum_closes_at']),
    jsonMembers(dialect, 'content', CONTENT_MEMBERS),
    jsonMembers(dialect, 'snapshot', SNAPSHOT_MEMBERS),
    { code: 'OUT_OF_ORDER', when: `NEW.n <> ${facts.lastExposure} + 1` },
    { code: 'SUBJECT_FROZEN', when: subjectForged(dialect, tables) },
    draftTakenSince(dialect, tables),
    { code: 'SUBJECT_FROZEN', when: subjectDiffers(dialect, TABLES.exposures) },
    { code: 'SUBJECT_FROZEN', when: subjectDiffers(dialect, TABLES.waivers) },
    { code: 'PERIOD_SHORTENED', when: 'NEW.closes_at <= NEW.opened_at' },
    { code: 'PERIOD_SHORTENED', when: `NEW.closes_at < ${facts.effectiveClose}` },
    { code: 'PERIOD_SHORTENED', when: 'NEW.closes_at < NEW.minimum_closes_at' },
    {
      code: 'PERIOD_SHORTENED',
      when: `EXISTS (SELECT 1 ${mandatoryRevisions(dialect, 'NEW.opened_at')} AND NEW.closes_at - NEW.opened_at < ${minimumSpan('r')})`,
    },
    // A minute of backdating must not reach behind a rule that has come into force since.
    {
      code: 'PERIOD_SHORTENED',
      when: `EXISTS (SELECT 1 ${mandatoryRevisions(dialect, dialect.now)} AND NEW.closes_at - NEW.opened_at < ${minimumSpan('r')})`,
    },
    { code: 'PERIOD_TOO_LONG', when: `NEW.closes_at - ${from} > ${LONGEST_MOVE_MS}` },
  ]
}

export function eventChecks(dialect: GuardDialect, tables: GuardedTables): readonly Check[] {
  const facts = docketFacts(dialect)
  const from = `(CASE WHEN ${facts.effectiveClose} > NEW.at THEN ${facts.effectiveClose} ELSE NEW.at END)`
  const resumeFloor = `${facts.effectiveClose} + (NEW.at - ${facts.suspendedAt})`
  return [
    ...docketChecks(dialect, 'at'),
    present(['reason', 'snapshot', 'actor']),
    jsonMembers(dialect, 'snapshot'),
    ...wholeNumbers(dialect, ['ordinal', 'at', 'closes_at']),
    {
      code: 'BACKDATED',
      when: `NEW.kind = 'resumed' AND NEW.at < ${dialect.now} - ${RESUME_TOLERANCE_MS}`,
    },
    // Else a comment that was taken lawfully would stand as one taken while that was over.
    {
      code: 'BACKDATED',
      when: `NEW.kind IN ('suspended', 'withdrawn') AND EXISTS (SELECT 1 FROM ${dialect.from(tables.comments)} AS c WHERE c.draft_document_id = NEW.document_id AND c.received_at > NEW.at)`,
    },
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
      when: `NEW.kind = 'suspended' AND (NEW.at >= ${facts.effectiveClose} OR ${dialect.now} >= ${facts.effectiveClose})`,
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
    present(['title', 'decided_by', 'reason', 'snapshot', 'actor']),
    jsonMembers(dialect, 'snapshot'),
    ...wholeNumbers(dialect, ['ordinal', 'at']),
    { code: 'ALREADY_EXPOSED', when: `${facts.lastExposure} > 0` },
    { code: 'ALREADY_WAIVED', when: facts.waived },
    { code: 'SUBJECT_FROZEN', when: subjectForged(dialect, tables) },
    draftTakenSince(dialect, tables),
    {
      code: 'MANDATORY_RULE',
      when: `EXISTS (SELECT 1 ${mandatoryRevisions(dialect, 'NEW.at')}) OR EXISTS (SELECT 1 ${mandatoryRevisions(dialect, dialect.now)})`,
    },
    { code: 'MANDATORY_RULE', when: "NEW.force NOT IN ('discretionary', 'none')" },
  ]
}

export function issuanceChecks(dialect: GuardDialect): readonly Check[] {
  const facts = docketFacts(dialect)
  return [
    ...docketChecks(dialect, 'at'),
    present(['locale', 'content', 'summary', 'text_hash', 'reason', 'snapshot', 'actor']),
    jsonMembers(dialect, 'snapshot'),
    ...wholeNumbers(dialect, ['ordinal', 'at', 'basis_exposure_n', 'basis_waiver_ordinal']),
    jsonMembers(dialect, 'content', CONTENT_MEMBERS),
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
  const facts = docketFacts(dialect)
  const exposure = `FROM ${dialect.from(TABLES.exposures)} AS e WHERE e.document_id = NEW.document_id AND e.n = NEW.exposure_n`
  return [
    { code: 'ALREADY_ISSUED', when: facts.issued },
    { code: 'WITHDRAWN', when: facts.withdrawn },
    { code: 'NOT_EXPOSED', when: `NOT EXISTS (SELECT 1 ${exposure})` },
    { code: 'OUT_OF_ORDER', when: `NEW.exposure_n <> ${facts.lastExposure}` },
    ...wholeNumbers(dialect, ['exposure_n', 'version', 'recorded_at']),
    jsonMembers(dialect, 'content', CONTENT_MEMBERS),
    {
      code: 'TEXT_FROZEN',
      when: `EXISTS (SELECT 1 ${exposure} AND lower(e.locale) = lower(NEW.locale))`,
    },
    ...atNow(dialect, 'recorded_at'),
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.version <> (SELECT coalesce(max(t.version), 0) + 1 FROM ${dialect.from(TABLES.translations)} AS t WHERE t.document_id = NEW.document_id AND t.exposure_n = NEW.exposure_n AND t.locale = NEW.locale)`,
    },
  ]
}
