import { describe, expect, test } from '@jest/globals'

import { foldTypedInput } from '../../../plugins/comment-period/domain/typed-input'

describe('foldTypedInput', () => {
  test.each([
    ['folds Persian and Arabic digits', '۱٢3', '123'],
    ['drops bidi marks', '\u200fipo\u200e-\u20661405\u2069', 'ipo-1405'],
    [
      'drops ZWNJ, ZWJ, zero-width space, byte order mark and soft hyphen',
      'a\u200c\u200d\u200b\ufeff\u00adb',
      'ab',
    ],
    [
      'turns every dash into a hyphen',
      'a\u2010b\u2011c\u2012d\u2013e\u2014f\u2015g\u2212h',
      'a-b-c-d-e-f-g-h',
    ],
    ['turns every space into a plain one', 'a\u00a0b\tc\u2009d', 'a b c d'],
    ['trims the ends', ' \n x \u3000', 'x'],
    ['leaves letters alone', 'کد Ab', 'کد Ab'],
  ])('%s', (_case, text, expected) => {
    expect(foldTypedInput(text)).toBe(expected)
  })
})
