import { DAY_MS, HOUR_MS, MINUTE_MS } from './instant'

/** How a stretch of time is put into words. */
export interface DurationWords {
  readonly day: (n: number, written: string) => string
  readonly hour: (n: number, written: string) => string
  readonly minute: (n: number, written: string) => string
  readonly less: string
  /** Between two units. */
  readonly and: string
}

/**
 * A stretch of time in its largest unit and the next smaller one. What is less is dropped, never
 * rounded up: nothing is said to have lasted longer than it did.
 *
 * @example
 * durationText(14 * DAY_MS + HOUR_MS + MINUTE_MS, faLabels.duration, toPersianDigits)
 * // '۱۴ روز و ۱ ساعت'
 */
export function durationText(
  ms: number,
  words: DurationWords,
  digits: (value: number) => string,
): string {
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  const parts = [
    ...(days > 0 ? [words.day(days, digits(days))] : []),
    ...(hours > 0 ? [words.hour(hours, digits(hours))] : []),
    ...(minutes > 0 && days === 0 ? [words.minute(minutes, digits(minutes))] : []),
  ]
  return parts.length === 0 ? words.less : parts.join(words.and)
}
