import type { ChecklistOut } from '../../../contracts/themes'
import { completeClauses } from '../../../domain/clauses'
import { checklistOf, MOST_COUNTED_LEFT } from '../../../domain/issue-checklist'
import { legalText, readLegalText, type LegalText } from '../../../domain/legal-text'
import { diffLegalTexts, type LegalTextDiff } from '../../../domain/legal-text-diff'
import { titlesOf } from '../../../domain/themes'
import { findBody } from '../repositories/bodies'
import { findLastGrounds } from '../repositories/change-grounds'
import { countComments } from '../repositories/comments'
import type { DocketHead } from '../repositories/docket-heads'
import { findDraftText } from '../repositories/drafts'
import { findExposures } from '../repositories/exposures'
import { findIssuance } from '../repositories/period-acts'
import { countUnderThemes, findNamings, findThemeAnswers } from '../repositories/themes'
import type { Db } from '../strapi-types'
import { countAnswersLeft, type AnswersLeft } from './answers-left'
import { readableHead } from './docket-acts'
import { newClauseId } from './random-ids'
import { lawfulValue, refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What is left to be done before the terminal act, and what changed because of which comments. */
export async function readChecklist(runtime: Runtime, documentId: string): Promise<ChecklistOut> {
  const { strapi } = runtime
  const { db, head } = await readableHead(runtime, documentId)
  const body = await findBody(strapi, { documentId: head.bodyId })
  const answersBeforeIssue = body?.answersBeforeIssue ?? true
  const counts = await countComments(db, documentId)
  const titles = titlesOf(await findNamings(db, documentId))
  const under = await countUnderThemes(strapi, db, documentId)
  const answered = new Set((await findThemeAnswers(db, documentId)).map(({ theme }) => theme))
  const grounds = await findLastGrounds(db, documentId)
  const diff = await changesSinceExposure(runtime, db, documentId)
  const items = checklistOf({
    unscreened: counts.filter(({ state }) => state === 'received').reduce((n, row) => n + row.n, 0),
    unanswered: (await runtime.answersLeftOf(head)).left,
    themesUnanswered: [...under.keys()].filter((theme) => !answered.has(theme)),
    diff,
    grounds,
    answersBeforeIssue,
  })
  const grounded = new Set(grounds.map(({ clauseId }) => clauseId))
  // With clauses that were said to have changed and did not: there what was said is taken back.
  const told = (diff?.clauses ?? []).filter(
    ({ clauseId, change }) => change !== 'same' || grounded.has(clauseId),
  )
  return {
    docket: head.docket,
    answersBeforeIssue,
    items: [...items],
    changes: told.map(({ clauseId, label, change }) => ({
      clauseId,
      label: label
        .filter(({ op }) => op !== 'removed' || change === 'removed')
        .map((run) => run.text)
        .join(''),
      change,
      grounds: grounds
        .filter((ground) => ground.clauseId === clauseId)
        .map(({ comment, theme }) => ({
          comment,
          theme,
          title: theme === null ? null : (titles.get(theme) ?? null),
        })),
    })),
  }
}

/** What an issuance says of the answers that were owed: part of the record from then on. */
export interface AnswersAtIssue {
  readonly answersBeforeIssue: boolean
  readonly unanswered: number
  readonly more: boolean
}

/**
 * Refuses the terminal act of a body that demands a disposition of every comment, as long as one
 * has none. The database does not demand it: that an answer is owed is the body's promise, that the
 * period has run is the law's. So that a promise that is taken back for a day does not go unseen,
 * how many were owed an answer becomes part of the issuance.
 *
 * @param counted before the docket was locked: good as long as nothing has changed in it since
 */
export async function assertAnswered(
  { strapi }: Runtime,
  db: Db,
  head: DocketHead,
  counted: AnswersLeft | null,
): Promise<AnswersAtIssue> {
  const body = await findBody(strapi, { documentId: head.bodyId })
  const answersBeforeIssue = body?.answersBeforeIssue ?? true
  const left =
    counted?.revision === head.revision
      ? counted.left
      : await countAnswersLeft(strapi, db, head.documentId)
  const unanswered = Math.min(left, MOST_COUNTED_LEFT)
  const more = left > MOST_COUNTED_LEFT
  if (answersBeforeIssue && left > 0) refuse('DISPOSITIONS_MISSING', { unanswered, more })
  return { answersBeforeIssue, unanswered, more }
}

/** Between the text exposed last and the final one or, before the terminal act, the draft's. */
async function changesSinceExposure(
  runtime: Runtime,
  db: Db,
  documentId: string,
): Promise<LegalTextDiff | null> {
  const exposed = (await findExposures(db, documentId)).at(-1)
  if (exposed === undefined) return null
  const issuance = await findIssuance(db, documentId)
  const after =
    issuance === null ? await draftTextOf(runtime, documentId) : readLegalText(issuance.content)
  return after === null ? null : diffLegalTexts(readLegalText(exposed.content), after)
}

async function draftTextOf(
  { strapi, config }: Runtime,
  documentId: string,
): Promise<LegalText | null> {
  const locale = config.authoritativeLocale
  const draft = await findDraftText(strapi, { documentId, locale, version: 'draft' })
  if (draft === null) return null
  // Attachments are compared by content, which only freezing knows; the checklist is of clauses.
  const clauses = lawfulValue(completeClauses(draft.clauses, newClauseId))
  return legalText({ title: draft.title, clauses, attachments: [] })
}
