import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'
import { appendRow, rowsAbout, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { actorName, toNumber } from './row-values'

/** What staff said of a comment among themselves. */
export interface Note {
  readonly text: string
  readonly at: Instant
  readonly by: string | null
}

export function insertNote(
  db: Db,
  comment: CommentKey,
  text: string,
  made: { at: Instant; actor: Actor },
): Promise<void> {
  return appendRow(db, TABLES.notes, comment, { text }, made)
}

export async function findNotes(db: Db, commentDocumentId: string): Promise<Note[]> {
  const rows = await rowsAbout(db, TABLES.notes, commentDocumentId)
  return rows.map((row) => ({
    text: String(row.text),
    at: toNumber(row.at),
    by: actorName(row.actor),
  }))
}
