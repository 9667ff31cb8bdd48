import { describe, expect, test } from '@jest/globals'

import { toIsoUtc } from '../../../plugins/comment-period/domain/instant'
import {
  closeOnRequestedDay,
  computeClose,
  roundUpToWorkingDayEnd,
  winningClose,
} from '../../../plugins/comment-period/domain/period-arithmetic'
import type { PeriodRule } from '../../../plugins/comment-period/domain/period-rule'
import {
  dayFromSolar,
  formatSolarDate,
  solarFromDay,
} from '../../../plugins/comment-period/domain/solar-hijri'
import type { Holiday, WorkingCalendar } from '../../../plugins/comment-period/domain/working-days'

const at = (iso: string): number => Date.parse(iso)

const aRule = (extra: Partial<PeriodRule> = {}): PeriodRule => ({
  count: 14,
  unit: 'day',
  monthMeans: 'thirty-days',
  excludeActionDay: false,
  force: 'mandatory',
  legalBasis: 'ماده ۹',
  note: '',
  ...extra,
})

const solarDay = (text: string): string => {
  const [year = 0, month = 0, day = 0] = text.split('/').map(Number)
  return dayFromSolar({ year, month, day })
}

const holiday = (solar: string, title: string): Holiday => ({
  on: solarDay(solar),
  title,
  kind: 'official',
  certainty: 'confirmed',
})

const HOLIDAYS = [
  holiday('1404/12/29', 'ملی شدن صنعت نفت'),
  holiday('1405/01/01', 'نوروز'),
  holiday('1405/01/02', 'نوروز'),
  holiday('1405/01/03', 'نوروز'),
  holiday('1405/01/04', 'نوروز'),
  holiday('1405/01/12', 'روز جمهوری اسلامی'),
  holiday('1405/01/13', 'روز طبیعت'),
]

const aCalendar = (extra: Partial<WorkingCalendar> = {}): WorkingCalendar => ({
  zone: 'Asia/Tehran',
  weeklyClosedDays: [{ weekday: 5 }],
  holidays: HOLIDAYS,
  ...extra,
})

/** Half past eleven in Tehran (+03:30) on a Solar Hijri date. */
const morningOf = (solar: string): number => at(`${solarDay(solar)}T08:00:00Z`)

const SOLAR_MONTH = { count: 1, unit: 'month', monthMeans: 'solar-hijri-month' } as const
const THIRTY_DAYS = { count: 1, unit: 'month', monthMeans: 'thirty-days' } as const

