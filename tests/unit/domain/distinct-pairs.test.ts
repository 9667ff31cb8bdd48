import { describe, expect, test } from '@jest/globals'
import { distinctPairs } from '../../../plugins/comment-period/domain/distinct-pairs'
import { chanceOf } from '../../races/seeded-chance'

describe('distinct pairs', () => {
  test('are new once each, however many there are', () => {
    const chance = chanceOf('pairs')
    const pairs = distinctPairs()
    const known = new Set<string>()
    for (let added = 0; added < 50_000; added += 1) {
      const [one, other] = [chance.whole(0, 300), chance.whole(0, 300)]
      expect(pairs.add(one, other)).toBe(!known.has(`${one}/${other}`))
      known.add(`${one}/${other}`)
    }
  })

  test('are told by both numbers in their order, as 32 bits without a sign', () => {
    const pairs = distinctPairs()
    expect(pairs.add(1, 2)).toBe(true)
    expect(pairs.add(2, 1)).toBe(true)
    expect(pairs.add(0, 0)).toBe(true)
    expect(pairs.add(-1, 2 ** 32 - 1)).toBe(true)
    expect(pairs.add(2 ** 32 - 1, -1)).toBe(false)
    expect(pairs.add(0, 0)).toBe(false)
  })
})
