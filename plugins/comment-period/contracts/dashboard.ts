import { z } from 'zod'
import { CHANNELS, COMMENT_STATES, COMMENT_TYPES, SUBMITTER_CATEGORIES } from '../domain/comment'
import { bodySlug, instantOut } from './fields'

const share = <Key extends z.ZodType>(key: Key) => z.array(z.strictObject({ key, n: z.int() }))

/** `GET /dashboard`: how the bodies of whoever asks stand, over the last thirty days. */
export const readDashboard = {
  query: z.strictObject({ body: bodySlug.optional() }),
  answer: z.strictObject({
    since: instantOut,
    until: instantOut,
    /** Only the latest comments were counted: there were more in this time. */
    isPartial: z.boolean(),
    /** Periods that run or are suspended, the first to close first. */
    periods: z.array(
      z.strictObject({
        documentId: z.string(),
        docket: z.string(),
        title: z.string(),
        body: z.string(),
        phase: z.enum(['open', 'suspended']),
        opensAt: instantOut,
        closesAt: instantOut,
        comments: z.int(),
      }),
    ),
    received: z.int(),
    perDay: z.array(z.strictObject({ day: z.string(), n: z.int() })),
    byState: share(z.enum(COMMENT_STATES)),
    byType: share(z.enum(COMMENT_TYPES)),
    byChannel: share(z.enum(CHANNELS)),
    byCategory: share(z.enum(SUBMITTER_CATEGORIES)),
    /** The clauses that most was said of. */
    byClause: z.array(
      z.strictObject({ docket: z.string(), label: z.string(), title: z.string(), n: z.int() }),
    ),
    /** Of comments that were first responded to in this time. */
    responses: z.strictObject({
      n: z.int(),
      medianMs: z.number().nullable(),
      ninetiethMs: z.number().nullable(),
      /** Of those that were due at all. */
      due: z.int(),
      inTime: z.int(),
    }),
    overdue: z.array(z.strictObject({ unit: z.string().nullable(), body: z.string(), n: z.int() })),
  }),
}

export type DashboardOut = z.infer<(typeof readDashboard)['answer']>
