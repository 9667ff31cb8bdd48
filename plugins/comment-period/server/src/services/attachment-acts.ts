import type { ReadStream } from 'node:fs'
import type { StaffAttachmentsOut } from '../../../contracts/staff-attachments'
import { EXPORT_PROFILES } from '../../../domain/docket-export'
import { toIsoUtc } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import {
  findCommentAttachments,
  insertVerdict,
  type JudgedAttachment,
  type VerdictRecord,
} from '../repositories/comment-attachments'
import { findByPublicId, type CommentRecord } from '../repositories/comments'
import { findHead, lockHead } from '../repositories/docket-heads'
import { connectionOf, inTransaction, type Db } from '../strapi-types'
import { assertMember, currentActor } from './actors'
import { audit } from './audit-log'
import { actOnComment } from './comment-acts'
import { staffAttachmentOut } from './docket-answers'
import { removeWithdrawn, withdrawFromExports } from './export-withdrawal'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** An attachment with its bytes, to be handed out as a download. */
export interface OpenedAttachment extends JudgedAttachment {
  readonly bytes: ReadStream
}

/** A released attachment of a published comment. Of any other nobody is told that it is there. */
export async function openReleasedAttachment(
  runtime: Runtime,
  docket: string,
  publicId: string,
  n: number,
): Promise<OpenedAttachment> {
  const db = connectionOf(runtime.strapi)
  const comment = await findByPublicId(runtime.strapi, db, publicId)
  if (comment?.docket !== docket || comment.state !== 'published' || isErased(comment)) {
    return refuse('ATTACHMENT_UNKNOWN')
  }
  const attachment = await findOne(db, comment, n)
  if (attachment.state !== 'released') refuse('ATTACHMENT_UNKNOWN')
  return open(runtime, attachment)
}

/** The attachments of a comment with what was found in them, for those who screen. */
export async function listStaffAttachments(
  runtime: Runtime,
  publicId: string,
): Promise<StaffAttachmentsOut> {
  const { db, comment } = await commentToScreen(runtime, publicId)
  const found = await findCommentAttachments(db, [comment.documentId])
  return { items: (found.get(comment.documentId) ?? []).map(staffAttachmentOut) }
}

/** An attachment in whatever state, for those who screen; never one that is known to be infected. */
export async function openStaffAttachment(
  runtime: Runtime,
  publicId: string,
  n: number,
): Promise<OpenedAttachment> {
  const { db, comment } = await commentToScreen(runtime, publicId)
  if (isErased(comment)) return refuse('ATTACHMENT_UNKNOWN')
  const attachment = await findOne(db, comment, n)
  if (attachment.scan !== 'clean') await assertNotInfected(runtime, comment, attachment)
  return open(runtime, attachment)
}

/**
 * Releases or rejects an attachment. Before a release it is scanned once more, outside of the
 * docket's lock: since it came, the scanner has learnt or has come back.
 */
export async function judgeAttachment(
  runtime: Runtime,
  publicId: string,
  n: number,
  input: Pick<VerdictRecord, 'verdict' | 'reason'>,
) {
  if (input.verdict === 'released') {
    const { db, comment } = await commentToScreen(runtime, publicId)
    await assertNotInfected(runtime, comment, await findOne(db, comment, n))
  }
  const judged = await actOnComment(
    runtime,
    publicId,
    'screen',
    async (db, comment, actor, head) => {
      const { state } = await findOne(db, comment, n)
      if (state === input.verdict) {
        return refuse('STATE_CHANGE_REFUSED', { from: state, to: input.verdict })
      }
      const at = await readDatabaseClock(db)
      await insertVerdict(db, { comment, attachmentN: n, ...input, at }, actor)
      // What was released stands in public archives with its bytes.
      const profiles = state === 'released' ? (['public'] as const) : []
      const withdrawn = await withdrawFromExports(db, head, comment, profiles)
      return { docket: comment.docket, at, withdrawn }
    },
  )
  const { docket, at, withdrawn } = judged
  await removeWithdrawn(runtime, withdrawn)
  audit(runtime.strapi, `attachment.${input.verdict}`, { docket, comment: publicId, attachment: n })
  return { publicId, n, state: input.verdict, at: toIsoUtc(at) }
}

async function commentToScreen(
  { strapi }: Runtime,
  publicId: string,
): Promise<{ readonly db: Db; readonly comment: CommentRecord }> {
  const db = connectionOf(strapi)
  const comment = await findByPublicId(strapi, db, publicId)
  if (comment === null) return refuse('COMMENT_UNKNOWN')
  const head = await findHead(db, { documentId: comment.draftDocumentId })
  if (head === null) return refuse('DOCKET_UNKNOWN')
  await assertMember(db, currentActor(strapi), head.bodyId, 'screen')
  return { db, comment }
}

async function findOne(db: Db, comment: CommentRecord, n: number): Promise<JudgedAttachment> {
  const found = await findCommentAttachments(db, [comment.documentId])
  const attachment = found.get(comment.documentId)?.find((each) => each.n === n)
  return attachment ?? refuse('ATTACHMENT_UNKNOWN')
}

async function assertNotInfected(
  runtime: Runtime,
  comment: CommentRecord,
  { n, sha256, scan }: JudgedAttachment,
): Promise<void> {
  const { strapi, scanner, commentFiles } = runtime
  if (scan === 'infected') return refuse('ATTACHMENT_INFECTED')
  if (scanner === null) return
  if (!(await commentFiles.has(sha256))) refuse('ATTACHMENT_UNREADABLE', { sha256 })
  const found = await scanner.scan(commentFiles.placeOf(sha256))
  if (found === 'unscanned') refuse('SCANNER_AWAY')
  if (found === 'clean') return
  const { docket, publicId } = comment
  audit(strapi, 'attachment.infected', { docket, comment: publicId, attachment: n })
  await withdrawInfected(runtime, comment)
  refuse('ATTACHMENT_INFECTED')
}

/** Until it was found, the file was in archives of every profile. */
async function withdrawInfected(runtime: Runtime, comment: CommentRecord): Promise<void> {
  const withdrawn = await inTransaction(runtime.strapi, async (db) => {
    const head = await lockHead(db, { documentId: comment.draftDocumentId })
    if (head === null) return refuse('DOCKET_UNKNOWN')
    return withdrawFromExports(db, head, comment, EXPORT_PROFILES)
  })
  await removeWithdrawn(runtime, withdrawn)
}

async function open(
  { commentFiles }: Runtime,
  attachment: JudgedAttachment,
): Promise<OpenedAttachment> {
  const { sha256 } = attachment
  if (!(await commentFiles.has(sha256))) return refuse('ATTACHMENT_UNREADABLE', { sha256 })
  return { ...attachment, bytes: commentFiles.read(sha256) }
}

/** Whoever had a comment erased must not find its files still there. */
function isErased({ text }: CommentRecord): boolean {
  return text === null
}
