import type { CommentSubmission, SubmissionReceipt } from '../../../contracts/comments'
import { firstCommentState, type WebChannel } from '../../../domain/comment'
import { toIsoUtc } from '../../../domain/instant'
import { commentTextHash } from '../../../domain/legal-text'
import { decideSubmission } from '../../../domain/period-decisions'
import { stateOf } from '../../../domain/phase'
import { lawful, refused, type Decision } from '../../../domain/refusal'
import { routeComment } from '../../../domain/routing'
import { encodeTrackingCode, formatTrackingCode } from '../../../domain/tracking-code'
import { readDatabaseClock } from '../database/clock'
import { isUniqueViolation } from '../database/guards/guard-refusal'
import { findBody } from '../repositories/bodies'
import {
  findByKeyHmac,
  insertComment,
  insertContact,
  lastCommentSeq,
  type CommentRecord,
} from '../repositories/comments'
import { lockHead } from '../repositories/docket-heads'
import { findDraftText } from '../repositories/drafts'
import { findExposure } from '../repositories/exposures'
import { loadLedger } from '../repositories/ledgers'
import { loadRoutingRules } from '../repositories/routing-rules'
import { inTransaction, type Db } from '../strapi-types'
import { equalDigests, hmac, seal, sha256Hex, type Key } from './keys'
import { newDocumentId, newPublicId, newSalt } from './random-ids'
import { lawfulValue, refuse } from './refusal-error'
import type { Runtime } from './runtime'

export interface Submission {
  readonly docket: string
  readonly idempotencyKey: string
  readonly body: CommentSubmission
  readonly channel: WebChannel
  readonly portal: string | null
}

/**
 * Takes a comment, or answers what was answered when the same key brought the same body before:
 * a code is computed from docket and key, so a replay finds the same one, even after the close.
 */
export async function submitComment(
  runtime: Runtime,
  submission: Submission,
): Promise<SubmissionReceipt> {
  try {
    return await fileOnce(runtime, submission)
  } catch (error) {
    // Two requests with one key raced for the first row of a docket's key; the loser is a replay.
    if (isUniqueViolation(error)) return fileOnce(runtime, submission)
    throw error
  }
}

function fileOnce(runtime: Runtime, submission: Submission): Promise<SubmissionReceipt> {
  const { strapi, keys } = runtime
  const { docket, idempotencyKey, body } = submission
  return inTransaction(strapi, async (db) => {
    const head = await lockHead(db, { docket })
    if (head === null) return refuse('DOCKET_UNKNOWN')

    const keyHmacs = keys.code.map((key) => keyHmacOf(key, docket, idempotencyKey))
    const earlier = await findByKeyHmac(strapi, db, head.documentId, keyHmacs)
    if (earlier !== null) return lawfulValue(replay(keys.code, submission, earlier))

    const state = stateOf(await loadLedger(db, head.documentId))
    const now = await readDatabaseClock(db)
    const { exposureN } = lawfulValue(decideSubmission(state, now))
    if (body.clauseId !== undefined) {
      await assertClauseShown(db, head.documentId, exposureN, body.clauseId)
    }
    const issuingBody = await findBody(strapi, { documentId: head.bodyId })
    const draft = await findDraftText(strapi, {
      documentId: head.documentId,
      locale: runtime.config.authoritativeLocale,
      version: 'draft',
    })
    const routed = routeComment(
      await loadRoutingRules(strapi, head.bodyId),
      { kindId: head.kindId, channel: submission.channel, type: body.type, receivedAt: now },
      draft?.responsibleUnitKey ?? null,
    )
    const [key] = keys.code
    const salt = newSalt()
    const comment: CommentRecord = {
      documentId: newDocumentId(),
      docket,
      draftDocumentId: head.documentId,
      exposureN,
      clauseId: body.clauseId ?? null,
      target: body.clauseId === undefined ? 'docket' : 'clause',
      seq: (await lastCommentSeq(strapi, db, head.documentId)) + 1,
      publicId: newPublicId(),
      type: body.type,
      rating: body.rating ?? null,
      text: body.text,
      salt,
      textHash: commentTextHash(salt, body.text, sha256Hex),
      language: body.language ?? null,
      channel: submission.channel,
      portal: submission.portal,
      receivedAt: now,
      recordedAt: now,
      recordedBy: null,
      late: false,
      submitterType: body.submitterType ?? null,
      submitterCategory: body.submitterCategory ?? null,
      onBehalfOf: body.onBehalfOf ?? null,
      displayName: body.showName === true ? (body.name ?? null) : null,
      unit: routed.unitKey,
      dueAt: routed.dueAt,
      state: firstCommentState(issuingBody?.screening ?? 'before'),
      withholdReason: null,
      codeHmac: codeHmacOf(key, trackingCodeOf(key, docket, idempotencyKey)),
      keyHmac: keyHmacOf(key, docket, idempotencyKey),
      codeKeyId: key.id,
      bodyFingerprint: fingerprintOf(key, body),
    }
    await insertComment(strapi, db, comment)
    await sealContact(runtime, db, comment, body)
    return receiptOf(comment, trackingCodeOf(key, docket, idempotencyKey))
  })
}