describe('computeClose in Tehran', () => {
  test.each([
    // opened, rule, last day as counted, last day, close
    [
      'two weeks from Saturday 05/03',
      '1405/05/03',
      { count: 2, unit: 'week' },
      '1405/05/17',
      '1405/05/17',
      '2026-08-08T20:30:00.000Z',
    ],
    ['14 days, the same', '1405/05/03', {}, '1405/05/17', '1405/05/17', '2026-08-08T20:30:00.000Z'],
    [
      '14 days from Friday 12/15: a holiday, then Nowruz',
      '1404/12/15',
      {},
      '1404/12/29',
      '1405/01/05',
      '2026-03-25T20:30:00.000Z',
    ],
    [
      'a period across Nowruz that ends after it',
      '1404/12/20',
      {},
      '1405/01/05',
      '1405/01/05',
      '2026-03-25T20:30:00.000Z',
    ],
    [
      'a period across Nowruz that ends on Republic Day',
      '1404/12/27',
      {},
      '1405/01/12',
      '1405/01/15',
      '2026-04-04T20:30:00.000Z',
    ],
    [
      'a month of 30 days from 05/01',
      '1405/05/01',
      THIRTY_DAYS,
      '1405/05/31',
      '1405/05/31',
      '2026-08-22T20:30:00.000Z',
    ],
    [
      'a Solar Hijri month from 05/01',
      '1405/05/01',
      SOLAR_MONTH,
      '1405/06/01',
      '1405/06/01',
      '2026-08-23T20:30:00.000Z',
    ],
    [
      'a month of 30 days to New Year’s Day',
      '1404/11/30',
      THIRTY_DAYS,
      '1405/01/01',
      '1405/01/05',
      '2026-03-25T20:30:00.000Z',
    ],
    [
      'a Solar Hijri month to the last day of the year',
      '1404/11/30',
      SOLAR_MONTH,
      '1404/12/29',
      '1405/01/05',
      '2026-03-25T20:30:00.000Z',
    ],
    [
      'a Solar Hijri month from 31 Shahrivar',
      '1405/06/31',
      SOLAR_MONTH,
      '1405/07/30',
      '1405/07/30',
      '2026-10-22T20:30:00.000Z',
    ],
    [
      'one day from a Thursday: Friday is closed',
      '1405/05/15',
      { count: 1 },
      '1405/05/16',
      '1405/05/17',
      '2026-08-08T20:30:00.000Z',
    ],
    [
      'one week from a Friday: Friday again',
      '1405/05/09',
      { count: 1, unit: 'week' },
      '1405/05/16',
      '1405/05/17',
      '2026-08-08T20:30:00.000Z',
    ],
    // Art. 445: the day after the last day belongs to the period too.
    [
      '14 days and the day of action',
      '1405/05/03',
      { excludeActionDay: true },
      '1405/05/17',
      '1405/05/18',
      '2026-08-09T20:30:00.000Z',
    ],
    [
      'a day of action that is a Friday',
      '1405/05/01',
      { excludeActionDay: true },
      '1405/05/15',
      '1405/05/17',
      '2026-08-08T20:30:00.000Z',
    ],
    [
      'a last day moved over Nowruz, and the day of action',
      '1404/12/15',
      { excludeActionDay: true },
      '1404/12/29',
      '1405/01/06',
      '2026-03-26T20:30:00.000Z',
    ],
  ] as const)('%s', (_case, opened, rule, counted, last, closesAt) => {
    const close = computeClose(aRule(rule), morningOf(opened), aCalendar())
    expect(close.countedDayOn).toBe(solarDay(counted))
    expect(close.lastDayOn).toBe(solarDay(last))
    expect(toIsoUtc(close.closesAt)).toBe(closesAt)
  })

  test('a month of 30 days counts the 30 Esfand of a leap year', () => {
    const newYear = holiday('1404/01/01', 'نوروز')
    const close = computeClose(
      aRule(THIRTY_DAYS),
      morningOf('1403/12/01'),
      aCalendar({ holidays: [newYear] }),
    )
    expect(close.countedDayOn).toBe(newYear.on)
    expect(close.lastDayOn).toBe(solarDay('1404/01/02'))
    expect(toIsoUtc(close.closesAt)).toBe('2025-03-22T20:30:00.000Z')
  })

  test('names the days over which the end was moved, in order', () => {
    const { skipped } = computeClose(aRule(), morningOf('1404/12/15'), aCalendar())
    expect(skipped.map(({ on, reason }) => [formatSolarDate(solarFromDay(on)), reason])).toEqual([
      ['۱۴۰۴/۱۲/۲۹', 'ملی شدن صنعت نفت'],
      ['۱۴۰۵/۰۱/۰۱', 'نوروز'],
      ['۱۴۰۵/۰۱/۰۲', 'نوروز'],
      ['۱۴۰۵/۰۱/۰۳', 'نوروز'],
      ['۱۴۰۵/۰۱/۰۴', 'نوروز'],
    ])
  })

  test('names those over which the day of action was moved as well', () => {
    const rule = aRule({ excludeActionDay: true })
    expect(computeClose(rule, morningOf('1405/05/01'), aCalendar()).skipped).toEqual([
      { on: solarDay('1405/05/16'), reason: 'weekly-closed-day' },
    ])
  })

  test('closed days inside a period do not prolong it', () => {
    const close = computeClose(aRule(), morningOf('1404/12/20'), aCalendar())
    expect(close.skipped).toEqual([])
  })

  test.each([
    ['the first instant of the day', '2026-07-24T20:30:00.000Z', '2026-08-08T20:30:00.000Z'],
    ['its last millisecond', '2026-07-25T20:29:59.999Z', '2026-08-08T20:30:00.000Z'],
    ['the first instant of the next day', '2026-07-25T20:30:00.000Z', '2026-08-09T20:30:00.000Z'],
  ])('the day of opening is not counted, opened at %s', (_case, openedAt, closesAt) => {
    expect(toIsoUtc(computeClose(aRule(), at(openedAt), aCalendar()).closesAt)).toBe(closesAt)
  })

  test('a closure announced on the last day makes the next working day the last', () => {
    const closure = {
      ...holiday('1405/05/17', 'تعطیلی به علت آلودگی هوا'),
      kind: 'closure',
    } as const
    const calendar = aCalendar({ holidays: [...HOLIDAYS, closure] })
    expect(computeClose(aRule(), morningOf('1405/05/03'), calendar)).toEqual({
      closesAt: at('2026-08-09T20:30:00Z'),
      lastDayOn: solarDay('1405/05/18'),
      countedDayOn: solarDay('1405/05/17'),
      skipped: [{ on: solarDay('1405/05/17'), reason: 'تعطیلی به علت آلودگی هوا' }],
    })
  })

  test('minutes run to the instant, over a Friday and a holiday alike', () => {
    const openedAt = at('2026-03-20T08:00:00.123Z')
    expect(computeClose(aRule({ count: 30, unit: 'minute' }), openedAt, aCalendar())).toEqual({
      closesAt: at('2026-03-20T08:30:00.123Z'),
      lastDayOn: null,
      countedDayOn: null,
      skipped: [],
    })
  })

  test('the day of action adds nothing to minutes', () => {
    const rule = aRule({ count: 1, unit: 'minute', excludeActionDay: true })
    expect(computeClose(rule, 0, aCalendar()).closesAt).toBe(60_000)
  })

  test.each([[0], [-14], [1.5], [NaN]])('throws on a count of %p', (count) => {
    expect(() => computeClose(aRule({ count }), 0, aCalendar())).toThrow(RangeError)
  })

  test('throws on an unknown zone', () => {
    expect(() => computeClose(aRule(), 0, aCalendar({ zone: 'Asia/Teheran' }))).toThrow(
      '"Asia/Teheran"',
    )
  })
})

