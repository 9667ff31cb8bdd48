import { describe, expect, test } from '@jest/globals'

import { toPersianDigits } from '../../../plugins/comment-period/domain/digits'
import { durationText } from '../../../plugins/comment-period/domain/duration'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../plugins/comment-period/domain/instant'
import { ckbLabels } from '../../../plugins/comment-period/domain/record-labels/ckb'
import { enLabels } from '../../../plugins/comment-period/domain/record-labels/en'
import { faLabels } from '../../../plugins/comment-period/domain/record-labels/fa'

describe('a stretch of time', () => {
  test.each([
    [14 * DAY_MS - 1, '۱۳ روز و ۲۳ ساعت', '13 days and 23 hours'],
    [14 * DAY_MS + 10 * HOUR_MS + 59 * MINUTE_MS, '۱۴ روز و ۱۰ ساعت', '14 days and 10 hours'],
    [14 * DAY_MS + 59 * MINUTE_MS, '۱۴ روز', '14 days'],
    [DAY_MS, '۱ روز', '1 day'],
    [HOUR_MS + 30 * MINUTE_MS, '۱ ساعت و ۳۰ دقیقه', '1 hour and 30 minutes'],
    [MINUTE_MS, '۱ دقیقه', '1 minute'],
    [60, 'کمتر از یک دقیقه', 'less than a minute'],
    [0, 'کمتر از یک دقیقه', 'less than a minute'],
  ])('of %d ms is no longer than it was, in two units at most', (ms, fa, en) => {
    expect(durationText(ms, faLabels.duration, toPersianDigits)).toBe(fa)
    expect(durationText(ms, enLabels.duration, String)).toBe(en)
  })

  test('is written in Central Kurdish too', () => {
    const ms = DAY_MS + 2 * HOUR_MS
    expect(durationText(ms, ckbLabels.duration, toPersianDigits)).toBe('۱ ڕۆژ و ۲ کاتژمێر')
  })
})
