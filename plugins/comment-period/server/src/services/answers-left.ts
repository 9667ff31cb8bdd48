import { SUBSTANTIVE_TYPES } from '../../../domain/comment'
import { MOST_COUNTED_LEFT } from '../../../domain/issue-checklist'
import { lastSeqOf } from '../repositories/comments'
import type { DocketHead } from '../repositories/docket-heads'
import { countUnanswered } from '../repositories/responses'
import { connectionOf, type Db, type Strapi } from '../strapi-types'
import { timeSlices } from './time-slices'

/** Comments of one question to SQLite, which holds up the event loop for some fifteen milliseconds. */
const LOOKED_AT_ONCE = 4_000
const MOST_DOCKETS_REMEMBERED = 500

/** How many comments wanted a disposition and had none, as a docket was at one of its revisions. */
export interface AnswersLeft {
  readonly revision: number
  /** At most a slice more than is told. */
  readonly left: number
}

/** Counts without the docket's lock, for a docket as it was just read. */
export type AnswersLeftCounter = (
  head: Pick<DocketHead, 'documentId' | 'revision'>,
) => Promise<AnswersLeft>

/**
 * Of a million comments the counting takes seconds, so that what was counted for the checklist is
 * good for the act as well: whatever changes it, an answer, a placement, a screening, an erasure or
 * one more comment, raises the revision of the docket.
 */
export function answersLeftCounter(strapi: Strapi): AnswersLeftCounter {
  const counted = new Map<string, AnswersLeft>()
  return async ({ documentId, revision }) => {
    const known = counted.get(documentId)
    if (known?.revision === revision) return known
    // The revision from before: what is done meanwhile makes the count one of the past.
    const left = await countAnswersLeft(strapi, connectionOf(strapi), documentId)
    const fresh = { revision, left }
    counted.delete(documentId)
    counted.set(documentId, fresh)
    const [oldest] = counted.keys()
    if (oldest !== undefined && counted.size > MOST_DOCKETS_REMEMBERED) counted.delete(oldest)
    return fresh
  }
}

/**
 * In slices on SQLite, which works in this process. PostgreSQL is asked once: it would go through
 * all that was placed under themes anew for every slice.
 */
export async function countAnswersLeft(
  strapi: Strapi,
  db: Db,
  draftDocumentId: string,
): Promise<number> {
  const slices = timeSlices()
  const lastSeq = await lastSeqOf(strapi, db, draftDocumentId)
  const atOnce = db.client === 'sqlite' ? LOOKED_AT_ONCE : lastSeq
  let left = 0
  for (let after = 0; after < lastSeq && left <= MOST_COUNTED_LEFT; after += atOnce) {
    await slices.turn()
    const upTo = after + atOnce
    const asked = { draftDocumentId, types: SUBSTANTIVE_TYPES, after, upTo }
    left += await countUnanswered(strapi, db, asked)
  }
  return left
}
