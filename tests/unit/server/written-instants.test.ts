import { expect, test } from '@jest/globals'

import { dayText } from '../../../plugins/comment-period/server/src/services/written-instants'

test('a day is Solar Hijri in either language, and in English Gregorian beside it', () => {
  expect(dayText('2026-08-08', 'fa')).toBe('شنبه ۱۷ مرداد ۱۴۰۵')
  expect(dayText('2026-08-08', 'en')).toBe('1405/05/17 (2026-08-08)')
})
