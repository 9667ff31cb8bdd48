import { describe, expect, test } from '@jest/globals'

import {
  addSolarMonths,
  dayFromSolar,
  FIRST_SOLAR_YEAR,
  formatInstantFa,
  formatSolarDate,
  formatSolarDateLong,
  isSolarDate,
  isSolarLeapYear,
  LAST_SOLAR_YEAR,
  parseSolarDate,
  solarFromDay,
  solarYearAt,
  solarYearOf,
} from '../../../plugins/comment-period/domain/solar-hijri'

describe('isSolarLeapYear', () => {
  // Calendar Centre, University of Tehran.
  test.each([1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445])(
    '%d is a leap year',
    (year) => {
      expect(isSolarLeapYear(year)).toBe(true)
    },
  )

  // The 2820-year rule makes 1404 a leap year in place of 1403.
  test.each([1400, 1401, 1402, 1404, 1405, 1407, 1437, 1440])('%d is a common year', (year) => {
    expect(isSolarLeapYear(year)).toBe(false)
  })

  test.each([FIRST_SOLAR_YEAR - 1, LAST_SOLAR_YEAR + 1, 1405.5, NaN])(
    'throws on the year %p',
    (year) => {
      expect(() => isSolarLeapYear(year)).toThrow(RangeError)
    },
  )
})

describe('isSolarDate', () => {
  test.each([
    [1403, 12, 30, true],
    [1404, 12, 30, false],
    [1404, 6, 31, true],
    [1404, 7, 31, false],
    [1404, 0, 1, false],
    [1404, 13, 1, false],
    [1404, 1, 0, false],
    [1404, 1, 32, false],
    [1404, 1.5, 1, false],
    [1404, 1, 1.5, false],
    [NaN, 1, 1, false],
    [1177, 1, 1, false],
    [1178, 1, 1, true],
    [1633, 12, 29, true],
    [1634, 1, 1, false],
    [2026, 8, 8, false],
  ])('says of %p/%p/%p: %p', (year, month, day, expected) => {
    expect(isSolarDate(year, month, day)).toBe(expected)
  })
})

const PAIRS: readonly (readonly [string, number, number, number])[] = [
  ['2026-08-08', 1405, 5, 17],
  ['2026-07-25', 1405, 5, 3],
  ['2026-03-21', 1405, 1, 1],
  ['2026-03-20', 1404, 12, 29],
  ['2025-03-21', 1404, 1, 1],
  ['2025-03-20', 1403, 12, 30],
  ['2017-03-18', 1395, 12, 28],
  ['2000-04-09', 1379, 1, 21],
  ['1979-02-11', 1357, 11, 22],
  ['2022-03-22', 1401, 1, 2],
]

describe('conversion', () => {
  test.each(PAIRS)('%s is %d/%d/%d', (gregorian, year, month, day) => {
    expect(solarFromDay(gregorian)).toEqual({ year, month, day })
    expect(dayFromSolar({ year, month, day })).toBe(gregorian)
  })

  test.each([
    ['30 Esfand of a common year', 1404, 12, 30],
    ['31 Mehr', 1404, 7, 31],
    ['a Gregorian year', 2026, 8, 8],
    ['month 0', 1404, 0, 1],
  ])('throws on %s instead of moving it', (_case, year, month, day) => {
    expect(() => dayFromSolar({ year, month, day })).toThrow(RangeError)
  })

  test.each([['2026-02-30'], ['1600-01-01'], ['2400-01-01'], ['x']])(
    'throws on the day %p',
    (day) => {
      expect(() => solarFromDay(day)).toThrow(RangeError)
    },
  )
})

