import { describe, expect, test } from '@jest/globals'
import { canonicalJson } from '../../../plugins/comment-period/domain/canonical-json'

describe('canonical JSON', () => {
  test('orders members by the UTF-16 code units of their names, at every depth', () => {
    // RFC 8785, 3.2.3, with texts in place of its values.
    const value = {
      '\u20ac': 'e',
      '\r': 'r',
      '\ufb33': 'd',
      '1': '1',
      '\u{1f600}': 's',
      '\u0080': 'c',
      ö: 'o',
    }
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7)
    expect(canonicalJson(value)).toBe(
      '{"\\r":"r","1":"1","\u0080":"c","ö":"o","€":"e","😀":"s","\ufb33":"d"}',
    )
    expect(canonicalJson({ b: { y: 1, x: null }, a: true })).toBe('{"a":true,"b":{"x":null,"y":1}}')
  })

  test.each([
    ['a text with quotes, backslash and line break', '«"\\\n»', '"«\\"\\\\\\n»"'],
    ['a control character', '\u0001\u007f', '"\\u0001\u007f"'],
    ['a lone surrogate', '\ud800', '"\\ud800"'],
    ['a ZWNJ, which stays', 'آیین‌نامه', '"آیین‌نامه"'],
    ['zero, of which there is one', -0, '0'],
    ['the largest number', Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('writes %s', (_, value, written) => {
    expect(canonicalJson(value)).toBe(written)
  })

  test('keeps lists in their order, and orders members within them', () => {
    expect(canonicalJson({ a: [] })).toBe('{"a":[]}')
    expect(canonicalJson([{ b: 1, a: 2 }, null, ['ب', 'الف']])).toBe(
      '[{"a":2,"b":1},null,["ب","الف"]]',
    )
    expect(() => canonicalJson({ a: [0.5] })).toThrow(RangeError)
  })

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('takes no number %p', (value) => {
    expect(() => canonicalJson({ n: value })).toThrow(RangeError)
  })
})
