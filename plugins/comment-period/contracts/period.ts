import { z } from 'zod'
import { EVENT_GROUNDS, PERIOD_EVENT_KINDS } from '../domain/ledger'
import { PERIOD_UNITS, RULE_FORCES } from '../domain/period-rule'
import { PHASES } from '../domain/phase'
import { instantOut } from './fields'

export const periodRule = z.strictObject({
  title: z.string(),
  count: z.int(),
  unit: z.enum(PERIOD_UNITS),
  force: z.enum(RULE_FORCES),
  legalBasis: z.string(),
  note: z.string(),
})

export const interval = z.strictObject({ opensAt: instantOut, closesAt: instantOut })

export const periodEvent = z.strictObject({
  kind: z.enum(PERIOD_EVENT_KINDS),
  at: instantOut,
  closesAt: instantOut.nullable(),
  ground: z.enum(EVENT_GROUNDS).nullable(),
  reason: z.string(),
})

/** `GET /drafts/:docket/period`. There is no clock in it: reckon from `Date` and `Age`. */
export const period = z.strictObject({
  phase: z.enum(PHASES),
  opensAt: instantOut.nullable(),
  closesAt: instantOut.nullable(),
  minimumClosesAt: instantOut.nullable(),
  mayIssueFrom: instantOut.nullable(),
  /** Last day on which comments are taken, in the body's zone; `null` for a rule in minutes. */
  lastDayOn: z.string().nullable(),
  zone: z.string(),
  rule: periodRule.nullable(),
  intervals: z.array(interval),
  events: z.array(periodEvent),
})

export type PeriodOut = z.infer<typeof period>
