import type { Site } from './sites'
import type { AppProcess } from './app-process'
import { isAcknowledged, type Exchange } from './filing-load'
import { checkRecord } from './record-checker/check-record'
import type { Violation } from './record-checker/invariants'
import { loadRows } from './record-checker/load-rows'
import { readApi } from './record-checker/read-api'
import type { Call } from './record-checker/record'
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
  const calls = [
    ...dockets.map(exposed),
    ...staffCalls,
    ...history.map((exchange) => callOf(exchange, dockets)),
  ]
  const ids = dockets.map((each) => each.documentId)
  return checkRecord({
    history: calls,
    rows: await withDatabase(site, (db) => loadRows(db, ids)),
    api: await readApi(app.call, dockets, calls),
  })
}
