import { describe, expect, test } from '@jest/globals'

import { toLatinDigits, toPersianDigits } from '../../../plugins/comment-period/domain/digits'

describe('toLatinDigits', () => {
  test.each([
    ['turns Persian digits', '۰۱۲۳۴۵۶۷۸۹', '0123456789'],
    ['turns Arabic digits', '٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['turns a mixture', '۱۴٠5', '1405'],
    ['leaves Latin digits and everything else', 'ماده 12 — x²', 'ماده 12 — x²'],
    ['leaves digits of other scripts', '१२', '१२'],
    ['takes nothing', '', ''],
  ])('%s', (_case, text, expected) => {
    expect(toLatinDigits(text)).toBe(expected)
  })
})

describe('toPersianDigits', () => {
  test.each([
    ['turns Latin digits', '0123456789', '۰۱۲۳۴۵۶۷۸۹'],
    ['turns Arabic digits', '٤٥٦', '۴۵۶'],
    ['writes a number without grouping', 1127128, '۱۱۲۷۱۲۸'],
    ['leaves letters', 'ماده 9', 'ماده ۹'],
  ])('%s', (_case, value, expected) => {
    expect(toPersianDigits(value)).toBe(expected)
  })
})
