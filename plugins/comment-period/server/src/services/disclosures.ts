import type { Disclosed } from '../../../domain/comment'
import { readDatabaseClock } from '../database/clock'
import type { CommentRecord } from '../repositories/comments'
import { findSealedContact } from '../repositories/contacts'
import { insertDisclosure } from '../repositories/disclosures'
import { findOriginal } from '../repositories/redactions'
import type { Db } from '../strapi-types'
import { audit } from './audit-log'
import { actOnComment } from './comment-acts'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { openContact } from './sealed-contacts'

/** Who filed a comment and how to reach them. That it was read, by whom and why, is recorded. */
export function discloseContact(runtime: Runtime, publicId: string, reason: string) {
  return disclose(runtime, publicId, 'contact', reason, async (db, { documentId }) => {
    const sealed = (await findSealedContact(db, documentId)) ?? refuse('CONTACT_UNKNOWN')
    return openContact(runtime.keys, sealed, documentId)
  })
}

/** A comment as it was filed, hidden words included. That it was read is recorded. */
export function discloseOriginal(runtime: Runtime, publicId: string, reason: string) {
  return disclose(runtime, publicId, 'original', reason, async (db, { documentId }) => {
    const { text, suggestedWording } = await findOriginal(runtime.strapi, db, documentId)
    return { text: text ?? refuse('ALREADY_ERASED'), suggestedWording }
  })
}

/** Nothing is answered before the row that says so is in the record. */
async function disclose<T>(
  runtime: Runtime,
  publicId: string,
  what: Disclosed,
  reason: string,
  read: (db: Db, comment: CommentRecord) => Promise<T>,
): Promise<T> {
  const disclosed = await actOnComment(runtime, publicId, what, async (db, comment, actor) => {
    const found = await read(db, comment)
    const at = await readDatabaseClock(db)
    await insertDisclosure(db, comment, { what, reason }, { at, actor })
    return { found, docket: comment.docket }
  })
  audit(runtime.strapi, `${what}.disclosed`, { docket: disclosed.docket, comment: publicId })
  return disclosed.found
}
