import { z } from 'zod'
import { CHANNELS, COMMENT_STATES, COMMENT_TYPES, DISCLOSED, DISPOSITIONS } from '../domain/comment'
import { ROUTING_GROUNDS } from '../domain/routing'
import { responsibilityOut } from './bodies'
import { redactedSpan } from './comment-privacy'
import { bodySlug, cursor, instantOut, limit, reason, text, unitKey } from './fields'
import {
  commentParams,
  draftParams,
  groundIfWithheld,
  respond,
  screeningFields,
} from './staff-acts'
import { listStaffAttachments } from './staff-attachments'

const unitNamed = z.strictObject({ key: z.string(), name: z.string().nullable() }).nullable()

/** A comment as the desk lists it. */
const deskItem = z.strictObject({
  publicId: z.string(),
  docket: z.string(),
  draft: z.strictObject({ documentId: z.string(), title: z.string() }),
  body: z.strictObject({ slug: z.string(), name: z.string() }),
  /** What the clause it is about is called where it was exposed; `null` for the whole draft. */
  clause: z.string().nullable(),
  type: z.string(),
  channel: z.string(),
  state: z.enum(COMMENT_STATES),
  withholdReason: z.string().nullable(),
  /** `null` once erased. */
  text: z.string().nullable(),
  displayName: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  late: z.boolean(),
  receivedAt: instantOut,
  unit: unitNamed,
  dueAt: instantOut.nullable(),
  /** Due, and nobody has responded. */
  overdue: z.boolean(),
  responses: z.int(),
  /** How many attachments wait for a verdict. */
  quarantined: z.int(),
})

/** `GET /comments`: what has come in for the bodies of whoever asks, the latest first. */
export const listDesk = {
  query: z.strictObject({
    body: bodySlug.optional(),
    draft: draftParams.shape.documentId.optional(),
    state: z.enum(COMMENT_STATES).optional(),
    type: z.enum(COMMENT_TYPES).optional(),
    channel: z.enum(CHANNELS).optional(),
    unit: unitKey.optional(),
    /** `overdue`: due and nobody has responded; `none`: nobody has; `given`: somebody has. */
    response: z.enum(['overdue', 'none', 'given']).optional(),
    /** Words of the text, or a docket number or public id. */
    q: text({ maxGraphemes: 200, maxBytes: 2_000, singleLine: true }).optional(),
    cursor: cursor.optional(),
    limit: limit.optional(),
  }),
  answer: z.strictObject({ items: z.array(deskItem), nextCursor: z.string().nullable() }),
}

/** Who did something, as the record names them. */
const actorName = z.string().nullable()

/** What whoever asks may do with comments. */
const may = z.strictObject({
  screen: z.boolean(),
  assign: z.boolean(),
  respond: z.boolean(),
  theme: z.boolean(),
  note: z.boolean(),
  redact: z.boolean(),
  contact: z.boolean(),
  original: z.boolean(),
  erase: z.boolean(),
})

/** The unit that a comment is with, and by when its response is due. */
const charge = z.strictObject({ unit: unitNamed, dueAt: instantOut.nullable() })

