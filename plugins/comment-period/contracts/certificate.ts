import { z } from 'zod'
import { MONTH_MEANINGS } from '../domain/period-rule'
import { PHASES } from '../domain/phase'
import { bodyReference, commentCounts, issuanceOut, kindReference, readExposure } from './drafts'
import { instantOut } from './fields'
import { interval, periodEvent, periodRule } from './period'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const day = z.string()

/**
 * `GET /drafts/:docket/exposures/:n/certificate`: that one text stood before the public, from when
 * to when, and what the law asked for. There is no clock in it: while the period is open, its
 * close is what is in force.
 */
export const readCertificate = {
  params: readExposure.params,
  query: z.strictObject({}),
  answer: z.strictObject({
    format: z.literal('exposure-certificate/1'),
    docket: z.string(),
    body: bodyReference.extend({ letterheadLines: z.array(z.string()), legalBasis: z.string() }),
    kind: kindReference,
    zone: z.string(),
    exposure: z.strictObject({
      n: z.int(),
      locale: z.string(),
      title: z.string(),
      textHash: sha256,
      attachments: z.array(z.strictObject({ name: z.string(), sha256, size: z.int() })),
      openedAt: instantOut,
      /** As it was told on the day of exposure; `effectiveClosesAt` is what came of it. */
      closesAt: instantOut,
      /** The earliest close that the rules allowed; `null` where none applied. */
      minimumClosesAt: instantOut.nullable(),
      /** The last day as counted, before it was moved over closed days. */
      countedDayOn: day.nullable(),
      lastDayOn: day.nullable(),
      skipped: z.array(z.strictObject({ on: day, reason: z.string() })),
      requestedLastDayOn: day.nullable(),
      /** Why a text took the place of an earlier one. */
      reason: z.string().nullable(),
    }),
    /** All that applied at the opening; the one that closes latest comes first. */
    rules: z.array(
      periodRule.extend({
        revision: z.int(),
        monthMeans: z.enum(MONTH_MEANINGS),
        excludeActionDay: z.boolean(),
        decided: z.boolean(),
      }),
    ),
    phase: z.enum(PHASES),
    effectiveClosesAt: instantOut.nullable(),
    intervals: z.array(interval),
    events: z.array(periodEvent),
    endedBy: z.enum(['restart', 'withdrawal']).nullable(),
    endedAt: instantOut.nullable(),
    /** How long comments were, are or will be taken, and the shortest time that the rules allow. */
    openMs: z.int(),
    minimumMs: z.int().nullable(),
    /** `null` while it is not over. */
    isKept: z.boolean().nullable(),
    /** Of the whole docket. */
    counts: commentCounts,
    /** Where it cites this exposure. */
    issuance: issuanceOut.nullable(),
  }),
}

export type CertificateOut = z.infer<(typeof readCertificate)['answer']>