describe('computeClose where the clock moves', () => {
  const everyDay = { weeklyClosedDays: [], holidays: [] } as const

  test.each([
    [
      'over the spring of 2022 in Tehran',
      'Asia/Tehran',
      14,
      '2022-03-12T08:00:00Z',
      '2022-03-26T19:30:00.000Z',
    ],
    [
      'to the day before the jump over midnight',
      'Asia/Tehran',
      14,
      '2022-03-07T08:00:00Z',
      '2022-03-21T20:30:00.000Z',
    ],
    [
      'to the day that began at 01:00',
      'Asia/Tehran',
      14,
      '2022-03-08T08:00:00Z',
      '2022-03-22T19:30:00.000Z',
    ],
    [
      'to the day of 25 hours in autumn',
      'Asia/Tehran',
      14,
      '2022-09-07T08:00:00Z',
      '2022-09-21T20:30:00.000Z',
    ],
    [
      'over the autumn of 2026 in St. John’s',
      'America/St_Johns',
      14,
      '2026-10-25T15:00:00Z',
      '2026-11-09T03:30:00.000Z',
    ],
    ['over its spring', 'America/St_Johns', 14, '2026-03-01T15:00:00Z', '2026-03-16T02:30:00.000Z'],
    [
      'over the spring of Lord Howe',
      'Australia/Lord_Howe',
      14,
      '2026-09-27T00:00:00Z',
      '2026-10-11T13:00:00.000Z',
    ],
    // A clock that moves by two hours would leave less than 24 h less one hour.
    [
      'opened before a shift of two hours in Troll',
      'Antarctica/Troll',
      1,
      '2026-03-28T23:59:59Z',
      '2026-03-30T22:00:00.000Z',
    ],
    // Samoa had no 30 December 2011.
    [
      'opened before the day that Apia left out',
      'Pacific/Apia',
      1,
      '2011-12-29T20:00:00Z',
      '2011-12-31T10:00:00.000Z',
    ],
  ])('%s', (_case, zone, count, openedAt, closesAt) => {
    const close = computeClose(aRule({ count }), at(openedAt), { zone, ...everyDay })
    expect(toIsoUtc(close.closesAt)).toBe(closesAt)
  })

  test('a day added because of the clock is recorded as such', () => {
    const calendar = { zone: 'Antarctica/Troll', ...everyDay }
    expect(computeClose(aRule({ count: 1 }), at('2026-03-28T23:59:59Z'), calendar)).toMatchObject({
      countedDayOn: '2026-03-29',
      lastDayOn: '2026-03-30',
      skipped: [{ on: '2026-03-29', reason: 'clock-shift' }],
    })
  })
})

