import type { DocketEntry, DocketLedger, EventGround } from '../../../domain/ledger'
import type { TerminalAct } from '../../../domain/period-rule'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import { toNumber, toNumberOrNull } from './row-values'

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
