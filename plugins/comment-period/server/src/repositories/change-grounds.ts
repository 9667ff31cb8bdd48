import type { Instant } from '../../../domain/instant'
import {
  groundsOf,
  groundsSince,
  type ChangeGround,
  type GroundAct,
  type TiedGround,
} from '../../../domain/themes'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { appendOutcomeRow, outcomeRows } from './outcome-ledgers'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'

export interface GroundRecord extends ChangeGround {
  readonly act: GroundAct
  readonly reason: string
  readonly at: Instant
}

/** Ties a change of a clause to a comment or a theme, or loosens it again. */
export function insertGround(
  db: Db,
  documentId: string,
  { clauseId, comment, theme, act, reason }: Omit<GroundRecord, 'at'>,
  made: { readonly at: Instant; readonly actor: Actor },
): Promise<number> {
  const columns = { clause_id: clauseId, comment, theme, act, reason }
  return appendOutcomeRow(db, TABLES.changeGrounds, documentId, columns, made)
}

/** What the changes of a docket's texts go back to, as it is tied now. */
export async function findGrounds(
  db: Db,
  documentId: string,
): Promise<readonly TiedGround<GroundRecord>[]> {
  return groundsOf(await groundRows(db, documentId), await openingsOf(db, documentId))
}

/** Those of what has changed since the text that was exposed last. */
export async function findLastGrounds(
  db: Db,
  documentId: string,
): Promise<readonly TiedGround<GroundRecord>[]> {
  const openings = await openingsOf(db, documentId)
  return groundsSince(groundsOf(await groundRows(db, documentId), openings), openings.length)
}

async function groundRows(db: Db, documentId: string): Promise<readonly GroundRecord[]> {
  const rows = await outcomeRows(db, TABLES.changeGrounds, documentId)
  return rows.map((row) => ({
    clauseId: String(row.clause_id),
    comment: toTextOrNull(row.comment),
    theme: toNumberOrNull(row.theme),
    act: row.act as GroundAct,
    reason: String(row.reason),
    at: toNumber(row.at),
  }))
}

async function openingsOf({ knex }: Db, documentId: string): Promise<readonly Instant[]> {
  const rows: Row[] = await knex(TABLES.exposures)
    .where({ document_id: documentId })
    .orderBy('n')
    .select('opened_at')
  return rows.map((row) => toNumber(row.opened_at))
}
