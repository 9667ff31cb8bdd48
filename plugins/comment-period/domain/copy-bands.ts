import { hasShingles, SIGNATURE_ROWS } from './copy-signature'

/** One of the signatures kept, by its place in the order in which they were added, from 0. */
export interface NearSignature {
  readonly at: number
  /** Estimated, from 0 to 1. */
  readonly likeness: number
}

/** Finds the signatures that are like another without comparing it with all of them. */
export interface CopyBands {
  /** @returns its place: 0, 1, 2 … */
  add(signature: Uint32Array): number
  /**
   * The nearest signatures, the likest first, of those alike the earliest.
   *
   * @param least - a likeness; what is less like is left out
   * @param most - how many at most
   */
  nearest(signature: Uint32Array, least: number, most: number): readonly NearSignature[]
}

/** Looked up once, as in `copy-signature.ts`. */
const { imul, floor } = Math

export const BANDS = 24
const ROWS = SIGNATURE_ROWS / BANDS
/**
 * So many signatures share a bucket at most; it takes no more. Whoever writes thousands of unlike
 * texts which fall into one bucket (the hash functions are no secret) makes that bucket useless
 * and nothing slow.
 */
const LONGEST_CHAIN = 256
/** Entries to a slot, above which there is one slot more. */
const FULLEST = 2
const FEWEST_SLOTS = BANDS * 64
const END = -1

/**
 * Locality-sensitive hashing by bands (Leskovec, Rajaraman, Ullman: “Mining of Massive Datasets”,
 * ch. 3): signatures meet where all four rows of one of 24 bands agree. At likeness j that happens
 * to 1 − (1 − j⁴)²⁴ of the pairs: 0.999 at 0.7, 0.79 at 0.5, and 0.0001 at 0.04.
 *
 * Of each row one byte is kept, so that a band is one 32-bit number, which is its bucket’s name as
 * well. One pair of unlike rows in 256 agrees by chance; the estimate takes that into account.
 * A signature takes 240 to 430 bytes, whatever the length of its text.
 *
 * Slots are made one at a time by linear hashing (Litwin, 1980): a table that is spread at once
 * would hold up everybody each time that the texts have doubled.
 */
export function copyBands(): CopyBands {
  let size = 0
  /** An entry is a band of a signature: number 24 · place + band. */
  let words = new Uint32Array(BANDS * 64)
  /** The entry after this one in its slot. */
  let next = new Int32Array(BANDS * 64)
  let heads = new Int32Array(FEWEST_SLOTS).fill(END)
  /** As many slots as there were when the present round began; so many of them are split in two. */
  let round = FEWEST_SLOTS
  let split = 0

  return {
    add(signature) {
      const at = size
      makeRoom()
      const packed = packedBands(signature)
      words.set(packed, at * BANDS)
      size += 1
      // Texts without words are alike in nothing: they are found by none.
      if (!hasShingles(signature)) return at
      for (let band = 0; band < BANDS; band += 1) {
        if (chainLength(slotOf(packed[band] ?? 0, band)) < LONGEST_CHAIN) link(at * BANDS + band)
      }
      return at
    },

    nearest(signature, least, most) {
      if (!hasShingles(signature)) return []
      const packed = packedBands(signature)
      const met = new Set<number>()
      for (let band = 0; band < BANDS; band += 1) {
        const word = packed[band] ?? 0
        for (let entry = heads[slotOf(word, band)] ?? END; entry !== END; entry = after(entry)) {
          if (words[entry] === word && entry % BANDS === band) met.add((entry - band) / BANDS)
        }
      }
      const near: NearSignature[] = []
      for (const at of met) {
        const estimate = likenessTo(packed, at)
        if (estimate >= least) near.push({ at, likeness: estimate })
      }
      return near.sort((a, b) => b.likeness - a.likeness || a.at - b.at).slice(0, most)
    },
  }

  function after(entry: number): number {
    return next[entry] ?? END
  }

  function slotOf(word: number, band: number): number {
    const hash = bandHash(word, band)
    const slot = hash % round
    return slot < split ? hash % (2 * round) : slot
  }

  function chainLength(slot: number): number {
    let length = 0
    for (let entry = heads[slot] ?? END; entry !== END; entry = after(entry)) length += 1
    return length
  }

  function link(entry: number): void {
    const slot = slotOf(words[entry] ?? 0, entry % BANDS)
    next[entry] = heads[slot] ?? END
    heads[slot] = entry
  }

  function makeRoom(): void {
    const needed = (size + 1) * BANDS
    if (needed > words.length) {
      const room = BANDS * Math.ceil(size * 1.5)
      words = grown(words, new Uint32Array(room))
      next = grown(next, new Int32Array(room))
    }
    while (needed > (round + split) * FULLEST) splitNext()
  }

  /** Chains only get shorter by this; an entry that a full bucket left out stays out. */
  function splitNext(): void {
    if (round + split === heads.length) {
      const room = new Int32Array(heads.length * 2).fill(END, heads.length)
      heads = grown(heads, room)
    }
    let entry = heads[split] ?? END
    heads[split] = END
    split += 1
    if (split === round) {
      round *= 2
      split = 0
    }
    while (entry !== END) {
      const following = after(entry)
      link(entry)
      entry = following
    }
  }

  function likenessTo(packed: Uint32Array, at: number): number {
    let same = 0
    for (let band = 0; band < BANDS; band += 1) {
      same += equalBytes(packed[band] ?? 0, words[at * BANDS + band] ?? 0)
    }
    return Math.max(0, (same / SIGNATURE_ROWS - BY_CHANCE) / (1 - BY_CHANCE))
  }
}

/** How often the bytes of two unlike rows agree (Li, König: “b-bit minwise hashing”, 2010). */
const BY_CHANCE = 1 / 256

/**
 * A signature in a quarter of its size: one number for each band, one byte of it for each row. It
 * is a row’s second byte; the first is almost always 0, as rows are smallest values.
 */
export function packedBands(signature: Uint32Array): Uint32Array {
  const packed = new Uint32Array(BANDS)
  for (let row = 0; row < SIGNATURE_ROWS; row += 1) {
    const band = floor(row / ROWS)
    packed[band] = ((packed[band] ?? 0) << 8) | (((signature[row] ?? 0) >>> 8) & 0xff)
  }
  return packed
}

/** A number from 0 to 2³² − 1 by which a band of one value is told from others, as a rule. */
export function bandHash(word: number, band: number): number {
  const mixed = imul(word ^ imul(band + 1, 2654435769), 2246822507)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

/** How many of the four bytes of two numbers are equal, all four compared at once. */
function equalBytes(one: number, other: number): number {
  const differing = one ^ other
  const low = (differing & 0x7f7f7f7f) + 0x7f7f7f7f
  const zeros = ~(low | differing | 0x7f7f7f7f) >>> 7
  return imul(zeros & 0x01010101, 0x01010101) >>> 24
}

function grown<Numbers extends Uint32Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
