import { describe, expect, test } from '@jest/globals'
import { refusal } from '../../../plugins/comment-period/domain/refusal'
import { RefusalError } from '../../../plugins/comment-period/server/src/services/refusal-error'
import { shareRounds } from '../../../plugins/comment-period/server/src/services/shared-rounds'

/** Work that ends when the test says so. */
function workshop() {
  const begun: { items: readonly string[]; end: () => void; fail: (error: Error) => void }[] = []
  const perform = (items: readonly string[]) =>
    new Promise<ReadonlyMap<string, string>>((resolve, reject) => {
      begun.push({
        items,
        end: () => {
          resolve(new Map(items.map((item) => [item, `served in round ${begun.length}`])))
        },
        fail: reject,
      })
    })
  return { begun, perform }
}

/** Some turns of the event loop: all that is already due gets done. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('callers who share rounds', () => {
  test('one who comes alone is served at once', async () => {
    const { begun, perform } = workshop()
    const ask = shareRounds(perform)
    const answer = ask('a')
    await settle()
    begun[0]!.end()
    expect(await answer).toBe('served in round 1')
    expect(begun[0]!.items).toEqual(['a'])
  })

  test('those who come while a round is under way share the next, and never that one', async () => {
    const { begun, perform } = workshop()
    const ask = shareRounds(perform)
    const first = ask('a')
    await settle()
    const later = [ask('a'), ask('b'), ask('c')]
    await settle()
    expect(begun).toHaveLength(1)
    begun[0]!.end()
    await first
    await settle()
    expect(begun.map((round) => round.items)).toEqual([['a'], ['a', 'b', 'c']])
    begun[1]!.end()
    expect(await Promise.all(later)).toEqual(Array(3).fill('served in round 2'))
  })

  test('a round that fails fails for those who shared it, and the next begins all the same', async () => {
    const { begun, perform } = workshop()
    const ask = shareRounds(perform)
    const first = ask('a')
    await settle()
    const second = ask('b')
    begun[0]!.fail(new Error('away'))
    await expect(first).rejects.toThrow('away')
    await settle()
    begun[1]!.end()
    expect(await second).toBe('served in round 2')
  })

  test('where the database cannot be asked, those who wait hear it with those before them', async () => {
    const { begun, perform } = workshop()
    const ask = shareRounds(perform)
    const first = ask('a')
    await settle()
    const waiting = [ask('b'), ask('c')]
    begun[0]!.fail(new RefusalError(refusal('OVERLOADED')))
    for (const answer of [first, ...waiting]) await expect(answer).rejects.toThrow('OVERLOADED')
    expect(begun).toHaveLength(1)
    const later = ask('d')
    await settle()
    begun[1]!.end()
    expect(await later).toBe('served in round 2')
  })

  test('a round takes no more than its share; the rest are served by the one after', async () => {
    const { begun, perform } = workshop()
    const ask = shareRounds(perform, { most: 2 })
    const answers = ['a', 'b', 'c', 'd', 'e'].map((item) => ask(item))
    for (const round of [0, 1, 2]) {
      await settle()
      begun[round]!.end()
    }
    await Promise.all(answers)
    expect(begun.map((round) => round.items)).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  })

  test('a round waits for those who come in the same turn of the event loop', async () => {
    const { begun, perform } = workshop()
    const ask = shareRounds(perform)
    const answers = [ask('a')]
    await Promise.resolve()
    answers.push(ask('b'))
    await settle()
    expect(begun.map((round) => round.items)).toEqual([['a', 'b']])
    begun[0]!.end()
    await Promise.all(answers)
  })

  test('one who is not among the answers is told so', async () => {
    expect(await shareRounds(() => Promise.resolve(new Map()))('a')).toBeNull()
  })
})
