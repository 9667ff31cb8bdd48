import { canonicalJson, type CanonicalValue } from './canonical-json'
import type { Sha256 } from './legal-text'

/*
 * What the chain says of each row of the record (docs/record-format.md). A row has open members,
 * which every copy of a docket holds, and closed ones, of which a copy may hold the commitment
 * alone: who acted, what staff said among themselves, what of a submitter is not public.
 */

const NUMBER = 'number'
const TEXT = 'text'
const FLAG = 'flag'
type MemberType = typeof NUMBER | typeof TEXT | typeof FLAG

interface RowFormat {
  readonly open: Readonly<Record<string, MemberType>>
  readonly closed: readonly string[]
}

const LEGAL_TEXT = { content: TEXT, summary: TEXT, locale: TEXT, textHash: TEXT } as const
const IN_DOCKET = { docket: TEXT, ordinal: NUMBER } as const
const OF_OUTCOME = { n: NUMBER, at: NUMBER } as const
const OF_COMMENT = { comment: TEXT, n: NUMBER, at: NUMBER } as const

/** Members of the rows of each kind, by the name of the kind. Each may be `null`. */
export const ROW_FORMATS = {
  'rule-revision': {
    open: {
      ruleDocumentId: TEXT,
      revision: NUMBER,
      title: TEXT,
      bodyDocumentId: TEXT,
      terminalAct: TEXT,
      kinds: TEXT,
      periodCount: NUMBER,
      periodUnit: TEXT,
      monthMeans: TEXT,
      excludeActionDay: NUMBER,
      force: TEXT,
      legalBasis: TEXT,
      note: TEXT,
      validFromAt: NUMBER,
      validToAt: NUMBER,
      ended: NUMBER,
      effectiveAt: NUMBER,
      recordedAt: NUMBER,
    },
    closed: ['actor'],
  },
  exposure: {
    open: {
      ...IN_DOCKET,
      ...LEGAL_TEXT,
      n: NUMBER,
      openedAt: NUMBER,
      closesAt: NUMBER,
      minimumClosesAt: NUMBER,
      bodyDocumentId: TEXT,
      kindDocumentId: TEXT,
      terminalAct: TEXT,
      snapshot: TEXT,
      reason: TEXT,
    },
    closed: ['actor'],
  },
  translation: {
    open: { ...LEGAL_TEXT, exposureN: NUMBER, version: NUMBER, recordedAt: NUMBER },
    closed: ['actor'],
  },
  event: {
    open: {
      ...IN_DOCKET,
      kind: TEXT,
      at: NUMBER,
      closesAt: NUMBER,
      ground: TEXT,
      reason: TEXT,
      snapshot: TEXT,
    },
    closed: ['actor'],
  },
  waiver: {
    open: {
      ...IN_DOCKET,
      at: NUMBER,
      bodyDocumentId: TEXT,
      kindDocumentId: TEXT,
      terminalAct: TEXT,
      force: TEXT,
      title: TEXT,
      reason: TEXT,
      snapshot: TEXT,
    },
    closed: ['decidedBy', 'actor'],
  },
  issuance: {
    open: {
      ...IN_DOCKET,
      ...LEGAL_TEXT,
      at: NUMBER,
      basisExposureN: NUMBER,
      basisWaiverOrdinal: NUMBER,
      terminalAct: TEXT,
      destinationAuthority: TEXT,
      letterNumber: TEXT,
      letterOn: TEXT,
      snapshot: TEXT,
    },
    closed: ['reason', 'actor'],
  },
  comment: {
    open: {
      docket: TEXT,
      seq: NUMBER,
      publicId: TEXT,
      exposureN: NUMBER,
      target: TEXT,
      type: TEXT,
      textHash: TEXT,
      language: TEXT,
      channel: TEXT,
      portal: TEXT,
      receivedAt: NUMBER,
      recordedAt: NUMBER,
      late: FLAG,
    },
    closed: [
      'clauseId',
      'rating',
      'submitterType',
      'submitterCategory',
      'stateAsFiled',
      'unitAsFiled',
      'dueAtAsFiled',
      'suggestedWording',
      'displayName',
      'onBehalfOf',
      'recordedBy',
      'holdReason',
      'routedBy',
      'intake',
      'attachments',
    ],
  },
  screening: {
    open: { ...OF_COMMENT, fromState: TEXT, toState: TEXT, withholdReason: TEXT },
    closed: ['reason', 'actor'],
  },
  response: {
    open: { ...OF_COMMENT, disposition: TEXT },
    closed: ['text', 'reason', 'unit', 'actor'],
  },
  assignment: {
    open: OF_COMMENT,
    closed: ['fromUnit', 'toUnit', 'fromDueAt', 'toDueAt', 'reason', 'actor'],
  },
  note: { open: OF_COMMENT, closed: ['text', 'actor'] },
  disclosure: { open: { ...OF_COMMENT, what: TEXT }, closed: ['reason', 'actor'] },
  redaction: { open: OF_COMMENT, closed: ['spans', 'reason', 'actor'] },
  'erasure-request': { open: OF_COMMENT, closed: ['basis', 'requestedBy', 'actor'] },
  placement: { open: { ...OF_COMMENT, act: TEXT }, closed: ['theme', 'reason', 'actor'] },
  'attachment-verdict': {
    open: { ...OF_COMMENT, attachmentN: NUMBER, verdict: TEXT },
    closed: ['reason', 'actor'],
  },
  theme: { open: { ...OF_OUTCOME, theme: NUMBER }, closed: ['title', 'reason', 'actor'] },
  'theme-response': {
    open: { ...OF_OUTCOME, theme: NUMBER, text: TEXT, disposition: TEXT },
    closed: ['reason', 'actor'],
  },
  'change-ground': {
    open: { ...OF_OUTCOME, clauseId: TEXT, theme: NUMBER, act: TEXT },
    closed: ['comment', 'reason', 'actor'],
  },
  report: {
    open: { ...OF_OUTCOME, kind: TEXT, contentHash: TEXT },
    closed: ['content', 'reason', 'actor'],
  },
} as const satisfies Readonly<Record<string, RowFormat>>

