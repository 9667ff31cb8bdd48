import type { EventGround } from '../../../domain/ledger'
import type { TerminalAct } from '../../../domain/period-rule'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { linkRow } from './record-links'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'
import { assertStored } from './stored-rows'

export interface EventRecord {
  readonly documentId: string
  readonly docket: string
  readonly ordinal: number
  readonly kind: string
  readonly at: number
  readonly closesAt: number | null
  readonly ground: EventGround | null
  readonly reason: string
  readonly snapshot: unknown
}

export async function insertEvent(db: Db, event: EventRecord, actor: Actor): Promise<void> {
  const row = {
    document_id: event.documentId,
    docket: event.docket,
    ordinal: event.ordinal,
    kind: event.kind,
    at: event.at,
    closes_at: event.closesAt,
    ground: event.ground,
    reason: event.reason,
    snapshot: JSON.stringify(event.snapshot),
    actor: JSON.stringify(actor),
  }
  await insertLinked(db, TABLES.events, 'event', row)
}

export interface WaiverRecord {
  readonly documentId: string
  readonly docket: string
  readonly ordinal: number
  readonly at: number
  readonly bodyId: string
  readonly kindId: string
  readonly terminalAct: TerminalAct
  readonly force: string
  readonly title: string
  readonly decidedBy: string
  readonly reason: string
  readonly snapshot: unknown
}

export async function insertWaiver(db: Db, waiver: WaiverRecord, actor: Actor): Promise<void> {
  const row = {
    document_id: waiver.documentId,
    docket: waiver.docket,
    ordinal: waiver.ordinal,
    at: waiver.at,
    body_document_id: waiver.bodyId,
    kind_document_id: waiver.kindId,
    terminal_act: waiver.terminalAct,
    force: waiver.force,
    title: waiver.title,
    decided_by: waiver.decidedBy,
    reason: waiver.reason,
    snapshot: JSON.stringify(waiver.snapshot),
    actor: JSON.stringify(actor),
  }
  await insertLinked(db, TABLES.waivers, 'waiver', row)
}

export interface IssuanceRecord {
  readonly documentId: string
  readonly docket: string
  readonly ordinal: number
  readonly at: number
  readonly basisExposureN: number | null
  readonly basisWaiverOrdinal: number | null
  readonly terminalAct: TerminalAct
  readonly locale: string
  readonly content: string
  readonly summary: string
  readonly textHash: string
  readonly destinationAuthority: string | null
  readonly letterNumber: string | null
  readonly letterOn: string | null
  readonly reason: string
  readonly snapshot: unknown
}

export async function insertIssuance(
  db: Db,
  issuance: IssuanceRecord,
  actor: Actor,
): Promise<void> {
  const row = {
    document_id: issuance.documentId,
    docket: issuance.docket,
    ordinal: issuance.ordinal,
    at: issuance.at,
    basis_exposure_n: issuance.basisExposureN,
    basis_waiver_ordinal: issuance.basisWaiverOrdinal,
    terminal_act: issuance.terminalAct,
    locale: issuance.locale,
    content: issuance.content,
    summary: issuance.summary,
    text_hash: issuance.textHash,
    destination_authority: issuance.destinationAuthority,
    letter_number: issuance.letterNumber,
    letter_on: issuance.letterOn,
    reason: issuance.reason,
    snapshot: JSON.stringify(issuance.snapshot),
    actor: JSON.stringify(actor),
  }
  await insertLinked(db, TABLES.issuances, 'issuance', row)
}

async function insertLinked(
  db: Db,
  table: string,
  kind: 'event' | 'waiver' | 'issuance',
  row: { document_id: string; ordinal: number; at: number },
): Promise<void> {
  assertStored(await db.knex(table).insert(row).returning('id'))
  const linked = { kind, subject: String(row.ordinal), columns: row }
  await linkRow(db, row.document_id, linked, row.at)
}

export async function findIssuance(
  { knex }: Db,
  documentId: string,
): Promise<IssuanceRecord | null> {
  const row: Row | undefined = await knex(TABLES.issuances)
    .where({ document_id: documentId })
    .first()
  if (row === undefined) return null
  return {
    documentId: String(row.document_id),
    docket: String(row.docket),
    ordinal: toNumber(row.ordinal),
    at: toNumber(row.at),
    basisExposureN: toNumberOrNull(row.basis_exposure_n),
    basisWaiverOrdinal: toNumberOrNull(row.basis_waiver_ordinal),
    terminalAct: row.terminal_act as TerminalAct,
    locale: String(row.locale),
    content: String(row.content),
    summary: String(row.summary),
    textHash: String(row.text_hash),
    destinationAuthority: toTextOrNull(row.destination_authority),
    letterNumber: toTextOrNull(row.letter_number),
    letterOn: toTextOrNull(row.letter_on),
    reason: String(row.reason),
    snapshot: JSON.parse(String(row.snapshot)),
  }
}
