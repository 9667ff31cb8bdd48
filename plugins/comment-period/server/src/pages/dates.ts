import {
  dayOf,
  isCalendarDay,
  isoWeekday,
  isZone,
  startOfNextDay,
  wallClockOf,
  type CalendarDay,
} from '../../../domain/calendar-day'
import { toPersianDigits } from '../../../domain/digits'
import { durationText } from '../../../domain/duration'
import type { Instant } from '../../../domain/instant'
import { solarFromDay } from '../../../domain/solar-hijri'
import type { Words } from './words/words'

/** A number in the digits of the page's language, without grouping, as docket numbers are. */
export function digits(words: Words, value: number | string): string {
  return words.language === 'en' ? String(value) : toPersianDigits(value)
}

/** A Gregorian day as a Solar Hijri date in words, with its weekday. */
export function dayText(words: Words, day: CalendarDay): string {
  const { year, month, day: dayOfMonth } = solarFromDay(day)
  const text = words.date(
    words.weekdays[isoWeekday(day) - 1] ?? '',
    digits(words, dayOfMonth),
    words.months[month - 1] ?? '',
    digits(words, year),
  )
  return words.gregorian === null ? text : `${text} ${words.gregorian(day)}`
}

/** A day as it is recorded; what was taken over from an older record may be no day of the calendar. */
export function recordedDayText(words: Words, recorded: string): string {
  return isCalendarDay(recorded) ? dayText(words, recorded) : digits(words, recorded)
}

/** An instant in words: the day, and the time that a clock on the wall shows in the zone. */
export function instantText(words: Words, instant: Instant, typedZone: string): string {
  const zone = knownZone(typedZone)
  const { hour, minute } = wallClockOf(instant, zone)
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
  return words.dateAndTime(dayText(words, dayOf(instant, zone)), digits(words, time))
}

/**
 * When a period closes. The close is the first instant after it, so that a period of whole days is
 * said by its last day, and not by the midnight that follows.
 */
export function closeInstantText(words: Words, closesAt: Instant, typedZone: string): string {
  const zone = knownZone(typedZone)
  const lastDay = dayOf(closesAt - 1, zone)
  return startOfNextDay(lastDay, zone) === closesAt
    ? dayText(words, lastDay)
    : instantText(words, closesAt, zone)
}

/** A zone typed into the database must not take a page down with it. */
function knownZone(zone: string): string {
  return isZone(zone) ? zone : 'UTC'
}

export function timeLeftText(words: Words, now: Instant, until: Instant): string {
  const written = (value: number) => digits(words, value)
  return durationText(Math.max(0, until - now), words.duration, written)
}
