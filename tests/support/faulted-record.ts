import type { Knex } from 'knex'
import type { Json, Site } from './app'
import type { AppProcess } from './app-process'
import { API } from './docket-builders'
import { isAcknowledged, type Exchange } from './filing-load'
import { checkRecord } from './record-checker/check-record'
import type { Violation } from './record-checker/invariants'
import type { ApiReadings, Call, DocketReading, RecordRows } from './record-checker/record'
import { withDatabase } from './site-database'

/** A docket that the load files on; it was exposed before the fault, by the document service. */
export interface FaultedDocket {
  readonly documentId: string
  readonly docket: string
}

/** What a client of the load knows, in the checker's words. Its clock is not the database's. */
function callOf(exchange: Exchange, dockets: readonly FaultedDocket[]): Call {
  const { docket, key, text } = exchange.call
  const call = {
    act: 'comment' as const,
    door: 'service' as const,
    documentId: dockets.find((each) => each.docket === docket)!.documentId,
    mark: key,
    text,
    idempotencyKey: key,
    startedAt: null,
    endedAt: null,
  }
  if (!isAcknowledged(exchange)) {
    return exchange.outcome === 'unknown'
      ? { ...call, outcome: { kind: 'unknown', why: exchange.fault ?? '' } }
      : { ...call, outcome: { kind: 'refused', code: String(exchange.body.code) } }
  }
  const { publicId, textHash } = exchange.body.receipt
  return {
    ...call,
    outcome: {
      kind: 'acknowledged',
      at: null,
      closesAt: null,
      receipt: {
        publicId,
        textHash,
        receivedAt: Date.parse(exchange.body.receivedAt),
        trackingCode: exchange.body.trackingCode,
      },
    },
  }
}

const exposed = ({ documentId }: FaultedDocket): Call => ({
  act: 'expose',
  door: 'service',
  documentId,
  mark: 'set up',
  text: null,
  idempotencyKey: null,
  startedAt: null,
  endedAt: null,
  outcome: { kind: 'acknowledged', receipt: null, at: null, closesAt: null },
})

type Stored = Record<string, unknown>
const text = (value: unknown) => String(value as string | number)
const textOrNull = (value: unknown) => (value == null ? null : text(value))
const whole = (value: unknown) => Number(value)
const wholeOrNull = (value: unknown) => (value == null ? null : Number(value))

