import { expect, test } from '@jest/globals'

import {
  dayText,
  instantWriter,
} from '../../../plugins/comment-period/server/src/services/written-instants'

test.each([
  ['2026-08-08T11:00:05.999Z', 'Asia/Tehran', '۱۴۰۵/۰۵/۱۷ ۱۴:۳۰:۰۵'],
  ['2026-08-08T11:14:59.999Z', 'Asia/Tehran', '۱۴۰۵/۰۵/۱۷ ۱۴:۴۴:۵۹'],
  ['2026-08-08T20:29:59.999Z', 'Asia/Tehran', '۱۴۰۵/۰۵/۱۷ ۲۳:۵۹:۵۹'],
  ['2026-08-08T20:30:00.000Z', 'Asia/Tehran', '۱۴۰۵/۰۵/۱۸ ۰۰:۰۰:۰۰'],
  ['1969-12-31T23:59:59.999Z', 'UTC', '۱۳۴۸/۱۰/۱۰ ۲۳:۵۹:۵۹'],
  ['2026-08-08T11:00:05.000Z', 'nowhere', '۱۴۰۵/۰۵/۱۷ ۱۱:۰۰:۰۵'],
])('the instant %s is written in the zone %s as %s', (iso, zone, written) => {
  expect(instantWriter(zone, 'fa')(Date.parse(iso))).toBe(written)
})

test('an instant in English has Latin digits', () => {
  const at = Date.parse('2026-08-08T11:00:05Z')
  expect(instantWriter('Asia/Tehran', 'en')(at)).toBe('1405/05/17 14:30:05')
})

test('a day is Solar Hijri in either language, and in English Gregorian beside it', () => {
  expect(dayText('2026-08-08', 'fa')).toBe('شنبه ۱۷ مرداد ۱۴۰۵')
  expect(dayText('2026-08-08', 'en')).toBe('1405/05/17 (2026-08-08)')
})
