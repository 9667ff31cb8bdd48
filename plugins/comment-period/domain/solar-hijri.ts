import {
  isLeapJalaaliYear,
  isValidJalaaliDate,
  jalaaliMonthLength,
  toGregorian,
  toJalaali,
} from 'jalaali-js'

import { dayOf, isCalendarDay, isoWeekday, wallClockOf, type CalendarDay } from './calendar-day'
import { toPersianDigits } from './digits'
import type { Instant } from './instant'
import { foldTypedInput } from './typed-input'

/** A date of the Solar Hijri calendar (گاه‌شماری هجری خورشیدی): month 1 فروردین … 12 اسفند. */
export interface SolarDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** What reading a typed Solar Hijri date yields. */
export type ParsedSolarDate =
  | { readonly kind: 'parsed'; readonly date: SolarDate; readonly day: CalendarDay }
  | { readonly kind: 'refused'; readonly code: 'DATE_UNREADABLE' | 'DATE_DOES_NOT_EXIST' }

/**
 * First and last supported year. Within them jalaali-js gives the leap years of the official
 * table (Calendar Centre, University of Tehran, 1206–1498); its authors promise agreement with
 * the calendar of ECMAScript from 1800 to 2256, which is these years.
 */
export const FIRST_SOLAR_YEAR = 1178
/** See {@link FIRST_SOLAR_YEAR}. */
export const LAST_SOLAR_YEAR = 1633

/** The first and the last day of these years; ISO days sort as text. */
const FIRST_DAY: CalendarDay = '1799-03-21'
const LAST_DAY: CalendarDay = '2255-03-20'

/** Room for every mark and space that a date is pasted with; anything longer is not read. */
const LONGEST_INPUT = 128

const MONTH_NAMES = [
  'فروردین',
  'اردیبهشت',
  'خرداد',
  'تیر',
  'مرداد',
  'شهریور',
  'مهر',
  'آبان',
  'آذر',
  'دی',
  'بهمن',
  'اسفند',
] as const

/** By ISO weekday, Monday first. */
const WEEKDAY_NAMES = [
  'دوشنبه',
  'سه\u200cشنبه',
  'چهارشنبه',
  'پنجشنبه',
  'جمعه',
  'شنبه',
  'یکشنبه',
] as const

/**
 * Whether the year has 366 days, so that its اسفند has 30.
 *
 * @throws RangeError if the year is not supported
 * @example
 * isSolarLeapYear(1403) // true
 */
export function isSolarLeapYear(year: number): boolean {
  assertSupportedYear(year)
  return isLeapJalaaliYear(year)
}

/**
 * Whether such a date exists and its year is supported. jalaali-js converts 1404/12/30 without a
 * word, so every conversion here asks this first.
 *
 * @example
 * isSolarDate(1404, 12, 30) // false
 */
export function isSolarDate(year: number, month: number, day: number): boolean {
  return (
    isSupportedYear(year) &&
    Number.isInteger(month) &&
    Number.isInteger(day) &&
    isValidJalaaliDate(year, month, day)
  )
}

/**
 * The Solar Hijri date of a Gregorian day.
 *
 * @throws RangeError if the day does not exist or its year is not supported
 * @example
 * solarFromDay('2026-08-08') // { year: 1405, month: 5, day: 17 }
 */
export function solarFromDay(day: CalendarDay): SolarDate {
  if (!isCalendarDay(day)) throw new RangeError(`"${day}" is not a calendar day as YYYY-MM-DD.`)
  const { jy, jm, jd } = toJalaali(
    Number(day.slice(0, 4)),
    Number(day.slice(5, 7)),
    Number(day.slice(8, 10)),
  )
  assertSupportedYear(jy)
  return { year: jy, month: jm, day: jd }
}

/**
 * The Gregorian day of a Solar Hijri date.
 *
 * @throws RangeError if the date does not exist or its year is not supported
 * @example
 * dayFromSolar({ year: 1405, month: 5, day: 17 }) // '2026-08-08'
 */
export function dayFromSolar(date: SolarDate): CalendarDay {
  if (!isSolarDate(date.year, date.month, date.day)) {
    throw new RangeError(`${date.year}/${date.month}/${date.day} is not a Solar Hijri date.`)
  }
  const { gy, gm, gd } = toGregorian(date.year, date.month, date.day)
  return `${String(gy).padStart(4, '0')}-${pad2(gm)}-${pad2(gd)}`
}

/**
 * Reads a Solar Hijri date as people type it: year first, four digits; Persian, Arabic or Latin
 * digits; `/`, `-` or `.` between the parts, twice the same; spaces and invisible marks anywhere.
 * A two-digit year is refused, because «۰۵» is 1405 to one reader and 1305 to another.
 *
 * @returns the date and its Gregorian day, or `DATE_UNREADABLE` where the text is no such date,
 *   or `DATE_DOES_NOT_EXIST` where month, day or year are out of range (1404/12/30)
 * @example
 * parseSolarDate('۱۴۰۵/۵/۱۷') // { kind: 'parsed', date: …, day: '2026-08-08' }
 */
