import type { ChallengeOut } from '../../contracts/comments'
import { hashOf, toHex } from './sha256'

/** As long as a frame: typing stays fluent while the work goes on. */
const SLICE_MS = 12
/** Hashes between two looks at the clock. */
const HASHES_PER_LOOK = 64
/** Far beyond what a server of ours asks for; a challenge without a solution ends here. */
const MOST_HASHES = 5_000_000

/** Gives the browser a turn. A chain of `setTimeout` would be slowed down to 4 ms each. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(0)
  })
}

/**
 * Solves an ALTCHA challenge of algorithm SHA-256: the first counter for which SHA-256(salt ‖
 * nonce ‖ counter) begins with the prefix. It runs in slices between which the page breathes: a
 * strict policy of the host allows no worker.
 *
 * @returns the payload for `work`: Base64 of challenge and solution; `null` where the challenge is
 *   not of this kind or was given up
 */
export async function solve(
  challenge: ChallengeOut,
  signal?: AbortSignal,
  pause: () => Promise<void> = breathe,
): Promise<string | null> {
  const { algorithm, salt, nonce, cost, keyLength, keyPrefix } = challenge.parameters
  if ((algorithm as string) !== 'SHA-256' || cost !== 1 || keyLength !== 32) return null
  const digits = `${salt}${nonce}00000000`.match(/../g) ?? []
  const message = Uint8Array.from(digits, (pair) => parseInt(pair, 16))
  const view = new DataView(message.buffer)
  const firstDigit = parseInt(keyPrefix.slice(0, 1), 16)
  const startedAt = performance.now()
  let sliceFrom = startedAt
  for (let counter = 0; counter < MOST_HASHES; counter += 1) {
    view.setUint32(message.length - 4, counter)
    const hash = hashOf(message)
    // Most are told apart by their first digit, without being written out.
    if ((hash[0] as number) >>> 28 === firstDigit && toHex(hash).startsWith(keyPrefix)) {
      const time = Math.round(performance.now() - startedAt)
      const solution = { counter, derivedKey: toHex(hash), time }
      return btoa(JSON.stringify({ challenge, solution }))
    }
    if (counter % HASHES_PER_LOOK === 0 && performance.now() - sliceFrom > SLICE_MS) {
      await pause()
      if (signal?.aborted === true) return null
      sliceFrom = performance.now()
    }
  }
  return null
}
