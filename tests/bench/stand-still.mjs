import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Watches how long this process, which only asks and waits, stands still: what the machine does to
 * whoever shares its processors. A block of the app is to be read beside it.
 *
 * @returns ends it, and answers the longest in milliseconds
 */
export function watchStandStill() {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  return () => {
    delay.disable()
    return delay.max / 1e6
  }
}

/** How a longest block is told, with what the process beside it met in the same time. */
export const toldBlock = (longestMs, besideMs) =>
  `${longestMs.toFixed(1)} ms, public reads going on; ${besideMs.toFixed(1)} in an idle process beside`
