/** Whole numbers from 1 on, each with a whole number of 32 bits. */
export interface NumberMap {
  get(key: number): number | null
  set(key: number, value: number): void
}

/** Each grows on its own, so that growing never takes longer than a part’s share of it. */
const PARTS = 64
const FEWEST = 2 ** 6
/** Of the places, above which there are made twice as many. */
const FULLEST = 0.6
const NO_KEY = 0

const { imul, floor } = Math

/**
 * A map in some 25 bytes a number, growing part by part: where a `Map` makes room for its millionth
 * entry, whoever waits for an answer waits a tenth of a second.
 *
 * @example
 * const groups = numberMap()
 * groups.set(7, 1)
 * groups.get(7) // 1
 * groups.get(8) // null
 */
export function numberMap(): NumberMap {
  const parts = Array.from({ length: PARTS }, numberPart)
  const partOf = (hash: number) => parts[hash % PARTS]
  return {
    get(key) {
      const hash = hashOf(key)
      return partOf(hash)?.get(key, floor(hash / PARTS)) ?? null
    },
    set(key, value) {
      const hash = hashOf(key)
      partOf(hash)?.set(key, value, floor(hash / PARTS))
    },
  }
}

function numberPart() {
  let keys = new Float64Array(FEWEST)
  let values = new Uint32Array(FEWEST)
  let size = 0

  return {
    get(key: number, hash: number): number | null {
      const at = find(key, hash)
      return keys[at] === key ? (values[at] ?? null) : null
    },
    set(key: number, value: number, hash: number): void {
      if (put(key, value, hash)) size += 1
      if (size > keys.length * FULLEST) grow()
    },
  }

  /** Where a key is, or would be. */
  function find(key: number, hash: number): number {
    const last = keys.length - 1
    let at = hash & last
    while (keys[at] !== NO_KEY && keys[at] !== key) at = (at + 1) & last
    return at
  }

  function put(key: number, value: number, hash: number): boolean {
    const at = find(key, hash)
    const isNew = keys[at] === NO_KEY
    keys[at] = key
    values[at] = value
    return isNew
  }

  function grow(): void {
    const [oldKeys, oldValues] = [keys, values]
    keys = new Float64Array(oldKeys.length * 2)
    values = new Uint32Array(oldKeys.length * 2)
    for (const [at, key] of oldKeys.entries()) {
      if (key !== NO_KEY) put(key, oldValues[at] ?? 0, floor(hashOf(key) / PARTS))
    }
  }
}

function hashOf(key: number): number {
  const mixed = imul(key ^ imul(floor(key / 2 ** 32) + 1, 2654435769), 2246822507)
  return imul(mixed ^ (mixed >>> 15), 3266489909) >>> 0
}
