import { z } from 'zod'
import { CLAUSE_ID_PATTERN } from '../domain/clauses'
import { COMMENT_STATES, DISPOSITIONS, WITHHOLD_REASONS } from '../domain/comment'
import { EVENT_GROUNDS } from '../domain/ledger'
import { MEMBERSHIP_ROLES } from '../domain/membership'
import { PERIOD_ACTS } from '../domain/period-decisions'
import { TERMINAL_ACTS } from '../domain/period-rule'
import { PHASES } from '../domain/phase'
import { responseOut } from './comments'
import { commentCounts } from './drafts'
import {
  bodySlug,
  instant,
  instantOut,
  LARGEST_ROW_NUMBER,
  line,
  reason,
  text,
  unitKey,
} from './fields'
import { periodRule } from './period'

export const draftParams = z.strictObject({ documentId: z.string().regex(/^[a-z0-9]{1,64}$/) })
/** What cannot be the public id of a comment is no comment. */
export const commentParams = z.strictObject({
  publicId: z.string().superRefine((value, context) => {
    if (/^[a-z0-9-]{1,64}$/.test(value)) return
    context.addIssue({
      code: 'custom',
      message: 'COMMENT_UNKNOWN',
      params: { refusal: { code: 'COMMENT_UNKNOWN' } },
    })
  }),
})

/** A last day as an editor types it, in either calendar, or an instant for rules in minutes. */
const close = {
  lastDayOn: z.string().max(30).optional(),
  closesAt: instant.optional(),
}

/** What an act on a period answers: when it was done, and the close in force from then on. */
const eventOut = z.strictObject({
  docket: z.string(),
  at: instantOut,
  closesAt: instantOut.nullable(),
})

export const restart = {
  params: draftParams,
  body: z.strictObject({ reason, requestedLastDayOn: z.string().max(30).optional() }),
  answer: z.strictObject({ docket: z.string(), openedAt: instantOut, closesAt: instantOut }),
}

export const extend = {
  params: draftParams,
  body: z
    .strictObject({ ...close, ground: z.enum(EVENT_GROUNDS), reason })
    .refine((body) => (body.lastDayOn === undefined) !== (body.closesAt === undefined), {
      path: ['lastDayOn'],
      message: 'give either lastDayOn or closesAt',
    }),
  answer: eventOut,
}

export const suspend = {
  params: draftParams,
  body: z.strictObject({ ground: z.enum(EVENT_GROUNDS), reason }),
  answer: eventOut,
}

export const resume = {
  params: draftParams,
  body: z.strictObject({ reason }),
  answer: eventOut,
}

export const withdraw = {
  params: draftParams,
  body: z.strictObject({ reason }),
  answer: eventOut,
}

export const waive = {
  params: draftParams,
  body: z.strictObject({ decidedBy: line(200), reason }),
  answer: z.strictObject({
    docket: z.string(),
    at: instantOut,
    force: z.enum(['discretionary', 'none']),
  }),
}

export const issue = {
  params: draftParams,
  body: z.strictObject({
    reason,
    letterNumber: line(60).optional(),
    letterOn: z.string().max(30).optional(),
  }),
  answer: z.strictObject({
    docket: z.string(),
    at: instantOut,
    terminalAct: z.enum(TERMINAL_ACTS),
    textHash: z.string(),
  }),
}

/** What the side panel of the edit view shows. */
export const staffPeriod = {
  params: draftParams,
  query: z.strictObject({}),
  answer: z.strictObject({
    docket: z.string().nullable(),
    phase: z.enum(PHASES),
    openedAt: instantOut.nullable(),
    closesAt: instantOut.nullable(),
    minimumClosesAt: instantOut.nullable(),
    mayIssueFrom: instantOut.nullable(),
    suspendedAt: instantOut.nullable(),
    legalBasis: z.string().nullable(),
    rule: periodRule.nullable(),
    zone: z.string().nullable(),
    terminalAct: z.enum(TERMINAL_ACTS).nullable(),
    counts: commentCounts.nullable(),
    /** Fields that the draft lacks before it can be exposed. */
    missing: z.array(z.string()),
    /** What publishing now would mean; `null` once exposed, and while something is missing. */
    preview: z
      .strictObject({
        closesAt: instantOut.nullable(),
        rule: periodRule.nullable(),
        refusal: z.string().nullable(),
      })
      .nullable(),
    /** Which acts are lawful now for whoever asks, and why the others are not. */
    acts: z.array(z.strictObject({ act: z.enum(PERIOD_ACTS), refusal: z.string().nullable() })),
  }),
}

