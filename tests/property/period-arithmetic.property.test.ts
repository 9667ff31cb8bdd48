import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { addDays, dayOf, startOfDay } from '../../plugins/comment-period/domain/calendar-day'
import { DAY_MS, HOUR_MS } from '../../plugins/comment-period/domain/instant'
import {
  computeClose,
  roundUpToWorkingDayEnd,
  winningClose,
} from '../../plugins/comment-period/domain/period-arithmetic'
import {
  isWeaker,
  MONTH_MEANINGS,
  minimumSpanMs,
  PERIOD_UNITS,
  RULE_FORCES,
  type PeriodRule,
  type RuleRevision,
} from '../../plugins/comment-period/domain/period-rule'
import {
  closedDayReason,
  type WorkingCalendar,
} from '../../plugins/comment-period/domain/working-days'

const FROM = Date.parse('2015-01-01T00:00:00Z')
const TO = Date.parse('2035-01-01T00:00:00Z')
const ZONES = ['Asia/Tehran', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC', 'Europe/Paris']

const instant = fc.integer({ min: FROM, max: TO })

const rule: fc.Arbitrary<PeriodRule> = fc.record({
  count: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom(...PERIOD_UNITS),
  monthMeans: fc.constantFrom(...MONTH_MEANINGS),
  excludeActionDay: fc.boolean(),
  force: fc.constantFrom(...RULE_FORCES),
  legalBasis: fc.constant(''),
  note: fc.constant(''),
})

const dayRule = rule.filter(({ unit }) => unit !== 'minute')

/** Holidays near the instants that matter: the days after `near`, closed at random. */
const calendarNear = (near: number, zone: string, closed: readonly number[]): WorkingCalendar => ({
  zone,
  weeklyClosedDays: [{ weekday: 5 }, { weekday: 4, from: '2024-01-01' }],
  holidays: closed.map((offset) => ({
    on: addDays(dayOf(near, zone), offset),
    title: 'تعطیل',
    kind: 'official',
    certainty: 'confirmed',
  })),
})

const closedOffsets = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 25 })
const zone = fc.constantFrom(...ZONES)

describe('a computed close', () => {
  test('is the end of a working day, and every day it was moved over is closed', () => {
    fc.assert(
      fc.property(dayRule, instant, zone, closedOffsets, (aRule, openedAt, aZone, closed) => {
        const calendar = calendarNear(openedAt, aZone, closed)
        const close = computeClose(aRule, openedAt, calendar)
        const last = close.lastDayOn ?? ''
        expect(closedDayReason(calendar, last)).toBeNull()
        expect(close.closesAt).toBe(startOfDay(addDays(last, 1), aZone))
        expect(dayOf(close.closesAt - 1, aZone)).toBe(last)
        for (const { on } of close.skipped) expect(closedDayReason(calendar, on)).not.toBeNull()
      }),
    )
  })

  test('is never earlier than the floor that the database demands', () => {
    fc.assert(
      fc.property(rule, instant, zone, closedOffsets, (aRule, openedAt, aZone, closed) => {
        const close = computeClose(aRule, openedAt, calendarNear(openedAt, aZone, closed))
        expect(close.closesAt - openedAt).toBeGreaterThanOrEqual(minimumSpanMs(aRule))
      }),
      { numRuns: 500 },
    )
  })

  test('needs no day added for the clock where it moves by an hour or less', () => {
    fc.assert(
      fc.property(dayRule, instant, zone, (aRule, openedAt, aZone) => {
        const { skipped } = computeClose(aRule, openedAt, calendarNear(openedAt, aZone, []))
        expect(skipped.map(({ reason }) => reason)).not.toContain('clock-shift')
      }),
      { numRuns: 500 },
    )
  })

  test('does not come earlier for a later opening', () => {
    const pair = fc.tuple(instant, fc.integer({ min: 0, max: 40 * DAY_MS }))
    fc.assert(
      fc.property(rule, pair, zone, closedOffsets, (aRule, [openedAt, later], aZone, closed) => {
        const calendar = calendarNear(openedAt, aZone, closed)
        expect(computeClose(aRule, openedAt + later, calendar).closesAt).toBeGreaterThanOrEqual(
          computeClose(aRule, openedAt, calendar).closesAt,
        )
      }),
      { numRuns: 500 },
    )
  })

  test('does not come earlier for one more holiday', () => {
    fc.assert(
      fc.property(rule, instant, closedOffsets, (aRule, openedAt, closed) => {
        const fewer = calendarNear(openedAt, 'Asia/Tehran', closed.slice(1))
        const more = calendarNear(openedAt, 'Asia/Tehran', closed)
        expect(computeClose(aRule, openedAt, more).closesAt).toBeGreaterThanOrEqual(
          computeClose(aRule, openedAt, fewer).closesAt,
        )
      }),
    )
  })

  test('is the latest of those of all rules where the winner’s is taken', () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), instant, (rules, openedAt) => {
        const calendar = calendarNear(openedAt, 'Asia/Tehran', [])
        const closes = rules.map((aRule) => computeClose(aRule, openedAt, calendar).closesAt)
        expect(winningClose(rules, openedAt, calendar)?.close.closesAt).toBe(Math.max(...closes))
      }),
    )
  })
})

describe('a revision that is not weaker', () => {
  const revisionOf = (aRule: PeriodRule): RuleRevision => ({
    ...aRule,
    ruleId: 'r1',
    revision: 1,
    bodyId: null,
    terminalAct: 'promulgate',
    kindIds: [],
    effectiveAt: 0,
    validFromAt: null,
    validToAt: null,
    ended: false,
  })

  test('lets no draft close earlier, whenever it opens', () => {
    fc.assert(
      fc.property(rule, rule, instant, closedOffsets, (next, current, openedAt, closed) => {
        fc.pre(!isWeaker(revisionOf(next), revisionOf(current)))
        const calendar = calendarNear(openedAt, 'Asia/Tehran', closed)
        // The floors allow an hour for the clock, which a rule in exact minutes does not have.
        expect(computeClose(next, openedAt, calendar).closesAt + HOUR_MS).toBeGreaterThanOrEqual(
          computeClose(current, openedAt, calendar).closesAt,
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('rounding up to a working day’s end', () => {
  test('is never earlier than the instant, and leaves its own result alone', () => {
    fc.assert(
      fc.property(instant, zone, closedOffsets, (anInstant, aZone, closed) => {
        const calendar = calendarNear(anInstant, aZone, closed)
        const { closesAt } = roundUpToWorkingDayEnd(anInstant, calendar)
        expect(closesAt).toBeGreaterThanOrEqual(anInstant)
        expect(roundUpToWorkingDayEnd(closesAt, calendar).closesAt).toBe(closesAt)
      }),
    )
  })
})

describe('the first instant of a day', () => {
  test('belongs to the day, and the instant before it to the day before', () => {
    fc.assert(
      fc.property(instant, zone, (anInstant, aZone) => {
        const day = dayOf(anInstant, aZone)
        const start = startOfDay(day, aZone)
        expect(start).toBeLessThanOrEqual(anInstant)
        expect(dayOf(start, aZone)).toBe(day)
        expect(dayOf(start - 1, aZone)).toBe(addDays(day, -1))
      }),
      { numRuns: 500 },
    )
  })
})
