import { describe, expect, test } from '@jest/globals'
import { copyTally } from '../../../plugins/comment-period/domain/copy-tally'

const SENDERS = ['0123456789abcdef', '0123456789abcdee', 'ffffffffffffffff'] as const

describe('a tally of copies', () => {
  test('counts comments, texts, senders and the first and last of each group', () => {
    const tally = copyTally()
    tally.addText({ textId: 1, commonTextId: 2, erased: 0 })
    tally.addText({ textId: 2, commonTextId: 2, erased: 1 })
    tally.addText({ textId: 3, commonTextId: 3, erased: 0 })
    for (const [textId, receivedAt, sender] of [
      [1, 30, SENDERS[0]],
      [2, 10, SENDERS[1]],
      [1, 20, SENDERS[0]],
      [2, 40, null],
      [3, 5, SENDERS[2]],
    ] as const) {
      tally.addComment({ textId, receivedAt, sender })
    }
    const group = {
      commonTextId: 2,
      comments: 5,
      erased: 1,
      texts: 2,
      senders: 2,
      firstAt: 10,
      lastAt: 40,
    }
    expect([...tally.groups()]).toEqual([group])
    expect(tally.groupOf(2)).toEqual(group)
  })

  test('knows no group of a single comment, of another text, or that it was not told of', () => {
    const tally = copyTally()
    tally.addText({ textId: 1, commonTextId: 1, erased: 0 })
    tally.addComment({ textId: 1, receivedAt: 1, sender: null })
    tally.addComment({ textId: 9, receivedAt: 1, sender: null })
    expect([tally.groupOf(1), tally.groupOf(9)]).toEqual([null, null])
    expect([...tally.groups()]).toEqual([])
  })

  test('counts a group of which every comment was erased, without instants', () => {
    const tally = copyTally()
    tally.addText({ textId: 4, commonTextId: 4, erased: 2 })
    expect(tally.groupOf(4)).toMatchObject({ comments: 2, erased: 2, firstAt: null, lastAt: null })
  })

  test('counts one sender once in each group that they wrote to', () => {
    const tally = copyTally()
    for (const textId of [1, 2]) tally.addText({ textId, commonTextId: textId, erased: 1 })
    for (const textId of [1, 2, 1, 2]) {
      tally.addComment({ textId, receivedAt: 1, sender: SENDERS[0] })
    }
    expect([...tally.groups()].map(({ senders }) => senders)).toEqual([1, 1])
  })

  test('keeps groups apart by the thousand', () => {
    const tally = copyTally()
    for (let textId = 1; textId <= 5_000; textId += 1) {
      tally.addText({ textId, commonTextId: textId, erased: textId % 2 })
      tally.addComment({ textId, receivedAt: textId, sender: null })
    }
    const groups = [...tally.groups()]
    expect(groups).toHaveLength(2_500)
    for (const { commonTextId, comments, firstAt } of groups) {
      expect([comments, firstAt]).toEqual([2, commonTextId])
    }
  })
})