async function readRows(db: Knex, ids: readonly string[]): Promise<RecordRows> {
  const read = async (table: string, column = 'document_id'): Promise<Stored[]> =>
    db(`comment_period_${table}`).whereIn(column, ids).select()
  const all = async (table: string): Promise<Stored[]> => db(`comment_period_${table}`).select()
  const subject = (row: Stored) => ({
    documentId: text(row.document_id),
    ordinal: whole(row.ordinal),
    bodyId: text(row.body_document_id),
    kindId: text(row.kind_document_id),
    terminalAct: text(row.terminal_act),
  })
  return {
    heads: (await read('docket_heads')).map((row) => ({
      documentId: text(row.document_id),
      docket: text(row.docket),
      lastSeq: whole(row.last_seq),
      exposureN: whole(row.exposure_n),
      effectiveCloseAt: wholeOrNull(row.effective_close_at),
      suspended: whole(row.suspended) === 1,
      withdrawnAt: wholeOrNull(row.withdrawn_at),
      issuedAt: wholeOrNull(row.issued_at),
    })),
    exposures: (await read('exposures')).map((row) => ({
      ...subject(row),
      n: whole(row.n),
      openedAt: whole(row.opened_at),
      closesAt: whole(row.closes_at),
      textHash: text(row.text_hash),
      reason: textOrNull(row.reason),
    })),
    events: (await read('events')).map((row) => ({
      documentId: text(row.document_id),
      ordinal: whole(row.ordinal),
      kind: text(row.kind),
      at: whole(row.at),
      closesAt: wholeOrNull(row.closes_at),
      reason: text(row.reason),
    })),
    waivers: (await read('waivers')).map((row) => ({
      ...subject(row),
      at: whole(row.at),
      reason: text(row.reason),
    })),
    issuances: (await read('issuances')).map((row) => ({
      documentId: text(row.document_id),
      ordinal: whole(row.ordinal),
      at: whole(row.at),
      basisExposureN: wholeOrNull(row.basis_exposure_n),
      textHash: text(row.text_hash),
      reason: text(row.reason),
    })),
    comments: (await read('public_comments', 'draft_document_id')).map((row) => ({
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
    counts: (await read('comment_counts')).map((row) => ({
      documentId: text(row.document_id),
      state: text(row.state),
      reason: text(row.reason ?? ''),
      n: whole(row.n),
    })),
    drafts: (await read('draft_regulations'))
      .filter((row) => row.published_at === null && row.locale === 'fa')
      .map((row) => ({ documentId: text(row.document_id) })),
    bodies: (await all('issuing_bodies')).map((row) => ({ documentId: text(row.document_id) })),
    kinds: (await all('instrument_kinds')).map((row) => ({
      documentId: text(row.document_id),
      terminalAct: text(row.terminal_act),
    })),
    // How long a period must be is no question of faults; the floors are not looked at here.
    ruleRevisions: [],
  }
}

async function readDocket(
  app: Pick<AppProcess, 'call'>,
  { documentId, docket }: FaultedDocket,
): Promise<DocketReading> {
  const answer = await app.call('GET', `${API}/drafts/${docket}`)
  if (answer.status !== 200) throw new Error(`${docket} answered ${String(answer.status)}`)
  const comments: Json[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const after = cursor === '' ? '' : `&cursor=${cursor}`
    const page = await app.call('GET', `${API}/drafts/${docket}/comments?limit=100${after}`)
    comments.push(...page.body.items)
    cursor = page.body.nextCursor
  }
  return {
    documentId,
    docket,
    phase: answer.body.period.phase,
    closesAt: answer.body.period.closesAt === null ? null : Date.parse(answer.body.period.closesAt),
    total: answer.body.counts.total,
    finalTextHash: answer.body.issuance?.textHash ?? null,
    comments: comments.map((each) => ({
      publicId: each.publicId,
      seq: each.seq,
      text: each.text,
      textHash: each.textHash,
      receivedAt: Date.parse(each.receivedAt),
    })),
  }
}

/** How many tracking codes are looked up; the first and the last of what was acknowledged. */
const LOOKED_UP = 20

async function readTracking(
  app: Pick<AppProcess, 'call'>,
  history: readonly Exchange[],
): Promise<ApiReadings['tracking']> {
  const codes = history.filter(isAcknowledged).map((each) => String(each.body.trackingCode))
  const readings = []
  for (const trackingCode of [...codes.slice(0, LOOKED_UP / 2), ...codes.slice(-LOOKED_UP / 2)]) {
    const found = await app.call('POST', `${API}/tracking`, { trackingCode })
    readings.push({ trackingCode, publicId: (found.body.publicId as string | undefined) ?? null })
  }
  return readings
}

/**
 * Holds history, rows and public answers of the dockets to the invariants of the record.
 *
 * @param staffCalls acts of staff on these dockets beside their exposure
 */
export async function checkFaulted(
  site: Site,
  app: Pick<AppProcess, 'call'>,
  dockets: readonly FaultedDocket[],
  history: readonly Exchange[],
  staffCalls: readonly Call[] = [],
): Promise<readonly Violation[]> {
  const rows = await withDatabase(site, (db) =>
    readRows(
      db,
      dockets.map((each) => each.documentId),
    ),
  )
  const readings = []
  for (const docket of dockets) readings.push(await readDocket(app, docket))
  return checkRecord({
    history: [
      ...dockets.map(exposed),
      ...staffCalls,
      ...history.map((exchange) => callOf(exchange, dockets)),
    ],
    rows,
    api: { dockets: readings, tracking: await readTracking(app, history) },
  })
}
