/** Tells whether a pair of numbers has been met before. */
export interface DistinctPairs {
  /** @returns whether it is the first time */
  add(one: number, other: number): boolean
}

const FEWEST = 2 ** 10
/** Of the places, above which there are made twice as many. */
const FULLEST = 0.6

const { imul } = Math

/**
 * A set of pairs of 32-bit numbers in 9 bytes a place, so that a million of them take some 20 MB:
 * a set of texts or of whole numbers takes several times as much.
 */
export function distinctPairs(): DistinctPairs {
  let ones = new Uint32Array(FEWEST)
  let others = new Uint32Array(FEWEST)
  let taken = new Uint8Array(FEWEST)
  let size = 0

  return {
    add(one, other) {
      const isNew = put(one >>> 0, other >>> 0)
      if (isNew) {
        size += 1
        if (size > taken.length * FULLEST) spread()
      }
      return isNew
    },
  }

  function put(one: number, other: number): boolean {
    const last = taken.length - 1
    let at = placeOf(one, other) & last
    while (taken[at] === 1) {
      if (ones[at] === one && others[at] === other) return false
      at = (at + 1) & last
    }
    taken[at] = 1
    ones[at] = one
    others[at] = other
    return true
  }

  function spread(): void {
    const [oldOnes, oldOthers, oldTaken] = [ones, others, taken]
    ones = new Uint32Array(oldTaken.length * 2)
    others = new Uint32Array(oldTaken.length * 2)
    taken = new Uint8Array(oldTaken.length * 2)
    for (let at = 0; at < oldTaken.length; at += 1) {
      if (oldTaken[at] === 1) put(oldOnes[at] ?? 0, oldOthers[at] ?? 0)
    }
  }
}

function placeOf(one: number, other: number): number {
  const mixed = imul(one ^ imul(other, 2654435769), 2246822507)
  return imul(mixed ^ (mixed >>> 15), 3266489909) >>> 0
}
