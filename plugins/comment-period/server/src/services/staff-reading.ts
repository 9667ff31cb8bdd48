import type { StaffCommentsOut } from '../../../contracts/staff-acts'
import type { CommentState } from '../../../domain/comment'
import { toIsoUtc } from '../../../domain/instant'
import { readsComments, unitsRead } from '../../../domain/membership'
import { listCommentRows } from '../repositories/comments'
import { findResponses } from '../repositories/responses'
import { findHead } from '../repositories/docket-heads'
import { connectionOf } from '../strapi-types'
import { currentActor, standingsIn } from './actors'
import { isSeq, readCursor, writeCursor } from './cursors'
import { responseOut } from './docket-answers'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

const PAGE = 50

/** Comments of a docket in any state, for those who read them in its body. */
export async function listStaffComments(
  { strapi }: Runtime,
  documentId: string,
  query: { state?: CommentState | undefined; cursor?: string | undefined },
): Promise<StaffCommentsOut> {
  const db = connectionOf(strapi)
  const head = await findHead(db, { documentId })
  if (head === null) return refuse('NOT_EXPOSED')
  const standings = await standingsIn(strapi, db, currentActor(strapi), head.bodyId)
  if (standings !== null && !readsComments(standings)) refuse('NOT_A_MEMBER')
  const found = await listCommentRows(strapi, db, {
    draftDocumentId: documentId,
    state: query.state ?? null,
    clauseId: null,
    units: standings === null ? null : unitsRead(standings),
    afterSeq: query.cursor === undefined ? 0 : readCursor(query.cursor, isSeq),
    limit: PAGE + 1,
  })
  const page = found.slice(0, PAGE)
  const responses = await findResponses(
    db,
    page.map((comment) => comment.documentId),
  )
  const last = page.at(-1)
  return {
    items: page.map((comment) => ({
      publicId: comment.publicId,
      seq: comment.seq,
      state: comment.state,
      withholdReason: comment.withholdReason,
      type: comment.type,
      clauseId: comment.clauseId,
      text: comment.text,
      channel: comment.channel,
      unit: comment.unit,
      receivedAt: toIsoUtc(comment.receivedAt),
      responses: (responses.get(comment.documentId) ?? []).map(responseOut),
    })),
    nextCursor: found.length > PAGE && last !== undefined ? writeCursor(last.seq) : null,
  }
}
