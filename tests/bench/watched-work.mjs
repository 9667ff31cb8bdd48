/** What others feel of a long work in the app while portals go on asking. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/** Between what portals ask. */
const READ_MS = 20

/** What portals ask goes on during the work: whatever is compared shares the processors with it. */
export async function whilePublicReads(node, docket, work) {
  let isOver = false
  const reads = (async () => {
    while (!isOver) {
      const answer = await fetch(`${node.url}/api/comment-period/drafts/${docket}/period`)
      if (!answer.ok) throw new Error(`a public read answered ${answer.status}`)
      await answer.arrayBuffer()
      await wait(READ_MS)
    }
  })()
  try {
    return await work()
  } finally {
    isOver = true
    await reads
  }
}

/**
 * Does the work while portals ask, and watches the app. Beside it this process, which only asks and
 * waits, watches how long it stands still itself: what the machine does to whoever shares its
 * processors.
 *
 * @returns what came of the work, how long it took, the longest block and that of this process in
 *   milliseconds, the memory that was added and the time at work
 */
export async function watchedWork(node, docket, work) {
  await node.ask('watch')
  const beside = monitorEventLoopDelay({ resolution: 1 })
  beside.enable()
  const from = performance.now()
  const result = await whilePublicReads(node, docket, work)
  const ms = performance.now() - from
  beside.disable()
  return { result, ms, besideMs: beside.max / 1e6, ...(await node.ask('watched')) }
}

/** How a longest block is told, with what the process beside it met in the same time. */
export const toldBlock = (longestMs, besideMs) =>
  `${longestMs.toFixed(1)} ms, public reads going on; ${besideMs.toFixed(1)} in an idle process beside`
