/** Tells whether a pair of numbers has been met before. */
export interface DistinctPairs {
  /** @returns whether it is the first time */
  add(one: number, other: number): boolean
}

/** Each grows on its own, so that growing never takes longer than a part’s share of it. */
const PARTS = 64
const FEWEST = 2 ** 6
/** Of the places, above which there are made twice as many. */
const FULLEST = 0.6

const { imul, floor } = Math

/**
 * A set of pairs of 32-bit numbers in 9 bytes a place, so that a million of them take some 20 MB:
 * a set of texts or of whole numbers takes several times as much.
 */
export function distinctPairs(): DistinctPairs {
  const parts = Array.from({ length: PARTS }, pairsPart)
  return {
    add(one, other) {
      const hash = hashOf(one >>> 0, other >>> 0)
      return parts[hash % PARTS]?.add(one >>> 0, other >>> 0, floor(hash / PARTS)) === true
    },
  }
}

function pairsPart() {
  let ones = new Uint32Array(FEWEST)
  let others = new Uint32Array(FEWEST)
  let taken = new Uint8Array(FEWEST)
  let size = 0

  return {
    add(one: number, other: number, hash: number): boolean {
      const isNew = put(one, other, hash)
      if (isNew) {
        size += 1
        if (size > taken.length * FULLEST) grow()
      }
      return isNew
    },
  }

  function put(one: number, other: number, hash: number): boolean {
    const last = taken.length - 1
    let at = hash & last
    while (taken[at] === 1) {
      if (ones[at] === one && others[at] === other) return false
      at = (at + 1) & last
    }
    taken[at] = 1
    ones[at] = one
    others[at] = other
    return true
  }

  function grow(): void {
    const [oldOnes, oldOthers, oldTaken] = [ones, others, taken]
    ones = new Uint32Array(oldTaken.length * 2)
    others = new Uint32Array(oldTaken.length * 2)
    taken = new Uint8Array(oldTaken.length * 2)
    for (const [at, isTaken] of oldTaken.entries()) {
      if (isTaken === 0) continue
      const [one, other] = [oldOnes[at] ?? 0, oldOthers[at] ?? 0]
      put(one, other, floor(hashOf(one, other) / PARTS))
    }
  }
}

function hashOf(one: number, other: number): number {
  const mixed = imul(one ^ imul(other, 2654435769), 2246822507)
  return imul(mixed ^ (mixed >>> 15), 3266489909) >>> 0
}