describe('parseSolarDate', () => {
  test.each([
    ['Persian digits', '۱۴۰۵/۰۵/۱۷'],
    ['Arabic digits', '١٤٠٥/٠٥/١٧'],
    ['Latin digits', '1405/05/17'],
    ['digits of all three kinds', '۱۴٠5/٠5/۱۷'],
    ['dashes', '1405-05-17'],
    ['dots', '1405.5.17'],
    ['an en dash', '۱۴۰۵–۵–۱۷'],
    ['one-digit parts', '۱۴۰۵/۵/۱۷'],
    ['surrounding spaces', '  ۱۴۰۵/۰۵/۱۷\n'],
    ['spaces around the separators', '۱۴۰۵ / ۰۵ / ۱۷'],
    ['bidi marks', '\u200f۱۴۰۵/\u200e۰۵/۱۷\u200f'],
    ['bidi isolates', '\u2067۱۴۰۵/۰۵/۱۷\u2069'],
    ['a ZWNJ and a byte order mark', '\ufeff۱۴۰۵\u200c/۰۵/۱۷'],
  ])('reads %s', (_case, text) => {
    expect(parseSolarDate(text)).toEqual({
      kind: 'parsed',
      date: { year: 1405, month: 5, day: 17 },
      day: '2026-08-08',
    })
  })

  test('reads the 30 Esfand of a leap year', () => {
    expect(parseSolarDate('۱۴۰۳/۱۲/۳۰')).toMatchObject({ kind: 'parsed', day: '2025-03-20' })
  })

  test.each([
    ['30 Esfand of a common year', '۱۴۰۴/۱۲/۳۰'],
    ['31 Mehr', '1405/07/31'],
    ['month 13', '1405/13/01'],
    ['day 0', '1405/01/00'],
    ['a Gregorian date', '2026/08/08'],
    ['a year without support', '0005/01/01'],
  ])('refuses %s as not existing', (_case, text) => {
    expect(parseSolarDate(text)).toEqual({ kind: 'refused', code: 'DATE_DOES_NOT_EXIST' })
  })

  test.each([
    ['a two-digit year', '۰۵/۰۵/۱۷'],
    ['a three-digit year', '405/05/17'],
    ['the year last', '17/05/1405'],
    ['two kinds of separators', '1405/05-17'],
    ['no separators', '14050517'],
    ['words', '۱۷ مرداد ۱۴۰۵'],
    ['a fourth part', '1405/05/17/1'],
    ['a time', '1405/05/17 10:00'],
    ['a sign', '-1405/05/17'],
    ['spaces inside a number', '14 05/05/17'],
    ['nothing', ''],
    ['a flood of spaces', `1405${' '.repeat(1_000_000)}/05/17`],
  ])('refuses %s as unreadable', (_case, text) => {
    expect(parseSolarDate(text)).toEqual({ kind: 'refused', code: 'DATE_UNREADABLE' })
  })
})