/** `GET /comments/:publicId`: one comment with all that was done about it. */
export const readDeskComment = {
  params: commentParams,
  query: z.strictObject({}),
  answer: deskItem.omit({ clause: true, responses: true, quarantined: true }).extend({
    exposure: z.int(),
    clause: z
      .strictObject({
        clauseId: z.string(),
        label: z.string(),
        heading: z.string(),
        text: z.string(),
      })
      .nullable(),
    suggestedWording: z.string().nullable(),
    rating: z.int().nullable(),
    language: z.string().nullable(),
    portal: z.string().nullable(),
    submitterType: z.string().nullable(),
    submitterCategory: z.string().nullable(),
    textHash: z.string(),
    /** The group of comments of the same text or nearly that it is in; `null` where in none. */
    copies: z
      .strictObject({ group: z.int(), comments: z.int(), texts: z.int(), senders: z.int() })
      .nullable(),
    /** Why it waited for screening where its body screens after publishing. */
    holdReason: z.string().nullable(),
    screenings: z.array(
      z.strictObject({
        fromState: z.enum(COMMENT_STATES),
        toState: z.enum(COMMENT_STATES),
        withholdReason: z.string().nullable(),
        reason: z.string(),
        at: instantOut,
        by: actorName,
      }),
    ),
    /** The rule by which it went to its first unit; `null` where none fitted. */
    routedBy: z
      .strictObject({
        priority: z.int(),
        grounds: z.array(z.enum(ROUTING_GROUNDS)),
        word: z.string().nullable(),
      })
      .nullable(),
    /** Whose work a comment of this channel and type is; `null` where the body has not said. */
    responsible: responsibilityOut.nullable(),
    assignments: z.array(
      z.strictObject({
        from: charge,
        to: charge,
        reason: z.string(),
        at: instantOut,
        by: actorName,
      }),
    ),
    responses: z.array(
      z.strictObject({
        text: z.string(),
        disposition: z.enum(DISPOSITIONS),
        reason: z.string(),
        unit: z.string().nullable(),
        at: instantOut,
        by: actorName,
        /** The title of the theme that it answers; `null` where it answers this comment alone. */
        theme: z.string().nullable(),
      }),
    ),
    /** What it is placed under. */
    themes: z.array(z.strictObject({ theme: z.int(), title: z.string() })),
    attachments: listStaffAttachments.answer.shape.items,
    /** Name or contact was left, and is sealed. */
    hasContact: z.boolean(),
    notes: z.array(z.strictObject({ text: z.string(), at: instantOut, by: actorName })),
    disclosures: z.array(
      z.strictObject({
        what: z.enum(DISCLOSED),
        reason: z.string(),
        at: instantOut,
        by: actorName,
      }),
    ),
    redactions: z.array(
      z.strictObject({
        spans: z.array(redactedSpan),
        reason: z.string(),
        at: instantOut,
        by: actorName,
      }),
    ),
    erasure: z.strictObject({
      erasedAt: instantOut.nullable(),
      requests: z.array(
        z.strictObject({
          n: z.int(),
          basis: z.string(),
          at: instantOut,
          by: actorName,
          /** Whoever reads this asked for it, and cannot approve it. */
          isOwn: z.boolean(),
        }),
      ),
    }),
    may,
  }),
}

/** Several comments at once; each stands for itself. */
const publicIds = z
  .array(commentParams.shape.publicId)
  .min(1)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, 'each once')

/** What came of it for each comment, in the order given; a refusal's code, or `null`. */
const outcomes = z.strictObject({
  results: z.array(z.strictObject({ publicId: z.string(), refusal: z.string().nullable() })),
})

/** `POST /screenings` */
export const screenMany = {
  body: groundIfWithheld(z.strictObject({ publicIds, ...screeningFields })),
  answer: outcomes,
}

/** `POST /responses`: the same words to each of them. */
export const respondToMany = {
  body: z.strictObject({ publicIds, ...respond.body.shape }),
  answer: outcomes,
}

/** `POST /assignments`: what is left out stays as it is; `null` is no unit, or no day. */
export const assignMany = {
  body: z
    .strictObject({
      publicIds,
      unit: unitKey.nullable().optional(),
      dueOn: z.string().max(30).nullable().optional(),
      reason,
    })
    .refine(({ unit, dueOn }) => unit !== undefined || dueOn !== undefined, {
      path: ['unit'],
      message: 'give a unit, a day or both',
    }),
  answer: outcomes,
}

/** `GET /desk`: by what the desk can be narrowed, for whoever asks. */
export const readDesk = {
  query: z.strictObject({}),
  answer: z.strictObject({
    bodies: z.array(
      z.strictObject({
        slug: z.string(),
        name: z.string(),
        units: z.array(z.strictObject({ key: z.string(), name: z.string() })),
        /** What a response may begin with. */
        templates: z.array(
          z.strictObject({
            title: z.string(),
            text: z.string(),
            disposition: z.enum(DISPOSITIONS).nullable(),
          }),
        ),
        may,
      }),
    ),
  }),
}

export type DeskItem = z.infer<typeof deskItem>
export type DeskQuery = z.infer<(typeof listDesk)['query']>
export type DeskListOut = z.infer<(typeof listDesk)['answer']>
export type DeskCommentOut = z.infer<(typeof readDeskComment)['answer']>
export type DeskOut = z.infer<(typeof readDesk)['answer']>
export type OutcomesOut = z.infer<typeof outcomes>
