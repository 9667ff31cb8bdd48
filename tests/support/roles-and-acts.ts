import type { MembershipRole } from '../../plugins/comment-period/domain/membership'
import type { RefusalCode } from '../../plugins/comment-period/domain/refusal'

/**
 * Who may do what, and when: written out by hand and not taken from the product, which it judges.
 */

export type Phase = 'drafting' | 'waived' | 'open' | 'suspended' | 'closed' | 'issued' | 'withdrawn'

/** `done`, or the refusal that an act meets in a phase. */
export type Outcome = 'done' | RefusalCode

export interface StaffAct {
  readonly name: string
  readonly roles: readonly MembershipRole[]
  readonly status: number
  readonly body: object
  readonly in: Readonly<Record<Phase, Outcome>>
}

const EDIT = ['editor', 'manager'] as const
const LEGAL = ['legal', 'manager'] as const
const OVER = { issued: 'ALREADY_ISSUED', withdrawn: 'WITHDRAWN' } as const
const NOT_EXPOSED = { drafting: 'NOT_EXPOSED', waived: 'NOT_EXPOSED' } as const
const reason = 'آزمون'

export const PERIOD_ACTS: readonly StaffAct[] = [
  {
    name: 'restart',
    roles: EDIT,
    status: 200,
    body: { reason, requestedLastDayOn: '1406/02/20' },
    in: { ...NOT_EXPOSED, ...OVER, open: 'done', suspended: 'SUSPENDED', closed: 'done' },
  },
  {
    name: 'extend',
    roles: LEGAL,
    status: 200,
    body: { reason, ground: 'other', lastDayOn: '1406/01/20' },
    in: { ...NOT_EXPOSED, ...OVER, open: 'done', suspended: 'done', closed: 'done' },
  },
  {
    name: 'suspend',
    roles: LEGAL,
    status: 200,
    body: { reason, ground: 'outage' },
    in: { ...NOT_EXPOSED, ...OVER, open: 'done', suspended: 'SUSPENDED', closed: 'PERIOD_CLOSED' },
  },
  {
    name: 'resume',
    roles: LEGAL,
    status: 200,
    body: { reason },
    in: {
      ...NOT_EXPOSED,
      ...OVER,
      open: 'NOT_SUSPENDED',
      suspended: 'done',
      closed: 'NOT_SUSPENDED',
    },
  },
  {
    name: 'waive',
    roles: LEGAL,
    status: 200,
    body: { reason, decidedBy: 'رئیس' },
    in: {
      ...OVER,
      drafting: 'done',
      waived: 'ALREADY_WAIVED',
      open: 'ALREADY_EXPOSED',
      suspended: 'ALREADY_EXPOSED',
      closed: 'ALREADY_EXPOSED',
    },
  },
  {
    name: 'withdraw',
    roles: LEGAL,
    status: 200,
    body: { reason },
    in: {
      ...OVER,
      drafting: 'NOT_EXPOSED',
      waived: 'done',
      open: 'done',
      suspended: 'done',
      closed: 'done',
    },
  },
  {
    name: 'issue',
    roles: LEGAL,
    status: 201,
    body: { reason },
    in: {
      ...OVER,
      drafting: 'NOT_EXPOSED',
      waived: 'done',
      open: 'PERIOD_NOT_OVER',
      suspended: 'SUSPENDED',
      closed: 'done',
    },
  },
]

export const PHASES: readonly Phase[] = [
  'drafting',
  'waived',
  'open',
  'suspended',
  'closed',
  'issued',
  'withdrawn',
]

export const ROLES: readonly MembershipRole[] = [
  'editor',
  'screener',
  'responder',
  'legal',
  'manager',
]

export const COMMENT_STATES = ['received', 'published', 'withheld', 'spam'] as const
export type CommentState = (typeof COMMENT_STATES)[number]

/** To which states a screener may take a comment. Nothing returns to `received`. */
export const SCREENINGS: Readonly<Record<CommentState, readonly CommentState[]>> = {
  received: ['published', 'withheld', 'spam'],
  published: ['withheld', 'spam'],
  withheld: ['published', 'spam'],
  spam: ['published', 'withheld'],
}

export const SCREENING_ROLES: readonly MembershipRole[] = ['screener', 'manager']
export const RESPONDING_ROLES: readonly MembershipRole[] = ['responder', 'manager']
export const READING_ROLES: readonly MembershipRole[] = [
  'screener',
  'responder',
  'legal',
  'manager',
]
