import { describe, expect, test } from '@jest/globals'
import { slicedSort } from '../../../plugins/comment-period/domain/sliced-sort'
import { chanceOf } from '../../races/seeded-chance'

function sorted(numbers: readonly number[], compare: (one: number, other: number) => number) {
  const sorting = slicedSort(Uint32Array.from(numbers), compare)
  let rests = 0
  for (;;) {
    const step = sorting.next()
    if (step.done === true) return { numbers: [...step.value], rests }
    rests += 1
  }
}

describe('a sort in slices', () => {
  test.each([0, 1, 2, 255, 256, 257, 1_000, 20_000])('of %d numbers is a sort', (count) => {
    const chance = chanceOf(`sort ${count}`)
    const numbers = Array.from({ length: count }, () => chance.whole(0, 2 ** 32 - 1))
    const ascending = (one: number, other: number) => one - other
    expect(sorted(numbers, ascending).numbers).toEqual([...numbers].sort(ascending))
  })

  test('leaves in their order what is equal', () => {
    const chance = chanceOf('stable')
    const numbers = Array.from({ length: 5_000 }, () => chance.whole(0, 99_999))
    const byThousands = (one: number, other: number) =>
      Math.floor(one / 10_000) - Math.floor(other / 10_000)
    expect(sorted(numbers, byThousands).numbers).toEqual([...numbers].sort(byThousands))
  })

  test('rests again and again', () => {
    const numbers = Array.from({ length: 100_000 }, (_, at) => (at * 7_919) % 100_000)
    expect(sorted(numbers, (one, other) => one - other).rests).toBeGreaterThan(150)
  })
})