export const respond = {
  params: commentParams,
  body: z.strictObject({
    text: text({ maxGraphemes: 10_000, maxBytes: 160_000 }),
    disposition: z.enum(DISPOSITIONS),
    /** Clauses, by id, that were changed because of the comment. */
    changedClauses: z.array(z.string().regex(CLAUSE_ID_PATTERN)).max(50).optional(),
    reason,
  }),
  answer: z.strictObject({
    publicId: z.string(),
    disposition: z.enum(DISPOSITIONS),
    at: instantOut,
  }),
}

export const screeningFields = {
  state: z.enum(COMMENT_STATES).exclude(['received']),
  withholdReason: z.enum(WITHHOLD_REASONS).optional(),
  reason,
}

export function groundIfWithheld<
  Screening extends z.ZodType<{ state: string; withholdReason?: string | undefined }>,
>(screening: Screening): Screening {
  return screening.refine(
    (body) => (body.withholdReason === undefined) === (body.state !== 'withheld'),
    { path: ['withholdReason'], message: 'a withheld comment has a reason, and only it' },
  )
}

export const screen = {
  params: commentParams,
  body: groundIfWithheld(z.strictObject(screeningFields)),
  answer: z.strictObject({ publicId: z.string(), state: z.enum(COMMENT_STATES), at: instantOut }),
}

export const listStaffComments = {
  params: draftParams,
  query: z.strictObject({
    state: z.enum(COMMENT_STATES).optional(),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        publicId: z.string(),
        seq: z.int(),
        state: z.enum(COMMENT_STATES),
        withholdReason: z.string().nullable(),
        type: z.string(),
        clauseId: z.string().nullable(),
        text: z.string().nullable(),
        channel: z.string(),
        unit: z.string().nullable(),
        receivedAt: instantOut,
        responses: z.array(responseOut),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
}

/** `GET /memberships`: all of them, and whom one could be given in what, for those who may. */
export const listMemberships = {
  query: z.strictObject({}),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        id: z.int(),
        adminUserId: z.int(),
        bodyId: z.string(),
        /** The document of a unit; empty for the whole body. */
        unitId: z.string(),
        role: z.enum(MEMBERSHIP_ROLES),
        grantedAt: instantOut,
        grantedBy: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
    adminUsers: z.array(
      z.strictObject({
        id: z.int(),
        name: z.string(),
        email: z.string(),
        /** Whether they can sign in. */
        isActive: z.boolean(),
      }),
    ),
    bodies: z.array(
      z.strictObject({
        id: z.string(),
        slug: z.string(),
        name: z.string(),
        units: z.array(z.strictObject({ id: z.string(), key: z.string(), name: z.string() })),
      }),
    ),
  }),
}

export const grantMembership = {
  body: z
    .strictObject({
      adminUserId: z.int().positive().max(LARGEST_ROW_NUMBER),
      bodySlug,
      /** A responder may be one for a unit of the body alone. */
      unitKey: unitKey.optional(),
      role: z.enum(MEMBERSHIP_ROLES),
      reason,
    })
    .refine((body) => body.unitKey === undefined || body.role === 'responder', {
      path: ['unitKey'],
      message: 'only a responder is one for a unit',
    }),
  answer: z.strictObject({
    adminUserId: z.int(),
    bodySlug: z.string(),
    unitKey: z.string().nullable(),
    role: z.enum(MEMBERSHIP_ROLES),
  }),
}

export const revokeMembership = {
  params: z.strictObject({
    id: z
      .string()
      .regex(/^[1-9][0-9]{0,9}$/)
      .transform(Number)
      .refine((id) => id <= LARGEST_ROW_NUMBER),
  }),
  answer: z.strictObject({ id: z.int() }),
}

export type MembershipsOut = z.infer<(typeof listMemberships)['answer']>
export type StaffPeriodOut = z.infer<(typeof staffPeriod)['answer']>
export type StaffCommentsOut = z.infer<(typeof listStaffComments)['answer']>
