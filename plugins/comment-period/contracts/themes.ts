import { z } from 'zod'
import { CLAUSE_ID_PATTERN } from '../domain/clauses'
import { COMMENT_STATES, DISPOSITIONS } from '../domain/comment'
import { CHECKLIST_ITEMS } from '../domain/issue-checklist'
import { GROUND_ACTS, MOST_PLACED_AT_ONCE, PLACEMENT_ACTS } from '../domain/themes'
import { cursor, instantOut, line, reason, text } from './fields'
import { commentParams, draftParams, respond as respondToOne } from './staff-acts'

/** The number of a theme within its docket; what cannot be one is no theme. */
const themeNumber = z.string().transform((value, context) => {
  if (/^[1-9][0-9]{0,3}$/.test(value)) return Number(value)
  context.addIssue({
    code: 'custom',
    message: 'THEME_UNKNOWN',
    params: { refusal: { code: 'THEME_UNKNOWN' } },
  })
  return z.NEVER
})

const themeParams = draftParams.extend({ theme: themeNumber })

const title = line(200)
const publicId = commentParams.shape.publicId

const themeAnswerOut = z.strictObject({
  text: z.string(),
  disposition: z.enum(DISPOSITIONS),
  reason: z.string(),
  at: instantOut,
  by: z.string().nullable(),
})

/** `GET /drafts/:documentId/themes` */
export const listThemes = {
  params: draftParams,
  query: z.strictObject({}),
  answer: z.strictObject({
    docket: z.string(),
    items: z.array(
      z.strictObject({
        theme: z.int(),
        title: z.string(),
        /** Comments under it now, those that were marked as spam left out. */
        comments: z.int(),
        responses: z.array(themeAnswerOut),
        changedClauses: z.array(z.string()),
      }),
    ),
    /** What whoever asks may do. */
    may: z.strictObject({ theme: z.boolean(), respond: z.boolean() }),
  }),
}

/** `POST /drafts/:documentId/themes` */
export const nameTheme = {
  params: draftParams,
  body: z.strictObject({ title, reason }),
  status: 201 as const,
  answer: z.strictObject({ theme: z.int(), title: z.string(), at: instantOut }),
}

/** `POST /drafts/:documentId/themes/:theme/title` */
export const retitleTheme = {
  params: themeParams,
  body: z.strictObject({ title, reason }),
  answer: nameTheme.answer,
}

/** `POST /drafts/:documentId/themes/:theme/placements`: all of them or, with an unknown one, none. */
export const placeComments = {
  params: themeParams,
  body: z.strictObject({
    publicIds: z.array(publicId).min(1).max(MOST_PLACED_AT_ONCE),
    act: z.enum(PLACEMENT_ACTS),
    reason,
  }),
  answer: z.strictObject({
    theme: z.int(),
    /** How many were moved; the others were where they were to be. */
    moved: z.int(),
    at: instantOut,
  }),
}

/** `POST /drafts/:documentId/themes/:theme/responses`: to all comments under it, at once. */
export const answerTheme = {
  params: themeParams,
  body: z.strictObject({
    text: text({ maxGraphemes: 10_000, maxBytes: 160_000 }),
    disposition: z.enum(DISPOSITIONS),
    changedClauses: respondToOne.body.shape.changedClauses,
    reason,
  }),
  status: 201 as const,
  answer: z.strictObject({ theme: z.int(), disposition: z.enum(DISPOSITIONS), at: instantOut }),
}

/** `GET /drafts/:documentId/themes/:theme/comments`, by their numbers. */
export const listThemeComments = {
  params: themeParams,
  query: z.strictObject({ cursor: cursor.optional() }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        publicId: z.string(),
        seq: z.int(),
        state: z.enum(COMMENT_STATES),
        /** `null` once erased. */
        text: z.string().nullable(),
        receivedAt: instantOut,
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
}

/** `POST /drafts/:documentId/change-grounds`: what a change of a clause goes back to. */
export const tieChange = {
  params: draftParams,
  body: z
    .strictObject({
      clauseId: z.string().regex(CLAUSE_ID_PATTERN),
      comment: publicId.optional(),
      theme: z.int().min(1).max(9_999).optional(),
      act: z.enum(GROUND_ACTS),
      reason,
    })
    .refine(({ comment, theme }) => (comment === undefined) !== (theme === undefined), {
      path: ['comment'],
      message: 'give either a comment or a theme',
    }),
  status: 201 as const,
  answer: z.strictObject({
    clauseId: z.string(),
    comment: z.string().nullable(),
    theme: z.int().nullable(),
    act: z.enum(GROUND_ACTS),
    at: instantOut,
  }),
}

const groundOut = z.strictObject({
  comment: z.string().nullable(),
  theme: z.int().nullable(),
  title: z.string().nullable(),
})

/** `GET /drafts/:documentId/checklist`: what is left to be done before the terminal act. */
export const readChecklist = {
  params: draftParams,
  query: z.strictObject({}),
  answer: z.strictObject({
    docket: z.string(),
    /** Whether the body demands a disposition of every comment before issuing. */
    answersBeforeIssue: z.boolean(),
    items: z.array(
      z.strictObject({
        item: z.enum(CHECKLIST_ITEMS),
        n: z.int(),
        /** There are more than were counted. */
        more: z.boolean(),
        /** The terminal act is refused as long as this is so. */
        blocks: z.boolean(),
      }),
    ),
    /**
     * What changed since the last exposure, in the draft or in the final text; and as `same` what
     * has grounds and did not change.
     */
    changes: z.array(
      z.strictObject({
        clauseId: z.string(),
        label: z.string(),
        change: z.enum(['same', 'changed', 'added', 'removed', 'moved']),
        grounds: z.array(groundOut),
      }),
    ),
  }),
}

export type ThemesOut = z.infer<(typeof listThemes)['answer']>
export type ThemeCommentsOut = z.infer<(typeof listThemeComments)['answer']>
export type ChecklistOut = z.infer<(typeof readChecklist)['answer']>
