import { describe, expect, test } from '@jest/globals'

import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../plugins/comment-period/domain/instant'
import {
  applicableRules,
  demandedForce,
  isWeaker,
  minimumSpanMs,
  revisionEffectiveAt,
  revisionsInForce,
  type RuleRevision,
} from '../../../plugins/comment-period/domain/period-rule'

const at = (iso: string): number => Date.parse(iso)
const NOW = at('2026-08-08T08:00:00Z')

const aRevision = (extra: Partial<RuleRevision> = {}): RuleRevision => ({
  count: 14,
  unit: 'day',
  monthMeans: 'thirty-days',
  excludeActionDay: false,
  force: 'mandatory',
  legalBasis: 'ماده ۹',
  note: '',
  ruleId: 'r1',
  revision: 1,
  bodyId: 'ipo',
  terminalAct: 'promulgate',
  kindIds: [],
  effectiveAt: NOW - DAY_MS,
  validFromAt: null,
  validToAt: null,
  ended: false,
  ...extra,
})

describe('revisionsInForce', () => {
  const first = aRevision()
  const second = aRevision({ revision: 2, count: 20, effectiveAt: NOW })

  test.each([
    ['nothing before a rule is effective', [first], first.effectiveAt - 1, []],
    ['a revision from its instant on', [first], first.effectiveAt, [first]],
    ['the earlier revision until the later is effective', [first, second], NOW - 1, [first]],
    ['the later from its instant on', [first, second], NOW, [second]],
    ['the highest revision whatever the order of rows', [second, first], NOW, [second]],
  ])('gives %s', (_case, revisions, instant, expected) => {
    expect(revisionsInForce(revisions, instant)).toEqual(expected)
  })

  test('an ending revision ends the rule and does not bring the former one back', () => {
    const end = aRevision({ revision: 2, ended: true, effectiveAt: NOW })
    expect(revisionsInForce([first, end], NOW - 1)).toEqual([first])
    expect(revisionsInForce([first, end], NOW)).toEqual([])
  })

  test('a revision outside its validity does not bring the former one back', () => {
    const later = aRevision({ revision: 2, validFromAt: NOW + DAY_MS, effectiveAt: NOW })
    expect(revisionsInForce([first, later], NOW)).toEqual([])
  })

  test.each([
    ['before it', NOW - 1, 0],
    ['at its first instant', NOW, 1],
    ['at its last', NOW + DAY_MS - 1, 1],
    ['at its end, which is outside', NOW + DAY_MS, 0],
  ])('a validity is half-open: %s', (_case, instant, count) => {
    const revision = aRevision({ validFromAt: NOW, validToAt: NOW + DAY_MS })
    expect(revisionsInForce([revision], instant)).toHaveLength(count)
  })

  test('judges each rule on its own', () => {
    const other = aRevision({ ruleId: 'r2', revision: 5 })
    expect(revisionsInForce([first, other, second], NOW)).toEqual([second, other])
  })
})

describe('applicableRules', () => {
  const subject = { bodyId: 'ipo', kindId: 'circular', terminalAct: 'promulgate' } as const

  test.each([
    ['fits its own body and terminal act', {}, true],
    ['fits any body', { bodyId: null }, true],
    ['does not fit another body', { bodyId: 'semnan' }, false],
    ['does not fit another terminal act', { terminalAct: 'submit' }, false],
    ['fits a listed kind', { kindIds: ['by-law', 'circular'] }, true],
    ['does not fit a kind that is not listed', { kindIds: ['by-law'] }, false],
    [
      'fits a listed kind whatever its terminal act',
      { kindIds: ['circular'], terminalAct: null },
      true,
    ],
    ['fits nothing without kinds and terminal act', { terminalAct: null }, false],
    ['does not fit once ended', { ended: true }, false],
    ['does not fit before it is effective', { effectiveAt: NOW + 1 }, false],
  ] as const)('a rule %s', (_case, extra, fits) => {
    const revision = aRevision(extra)
    expect(applicableRules([revision], subject, NOW)).toEqual(fits ? [revision] : [])
  })
})

