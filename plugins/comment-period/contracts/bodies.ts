import { z } from 'zod'
import { TERMINAL_ACTS } from '../domain/period-rule'
import { bodySlug } from './fields'
import { periodRule } from './period'

const ruleOut = periodRule.extend({
  terminalAct: z.enum(TERMINAL_ACTS).nullable(),
  kinds: z.array(z.strictObject({ key: z.string(), name: z.string() })),
})

const bodySummary = z.strictObject({
  slug: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  province: z.string().nullable(),
  parentName: z.string().nullable(),
})

/** `GET /bodies` */
export const listBodies = {
  query: z.strictObject({}),
  answer: z.strictObject({ items: z.array(bodySummary), nextCursor: z.null() }),
}

/** Who collects, summarises and responds to what comes, by the names of units, and reports to whom. */
export const responsibilityOut = z.strictObject({
  channel: z.string().nullable(),
  type: z.string().nullable(),
  collectedBy: z.string().nullable(),
  summarisedBy: z.string().nullable(),
  respondedBy: z.string().nullable(),
  reportedTo: z.string().nullable(),
})

/** `GET /bodies/:slug` */
export const readBody = {
  params: z.strictObject({ slug: bodySlug }),
  query: z.strictObject({}),
  answer: bodySummary.extend({
    letterheadLines: z.array(z.string()),
    website: z.string().nullable(),
    zone: z.string(),
    legalBasis: z.string(),
    legalBasisNote: z.string().nullable(),
    channels: z.array(
      z.strictObject({ channel: z.string(), title: z.string(), address: z.string().nullable() }),
    ),
    responsibilities: z.array(responsibilityOut),
    rules: z.array(ruleOut),
    strategy: z
      .strictObject({
        title: z.string(),
        number: z.string().nullable(),
        letterOn: z.string().nullable(),
        sessionNumber: z.string().nullable(),
        sessionOn: z.string().nullable(),
        approvedBy: z.string().nullable(),
        summary: z.string().nullable(),
        commitments: z.array(z.strictObject({ clause: z.string(), text: z.string() })),
      })
      .nullable(),
  }),
}

/** `GET /health` */
export const readHealth = {
  query: z.strictObject({}),
  answer: z.strictObject({
    ok: z.boolean(),
    guards: z.strictObject({
      expected: z.int(),
      missing: z.array(z.string()),
      /** What stands on a guarded table without being a guard. */
      strangers: z.array(z.string()),
    }),
    database: z.strictObject({ client: z.enum(['sqlite', 'postgres']), version: z.string() }),
    clockSkewMs: z.number(),
  }),
}

export type BodySummaryOut = z.infer<typeof bodySummary>
export type BodyOut = z.infer<(typeof readBody)['answer']>
export type BodyRuleOut = z.infer<typeof ruleOut>
export type HealthOut = z.infer<(typeof readHealth)['answer']>
