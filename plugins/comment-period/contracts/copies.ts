import { z } from 'zod'
import { COMMENT_STATES } from '../domain/comment'
import { cursor, instantOut, LARGEST_ROW_NUMBER, limit } from './fields'
import { draftParams } from './staff-acts'

/** What cannot be the number of a group is no group. */
const copyGroup = z.string().transform((value, context) => {
  const number = /^[1-9][0-9]{0,9}$/.test(value) ? Number(value) : Infinity
  if (number <= LARGEST_ROW_NUMBER) return number
  context.addIssue({
    code: 'custom',
    message: 'COPY_GROUP_UNKNOWN',
    params: { refusal: { code: 'COPY_GROUP_UNKNOWN' } },
  })
  return z.NEVER
})

const counted = {
  /** By the text that the group is known by; another one once it is known by another. */
  group: z.int(),
  /** Every comment counts by itself: erased ones are among them. */
  comments: z.int(),
  erased: z.int(),
  /** Distinct texts: exact copies share one. */
  texts: z.int(),
  /** Distinct contacts among those that were left. */
  senders: z.int(),
  /** When the first and the last of them came; `null` where every one is erased. */
  firstAt: instantOut.nullable(),
  lastAt: instantOut.nullable(),
}

/** What has been compared: comments up to a number, of so many, and when they were counted. */
const compared = z.strictObject({
  upTo: z.int(),
  of: z.int(),
  at: instantOut.nullable(),
})

const docketNamed = { docket: z.string(), title: z.string() }

/** `GET /drafts/:documentId/copies`: groups of comments of the same text or nearly, largest first. */
export const listCopies = {
  params: draftParams,
  query: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
  answer: z.strictObject({
    ...docketNamed,
    compared,
    items: z.array(
      z.strictObject({
        ...counted,
        /** The beginning of the common text; `null` once erased, or where it is not theirs to read. */
        excerpt: z.string().nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
}

/**
 * `GET /drafts/:documentId/copies/:copyGroup`: its comments, those of one text together. A page may
 * be short where not all of them are for whoever asks.
 */
export const readCopies = {
  params: draftParams.extend({ copyGroup }),
  query: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
  answer: z.strictObject({
    ...docketNamed,
    ...counted,
    commonText: z.string().nullable(),
    /** Texts half alike or more that are of no group with it, the likest first; twenty at most. */
    perhaps: z.array(
      z.strictObject({
        /** The group that is known by the text; `null` where one comment alone has it. */
        group: z.int().nullable(),
        /** The first comment with it that they may read. */
        publicId: z.string().nullable(),
        comments: z.int(),
        likeness: z.number(),
        excerpt: z.string().nullable(),
      }),
    ),
    items: z.array(
      z.strictObject({
        publicId: z.string(),
        seq: z.int(),
        state: z.enum(COMMENT_STATES),
        receivedAt: instantOut,
        /** An exact copy of the common text. */
        exact: z.boolean(),
        /** How much of the common text it has, from 0 to 1. */
        likeness: z.number(),
        /** Sentences that the common text has not; `null` where there is none to compare with. */
        added: z.array(z.string()).nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
}

export type CopiesOut = z.infer<(typeof listCopies)['answer']>
export type CopyGroupOut = z.infer<(typeof readCopies)['answer']>
export type CopyQuery = z.infer<(typeof listCopies)['query']>
