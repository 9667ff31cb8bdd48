import type { ChecklistOut } from '../../../contracts/themes'
import { SUBSTANTIVE_TYPES } from '../../../domain/comment'
import { completeClauses } from '../../../domain/clauses'
import { checklistOf, MOST_COUNTED_LEFT } from '../../../domain/issue-checklist'
import { legalText, readLegalText, type LegalText } from '../../../domain/legal-text'
import { diffLegalTexts, type LegalTextDiff } from '../../../domain/legal-text-diff'
import { titlesOf } from '../../../domain/themes'
import { findBody } from '../repositories/bodies'
import { findGrounds } from '../repositories/change-grounds'
import { countComments } from '../repositories/comments'
import { findDraftText } from '../repositories/drafts'
import { findExposures } from '../repositories/exposures'
import { findIssuance } from '../repositories/period-acts'
import { countUnanswered } from '../repositories/responses'
import { countUnderThemes, findNamings, findThemeAnswers } from '../repositories/themes'
import type { Db, Strapi } from '../strapi-types'
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
  const grounds = await findGrounds(db, documentId)
  const diff = await changesSinceExposure(runtime, db, documentId)
  const items = checklistOf({
    unscreened: counts.filter(({ state }) => state === 'received').reduce((n, row) => n + row.n, 0),
    unanswered: await countLeft(strapi, db, documentId),
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

/** Comments that want a disposition and have none; at most one more than is told. */
function countLeft(strapi: Strapi, db: Db, draftDocumentId: string): Promise<number> {
  const most = MOST_COUNTED_LEFT + 1
  return countUnanswered(strapi, db, { draftDocumentId, types: SUBSTANTIVE_TYPES, most })
}

/**
 * Refuses the terminal act of a body that demands a disposition of every comment, as long as one
 * has none. The database does not demand it: that an answer is owed is the body's promise, that the
 * period has run is the law's.
 */
export async function assertAnswered(
  { strapi }: Runtime,
  db: Db,
  { documentId, bodyId }: { documentId: string; bodyId: string },
): Promise<void> {
  const body = await findBody(strapi, { documentId: bodyId })
  if (body?.answersBeforeIssue === false) return
  const left = await countLeft(strapi, db, documentId)
  if (left === 0) return
  const more = left > MOST_COUNTED_LEFT
  refuse('DISPOSITIONS_MISSING', { unanswered: Math.min(left, MOST_COUNTED_LEFT), more })
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
