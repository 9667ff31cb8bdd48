import type { StaffCommentsOut, StaffPeriodOut } from '../../../contracts/staff-acts'
import type { CommentState } from '../../../domain/comment'
import { toIsoUtc } from '../../../domain/instant'
import { mayIssueFrom, phaseAt, stateOf } from '../../../domain/phase'
import { rolesAllow } from '../../../domain/membership'
import { readDatabaseClock } from '../database/clock'
import { findResponses, listCommentRows } from '../repositories/comments'
import { findHead } from '../repositories/docket-heads'
import { findDraftText } from '../repositories/drafts'
import { findExposure } from '../repositories/exposures'
import { loadLedger } from '../repositories/ledgers'
import { rolesOf } from '../repositories/memberships'
import { connectionOf } from '../strapi-types'
import { assertAnyRole, currentActor } from './actors'
import { isSeq, readCursor, writeCursor } from './cursors'
import { responseOut } from './docket-answers'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What the edit view shows beside a draft, to those who have any role in its body. */
export async function readStaffPeriod(
  { strapi, config }: Runtime,
  documentId: string,
): Promise<StaffPeriodOut> {
  const db = connectionOf(strapi)
  const head = await findHead(db, { documentId })
  const locale = config.authoritativeLocale
  const draft =
    head === null ? await findDraftText(strapi, { documentId, locale, version: 'draft' }) : null
  const bodyId = head?.bodyId ?? draft?.body?.id
  if (bodyId !== undefined) await assertAnyRole(db, currentActor(strapi), bodyId)
  const state = stateOf(head === null ? [] : await loadLedger(db, documentId))
  const exposure = await findExposure(db, documentId, state.exposure?.n ?? 0)
  const iso = (instant: number | null | undefined) =>
    instant === null || instant === undefined ? null : toIsoUtc(instant)
  return {
    docket: head?.docket ?? null,
    phase: phaseAt(state, await readDatabaseClock(db)),
    openedAt: iso(exposure?.openedAt),
    closesAt: iso(state.effectiveClose),
    minimumClosesAt: iso(exposure?.minimumClosesAt),
    mayIssueFrom: iso(mayIssueFrom(state)),
    legalBasis: exposure?.snapshot.winningRule?.legalBasis ?? null,
    zone: exposure?.snapshot.zone ?? null,
  }
}

const PAGE = 50

/** Comments of a docket in any state, for those who screen or answer them in its body. */
export async function listStaffComments(
  { strapi }: Runtime,
  documentId: string,
  query: { state?: CommentState | undefined; cursor?: string | undefined },
): Promise<StaffCommentsOut> {
  const db = connectionOf(strapi)
  const head = await findHead(db, { documentId })
  if (head === null) return refuse('NOT_EXPOSED')
  const actor = currentActor(strapi)
  if (actor.kind === 'admin-user') {
    const roles = await rolesOf(db, Number(actor.id), head.bodyId)
    if (!rolesAllow(roles, 'screen') && !rolesAllow(roles, 'respond')) refuse('NOT_A_MEMBER')
  }
  const found = await listCommentRows(strapi, db, {
    draftDocumentId: documentId,
    state: query.state ?? null,
    clauseId: null,
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
