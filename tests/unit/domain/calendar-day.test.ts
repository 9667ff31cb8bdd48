import { describe, expect, test } from '@jest/globals'

import {
  addDays,
  assertZone,
  dayOf,
  isCalendarDay,
  isoWeekday,
  startOfDay,
  startOfNextDay,
  wallClockOf,
} from '../../../plugins/comment-period/domain/calendar-day'
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  toIsoUtc,
} from '../../../plugins/comment-period/domain/instant'

const at = (iso: string): number => Date.parse(iso)

describe('assertZone', () => {
  test.each([['Asia/Tehran'], ['America/St_Johns'], ['Australia/Lord_Howe'], ['UTC']])(
    'accepts %s',
    (zone) => {
      expect(() => {
        assertZone(zone)
      }).not.toThrow()
    },
  )

  test.each([['Asia/Teheran'], ['+03:30'], ['UTC+3'], ['local'], [''], ['Asia/Tehran ']])(
    'refuses %p and names it',
    (zone) => {
      expect(() => {
        assertZone(zone)
      }).toThrow(`"${zone}"`)
    },
  )
})

describe('isCalendarDay', () => {
  test.each([
    ['2026-08-08', true],
    ['2024-02-29', true],
    ['0001-01-01', true],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-8-8', false],
    ['2026-08-08T00:00:00Z', false],
    ['۲۰۲۶-۰۸-۰۸', false],
    ['2026-08-08\n', false],
    ['', false],
  ])('says of %p: %p', (text, expected) => {
    expect(isCalendarDay(text)).toBe(expected)
  })
})

describe('dayOf', () => {
  test.each([
    [
      'the last millisecond of a day in Tehran',
      '2026-08-08T20:29:59.999Z',
      'Asia/Tehran',
      '2026-08-08',
    ],
    ['the first instant of the next', '2026-08-08T20:30:00.000Z', 'Asia/Tehran', '2026-08-09'],
    ['the same instant in UTC', '2026-08-08T20:30:00.000Z', 'UTC', '2026-08-08'],
    [
      'summer time of 2022 in Tehran (+04:30)',
      '2022-06-01T19:30:00.000Z',
      'Asia/Tehran',
      '2022-06-02',
    ],
    ['winter in St. John’s (−03:30)', '2026-01-01T03:29:59.999Z', 'America/St_Johns', '2025-12-31'],
    [
      'Lord Howe in summer (+11:00)',
      '2026-01-01T13:00:00.000Z',
      'Australia/Lord_Howe',
      '2026-01-02',
    ],
    ['an instant before 1970', '1969-12-31T20:30:00.000Z', 'Asia/Tehran', '1970-01-01'],
  ])('%s', (_case, instant, zone, day) => {
    expect(dayOf(at(instant), zone)).toBe(day)
  })

  test.each([[NaN], [Infinity]])('throws on %p, which is no instant', (instant) => {
    expect(() => dayOf(instant, 'Asia/Tehran')).toThrow(RangeError)
  })

  test('throws on an unknown zone and names it', () => {
    expect(() => dayOf(0, 'Mars/Olympus')).toThrow('"Mars/Olympus"')
  })
})

describe('wallClockOf', () => {
  test.each([
    ['half past two in Tehran', '2026-08-08T11:00:00Z', 'Asia/Tehran', { hour: 14, minute: 30 }],
    [
      'the minute before a jump over midnight',
      '2022-03-21T20:29:59Z',
      'Asia/Tehran',
      { hour: 23, minute: 59 },
    ],
    ['the jump itself', '2022-03-21T20:30:00Z', 'Asia/Tehran', { hour: 1, minute: 0 }],
  ])('%s', (_case, instant, zone, time) => {
    expect(wallClockOf(at(instant), zone)).toEqual(time)
  })
})

