import { expect, test } from '@jest/globals'
import { setImmediate as turn } from 'node:timers/promises'
import { inTurns } from '../../../plugins/comment-period/server/src/services/turns'

test('no more than two work at a time, in the order in which they came, whatever fails', async () => {
  const working = inTurns(2)
  const begun: number[] = []
  let going = 0
  let most = 0
  const work = (n: number) =>
    working(async () => {
      begun.push(n)
      going += 1
      most = Math.max(most, going)
      await turn()
      going -= 1
      if (n % 3 === 0) throw new Error(String(n))
      return n
    })
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_each, n) => work(n)))
  expect(results.map(({ status }) => status)).toEqual(
    results.map((_each, n) => (n % 3 === 0 ? 'rejected' : 'fulfilled')),
  )
  expect(begun).toEqual([...begun].sort((a, b) => a - b))
  expect(most).toBe(2)
  // Nobody’s place was lost on the way.
  await Promise.all([work(1), work(2)])
  expect(most).toBe(2)
})