describe('demandedForce', () => {
  const mandatory = aRevision()
  const discretionary = aRevision({ force: 'discretionary' })

  test.each([
    ['no rule demands nothing', [], 'none'],
    ['a discretionary rule', [discretionary], 'discretionary'],
    ['a mandatory rule', [mandatory], 'mandatory'],
    ['one mandatory rule among others', [discretionary, mandatory, discretionary], 'mandatory'],
  ])('%s: %s', (_case, rules, force) => {
    expect(demandedForce(rules)).toBe(force)
  })
})

describe('minimumSpanMs', () => {
  test.each([
    ['minutes are exact', 30, 'minute', 'thirty-days', 30 * MINUTE_MS],
    ['days, less one hour', 14, 'day', 'thirty-days', 14 * DAY_MS - HOUR_MS],
    ['weeks are 7 days', 2, 'week', 'thirty-days', 14 * DAY_MS - HOUR_MS],
    ['months of 30 days', 2, 'month', 'thirty-days', 60 * DAY_MS - HOUR_MS],
    ['a Solar Hijri month may be اسفند', 1, 'month', 'solar-hijri-month', 29 * DAY_MS - HOUR_MS],
    ['twelve of them hold one اسفند', 12, 'month', 'solar-hijri-month', 359 * DAY_MS - HOUR_MS],
    ['thirteen may hold two', 13, 'month', 'solar-hijri-month', 388 * DAY_MS - HOUR_MS],
    ['the meaning of months is not read for days', 1, 'day', 'solar-hijri-month', DAY_MS - HOUR_MS],
  ] as const)('%s', (_case, count, unit, monthMeans, expected) => {
    expect(minimumSpanMs({ count, unit, monthMeans })).toBe(expected)
  })

  test.each([[0], [-1], [1.5], [NaN], [Infinity]])('throws on a count of %p', (count) => {
    expect(() => minimumSpanMs(aRevision({ count }))).toThrow(RangeError)
  })
})

describe('isWeaker', () => {
  const SOLAR = { unit: 'month', monthMeans: 'solar-hijri-month' } as const
  const THIRTY = { unit: 'month', monthMeans: 'thirty-days' } as const

  test.each([
    ['the same rule', {}, {}, false],
    ['more days', {}, { count: 15 }, false],
    ['fewer days', {}, { count: 13 }, true],
    ['two weeks for 14 days', {}, { count: 2, unit: 'week' }, false],
    ['one week for 14 days', {}, { count: 1, unit: 'week' }, true],
    ['a month of 30 days for 14 days', {}, { count: 1, ...THIRTY }, false],
    [
      'a Solar Hijri month, which may have 29 days, for 30 days',
      { count: 1, ...THIRTY },
      { count: 1, ...SOLAR },
      true,
    ],
    [
      '30 days for a Solar Hijri month, which may have 31',
      { count: 1, ...SOLAR },
      { count: 1, ...THIRTY },
      true,
    ],
    ['31 days for a Solar Hijri month', { count: 1, ...SOLAR }, { count: 31 }, false],
    ['more Solar Hijri months', { count: 1, ...SOLAR }, { count: 2, ...SOLAR }, false],
    [
      'minutes for days, which run to no day’s end',
      { count: 1 },
      { count: 10_000, unit: 'minute' },
      true,
    ],
    ['days for fewer minutes', { count: 60, unit: 'minute' }, { count: 1 }, false],
    ['days for more minutes', { count: 2000, unit: 'minute' }, { count: 1 }, true],
    ['fewer minutes', { count: 60, unit: 'minute' }, { count: 59, unit: 'minute' }, true],
    [
      'another meaning of months, where the unit is days',
      {},
      { monthMeans: 'solar-hijri-month' },
      false,
    ],
    ['another body', {}, { bodyId: 'semnan' }, true],
    ['one body instead of any', { bodyId: null }, { bodyId: 'ipo' }, true],
    ['another terminal act', {}, { terminalAct: 'submit' }, true],
    ['kinds listed instead of all', {}, { kindIds: ['circular'] }, true],
    ['fewer kinds', { kindIds: ['a', 'b'] }, { kindIds: ['a'] }, true],
    ['other kinds', { kindIds: ['a'] }, { kindIds: ['b'] }, true],
    ['the same kinds in another order', { kindIds: ['a', 'b'] }, { kindIds: ['b', 'a'] }, false],
    ['the same kind twice', { kindIds: ['a', 'b'] }, { kindIds: ['a', 'a'] }, true],
    ['discretionary for mandatory', {}, { force: 'discretionary' }, true],
    ['mandatory for discretionary', { force: 'discretionary' }, {}, false],
    ['the day of action counted again', { excludeActionDay: true }, {}, true],
    ['the day of action no longer counted', {}, { excludeActionDay: true }, false],
    ['a later beginning', { validFromAt: NOW }, { validFromAt: NOW + 1 }, true],
    ['a beginning instead of none', {}, { validFromAt: NOW }, true],
    ['no beginning instead of one', { validFromAt: NOW }, {}, false],
    ['an earlier end', { validToAt: NOW }, { validToAt: NOW - 1 }, true],
    ['an end instead of none', {}, { validToAt: NOW }, true],
    ['no end instead of one', { validToAt: NOW }, {}, false],
    ['the end of the rule', {}, { ended: true }, true],
    ['more days, but an end', {}, { count: 30, validToAt: NOW }, true],
    ['another legal basis and note', {}, { legalBasis: 'x', note: 'y' }, false],
  ] as const)('%s', (_case, current, next, expected) => {
    expect(isWeaker(aRevision({ revision: 2, ...next }), aRevision(current))).toBe(expected)
  })
})

