import { toIsoUtc } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import { findCommentAttachments } from '../repositories/comment-attachments'
import { findByPublicId } from '../repositories/comments'
import { eraseComment, findErasureRequests, insertErasureRequest } from '../repositories/erasures'
import type { Actor } from '../repositories/ledgers'
import { connectionOf } from '../strapi-types'
import { EXPORT_PROFILES } from '../../../domain/docket-export'
import { audit } from './audit-log'
import { actOnComment } from './comment-acts'
import { removeUnnamed } from './comment-files'
import { removeWithdrawn, withdrawFromExports } from './export-withdrawal'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** Asks for a comment's text to be erased on a legal basis. Somebody else has to approve. */
export async function requestErasure(runtime: Runtime, publicId: string, basis: string) {
  const { docket, at } = await actOnComment(
    runtime,
    publicId,
    'erase',
    async (db, comment, actor) => {
      if (comment.text === null) return refuse('ALREADY_ERASED')
      const asked = { basis, requestedBy: personOf(actor) }
      const now = await readDatabaseClock(db)
      await insertErasureRequest(db, comment, asked, { at: now, actor })
      return { docket: comment.docket, at: now }
    },
  )
  audit(runtime.strapi, 'erasure.requested', { docket, comment: publicId })
  return { publicId, at: toIsoUtc(at) }
}

/**
 * Erases a comment as its last request, which has this number, says: text, wording, salt, name, contact and files. What
 * was done about it stays, and the row with its number and hash.
 */
export async function approveErasure(runtime: Runtime, publicId: string, n: number) {
  const { strapi } = runtime
  const filed = await findByPublicId(strapi, connectionOf(strapi), publicId)
  // Afterwards there is nothing left that a link could be made of.
  if (filed !== null) await runtime.linker.linkAll(filed.draftDocumentId)
  const { comment, at, withdrawn } = await actOnComment(
    runtime,
    publicId,
    'erase',
    async (db, comment, actor, head) => {
      if (comment.text === null) return refuse('ALREADY_ERASED')
      const request = (await findErasureRequests(db, comment.documentId)).at(-1)
      const approvedBy = personOf(actor)
      if (request?.n !== n || request.requestedBy === approvedBy) {
        return refuse('ERASURE_REFUSED')
      }
      const now = await readDatabaseClock(db)
      await eraseComment(strapi, db, comment.documentId, request, { approvedBy, at: now })
      const withdrawn = await withdrawFromExports(db, head, comment, EXPORT_PROFILES)
      return { comment, at: now, withdrawn }
    },
  )
  const { docket, documentId, draftDocumentId } = comment
  audit(strapi, 'comment.erased', { docket, comment: publicId })
  runtime.copies.wanted(draftDocumentId)
  await removeWithdrawn(runtime, withdrawn)
  const files = (await findCommentAttachments(connectionOf(strapi), [documentId])).get(documentId)
  await removeUnnamed(
    runtime,
    (files ?? []).map(({ sha256 }) => sha256),
  )
  return { publicId, at: toIsoUtc(at) }
}

function personOf(actor: Actor): string {
  return personIdOf(actor) ?? refuse('ERASURE_REFUSED')
}

/** An account, which outlives its name; `null` for a token or a script, which answers for nothing. */
export function personIdOf({ kind, id }: Actor): string | null {
  return kind === 'admin-user' && id !== null ? `${kind}:${id}` : null
}
