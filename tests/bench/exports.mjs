/** Exports of the large docket, beside the barest dump of the same rows that the database gives. */
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { atLeast, atMost } from './goals.mjs'

const MIB = 2 ** 20
/** Longest time that one request may find the event loop busy, in milliseconds. */
const LONGEST_BLOCK_MS = 50
const MOST_MEMORY_MIB = 300

/** @param rows comments in the docket */
export async function exports(database, node, { token, docket, rows }) {
  const dumpMs = await node.ask('dumpComments', { docket })
  const measured = []
  for (const [format, goal] of [
    ['csv', 0.3],
    ['xlsx', 0.1],
  ]) {
    const { ms, longestMs, grownBytes } = await exportOnce(node, token, docket, format)
    const perSecond = `${rate(rows, ms)} : ${rate(rows, dumpMs)} rows per s`
    measured.push(
      atLeast(`${format.toUpperCase()} export : bare dump`, database, dumpMs / ms, goal, perSecond),
      atMost(
        `longest block in a ${format.toUpperCase()} export : ${LONGEST_BLOCK_MS} ms`,
        database,
        longestMs / LONGEST_BLOCK_MS,
        1,
        `${longestMs.toFixed(1)} ms, public reads going on`,
      ),
      atMost(
        `memory of a ${format.toUpperCase()} export : ${MOST_MEMORY_MIB} MiB`,
        database,
        grownBytes / MIB / MOST_MEMORY_MIB,
        1,
        `${Math.round(grownBytes / MIB)} MiB more than before`,
      ),
    )
  }
  return measured
}

const rate = (rows, ms) => Math.round((rows / ms) * 1000)

async function exportOnce(node, token, docket, format) {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  const ask = async (path, init = {}) => {
    const answer = await fetch(`${node.url}/comment-period/${path}`, { headers, ...init })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  await node.ask('watch')
  const from = performance.now()
  const body = { docket, format, profile: 'working', language: 'fa', reason: 'سنجش سرعت' }
  const { id } = await ask('exports', { method: 'POST', body: JSON.stringify(body) })
  for (let looks = 1; ; looks += 1) {
    // What portals ask meanwhile; whoever waits for the export looks now and then.
    await fetch(`${node.url}/api/comment-period/drafts/${docket}/period`)
    await wait(20)
    if (looks % 10 > 0) continue
    const { state } = await ask(`exports/${id}`)
    if (state === 'done') break
    if (!['waiting', 'running'].includes(state)) throw new Error(`the export is ${state}`)
  }
  return { ms: performance.now() - from, ...(await node.ask('watched')) }
}
