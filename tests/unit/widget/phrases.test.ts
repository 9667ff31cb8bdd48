import { describe, expect, test } from '@jest/globals'
import {
  directionOf,
  speechOf,
  spokenLanguage,
} from '../../../plugins/comment-period/widget/src/phrases'

describe('the language of the widget', () => {
  test.each([
    ['fa-IR', 'fa'],
    ['en-GB', 'en'],
    ['ckb', 'ckb'],
    ['ku-Arab', 'ckb'],
    ['azb', 'azb'],
    ['az-Arab-IR', 'azb'],
    ['az', 'fa'],
    ['', 'fa'],
    ['de', 'fa'],
    ['constructor', 'fa'],
  ])('for %p is %s', (tag, language) => {
    expect(spokenLanguage(tag)).toBe(language)
  })

  test.each([
    ['fa', 'rtl'],
    ['azb', 'rtl'],
    ['ckb', 'rtl'],
    ['en', 'ltr'],
  ])('%s runs %s', (language, direction) => {
    expect(directionOf(language)).toBe(direction)
  })
})

describe('what is said', () => {
  // The end of 17 Mordad 1405 in Tehran.
  const CLOSE = Date.parse('2026-08-08T20:30:00Z')

  test.each([
    ['fa', 'شنبه ۱۷ مرداد ۱۴۰۵'],
    ['azb', 'شنبه ۱۷ مرداد ۱۴۰۵'],
    ['en', 'Saturday 17 Mordad 1405'],
  ])('of a day in %s', (language, text) => {
    expect(speechOf(language).day(CLOSE - 1, 'Asia/Tehran')).toBe(text)
  })

  test('of an instant has its hour in the zone of the body', () => {
    expect(speechOf('fa').instant(CLOSE - 60_000, 'Asia/Tehran')).toBe('شنبه ۱۷ مرداد ۱۴۰۵، ۲۳:۵۹')
  })

  test('of numbers has Persian digits and no grouping', () => {
    expect(speechOf('fa').say('error.long', { n: 20_000 })).toContain('۲۰۰۰۰')
  })

  test('of a member that the widget does not know yet is its own name', () => {
    expect(speechOf('fa').sayOf('phase', 'open')).toBe('باز برای نظر')
    expect(speechOf('fa').sayOf('phase', 'postponed')).toBe('postponed')
  })

  test('of a value is never taken for a phrase', () => {
    expect(speechOf('fa').say('error.type', { name: '{size} $& $1' })).toContain('{size} $& $1')
  })
})
