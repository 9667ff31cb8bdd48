import { describe, expect, test } from '@jest/globals'
import { unstoredCounts } from '../../../plugins/comment-period/server/src/services/unstored-counts'

const HOUR_S = 3_600
const NOW = 1_775_000_000_000

const entry = (key: string, add = 1) => ({ key, windowS: HOUR_S, add })
const stored = (key: string, n: number, now = NOW) => new Map([[key, { n, now }]])

describe('counts the database has no room for', () => {
  test('go on from what it last stored', () => {
    const counts = unstoredCounts()
    expect(counts.raise([entry('a')], stored('a', 7)).get('a')).toEqual({ n: 8, now: NOW })
    expect(counts.raise([entry('a')], stored('a', 7)).get('a')?.n).toBe(9)
    expect(counts.raise([entry('a', -1)], stored('a', 7)).get('a')?.n).toBe(8)
    expect(counts.raise([entry('b')], stored('b', 0)).get('b')?.n).toBe(1)
  })

  test('begin anew with the next window', () => {
    const counts = unstoredCounts()
    counts.raise([entry('a', 5)], stored('a', 0))
    const later = NOW + HOUR_S * 1_000
    expect(counts.raise([entry('a')], stored('a', 0, later)).get('a')?.n).toBe(1)
  })

  test('are forgotten when there is room again', () => {
    const counts = unstoredCounts()
    counts.raise([entry('a', 5)], stored('a', 0))
    counts.forget()
    expect(counts.raise([entry('a')], stored('a', 3)).get('a')?.n).toBe(4)
  })

  test('never fill the memory: the one longest unraised gives way', () => {
    const counts = unstoredCounts(2)
    for (const key of ['a', 'b', 'a', 'c']) counts.raise([entry(key)], stored(key, 0))
    expect(counts.raise([entry('a')], stored('a', 0)).get('a')?.n).toBe(3)
    expect(counts.raise([entry('b')], stored('b', 0)).get('b')?.n).toBe(1)
  })
})
