import {
  dayOf,
  isZone,
  lastDayBefore,
  wallClockOf,
  type CalendarDay,
} from '../../../domain/calendar-day'
import { toLatinDigits, toPersianDigits } from '../../../domain/digits'
import type { ExportLanguage } from '../../../domain/docket-export'
import type { Instant } from '../../../domain/instant'
import { formatSolarDate, formatSolarDateLong, solarFromDay } from '../../../domain/solar-hijri'
import type { InstantWriter } from '../exporters/comment-columns'

/** Every zone of the last hundred years is off UTC by whole quarters of an hour. */
const QUARTER_MS = 900_000
const MOST_KEPT = 4_096

/**
 * Solar Hijri date and time of day in a zone, such as «۱۴۰۵/۰۵/۱۷ ۱۴:۳۰:۰۵». A million instants lie
 * in a few thousand quarters of an hour, and the calendar is asked once for each of those.
 */
export function instantWriter(typedZone: string, language: ExportLanguage): InstantWriter {
  const zone = isZone(typedZone) ? typedZone : 'UTC'
  const kept = new Map<number, { start: Instant; day: string; hour: string; minute: number }>()
  const digits = language === 'fa' ? toPersianDigits : toLatinDigits
  const ofTime = Array.from({ length: 60 }, (_, part) => digits(String(part).padStart(2, '0')))
  const quarterOf = (instant: Instant) => {
    const quarter = Math.floor(instant / QUARTER_MS)
    const found = kept.get(quarter)
    if (found !== undefined) return found
    const start = quarter * QUARTER_MS
    const { hour, minute } = wallClockOf(start, zone)
    const day = digits(formatSolarDate(solarFromDay(dayOf(start, zone))))
    const made = { start, day, hour: ofTime[hour] ?? '', minute }
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(quarter, made)
    return made
  }
  return (instant) => {
    const { start, day, hour, minute } = quarterOf(instant)
    const seconds = Math.floor((instant - start) / 1000)
    const past = ofTime[minute + Math.floor(seconds / 60)] ?? ''
    return `${day} ${hour}:${past}:${ofTime[seconds % 60] ?? ''}`
  }
}

/**
 * When a period closes. A close that is the end of a day is told as that day, and not as the midnight
 * that follows it.
 */
export function closeWriter(typedZone: string, language: ExportLanguage): InstantWriter {
  const zone = isZone(typedZone) ? typedZone : 'UTC'
  const written = instantWriter(zone, language)
  return (closesAt) => {
    const last = lastDayBefore(closesAt, zone)
    return last === null ? written(closesAt) : shortDay(last, language)
  }
}

/**
 * A day in full. Whoever reads English may know neither calendar of the two by heart.
 *
 * @example
 * dayText('2026-08-08', 'fa') // 'شنبه ۱۷ مرداد ۱۴۰۵'
 * dayText('2026-08-08', 'en') // '1405/05/17 (2026-08-08)'
 */
export function dayText(day: CalendarDay, language: ExportLanguage): string {
  return language === 'fa' ? formatSolarDateLong(day) : `${shortDay(day, language)} (${day})`
}

function shortDay(day: CalendarDay, language: ExportLanguage): string {
  const written = formatSolarDate(solarFromDay(day))
  return language === 'fa' ? written : toLatinDigits(written)
}
