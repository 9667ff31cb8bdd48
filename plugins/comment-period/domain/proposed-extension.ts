import { dayOf } from './calendar-day'
import type { Instant } from './instant'
import { closeOnRequestedDay, computeClose, type ComputedClose } from './period-arithmetic'
import type { PeriodRule } from './period-rule'
import type { WorkingCalendar } from './working-days'

/** A period that runs, with what its close goes by. */
export interface RunningPeriod {
  readonly openedAt: Instant
  /** In force now: extensions and resumptions are in it. */
  readonly closesAt: Instant
  /** The rule under which it was opened; `null` where none demanded anything. */
  readonly rule: PeriodRule | null
}

/**
 * The later close that the calendar now asks for: its last day has become a holiday, or one of the
 * days by which the rule counted the last day has. Nothing moves by itself: the dates of an
 * exposure are never computed again, and a person decides on the extension.
 *
 * A rule in minutes knows no days. A holiday in the midst of a period moves nothing, for the days
 * of a period are days of the calendar (Civil Procedure Code of 1379, arts. 443–445).
 *
 * @returns `null` where the close stands
 * @throws RangeError as {@link computeClose}
 */
export function proposedExtension(
  { openedAt, closesAt, rule }: RunningPeriod,
  calendar: WorkingCalendar,
): ComputedClose | null {
  if (rule?.unit === 'minute') return null
  const candidates = [
    closeOnRequestedDay(dayOf(closesAt - 1, calendar.zone), calendar),
    ...(rule === null ? [] : [computeClose(rule, openedAt, calendar)]),
  ]
  return candidates.reduce<ComputedClose | null>(
    (latest, close) => (close.closesAt > (latest?.closesAt ?? closesAt) ? close : latest),
    null,
  )
}
