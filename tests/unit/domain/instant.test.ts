import { describe, expect, test } from '@jest/globals'

import { parseIsoUtc, toIsoUtc } from '../../../plugins/comment-period/domain/instant'

describe('toIsoUtc', () => {
  test.each([
    ['writes the epoch with milliseconds and Z', 0, '1970-01-01T00:00:00.000Z'],
    ['writes an instant after it', 1_786_220_999_999, '2026-08-08T20:29:59.999Z'],
    ['writes an instant before it', -1, '1969-12-31T23:59:59.999Z'],
  ])('%s', (_case, instant, text) => {
    expect(toIsoUtc(instant)).toBe(text)
  })

  test.each([[NaN], [Infinity], [8.64e15 + 1]])('throws on %p, which is no instant', (instant) => {
    expect(() => toIsoUtc(instant)).toThrow(RangeError)
  })
})

describe('parseIsoUtc', () => {
  test.each([
    ['reads what toIsoUtc writes', '2026-08-08T20:29:59.999Z', 1_786_220_999_999],
    ['reads it without milliseconds', '1970-01-01T00:00:01Z', 1000],
    ['reads it without seconds', '1970-01-01T00:01Z', 60_000],
    ['reads one decimal as tenths', '1970-01-01T00:00:00.5Z', 500],
    ['subtracts an offset east of Greenwich', '1970-01-01T03:30:00+03:30', 0],
    ['adds an offset west of it', '1969-12-31T20:30:00-03:30', 0],
    ['reads the leap day of a leap year', '2024-02-29T00:00:00Z', 1_709_164_800_000],
    ['reads years before 100 as themselves', '0050-01-01T00:00:00Z', -60_589_296_000_000],
  ])('%s', (_case, text, instant) => {
    expect(parseIsoUtc(text)).toBe(instant)
  })

  test.each([
    ['without a zone', '2026-08-08T20:30:00'],
    ['a date alone', '2026-08-08'],
    ['30 February', '2026-02-30T00:00:00Z'],
    ['29 February of a common year', '2026-02-29T00:00:00Z'],
    ['month 13', '2026-13-01T00:00:00Z'],
    ['hour 24', '2026-08-08T24:00:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['microseconds, which would be cut off unseen', '2026-08-08T20:30:00.123456Z'],
    ['an offset of 24 hours', '2026-08-08T20:30:00+24:00'],
    ['an offset without colon', '2026-08-08T20:30:00+0330'],
    ['a space for the T', '2026-08-08 20:30:00Z'],
    ['surrounding spaces', ' 2026-08-08T20:30:00Z '],
    ['Persian digits', '۲۰۲۶-۰۸-۰۸T20:30:00Z'],
    ['a line break at the end', '2026-08-08T20:30:00Z\n'],
    ['nothing', ''],
  ])('refuses %s', (_case, text) => {
    expect(parseIsoUtc(text)).toBeNull()
  })
})
