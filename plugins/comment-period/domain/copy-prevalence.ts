import { bandHash, BANDS, packedBands } from './copy-bands'
import { hasShingles } from './copy-signature'

/** Tells which of many texts stand in the middle of those like them. */
export interface CopyPrevalence {
  count(signature: Uint32Array): void
  /** How many times the 24 bands of a text are met among the texts counted, its own included. */
  of(signature: Uint32Array): number
}

const FEWEST_CELLS = 2 ** 16
/** 256 MB. With more than some three million texts, chance meetings blur small groups. */
const MOST_CELLS = 2 ** 26

/**
 * Finds, without comparing any two texts, what a campaign’s submitters began with, even if nobody
 * sent it as it was: each adds something of their own, and what they share is met in all of them.
 * A text with likeness j to n others meets them 24 · n · j⁴ times, so that the text in the middle
 * comes out on top and a long copy, like fewer, below it.
 *
 * To group anew: count all distinct texts, sort them by falling prevalence, then by the length of
 * their forms, then by the order of filing, and place them in that order.
 *
 * Counts in cells shared by chance (Cormode, Muthukrishnan: “count-min sketch”, 2005, with one
 * row): a count may be too high, never too low. Nothing is left of a text in it.
 *
 * @param texts - about how many there are; about 128 bytes are taken for each
 */
export function copyPrevalence(texts: number): CopyPrevalence {
  const cells = new Uint32Array(cellsFor(texts))
  const cellOf = (word: number, band: number) => bandHash(word, band) % cells.length

  return {
    count(signature) {
      if (!hasShingles(signature)) return
      packedBands(signature).forEach((word, band) => {
        const cell = cellOf(word, band)
        cells[cell] = (cells[cell] ?? 0) + 1
      })
    },
    of(signature) {
      if (!hasShingles(signature)) return 0
      return packedBands(signature).reduce(
        (met, word, band) => met + (cells[cellOf(word, band)] ?? 0),
        0,
      )
    },
  }
}

function cellsFor(texts: number): number {
  let cells = FEWEST_CELLS
  while (cells < texts * BANDS && cells < MOST_CELLS) cells *= 2
  return cells
}
