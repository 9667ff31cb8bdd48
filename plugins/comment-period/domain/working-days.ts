import { addDays, isCalendarDay, isoWeekday, type CalendarDay } from './calendar-day'

/** A weekday on which the body's offices are closed, for as long as it holds. */
export interface WeeklyClosedDay {
  /** ISO weekday: 1 Monday … 4 Thursday, 5 Friday … 7 Sunday. */
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7
  /** First day on which it holds, inclusive; absent: always before `to`. */
  readonly from?: CalendarDay
  /** Last day on which it holds, inclusive; absent: until further notice. */
  readonly to?: CalendarDay
}

/**
 * A day on which the offices are closed: a public holiday or an ad-hoc closure (air, heat, power).
 * A provisional one (the moon not yet sighted) counts like a confirmed one: a period that closes
 * a day too late takes nothing from anybody, one that closes a day too early does.
 */
export interface Holiday {
  readonly on: CalendarDay
  readonly title: string
  readonly kind: 'official' | 'closure'
  readonly certainty: 'confirmed' | 'provisional'
}

/** When the offices of one body are closed, and the zone in which its days begin. */
export interface WorkingCalendar {
  /** IANA time zone, such as `Asia/Tehran`. */
  readonly zone: string
  readonly weeklyClosedDays: readonly WeeklyClosedDay[]
  readonly holidays: readonly Holiday[]
}

/** Why a day is not a working day. */
export type ClosedDayReason =
  { readonly kind: 'weekly-closed-day' } | { readonly kind: 'holiday'; readonly holiday: Holiday }

/** A day that a period's end was moved over. */
export interface SkippedDay {
  readonly on: CalendarDay
  /** The holiday's title, or {@link WEEKLY_CLOSED_DAY}, or another code of the arithmetic. */
  readonly reason: string
}

/** The reason recorded for a weekly closed day that is not a holiday as well. */
export const WEEKLY_CLOSED_DAY = 'weekly-closed-day'

/** No office is closed for two months: so long a row of closed days is a mistake in the data. */
const LONGEST_CLOSURE_DAYS = 60

/**
 * Why the offices are closed on a day, or `null` on a working day. A holiday that falls on a
 * weekly closed day is named as the holiday, which tells the reader more.
 *
 * @throws RangeError if the day does not exist
 * @example
 * closedDayReason(fridaysOff, '2026-08-07') // { kind: 'weekly-closed-day' }
 */
export function closedDayReason(
  calendar: WorkingCalendar,
  day: CalendarDay,
): ClosedDayReason | null {
  const weekday = isoWeekday(day)
  const holiday = calendar.holidays.find((candidate) => candidate.on === day)
  if (holiday !== undefined) return { kind: 'holiday', holiday }
  const closedWeekly = calendar.weeklyClosedDays.some(
    (closed) =>
      closed.weekday === weekday &&
      // ISO days sort as text.
      (closed.from === undefined || closed.from <= day) &&
      (closed.to === undefined || day <= closed.to),
  )
  return closedWeekly ? { kind: 'weekly-closed-day' } : null
}

/**
 * The day itself if the offices work on it, otherwise the next day on which they do, with the
 * days passed over. Where the last day of a period is a holiday of offices, the last day becomes
 * the day on which they reopen (Civil Procedure Code of 1379, art. 444).
 *
 * @throws RangeError if the day does not exist, or after 60 closed days in a row, which is a
 *   misconfigured calendar
 * @example
 * nextWorkingDay(fridaysOff, '2026-08-07')
 * // { day: '2026-08-08', skipped: [{ on: '2026-08-07', reason: 'weekly-closed-day' }] }
 */
export function nextWorkingDay(
  calendar: WorkingCalendar,
  day: CalendarDay,
): { readonly day: CalendarDay; readonly skipped: readonly SkippedDay[] } {
  if (!isCalendarDay(day)) throw new RangeError(`"${day}" is not a calendar day as YYYY-MM-DD.`)
  const skipped: SkippedDay[] = []
  let candidate = day
  for (;;) {
    const reason = closedDayReason(calendar, candidate)
    if (reason === null) return { day: candidate, skipped }
    if (skipped.length >= LONGEST_CLOSURE_DAYS) {
      throw new RangeError(
        `The calendar has no working day in the ${LONGEST_CLOSURE_DAYS} days from ${day} on; ` +
          'correct its weekly closed days and holidays.',
      )
    }
    skipped.push({
      on: candidate,
      reason: reason.kind === 'holiday' ? reason.holiday.title : WEEKLY_CLOSED_DAY,
    })
    candidate = addDays(candidate, 1)
  }
}
