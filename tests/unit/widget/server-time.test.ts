import { describe, expect, test } from '@jest/globals'
import {
  nextLook,
  serverClock,
  timeLeft,
} from '../../../plugins/comment-period/widget/src/server-time'

const DATE = 'Sat, 08 Aug 2026 20:00:00 GMT'
const AT = Date.parse(DATE)

describe('the server’s clock', () => {
  test.each([
    ['is the Date of the answer', { Date: DATE }, AT],
    ['adds the Age that a shared cache says', { Date: DATE, Age: '7' }, AT + 7_000],
    ['takes an Age that is no number for none', { Date: DATE, Age: 'old' }, AT],
    ['falls back to the client’s own where there is no Date', {}, 12_345],
  ])('%s', (_case, headers, expected) => {
    const clock = serverClock(
      new Headers(headers as Record<string, string>),
      () => 0,
      () => 12_345,
    )
    expect(clock()).toBe(expected)
  })

  test('goes on by the monotonic clock, whatever is done to the client’s', () => {
    let monotonic = 500
    let own = AT
    const clock = serverClock(
      new Headers({ Date: DATE }),
      () => monotonic,
      () => own,
    )
    own -= 86_400_000
    monotonic += 1_500
    expect(clock()).toBe(AT + 1_500)
  })
})

describe('the time left', () => {
  const HOUR = 3_600_000
  test.each([
    ['days from two on', 14 * 24 * HOUR, 'day', 14],
    ['never more days than are left', 3 * 24 * HOUR - 1, 'day', 2],
    ['hours under two days', 48 * HOUR - 1, 'hour', 47],
    ['minutes under two hours', 2 * HOUR - 1, 'minute', 119],
    ['less than a minute', 59_999, 'minute', 0],
    ['one millisecond', 1, 'minute', 0],
  ])('%s', (_case, ms, unit, count) => {
    expect(timeLeft(AT + ms, AT)).toEqual({ unit, count, ms })
  })

  test.each([
    ['at the close itself', 0],
    ['after it', -1],
  ])('is over %s', (_case, ms) => {
    expect(timeLeft(AT + ms, AT)).toEqual({ unit: 'over', ms: 0 })
  })

  test.each([
    ['when the count falls', 10 * 60_000 + 1_000, 1_050],
    ['at the close', 700, 750],
    ['after a minute at the latest', 5 * 24 * HOUR + HOUR, 60_050],
  ])('is looked at again %s', (_case, ms, wait) => {
    expect(nextLook(timeLeft(AT + ms, AT))).toBe(wait)
  })
})
