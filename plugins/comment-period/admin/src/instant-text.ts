import { lastDayBefore } from '../../domain/calendar-day'
import { formatInstantFa, formatSolarDateLong } from '../../domain/solar-hijri'
import type { Language } from './translations'

/** Where the zone of the body is not known. */
export const DEFAULT_ZONE = 'Asia/Tehran'

/**
 * Writes the day and month of a day, for an axis.
 *
 * @example
 * writtenDay('2026-08-08', 'fa') // '۵/۱۷'
 */
export function writtenDay(day: string, language: Language): string {
  const locale = language === 'fa' ? 'fa-IR-u-ca-persian' : 'sv-SE'
  const form = { timeZone: 'UTC', month: 'numeric', day: 'numeric' } as const
  return new Intl.DateTimeFormat(locale, form).format(Date.parse(`${day}T00:00:00Z`))
}

/**
 * Writes a day in full, with its weekday.
 *
 * @example
 * writtenDate('2026-08-08', 'fa') // 'شنبه ۱۷ مرداد ۱۴۰۵'
 * writtenDate('2026-08-08', 'en') // 'Saturday 2026-08-08'
 */
export function writtenDate(day: string, language: Language): string {
  if (language === 'fa') return formatSolarDateLong(day)
  const form = { timeZone: 'UTC', weekday: 'long' } as const
  return `${new Intl.DateTimeFormat('en', form).format(Date.parse(`${day}T00:00:00Z`))} ${day}`
}

/**
 * Writes an instant in the zone of the body, whatever zone the reader's machine is in.
 *
 * @example
 * writtenInstant('2026-08-08T11:00:00.000Z', 'Asia/Tehran', 'fa')
 * // 'شنبه ۱۷ مرداد ۱۴۰۵، ساعت ۱۴:۳۰'
 * writtenInstant('2026-08-08T11:00:00.000Z', 'Asia/Tehran', 'en')
 * // 'Saturday 2026-08-08 14:30 (Asia/Tehran)'
 */
export function writtenInstant(iso: string, zone: string | null, language: Language): string {
  const instant = Date.parse(iso)
  const timeZone = zone ?? DEFAULT_ZONE
  if (language === 'fa') return formatInstantFa(instant, timeZone)
  const weekday = new Intl.DateTimeFormat('en', { timeZone, weekday: 'long' }).format(instant)
  // Swedish writes dates and times as ISO 8601 does; no English locale does so everywhere.
  const moment = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant)
  return `${weekday} ${moment} (${timeZone})`
}

/** Writes when a period closes: a close that is the end of a day is told as that day. */
export function writtenClose(iso: string, zone: string, language: Language): string {
  const last = lastDayBefore(Date.parse(iso), zone)
  return last === null ? writtenInstant(iso, zone, language) : writtenDate(last, language)
}
