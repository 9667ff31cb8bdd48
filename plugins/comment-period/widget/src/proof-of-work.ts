import type { ChallengeOut } from '../../contracts/comments'
import { hashWords, paddedWords, toHex } from './sha256'

/** As long as a frame: typing stays fluent while the work goes on. */
const SLICE_MS = 12
/** Hashes between two looks at the clock. */
const HASHES_PER_LOOK = 64
/** Far beyond what a server of ours asks for; a challenge without a solution ends here. */
const MOST_HASHES = 5_000_000

function bytesOf(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))
}

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
  const message = Uint8Array.from([...bytesOf(salt), ...bytesOf(nonce), 0, 0, 0, 0])
  const words = paddedWords(message)
  const from = message.length - 4
  const state = new Int32Array(8)
  const prefix = parseInt(keyPrefix.slice(0, 8).padEnd(8, '0'), 16) | 0
  const mask = keyPrefix.length >= 8 ? -1 : ~(-1 >>> (keyPrefix.length * 4))
  const shift = (from & 3) * 8
  const word = from >> 2
  const first = words[word] ?? 0
  const second = words[word + 1] ?? 0
  const startedAt = performance.now()
  let sliceFrom = startedAt
  for (let counter = 0; counter < MOST_HASHES; counter += 1) {
    // The counter lies across two words where salt and nonce are not whole words.
    words[word] = first | (counter >>> shift)
    if (shift > 0) words[word + 1] = second | (counter << (32 - shift))
    hashWords(state, words)
    if ((((state[0] as number) ^ prefix) & mask) === 0) {
      const derivedKey = toHex(state)
      if (derivedKey.startsWith(keyPrefix)) {
        const time = Math.round(performance.now() - startedAt)
        return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey, time } }))
      }
    }
    if (counter % HASHES_PER_LOOK === 0 && performance.now() - sliceFrom > SLICE_MS) {
      await pause()
      if (signal?.aborted === true) return null
      sliceFrom = performance.now()
    }
  }
  return null
}
