/**
 * An instant on the UTC time line, in whole milliseconds since 1970-01-01T00:00:00.000Z.
 *
 * Legal instants are plain numbers on purpose: Strapi's `datetime` has no zone on PostgreSQL,
 * so the database keeps them as `bigint` and nothing on the way may re-interpret them.
 */
export type Instant = number

/** Milliseconds in one minute. */
export const MINUTE_MS = 60_000

/** Milliseconds in one hour. */
export const HOUR_MS = 3_600_000

/** Milliseconds in 24 hours. A calendar day may be an hour shorter or longer: see `calendar-day`. */
export const DAY_MS = 86_400_000

const ISO_WITH_ZONE =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/

/**
 * Writes an instant as RFC 3339 in UTC, always with milliseconds and `Z`.
 *
 * @param instant - UTC epoch milliseconds
 * @throws RangeError if the instant is not a finite number within the range of ECMAScript dates
 * @example
 * toIsoUtc(0) // '1970-01-01T00:00:00.000Z'
 */
export function toIsoUtc(instant: Instant): string {
  return new Date(instant).toISOString()
}

/**
 * Reads an RFC 3339 date-time. The zone is required, because a date-time without one means
 * another instant on every server; seconds and up to three decimals may be left out.
 *
 * @param text - for instance `2026-08-08T20:30:00Z` or `2026-08-09T00:00+03:30`
 * @returns UTC epoch milliseconds, or `null` where the text is anything else: without a zone,
 *   a date that does not exist (30 February), hour 24, a leap second, more than three decimals
 * @example
 * parseIsoUtc('1970-01-01T00:00:01Z') // 1000
 * parseIsoUtc('1970-01-01T00:00:01')  // null
 */
export function parseIsoUtc(text: string): Instant | null {
  const match = ISO_WITH_ZONE.exec(text)
  if (match === null) return null
  const [, date, hourMinute, second = '00', fraction = '', sign, offsetHour, offsetMinute] = match
  const wallClock = `${date}T${hourMinute}:${second}.${fraction.padEnd(3, '0')}Z`
  const local = Date.parse(wallClock)
  // Date.parse turns 30 February into 2 March; only a date that survives the way back exists.
  if (Number.isNaN(local) || new Date(local).toISOString() !== wallClock) return null
  if (sign === undefined) return local
  const hours = Number(offsetHour)
  const minutes = Number(offsetMinute)
  if (hours > 23 || minutes > 59) return null
  const offset = hours * HOUR_MS + minutes * MINUTE_MS
  return sign === '+' ? local - offset : local + offset
}
