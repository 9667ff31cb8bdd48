import { expectedGuards, missingGuards } from '../database/guards/install'
import { strangers } from '../database/guards/strangers'
import { connectionOf, type Db, type Strapi } from '../strapi-types'
import { refuse } from './refusal-error'
import { guardSiteOf } from './runtime'

export interface GuardReport {
  readonly expected: number
  readonly missing: readonly string[]
  /** What stands on a guarded table and is not ours. */
  readonly strangers: readonly string[]
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
    strangers: await strangers(db.knex, site),
  }
}

/** Nothing is issued while a guard is absent, altered, or in strange company. */
export async function assertGuardsStand(strapi: Strapi, db: Db): Promise<void> {
  const { missing, strangers: found } = await inspectGuards(strapi, db)
  const wrong = [...missing, ...found]
  if (wrong.length > 0) refuse('GUARDS_MISSING', { missing: wrong.join(', ') })
}
