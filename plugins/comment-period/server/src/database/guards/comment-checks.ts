import { TABLES } from '../tables'
import {
  atNow,
  COMMENT_TOLERANCE_MS,
  docketFacts,
  jsonMembers,
  wholeNumbers,
  type Check,
  LEDGER_TOLERANCE_MS,
} from './conditions'
import type { GuardDialect } from './dialect'

/** A screening goes from the comment's state to one that it may have. */
export function screeningChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  return [
    {
      code: 'STATE_CHANGE_REFUSED',
      when: `NEW.from_state IS DISTINCT FROM (SELECT c.state FROM ${dialect.from(comments)} AS c WHERE c.document_id = NEW.comment_document_id) OR NEW.to_state NOT IN ('published', 'withheld', 'spam') OR NEW.to_state = NEW.from_state OR (NEW.to_state = 'withheld') <> (length(trim(coalesce(NEW.withhold_reason, ''))) > 0)`,
    },
  ]
}

/** An assignment goes from the unit and the day that the comment has, and changes one of them. */
export function assignmentChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  return [
    {
      code: 'ASSIGNMENT_REFUSED',
      when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(comments)} AS c WHERE c.document_id = NEW.comment_document_id AND c.unit IS NOT DISTINCT FROM NEW.from_unit AND c.due_at IS NOT DISTINCT FROM NEW.from_due_at) OR (NEW.to_unit IS NOT DISTINCT FROM NEW.from_unit AND NEW.to_due_at IS NOT DISTINCT FROM NEW.from_due_at)`,
    },
    { code: 'INPUT_INVALID', when: "length(trim(coalesce(NEW.to_unit, '-'))) = 0" },
    ...wholeNumbers(dialect, ['to_due_at']),
  ]
}

/** What staff say among themselves says something. */
export const NOTE_CHECKS: readonly Check[] = [
  { code: 'INPUT_INVALID', when: 'length(trim(NEW.text)) = 0' },
]

/** Kept equal to `DISCLOSED` of the domain by a test. */
export const DISCLOSURE_CHECKS: readonly Check[] = [
  {
    code: 'INPUT_INVALID',
    when: "NEW.what NOT IN ('contact', 'original') OR length(trim(NEW.reason)) = 0",
  },
]

/** A redaction is a list of spans, with a reason, of a text that is still there. */
export function redactionChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  return [
    jsonMembers(dialect, 'spans', [], 'array'),
    { code: 'INPUT_INVALID', when: 'length(trim(NEW.reason)) = 0' },
    erasedAlready(dialect, comments),
  ]
}

/** An erasure is asked for by somebody, on a basis, and of a text that is still there. */
export function erasureRequestChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  return [
    {
      code: 'INPUT_INVALID',
      when: 'length(trim(NEW.basis)) = 0 OR length(trim(NEW.requested_by)) = 0',
    },
    erasedAlready(dialect, comments),
  ]
}

function erasedAlready(dialect: GuardDialect, comments: string): Check {
  return {
    code: 'ALREADY_ERASED',
    when: `EXISTS (SELECT 1 FROM ${dialect.from(comments)} AS c WHERE c.document_id = NEW.comment_document_id AND c.erased_at IS NOT NULL)`,
  }
}

/** Kept equal to `DISPOSITIONS` of the domain by a test. */
export const RESPONSE_CHECKS: readonly Check[] = [
  {
    code: 'INPUT_INVALID',
    when: "NEW.disposition NOT IN ('accepted', 'partly-accepted', 'rejected', 'out-of-scope', 'already-provided')",
  },
]

/** An attachment comes with its comment, in the same transaction, or not at all. */
export function attachmentChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  return [
    {
      code: 'INPUT_INVALID',
      when: "length(trim(NEW.name)) = 0 OR length(NEW.sha256) <> 64 OR NEW.scan NOT IN ('clean', 'infected', 'unscanned')",
    },
    ...wholeNumbers(dialect, ['size']),
    jsonMembers(dialect, 'warnings', [], 'array'),
    {
      code: 'BACKDATED',
      when: `NEW.at IS DISTINCT FROM (SELECT c.recorded_at FROM ${dialect.from(comments)} AS c WHERE c.document_id = NEW.comment_document_id)`,
    },
  ]
}

/** A verdict is on an attachment that there is; one that was found infected is never released. */
export function verdictChecks(dialect: GuardDialect): readonly Check[] {
  const attachment = `${dialect.from(TABLES.commentAttachments)} AS a WHERE a.comment_document_id = NEW.comment_document_id AND a.n = NEW.attachment_n`
  return [
    { code: 'ATTACHMENT_UNKNOWN', when: `NOT EXISTS (SELECT 1 FROM ${attachment})` },
    {
      code: 'STATE_CHANGE_REFUSED',
      when: `NEW.verdict NOT IN ('released', 'rejected') OR (NEW.verdict = 'released' AND EXISTS (SELECT 1 FROM ${attachment} AND a.scan = 'infected'))`,
    },
    ...wholeNumbers(dialect, ['attachment_n']),
  ]
}

/** The rows of each ledger about one comment are numbered without a gap and made now. */
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
    ...wholeNumbers(dialect, ['n', 'at']),
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM ${dialect.from(table)} WHERE comment_document_id = NEW.comment_document_id)`,
    },
  ]
}