function replay(
  keys: readonly Key[],
  { docket, idempotencyKey, body }: Submission,
  earlier: CommentRecord,
): Decision<SubmissionReceipt> {
  const key = keys.find((each) => each.id === earlier.codeKeyId)
  if (key === undefined || !equalDigests(earlier.bodyFingerprint, fingerprintOf(key, body))) {
    return refused('IDEMPOTENCY_KEY_REUSED')
  }
  return lawful(receiptOf(earlier, trackingCodeOf(key, docket, idempotencyKey)))
}

function receiptOf(comment: CommentRecord, trackingCode: string): SubmissionReceipt {
  const receivedAt = toIsoUtc(comment.receivedAt)
  const { docket, publicId, textHash } = comment
  return {
    trackingCode: formatTrackingCode(trackingCode),
    publicId,
    receivedAt,
    receipt: { docket, publicId, receivedAt, textHash },
  }
}

async function assertClauseShown(
  db: Db,
  documentId: string,
  exposureN: number,
  clauseId: string,
): Promise<void> {
  const exposure = await findExposure(db, documentId, exposureN)
  const shown = JSON.parse(exposure?.content ?? '{"clauses":[]}') as {
    clauses: { clauseId: string }[]
  }
  if (!shown.clauses.some((clause) => clause.clauseId === clauseId)) refuse('CLAUSE_UNKNOWN')
}

/** Name and contact never stand in a content type: a generic filter must not reach them. */
async function sealContact(
  { keys }: Runtime,
  db: Db,
  comment: CommentRecord,
  body: CommentSubmission,
): Promise<void> {
  if (body.name === undefined && body.contact === undefined) return
  const [key] = keys.contact
  const plain = JSON.stringify({ name: body.name ?? null, contact: body.contact ?? null })
  await insertContact(db, {
    commentDocumentId: comment.documentId,
    sealed: seal(key, plain, `contact|${comment.documentId}`),
    keyId: key.id,
    recordedAt: comment.recordedAt,
  })
}

function trackingCodeOf(key: Key, docket: string, idempotencyKey: string): string {
  return encodeTrackingCode(hmac(key, 'tracking-code', docket, idempotencyKey).subarray(0, 10))
}

function keyHmacOf(key: Key, docket: string, idempotencyKey: string): string {
  return hmac(key, 'idempotency-key', docket, idempotencyKey).toString('hex')
}

/** What the row keeps of a code: enough to find it by, nothing to read it from. */
export function codeHmacOf(key: Key, trackingCode: string): string {
  return hmac(key, 'code-look-up', trackingCode).toString('hex')
}

/** The same members in any order are the same body. */
function fingerprintOf(key: Key, body: CommentSubmission): string {
  const members = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))
  return hmac(key, 'body', JSON.stringify(members)).toString('hex')
}
