import { describe, expect, test } from '@jest/globals'

import {
  countGraphemes,
  findTextFault,
  utf8Length,
} from '../../../plugins/comment-period/domain/text-checks'

describe('countGraphemes', () => {
  test.each([
    ['nothing', '', 0],
    ['Persian letters', 'نظر', 3],
    ['a letter with harakat', 'مَّ', 1],
    ['a ZWNJ, which joins the letter before', 'می\u200cرود', 5],
    ['a family emoji', '👨‍👩‍👧‍👦', 1],
    ['a flag', '🇮🇷', 1],
    ['CRLF', 'ا\r\nب', 3],
  ])('%s', (_case, text, count) => {
    expect(countGraphemes(text)).toBe(count)
  })
})

describe('utf8Length', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['نظر', 6],
    ['می\u200cرود', 13],
    ['€', 3],
    ['😀', 4],
    ['\ud800', 3],
  ])('of %p is %d', (text, bytes) => {
    expect(utf8Length(text)).toBe(bytes)
    expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'))
  })
})

describe('findTextFault', () => {
  const limits = { maxGraphemes: 20 }

  test.each([
    ['a sentence', 'با ماده ۳ موافقم.'],
    ['tab and line breaks', 'الف\tب\r\nپ'],
    ['bidi controls in a text', 'بند \u202a(a)\u202c'],
    ['harakat', 'مُصَوَّبه'],
    ['8 marks on one base', `ا${'\u064e'.repeat(8)}`],
    ['an emoji with skin tone and ZWJ', '👩🏽‍🚀'],
    ['exactly the limit', 'ا'.repeat(20)],
    ['the limit in graphemes of many units', '👨‍👩‍👧‍👦'.repeat(20)],
    ['markup, which is only text', '<b>x</b>'],
  ])('finds none in %s', (_case, text) => {
    expect(findTextFault(text, limits)).toBeNull()
  })

  test.each([
    ['NUL', 'a\u0000b', { code: 'TEXT_HAS_NUL' }],
    ['a high surrogate alone', 'a\ud800b', { code: 'TEXT_HAS_LONE_SURROGATE' }],
    ['a low surrogate alone', 'a\udc00', { code: 'TEXT_HAS_LONE_SURROGATE' }],
    ['surrogates in the wrong order', '\udc00\ud800', { code: 'TEXT_HAS_LONE_SURROGATE' }],
    ['an escape', 'a\u001b[31m', { code: 'TEXT_HAS_CONTROL' }],
    ['delete', 'a\u007f', { code: 'TEXT_HAS_CONTROL' }],
    ['a C1 control', 'a\u0085', { code: 'TEXT_HAS_CONTROL' }],
    ['a vertical tab', 'a\vb', { code: 'TEXT_HAS_CONTROL' }],
    ['9 marks on one base', `ا${'\u064e'.repeat(9)}`, { code: 'TEXT_TOO_MANY_MARKS', limit: 8 }],
    [
      '9 marks with ZWJ between',
      `ا${'\u0301\u200d'.repeat(9)}`,
      { code: 'TEXT_TOO_MANY_MARKS', limit: 8 },
    ],
    ['nothing', '', { code: 'TEXT_EMPTY', limit: 1, actual: 0, unit: 'graphemes' }],
    ['spaces', ' \u00a0\u3000\t\n', { code: 'TEXT_EMPTY', limit: 1, actual: 0, unit: 'graphemes' }],
    [
      'ZWNJ and bidi marks',
      '\u200c\u200f\ufeff\u2066',
      { code: 'TEXT_EMPTY', limit: 1, actual: 0, unit: 'graphemes' },
    ],
    [
      'a filler that is drawn as nothing',
      '\u3164\u2800',
      { code: 'TEXT_EMPTY', limit: 1, actual: 0, unit: 'graphemes' },
    ],
    [
      'one grapheme too many',
      'ا'.repeat(21),
      { code: 'TEXT_TOO_LONG', limit: 20, actual: 21, unit: 'graphemes' },
    ],
    [
      'a flood, which is not counted',
      'ا'.repeat(81),
      { code: 'TEXT_TOO_LONG', limit: 20, unit: 'graphemes' },
    ],
    [
      'a flood, which is not even looked at',
      '\u0000'.repeat(10_000),
      { code: 'TEXT_TOO_LONG', limit: 20, unit: 'graphemes' },
    ],
  ])('finds %s', (_case, text, fault) => {
    expect(findTextFault(text, limits)).toEqual(fault)
  })

  test.each([
    ['a line break', 'علی\nرضایی', 'TEXT_HAS_CONTROL'],
    ['a tab', 'علی\tرضایی', 'TEXT_HAS_CONTROL'],
    ['a line separator', 'علی\u2028رضایی', 'TEXT_HAS_CONTROL'],
    ['a right-to-left override', 'علی\u202egpj', 'TEXT_HAS_BIDI_CONTROL'],
    ['an isolate', '\u2066علی', 'TEXT_HAS_BIDI_CONTROL'],
    ['a left-to-right mark', 'علی\u200e', 'TEXT_HAS_BIDI_CONTROL'],
    ['an Arabic letter mark', 'علی\u061c', 'TEXT_HAS_BIDI_CONTROL'],
  ])('in a single line finds %s', (_case, text, code) => {
    expect(findTextFault(text, { ...limits, singleLine: true })).toEqual({ code })
    expect(findTextFault(text, limits)).toBeNull()
  })

  test('in a single line allows the ZWNJ', () => {
    expect(findTextFault('مهدی\u200cزاده', { ...limits, singleLine: true })).toBeNull()
  })

  test.each([
    [
      'too few graphemes',
      'سلام',
      5,
      { code: 'TEXT_EMPTY', limit: 5, actual: 4, unit: 'graphemes' },
    ],
    ['exactly enough', 'سلام.', 5, null],
    ['nothing where nothing is allowed', '', 0, null],
    ['blanks where nothing is allowed', ' \u200c', 0, null],
  ])('with a least length: %s', (_case, text, minGraphemes, fault) => {
    expect(findTextFault(text, { ...limits, minGraphemes })).toEqual(fault)
  })

  test.each([
    ['bytes within the limit', 'نظر', 6, null],
    ['one byte too many', 'نظرx', 6, { code: 'TEXT_TOO_LONG', limit: 6, actual: 7, unit: 'bytes' }],
    [
      'more units than bytes allowed, which need no counting',
      'x'.repeat(7),
      6,
      { code: 'TEXT_TOO_LONG', limit: 6, unit: 'bytes' },
    ],
  ])('with a size: %s', (_case, text, maxBytes, fault) => {
    expect(findTextFault(text, { ...limits, maxBytes })).toEqual(fault)
  })

  test.each([
    ['letters', 'ا'.repeat(5_000_000)],
    ['marks', '\u064e'.repeat(5_000_000)],
  ])('judges megabytes of %s at once', (_case, text) => {
    expect(findTextFault(text, { maxGraphemes: 4000 })).toEqual({
      code: 'TEXT_TOO_LONG',
      limit: 4000,
      unit: 'graphemes',
    })
  })
})
