import type { CertifiedRule } from '../../../domain/exposure-certificate'
import type { Instant } from '../../../domain/instant'
import type { TerminalAct } from '../../../domain/period-rule'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { toNumber, toTextOrNull } from './row-values'
import { linkRow } from './record-links'
import { assertStored } from './stored-rows'

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
  readonly rules: readonly CertifiedRule[]
  /** Title of the rule that closed latest; `null` where no rule applied. */
  readonly winningRule: CertifiedRule | null
  readonly calendar: {
    readonly weeklyClosedDays: readonly unknown[]
    readonly holidays: readonly unknown[]
  }
  readonly lastDayOn: string | null
  readonly countedDayOn: string | null
  readonly skipped: readonly { on: string; reason: string }[]
  readonly requestedLastDayOn: string | null
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
  db: Db,
  exposure: ExposureRecord,
  actor: Actor,
): Promise<void> {
  const row = {
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
  }
  assertStored(await db.knex(TABLES.exposures).insert(row).returning('id'))
  const linked = { kind: 'exposure', subject: String(row.ordinal), columns: row } as const
  await linkRow(db, row.document_id, linked, row.opened_at)
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
    snapshot: toSnapshot(String(row.snapshot)),
    reason: toTextOrNull(row.reason),
  }
}

/** The guards judge body, kind and zone; a rule that is none must not stop the reading. */
function toSnapshot(source: string): ExposureSnapshot {
  const snapshot = JSON.parse(source) as ExposureSnapshot
  return { ...snapshot, winningRule: isRule(snapshot.winningRule) ? snapshot.winningRule : null }
}

function isRule(value: unknown): value is CertifiedRule {
  if (typeof value !== 'object' || value === null) return false
  const { title, count, unit, force, legalBasis, note } = value as Record<string, unknown>
  const texts = [title, unit, force, legalBasis, note]
  return typeof count === 'number' && texts.every((text) => typeof text === 'string')
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

/**
 * The latest exposure of each docket.
 *
 * @param until what was exposed later is left out: which was the latest then
 */
export async function findLatestExposures(
  { knex }: Db,
  documentIds: readonly string[],
  until?: Instant,
): Promise<ReadonlyMap<string, ExposureRecord>> {
  const last = knex({ x: TABLES.exposures })
    .max('x.n')
    .where('x.document_id', knex.ref('e.document_id'))
  if (until !== undefined) last.where('x.opened_at', '<=', until)
  const rows: Row[] = await knex({ e: TABLES.exposures })
    .whereIn('e.document_id', [...documentIds])
    .where('e.n', last)
    .select('e.*')
  return new Map(rows.map((row) => [String(row.document_id), toExposure(row)]))
}
