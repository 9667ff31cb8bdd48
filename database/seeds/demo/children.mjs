import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const STOP_MS = 15_000
const WATCH_MS = 500

const living = new Set()

/** Starts a process that ends with ours, however ours ends. */
export function startChild(command, args, options) {
  const child = spawn(command, args, options)
  living.add(child)
  child.once('close', () => living.delete(child))
  return child
}

/**
 * Under `npm run`, a signal reaches npm's shell and ends it without being passed on; that our
 * parent has gone is then the only sign of it.
 */
export function whenAbandoned(act) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, WATCH_MS)
  watch.unref()
}

export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null

export async function stopChildren() {
  await Promise.all([...living].map(stop))
}

async function stop(child) {
  if (hasEnded(child)) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = sleep(STOP_MS, 'late', { ref: false })
  if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL')
  await ended
}
