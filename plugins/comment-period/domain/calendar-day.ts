import { IANAZone } from 'luxon'

import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from './instant'

/** A calendar day of the Gregorian calendar as `YYYY-MM-DD`, in the zone of the issuing body. */
export type CalendarDay = string

/** What a clock on the wall shows: hour 0–23, minute 0–59. */
export interface WallClockTime {
  readonly hour: number
  readonly minute: number
}

/**
 * Refuses a zone that the IANA time zone database does not hold. A bare offset such as `+03:30`
 * is refused too: it does not know when its country moves the clock.
 *
 * @throws RangeError naming the zone
 * @example
 * assertZone('Asia/Tehran')
 */
export function assertZone(zone: string): void {
  if (!isZone(zone)) {
    throw new RangeError(`"${zone}" is not an IANA time zone; use a name such as "Asia/Tehran".`)
  }
}

/** Whether the IANA time zone database holds the zone. */
export function isZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && IANAZone.create(zone).isValid
}

/**
 * Whether the text is an existing Gregorian day written as `YYYY-MM-DD`.
 *
 * @example
 * isCalendarDay('2026-02-29') // false
 */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const midnight = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(midnight) && isoDayOfUtc(midnight) === text
}

/**
 * The calendar day that an instant belongs to in a zone.
 *
 * @param instant - UTC epoch milliseconds
 * @throws RangeError if the zone is unknown or the instant is outside the years 0000–9999
 * @example
 * dayOf(Date.parse('2026-08-08T20:30:00Z'), 'Asia/Tehran') // '2026-08-09'
 */
export function dayOf(instant: Instant, zone: string): CalendarDay {
  const day = isoDayOfUtc(instant + offsetMsAt(instant, zone))
  if (!isCalendarDay(day)) throw new RangeError(`The instant ${instant} has no calendar day.`)
  return day
}

/**
 * The hour and minute that a clock in the zone shows at an instant.
 *
 * @param instant - UTC epoch milliseconds
 * @throws RangeError if the zone is unknown
 * @example
 * wallClockOf(Date.parse('2026-08-08T11:00:00Z'), 'Asia/Tehran') // { hour: 14, minute: 30 }
 */
export function wallClockOf(instant: Instant, zone: string): WallClockTime {
  const local = new Date(instant + offsetMsAt(instant, zone))
  return { hour: local.getUTCHours(), minute: local.getUTCMinutes() }
}

/**
 * The first instant of a day in a zone: midnight, or, where the clock jumps over midnight
 * (Asia/Tehran, 22 March 2022), the instant of the jump. Where midnight comes twice, the first.
 * Where the zone left the whole day out (Pacific/Apia, 30 December 2011), the first instant after.
 *
 * Computed from the zone's offsets instead of luxon's `startOf('day')`, which guesses with the
 * offset that holds *today* where a wall-clock time is doubtful.
 *
 * @throws RangeError if the day does not exist or the zone is unknown
 * @example
 * startOfDay('2026-08-09', 'Asia/Tehran') // Date.parse('2026-08-08T20:30:00Z')
 */
export function startOfDay(day: CalendarDay, zone: string): Instant {
  const midnightUtc = utcMidnight(day)
  // Offsets lie between −12 h and +14 h (older local mean times within ±16 h), so local midnight
  // is inside this window, and no zone has ever moved its clock twice within so short a time.
  let before = midnightUtc - 17 * HOUR_MS
  let after = midnightUtc + 17 * HOUR_MS
  const oldOffset = offsetMsAt(before, zone)
  const newOffset = offsetMsAt(after, zone)
  if (oldOffset === newOffset) return midnightUtc - oldOffset

  while (after - before > 1) {
    const middle = before + Math.floor((after - before) / 2)
    if (offsetMsAt(middle, zone) === oldOffset) before = middle
    else after = middle
  }
  const shiftAt = after
  const byOldOffset = midnightUtc - oldOffset
  if (byOldOffset < shiftAt) return byOldOffset
  return Math.max(midnightUtc - newOffset, shiftAt)
}

/**
 * The first instant after a day: where a period whose last day it is closes.
 *
 * @throws RangeError if the day does not exist or the zone is unknown
 * @example
 * startOfNextDay('2026-08-08', 'Asia/Tehran') // Date.parse('2026-08-08T20:30:00Z')
 */
export function startOfNextDay(day: CalendarDay, zone: string): Instant {
  return startOfDay(addDays(day, 1), zone)
}

/**
 * Moves a day by whole calendar days, backwards for a negative count.
 *
 * @throws RangeError if the day does not exist, or the count is not a whole number, or the result
 *   is outside the years 0000–9999
 * @example
 * addDays('2026-02-28', 1) // '2026-03-01'
 */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is not a whole number of days.`)
  const moved = isoDayOfUtc(utcMidnight(day) + count * DAY_MS)
  if (!isCalendarDay(moved)) throw new RangeError(`${day} cannot be moved by ${count} days.`)
  return moved
}

/**
 * The weekday of a day as ISO 8601 counts: 1 Monday … 6 Saturday, 7 Sunday.
 *
 * @throws RangeError if the day does not exist
 * @example
 * isoWeekday('2026-08-08') // 6, a Saturday
 */
export function isoWeekday(day: CalendarDay): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const weekday = new Date(utcMidnight(day)).getUTCDay()
  return (weekday === 0 ? 7 : weekday) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

function utcMidnight(day: CalendarDay): Instant {
  if (!isCalendarDay(day)) throw new RangeError(`"${day}" is not a calendar day as YYYY-MM-DD.`)
  return Date.parse(`${day}T00:00:00.000Z`)
}

function isoDayOfUtc(instant: Instant): string {
  return new Date(instant).toISOString().split('T', 1)[0] ?? ''
}

function offsetMsAt(instant: Instant, zone: string): number {
  assertZone(zone)
  const minutes = IANAZone.create(zone).offset(instant)
  if (Number.isNaN(minutes)) throw new RangeError(`${instant} is not an instant.`)
  // Local mean times of the 19th century have seconds, hence fractions of minutes.
  return Math.round(minutes * MINUTE_MS)
}

/**
 * The last whole day before a close; `null` where it falls within a day, as rules in minutes do, and
 * in a zone that is none: one typed into the database must not take a whole list down with it.
 */
export function lastDayBefore(closesAt: Instant, zone: string): CalendarDay | null {
  if (!isZone(zone)) return null
  const day = dayOf(closesAt - 1, zone)
  return startOfNextDay(day, zone) === closesAt ? day : null
}
