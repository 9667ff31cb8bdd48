import { z } from 'zod'
import { CLAUSE_KINDS } from '../domain/clauses'
import {
  CHANNELS,
  COMMENT_STATES,
  COMMENT_TYPES,
  DISPOSITIONS,
  WITHHOLD_REASONS,
} from '../domain/comment'
import type { DocketReport } from '../domain/docket-report'
import { TERMINAL_ACTS } from '../domain/period-rule'
import { PHASES } from '../domain/phase'
import { PUBLIC_REPORT_KINDS, REPORT_KINDS } from '../domain/report-decisions'
import { bodyReference, kindReference } from './drafts'
import { docketNumber, instantOut, line, reason, text } from './fields'
import { periodEvent } from './period'
import { draftParams } from './staff-acts'

const count = z.int().nonnegative()

/** A report as it was frozen; its hash is taken over this, written as RFC 8785 says. */
export const docketReport = z.strictObject({
  format: z.literal('docket-report/1'),
  kind: z.enum(REPORT_KINDS),
  /** Among the docket's reports of this kind; a later one corrects those before it. */
  n: z.int().positive(),
  /** The figures are of this instant. */
  asOf: instantOut,
  docket: z.string(),
  locale: z.string(),
  title: z.string(),
  body: bodyReference.extend({ letterheadLines: z.array(z.string()) }),
  instrument: kindReference,
  zone: z.string(),
  phase: z.enum(PHASES),
  /** What the body says of it in its own words. */
  foreword: z.string().nullable(),
  /** Of a digest alone. */
  sentTo: z
    .strictObject({
      addressee: z.string(),
      letterNumber: z.string().nullable(),
      letterOn: z.string().nullable(),
    })
    .nullable(),
  exposures: z.array(
    z.strictObject({
      n: z.int(),
      title: z.string(),
      textHash: z.string(),
      openedAt: instantOut,
      closesAt: instantOut.nullable(),
      minimumClosesAt: instantOut.nullable(),
      endedBy: z.enum(['restart', 'withdrawal']).nullable(),
      /** How long comments were taken, and the shortest time that the rules allowed. */
      openMs: count,
      minimumMs: count.nullable(),
      /** `null` while it is not over. */
      isKept: z.boolean().nullable(),
      events: z.array(periodEvent),
    }),
  ),
  comments: z.strictObject({
    total: count,
    byState: z.record(z.enum(COMMENT_STATES), count),
    withheldByReason: z.partialRecord(z.enum(WITHHOLD_REASONS), count),
    /** From here on without spam. */
    late: count,
    byChannel: z.partialRecord(z.enum(CHANNELS), count),
    byType: z.partialRecord(z.enum(COMMENT_TYPES), count),
  }),
  clauses: z.array(
    z.strictObject({
      /** `null` is the whole draft. */
      clauseId: z.string().nullable(),
      label: z.string(),
      heading: z.string(),
      comments: count,
    }),
  ),
  themes: z.array(
    z.strictObject({
      theme: z.int(),
      title: z.string(),
      comments: count,
      answers: z.array(
        z.strictObject({
          text: z.string(),
          disposition: z.enum(DISPOSITIONS),
          respondedAt: instantOut,
        }),
      ),
    }),
  ),
  responses: z.strictObject({
    /** Comments with a response of their own, by the last one. */
    byDisposition: z.partialRecord(z.enum(DISPOSITIONS), count),
    /** Comments that were answered by answering a theme of theirs alone. */
    throughThemes: count,
    without: count,
  }),
  changes: z
    .strictObject({
      fromExposure: z.int(),
      titleChanged: z.boolean(),
      added: count,
      removed: count,
      changed: count,
      moved: count,
      attachmentsAdded: count,
      attachmentsRemoved: count,
      clauses: z.array(
        z.strictObject({
          clauseId: z.string(),
          change: z.enum(['changed', 'added', 'removed', 'moved']),
          kind: z.enum(CLAUSE_KINDS),
          label: z.string(),
          heading: z.string(),
          themes: z.array(z.strictObject({ theme: z.int(), title: z.string() })),
          /** Comments that it goes back to; of those that are published the first are named. */
          comments: count,
          publicIds: z.array(z.string()),
        }),
      ),
    })
    .nullable(),
  issuance: z
    .strictObject({
      issuedAt: instantOut,
      terminalAct: z.enum(TERMINAL_ACTS),
      destinationAuthority: z.string().nullable(),
      letterNumber: z.string().nullable(),
      letterOn: z.string().nullable(),
      textHash: z.string(),
    })
    .nullable(),
  withdrawal: z.strictObject({ at: instantOut, reason: z.string() }).nullable(),
}) satisfies z.ZodType<DocketReport>

export type DocketReportOut = z.infer<typeof docketReport>

