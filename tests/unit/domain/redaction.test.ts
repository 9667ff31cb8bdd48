import { describe, expect, test } from '@jest/globals'

import {
  BLOCKED_OUT,
  parseSpans,
  readSpans,
  redact,
  type RedactedSpan,
} from '../../../plugins/comment-period/domain/redaction'

const TEXT = 'نام من رضا است'
const at = (from: number, to: number): RedactedSpan => ({ field: 'text', from, to })

describe('a redacted text', () => {
  test.each<[string, readonly RedactedSpan[], string]>([
    ['whole where nothing is hidden', [], TEXT],
    ['without the hidden words', [at(7, 10)], `نام من ${BLOCKED_OUT} است`],
    [
      'with one block for words that touch or overlap',
      [at(9, 10), at(4, 8), at(7, 9)],
      `نام ${BLOCKED_OUT} است`,
    ],
    [
      'with a block for each that stands apart',
      [at(7, 10), at(0, 3)],
      `${BLOCKED_OUT} من ${BLOCKED_OUT} است`,
    ],
    ['without any word where all are hidden', [at(0, TEXT.length)], BLOCKED_OUT],
    [
      'untouched by what is hidden in the wording',
      [{ field: 'suggestedWording', from: 0, to: 3 }],
      TEXT,
    ],
  ])('is %s', (_, spans, shown) => {
    expect(redact(TEXT, spans, 'text')).toBe(shown)
  })

  test('says nothing of how long the hidden words were', () => {
    expect(redact('الف', [at(0, 1)], 'text').length - 2).toBe(
      redact('بسیار بلند', [at(0, 10)], 'text').length,
    )
  })
})

describe('spans to hide', () => {
  const texts = { text: 'خانواده 👨‍👩‍👧 ما', suggestedWording: null }

  test('are put in order, and those that touch become one', () => {
    expect(parseSpans([at(8, 16), at(0, 3), at(3, 7)], texts)).toEqual({
      kind: 'spans',
      spans: [at(0, 7), at(8, 16)],
    })
  })

  test.each<[string, RedactedSpan]>([
    ['that end before they begin', at(3, 3)],
    ['that go beyond the text', at(0, 99)],
    ['that cut a character in two', at(8, 9)],
    ['in a wording that there is not', { field: 'suggestedWording', from: 0, to: 1 }],
  ])('%s are refused', (_, span) => {
    expect(parseSpans([span], texts)).toMatchObject({ kind: 'refused' })
  })

  test.each<[string, string]>([
    ['is no list', '{"field":"text","from":0,"to":1}'],
    ['names another field', '[{"field":"name","from":0,"to":1}]'],
    ['ends before it begins', '[{"field":"text","from":2,"to":1}]'],
    ['counts in words', '[{"field":"text","from":"0","to":1}]'],
    ['is null', '[null]'],
  ])('of a row that %s hide everything', (_, json) => {
    const spans = readSpans(json)
    expect(redact(TEXT, spans, 'text')).toBe(BLOCKED_OUT)
    expect(redact(TEXT, spans, 'suggestedWording')).toBe(BLOCKED_OUT)
  })

  test('of no row hide nothing', () => {
    expect(readSpans(null)).toEqual([])
  })
})