describe('formatting', () => {
  test('writes a date in Persian figures of fixed width', () => {
    expect(formatSolarDate({ year: 1405, month: 5, day: 7 })).toBe('۱۴۰۵/۰۵/۰۷')
  })

  test.each([
    ['2026-08-08', 'شنبه ۱۷ مرداد ۱۴۰۵'],
    ['2026-08-09', 'یکشنبه ۱۸ مرداد ۱۴۰۵'],
    ['2026-08-10', 'دوشنبه ۱۹ مرداد ۱۴۰۵'],
    ['2026-08-11', 'سه\u200cشنبه ۲۰ مرداد ۱۴۰۵'],
    ['2026-08-12', 'چهارشنبه ۲۱ مرداد ۱۴۰۵'],
    ['2026-08-13', 'پنجشنبه ۲۲ مرداد ۱۴۰۵'],
    ['2026-08-14', 'جمعه ۲۳ مرداد ۱۴۰۵'],
    ['2026-03-21', 'شنبه ۱ فروردین ۱۴۰۵'],
    ['2026-03-20', 'جمعه ۲۹ اسفند ۱۴۰۴'],
  ])('writes %s as «%s»', (day, text) => {
    expect(formatSolarDateLong(day)).toBe(text)
  })

  test('names the twelve months in their order', () => {
    const names = Array.from({ length: 12 }, (_, index) =>
      formatSolarDateLong(dayFromSolar({ year: 1405, month: index + 1, day: 1 }))
        .split(' ')
        .at(2),
    )
    expect(names.join(' ')).toBe(
      'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند',
    )
  })

  test.each([
    ['2026-08-08T11:00:00Z', 'Asia/Tehran', 'شنبه ۱۷ مرداد ۱۴۰۵، ساعت ۱۴:۳۰'],
    ['2026-08-08T20:30:00Z', 'Asia/Tehran', 'یکشنبه ۱۸ مرداد ۱۴۰۵، ساعت ۰۰:۰۰'],
    ['2022-03-21T20:30:00Z', 'Asia/Tehran', 'سه\u200cشنبه ۲ فروردین ۱۴۰۱، ساعت ۰۱:۰۰'],
    ['2026-08-08T11:00:00Z', 'America/St_Johns', 'شنبه ۱۷ مرداد ۱۴۰۵، ساعت ۰۸:۳۰'],
  ])('writes %s in %s as «%s»', (instant, zone, text) => {
    expect(formatInstantFa(Date.parse(instant), zone)).toBe(text)
  })
})

describe('addSolarMonths', () => {
  test.each([
    ['within a year', [1405, 5, 1], 1, [1405, 6, 1]],
    ['over the end of a year', [1404, 12, 1], 1, [1405, 1, 1]],
    ['31 Shahrivar to 30 Mehr', [1404, 6, 31], 1, [1404, 7, 30]],
    ['30 Bahman to 29 Esfand of a common year', [1404, 11, 30], 1, [1404, 12, 29]],
    ['30 Bahman to 30 Esfand of a leap year', [1403, 11, 30], 1, [1403, 12, 30]],
    ['a year on from 30 Esfand', [1403, 12, 30], 12, [1404, 12, 29]],
    ['backwards', [1405, 1, 31], -1, [1404, 12, 29]],
    ['by nothing', [1405, 1, 31], 0, [1405, 1, 31]],
    ['back over a year', [1405, 1, 1], -13, [1403, 12, 1]],
  ] as const)('%s', (_case, [year, month, day], count, [toYear, toMonth, toDay]) => {
    expect(addSolarMonths({ year, month, day }, count)).toEqual({
      year: toYear,
      month: toMonth,
      day: toDay,
    })
  })

  test.each([
    ['a date that does not exist', { year: 1404, month: 12, day: 30 }, 1],
    ['half a month', { year: 1404, month: 12, day: 29 }, 0.5],
    ['leaving the supported years', { year: 1633, month: 12, day: 1 }, 1],
  ])('throws on %s', (_case, date, count) => {
    expect(() => addSolarMonths(date, count)).toThrow(RangeError)
  })
})

test.each([
  ['2026-03-20', 1404],
  ['2026-03-21', 1405],
  ['1799-03-20', null],
  ['1799-03-21', 1178],
  ['2255-03-20', 1633],
  ['2255-03-21', null],
  ['0001-01-01', null],
  ['2026-02-30', null],
  ['not a day', null],
])('the Solar Hijri year of %s is %s', (day, year) => {
  expect(solarYearOf(day)).toBe(year)
})

describe('solarYearAt', () => {
  test.each([
    ['the last millisecond of 1404 in Tehran', '2026-03-20T20:29:59.999Z', 'Asia/Tehran', 1404],
    ['the first instant of 1405 there', '2026-03-20T20:30:00.000Z', 'Asia/Tehran', 1405],
    ['the same instant in St. John’s', '2026-03-20T20:30:00.000Z', 'America/St_Johns', 1404],
  ])('%s', (_case, instant, zone, year) => {
    expect(solarYearAt(Date.parse(instant), zone)).toBe(year)
  })
})