describe('startOfDay', () => {
  test.each([
    ['an ordinary day in Tehran', '2026-08-09', 'Asia/Tehran', '2026-08-08T20:30:00.000Z'],
    // Iran put its clock forward at midnight: 00:00 to 00:59 of 22 March 2022 did not exist.
    [
      'a day without midnight begins with the jump',
      '2022-03-22',
      'Asia/Tehran',
      '2022-03-21T20:30:00.000Z',
    ],
    ['the day after it', '2022-03-23', 'Asia/Tehran', '2022-03-22T19:30:00.000Z'],
    // On 21 September 2022 the clock went back at 24:00 to 23:00 of the same day.
    ['the day of 25 hours', '2022-09-21', 'Asia/Tehran', '2022-09-20T19:30:00.000Z'],
    ['the day after it', '2022-09-22', 'Asia/Tehran', '2022-09-21T20:30:00.000Z'],
    [
      'a day on which summer time begins in St. John’s',
      '2026-03-08',
      'America/St_Johns',
      '2026-03-08T03:30:00.000Z',
    ],
    ['the day after it', '2026-03-09', 'America/St_Johns', '2026-03-09T02:30:00.000Z'],
    [
      'a day on which summer time ends there',
      '2026-11-01',
      'America/St_Johns',
      '2026-11-01T02:30:00.000Z',
    ],
    ['the day after it', '2026-11-02', 'America/St_Johns', '2026-11-02T03:30:00.000Z'],
    // Until 2011 the clock there went back at 00:01, so that midnight came twice.
    ['the first of two midnights', '2006-10-29', 'America/St_Johns', '2006-10-29T02:30:00.000Z'],
    // In Cuba the clock goes back from 01:00 to 00:00 of the same day.
    [
      'the first of two midnights of one day',
      '2025-11-02',
      'America/Havana',
      '2025-11-02T04:00:00.000Z',
    ],
    [
      'half an hour of summer time in Lord Howe',
      '2026-10-05',
      'Australia/Lord_Howe',
      '2026-10-04T13:00:00.000Z',
    ],
    // Samoa crossed the date line and had no 30 December 2011.
    ['a day that a zone left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['the day after the one left out', '2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_case, day, zone, instant) => {
    expect(toIsoUtc(startOfDay(day, zone))).toBe(instant)
  })

  test.each([['2026-02-30'], ['2026-8-9'], ['']])('throws on %p, which is no day', (day) => {
    expect(() => startOfDay(day, 'Asia/Tehran')).toThrow(RangeError)
  })

  test('throws on an unknown zone', () => {
    expect(() => startOfDay('2026-08-09', 'Asia/Teheran')).toThrow('"Asia/Teheran"')
  })
})

describe('the length of a day', () => {
  test.each([
    ['an ordinary day', '2026-08-08', 'Asia/Tehran', DAY_MS],
    ['the day on which summer time began in 2022', '2022-03-22', 'Asia/Tehran', DAY_MS - HOUR_MS],
    ['the day on which it ended', '2022-09-21', 'Asia/Tehran', DAY_MS + HOUR_MS],
    ['a spring day in St. John’s', '2026-03-08', 'America/St_Johns', DAY_MS - HOUR_MS],
    ['an autumn day in Lord Howe', '2026-04-05', 'Australia/Lord_Howe', DAY_MS + 30 * MINUTE_MS],
  ])('%s', (_case, day, zone, length) => {
    expect(startOfNextDay(day, zone) - startOfDay(day, zone)).toBe(length)
  })
})

describe('addDays', () => {
  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2022-03-21', 1, '2022-03-22'],
    ['2026-08-08', 0, '2026-08-08'],
    ['2026-08-08', 365, '2027-08-08'],
  ])('moves %s by %d to %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected)
  })

  test.each([
    ['a day that does not exist', '2026-02-30', 1],
    ['half a day', '2026-02-28', 0.5],
    ['no number', '2026-02-28', NaN],
    ['the year 10000', '9999-12-31', 1],
  ])('throws on %s', (_case, day, count) => {
    expect(() => addDays(day, count)).toThrow(RangeError)
  })
})

describe('isoWeekday', () => {
  test.each([
    ['2026-08-03', 1],
    ['2026-08-06', 4],
    ['2026-08-07', 5],
    ['2026-08-08', 6],
    ['2026-08-09', 7],
    ['1970-01-01', 4],
  ])('%s is %d', (day, weekday) => {
    expect(isoWeekday(day)).toBe(weekday)
  })

  test('throws on a day that does not exist', () => {
    expect(() => isoWeekday('2026-02-30')).toThrow(RangeError)
  })
})
