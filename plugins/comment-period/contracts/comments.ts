import { z } from 'zod'
import { CLAUSE_ID_PATTERN } from '../domain/clauses'
import {
  ATTACHMENT_STATES,
  COMMENT_STATES,
  DISPOSITIONS,
  SUBMITTER_CATEGORIES,
  SUBMITTER_TYPES,
  WEB_COMMENT_TYPES,
} from '../domain/comment'
import { cursor, docketNumber, instantOut, language, limit, line, text } from './fields'

export const responseOut = z.strictObject({
  text: z.string(),
  disposition: z.enum(DISPOSITIONS),
  respondedAt: instantOut,
  /** The title of the theme that it answers; `null` where it answers this comment alone. */
  theme: z.string().nullable(),
})

/** The place of an attachment among those of its comment, from 1. */
export const attachmentNumber = z
  .string()
  .regex(/^[1-9][0-9]{0,2}$/)
  .transform(Number)

/** An attachment that staff have released. */
export const commentAttachmentOut = z.strictObject({
  n: z.int(),
  name: z.string(),
  mime: z.string(),
  size: z.int(),
  sha256: z.string(),
  path: z.string(),
})

export const commentOut = z.strictObject({
  publicId: z.string(),
  seq: z.int(),
  type: z.string(),
  rating: z.int().nullable(),
  clauseId: z.string().nullable(),
  exposure: z.int(),
  /** `null` once the text was erased on a legal basis; the row and its hash stay. */
  text: z.string().nullable(),
  /** Words the submitter would put in the place of the clause's. */
  suggestedWording: z.string().nullable(),
  /** Words were hidden, in the text or the wording; `textHash` is of what was filed. */
  redacted: z.boolean(),
  language: z.string().nullable(),
  channel: z.string(),
  late: z.boolean(),
  receivedAt: instantOut,
  displayName: z.string().nullable(),
  submitterType: z.string().nullable(),
  submitterCategory: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  textHash: z.string(),
  attachments: z.array(commentAttachmentOut),
  /** How many more wait for staff to release them, or were rejected. */
  attachmentsHeld: z.int(),
  responses: z.array(responseOut),
})

/** `GET /drafts/:docket/comments` */
export const listComments = {
  params: z.strictObject({ docket: docketNumber }),
  query: z.strictObject({
    clause: z.string().regex(CLAUSE_ID_PATTERN).optional(),
    cursor: cursor.optional(),
    limit: limit.optional(),
  }),
  answer: z.strictObject({ items: z.array(commentOut), nextCursor: z.string().nullable() }),
}

/** A family of four, each with a skin tone: a text of the longest graphemes in use still fits. */
const BYTES_OF_LONGEST_GRAPHEME = 41

/**
 * `POST /drafts/:docket/comments` with an `Idempotency-Key`.
 *
 * @param maxGraphemes longest text, from the plugin's configuration
 */
export function submitComment(maxGraphemes: number): SubmitCommentContract {
  const made = CONTRACTS.get(maxGraphemes) ?? contractUpTo(maxGraphemes)
  CONTRACTS.set(maxGraphemes, made)
  return made
}

/** Of each limit one: zod compiles a schema when it is first used, which costs more than a use. */
const CONTRACTS = new Map<number, SubmitCommentContract>()

function contractUpTo(maxGraphemes: number) {
  return {
    params: z.strictObject({ docket: docketNumber }),
    body: z
      .strictObject({
        type: z.enum(WEB_COMMENT_TYPES),
        text: text({ maxGraphemes, maxBytes: maxGraphemes * BYTES_OF_LONGEST_GRAPHEME }),
        /** With `clauseId`: words for the clause instead of its own. */
        suggestedWording: text({
          maxGraphemes,
          maxBytes: maxGraphemes * BYTES_OF_LONGEST_GRAPHEME,
        }).optional(),
        rating: z.int().min(1).max(5).optional(),
        clauseId: z.string().max(40).optional(),
        language: language.optional(),
        submitterType: z.enum(SUBMITTER_TYPES).optional(),
        submitterCategory: z.enum(SUBMITTER_CATEGORIES).optional(),
        onBehalfOf: line(200).optional(),
        name: line(120).optional(),
        contact: line(200).optional(),
        /** Without it a name is kept sealed and never shown. */
        showName: z.boolean().optional(),
        /** A solved challenge as ALTCHA encodes it; without one the comment waits for screening. */
        work: z.string().max(4_000).optional(),
      })
      .refine((body) => (body.rating === undefined) === (body.type !== 'satisfaction'), {
        path: ['rating'],
        message: 'a rating belongs to type "satisfaction", and to it alone',
      })
      .refine((body) => body.suggestedWording === undefined || body.clauseId !== undefined, {
        path: ['suggestedWording'],
        message: 'wording is suggested for a clause, which `clauseId` names',
      })
      .refine((body) => body.showName !== true || body.name !== undefined, {
        path: ['showName'],
        message: 'there is no name to show',
      }),
    takesFiles: true as const,
    status: 201 as const,
    answer: z.strictObject({
      trackingCode: z.string(),
      publicId: z.string(),
      receivedAt: instantOut,
      receipt: z.strictObject({
        docket: z.string(),
        publicId: z.string(),
        receivedAt: instantOut,
        textHash: z.string(),
      }),
    }),
  }
}

/** `GET /drafts/:docket/comments/:publicId/attachments/:n`: of a published comment, once released. */
export const readCommentAttachment = {
  params: z.strictObject({
    docket: docketNumber,
    publicId: z.string().superRefine((value, context) => {
      if (/^[a-z0-9-]{1,64}$/.test(value)) return
      context.addIssue({
        code: 'custom',
        message: 'ATTACHMENT_UNKNOWN',
        params: { refusal: { code: 'ATTACHMENT_UNKNOWN' } },
      })
    }),
    n: attachmentNumber,
  }),
}

/** `GET /challenge`: an ALTCHA challenge (v2), bound to a docket and to what it is solved for. */
export const readChallenge = {
  query: z.strictObject({ docket: docketNumber, action: z.enum(['comment']) }),
  answer: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal('SHA-256'),
      nonce: z.string(),
      salt: z.string(),
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      expiresAt: z.int(),
      data: z.strictObject({ docket: z.string(), action: z.string(), level: z.int() }),
    }),
    signature: z.string(),
  }),
}

/** `POST /tracking` */
export const trackComment = {
  body: z.strictObject({ trackingCode: z.string().max(200) }),
  answer: z.strictObject({
    docket: z.string(),
    publicId: z.string(),
    state: z.enum(COMMENT_STATES),
    withholdReason: z.string().nullable(),
    receivedAt: instantOut,
    unit: z.string().nullable(),
    dueAt: instantOut.nullable(),
    attachments: z.array(
      z.strictObject({ n: z.int(), name: z.string(), state: z.enum(ATTACHMENT_STATES) }),
    ),
    responses: z.array(responseOut),
  }),
}

export type SubmitCommentContract = ReturnType<typeof contractUpTo>
export type CommentSubmission = z.infer<SubmitCommentContract['body']>
export type SubmissionReceipt = z.infer<SubmitCommentContract['answer']>
export type CommentOut = z.infer<typeof commentOut>
export type ResponseOut = z.infer<typeof responseOut>
export type ChallengeOut = z.infer<(typeof readChallenge)['answer']>
export type CommentAttachmentOut = z.infer<typeof commentAttachmentOut>
export type TrackingOut = z.infer<(typeof trackComment)['answer']>
