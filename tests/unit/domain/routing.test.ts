import { describe, expect, test } from '@jest/globals'

import { DAY_MS } from '../../../plugins/comment-period/domain/instant'
import {
  routeComment,
  routingWords,
  type RoutingRule,
} from '../../../plugins/comment-period/domain/routing'

const RECEIVED_AT = Date.parse('2026-07-25T08:30:00Z')

const comment = {
  kindId: 'bylaw',
  channel: 'widget',
  type: 'criticism',
  text: 'هزینهٔ صدور پروانه در آيين نامه‌ها زیاد است؛ شمار پرونده‌ها نیز.',
  receivedAt: RECEIVED_AT,
} as const

/** Fits every comment, unless `extra` says otherwise. */
const rule = (unitKey: string, extra: Partial<RoutingRule> = {}): RoutingRule => ({
  id: unitKey,
  priority: 10,
  kindId: null,
  channel: null,
  type: null,
  words: [],
  unitKey,
  dueDays: null,
  ...extra,
})

const unitFor = (...rules: readonly RoutingRule[]) =>
  routeComment(rules, comment, 'responsible').unitKey

describe('a comment goes to', () => {
  test.each<[string, RoutingRule[], string]>([
    ['the unit responsible for the draft where there is no rule', [], 'responsible'],
    ['the unit of a rule that fits everything', [rule('archive')], 'archive'],
    ['the unit of a rule for its kind', [rule('legal', { kindId: 'bylaw' })], 'legal'],
    ['the unit of a rule for its channel', [rule('web', { channel: 'widget' })], 'web'],
    ['the unit of a rule for its type', [rule('critics', { type: 'criticism' })], 'critics'],
    [
      'the unit of a rule for all three',
      [rule('exact', { kindId: 'bylaw', channel: 'widget', type: 'criticism' })],
      'exact',
    ],
    ['the unit of a rule for a word of it', [rule('fees', { words: ['تعرفه', 'هزینه'] })], 'fees'],
    ['the unit of a rule for a phrase', [rule('permits', { words: ['صدور پروانه'] })], 'permits'],
    ['no unit of a rule none of whose words it has', [rule('x', { words: ['آب'] })], 'responsible'],
    ['no unit of another kind’s rule', [rule('x', { kindId: 'circular' })], 'responsible'],
    ['no unit of another channel’s rule', [rule('x', { channel: 'email' })], 'responsible'],
    ['no unit of another type’s rule', [rule('x', { type: 'opinion' })], 'responsible'],
    [
      'no unit of a rule of which only a part fits',
      [rule('x', { kindId: 'bylaw', channel: 'widget', type: 'opinion' })],
      'responsible',
    ],
    [
      'the unit of the lowest priority number, wherever it stands',
      [rule('second', { priority: 2 }), rule('first', { priority: 1 })],
      'first',
    ],
    [
      'the unit of the next rule where the first does not fit',
      [rule('first', { priority: 1, channel: 'sms' }), rule('second', { priority: 2 })],
      'second',
    ],
    [
      'the unit of the rule given first where priorities are equal',
      [rule('given-first'), rule('given-second')],
      'given-first',
    ],
    [
      'the unit by priority, not by how closely a rule fits',
      [rule('close', { priority: 2, kindId: 'bylaw' }), rule('broad', { priority: 1 })],
      'broad',
    ],
  ])('%s', (_case, rules, unit) => {
    expect(unitFor(...rules)).toBe(unit)
  })

  test('no unit where no rule fits and the draft names none', () => {
    expect(routeComment([], comment, null)).toEqual({
      unitKey: null,
      dueAt: null,
      by: null,
    })
  })
})

describe('a word is found', () => {
  test.each<[string, string, boolean]>([
    ['in another spelling', 'آیین‌نامه', true],
    ['written in one', 'آییننامه', true],
    ['with a space between its parts', 'ایین نامه ها', true],
    ['before its plural', 'پرونده', true],
    ['behind a mark', 'شمار', true],
    ['not in the middle of another', 'مار', false],
    ['not at the end of another', 'ینه', false],
    ['not at the beginning of another', 'هز', false],
    ['not across what does not follow', 'صدور آیین‌نامه', false],
    ['not where it is marks alone', '؛', false],
  ])('%s', (_case, word, isFound) => {
    expect(unitFor(rule('found', { words: [word] }))).toBe(isFound ? 'found' : 'responsible')
  })

  test('whatever is sent, without an error', () => {
    for (const text of ['', ' ', '\u200c', 'a'.repeat(100_000)]) {
      expect(routeComment([rule('x', { words: ['آب'] })], { ...comment, text }, null).by).toBeNull()
    }
  })
})

describe('why a comment went where it went', () => {
  test('is the rule, with what it asked for and the word that was found', () => {
    const fees = rule('fees', { type: 'criticism', words: ['آب', 'پروانه'], priority: 7 })
    expect(routeComment([rule('x', { kindId: 'circular' }), fees], comment, null).by).toEqual({
      rule: 'fees',
      priority: 7,
      grounds: ['type', 'words'],
      word: 'پروانه',
    })
  })

  test('is nothing but the rule where that fits everything', () => {
    expect(routeComment([rule('archive')], comment, null).by).toEqual({
      rule: 'archive',
      priority: 10,
      grounds: [],
      word: null,
    })
  })
})

test('the words of a rule are its lines, without those that say nothing', () => {
  expect(routingWords(' صدور پروانه \r\n\n؛\nهزینه\nهزینه')).toEqual(['صدور پروانه', 'هزینه'])
})

describe('an answer is due', () => {
  test.each<[string, RoutingRule[], number | null]>([
    ['at no instant where the rule sets none', [rule('legal')], null],
    ['at no instant where no rule fits', [], null],
    ['10 days after the comment', [rule('legal', { dueDays: 10 })], RECEIVED_AT + 10 * DAY_MS],
    ['at once where the rule sets 0 days', [rule('legal', { dueDays: 0 })], RECEIVED_AT],
    [
      'by the rule that routed the comment and by no other',
      [rule('legal', { priority: 1, dueDays: 3 }), rule('web', { priority: 2, dueDays: 30 })],
      RECEIVED_AT + 3 * DAY_MS,
    ],
  ])('%s', (_case, rules, dueAt) => {
    expect(routeComment(rules, comment, 'responsible').dueAt).toBe(dueAt)
  })
})

test('routing leaves the order of the rules as it was', () => {
  const rules = Object.freeze([rule('second', { priority: 2 }), rule('first', { priority: 1 })])
  routeComment(rules, comment, null)
  expect(rules.map(({ unitKey }) => unitKey)).toEqual(['second', 'first'])
})
