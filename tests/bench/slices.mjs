/**
 * Load in slices: what is compared runs in turns within one run, so that whatever else the
 * machine does falls on both sides alike. The figure of each side is the median of its slices.
 */
import autocannon from 'autocannon'

export const CONNECTIONS = 20
const SLICE_S = Number(process.env.BENCH_SLICE_S ?? 2)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)

/** More requests than any side gets answered in a run of this many slices. */
export const MOST_REQUESTS = Math.ceil((SLICE_S * ROUNDS + 1) * 1_500)

/**
 * Answers per second of each side, by name. A side is `{ url, expect, …autocannon's options }`,
 * or a list of them that share the connections; any other status than the expected one ends the bench: a refused request is quickly answered.
 */
export async function inTurns(sides) {
  const rates = Object.fromEntries(Object.keys(sides).map((name) => [name, []]))
  for (const side of Object.values(sides)) await slice(side, 1)
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = Object.entries(sides)
    if (round % 2 === 1) order.reverse()
    for (const [name, side] of order) rates[name].push(await slice(side, SLICE_S))
  }
  return Object.fromEntries(Object.entries(rates).map(([name, all]) => [name, median(all)]))
}

async function slice(side, duration) {
  const targets = Array.isArray(side) ? side : [side]
  const results = await Promise.all(
    targets.map((target) => run(target, duration, CONNECTIONS / targets.length)),
  )
  return results.reduce((sum, each) => sum + each, 0)
}

async function run({ expect, requests, ...options }, duration, connections) {
  const result = await autocannon({
    ...options,
    connections,
    duration,
    ...(requests === undefined ? {} : { requests: [requests()] }),
  })
  const wrong = Object.entries(result.statusCodeStats).filter(([code]) => Number(code) !== expect)
  if (wrong.length > 0 || result.errors > 0) {
    throw new Error(
      `${options.url} answered ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors; only ${expect} counts`,
    )
  }
  return result.requests.total / result.duration
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
