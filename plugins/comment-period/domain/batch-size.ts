/** How many items to read at once, by how long those were that were met last. */
export interface BatchSize {
  readonly limit: () => number
  /** So many items came to so many characters. */
  readonly met: (items: number, characters: number) => void
}

/**
 * Comments have ten words or ten thousand: read by their number alone, they would now and then take
 * a hundred times the memory and the time of others.
 *
 * @param most items of one batch, however short they are
 * @param characters about as many as one batch may come to
 * @example
 * const size = batchSize(200, 10_000)
 * size.limit() // 200
 * size.met(200, 40_000)
 * size.limit() // 50
 */
export function batchSize(most: number, characters: number): BatchSize {
  let limit = most
  return {
    limit: () => limit,
    met: (items, met) => {
      const fitting = Math.floor((characters * items) / Math.max(1, met))
      limit = items === 0 ? limit : Math.max(1, Math.min(most, fitting))
    },
  }
}
