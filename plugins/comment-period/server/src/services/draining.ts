import type { Server, ServerResponse } from 'node:http'
import net from 'node:net'
import { configOf, type Strapi } from '../strapi-types'

interface Watch {
  readonly server: Server
  /** Requests that were read and are not answered to the end. */
  readonly unanswered: Set<ServerResponse>
  draining: boolean
}

const WATCHES = new WeakMap<Strapi, Watch>()

/** Follows every request of the server, Strapi's own too, from its head to the end of its answer. */
export function watchRequests(strapi: Strapi): void {
  const server = strapi.server.httpServer
  const watch: Watch = { server, unanswered: new Set(), draining: false }
  WATCHES.set(strapi, watch)
  server.prependListener('request', (_request, response: ServerResponse) => {
    watch.unanswered.add(response)
    if (watch.draining) closeAfter(response)
    response.once('close', () => watch.unanswered.delete(response))
  })
}

export function isDraining(strapi: Strapi): boolean {
  return WATCHES.get(strapi)?.draining ?? false
}

/**
 * Answers what has been asked before the app stops. From now on new requests are refused and every
 * answer ends its connection; once the requests from before are answered, no connection is taken
 * any more, and those that are open may ask once more, to be told. Whatever takes longer than
 * `maxDrainMs` in all is given up.
 *
 * The listening socket is closed by `net` itself: that of `http` ends idle connections at once,
 * also one whose next request is on its way.
 */
export async function drain(strapi: Strapi): Promise<void> {
  const watch = WATCHES.get(strapi)
  if (watch === undefined || watch.draining) return
  watch.draining = true
  const { server, unanswered } = watch
  if (!server.listening) return
  strapi.log.info(`comment-period: event=drain-started unanswered=${String(unanswered.size)}`)
  const before = [...unanswered]
  before.forEach(closeAfter)
  const answered = Promise.all(before.map(whenClosed)).then(() => stopListening(server))
  const inTime = await within(configOf(strapi).maxDrainMs, answered)
  const line = `comment-period: event=drain-ended unanswered=${String(unanswered.size)} in-time=${String(inTime)}`
  if (unanswered.size === 0) strapi.log.info(line)
  else strapi.log.warn(line)
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false
}

function whenClosed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('close', resolve))
}

/** Resolves when the last open connection has ended. */
function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    net.Server.prototype.close.call(server, () => resolve())
  })
}

/** Whether `work` ended before the time was up. */
export async function within(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