describe('revisionEffectiveAt', () => {
  const current = aRevision()
  const TOMORROW = at('2026-08-08T20:30:00Z')
  const A_FULL_DAY_LATER = at('2026-08-09T20:30:00Z')

  test.each([
    ['the first revision at once', aRevision(), null, NOW],
    ['a longer period at once', aRevision({ count: 20 }), current, NOW],
    [
      'a shorter one with the day in Tehran that begins a full day later',
      aRevision({ count: 7 }),
      current,
      A_FULL_DAY_LATER,
    ],
    ['an end likewise', aRevision({ ended: true }), current, A_FULL_DAY_LATER],
    ['a rule revived at once', aRevision({ count: 7 }), aRevision({ ended: true }), NOW],
  ])('%s', (_case, next, previous, expected) => {
    expect(revisionEffectiveAt(next, previous, NOW, 'Asia/Tehran')).toBe(expected)
  })

  test('a weakening saved at a day’s first instant waits for the next day', () => {
    expect(revisionEffectiveAt(aRevision({ count: 7 }), current, TOMORROW, 'Asia/Tehran')).toBe(
      at('2026-08-09T20:30:00Z'),
    )
  })

  test('a weakening waits for a day’s beginning in the zone of the body', () => {
    expect(revisionEffectiveAt(aRevision({ count: 7 }), current, NOW, 'America/St_Johns')).toBe(
      at('2026-08-10T02:30:00Z'),
    )
  })

  test('a weakening waits 24 hours at the least, whatever the hour and the zone', () => {
    for (const zone of ['Asia/Tehran', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC']) {
      for (let hour = 0; hour < 24 * 400; hour += 7) {
        const now = NOW + hour * HOUR_MS + 1
        const effectiveAt = revisionEffectiveAt(aRevision({ count: 7 }), current, now, zone)
        expect(effectiveAt - now).toBeGreaterThanOrEqual(24 * HOUR_MS)
        expect(effectiveAt - now).toBeLessThanOrEqual(49 * HOUR_MS)
      }
    }
  })

  // Two saves on one day: 14 days in force, 7 from tomorrow on, then 8. The 8 are more than the 7,
  // yet must not shorten today's 14.
  test('a second save does not bring a pending weakening forward', () => {
    const pending = aRevision({ revision: 2, count: 7, effectiveAt: TOMORROW })
    const again = aRevision({ revision: 3, count: 8 })
    const effectiveAt = revisionEffectiveAt(again, pending, NOW, 'Asia/Tehran')
    expect(effectiveAt).toBe(TOMORROW)
    expect(revisionsInForce([current, pending, { ...again, effectiveAt }], NOW)).toEqual([current])
  })

  test('nor does it after a pending end', () => {
    const pending = aRevision({ revision: 2, ended: true, effectiveAt: TOMORROW })
    expect(revisionEffectiveAt(aRevision({ count: 1 }), pending, NOW, 'Asia/Tehran')).toBe(TOMORROW)
  })
})
