import { createHash } from 'node:crypto'
import { CONTENT } from '../support/ledger-rows'
import type { TableNames } from '../support/record-checker/load-rows'
import type { PlannedCall, Variant } from './round-plans'
import type { RoundSubject } from './round-subjects'

/** One transaction of somebody who types SQL: read, wait, write. */
export interface SqlAct {
  /** One row: what its writer knows when it writes. */
  readonly facts: string
  /** `{facts}` stands for the facts, typed in or read again. The last one answers the row. */
  readonly writes: readonly string[]
}

/** What differs between the two databases in what is typed. */
export interface Sql {
  readonly t: TableNames
  readonly now: string
  /** Now, as Strapi keeps it. */
  readonly stamp: string
}

export const SQLITE_SQL: Omit<Sql, 't'> = {
  now: "CAST(round(unixepoch('subsec') * 1000) AS INTEGER)",
  stamp: "CAST(round(unixepoch('subsec') * 1000) AS INTEGER)",
}
export const POSTGRES_SQL: Omit<Sql, 't'> = {
  now: '(extract(epoch from clock_timestamp()) * 1000)::bigint',
  stamp: 'clock_timestamp()',
}

const literal = (value: string) => `'${value.replaceAll("'", "''")}'`

/** What a docket's tables say now, as one row. */
export function docketFacts({ t, now }: Sql, documentId: string): string {
  const last = (column: string, tables: readonly string[]) =>
    `(SELECT coalesce(max(v), 0) FROM (${tables
      .map(
        (table) => `SELECT max(${column}) AS v FROM ${t(table)} WHERE document_id = h.document_id`,
      )
      .join(' UNION ALL ')}) AS l)`
  const lastOf = (kind: string, column: string) =>
    `(SELECT coalesce(max(${column}), 0) FROM ${t('events')} WHERE document_id = h.document_id AND kind = '${kind}')`
  return `SELECT h.document_id, h.docket, ${now} AS now, ${last('ordinal', ['exposures', 'events', 'waivers', 'issuances'])} AS last_ordinal, ${last('n', ['exposures'])} AS last_n, ${last('closes_at', ['exposures', 'events'])} AS close_at, ${lastOf('suspended', 'at')} AS suspended_at, (SELECT coalesce(max(seq), 0) FROM ${t('public_comments')} WHERE draft_document_id = h.document_id) AS last_seq FROM ${t('docket_heads')} AS h WHERE h.document_id = ${literal(documentId)}`
}

/** What an act writes, typed straight into the tables. */
export function sqlAct(sql: Sql, subject: RoundSubject, call: PlannedCall): SqlAct {
  const facts = docketFacts(sql, subject.documentId)
  switch (call.act) {
    case 'issue':
      return { facts, writes: [issuance(sql, call)] }
    case 'extend':
      return { facts, writes: [event(sql, call, 'extended', `${later} + ${String(call.byMs)}`)] }
    case 'suspend':
      return { facts, writes: [event(sql, call, 'suspended', 'NULL')] }
    case 'resume': {
      const close = `f.close_at + (f.now - f.suspended_at) + ${String(call.byMs)}`
      return { facts, writes: [event(sql, call, 'resumed', close)] }
    }
    case 'withdraw':
      return { facts, writes: [event(sql, call, 'withdrawn', 'NULL')] }
    case 'restart':
      return { facts, writes: [nextExposure(sql, call)] }
    case 'comment':
      return { facts, writes: [comment(sql, call)] }
    case 'tamper':
      return { facts, writes: [tampering(sql, subject, call.variant)] }
    case 'expose':
      return {
        facts: `SELECT ${sql.now} AS now`,
        writes: [head(sql, subject), firstExposure(sql, subject, call)],
      }
    case 'waive':
      return {
        facts: `SELECT ${sql.now} AS now`,
        writes: [head(sql, subject), waiver(sql, subject, call)],
      }
    case 'subject':
      return {
        facts: `SELECT ${sql.now} AS now`,
        writes: [changedSubject(sql, subject, call.variant)],
      }
    case 'rule':
      return { facts: `SELECT ${sql.now} AS now`, writes: [ruleRevision(sql, subject, call)] }
  }
}

const later = '(CASE WHEN f.close_at > f.now THEN f.close_at ELSE f.now END)'

