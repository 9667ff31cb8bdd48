/** How long it takes to group one docket of a campaign, and what others feel of it meanwhile. */
import { setTimeout as wait } from 'node:timers/promises'
import { atMost, measured } from './goals.mjs'
import { toldBlock, watchedWork } from './watched-work.mjs'

const MIB = 2 ** 20
/** Ten minutes for a million, on one core. */
const MOST_MS_EACH = 600_000 / 1_000_000
const LONGEST_BLOCK_MS = 50
const MOST_MEMORY_MIB = 300
/** Whoever waits for the groups looks now and then. */
const LOOK_MS = 600

/** @param rows comments in the docket, which has been kept from grouping */
export async function copies(database, node, { token, docket, documentId, rows }) {
  const headers = { Authorization: `Bearer ${token}` }
  const look = async () => {
    const to = `${node.url}/comment-period/drafts/${documentId}/copies?limit=100`
    const answer = await fetch(to, { headers })
    if (!answer.ok) throw new Error(`copies answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  await node.ask('letBeGrouped', { docket })
  const grouping = await watchedWork(node, docket, async () => {
    for (;;) {
      const seen = await look()
      if (seen.compared.upTo >= rows) return seen
      await wait(LOOK_MS)
    }
  })
  const { result: seen, ms, besideMs, longestMs, grownBytes, cpuMs } = grouping
  const largest = seen.items.slice(0, 50)
  const grouped = largest.reduce((sum, { comments }) => sum + comments, 0)
  const texts = largest.reduce((sum, group) => sum + group.texts, 0)
  const each = `${seconds(ms)} s for ${rows} comments, ${seconds(cpuMs)} s of them at work`
  return [
    atMost('grouping copies : 10 min a million', database, ms / rows / MOST_MS_EACH, 1, each),
    atMost(
      `longest block while grouping : ${LONGEST_BLOCK_MS} ms`,
      database,
      longestMs / LONGEST_BLOCK_MS,
      1,
      toldBlock(longestMs, besideMs),
    ),
    atMost(
      `memory of grouping : ${MOST_MEMORY_MIB} MiB`,
      database,
      grownBytes / MIB / MOST_MEMORY_MIB,
      1,
      `${Math.round(grownBytes / MIB)} MiB more than before`,
    ),
    measured(
      'comments in the 50 largest groups : copies',
      database,
      grouped / (rows * 0.95),
      `${grouped} comments, ${texts} distinct texts`,
    ),
  ]
}

const seconds = (ms) => (ms / 1000).toFixed(1)
