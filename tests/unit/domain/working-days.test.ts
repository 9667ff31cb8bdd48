import { describe, expect, test } from '@jest/globals'

import {
  closedDayReason,
  nextWorkingDay,
  type Holiday,
  type WorkingCalendar,
} from '../../../plugins/comment-period/domain/working-days'

const holiday = (on: string, title: string, extra: Partial<Holiday> = {}): Holiday => ({
  on,
  title,
  kind: 'official',
  certainty: 'confirmed',
  ...extra,
})

const aCalendar = (extra: Partial<WorkingCalendar> = {}): WorkingCalendar => ({
  zone: 'Asia/Tehran',
  weeklyClosedDays: [{ weekday: 5 }],
  holidays: [],
  ...extra,
})

describe('closedDayReason', () => {
  const thursdays = aCalendar({
    weeklyClosedDays: [{ weekday: 5 }, { weekday: 4, from: '2026-08-06', to: '2026-08-20' }],
  })

  test.each([
    ['a Saturday is a working day', aCalendar(), '2026-08-08', null],
    ['a Friday is a weekly closed day', aCalendar(), '2026-08-07', { kind: 'weekly-closed-day' }],
    ['a Thursday before closing Thursdays began', thursdays, '2026-07-30', null],
    ['the first closed Thursday', thursdays, '2026-08-06', { kind: 'weekly-closed-day' }],
    ['the last closed Thursday', thursdays, '2026-08-20', { kind: 'weekly-closed-day' }],
    ['the Thursday after it', thursdays, '2026-08-27', null],
    ['no closed day at all', aCalendar({ weeklyClosedDays: [] }), '2026-08-07', null],
  ])('%s', (_case, calendar, day, expected) => {
    expect(closedDayReason(calendar, day)).toEqual(expected)
  })

  test.each([
    ['an official holiday', holiday('2026-06-04', 'رحلت امام خمینی')],
    ['an ad-hoc closure', holiday('2026-06-04', 'تعطیلی ادارات', { kind: 'closure' })],
    ['a provisional one', holiday('2026-06-04', 'عید فطر', { certainty: 'provisional' })],
  ])('gives %s as the reason', (_case, closed) => {
    expect(closedDayReason(aCalendar({ holidays: [closed] }), '2026-06-04')).toEqual({
      kind: 'holiday',
      holiday: closed,
    })
  })

  test('names the holiday where it falls on a weekly closed day', () => {
    const oil = holiday('2026-03-20', 'ملی شدن صنعت نفت')
    expect(closedDayReason(aCalendar({ holidays: [oil] }), '2026-03-20')).toEqual({
      kind: 'holiday',
      holiday: oil,
    })
  })

  test('throws on a day that does not exist', () => {
    expect(() => closedDayReason(aCalendar(), '2026-02-30')).toThrow(RangeError)
  })
})

describe('nextWorkingDay', () => {
  test('leaves a working day where it is', () => {
    expect(nextWorkingDay(aCalendar(), '2026-08-08')).toEqual({ day: '2026-08-08', skipped: [] })
  })

  test('moves over a closed Thursday, a Friday and a holiday, and says so', () => {
    const calendar = aCalendar({
      weeklyClosedDays: [{ weekday: 4 }, { weekday: 5 }],
      holidays: [holiday('2026-08-08', 'تعطیلی ادارات', { kind: 'closure' })],
    })
    expect(nextWorkingDay(calendar, '2026-08-06')).toEqual({
      day: '2026-08-09',
      skipped: [
        { on: '2026-08-06', reason: 'weekly-closed-day' },
        { on: '2026-08-07', reason: 'weekly-closed-day' },
        { on: '2026-08-08', reason: 'تعطیلی ادارات' },
      ],
    })
  })

  const closedFor = (days: number): WorkingCalendar =>
    aCalendar({
      weeklyClosedDays: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
        weekday,
        from: '2026-01-01',
        to: new Date(Date.UTC(2026, 0, days)).toISOString().slice(0, 10),
      })),
    })

  test('moves over 60 closed days in a row', () => {
    expect(nextWorkingDay(closedFor(60), '2026-01-01').day).toBe('2026-03-02')
  })

  test('throws on the 61st, which is a mistake in the data', () => {
    expect(() => nextWorkingDay(closedFor(61), '2026-01-01')).toThrow(/no working day/)
  })

  test('throws where every weekday is closed', () => {
    const calendar = aCalendar({
      weeklyClosedDays: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday })),
    })
    expect(() => nextWorkingDay(calendar, '2026-01-01')).toThrow(RangeError)
  })

  test('throws on a day that does not exist', () => {
    expect(() => nextWorkingDay(aCalendar(), '2026-02-30')).toThrow(RangeError)
  })
})
