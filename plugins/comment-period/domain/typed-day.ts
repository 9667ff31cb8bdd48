import { isCalendarDay, type CalendarDay } from './calendar-day'
import { toLatinDigits } from './digits'
import { LAST_SOLAR_YEAR, parseSolarDate, type ParsedSolarDate } from './solar-hijri'

/** Years from here on are Gregorian: the Solar Hijri calendar is in its fifteenth century. */
const FIRST_GREGORIAN_YEAR = 1900
/** Where the days end that both calendars are known for. */
const LAST_GREGORIAN_YEAR = LAST_SOLAR_YEAR + 621

export type TypedDay =
  | { readonly kind: 'parsed'; readonly day: CalendarDay }
  | Extract<ParsedSolarDate, { kind: 'refused' }>

/**
 * A day as staff type it: Solar Hijri in any digits, or Gregorian `YYYY-MM-DD`.
 *
 * @example
 * readTypedDay('۱۴۰۵/۰۱/۰۱') // { kind: 'parsed', day: '2026-03-21' }
 */
export function readTypedDay(input: string): TypedDay {
  const gregorian = toLatinDigits(input).trim()
  const year = Number(gregorian.slice(0, 4))
  if (isCalendarDay(gregorian) && year >= FIRST_GREGORIAN_YEAR && year <= LAST_GREGORIAN_YEAR) {
    return { kind: 'parsed', day: gregorian }
  }
  const parsed = parseSolarDate(input)
  return parsed.kind === 'refused' ? parsed : { kind: 'parsed', day: parsed.day }
}
