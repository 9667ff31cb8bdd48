import { describe, expect, test } from '@jest/globals'

import { startOfNextDay } from '../../../plugins/comment-period/domain/calendar-day'
import {
  proposedExtension,
  type RunningPeriod,
} from '../../../plugins/comment-period/domain/proposed-extension'
import type { PeriodRule } from '../../../plugins/comment-period/domain/period-rule'
import type { WorkingCalendar } from '../../../plugins/comment-period/domain/working-days'

const ZONE = 'Asia/Tehran'
const twoWeeks: PeriodRule = {
  count: 14,
  unit: 'day',
  monthMeans: 'thirty-days',
  excludeActionDay: false,
  force: 'mandatory',
  legalBasis: 'آزمون',
  note: '',
}

/** Opened on Saturday 1405/05/03; two weeks end on Saturday 05/17, which is 2026-08-08. */
const running = (lastDayOn = '2026-08-08', rule: PeriodRule | null = twoWeeks): RunningPeriod => ({
  openedAt: Date.parse('2026-07-25T08:00:00Z'),
  closesAt: startOfNextDay(lastDayOn, ZONE),
  rule,
})

const closedOn = (...days: string[]): WorkingCalendar => ({
  zone: ZONE,
  weeklyClosedDays: [{ weekday: 5 }],
  holidays: days.map((on) => ({ on, title: 'تعطیلی', kind: 'closure', certainty: 'confirmed' })),
})

describe('the extension that a calendar proposes', () => {
  test.each([
    ['nothing changed', running(), closedOn(), null],
    ['a holiday in the midst of the period', running(), closedOn('2026-08-01'), null],
    ['a holiday after the close', running(), closedOn('2026-08-09'), null],
    ['the last day became a holiday', running(), closedOn('2026-08-08'), '2026-08-09'],
    [
      'the last day and those after it did',
      running(),
      closedOn('2026-08-08', '2026-08-09', '2026-08-10'),
      '2026-08-11',
    ],
    [
      'the last day of an extension became one',
      running('2026-08-13'),
      closedOn('2026-08-13'),
      '2026-08-15',
    ],
    [
      'the day that the rule counted did, of a period extended beyond it',
      running('2026-08-13'),
      closedOn('2026-08-08'),
      null,
    ],
    [
      'no rule demanded a period, and its last day became one',
      running('2026-08-08', null),
      closedOn('2026-08-08'),
      '2026-08-09',
    ],
    [
      'the day before the day of action became one, and the day of action moved on',
      running('2026-08-09', { ...twoWeeks, excludeActionDay: true }),
      closedOn('2026-08-08'),
      '2026-08-10',
    ],
    [
      'a rule in minutes knows no days',
      running('2026-08-08', { ...twoWeeks, unit: 'minute' }),
      closedOn('2026-08-08'),
      null,
    ],
  ])('%s', (_case, period, calendar, lastDayOn) => {
    const proposed = proposedExtension(period, calendar)
    expect(proposed?.lastDayOn ?? null).toBe(lastDayOn)
    if (proposed === null) return
    expect(proposed.closesAt).toBeGreaterThan(period.closesAt)
    expect(proposed.closesAt).toBe(startOfNextDay(String(lastDayOn), ZONE))
  })
})
