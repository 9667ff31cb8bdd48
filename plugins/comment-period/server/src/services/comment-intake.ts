import type { CommentSubmission, SubmissionReceipt } from '../../../contracts/comments'
import { copyKey } from '../../../domain/copy-signature'
import { firstCommentState, type HoldReason, type WebChannel } from '../../../domain/comment'
import { toIsoUtc } from '../../../domain/instant'
import { commentTextHash, readLegalText } from '../../../domain/legal-text'
import { decideSubmission } from '../../../domain/period-decisions'
import { lawful, refused, type Decision } from '../../../domain/refusal'
import { routeComment } from '../../../domain/routing'
import { encodeTrackingCode, formatTrackingCode } from '../../../domain/tracking-code'
import type { ReceivedAttachment } from '../repositories/comment-attachments'
import {
  findByKeyHmac,
  type CommentRecord,
  type KeyedComment,
  type NewComment,
} from '../repositories/comments'
import type { SealedContact } from '../repositories/contacts'
import type { ExposureRecord } from '../repositories/exposures'
import type { IntakeFacts } from '../repositories/intake-facts'
import type { SpentChallenge } from '../repositories/spent-challenges'
import { connectionOf } from '../strapi-types'
import type { DocketSnapshot } from './docket-snapshots'
import { senderOf } from './sealed-contacts'
import { equalDigests, hmac, seal, sha256Hex, type Key } from './keys'
import { newDocumentId, newPublicId, newSalt } from './random-ids'
import { lawfulValue, refusalOf, refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What a submitter sends: all that makes one request the same as another. */
export interface Sent {
  readonly docket: string
  readonly idempotencyKey: string
  readonly body: CommentSubmission
  readonly channel: WebChannel
  readonly portal: string | null
  /** Files that came with it, already in quarantine. */
  readonly attachments: readonly ReceivedAttachment[]
}

export interface Submission extends Sent {
  /** What makes it wait for screening whatever its body's way of screening. */
  readonly hold: HoldReason | null
  /** The challenge whose solution came with it: spent in the transaction that files it. */
  readonly spentChallenge: SpentChallenge | null
}

/**
 * Takes a comment, or answers what was answered when the same key brought the same body before:
 * a code is computed from docket and key, so a replay finds the same one, even after the close.
 */
export async function submitComment(
  runtime: Runtime,
  submission: Submission,
): Promise<SubmissionReceipt> {
  const [snapshot, facts] = await Promise.all([
    runtime.snapshotOf(submission.docket),
    runtime.intakeFactsOf(submission.docket),
  ])
  if (snapshot === null || facts === null) return refuse('DOCKET_UNKNOWN')
  const answerEarlier = async () => {
    const earlier = await findEarlier(runtime, snapshot, submission)
    return earlier === null ? null : lawfulValue(replay(runtime.keys.code, submission, earlier))
  }
  // A row made with an older key is not met by the unique index over the present one.
  const answered = runtime.keys.code.length > 1 ? await answerEarlier() : null
  if (answered !== null) return answered
  try {
    return await file(runtime, snapshot, facts, submission)
  } catch (error) {
    const refused = refusalOf(error)
    if (refused === null || refused.code === 'OVERLOADED') throw error
    // What the first request was told still holds, whatever this one would be refused for.
    const told = await answerEarlier()
    if (told !== null) return told
    // It was dated when it came, and has waited for the docket's lock longer than guards allow.
    if (refused.code === 'BACKDATED') return refuse('OVERLOADED')
    throw error
  }
}

/**
 * Refuses a comment before its files are received, for what it would be refused for afterwards. A
 * key that was used before goes on: what the first request was told may still hold.
 */
export async function judgeBeforeFiles(
  runtime: Runtime,
  submission: Pick<Submission, 'docket' | 'idempotencyKey' | 'body'>,
): Promise<void> {
  const snapshot = await runtime.snapshotOf(submission.docket)
  if (snapshot === null) return refuse('DOCKET_UNKNOWN')
  try {
    assertTaken(snapshot, submission.body)
  } catch (error) {
    if ((await findEarlier(runtime, snapshot, submission)) === null) throw error
  }
}

/** @returns the number of the exposure that the comment is on */
function assertTaken(
  { state, latest, now }: DocketSnapshot,
  { clauseId }: CommentSubmission,
): number {
  const { exposureN } = lawfulValue(decideSubmission(state, now))
  if (clauseId !== undefined) assertClauseShown(latest, clauseId)
  return exposureN
}

/**
 * What was answered when the same key brought the same body, or `null` where it brought none. For
 * whoever is about to refuse a request before it is judged as a comment.
 *
 * @throws where the same key brought another body
 */
export async function earlierReceipt(
  runtime: Runtime,
  submission: Sent,
): Promise<SubmissionReceipt | null> {
  const snapshot = await runtime.snapshotOf(submission.docket)
  if (snapshot === null) return null
  const earlier = await findEarlier(runtime, snapshot, submission)
  return earlier === null ? null : lawfulValue(replay(runtime.keys.code, submission, earlier))
}

/**
 * Judges by what was read a moment ago and writes one row. The guards judge it again under the
 * docket's lock: an act that came between is theirs to see.
 */
async function file(
  runtime: Runtime,
  snapshot: DocketSnapshot,
  facts: IntakeFacts,
  submission: Submission,
): Promise<SubmissionReceipt> {
  const { docket, idempotencyKey, body } = submission
  const { head, now } = snapshot
  const exposureN = assertTaken(snapshot, body)
  const routed = routeComment(
    facts.routingRules,
    {
      kindId: head.kindId,
      channel: submission.channel,
      type: body.type,
      text: body.text,
      receivedAt: now,
    },
    facts.responsibleUnitKey,
  )
  const [key] = runtime.keys.code
  const salt = newSalt()
  const trackingCode = trackingCodeOf(key, docket, idempotencyKey)
  const comment: KeyedComment = {
    documentId: newDocumentId(),
    docket,
    draftDocumentId: head.documentId,
    exposureN,
    clauseId: body.clauseId ?? null,
    target: body.clauseId === undefined ? 'docket' : 'clause',
    publicId: newPublicId(),
    type: body.type,
    rating: body.rating ?? null,
    text: body.text,
    suggestedWording: body.suggestedWording ?? null,
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
    routedBy: routed.by,
    state: firstCommentState(facts.screening, submission.hold),
    holdReason: submission.hold,
    withholdReason: null,
    codeHmac: codeHmacOf(key, trackingCode),
    keyHmac: keyHmacOf(key, docket, idempotencyKey),
    codeKeyId: key.id,
    bodyFingerprint: fingerprintOf(key, submission),
    copyKey: copyKey(body.text, sha256Hex),
  }
  await runtime.fileComment({
    comment,
    contact: sealedContact(runtime, comment, body),
    attachments: submission.attachments,
    spentChallenge: submission.spentChallenge,
  })
  return receiptOf(comment, trackingCode)
}

/** Name and contact never stand in a content type: a generic filter must not reach them. */
function sealedContact(
  { keys }: Runtime,
  comment: NewComment,
  { name, contact }: CommentSubmission,
): SealedContact | null {
  if (name === undefined && contact === undefined) return null
  const [key] = keys.contact
  const plain = JSON.stringify({ name: name ?? null, contact: contact ?? null })
  return {
    commentDocumentId: comment.documentId,
    sealed: seal(key, plain, `contact|${comment.documentId}`),
    keyId: key.id,
    sender: contact === undefined ? null : senderOf(key, comment.draftDocumentId, contact),
    recordedAt: comment.recordedAt,
  }
}

function findEarlier(
  { strapi, keys }: Runtime,
  { head }: DocketSnapshot,
  { docket, idempotencyKey }: Pick<Sent, 'docket' | 'idempotencyKey'>,
): Promise<CommentRecord | null> {
  const hmacs = keys.code.map((key) => keyHmacOf(key, docket, idempotencyKey))
  return findByKeyHmac(strapi, connectionOf(strapi), head.documentId, hmacs)
}

function replay(
  keys: readonly Key[],
  submission: Sent,
  earlier: CommentRecord,
): Decision<SubmissionReceipt> {
  const { docket, idempotencyKey } = submission
  const key = keys.find((each) => each.id === earlier.codeKeyId)
  if (key === undefined || !equalDigests(earlier.bodyFingerprint, fingerprintOf(key, submission))) {
    return refused('IDEMPOTENCY_KEY_REUSED')
  }
  return lawful(receiptOf(earlier, trackingCodeOf(key, docket, idempotencyKey)))
}

export function receiptOf(comment: NewComment, trackingCode: string): SubmissionReceipt {
  const receivedAt = toIsoUtc(comment.receivedAt)
  const { docket, publicId, textHash } = comment
  return {
    trackingCode: formatTrackingCode(trackingCode),
    publicId,
    receivedAt,
    receipt: { docket, publicId, receivedAt, textHash },
  }
}

function assertClauseShown(exposure: ExposureRecord | null, clauseId: string): void {
  const shown = exposure === null ? [] : readLegalText(exposure.content).clauses
  if (!shown.some((clause) => clause.clauseId === clauseId)) refuse('CLAUSE_UNKNOWN')
}

export function trackingCodeOf(key: Key, docket: string, idempotencyKey: string): string {
  return encodeTrackingCode(hmac(key, 'tracking-code', docket, idempotencyKey).subarray(0, 10))
}

export function keyHmacOf(key: Key, docket: string, idempotencyKey: string): string {
  return hmac(key, 'idempotency-key', docket, idempotencyKey).toString('hex')
}

/** What the row keeps of a code: enough to find it by, nothing to read it from. */
export function codeHmacOf(key: Key, trackingCode: string): string {
  return hmac(key, 'code-look-up', trackingCode).toString('hex')
}

/**
 * The same members in any order are the same body, and so are the same files. The work is no part
 * of what is said: who sends a comment again may have solved another challenge meanwhile.
 */
function fingerprintOf(key: Key, { body, attachments }: Sent): string {
  const members = Object.entries(body)
    .filter(([name]) => name !== 'work')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const files = attachments.map(({ name, sha256 }) => [name, sha256])
  const said = files.length === 0 ? members : [...members, ['attachments', files]]
  return hmac(key, 'body', JSON.stringify(said)).toString('hex')
}
