import type { TrackingOut } from '../../../contracts/comments'
import {
  COMMENT_TRANSITIONS,
  type CommentState,
  type Disposition,
  type WithholdReason,
} from '../../../domain/comment'
import { toIsoUtc } from '../../../domain/instant'
import type { StaffAct } from '../../../domain/membership'
import { parseTrackingCode } from '../../../domain/tracking-code'
import { readDatabaseClock } from '../database/clock'
import { findCommentAttachments } from '../repositories/comment-attachments'
import {
  applyScreening,
  findByCodeHmac,
  findByPublicId,
  type CommentRecord,
} from '../repositories/comments'
import { lockHead, type DocketHead } from '../repositories/docket-heads'
import type { Actor } from '../repositories/ledgers'
import { findResponses, insertResponse } from '../repositories/responses'
import { connectionOf, inTransaction, type Db } from '../strapi-types'
import { assertMayActOn, currentActor } from './actors'
import { tieClauses } from './change-grounds'
import { limitGuesses } from './code-guessing'
import { codeHmacOf } from './comment-intake'
import { responseOut } from './docket-answers'
import { removeWithdrawn, withdrawFromExports } from './export-withdrawal'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** One act of staff on one comment, under its docket's lock. */
export async function actOnComment<T>(
  { strapi }: Runtime,
  publicId: string,
  act: StaffAct,
  perform: (db: Db, comment: CommentRecord, actor: Actor, head: DocketHead) => Promise<T>,
): Promise<T> {
  return inTransaction(strapi, async (db) => {
    const found = await findByPublicId(strapi, db, publicId)
    if (found === null) return refuse('COMMENT_UNKNOWN')
    const head = await lockHead(db, { documentId: found.draftDocumentId })
    if (head === null) return refuse('DOCKET_UNKNOWN')
    const actor = currentActor(strapi)
    // Read again: what was found before the lock may have changed while waiting for it.
    const comment = (await findByPublicId(strapi, db, publicId)) ?? refuse('COMMENT_UNKNOWN')
    const { bodyId } = head
    await assertMayActOn(strapi, db, actor, act, { bodyId, unit: comment.unit })
    return perform(db, comment, actor, head)
  })
}

/** Gives a comment another state. Nothing is removed; each step is a row with its reason. */
export async function screenComment(
  runtime: Runtime,
  publicId: string,
  input: { state: CommentState; withholdReason?: WithholdReason | undefined; reason: string },
) {
  const { at, withdrawn } = await actOnComment(
    runtime,
    publicId,
    'screen',
    async (db, comment, actor, head) => {
      if (!COMMENT_TRANSITIONS[comment.state].includes(input.state)) {
        return refuse('STATE_CHANGE_REFUSED', { from: comment.state, to: input.state })
      }
      const now = await readDatabaseClock(db)
      const screening = {
        comment,
        fromState: comment.state,
        toState: input.state,
        withholdReason: input.withholdReason ?? null,
        reason: input.reason,
        at: now,
      }
      await applyScreening(runtime.strapi, db, screening, actor)
      const profiles = comment.state === 'published' ? (['public'] as const) : []
      return { at: now, withdrawn: await withdrawFromExports(db, head, comment, profiles) }
    },
  )
  await removeWithdrawn(runtime, withdrawn)
  return { publicId, state: input.state, at: toIsoUtc(at) }
}

/** Answers a comment. A correction is a further response; the earlier one stays readable. */
export function respondToComment(
  runtime: Runtime,
  publicId: string,
  input: {
    text: string
    disposition: Disposition
    changedClauses?: readonly string[] | undefined
    reason: string
  },
) {
  return actOnComment(runtime, publicId, 'respond', async (db, comment, actor, head) => {
    const at = await readDatabaseClock(db)
    const { text, disposition, reason } = input
    const response = { text, disposition, reason, unit: comment.unit, at }
    await insertResponse(db, comment, response, actor)
    const ground = { comment: publicId, theme: null, reason }
    await tieClauses(runtime, { db, head, actor, at }, input.changedClauses ?? [], ground)
    return { publicId, disposition: input.disposition, at: toIsoUtc(at) }
  })
}

/**
 * What a submitter finds with the code alone, without an account (R29–R31). A code that its check
 * character shows to be mistyped is none, and no guess either.
 */
export async function trackComment(
  runtime: Runtime,
  network: string,
  typedCode: string,
): Promise<TrackingOut> {
  const parsed = parseTrackingCode(typedCode)
  if (parsed.kind === 'refused') return refuse(parsed.code)
  return limitGuesses(runtime, network, () => lookUp(runtime, parsed.code))
}

async function lookUp({ strapi, keys }: Runtime, code: string): Promise<TrackingOut> {
  const db = connectionOf(strapi)
  const hmacs = keys.code.map((key) => codeHmacOf(key, code))
  const comment = await findByCodeHmac(strapi, db, hmacs)
  // Asked in any case: a code that is none costs as many questions as one that is.
  const responses = await findResponses(db, [comment?.documentId ?? ''])
  const attachments = await findCommentAttachments(db, [comment?.documentId ?? ''])
  if (comment === null) return refuse('TRACKING_CODE_UNKNOWN')
  return {
    docket: comment.docket,
    publicId: comment.publicId,
    state: comment.state,
    withholdReason: comment.withholdReason,
    receivedAt: toIsoUtc(comment.receivedAt),
    unit: comment.unit,
    dueAt: comment.dueAt === null ? null : toIsoUtc(comment.dueAt),
    attachments: (attachments.get(comment.documentId) ?? []).map(({ n, name, state }) => ({
      n,
      name,
      state,
    })),
    responses: (responses.get(comment.documentId) ?? []).map(responseOut),
  }
}
