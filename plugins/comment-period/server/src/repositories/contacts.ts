import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'

/** Name and contact of a comment's author, readable with a key that the database does not hold. */
export interface SealedContact {
  readonly commentDocumentId: string
  readonly sealed: string
  readonly keyId: string
  /** By which comments of one sender in one docket are told; `null` where no contact was left. */
  readonly sender: string | null
  readonly recordedAt: number
}

export async function insertContacts(
  { knex }: Db,
  contacts: readonly SealedContact[],
): Promise<void> {
  await knex(TABLES.contacts).insert(
    contacts.map((contact) => ({
      comment_document_id: contact.commentDocumentId,
      sealed: contact.sealed,
      key_id: contact.keyId,
      sender_hmac: contact.sender,
      sender_key_id: contact.keyId,
      recorded_at: contact.recordedAt,
    })),
  )
}

/** The sealed name and contact of a comment's author; `null` where none was left, or all is erased. */
export async function findSealedContact(
  { knex }: Db,
  commentDocumentId: string,
): Promise<string | null> {
  const row: Row | undefined = await knex(TABLES.contacts)
    .where({ comment_document_id: commentDocumentId })
    .first('sealed')
  return row === undefined ? null : String(row.sealed)
}

/** The same of several comments, by the comment. */
export async function findSealedContacts(
  { knex }: Db,
  commentDocumentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (commentDocumentIds.length === 0) return new Map()
  const rows: { comment_document_id: string; sealed: string }[] = await knex(TABLES.contacts)
    .whereIn('comment_document_id', [...commentDocumentIds])
    .select('comment_document_id', 'sealed')
  return new Map(rows.map((row) => [row.comment_document_id, row.sealed]))
}

export async function deleteContact({ knex }: Db, commentDocumentId: string): Promise<void> {
  await knex(TABLES.contacts).where({ comment_document_id: commentDocumentId }).delete()
}

/** Keeps by what comments of one sender are told, of contacts that were sealed before that was. */
export async function saveSenders(
  { knex }: Db,
  keyId: string,
  senders: readonly { readonly commentDocumentId: string; readonly sender: string | null }[],
): Promise<void> {
  for (const { commentDocumentId, sender } of senders) {
    await knex(TABLES.contacts)
      .where({ comment_document_id: commentDocumentId })
      .update({ sender_hmac: sender, sender_key_id: keyId })
  }
}
