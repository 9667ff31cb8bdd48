import { readDatabaseClock } from './database/clock'
import { installGuards } from './database/guards/install'
import { tryGuards } from './database/guards/self-test'
import { migrate } from './database/migrations'
import { guardRefusals } from './middlewares/guard-refusals'
import { assertDatabaseSupported } from './database/support'
import { reportFailedCommits } from './database/transactions'
import { knownRefusals } from './middlewares/problem-details'
import { PERMISSIONS } from './permissions'
import { tidyCommentFiles } from './services/comment-files'
import { compareHeads } from './services/docket-heads'
import { startCopies } from './services/copy-grouping'
import { startExports } from './services/export-runner'
import { inspectGuards } from './services/guard-watch'
import { loadKeyRing } from './services/keys'
import { ensureLocales } from './services/locales'
import { startOverdueNotices } from './services/overdue-notices'
import { ownBodies } from './services/own-bodies'
import { makeRolesOnce } from './services/role-making'
import { recordUnrecordedRules } from './services/rules'
import { guardSiteOf, startRuntime } from './services/runtime'
import { keepUploadsThroughImports } from './services/uploads-backup'
import { recordWidgetBuild } from './services/widget-files'
import {
  configOf,
  connectionOf,
  disableGraphqlMutations,
  inTransaction,
  onceListening,
  registerCondition,
  registerPermissions,
  UID,
  type Strapi,
} from './strapi-types'

/**
 * Puts the record and its guards in place, proves that they hold, and only then lets the app
 * serve. Whatever fails here keeps the app from starting.
 */
export async function bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
  const db = connectionOf(strapi)
  reportFailedCommits(db.knex)
  await assertDatabaseSupported(db)
  await migrate(db.knex)
  const site = await guardSiteOf(strapi)
  await installGuards(db.knex, site)
  const { missing, strangers } = await inspectGuards(strapi)
  const wrong = [...missing, ...strangers]
  if (wrong.length > 0) {
    throw new Error(`GUARDS_MISSING: ${wrong.join(', ')}; the app does not start like this.`)
  }
  await tryGuards(db, site)
  const runtime = startRuntime(strapi, await loadKeyRing(db, configOf(strapi).dataFolder))

  const repaired = await compareHeads(strapi, db)
  for (const docket of repaired) {
    strapi.log.warn(`comment-period: the head of ${docket} did not fit the record; rebuilt`)
  }
  await inTransaction(strapi, (inside) => recordUnrecordedRules(strapi, inside))
  await ensureLocales(strapi)
  await recordWidgetBuild(strapi)
  await registerPermissions(strapi, PERMISSIONS)
  await registerCondition(strapi, ownBodies(strapi))
  onceListening(strapi, () => makeRolesOnce(strapi))
  disableGraphqlMutations(strapi, UID.comment)
  // Not before: they must stand inside Strapi's own handler of errors, which is in place by now.
  strapi.server.use(knownRefusals(strapi))
  strapi.server.use(guardRefusals(strapi))
  keepUploadsThroughImports(strapi)
  await tidyCommentFiles(runtime)
  startOverdueNotices(runtime)
  // Not in scripts, which load the app and do not listen.
  onceListening(strapi, () => startExports(runtime))
  onceListening(strapi, () => startCopies(runtime))
  const now = await readDatabaseClock(db)
  strapi.log.info(`comment-period: guards stand (${String(now)} by the database's clock)`)
}
