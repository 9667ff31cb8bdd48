import { expect, test } from '@jest/globals'

import { batchSize } from '../../../plugins/comment-period/domain/batch-size'

test('a batch is as large as it may be until anything was met', () => {
  expect(batchSize(200, 10_000).limit()).toBe(200)
})

test.each([
  ['short ones', 200, 4_000, 200],
  ['such as just fit', 200, 10_000, 200],
  ['long ones', 200, 40_000, 50],
  ['one that is longer than a batch', 1, 90_000, 1],
  ['empty ones', 200, 0, 200],
])('after %s it fits what was met', (_, items, characters, limit) => {
  const size = batchSize(200, 10_000)
  size.met(items, characters)
  expect(size.limit()).toBe(limit)
})

test('it grows again after short ones, and stays where nothing was met', () => {
  const size = batchSize(200, 10_000)
  size.met(10, 10_000)
  size.met(0, 0)
  expect(size.limit()).toBe(10)
  size.met(10, 100)
  expect(size.limit()).toBe(200)
})
