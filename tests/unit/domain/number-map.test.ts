import { describe, expect, test } from '@jest/globals'
import { numberMap } from '../../../plugins/comment-period/domain/number-map'
import { chanceOf } from '../../races/seeded-chance'

describe('a map of numbers', () => {
  test('keeps the last value of each key, however many there are', () => {
    const chance = chanceOf('numbers')
    const numbers = numberMap()
    const known = new Map<number, number>()
    for (let kept = 0; kept < 100_000; kept += 1) {
      const [key, value] = [chance.whole(1, 60_000), chance.whole(0, 2 ** 32 - 1)]
      numbers.set(key, value)
      known.set(key, value)
    }
    for (let key = 1; key <= 60_001; key += 1) {
      expect(numbers.get(key)).toBe(known.get(key) ?? null)
    }
  })

  test('tells keys beyond 32 bits apart, and finds none that was not kept', () => {
    const numbers = numberMap()
    const keys = [1, 2 ** 32, 2 ** 32 + 1, 2 ** 33 + 1, Number.MAX_SAFE_INTEGER]
    for (const [value, key] of keys.entries()) numbers.set(key, value)
    expect(keys.map((key) => numbers.get(key))).toEqual([0, 1, 2, 3, 4])
    expect(numbers.get(2)).toBeNull()
    expect(numberMap().get(1)).toBeNull()
  })
})
