import type { Instant } from '../../../domain/instant'
import { sweepPaces, sweepSpentChallenges } from '../repositories/paces'
import type { Db, Strapi } from '../strapi-types'
import type { AdmissionTally } from './admission-tally'
import { refusalOf } from './refusal-error'

const INTERVAL_MS = 60_000
/** No counter is of use after its window; a whole day more than the longest makes room for doubt. */
const PACES_KEPT_MS = 172_800_000
/** Beyond any difference of clocks that `/health` would let pass. */
const SPENT_KEPT_MS = 3_600_000

/**
 * Once a minute, by the database's clock and only while comments come, deletes what nobody needs
 * any more and says in the log how comments were admitted. Nobody waits for a job of its own, and
 * nobody is refused because a broom was in the way.
 */
export function housekeeping(
  strapi: Strapi,
  db: Db,
  tally: AdmissionTally,
): (now: Instant) => Promise<void> {
  let doneAt: Instant | null = null
  return async (now) => {
    // A clock that was set back must not stop it until it has caught up.
    if (doneAt !== null && Math.abs(now - doneAt) < INTERVAL_MS) return
    doneAt = now
    const line = tally.takeLine()
    if (line !== null) strapi.log.info(line)
    try {
      await sweepPaces(db, now - PACES_KEPT_MS)
      await sweepSpentChallenges(db, now - SPENT_KEPT_MS)
    } catch (error) {
      const known = refusalOf(error)
      const what = known?.code ?? (error as Error).name
      strapi.log[known === null ? 'error' : 'warn'](
        `comment-period: event=sweep-failed code=${what}`,
      )
    }
  }
}
