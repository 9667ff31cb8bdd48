import type { Disclosed } from '../../../domain/comment'
import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'
import { appendRow, rowsAbout, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { actorName, toNumber } from './row-values'

/** That somebody read what stays closed to the others, and why. */
export interface Disclosure {
  readonly what: Disclosed
  readonly reason: string
  readonly at: Instant
  readonly by: string | null
}

export function insertDisclosure(
  db: Db,
  comment: CommentKey,
  disclosure: Pick<Disclosure, 'what' | 'reason'>,
  made: { at: Instant; actor: Actor },
): Promise<void> {
  const { what, reason } = disclosure
  return appendRow(db, TABLES.disclosures, comment, { what, reason }, made)
}

export async function findDisclosures(db: Db, commentDocumentId: string): Promise<Disclosure[]> {
  const rows = await rowsAbout(db, TABLES.disclosures, commentDocumentId)
  return rows.map((row) => ({
    what: row.what as Disclosed,
    reason: String(row.reason),
    at: toNumber(row.at),
    by: actorName(row.actor),
  }))
}