/** A row by the expressions of its columns, over the facts `f`. */
function insert(table: string, columns: Readonly<Record<string, string>>, also = ''): string {
  const names = Object.keys(columns)
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${Object.values(columns).join(', ')} FROM {facts} AS f${also}`
}

function event({ t }: Sql, { mark }: PlannedCall, kind: string, closesAt: string): string {
  const row = insert(t('events'), {
    document_id: 'f.document_id',
    docket: 'f.docket',
    ordinal: 'f.last_ordinal + 1',
    kind: literal(kind),
    at: 'f.now',
    closes_at: closesAt,
    ground: "'other'",
    reason: literal(mark),
    snapshot: "'{}'",
    actor: "'{}'",
  })
  return `${row} RETURNING at, closes_at`
}

function issuance({ t }: Sql, { mark, variant }: PlannedCall): string {
  const row = insert(t('issuances'), {
    document_id: 'f.document_id',
    docket: 'f.docket',
    ordinal: 'f.last_ordinal + 1',
    at: variant === 'dated-at-close' ? 'f.close_at' : 'f.now',
    basis_exposure_n: 'f.last_n',
    terminal_act: "'promulgate'",
    locale: "'fa'",
    content: literal(CONTENT),
    summary: "''",
    text_hash: literal('b'.repeat(64)),
    reason: literal(mark),
    snapshot: "'{}'",
    actor: "'{}'",
  })
  return `${row} RETURNING at, NULL AS closes_at`
}

function comment({ t, stamp }: Sql, { digits, text, variant }: PlannedCall): string {
  const salt = digits.slice(0, 32)
  const hash = createHash('sha256')
    .update(`${salt}${text ?? ''}`, 'utf8')
    .digest('hex')
  const row = insert(t('public_comments'), {
    document_id: literal(digits.slice(32, 56)),
    docket: 'f.docket',
    draft_document_id: 'f.document_id',
    exposure_n: 'f.last_n',
    seq: 'f.last_seq + 1',
    public_id: literal(digits.slice(56, 72)),
    type: "'opinion'",
    target: "'docket'",
    text: literal(text ?? ''),
    salt: literal(salt),
    text_hash: literal(hash),
    channel: "'api'",
    received_at: variant === 'dated-at-close' ? 'f.close_at - 1' : 'f.now',
    recorded_at: 'f.now',
    late: 'FALSE',
    state: "'published'",
    code_hmac: literal(`code-${digits}`),
    key_hmac: literal(`key-${digits}`),
    code_key_id: "'k1'",
    body_fingerprint: literal(digits),
    published_at: stamp,
  })
  return `${row} RETURNING received_at AS at, NULL AS closes_at, public_id, text_hash`
}

/** Everything of the last exposure but its place and period. */
function nextExposure({ t }: Sql, { mark, byMs }: PlannedCall): string {
  const closesAt = `${later} + ${String(byMs)}`
  const kept = [
    'body_document_id',
    'kind_document_id',
    'terminal_act',
    'locale',
    'content',
    'summary',
    'text_hash',
    'snapshot',
    'actor',
  ]
  const row = insert(
    t('exposures'),
    {
      document_id: 'f.document_id',
      docket: 'f.docket',
      ordinal: 'f.last_ordinal + 1',
      n: 'f.last_n + 1',
      opened_at: 'f.now',
      closes_at: closesAt,
      minimum_closes_at: 'f.now + 1',
      reason: literal(mark),
      ...Object.fromEntries(kept.map((column) => [column, `e.${column}`])),
    },
    ` JOIN ${t('exposures')} AS e ON e.document_id = f.document_id AND e.n = f.last_n`,
  )
  return `${row} RETURNING opened_at AS at, closes_at`
}

/** A year of its own, so that these dockets take no number from those that the service opens. */
export const TYPED_YEAR = 1404

export function head({ t }: Sql, subject: RoundSubject): string {
  return `INSERT INTO ${t('docket_heads')} (document_id, docket, body_document_id, kind_document_id, solar_year, number) VALUES (${literal(subject.documentId)}, ${literal(subject.docket)}, ${literal(subject.bodyId)}, ${literal(subject.kindId)}, ${String(TYPED_YEAR)}, ${String(subject.number)})`
}

/** For a rule in minutes, so that the service too moves its close to an instant. */
const SNAPSHOT = JSON.stringify({
  body: { slug: 'x', name: 'x', letterheadLines: [], legalBasis: 'x' },
  kind: { key: 'x', name: 'x' },
  zone: 'Asia/Tehran',
  destinationAuthority: null,
  rules: [],
  winningRule: {
    ruleId: 'x',
    revision: 1,
    title: 'x',
    count: 1,
    unit: 'minute',
    monthMeans: 'thirty-days',
    excludeActionDay: false,
    force: 'discretionary',
    legalBasis: 'x',
    note: '',
  },
  calendar: { weeklyClosedDays: [], holidays: [] },
  lastDayOn: null,
  countedDayOn: null,
  skipped: [],
  requestedLastDayOn: null,
})

/** The first exposure, dated as its statement begins, open for as long as is said. */
export function firstExposure(
  { t }: Sql,
  subject: RoundSubject,
  { mark }: Pick<PlannedCall, 'mark'>,
): string {
  const row = insert(t('exposures'), {
    document_id: literal(subject.documentId),
    docket: literal(subject.docket),
    ordinal: '1',
    n: '1',
    opened_at: 'f.now',
    closes_at: `f.now + ${String(subject.openForMs)}`,
    minimum_closes_at: 'f.now + 1',
    body_document_id: literal(subject.bodyId),
    kind_document_id: literal(subject.kindId),
    terminal_act: "'promulgate'",
    locale: "'fa'",
    content: literal(CONTENT),
    summary: "''",
    text_hash: literal('a'.repeat(64)),
    snapshot: literal(SNAPSHOT),
    reason: literal(mark),
    actor: "'{}'",
  })
  return `${row} RETURNING opened_at AS at, closes_at`
}

function waiver({ t }: Sql, subject: RoundSubject, { mark }: PlannedCall): string {
  const row = insert(t('waivers'), {
    document_id: literal(subject.documentId),
    docket: literal(subject.docket),
    ordinal: '1',
    at: 'f.now',
    body_document_id: literal(subject.bodyId),
    kind_document_id: literal(subject.kindId),
    terminal_act: "'promulgate'",
    force: "'none'",
    title: "'متن'",
    decided_by: "'رئیس'",
    reason: literal(mark),
    snapshot: "'{}'",
    actor: "'{}'",
  })
  return `${row} RETURNING at, NULL AS closes_at`
}

function changedSubject({ t }: Sql, subject: RoundSubject, variant: Variant): string {
  const draft = `document_id = ${literal(subject.documentId)} AND published_at IS NULL`
  const kind = `document_id = ${literal(subject.kindId)}`
  const none = 'NULL AS at, NULL AS closes_at'
  switch (variant) {
    case 'second-draft':
      return `INSERT INTO ${t('draft_regulations')} (document_id, locale, title, summary, clauses, created_at) SELECT document_id, locale, title, summary, clauses, created_at FROM ${t('draft_regulations')} WHERE ${draft} RETURNING ${none}`
    case 'change-act':
      return `UPDATE ${t('instrument_kinds')} SET terminal_act = 'implement' WHERE ${kind} RETURNING ${none}`
    case 'delete-kind':
      return `DELETE FROM ${t('instrument_kinds')} WHERE ${kind} RETURNING ${none}`
    default:
      return `DELETE FROM ${t('draft_regulations')} WHERE ${draft} RETURNING ${none}`
  }
}

/** What must never be let through. */
function tampering({ t }: Sql, subject: RoundSubject, variant: Variant): string {
  const mine = `document_id = ${literal(subject.documentId)}`
  const none = 'RETURNING NULL AS at, NULL AS closes_at'
  switch (variant) {
    case 'move-issuance':
      return `UPDATE ${t('issuances')} SET at = at - 1 WHERE ${mine} ${none}`
    case 'delete-event':
      return `DELETE FROM ${t('events')} WHERE ${mine} ${none}`
    case 'move-comment':
      return `UPDATE ${t('public_comments')} SET received_at = received_at - 1 WHERE draft_document_id = ${literal(subject.documentId)} ${none}`
    default:
      return `UPDATE ${t('exposures')} SET closes_at = opened_at + 1 WHERE ${mine} ${none}`
  }
}

/** A rule of the subject's own kind; shortened, it must wait for a day. */
export function ruleRevision(
  { t }: Sql,
  subject: RoundSubject,
  { mark, variant, byMs }: Pick<PlannedCall, 'mark' | 'variant' | 'byMs'>,
): string {
  const shorten = variant === 'shorten'
  // Half of those that shorten claim to take effect at once.
  const effectiveAt = shorten && byMs % 2 === 0 ? 'f.now + 86400000' : 'f.now'
  const row = insert(t('rule_revisions'), {
    rule_document_id: literal(subject.ruleId),
    revision: `(SELECT coalesce(max(r.revision), 0) + 1 FROM ${t('rule_revisions')} AS r WHERE r.rule_document_id = ${literal(subject.ruleId)})`,
    body_document_id: literal(subject.bodyId),
    terminal_act: "'promulgate'",
    kinds: literal(`|${subject.kindId}|`),
    period_count: shorten ? '1' : '2',
    period_unit: "'week'",
    month_means: "'thirty-days'",
    exclude_action_day: '0',
    force: "'mandatory'",
    title: "'قاعده آزمون'",
    legal_basis: "'بند ۲ ماده ۹'",
    note: literal(mark),
    ended: '0',
    effective_at: effectiveAt,
    recorded_at: 'f.now',
    actor: "'{}'",
  })
  return `${row} RETURNING effective_at AS at, NULL AS closes_at`
}
