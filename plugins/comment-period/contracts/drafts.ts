import { z } from 'zod'
import { CLAUSE_KINDS } from '../domain/clauses'
import { COMMENT_STATES, WITHHOLD_REASONS } from '../domain/comment'
import { TERMINAL_ACTS } from '../domain/period-rule'
import { PHASES } from '../domain/phase'
import { bodySlug, cursor, docketNumber, instantOut, limit, line, locale } from './fields'
import { period } from './period'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const commentCounts = z.strictObject({
  total: z.int(),
  byState: z.record(z.enum(COMMENT_STATES), z.int()),
  withheldByReason: z.partialRecord(z.enum(WITHHOLD_REASONS), z.int()),
})

export const bodyReference = z.strictObject({ slug: z.string(), name: z.string() })

export const kindReference = z.strictObject({
  key: z.string(),
  name: z.string(),
  terminalAct: z.enum(TERMINAL_ACTS),
})

export const clauseOut = z.strictObject({
  clauseId: z.string(),
  kind: z.enum(CLAUSE_KINDS),
  label: z.string(),
  heading: z.string(),
  text: z.string(),
})

export const attachmentOut = z.strictObject({
  name: z.string(),
  sha256,
  mime: z.string(),
  size: z.int(),
  path: z.string(),
})

/** A text as it was frozen, in one language. */
export const frozenText = z.strictObject({
  locale: z.string(),
  title: z.string(),
  summary: z.string(),
  clauses: z.array(clauseOut),
  attachments: z.array(attachmentOut),
  textHash: sha256,
})

/** `GET /drafts` */
export const listDrafts = {
  query: z.strictObject({
    body: bodySlug.optional(),
    kind: z
      .string()
      .max(60)
      .regex(/^\P{Cc}*$/u)
      .optional(),
    phase: z.enum(PHASES).exclude(['drafting']).optional(),
    q: line(200).optional(),
    cursor: cursor.optional(),
    limit: limit.optional(),
  }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        docket: z.string(),
        title: z.string(),
        summary: z.string(),
        body: bodyReference,
        kind: kindReference,
        exposure: z.int(),
        period,
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
}

const docketParams = z.strictObject({ docket: docketNumber })
const localeQuery = z.strictObject({ locale: locale.optional() })

export const issuanceOut = z.strictObject({
  issuedAt: instantOut,
  terminalAct: z.enum(TERMINAL_ACTS),
  basis: z.enum(['exposure', 'waiver']),
  destinationAuthority: z.string().nullable(),
  letterNumber: z.string().nullable(),
  letterOn: z.string().nullable(),
  textHash: sha256,
})

/** The last report of a kind, to be read at `/reports/feedback` or `/reports/outcome`. */
const reportReference = z.strictObject({
  n: z.int(),
  publishedAt: instantOut,
  contentHash: z.string(),
})

/** `GET /drafts/:docket` */
export const readDraft = {
  params: docketParams,
  query: localeQuery,
  answer: z.strictObject({
    docket: z.string(),
    body: bodyReference,
    kind: kindReference,
    destinationAuthority: z.string().nullable(),
    legalBasis: z.string(),
    text: frozenText,
    locales: z.array(z.string()),
    exposures: z.array(
      z.strictObject({
        n: z.int(),
        openedAt: instantOut,
        closesAt: instantOut,
        textHash: sha256,
        reason: z.string().nullable(),
      }),
    ),
    period,
    counts: commentCounts,
    /** What a comment may be: for forms, so that they say it before the server does. */
    intake: z.strictObject({
      maxGraphemes: z.int(),
      maxAttachments: z.int(),
      maxAttachmentBytes: z.int(),
      attachmentTypes: z.array(z.string()),
    }),
    /** The reports of the body: what was heard, and what became of it; `null` until there are. */
    feedback: reportReference.nullable(),
    outcome: reportReference.nullable(),
    issuance: issuanceOut.nullable(),
  }),
}

/** `GET /drafts/:docket/period` */
export const readPeriod = { params: docketParams, query: z.strictObject({}), answer: period }

/** `GET /drafts/:docket/exposures/:n` */
export const readExposure = {
  params: z.strictObject({
    docket: docketNumber,
    n: z
      .string()
      .regex(/^[1-9][0-9]{0,5}$/)
      .transform(Number),
  }),
  query: localeQuery,
  answer: z.strictObject({
    docket: z.string(),
    n: z.int(),
    openedAt: instantOut,
    closesAt: instantOut,
    minimumClosesAt: instantOut,
    reason: z.string().nullable(),
    text: frozenText,
  }),
}

/** `GET /drafts/:docket/final` */
export const readFinal = {
  params: docketParams,
  query: z.strictObject({}),
  answer: z.strictObject({ docket: z.string(), issuance: issuanceOut, text: frozenText }),
}

/** `GET /drafts/:docket/attachments/:sha256` */
export const readAttachment = {
  params: z.strictObject({ docket: docketNumber, sha256 }),
  query: z.strictObject({}),
}

export type DraftListItem = z.infer<(typeof listDrafts)['answer']>['items'][number]
export type DraftOut = z.infer<(typeof readDraft)['answer']>
export type ExposureOut = z.infer<(typeof readExposure)['answer']>
export type FinalOut = z.infer<(typeof readFinal)['answer']>
export type FrozenTextOut = z.infer<typeof frozenText>
export type IssuanceOut = z.infer<typeof issuanceOut>
