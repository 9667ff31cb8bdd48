import { describe, expect, test } from '@jest/globals'

import {
  responsibilityFor,
  type Responsibility,
} from '../../../plugins/comment-period/domain/responsibilities'

const row = (channel: string | null, type: string | null, respondedBy: string): Responsibility => ({
  channel,
  type,
  collectedBy: null,
  summarisedBy: null,
  respondedBy,
  reportedTo: null,
})

const MATRIX = [
  row(null, null, 'everything'),
  row(null, 'complaint', 'complaints'),
  row('phone', null, 'telephone'),
  row('phone', 'complaint', 'telephone complaints'),
  row('phone', 'complaint', 'entered twice'),
]

describe('whose work a comment is', () => {
  test.each<[channel: string, type: string, unit: string]>([
    ['widget', 'opinion', 'everything'],
    ['widget', 'complaint', 'complaints'],
    ['phone', 'opinion', 'telephone'],
    ['phone', 'complaint', 'telephone complaints'],
  ])('says the row that names most of %s and %s: %s', (channel, type, unit) => {
    expect(responsibilityFor(MATRIX, { channel, type })?.respondedBy).toBe(unit)
  })

  test('is nobody’s where no row fits', () => {
    expect(
      responsibilityFor([row('letter', null, 'post')], { channel: 'api', type: 'opinion' }),
    ).toBeNull()
    expect(responsibilityFor([], { channel: 'api', type: 'opinion' })).toBeNull()
  })
})
