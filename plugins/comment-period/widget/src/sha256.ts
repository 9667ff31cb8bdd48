/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4). */
const ROUND = new Int32Array(64)
/** The same of the square roots of the first eight. */
const START = new Int32Array(8)

const fraction = (root: number) => ((root - Math.floor(root)) * 4_294_967_296) | 0

for (let candidate = 2, found = 0; found < 64; candidate += 1) {
  let isPrime = true
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
    if (candidate % divisor === 0) isPrime = false
  }
  if (!isPrime) continue
  if (found < 8) START[found] = fraction(Math.sqrt(candidate))
  ROUND[found] = fraction(Math.cbrt(candidate))
  found += 1
}

const schedule = new Int32Array(64)

const at = (words: Int32Array, index: number) => words[index] as number

/**
 * Adds one block of 64 bytes, as 16 big-endian words in `block`, to `state`. Portals on plain http
 * have no `crypto.subtle`, and an asynchronous call per hash would cost more than the hash.
 */
function compress(state: Int32Array, block: Int32Array): void {
  const words = schedule
  words.set(block)
  for (let i = 16; i < 64; i += 1) {
    const early = at(words, i - 15)
    const late = at(words, i - 2)
    const s0 = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3)
    const s1 = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10)
    words[i] = at(words, i - 16) + s0 + at(words, i - 7) + s1
  }
  let a = at(state, 0)
  let b = at(state, 1)
  let c = at(state, 2)
  let d = at(state, 3)
  let e = at(state, 4)
  let f = at(state, 5)
  let g = at(state, 6)
  let h = at(state, 7)
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const first = (h + s1 + ((e & f) ^ (~e & g)) + at(ROUND, i) + at(words, i)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  state[0] = at(state, 0) + a
  state[1] = at(state, 1) + b
  state[2] = at(state, 2) + c
  state[3] = at(state, 3) + d
  state[4] = at(state, 4) + e
  state[5] = at(state, 5) + f
  state[6] = at(state, 6) + g
  state[7] = at(state, 7) + h
}

/** A message padded to whole blocks, as big-endian words. */
export function paddedWords(message: Uint8Array): Int32Array {
  const words = new Int32Array(((message.length + 72) >> 6) << 4)
  message.forEach((byte, index) => {
    words[index >> 2] = at(words, index >> 2) | (byte << (24 - (index & 3) * 8))
  })
  const end = message.length
  words[end >> 2] = at(words, end >> 2) | (0x80 << (24 - (end & 3) * 8))
  words[words.length - 1] = end * 8
  return words
}

/** SHA-256 of padded words, into `state`, which is set anew. */
export function hashWords(state: Int32Array, words: Int32Array): void {
  state.set(START)
  for (let from = 0; from < words.length; from += 16) {
    compress(state, words.subarray(from, from + 16))
  }
}

/** Words as lower-case hexadecimal. */
export function toHex(words: Int32Array): string {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** SHA-256 of bytes, as lower-case hexadecimal. */
export function sha256(message: Uint8Array): string {
  const state = new Int32Array(8)
  hashWords(state, paddedWords(message))
  return toHex(state)
}
