/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4). */
const ROUND: number[] = []
/** The same of the square roots of the first eight. */
const START: number[] = []

const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0

for (let candidate = 2; ROUND.length < 64; candidate += 1) {
  let divisor = 2
  while (candidate % divisor !== 0) divisor += 1
  if (divisor < candidate) continue
  if (START.length < 8) START.push(fraction(Math.sqrt(candidate)))
  ROUND.push(fraction(Math.cbrt(candidate)))
}

const rotated = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))

/** Three rotations of a word, or two and a shift, added without carry. */
const mixed = (word: number, first: number, second: number, third: number) =>
  rotated(word, first) ^ rotated(word, second) ^ third

/**
 * SHA-256 as eight words. Portals on plain http have no `crypto.subtle`, and an asynchronous call
 * for each hash would cost more than the hash. Written for size: a proof of work makes some ten
 * thousand hashes, which take a tenth of a second.
 */
export function hashOf(message: Uint8Array): Int32Array {
  const end = message.length
  const words = new Int32Array(((end + 72) >> 6) << 4)
  const put = (byte: number, at: number): void => {
    words[at >> 2] = (words[at >> 2] as number) | (byte << (24 - (at & 3) * 8))
  }
  message.forEach(put)
  put(0x80, end)
  words[words.length - 1] = end * 8
  const state = Int32Array.from(START)
  for (let from = 0; from < words.length; from += 16)
    addBlock(state, words.subarray(from, from + 16))
  return state
}

type Eight = [number, number, number, number, number, number, number, number]

function addBlock(state: Int32Array, block: Int32Array): void {
  const w = Array.from(block)
  const at = (index: number) => w[index] as number
  let [a, b, c, d, e, f, g, h] = Array.from(state) as Eight
  for (let i = 0; i < 64; i += 1) {
    if (i > 15) {
      const early = at(i - 15)
      const late = at(i - 2)
      const sum = at(i - 16) + mixed(early, 7, 18, early >>> 3) + at(i - 7)
      w.push((sum + mixed(late, 17, 19, late >>> 10)) | 0)
    }
    const first =
      h + mixed(e, 6, 11, rotated(e, 25)) + ((e & f) ^ (~e & g)) + (ROUND[i] as number) + at(i)
    const second = mixed(a, 2, 13, rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[i] = (state[i] as number) + word
  }
}

/** Words as lower-case hexadecimal. */
export function toHex(words: Int32Array): string {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
