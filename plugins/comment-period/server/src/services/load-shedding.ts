import { configOf, waitingForConnection, type Strapi } from '../strapi-types'
import { runtimeOf } from './runtime'

/** A comment may be filed until its close and no later; a read can be made again. */
export type Urgency = 'filing' | 'reading'

/** How many requests were refused since the queue was last short, by app. */
const SHED = new WeakMap<Strapi, number>()

/**
 * Whether a request must be refused at once because too many wait for a connection already: it
 * would wait as long as they do, to be refused in the end. Reads give way to comments and to acts
 * of staff at half of the length.
 *
 * It bounds the waiting, not the work: who has a connection keeps it.
 */
export function mustShed(strapi: Strapi, urgency: Urgency): boolean {
  const waiting = waitingCallers(strapi)
  const { maxWaiting } = configOf(strapi)
  const shed = SHED.get(strapi) ?? 0
  if (waiting >= (urgency === 'filing' ? maxWaiting : maxWaiting / 2)) {
    if (shed === 0) {
      strapi.log.warn(`comment-period: event=shedding-started waiting=${String(waiting)}`)
    }
    SHED.set(strapi, shed + 1)
    return true
  }
  if (shed > 0 && waiting < maxWaiting / 4) {
    strapi.log.warn(`comment-period: event=shedding-ended refused=${String(shed)}`)
    SHED.delete(strapi)
  }
  return false
}

/**
 * With a connection free there is no queue: those who wait for a round are about to be served.
 * Without one, a round waits for its connection in the place of all who share it.
 */
function waitingCallers(strapi: Strapi): number {
  const forConnection = waitingForConnection(strapi)
  return forConnection === 0 ? 0 : Math.max(forConnection, runtimeOf(strapi).waiting.callers)
}