export function parseSolarDate(text: string): ParsedSolarDate {
  if (text.length > LONGEST_INPUT) return { kind: 'refused', code: 'DATE_UNREADABLE' }
  const parts = foldTypedInput(text).split(/([/.-])/)
  const match = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/.exec(
    parts.map((part) => part.trim()).join(''),
  )
  if (match === null) return { kind: 'refused', code: 'DATE_UNREADABLE' }
  const date = { year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) }
  if (!isSolarDate(date.year, date.month, date.day)) {
    return { kind: 'refused', code: 'DATE_DOES_NOT_EXIST' }
  }
  return { kind: 'parsed', date, day: dayFromSolar(date) }
}

/**
 * Writes a Solar Hijri date in figures, with Persian digits.
 *
 * @example
 * formatSolarDate({ year: 1405, month: 5, day: 17 }) // '۱۴۰۵/۰۵/۱۷'
 */
export function formatSolarDate(date: SolarDate): string {
  return toPersianDigits(`${date.year}/${pad2(date.month)}/${pad2(date.day)}`)
}

/**
 * Writes a day in words, as an official letter does. Built from our own names: the full Persian
 * style of `Intl` puts the weekday last, after a Latin comma.
 *
 * @throws RangeError if the day does not exist or its year is not supported
 * @example
 * formatSolarDateLong('2026-08-08') // 'شنبه ۱۷ مرداد ۱۴۰۵'
 */
export function formatSolarDateLong(day: CalendarDay): string {
  const date = solarFromDay(day)
  const weekday = WEEKDAY_NAMES[isoWeekday(day) - 1]
  const month = MONTH_NAMES[date.month - 1]
  return toPersianDigits(`${weekday} ${date.day} ${month} ${date.year}`)
}

/**
 * Writes an instant in words: weekday, date and wall-clock time of the zone, to the minute.
 *
 * @param instant - UTC epoch milliseconds
 * @throws RangeError if the zone is unknown or the year is not supported
 * @example
 * formatInstantFa(Date.parse('2026-08-08T11:00:00Z'), 'Asia/Tehran')
 * // 'شنبه ۱۷ مرداد ۱۴۰۵، ساعت ۱۴:۳۰'
 */
export function formatInstantFa(instant: Instant, zone: string): string {
  const { hour, minute } = wallClockOf(instant, zone)
  const time = toPersianDigits(`${pad2(hour)}:${pad2(minute)}`)
  return `${formatSolarDateLong(dayOf(instant, zone))}، ساعت ${time}`
}

/**
 * Moves a date by whole Solar Hijri months, backwards for a negative count. Where the target
 * month is shorter, its last day is taken.
 *
 * @throws RangeError if the date does not exist, the count is not a whole number, or the result's
 *   year is not supported
 * @example
 * addSolarMonths({ year: 1404, month: 6, day: 31 }, 1) // { year: 1404, month: 7, day: 30 }
 */
export function addSolarMonths(date: SolarDate, count: number): SolarDate {
  if (!Number.isSafeInteger(count)) {
    throw new RangeError(`${count} is not a whole number of months.`)
  }
  if (!isSolarDate(date.year, date.month, date.day)) {
    throw new RangeError(`${date.year}/${date.month}/${date.day} is not a Solar Hijri date.`)
  }
  const months = date.year * 12 + (date.month - 1) + count
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  assertSupportedYear(year)
  return { year, month, day: Math.min(date.day, jalaaliMonthLength(year, month)) }
}

/**
 * The Solar Hijri year that an instant belongs to in a zone: dockets are numbered by it.
 *
 * @param instant - UTC epoch milliseconds
 * @throws RangeError if the zone is unknown or the year is not supported
 * @example
 * solarYearAt(Date.parse('2026-03-20T20:30:00Z'), 'Asia/Tehran') // 1405
 */
export function solarYearAt(instant: Instant, zone: string): number {
  return solarFromDay(dayOf(instant, zone)).year
}

/**
 * The Solar Hijri year of a day, or `null` where the day does not exist or its year is not
 * supported: for days that nobody has judged yet, such as those of an import.
 *
 * @example
 * solarYearOf('2026-08-08') // 1405
 */
export function solarYearOf(day: CalendarDay): number | null {
  const isWithin = isCalendarDay(day) && FIRST_DAY <= day && day <= LAST_DAY
  return isWithin ? solarFromDay(day).year : null
}

function isSupportedYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_SOLAR_YEAR && year <= LAST_SOLAR_YEAR
}

function assertSupportedYear(year: number): void {
  if (!isSupportedYear(year)) {
    throw new RangeError(
      `The Solar Hijri year ${year} is outside ${FIRST_SOLAR_YEAR}–${LAST_SOLAR_YEAR}.`,
    )
  }
}

function pad2(value: number): string {
  return String(value).padStart(2, '0')
}
