/** Exports of the large docket, beside the barest dump of the same rows that the database gives. */
import { setTimeout as wait } from 'node:timers/promises'
import { atLeast, atMost } from './goals.mjs'
import { median } from './slices.mjs'
import { toldBlock, watchedWork, whilePublicReads } from './watched-work.mjs'

const MIB = 2 ** 20
/** Longest time that one request may find the event loop busy, in milliseconds. */
const LONGEST_BLOCK_MS = 50
const MOST_MEMORY_MIB = 300

/** Formats, and what part of the speed of the dump each must have. */
const GOALS = { csv: 0.3, xlsx: 0.1 }
const ROUNDS = 3
/** Between looks whether an export is done. */
const LOOK_MS = 200

/**
 * In turns, as all that is compared: the median of the rounds counts, and of blocks and memory the most.
 *
 * @param rows comments in the docket
 */
export async function exports(database, node, { token, docket, rows }) {
  const dumps = []
  const rounds = { csv: [], xlsx: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    dumps.push(await whilePublicReads(node, docket, () => node.ask('dumpComments', { docket })))
    for (const format of Object.keys(rounds)) {
      rounds[format].push(
        await watchedWork(node, docket, () => exportOnce(node, token, docket, format)),
      )
    }
  }
  const dumpMs = median(dumps)
  return Object.entries(rounds).flatMap(([format, each]) => {
    const ms = median(each.map((round) => round.ms))
    const longestMs = Math.max(...each.map((round) => round.longestMs))
    const grownMib = Math.max(...each.map((round) => round.grownBytes)) / MIB
    const name = format.toUpperCase()
    const perSecond = `${rate(rows, ms)} : ${rate(rows, dumpMs)} rows per s`
    return [
      atLeast(`${name} export : bare dump`, database, dumpMs / ms, GOALS[format], perSecond),
      atMost(
        `longest block in a ${name} export : ${LONGEST_BLOCK_MS} ms`,
        database,
        longestMs / LONGEST_BLOCK_MS,
        1,
        toldBlock(longestMs, Math.max(...each.map((round) => round.besideMs))),
      ),
      atMost(
        `memory of a ${name} export : ${MOST_MEMORY_MIB} MiB`,
        database,
        grownMib / MOST_MEMORY_MIB,
        1,
        `${Math.round(grownMib)} MiB more than before`,
      ),
    ]
  })
}

const rate = (rows, ms) => Math.round((rows / ms) * 1000)

async function exportOnce(node, token, docket, format) {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  const ask = async (path, init = {}) => {
    const answer = await fetch(`${node.url}/comment-period/${path}`, { headers, ...init })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const body = { docket, format, profile: 'working', language: 'fa', reason: 'سنجش سرعت' }
  const { id } = await ask('exports', { method: 'POST', body: JSON.stringify(body) })
  for (;;) {
    // Whoever waits for the export looks now and then.
    await wait(LOOK_MS)
    const { state } = await ask(`exports/${id}`)
    if (state === 'done') return
    if (!['waiting', 'running'].includes(state)) throw new Error(`the export is ${state}`)
  }
}
