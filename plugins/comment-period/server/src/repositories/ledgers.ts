import type { DocketEntry, DocketLedger, EventGround } from '../../../domain/ledger'
import type { TerminalAct } from '../../../domain/period-rule'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import { toNumber, toNumberOrNull } from './numbers'

/** Who did something: kept in the row itself, for accounts come and go. */
export interface Actor {
  readonly kind: 'admin-user' | 'api-token' | 'process'
  readonly id: string | null
  readonly name: string | null
}

/** The entries of one docket in the order in which they happened. */
export async function loadLedger(db: Db, documentId: string): Promise<DocketLedger> {
  const ledgers = await loadLedgers(db, [documentId])
  return ledgers.get(documentId) ?? []
}

/** The same for several dockets at once: four queries, whatever their number. */
export async function loadLedgers(
  { knex }: Db,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, DocketLedger>> {
  const entries = new Map<string, DocketEntry[]>(documentIds.map((id) => [id, []]))
  const read = async (table: string, columns: string[], toEntry: (row: Row) => DocketEntry) => {
    const rows: Row[] = await knex(table)
      .whereIn('document_id', [...documentIds])
      .select(['document_id', 'ordinal', ...columns])
    for (const row of rows) entries.get(String(row.document_id))?.push(toEntry(row))
  }
  await read(
    TABLES.exposures,
    ['n', 'opened_at', 'closes_at', 'minimum_closes_at', 'text_hash'],
    (row) => ({
      entry: 'exposure',
      ordinal: toNumber(row.ordinal),
      at: toNumber(row.opened_at),
      n: toNumber(row.n),
      closesAt: toNumber(row.closes_at),
      minimumClosesAt: toNumber(row.minimum_closes_at),
      textHash: String(row.text_hash),
    }),
  )
  await read(TABLES.events, ['kind', 'at', 'closes_at', 'ground', 'reason'], toEvent)
  await read(TABLES.waivers, ['at', 'force'], (row) => ({
    entry: 'waiver',
    ordinal: toNumber(row.ordinal),
    at: toNumber(row.at),
    force: row.force === 'discretionary' ? 'discretionary' : 'none',
  }))
  await read(
    TABLES.issuances,
    ['at', 'terminal_act', 'basis_exposure_n', 'basis_waiver_ordinal', 'text_hash'],
    (row) => {
      const n = toNumberOrNull(row.basis_exposure_n)
      return {
        entry: 'issuance',
        ordinal: toNumber(row.ordinal),
        at: toNumber(row.at),
        terminalAct: row.terminal_act as TerminalAct,
        basis:
          n === null
            ? { kind: 'waiver', ordinal: toNumber(row.basis_waiver_ordinal) }
            : { kind: 'exposure', n },
        textHash: String(row.text_hash),
      }
    },
  )
  for (const each of entries.values()) each.sort((a, b) => a.ordinal - b.ordinal)
  return entries
}

function toEvent(row: Row): DocketEntry {
  const base = {
    entry: 'event' as const,
    ordinal: toNumber(row.ordinal),
    at: toNumber(row.at),
    reason: String(row.reason),
  }
  const ground = row.ground as EventGround
  switch (row.kind) {
    case 'extended':
      return { ...base, kind: 'extended', closesAt: toNumber(row.closes_at), ground }
    case 'suspended':
      return { ...base, kind: 'suspended', ground }
    case 'resumed':
      return { ...base, kind: 'resumed', closesAt: toNumber(row.closes_at) }
    case 'withdrawn':
      return { ...base, kind: 'withdrawn' }
    default:
      throw new Error(`period event of unknown kind ${JSON.stringify(row.kind)}`)
  }
}

/** What an exposure stores beside the period: the facts it was computed from. */
export interface ExposureSnapshot {
  readonly body: {
    slug: string
    name: string
    letterheadLines: readonly string[]
    legalBasis: string
  }
  readonly kind: { key: string; name: string }
  readonly zone: string
  readonly destinationAuthority: string | null
  readonly rules: readonly RuleSnapshot[]
  /** Title of the rule that closed latest; `null` where no rule applied. */
  readonly winningRule: RuleSnapshot | null
  readonly calendar: {
    readonly weeklyClosedDays: readonly unknown[]
    readonly holidays: readonly unknown[]
  }
  readonly lastDayOn: string | null
  readonly countedDayOn: string | null
  readonly skipped: readonly { on: string; reason: string }[]
  readonly requestedLastDayOn: string | null
}

export interface RuleSnapshot {
  readonly ruleId: string
  readonly revision: number
  readonly title: string
  readonly count: number
  readonly unit: string
  readonly monthMeans: string
  readonly excludeActionDay: boolean
  readonly force: string
  readonly legalBasis: string
  readonly note: string
}

export interface ExposureRecord {
  readonly documentId: string
  readonly docket: string
  readonly ordinal: number
  readonly n: number
  readonly openedAt: number
  readonly closesAt: number
  readonly minimumClosesAt: number
  readonly bodyId: string
  readonly kindId: string
  readonly terminalAct: TerminalAct
  readonly locale: string
  readonly content: string
  readonly summary: string
  readonly textHash: string
  readonly snapshot: ExposureSnapshot
  readonly reason: string | null
}

export async function insertExposure(
  { knex }: Db,
  exposure: ExposureRecord,
  actor: Actor,
): Promise<void> {
  await knex(TABLES.exposures).insert({
    document_id: exposure.documentId,
    docket: exposure.docket,
    ordinal: exposure.ordinal,
    n: exposure.n,
    opened_at: exposure.openedAt,
    closes_at: exposure.closesAt,
    minimum_closes_at: exposure.minimumClosesAt,
    body_document_id: exposure.bodyId,
    kind_document_id: exposure.kindId,
    terminal_act: exposure.terminalAct,
    locale: exposure.locale,
    content: exposure.content,
    summary: exposure.summary,
    text_hash: exposure.textHash,
    snapshot: JSON.stringify(exposure.snapshot),
    reason: exposure.reason,
    actor: JSON.stringify(actor),
  })
}

function toExposure(row: Row): ExposureRecord {
  return {
    documentId: String(row.document_id),
    docket: String(row.docket),
    ordinal: toNumber(row.ordinal),
    n: toNumber(row.n),
    openedAt: toNumber(row.opened_at),
    closesAt: toNumber(row.closes_at),
    minimumClosesAt: toNumber(row.minimum_closes_at),
    bodyId: String(row.body_document_id),
    kindId: String(row.kind_document_id),
    terminalAct: row.terminal_act as TerminalAct,
    locale: String(row.locale),
    content: String(row.content),
    summary: String(row.summary),
    textHash: String(row.text_hash),
    snapshot: JSON.parse(String(row.snapshot)) as ExposureSnapshot,
    reason: row.reason === null ? null : String(row.reason),
  }
}

export async function findExposures({ knex }: Db, documentId: string): Promise<ExposureRecord[]> {
  const rows: Row[] = await knex(TABLES.exposures).where({ document_id: documentId }).orderBy('n')
  return rows.map(toExposure)
}

export async function findExposure(
  { knex }: Db,
  documentId: string,
  n: number,
): Promise<ExposureRecord | null> {
  const row: Row | undefined = await knex(TABLES.exposures)
    .where({ document_id: documentId, n })
    .first()
  return row === undefined ? null : toExposure(row)
}

/** The latest exposure of each docket. */
export async function findLatestExposures(
  { knex }: Db,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, ExposureRecord>> {
  const rows: Row[] = await knex({ e: TABLES.exposures })
    .whereIn('e.document_id', [...documentIds])
    .where(
      'e.n',
      knex({ x: TABLES.exposures }).max('x.n').where('x.document_id', knex.ref('e.document_id')),
    )
    .select('e.*')
  return new Map(rows.map((row) => [String(row.document_id), toExposure(row)]))
}

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

export async function insertEvent({ knex }: Db, event: EventRecord, actor: Actor): Promise<void> {
  await knex(TABLES.events).insert({
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
  })
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

export async function insertWaiver(
  { knex }: Db,
  waiver: WaiverRecord,
  actor: Actor,
): Promise<void> {
  await knex(TABLES.waivers).insert({
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
  })
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
  { knex }: Db,
  issuance: IssuanceRecord,
  actor: Actor,
): Promise<void> {
  await knex(TABLES.issuances).insert({
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
  })
}

export async function findIssuance(
  { knex }: Db,
  documentId: string,
): Promise<IssuanceRecord | null> {
  const row: Row | undefined = await knex(TABLES.issuances)
    .where({ document_id: documentId })
    .first()
  if (row === undefined) return null
  const textOrNull = (value: unknown) => (value === null ? null : String(value))
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
    destinationAuthority: textOrNull(row.destination_authority),
    letterNumber: textOrNull(row.letter_number),
    letterOn: textOrNull(row.letter_on),
    reason: String(row.reason),
    snapshot: JSON.parse(String(row.snapshot)),
  }
}

/** The latest instant any ledger holds; a database clock behind it is wrong. */
export async function lastRecordedAt({ knex }: Db): Promise<number> {
  const sources = [
    [TABLES.exposures, 'opened_at'],
    [TABLES.events, 'at'],
    [TABLES.waivers, 'at'],
    [TABLES.issuances, 'at'],
  ] as const
  let last = 0
  for (const [table, column] of sources) {
    const row: { at?: unknown } | undefined = await knex(table).max({ at: column }).first()
    last = Math.max(last, toNumberOrNull(row?.at) ?? 0)
  }
  return last
}
