import { z } from 'zod'
import { COMMENT_STATES, DISPOSITIONS, WITHHOLD_REASONS } from '../domain/comment'
import { EVENT_GROUNDS } from '../domain/ledger'
import { MEMBERSHIP_ROLES } from '../domain/membership'
import { PHASES } from '../domain/phase'
import { bodySlug, instant, instantOut, LARGEST_ROW_NUMBER, line, reason, text } from './fields'

const draftParams = z.strictObject({ documentId: z.string().regex(/^[a-z0-9]{1,64}$/) })
/** What cannot be the public id of a comment is no comment. */
const commentParams = z.strictObject({
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

export const restart = {
  params: draftParams,
  body: z.strictObject({ reason, requestedLastDayOn: z.string().max(30).optional() }),
}

export const extend = {
  params: draftParams,
  body: z
    .strictObject({ ...close, ground: z.enum(EVENT_GROUNDS), reason })
    .refine((body) => (body.lastDayOn === undefined) !== (body.closesAt === undefined), {
      path: ['lastDayOn'],
      message: 'give either lastDayOn or closesAt',
    }),
}

export const suspend = {
  params: draftParams,
  body: z.strictObject({ ground: z.enum(EVENT_GROUNDS), reason }),
}

export const resume = { params: draftParams, body: z.strictObject({ reason }) }

export const withdraw = { params: draftParams, body: z.strictObject({ reason }) }

export const waive = {
  params: draftParams,
  body: z.strictObject({ decidedBy: line(200), reason }),
}

export const issue = {
  params: draftParams,
  body: z.strictObject({
    reason,
    letterNumber: line(60).optional(),
    letterOn: z.string().max(30).optional(),
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
    legalBasis: z.string().nullable(),
    zone: z.string().nullable(),
  }),
}

export const respond = {
  params: commentParams,
  body: z.strictObject({
    text: text({ maxGraphemes: 10_000, maxBytes: 160_000 }),
    disposition: z.enum(DISPOSITIONS),
    reason,
  }),
}

export const screen = {
  params: commentParams,
  body: z
    .strictObject({
      state: z.enum(COMMENT_STATES).exclude(['received']),
      withholdReason: z.enum(WITHHOLD_REASONS).optional(),
      reason,
    })
    .refine((body) => (body.withholdReason === undefined) === (body.state !== 'withheld'), {
      path: ['withholdReason'],
      message: 'a withheld comment has a reason, and only it',
    }),
}

export const listStaffComments = {
  params: draftParams,
  query: z.strictObject({
    state: z.enum(COMMENT_STATES).optional(),
    cursor: z.string().max(400).optional(),
  }),
}

export const membership = {
  body: z.strictObject({
    adminUserId: z.int().positive().max(LARGEST_ROW_NUMBER),
    bodySlug,
    role: z.enum(MEMBERSHIP_ROLES),
    reason,
  }),
}

export type StaffPeriodOut = z.infer<(typeof staffPeriod)['answer']>

export const revokeMembership = {
  params: z.strictObject({
    id: z
      .string()
      .regex(/^[1-9][0-9]{0,9}$/)
      .transform(Number)
      .refine((id) => id <= LARGEST_ROW_NUMBER),
  }),
}
