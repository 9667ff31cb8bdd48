import type { HealthOut } from '../../../contracts/bodies'
import { databaseVersion } from '../database/support'
import { connectionOf, type Strapi } from '../strapi-types'
import { LARGEST_SKEW_MS, readClocks } from './clock'
import { inspectGuards } from './guard-watch'

/** Reads the catalogue anew at every call: a guard that was dropped a moment ago shows. */
export async function readHealth(strapi: Strapi): Promise<HealthOut> {
  const db = connectionOf(strapi)
  const guards = await inspectGuards(strapi)
  const { skewMs } = await readClocks(db)
  return {
    ok:
      guards.missing.length + guards.strangers.length === 0 && Math.abs(skewMs) <= LARGEST_SKEW_MS,
    guards: {
      expected: guards.expected,
      missing: [...guards.missing],
      strangers: [...guards.strangers],
    },
    database: { client: db.client, version: await databaseVersion(db) },
    clockSkewMs: skewMs,
  }
}
