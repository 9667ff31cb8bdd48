import { describe, expect, test } from '@jest/globals'
import {
  answersThroughThemes,
  groundsOf,
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
      'goes with the comment’s leaving',
      [placed(1, 5), removed(1, 9)],
      [answer(1, 8)],
      undefined,
      [],
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
  const row = (clauseId: string, act: GroundAct, ground: Partial<ChangeGround>) => ({
    clauseId,
    comment: null,
    theme: null,
    ...ground,
    act,
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
      groundsOf(rows).map(({ clauseId, comment, theme }) => [clauseId, comment, theme]),
    ).toEqual([
      ['c1', 'p-1', null],
      ['c1', null, 1],
    ])
  })

  test('do not mix a comment up with a theme of the same name', () => {
    const rows = [row('c1', 'tied', { theme: 1 }), row('c1', 'loosened', { comment: '1' })]
    expect(groundsOf(rows)).toHaveLength(1)
  })
})
