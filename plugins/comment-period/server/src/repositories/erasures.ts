import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Strapi } from '../strapi-types'
import { appendRow, rowsAbout, type CommentKey } from './comment-ledgers'
import { deleteContact } from './contacts'
import { forgetCopy } from './copy-withdrawal'
import type { Actor } from './ledgers'
import { actorName, toNumber } from './row-values'

/** That somebody asked for a comment's text to be erased, and on which legal basis. */
export interface ErasureRequest {
  readonly n: number
  readonly basis: string
  /** Whoever asked, as the guards compare them: `admin-user:12`. */
  readonly requestedBy: string
  readonly at: Instant
  readonly by: string | null
}

export function insertErasureRequest(
  db: Db,
  comment: CommentKey,
  { basis, requestedBy }: Pick<ErasureRequest, 'basis' | 'requestedBy'>,
  made: { at: Instant; actor: Actor },
): Promise<void> {
  const columns = { basis, requested_by: requestedBy }
  return appendRow(db, TABLES.erasureRequests, comment, columns, made)
}

export async function findErasureRequests(
  db: Db,
  commentDocumentId: string,
): Promise<ErasureRequest[]> {
  const rows = await rowsAbout(db, TABLES.erasureRequests, commentDocumentId)
  return rows.map((row) => ({
    n: toNumber(row.n),
    basis: String(row.basis),
    requestedBy: String(row.requested_by),
    at: toNumber(row.at),
    by: actorName(row.actor),
  }))
}

/** Text, wording, salt, names and contact of a comment leave the database; its row and hash stay. */
export async function eraseComment(
  strapi: Strapi,
  db: Db,
  commentDocumentId: string,
  { basis, requestedBy }: ErasureRequest,
  { approvedBy, at }: { approvedBy: string; at: Instant },
): Promise<void> {
  await deleteContact(db, commentDocumentId)
  await forgetCopy(db, commentDocumentId)
  await db
    .knex(tableOf(strapi, UID.comment).tableName)
    .where({ document_id: commentDocumentId })
    .update({
      text: null,
      suggested_wording: null,
      salt: null,
      copy_key: null,
      display_name: null,
      on_behalf_of: null,
      erased_at: at,
      erasure_basis: basis,
      erased_by: requestedBy,
      erasure_approved_by: approvedBy,
      updated_at: new Date(at),
    })
}