describe('closeOnRequestedDay', () => {
  test.each([
    ['a working day closes at its end', '1405/05/17', '1405/05/17', '2026-08-08T20:30:00.000Z'],
    [
      'a Friday closes at the end of Saturday',
      '1405/05/16',
      '1405/05/17',
      '2026-08-08T20:30:00.000Z',
    ],
    ['New Year’s Day closes after Nowruz', '1405/01/01', '1405/01/05', '2026-03-25T20:30:00.000Z'],
  ])('%s', (_case, requested, last, closesAt) => {
    const close = closeOnRequestedDay(solarDay(requested), aCalendar())
    expect(close.countedDayOn).toBe(solarDay(requested))
    expect(close.lastDayOn).toBe(solarDay(last))
    expect(toIsoUtc(close.closesAt)).toBe(closesAt)
  })

  test('throws on a day that does not exist', () => {
    expect(() => closeOnRequestedDay('2026-02-30', aCalendar())).toThrow(RangeError)
  })
})

describe('roundUpToWorkingDayEnd', () => {
  test.each([
    [
      'an instant within a working day, to its end',
      '2026-08-08T08:00:00.000Z',
      '2026-08-08',
      '2026-08-08T20:30:00.000Z',
    ],
    [
      'the last millisecond of a day, to its end',
      '2026-08-08T20:29:59.999Z',
      '2026-08-08',
      '2026-08-08T20:30:00.000Z',
    ],
    [
      'the end of a working day stays',
      '2026-08-08T20:30:00.000Z',
      '2026-08-08',
      '2026-08-08T20:30:00.000Z',
    ],
    [
      'a millisecond later, to the end of the next day',
      '2026-08-08T20:30:00.001Z',
      '2026-08-09',
      '2026-08-09T20:30:00.000Z',
    ],
    [
      'an instant within a Friday, to the end of Saturday',
      '2026-08-07T08:00:00.000Z',
      '2026-08-08',
      '2026-08-08T20:30:00.000Z',
    ],
    [
      'the end of a Friday, to the end of Saturday',
      '2026-08-07T20:30:00.000Z',
      '2026-08-08',
      '2026-08-08T20:30:00.000Z',
    ],
    [
      'the end of the day before one without midnight',
      '2022-03-21T20:30:00.000Z',
      '2022-03-21',
      '2022-03-21T20:30:00.000Z',
    ],
    [
      'an instant of the day without midnight',
      '2022-03-21T20:30:00.001Z',
      '2022-03-22',
      '2022-03-22T19:30:00.000Z',
    ],
  ])('%s', (_case, instant, last, closesAt) => {
    const close = roundUpToWorkingDayEnd(at(instant), aCalendar())
    expect(close.lastDayOn).toBe(last)
    expect(toIsoUtc(close.closesAt)).toBe(closesAt)
  })
})

describe('winningClose', () => {
  const openedAt = morningOf('1405/05/03')
  const week = aRule({ count: 1, unit: 'week', note: 'week' })
  const month = aRule({ ...THIRTY_DAYS, force: 'discretionary', note: 'month' })
  const sevenDays = aRule({ count: 7, note: 'seven days' })
  const discretionaryWeek = aRule({ count: 7, force: 'discretionary', note: 'discretionary week' })

  test.each([
    ['the only rule', [week], 'week'],
    ['the rule that closes latest', [week, month, sevenDays], 'month'],
    ['whatever the order', [month, week], 'month'],
    ['of equal closes the first', [week, sevenDays], 'week'],
    ['of equal closes the mandatory', [discretionaryWeek, sevenDays, week], 'seven days'],
    ['and not the discretionary after it', [week, discretionaryWeek], 'week'],
  ])('%s wins', (_case, rules, note) => {
    expect(winningClose(rules, openedAt, aCalendar())?.rule.note).toBe(note)
  })

  test('gives the close with the rule', () => {
    expect(winningClose([week], openedAt, aCalendar())?.close).toEqual(
      computeClose(week, openedAt, aCalendar()),
    )
  })

  // 13 and 14 days both end on the Saturday after a Friday: the calendar decides, not the count.
  test('compares closes and not counts', () => {
    const friday = morningOf('1405/05/02')
    const thirteen = aRule({ count: 14, note: 'to Friday' })
    const fifteen = aRule({ count: 15, force: 'discretionary', note: 'to Saturday' })
    expect(winningClose([fifteen, thirteen], friday, aCalendar())?.rule.note).toBe('to Friday')
  })

  test('gives null where there is no rule', () => {
    expect(winningClose([], openedAt, aCalendar())).toBeNull()
  })
})
