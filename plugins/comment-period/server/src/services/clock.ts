import type { Instant } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import { lastRecordedAt } from '../repositories/ledgers'
import type { Db } from '../strapi-types'
import { refuse } from './refusal-error'

/** Beyond this, app and database clocks are too far apart to issue by (design §5). */
export const LARGEST_SKEW_MS = 2_000

export interface ClockReading {
  readonly databaseNow: Instant
  /** App minus database, less half of the time the question took. */
  readonly skewMs: number
}

/** With `logInstant`, `utcDay` and `elapsedMs`, the only place that reads the application's clock. */
export async function readClocks(db: Db): Promise<ClockReading> {
  const before = Date.now()
  const databaseNow = await readDatabaseClock(db)
  const after = Date.now()
  return { databaseNow, skewMs: Math.round((before + after) / 2) - databaseNow }
}

/** When a line of the log was written, in UTC. Nothing is judged by it. */
export function logInstant(): string {
  return new Date().toISOString()
}

/** How long something has taken: the difference of two readings. Nothing is judged by it. */
export function elapsedMs(): number {
  return performance.now()
}

/** The day by which names of networks change. Nothing is judged by it. */
export function utcDay(): string {
  return logInstant().slice(0, 10)
}

/** Refuses to go on by clocks that cannot both be right, or by one that has been set back. */
export async function assertClocksAgree(db: Db): Promise<void> {
  const { databaseNow, skewMs } = await readClocks(db)
  if (Math.abs(skewMs) > LARGEST_SKEW_MS) refuse('CLOCKS_APART', { skewMs })
  const last = await lastRecordedAt(db)
  if (databaseNow < last) refuse('CLOCKS_APART', { behindMs: last - databaseNow })
}
