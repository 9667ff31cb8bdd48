import { expectedGuards, missingGuards } from '../database/guards/install'
import { connectionOf, type Db, type Strapi } from '../strapi-types'
import { refuse } from './refusal-error'
import { guardSiteOf } from './runtime'

export interface GuardReport {
  readonly expected: number
  readonly missing: readonly string[]
}

/** Reads the database's catalogue, now. */
export async function inspectGuards(
  strapi: Strapi,
  db = connectionOf(strapi),
): Promise<GuardReport> {
  const site = await guardSiteOf(strapi, db)
  return {
    expected: expectedGuards(site).length,
    missing: await missingGuards(db.knex, site),
  }
}

/** Nothing is issued while a guard is absent or altered. */
export async function assertGuardsStand(strapi: Strapi, db: Db): Promise<void> {
  const { missing } = await inspectGuards(strapi, db)
  if (missing.length > 0) refuse('GUARDS_MISSING', { missing: missing.join(', ') })
}
