import { describe, expect, test } from '@jest/globals'
import { perDay, quantile, tally } from '../../../plugins/comment-period/domain/comment-figures'

describe('comments are counted', () => {
  test('by what they have in common, the most frequent first', () => {
    const rows = [
      { type: 'opinion', n: 2 },
      { type: 'request', n: 5 },
      { type: null, n: 9 },
      { type: 'criticism', n: 1 },
      { type: 'opinion', n: 3 },
    ]
    expect(tally(rows, ({ type }) => type)).toEqual([
      { key: 'opinion', n: 5 },
      { key: 'request', n: 5 },
      { key: 'criticism', n: 1 },
    ])
  })

  test('by days of the zone of their body, those without any included', () => {
    const span = {
      since: Date.parse('2026-07-24T21:00:00Z'),
      now: Date.parse('2026-07-27T12:00:00Z'),
      zone: 'Asia/Tehran',
    }
    const buckets = [
      { from: Date.parse('2026-07-25T20:00:00Z'), n: 1 },
      // Half past midnight in Tehran: 20:30 there is midnight here.
      { from: Date.parse('2026-07-25T20:30:00Z'), n: 2 },
      { from: Date.parse('2026-07-26T08:00:00Z'), n: 4 },
    ]
    expect(perDay(buckets, span)).toEqual([
      { day: '2026-07-25', n: 1 },
      { day: '2026-07-26', n: 6 },
      { day: '2026-07-27', n: 0 },
    ])
  })
})

describe('the value that a part does not exceed', () => {
  test.each<[readonly number[], number, number | null]>([
    [[], 0.5, null],
    [[7], 0.5, 7],
    [[1, 2], 0.5, 1],
    [[1, 2, 3], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
    [[1, 2, 3], 1, 3],
  ])('of %j and %d is %d', (sorted, part, value) => {
    expect(quantile(sorted, part)).toBe(value)
  })
})
