import { describe, expect, test } from '@jest/globals'
import {
  answersThroughThemes,
  groundsOf,
  groundsSince,
  themesOf,
  titlesOf,
  type ChangeGround,
  type GroundAct,
  type Placement,
  type ThemeAnswer,
} from '../../../plugins/comment-period/domain/themes'

const placed = (theme: number, at: number): Placement => ({ theme, act: 'placed', at })
const removed = (theme: number, at: number): Placement => ({ theme, act: 'removed', at })
const answer = (theme: number, at: number): ThemeAnswer => ({
  theme,
  text: `${String(theme)}/${String(at)}`,
  disposition: 'accepted',
  at,
})

describe('a comment', () => {
  test.each<[string, Placement[], number | undefined, [number, number][]]>([
    ['that was never placed is under nothing', [], undefined, []],
    ['is under what it was placed under', [placed(1, 5)], undefined, [[1, 5]]],
    [
      'is under several at once',
      [placed(1, 5), placed(2, 6)],
      undefined,
      [
        [1, 5],
        [2, 6],
      ],
    ],
    ['is not under what it was taken from', [placed(1, 5), removed(1, 7)], undefined, []],
    [
      'put back is under it since then',
      [placed(1, 5), removed(1, 7), placed(1, 9)],
      undefined,
      [[1, 9]],
    ],
    ['was not under it before', [placed(1, 5)], 4, []],
    ['was under it at that very instant', [placed(1, 5)], 5, [[1, 5]]],
    ['was still under it before it was taken away', [placed(1, 5), removed(1, 7)], 6, [[1, 5]]],
  ])('%s', (_name, placements, until, under) => {
    expect([...themesOf(placements, until)]).toEqual(under)
  })
})

describe('an answer through a theme', () => {
  const given = (placements: Placement[], answers: ThemeAnswer[], until?: number) =>
    answersThroughThemes(placements, answers, until).map(({ text, givenAt }) => [text, givenAt])

  test.each<[string, Placement[], ThemeAnswer[], number | undefined, [string, number][]]>([
    ['comes when the theme is answered', [placed(1, 5)], [answer(1, 8)], undefined, [['1/8', 8]]],
    [
      'comes with the placing where that is later',
      [placed(1, 9)],
      [answer(1, 8)],
      undefined,
      [['1/8', 9]],
    ],
    ['does not come from another theme', [placed(1, 5)], [answer(2, 8)], undefined, []],
    [
      'stays said when the comment leaves',
      [placed(1, 5), removed(1, 9)],
      [answer(1, 8)],
      undefined,
      [['1/8', 8]],
    ],
    [
      'does not come after the comment has left',
      [placed(1, 5), removed(1, 7)],
      [answer(1, 8)],
      undefined,
      [],
    ],
    [
      'comes once, by the stay in which it came first',
      [placed(1, 5), removed(1, 9), placed(1, 11)],
      [answer(1, 8)],
      undefined,
      [['1/8', 8]],
    ],
    [
      'comes by the stay that it came in',
      [placed(1, 5), removed(1, 7), placed(1, 11)],
      [answer(1, 8)],
      undefined,
      [['1/8', 11]],
    ],
    ['was not there before it was given', [placed(1, 5)], [answer(1, 8)], 7, []],
    ['was not there before the placing', [placed(1, 9)], [answer(1, 8)], 8, []],
    [
      'was there before the comment left',
      [placed(1, 5), removed(1, 9)],
      [answer(1, 8)],
      8,
      [['1/8', 8]],
    ],
    [
      'stands in the order of coming, not of the themes',
      [placed(2, 1), placed(1, 20)],
      [answer(1, 3), answer(2, 10), answer(1, 30)],
      undefined,
      [
        ['2/10', 10],
        ['1/3', 20],
        ['1/30', 30],
      ],
    ],
  ])('%s', (_name, placements, answers, until, expected) => {
    expect(given(placements, answers, until)).toEqual(expected)
  })
})

test('a theme is called what it was called last', () => {
  const namings = [
    { theme: 1, title: 'مهلت', at: 1 },
    { theme: 2, title: 'هزینه', at: 2 },
    { theme: 1, title: 'مهلت نظرخواهی', at: 3 },
  ]
  expect([...titlesOf(namings)]).toEqual([
    [1, 'مهلت نظرخواهی'],
    [2, 'هزینه'],
  ])
})

describe('the grounds of changes', () => {
  const row = (clauseId: string, act: GroundAct, ground: Partial<ChangeGround>, at = 10) => ({
    clauseId,
    comment: null,
    theme: null,
    ...ground,
    act,
    at,
  })

  test('are those that were tied last and not loosened', () => {
    const rows = [
      row('c1', 'tied', { theme: 1 }),
      row('c1', 'tied', { comment: 'p-1' }),
      row('c1', 'loosened', { theme: 1 }),
      row('c2', 'tied', { theme: 1 }),
      row('c1', 'tied', { theme: 1 }),
      row('c2', 'loosened', { theme: 1 }),
    ]
    expect(
      groundsOf(rows, [5]).map(({ clauseId, comment, theme }) => [clauseId, comment, theme]),
    ).toEqual([
      ['c1', 'p-1', null],
      ['c1', null, 1],
    ])
  })

  test('do not mix a comment up with a theme of the same name', () => {
    const rows = [row('c1', 'tied', { theme: 1 }), row('c1', 'loosened', { comment: '1' })]
    expect(groundsOf(rows, [5])).toHaveLength(1)
  })

  test('are of the text that was exposed last when they were tied, and stay so', () => {
    const rows = [
      row('c1', 'tied', { theme: 1 }, 9),
      row('c1', 'tied', { theme: 1 }, 10),
      row('c1', 'tied', { theme: 1 }, 25),
      row('c1', 'loosened', { theme: 1 }, 26),
    ]
    const grounds = groundsOf(rows, [10, 20])
    expect(grounds.map(({ exposureN, at }) => [exposureN, at])).toEqual([
      [0, 9],
      [1, 10],
    ])
    expect(groundsSince(grounds, 2)).toEqual([])
    expect(groundsSince(grounds, 1)).toMatchObject([{ at: 10 }])
  })
})
