import { describe, expect, test } from '@jest/globals'

import {
  formatDocketNumber,
  isBodySlug,
  parseDocketNumber,
} from '../../../plugins/comment-period/domain/docket-number'

describe('isBodySlug', () => {
  test.each([
    ['ipo', true],
    ['west-azerbaijan', true],
    ['b2b-4', true],
    ['a', true],
    ['a'.repeat(40), true],
    ['a'.repeat(41), false],
    ['', false],
    ['IPO', false],
    ['4u', false],
    ['-ipo', false],
    ['ipo-', false],
    ['ipo--x', false],
    ['ipo_x', false],
    ['ثبت', false],
    ['ipo\n', false],
  ])('says of %p: %p', (text, expected) => {
    expect(isBodySlug(text)).toBe(expected)
  })
})

describe('formatDocketNumber', () => {
  test.each([
    ['ipo', 1405, 7, 'ipo-1405-0007'],
    ['ipo', 1405, 9999, 'ipo-1405-9999'],
    ['ipo', 1405, 12_345, 'ipo-1405-12345'],
    ['west-azerbaijan', 1406, 1, 'west-azerbaijan-1406-0001'],
  ])('%s, %d, %d', (slug, year, number, expected) => {
    expect(formatDocketNumber(slug, year, number)).toBe(expected)
  })

  test.each([
    ['a slug that is none', 'IPO', 1405, 1],
    ['a two-digit year', 'ipo', 5, 1],
    ['the number 0', 'ipo', 1405, 0],
    ['a fraction', 'ipo', 1405, 1.5],
    ['no number', 'ipo', 1405, NaN],
    ['a number too large', 'ipo', 1405, 1e9],
  ])('throws on %s', (_case, slug, year, number) => {
    expect(() => formatDocketNumber(slug, year, number)).toThrow(RangeError)
  })
})

describe('parseDocketNumber', () => {
  const parsed = { slug: 'ipo', solarYear: 1405, number: 7 }

  test.each([
    ['the canonical form', 'ipo-1405-0007'],
    ['upper case', 'IPO-1405-0007'],
    ['Persian digits', 'ipo-۱۴۰۵-۰۰۰۷'],
    ['Arabic digits', 'ipo-١٤٠٥-٠٠٠٧'],
    ['spaces around', '  ipo-1405-0007\n'],
    ['no leading zeros', 'ipo-1405-7'],
    ['more of them', 'ipo-1405-000007'],
    ['en dashes', 'ipo–1405–0007'],
    ['bidi marks from a right-to-left page', '\u2068ipo-\u200e1405-0007\u2069'],
  ])('reads %s', (_case, text) => {
    expect(parseDocketNumber(text)).toEqual(parsed)
  })

  test('takes the last two parts for year and number', () => {
    expect(parseDocketNumber('b-1404-12-1405-0031')).toEqual({
      slug: 'b-1404-12',
      solarYear: 1405,
      number: 31,
    })
  })

  test.each([
    ['no body', '1405-0007'],
    ['no number', 'ipo-1405'],
    ['the number 0', 'ipo-1405-0000'],
    ['a two-digit year', 'ipo-05-0007'],
    ['a year with a leading zero', 'ipo-0405-0007'],
    ['a slug with two dashes', 'ipo--1405-0007'],
    ['a slug too long', `${'a'.repeat(41)}-1405-0007`],
    ['ten digits', 'ipo-1405-1234567890'],
    ['spaces inside', 'ipo 1405 0007'],
    ['a slug in Persian', 'ثبت-1405-0007'],
    ['a Kelvin sign for k', '\u212a-1405-0007'],
    ['more after it', 'ipo-1405-0007/x'],
    ['nothing', ''],
    ['a flood of spaces', `${' '.repeat(1_000_000)}ipo-1405-0007`],
  ])('refuses %s', (_case, text) => {
    expect(parseDocketNumber(text)).toBeNull()
  })
})
