import { z } from 'zod'
import { CHANNELS, COMMENT_STATES, COMMENT_TYPES, DISPOSITIONS } from '../domain/comment'
import { EXPORT_LANGUAGES } from '../domain/docket-export'
import { EVIDENCE_FORMATS, RESPONSE_TIMINGS, STANDINGS } from '../domain/evidence-report'
import { TERMINAL_ACTS } from '../domain/period-rule'
import { bodySlug, instantOut } from './fields'

const share = <Key extends z.ZodType>(key: Key) => z.array(z.strictObject({ key, n: z.int() }))

/** A day as staff type it, in either calendar. */
const typedDay = z.string().max(30)
const asked = {
  /** The first of whoever asks where it is left out. */
  body: bodySlug.optional(),
  /** The first and the last day of the span; the Solar Hijri year that runs where left out. */
  from: typedDay.optional(),
  to: typedDay.optional(),
}

const responses = z.record(z.enum(RESPONSE_TIMINGS), z.int())
const clauses = { changed: z.int(), added: z.int(), removed: z.int(), moved: z.int() }

/** One draft, by the latest of its texts that were exposed in the span. */
const draft = z.strictObject({
  documentId: z.string(),
  docket: z.string(),
  title: z.string(),
  kind: z.strictObject({ key: z.string(), name: z.string() }),
  exposures: z.int(),
  /** Number of the latest exposure of the span, of which the rest tells. */
  n: z.int(),
  openedAt: instantOut,
  closesAt: instantOut.nullable(),
  minimumMs: z.int().nullable(),
  stoodMs: z.int(),
  standing: z.enum(STANDINGS),
  isExtended: z.boolean(),
  isSuspended: z.boolean(),
  isWithdrawn: z.boolean(),
  comments: z.int(),
  responses,
  accepted: z.int(),
  partlyAccepted: z.int(),
  act: z.strictObject({ terminalAct: z.enum(TERMINAL_ACTS), at: instantOut }).nullable(),
  /** `null` as long as nothing is issued, and where the exposed text was. */
  changes: z
    .strictObject({
      title: z.boolean(),
      ...clauses,
      /** Files that were added or taken away. */
      attachments: z.int(),
    })
    .nullable(),
})

const report = z.strictObject({
  format: z.literal('evidence-report/1'),
  /** Everything is as it stood then. */
  at: instantOut,
  from: z.iso.date(),
  to: z.iso.date(),
  since: instantOut,
  /** The first instant after the span. */
  until: instantOut,
  zone: z.string(),
  body: z.strictObject({
    slug: z.string(),
    name: z.string(),
    letterheadLines: z.array(z.string()),
  }),
  totals: z.strictObject({
    drafts: z.int(),
    exposures: z.int(),
    /** Drafts that were decided not to be exposed, in the span. */
    waived: z.int(),
    standings: z.record(z.enum(STANDINGS), z.int()),
    extended: z.int(),
    suspended: z.int(),
    withdrawn: z.int(),
    comments: z.int(),
    byChannel: share(z.enum(CHANNELS)),
    byType: share(z.enum(COMMENT_TYPES)),
    byState: share(z.enum(COMMENT_STATES)),
    responses,
    byDisposition: share(z.enum(DISPOSITIONS)),
    issued: z.int(),
    changedTexts: z.int(),
    clauses: z.strictObject(clauses),
    attachments: z.int(),
  }),
  drafts: z.array(draft),
})

/** `GET /evidence`: what a body did for participation in a span of time. */
export const readEvidence = {
  query: z.strictObject(asked),
  answer: z.strictObject({
    /** Those of which whoever asks may read it. */
    bodies: z.array(z.strictObject({ slug: z.string(), name: z.string() })),
    /** `null` where they may of none. */
    report: report.nullable(),
  }),
}

/** `GET /evidence/file`: the same as a table to hand in. */
export const readEvidenceFile = {
  query: z.strictObject({
    ...asked,
    body: bodySlug,
    format: z.enum(EVIDENCE_FORMATS),
    language: z.enum(EXPORT_LANGUAGES).optional(),
  }),
}

export type EvidenceOut = z.infer<(typeof readEvidence)['answer']>
export type EvidenceReportOut = z.infer<typeof report>
export type DraftEvidenceOut = z.infer<typeof draft>
export type EvidenceAsked = z.infer<(typeof readEvidence)['query']>
export type EvidenceFileAsked = z.infer<(typeof readEvidenceFile)['query']>