/** That there is a report, and what it is known by. */
const published = {
  n: z.int(),
  publishedAt: instantOut,
  contentHash: z.string(),
}

const publicParams = z.strictObject({ docket: docketNumber })

/** `GET /drafts/:docket/reports`: in the order of publishing. */
export const listReports = {
  params: publicParams,
  query: z.strictObject({}),
  answer: z.strictObject({
    docket: z.string(),
    items: z.array(z.strictObject({ kind: z.enum(PUBLIC_REPORT_KINDS), ...published })),
  }),
}

const isPublicKind = (kind: string): kind is (typeof PUBLIC_REPORT_KINDS)[number] =>
  PUBLIC_REPORT_KINDS.some((each) => each === kind)

/** A kind that the public has no reports of is answered like any other that is not there. */
const publicKind = z.string().transform((kind, context) => {
  if (isPublicKind(kind)) return kind
  context.addIssue({
    code: 'custom',
    message: 'REPORT_UNKNOWN',
    params: { refusal: { code: 'REPORT_UNKNOWN' } },
  })
  return z.NEVER
})

const reportNumber = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/)
  .transform(Number)

export const publicReportParams = publicParams.extend({ reportKind: publicKind })
export const reportQuery = { n: reportNumber.optional() }

/** `GET /drafts/:docket/reports/:reportKind`: the last of its kind, or an earlier one by `n`. */
export const readReport = {
  params: publicReportParams,
  query: z.strictObject(reportQuery),
  answer: z.strictObject({ ...published, report: docketReport }),
}

/** Languages that files are written in. */
export const REPORT_FILE_LANGUAGES = ['fa', 'en'] as const
const fileLanguage = z.enum(REPORT_FILE_LANGUAGES).optional()

/** `GET /drafts/:docket/reports/:reportKind/file` */
export const readReportFile = {
  params: publicReportParams,
  query: z.strictObject({ ...reportQuery, lang: fileLanguage }),
}

const staffReport = z.strictObject({
  /** Its place among all reports of the docket, by which its file is asked for. */
  reportN: z.int(),
  kind: z.enum(REPORT_KINDS),
  ...published,
  publishedBy: z.string().nullable(),
  reason: z.string(),
  /** Whom a digest was sent to; `null` for what everybody may read. */
  sentTo: docketReport.shape.sentTo,
})

const staffReports = z.strictObject({
  documentId: z.string(),
  docket: z.string(),
  title: z.string(),
  zone: z.string(),
  phase: z.enum(PHASES),
  /** Each kind, and why it cannot be published now; `null` where it can. */
  kinds: z.array(z.strictObject({ kind: z.enum(REPORT_KINDS), refusal: z.string().nullable() })),
  items: z.array(staffReport),
})

/** `GET /drafts/:documentId/reports` */
export const listStaffReports = {
  params: draftParams,
  query: z.strictObject({}),
  answer: staffReports,
}

/** `GET /reports`: the same by the number that is on paper. */
export const findStaffReports = {
  query: z.strictObject({ docket: docketNumber }),
  answer: staffReports,
}

/** `GET /drafts/:documentId/report-preview`: what would be published now. */
export const previewReport = {
  params: draftParams,
  query: z.strictObject({ kind: z.enum(REPORT_KINDS) }),
  answer: docketReport,
}

/** `POST /drafts/:documentId/reports` */
export const publishReport = {
  params: draftParams,
  body: z
    .strictObject({
      kind: z.enum(REPORT_KINDS),
      foreword: text({ maxGraphemes: 10_000, maxBytes: 160_000 }).optional(),
      addressee: line(200).optional(),
      letterNumber: line(60).optional(),
      letterOn: z.string().max(30).optional(),
      reason,
    })
    .refine(({ kind, addressee }) => (kind === 'digest') === (addressee !== undefined), {
      path: ['addressee'],
      message: 'a digest has an addressee, and no other report has one',
    })
    .refine(
      ({ kind, letterNumber, letterOn }) =>
        kind === 'digest' || (letterNumber === undefined && letterOn === undefined),
      { path: ['letterNumber'], message: 'only a digest goes with a letter' },
    ),
  answer: staffReport,
  status: 201,
} as const

/** `GET /drafts/:documentId/reports/:reportN/file` */
export const readStaffReportFile = {
  params: draftParams.extend({ reportN: reportNumber }),
  query: z.strictObject({ lang: fileLanguage }),
}

export type ReportsOut = z.infer<(typeof listReports)['answer']>
export type ReportOut = z.infer<(typeof readReport)['answer']>
export type StaffReportsOut = z.infer<typeof staffReports>
export type StaffReportOut = z.infer<typeof staffReport>
export type ReportPublished = z.infer<(typeof publishReport)['body']>
export type ReportFileLanguage = (typeof REPORT_FILE_LANGUAGES)[number]
