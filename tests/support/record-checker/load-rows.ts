import type { Knex } from 'knex'
import type { RecordRows, RuleRevisionRow } from './record'

/** The tables of a record by their short names; a control keeps its own under other names. */
export type TableNames = (name: string) => string

export const RECORD_TABLES: TableNames = (name) => `comment_period_${name}`

type Row = Readonly<Record<string, unknown>>

/** PostgreSQL answers a `bigint` as text. */
const whole = (value: unknown) => Number(value)
const wholeOrNull = (value: unknown) =>
  value === null || value === undefined ? null : Number(value)
const text = String
const textOrNull = (value: unknown) => (value === null || value === undefined ? null : text(value))

/** Everything that stands about these drafts, and every rule revision, by the given connection. */
export async function loadRows(knex: Knex, documentIds: readonly string[]): Promise<RecordRows> {
  const t = RECORD_TABLES
  const docketRows = await loadDocketRows(knex, documentIds, t)
  const cited = [...docketRows.exposures, ...docketRows.waivers]
  const ids = (of: (row: (typeof cited)[number]) => string) => [...new Set(cited.map(of))]
  const bodyIds = ids((row) => row.bodyId)
  const drafts: Row[] = await knex(t('draft_regulations'))
    .whereIn('document_id', [...documentIds])
    .where({ locale: 'fa', published_at: null })
  const bodies: Row[] = await knex(t('issuing_bodies')).whereIn('document_id', bodyIds)
  const kinds: Row[] = await knex(t('instrument_kinds')).whereIn(
    'document_id',
    ids((row) => row.kindId),
  )
  const revisions: Row[] = await knex(t('rule_revisions'))
  return {
    ...docketRows,
    drafts: drafts.map((row) => ({ documentId: text(row.document_id) })),
    bodies: bodies.map((row) => ({ documentId: text(row.document_id) })),
    kinds: kinds.map((row) => ({
      documentId: text(row.document_id),
      terminalAct: text(row.terminal_act),
    })),
    ruleRevisions: revisions.map(toRuleRevision),
  }
}

export type DocketRows = Pick<
  RecordRows,
  'heads' | 'exposures' | 'events' | 'waivers' | 'issuances' | 'comments' | 'counts'
>

export async function loadDocketRows(
  knex: Knex,
  documentIds: readonly string[],
  t: TableNames,
): Promise<DocketRows> {
  const of = async (table: string, column = 'document_id'): Promise<Row[]> =>
    knex(t(table)).whereIn(column, [...documentIds])
  const heads = await of('docket_heads')
  const exposures = await of('exposures')
  const events = await of('events')
  const waivers = await of('waivers')
  const issuances = await of('issuances')
  const comments = await of('public_comments', 'draft_document_id')
  const counts = await of('comment_counts')
  return {
    heads: heads.map((row) => ({
      documentId: text(row.document_id),
      docket: text(row.docket),
      lastSeq: whole(row.last_seq),
      exposureN: whole(row.exposure_n),
      effectiveCloseAt: wholeOrNull(row.effective_close_at),
      suspended: whole(row.suspended) === 1,
      withdrawnAt: wholeOrNull(row.withdrawn_at),
      issuedAt: wholeOrNull(row.issued_at),
    })),
    exposures: exposures.map((row) => ({
      documentId: text(row.document_id),
      ordinal: whole(row.ordinal),
      n: whole(row.n),
      openedAt: whole(row.opened_at),
      closesAt: whole(row.closes_at),
      bodyId: text(row.body_document_id),
      kindId: text(row.kind_document_id),
      terminalAct: text(row.terminal_act),
      textHash: text(row.text_hash),
      reason: textOrNull(row.reason),
    })),
    events: events.map((row) => ({
      documentId: text(row.document_id),
      ordinal: whole(row.ordinal),
      kind: text(row.kind),
      at: whole(row.at),
      closesAt: wholeOrNull(row.closes_at),
      reason: text(row.reason),
    })),
    waivers: waivers.map((row) => ({
      documentId: text(row.document_id),
      ordinal: whole(row.ordinal),
      at: whole(row.at),
      bodyId: text(row.body_document_id),
      kindId: text(row.kind_document_id),
      terminalAct: text(row.terminal_act),
      reason: text(row.reason),
    })),
    issuances: issuances.map((row) => ({
      documentId: text(row.document_id),
      ordinal: whole(row.ordinal),
      at: whole(row.at),
      basisExposureN: wholeOrNull(row.basis_exposure_n),
      textHash: text(row.text_hash),
      reason: text(row.reason),
    })),
    comments: comments.map((row) => ({
      draftDocumentId: text(row.draft_document_id),
      seq: whole(row.seq),
      publicId: text(row.public_id),
      text: textOrNull(row.text),
      salt: textOrNull(row.salt),
      textHash: text(row.text_hash),
      channel: text(row.channel),
      receivedAt: whole(row.received_at),
      recordedAt: whole(row.recorded_at),
      state: text(row.state),
      withholdReason: textOrNull(row.withhold_reason),
    })),
    counts: counts.map((row) => ({
      documentId: text(row.document_id),
      state: text(row.state),
      reason: text(row.reason),
      n: whole(row.n),
    })),
  }
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function toRuleRevision(row: Row): RuleRevisionRow {
  return {
    ruleId: text(row.rule_document_id),
    revision: whole(row.revision),
    bodyId: textOrNull(row.body_document_id),
    terminalAct: textOrNull(row.terminal_act),
    kindIds: text(row.kinds).split('|').filter(Boolean),
    floorMs: floorOf(text(row.period_unit), whole(row.period_count), text(row.month_means)),
    mandatory: row.force === 'mandatory',
    ended: whole(row.ended) === 1,
    validFromAt: wholeOrNull(row.valid_from_at),
    validToAt: wholeOrNull(row.valid_to_at),
    effectiveAt: whole(row.effective_at),
    note: text(row.note),
  }
}

/** The least that a rule demands: a zone may take an hour, and one Esfand in twelve months a day. */
function floorOf(unit: string, count: number, monthMeans: string): number {
  switch (unit) {
    case 'minute':
      return count * 60_000
    case 'day':
      return count * DAY_MS - HOUR_MS
    case 'week':
      return count * 7 * DAY_MS - HOUR_MS
    default: {
      const short = monthMeans === 'solar-hijri-month' ? Math.ceil(count / 12) : 0
      return (30 * count - short) * DAY_MS - HOUR_MS
    }
  }
}
