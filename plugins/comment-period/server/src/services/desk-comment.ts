import type { DeskCommentOut, OutcomesOut } from '../../../contracts/desk'
import type { Disposition } from '../../../domain/comment'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { readsOf, respondsFor } from '../../../domain/membership'
import { responsibilityFor } from '../../../domain/responsibilities'
import { readDatabaseClock } from '../database/clock'
import { findAssignments, type Charge } from '../repositories/assignments'
import { findCommentAttachments } from '../repositories/comment-attachments'
import { findByPublicId, type CommentRecord } from '../repositories/comments'
import { findResponses } from '../repositories/responses'
import { findSealedContact } from '../repositories/contacts'
import { findDisclosures } from '../repositories/disclosures'
import { findHead } from '../repositories/docket-heads'
import { findErasureRequests } from '../repositories/erasures'
import { findNotes } from '../repositories/notes'
import { findRedactions } from '../repositories/redactions'
import { listResponsibilities } from '../repositories/responsibilities'
import { actorName } from '../repositories/row-values'
import { findScreenings } from '../repositories/screenings'
import { findThemesOf } from '../repositories/themes'
import { listUnits, type Unit } from '../repositories/units'
import { connectionOf } from '../strapi-types'
import { currentActor } from './actors'
import { copiesOfComment } from './copies'
import { deskBodies, mayAtDesk } from './desk'
import { deskFacts, textsAsExposed, unitOut } from './desk-list'
import { staffAttachmentOut } from './docket-answers'
import { personIdOf } from './erasures'
import { refusalOf, refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** One comment with all that was done about it, for those who have a role in its body. */
export async function readDeskComment(runtime: Runtime, publicId: string): Promise<DeskCommentOut> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const comment = await findByPublicId(strapi, db, publicId)
  if (comment === null) return refuse('COMMENT_UNKNOWN')
  const head = await findHead(db, { documentId: comment.draftDocumentId })
  if (head === null) return refuse('DOCKET_UNKNOWN')
  const bodies = await deskBodies(strapi)
  const theirs = bodies.find(({ body }) => body.id === head.bodyId) ?? refuse('NOT_A_MEMBER')
  if (!readsOf(theirs.standings, comment.unit)) return refuse('NOT_A_MEMBER')
  const { documentId } = comment
  const responses = (await findResponses(db, [documentId])).get(documentId) ?? []
  const row = { ...comment, bodyId: head.bodyId, responses: responses.length }
  const text = await textsAsExposed(runtime, db)(row)
  const clause = text?.clauses.find(({ clauseId }) => clauseId === comment.clauseId)
  const units = (await listUnits(strapi, [head.bodyId])).get(head.bodyId) ?? []
  const attachments = (await findCommentAttachments(db, [documentId])).get(documentId) ?? []
  const now = await readDatabaseClock(db)
  return {
    ...deskFacts(row, bodies, units, text, now),
    exposure: comment.exposureN,
    clause:
      clause === undefined
        ? null
        : {
            clauseId: clause.clauseId,
            label: clause.label,
            heading: clause.heading,
            text: clause.text,
          },
    suggestedWording: comment.suggestedWording,
    rating: comment.rating,
    language: comment.language,
    portal: comment.portal,
    submitterType: comment.submitterType,
    submitterCategory: comment.submitterCategory,
    textHash: comment.textHash,
    copies: await copiesOfComment(db, documentId),
    holdReason: comment.holdReason,
    screenings: (await findScreenings(db, documentId)).map((step) => ({
      ...step,
      at: toIsoUtc(step.at),
    })),
    routedBy: routedByOut(comment.routedBy),
    responsible: responsibilityFor(await listResponsibilities(strapi, head.bodyId), comment),
    assignments: (await findAssignments(db, documentId)).map(({ from, to, reason, at, by }) => ({
      from: chargeOut(from, units),
      to: chargeOut(to, units),
      reason,
      at: toIsoUtc(at),
      by,
    })),
    responses: responses.map(({ text: words, disposition, reason, unit, at, actor, theme }) => ({
      text: words,
      disposition: disposition as Disposition,
      reason,
      unit,
      at: toIsoUtc(at),
      by: actorName(actor),
      theme: theme?.title ?? null,
    })),
    themes: [...((await findThemesOf(db, [documentId])).get(documentId) ?? [])],
    attachments: attachments.map(staffAttachmentOut),
    hasContact: (await findSealedContact(db, documentId)) !== null,
    ...(await privacyOut(runtime, comment)),
    may: { ...mayAtDesk(theirs), respond: respondsFor(theirs.standings, comment.unit) },
  }
}

/** What staff noted, opened, hid and asked to be erased. */
async function privacyOut({ strapi }: Runtime, { documentId, erasedAt }: CommentRecord) {
  const db = connectionOf(strapi)
  const reader = personIdOf(currentActor(strapi))
  return {
    notes: (await findNotes(db, documentId)).map(dated),
    disclosures: (await findDisclosures(db, documentId)).map(dated),
    redactions: (await findRedactions(db, documentId)).map(({ spans, ...redaction }) => ({
      ...dated(redaction),
      spans: [...spans],
    })),
    erasure: {
      erasedAt: erasedAt === null ? null : toIsoUtc(erasedAt),
      requests: (await findErasureRequests(db, documentId)).map(({ requestedBy, ...request }) => ({
        ...dated(request),
        isOwn: requestedBy === reader,
      })),
    },
  }
}

const dated = <Made extends { at: Instant }>(made: Made) => ({ ...made, at: toIsoUtc(made.at) })

function routedByOut(by: CommentRecord['routedBy']): DeskCommentOut['routedBy'] {
  return by && { priority: by.priority, grounds: [...by.grounds], word: by.word }
}

function chargeOut({ unit, dueAt }: Charge, units: readonly Unit[]) {
  return { unit: unitOut(unit, units), dueAt: dueAt === null ? null : toIsoUtc(dueAt) }
}

/**
 * Does the same to several comments. Each is an act of its own, under its own docket's lock: what
 * one of them refuses keeps none of the others from it.
 */
export async function actOnMany(
  publicIds: readonly string[],
  act: (publicId: string) => Promise<unknown>,
): Promise<OutcomesOut> {
  const results: OutcomesOut['results'] = []
  for (const publicId of publicIds) {
    try {
      await act(publicId)
      results.push({ publicId, refusal: null })
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      results.push({ publicId, refusal: refusal.code })
    }
  }
  return { results }
}