export type RowKind = keyof typeof ROW_FORMATS
export const ROW_KINDS = Object.keys(ROW_FORMATS) as readonly RowKind[]

export function isRowKind(value: string): value is RowKind {
  return Object.hasOwn(ROW_FORMATS, value)
}

/** A closed member as a copy shows it: the value, with what its commitment was salted with. */
export interface ShownMember {
  /** 64 lower-case hexadecimal digits. */
  readonly salt: string
  readonly value: string
}

/** One row as the chain knows it. */
export interface RecordRow {
  readonly kind: RowKind
  /** What the row is within its docket and kind: its ordinal, its number, its comment and turn. */
  readonly subject: string
  readonly open: Readonly<Record<string, string | number | boolean | null>>
  /** Commitments to the closed members that the row has, by name. */
  readonly closed: Readonly<Record<string, string>>
}

/**
 * The salt of a row. That of a comment is made with the comment's own salt too, which is erased with
 * its text: then nobody can try a name against a commitment any more. The comment's salt alone, which
 * whoever has the text may have, tells nothing of the other members.
 *
 * @param linkSalt 32 hexadecimal digits of chance, kept with the link
 */
export function rowSaltOf(linkSalt: string, commentSalt: string | null, sha256: Sha256): string {
  return commentSalt === null ? linkSalt : sha256(`${linkSalt}:${commentSalt}`)
}

/**
 * The salt of one closed member: SHA-256 of the row's salt, a colon and the member's name. So a
 * copy can show one member and leave the others as they are.
 */
export function memberSalt(rowSalt: string, member: string, sha256: Sha256): string {
  return sha256(`${rowSalt}:${member}`)
}

/** What stands for a closed member: SHA-256 of its salt, a colon and the value. */
export function commitment(salt: string, value: string, sha256: Sha256): string {
  return sha256(`${salt}:${value}`)
}

/** What {@link memberSalt} makes: of another length, salt and value could be divided otherwise. */
const MEMBER_SALT = /^[0-9a-f]{64}$/

/** Whether a copy shows the value for which a commitment stands. */
export function isCommitted(
  { salt, value }: Readonly<Record<keyof ShownMember, unknown>>,
  committed: unknown,
  sha256: Sha256,
): boolean {
  if (typeof salt !== 'string' || typeof value !== 'string') return false
  return MEMBER_SALT.test(salt) && commitment(salt, value, sha256) === committed
}

/** Commitments to all closed members that are there; one that is `null` has none. */
export function commitments(
  rowSalt: string,
  closed: Readonly<Record<string, string | null>>,
  sha256: Sha256,
): Readonly<Record<string, string>> {
  const members: Record<string, string> = {}
  for (const [name, value] of Object.entries(closed)) {
    if (value !== null) members[name] = commitment(memberSalt(rowSalt, name, sha256), value, sha256)
  }
  return members
}

/**
 * SHA-256 over the canonical JSON (RFC 8785) of kind, open members and commitments.
 *
 * @example
 * rowHash({ kind: 'note', subject: 'p-1/1', open: { comment: 'p-1', n: 1, at: 0 }, closed: {} }, sha256)
 */
export function rowHash({ kind, subject, open, closed }: RecordRow, sha256: Sha256): string {
  return sha256(canonicalJson({ kind, subject, open, closed } satisfies CanonicalValue))
}
