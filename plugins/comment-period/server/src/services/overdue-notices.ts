import { overdueNotice } from '../../../domain/overdue-notice'
import { readDatabaseClock } from '../database/clock'
import { listBodies } from '../repositories/bodies'
import {
  claimNotices,
  findUntold,
  markSent,
  releaseClaims,
  sweepNotices,
  type Untold,
} from '../repositories/overdue-notices'
import { listUnits } from '../repositories/units'
import {
  adminUrlOf,
  atTimes,
  connectionOf,
  sendMail,
  type Mail,
  type Strapi,
} from '../strapi-types'
import type { Runtime } from './runtime'

export const OVERDUE_JOB = 'comment-period-overdue'
/** Every ten minutes: a day is no more overdue for it. */
const EVERY_TEN_MINUTES = '*/10 * * * *'
const MOST_AT_ONCE = 500

/** Where mail is configured, units are told of what they have not responded to in time. */
export function startOverdueNotices(runtime: Runtime): void {
  if (runtime.config.mailFrom === '') return
  atTimes(runtime.strapi, OVERDUE_JOB, EVERY_TEN_MINUTES, () => tellUnits(runtime))
}

/**
 * One mail to each unit that has an address, with all that has become overdue since the last. A
 * mail that is not taken is tried again; a node that dies after sending one may have it sent twice.
 */
async function tellUnits({ strapi, config }: Runtime): Promise<void> {
  const db = connectionOf(strapi)
  const now = await readDatabaseClock(db)
  await sweepNotices(db, now)
  const bodies = await listBodies(strapi)
  const units = await listUnits(
    strapi,
    bodies.map(({ id }) => id),
  )
  for (const body of bodies) {
    for (const unit of units.get(body.id) ?? []) {
      if (unit.email === null) continue
      const untold = await findUntold(strapi, db, body.id, unit.key, now, MOST_AT_ONCE)
      const claimed = await claimNotices(db, untold, now)
      if (claimed.length === 0) continue
      const notice = noticeOf(strapi, body.name, unit.name, claimed)
      if (await isSent(strapi, { from: config.mailFrom, to: unit.email, ...notice })) {
        await markSent(db, claimed, now)
      } else {
        await releaseClaims(db, claimed)
      }
    }
  }
}

function noticeOf(strapi: Strapi, body: string, unit: string, claimed: readonly Untold[]) {
  const counts = new Map<string, number>()
  for (const { docket } of claimed) counts.set(docket, (counts.get(docket) ?? 0) + 1)
  const admin = adminUrlOf(strapi)
  const desk = admin === null ? null : `${admin}/plugins/comment-period/desk?response=overdue`
  const dockets = [...counts].map(([docket, n]) => ({ docket, n }))
  return overdueNotice({ body, unit, dockets, desk })
}

/** The log says that a mail was not taken, and neither to whom nor what was in it. */
async function isSent(strapi: Strapi, mail: Mail): Promise<boolean> {
  try {
    await sendMail(strapi, mail)
    return true
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string }
    strapi.log.error(`comment-period: event=notice-not-sent code=${code ?? name ?? 'unknown'}`)
    return false
  }
}
