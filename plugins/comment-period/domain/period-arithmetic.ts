import { addDays, dayOf, startOfDay, startOfNextDay, type CalendarDay } from './calendar-day'
import { MINUTE_MS, type Instant } from './instant'
import { minimumSpanMs, type PeriodRule } from './period-rule'
import { addSolarMonths, dayFromSolar, solarFromDay } from './solar-hijri'
import { nextWorkingDay, type SkippedDay, type WorkingCalendar } from './working-days'

/** When a period closes, and how that came about; stored with the exposure, never recomputed. */
export interface ComputedClose {
  /** First instant at which the period is closed. */
  readonly closesAt: Instant
  /** Last day on which comments are taken; `null` for a rule in minutes. */
  readonly lastDayOn: CalendarDay | null
  /** Last day as counted, before it was moved over closed days; `null` for a rule in minutes. */
  readonly countedDayOn: CalendarDay | null
  /** The days over which the end was moved, in order. */
  readonly skipped: readonly SkippedDay[]
}

/** The reason recorded for a day added because the zone's clock moved by more than an hour. */
export const CLOCK_SHIFT = 'clock-shift'

/**
 * Computes when a period opened at an instant closes under a rule.
 *
 * The day of opening is not counted (Civil Procedure Code of 1379, art. 445), a week is 7 days, a
 * month 30 days or one Solar Hijri month (art. 443). If the last day is not a working day, the
 * next working day is the last (art. 444). With `excludeActionDay` the day after that belongs to
 * the period too, again moved to a working day (art. 445). The period closes with the first
 * instant of the following day. A rule in minutes runs to the instant, over every day alike.
 *
 * @param openedAt - UTC epoch milliseconds
 * @throws RangeError if the rule's count is not a whole number of 1 or more, the zone is unknown,
 *   the calendar has no working day for 60 days, or a date leaves the supported years
 * @example
 * // Opened on Saturday 1405/05/03 in Tehran, two weeks: the last day is Saturday 05/17.
 * computeClose(twoWeeks, Date.parse('2026-07-25T08:00:00Z'), fridaysOff).lastDayOn // '2026-08-08'
 */
export function computeClose(
  rule: PeriodRule,
  openedAt: Instant,
  calendar: WorkingCalendar,
): ComputedClose {
  const shortestMs = minimumSpanMs(rule)
  if (rule.unit === 'minute') {
    return {
      closesAt: openedAt + rule.count * MINUTE_MS,
      lastDayOn: null,
      countedDayOn: null,
      skipped: [],
    }
  }
  const countedDayOn = countDays(rule, dayOf(openedAt, calendar.zone))
  let { day, skipped } = nextWorkingDay(calendar, countedDayOn)
  const extendByOneDay = () => {
    const next = nextWorkingDay(calendar, addDays(day, 1))
    day = next.day
    skipped = [...skipped, ...next.skipped]
  }
  if (rule.excludeActionDay) extendByOneDay()
  // The triggers allow for one hour of shift. A clock that moves further (two hours in
  // Antarctica/Troll, a whole day in Pacific/Apia in 2011) costs the public no time either.
  while (startOfNextDay(day, calendar.zone) - openedAt < shortestMs) {
    skipped = [...skipped, { on: day, reason: CLOCK_SHIFT }]
    extendByOneDay()
  }
  return { closesAt: startOfNextDay(day, calendar.zone), lastDayOn: day, countedDayOn, skipped }
}

/**
 * The close for a last day that an editor asked for: the end of that day, or of the next working
 * day. The caller sees to it that it is not earlier than the rules allow.
 *
 * @throws RangeError if the day does not exist, the zone is unknown, or the calendar has no
 *   working day for 60 days
 */
export function closeOnRequestedDay(day: CalendarDay, calendar: WorkingCalendar): ComputedClose {
  const rolled = nextWorkingDay(calendar, day)
  return {
    closesAt: startOfNextDay(rolled.day, calendar.zone),
    lastDayOn: rolled.day,
    countedDayOn: day,
    skipped: rolled.skipped,
  }
}

/**
 * The first end of a working day at or after an instant: where a resumed period closes, once the
 * suspended time has been added. An instant that is a day's first is the end of the day before.
 *
 * @param instant - UTC epoch milliseconds
 * @throws RangeError if the zone is unknown or the calendar has no working day for 60 days
 */
export function roundUpToWorkingDayEnd(instant: Instant, calendar: WorkingCalendar): ComputedClose {
  const day = dayOf(instant, calendar.zone)
  const isDayEnd = startOfDay(day, calendar.zone) === instant
  return closeOnRequestedDay(isDayEnd ? addDays(day, -1) : day, calendar)
}

/**
 * The rule that closes latest, with its close: several applicable rules are all kept by keeping
 * the longest (Civil Procedure Code of 1379, art. 447). Of equal closes a mandatory rule comes
 * before a discretionary one, then the first given.
 *
 * @param openedAt - UTC epoch milliseconds
 * @returns `null` where no rule is given
 * @throws RangeError as {@link computeClose}
 */
export function winningClose<Rule extends PeriodRule>(
  rules: readonly Rule[],
  openedAt: Instant,
  calendar: WorkingCalendar,
): { readonly rule: Rule; readonly close: ComputedClose } | null {
  let winner: { readonly rule: Rule; readonly close: ComputedClose } | null = null
  for (const rule of rules) {
    const close = computeClose(rule, openedAt, calendar)
    if (
      winner === null ||
      close.closesAt > winner.close.closesAt ||
      (close.closesAt === winner.close.closesAt &&
        rule.force === 'mandatory' &&
        winner.rule.force !== 'mandatory')
    ) {
      winner = { rule, close }
    }
  }
  return winner
}

function countDays(rule: PeriodRule, openedOn: CalendarDay): CalendarDay {
  switch (rule.unit) {
    case 'week':
      return addDays(openedOn, rule.count * 7)
    case 'month':
      return rule.monthMeans === 'thirty-days'
        ? addDays(openedOn, rule.count * 30)
        : dayFromSolar(addSolarMonths(solarFromDay(openedOn), rule.count))
    default:
      return addDays(openedOn, rule.count)
  }
}