/** Channels whose comments are received the moment they are filed (`WEB_CHANNELS` of the domain). */
const WEB = "NEW.channel IN ('widget', 'hosted-page', 'api')"

/** Comments are numbered without a gap within their docket. */
export function nextSeq(dialect: GuardDialect, comments: string): string {
  return `(SELECT coalesce(max(c.seq), 0) + 1 FROM ${dialect.from(comments)} AS c WHERE c.draft_document_id = NEW.draft_document_id)`
}

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
      when: `NEW.seq IS NULL OR NEW.seq <> ${nextSeq(dialect, comments)}`,
    },
    {
      code: 'INPUT_INVALID',
      when: `NEW.document_id IS NULL OR NEW.type IS NULL OR NEW.key_hmac IS NULL OR NEW.code_hmac IS NULL OR NEW.channel IS NULL OR NEW.received_at IS NULL OR NEW.recorded_at IS NULL OR NEW.late IS NULL OR NEW.text IS NULL OR NEW.salt IS NULL OR NEW.text_hash IS NULL OR NEW.public_id IS NULL OR NEW.state IS NULL OR NEW.state NOT IN ('received', 'published') OR NEW.exposure_n IS NULL OR NEW.target IS NULL OR NEW.code_key_id IS NULL OR NEW.body_fingerprint IS NULL OR NEW.withhold_reason IS NOT NULL OR NEW.redactions IS NOT NULL OR NEW.erased_at IS NOT NULL OR NEW.erasure_basis IS NOT NULL OR NEW.erased_by IS NOT NULL OR NEW.erasure_approved_by IS NOT NULL`,
    },
    {
      code: 'INPUT_INVALID',
      when: "NEW.channel NOT IN ('widget', 'hosted-page', 'api', 'email', 'sms', 'phone', 'voicemail', 'in-person', 'letter', 'forum', 'import')",
    },
    ...wholeNumbers(dialect, [
      'seq',
      'exposure_n',
      'received_at',
      'recorded_at',
      'rating',
      'due_at',
    ]),
    ...(dialect.name === 'sqlite'
      ? [{ code: 'INPUT_INVALID' as const, when: 'NEW.late NOT IN (0, 1)' }]
      : []),
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
  'redactions',
  'copy_key',
  'updated_at',
  'updated_by_id',
  'text',
  'suggested_wording',
  'salt',
  'display_name',
  'on_behalf_of',
  'erased_at',
  'erasure_basis',
  'erased_by',
  'erasure_approved_by',
] as const

/**
 * Text, suggested wording, salt and names leave only together, on a basis, at an instant, by two people of
 * whom the first asked for it in a row of their own, and for good. Words are hidden only as the last
 * redaction says. A state changes only as the last screening of the comment says, a unit and the day its response
 * is due only as the last assignment does.
 */
