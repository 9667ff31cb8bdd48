import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { addDays } from '../../plugins/comment-period/domain/calendar-day'
import { toPersianDigits } from '../../plugins/comment-period/domain/digits'
import {
  addSolarMonths,
  dayFromSolar,
  formatSolarDate,
  isSolarDate,
  isSolarLeapYear,
  parseSolarDate,
  solarFromDay,
} from '../../plugins/comment-period/domain/solar-hijri'

const FIRST_DAY = dayFromSolar({ year: 1300, month: 1, day: 1 })
const DAYS_1300_TO_1500 = 73_414

describe('the Solar Hijri calendar from 1300 to 1500', () => {
  test('every day goes there and back, follows the day before and is the one that Intl names', () => {
    const intl = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })
    const wrong: string[] = []
    let day = FIRST_DAY
    for (let count = 0; count < DAYS_1300_TO_1500; count += 1) {
      const date = solarFromDay(day)
      const parts = intl.formatToParts(Date.parse(`${day}T00:00:00Z`))
      const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value)
      const sameAsIntl =
        part('year') === date.year && part('month') === date.month && part('day') === date.day
      if (dayFromSolar(date) !== day || !sameAsIntl) wrong.push(day)
      day = addDays(day, 1)
    }
    expect(wrong).toEqual([])
    expect(solarFromDay(day)).toEqual({ year: 1501, month: 1, day: 1 })
  })

  const anyDay = fc
    .integer({ min: 0, max: DAYS_1300_TO_1500 - 1 })
    .map((n) => addDays(FIRST_DAY, n))

  test('a date is read from what is written', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = solarFromDay(day)
        expect(parseSolarDate(formatSolarDate(date))).toEqual({ kind: 'parsed', date, day })
      }),
    )
  })

  test('a date is read exactly where it exists', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1300, max: 1500 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, day) => {
          const parsed = parseSolarDate(toPersianDigits(`${year}/${month}/${day}`))
          expect(parsed.kind === 'parsed').toBe(isSolarDate(year, month, day))
        },
      ),
    )
  })

  test('months are added one after the other, but for the last days of a month', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: -60, max: 60 }),
        fc.integer({ min: -60, max: 60 }),
        (day, a, b) => {
          const date = { ...solarFromDay(day), day: Math.min(solarFromDay(day).day, 29) }
          expect(addSolarMonths(addSolarMonths(date, a), b)).toEqual(addSolarMonths(date, a + b))
        },
      ),
    )
  })

  test('a leap year comes after four or five years', () => {
    const leapYears = Array.from({ length: 201 }, (_, n) => 1300 + n).filter(isSolarLeapYear)
    const gaps = leapYears.slice(1).map((year, n) => year - (leapYears[n] ?? NaN))
    expect(gaps.every((gap) => gap === 4 || gap === 5)).toBe(true)
  })
})
