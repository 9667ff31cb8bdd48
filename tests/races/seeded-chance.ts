import { createHash } from 'node:crypto'

/** Chance that can be had again: one seed, one sequence. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** So many random bytes, in hexadecimal digits. */
  hex(bytes: number): string
  /** A version 4 UUID. */
  uuid(): string
}

/** The generator sfc32, started from the SHA-256 of the seed. */
export function chanceOf(seed: string): Chance {
  const start = createHash('sha256').update(seed, 'utf8').digest()
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => start.readUInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ]
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  const whole = (least: number, most: number) =>
    least + Math.floor((next() / 2 ** 32) * (most - least + 1))
  const hex = (bytes: number) =>
    Array.from({ length: bytes }, () => whole(0, 255).toString(16).padStart(2, '0')).join('')
  return {
    whole,
    hex,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    uuid: () => {
      const digits = hex(16)
      const variant = '89ab'.charAt(whole(0, 3))
      return [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `${variant}${digits.slice(17, 20)}`,
        digits.slice(20),
      ].join('-')
    },
  }
}