export const commentUpdateChecks = (dialect: GuardDialect): readonly Check[] => [
  {
    code: 'RECORD_KEPT',
    when: "(NEW.text IS DISTINCT FROM OLD.text OR NEW.salt IS DISTINCT FROM OLD.salt OR NEW.suggested_wording IS DISTINCT FROM OLD.suggested_wording OR NEW.display_name IS DISTINCT FROM OLD.display_name OR NEW.on_behalf_of IS DISTINCT FROM OLD.on_behalf_of) AND NOT (OLD.erased_at IS NULL AND NEW.text IS NULL AND NEW.salt IS NULL AND NEW.suggested_wording IS NULL AND NEW.display_name IS NULL AND NEW.on_behalf_of IS NULL AND NEW.erased_at IS NOT NULL AND length(trim(coalesce(NEW.erasure_basis, ''))) > 0 AND length(trim(coalesce(NEW.erased_by, ''))) > 0 AND length(trim(coalesce(NEW.erasure_approved_by, ''))) > 0 AND trim(NEW.erased_by) <> trim(NEW.erasure_approved_by))",
  },
  {
    code: 'RECORD_KEPT',
    when: '(NEW.erased_at IS DISTINCT FROM OLD.erased_at OR NEW.erasure_basis IS DISTINCT FROM OLD.erasure_basis OR NEW.erased_by IS DISTINCT FROM OLD.erased_by OR NEW.erasure_approved_by IS DISTINCT FROM OLD.erasure_approved_by) AND (OLD.erased_at IS NOT NULL OR NEW.text IS NOT NULL)',
  },
  // As telling as the text: it goes with it, and where words are hidden, and never comes back.
  {
    code: 'RECORD_KEPT',
    when: '(NEW.copy_key IS DISTINCT FROM OLD.copy_key OR NEW.erased_at IS NOT NULL) AND NEW.copy_key IS NOT NULL',
  },
  {
    code: 'ERASURE_REFUSED',
    when: `NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.erasureRequests)} AS r WHERE r.comment_document_id = OLD.document_id AND r.n = (SELECT max(x.n) FROM ${dialect.from(TABLES.erasureRequests)} AS x WHERE x.comment_document_id = OLD.document_id) AND r.requested_by = NEW.erased_by AND r.basis = NEW.erasure_basis)`,
  },
  {
    code: 'REDACTION_REFUSED',
    when: `NEW.redactions IS DISTINCT FROM OLD.redactions AND NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.redactions)} AS r WHERE r.comment_document_id = OLD.document_id AND r.n = (SELECT max(x.n) FROM ${dialect.from(TABLES.redactions)} AS x WHERE x.comment_document_id = OLD.document_id) AND r.spans = NEW.redactions)`,
  },
  ...wholeNumbers(dialect, ['due_at', 'erased_at']),
  {
    code: 'BACKDATED',
    when: `NEW.erased_at IS DISTINCT FROM OLD.erased_at AND (NEW.erased_at > ${dialect.now} OR NEW.erased_at < ${dialect.now} - ${LEDGER_TOLERANCE_MS})`,
  },
  {
    code: 'STATE_CHANGE_REFUSED',
    when: "NEW.state IS NULL OR NEW.state NOT IN ('received', 'published', 'withheld', 'spam') OR (NEW.state = 'received' AND OLD.state <> 'received') OR (NEW.state = 'withheld' AND NEW.withhold_reason IS NULL)",
  },
  {
    code: 'STATE_CHANGE_REFUSED',
    when: `(NEW.state IS DISTINCT FROM OLD.state OR NEW.withhold_reason IS DISTINCT FROM OLD.withhold_reason) AND NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.screenings)} AS s WHERE s.comment_document_id = OLD.document_id AND s.n = (SELECT max(x.n) FROM ${dialect.from(TABLES.screenings)} AS x WHERE x.comment_document_id = OLD.document_id) AND s.from_state = OLD.state AND s.to_state = NEW.state AND s.withhold_reason IS NOT DISTINCT FROM NEW.withhold_reason)`,
  },
  {
    code: 'ASSIGNMENT_REFUSED',
    when: `(NEW.unit IS DISTINCT FROM OLD.unit OR NEW.due_at IS DISTINCT FROM OLD.due_at) AND NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.assignments)} AS a WHERE a.comment_document_id = OLD.document_id AND a.n = (SELECT max(x.n) FROM ${dialect.from(TABLES.assignments)} AS x WHERE x.comment_document_id = OLD.document_id) AND a.from_unit IS NOT DISTINCT FROM OLD.unit AND a.from_due_at IS NOT DISTINCT FROM OLD.due_at AND a.to_unit IS NOT DISTINCT FROM NEW.unit AND a.to_due_at IS NOT DISTINCT FROM NEW.due_at)`,
  },
]
