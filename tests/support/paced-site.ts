import type { Knex } from 'knex'
import { USUAL_PACE, type PaceLimits } from '../../plugins/comment-period/domain/pace'
import { type TestApp } from './app'
import { newSite, type Site } from './sites'
import { databaseNow, untilDatabaseReaches } from './docket-builders'

const NO_STEP = { harder: 1e9, hardest: 1e9, wait: 1e9, refuse: 1e9 }

/** Limits of which only those of ten minutes, and of guesses in a day, can be met. */
export function tightPace(
  tenMinutes: PaceLimits['comments']['tenMinutes'],
  guessesADay = 1e9,
): PaceLimits {
  return {
    comments: { tenSeconds: NO_STEP, minute: NO_STEP, tenMinutes },
    guesses: { minute: 1e9, day: guessesADay },
  }
}

/** A site whose app limits what comes from a network. */
export async function aPacedSite(
  pace: PaceLimits = USUAL_PACE,
  proxies = 0,
  make: () => Promise<Site> = newSite,
): Promise<Site> {
  const usual = await make()
  return {
    ...usual,
    environment: {
      ...usual.environment,
      COMMENT_PERIOD_PACE: JSON.stringify(pace),
      TRUSTED_PROXIES: String(proxies),
    },
  }
}

/** Longer than a test of limits files. */
const ROOM_MS = 30_000
const TEN_MINUTES_MS = 600_000

/**
 * Waits for a window of ten minutes with room for a test, so that none is counted in two. A day
 * begins with one, and with it the names of networks are others.
 */
export async function aWindowWithRoom(app: TestApp): Promise<void> {
  const now = await databaseNow(app)
  const left = TEN_MINUTES_MS - (now % TEN_MINUTES_MS)
  if (left < ROOM_MS) await untilDatabaseReaches(app, now + left)
}

interface PaceRow {
  readonly pace_key: string
  readonly n: number
}

/** How much each network has been counted for in ten minutes, by its opaque name. */
export async function commentsByNetwork(knex: Knex): Promise<Record<string, number>> {
  const rows = (await knex('comment_period_paces')
    .where('pace_key', 'like', 'comment|600|%')
    .select('pace_key', 'n')) as PaceRow[]
  return Object.fromEntries(rows.map(({ pace_key, n }) => [pace_key.split('|')[2]!, Number(n)]))
}
