import { isCalendarDay, type CalendarDay } from '../../../domain/calendar-day'
import { LAST_SOLAR_YEAR, parseSolarDate } from '../../../domain/solar-hijri'
import { toLatinDigits } from '../../../domain/digits'
import { refuse } from './refusal-error'

/** Years from here on are Gregorian: the Solar Hijri calendar is in its fifteenth century. */
const FIRST_GREGORIAN_YEAR = 1900
/** Where the days end that both calendars are known for. */
const LAST_GREGORIAN_YEAR = LAST_SOLAR_YEAR + 621

/** A day as staff type it: Solar Hijri in any digits, or Gregorian `YYYY-MM-DD`. */
export function parseDay(input: string): CalendarDay {
  const gregorian = toLatinDigits(input).trim()
  const year = Number(gregorian.slice(0, 4))
  if (isCalendarDay(gregorian) && year >= FIRST_GREGORIAN_YEAR && year <= LAST_GREGORIAN_YEAR) {
    return gregorian
  }
  const parsed = parseSolarDate(input)
  return parsed.kind === 'refused' ? refuse(parsed.code) : parsed.day
}
