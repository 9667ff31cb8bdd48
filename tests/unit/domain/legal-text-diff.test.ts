import { describe, expect, test } from '@jest/globals'
import { performance } from 'node:perf_hooks'
import type { LegalClause, LegalText } from '../../../plugins/comment-period/domain/legal-text'
import { diffLegalTexts } from '../../../plugins/comment-period/domain/legal-text-diff'

const aClause = (clauseId: string, text = `متن ${clauseId}`): LegalClause => ({
  clauseId,
  kind: 'article',
  label: `ماده ${clauseId}`,
  heading: '',
  text,
})
const aText = (clauses: readonly LegalClause[], rest: Partial<LegalText> = {}): LegalText => ({
  title: 'دستورالعمل',
  clauses,
  attachments: [],
  ...rest,
})
const ofIds = (ids: string) => aText(Array.from(ids, (id) => aClause(id)))

const changes = (before: LegalText, after: LegalText) =>
  diffLegalTexts(before, after).clauses.map(({ clauseId, change }) => `${clauseId} ${change}`)

describe('two versions are compared clause by clause', () => {
  test.each([
    ['equal texts', 'abc', 'abc', ['a same', 'b same', 'c same']],
    ['a clause that came in', 'ac', 'abc', ['a same', 'b added', 'c same']],
    ['a clause that went stands where it was', 'abc', 'ac', ['a same', 'b removed', 'c same']],
    ['the first clause went', 'abc', 'bc', ['a removed', 'b same', 'c same']],
    ['one in the place of another', 'abc', 'axc', ['a same', 'b removed', 'x added', 'c same']],
    ['all went', 'ab', 'xy', ['a removed', 'b removed', 'x added', 'y added']],
    ['one moved down', 'abcd', 'bcda', ['b same', 'c same', 'd same', 'a moved']],
    ['one moved up', 'abcd', 'dabc', ['d moved', 'a same', 'b same', 'c same']],
    [
      'one went from behind one that moved',
      'abcd',
      'cda',
      ['b removed', 'c same', 'd same', 'a moved'],
    ],
    ['from nothing', '', 'ab', ['a added', 'b added']],
    ['to nothing', 'ab', '', ['a removed', 'b removed']],
  ])('%s', (_name, before, after, expected) => {
    expect(changes(ofIds(before), ofIds(after))).toEqual(expected)
  })

  test('a clause of other words, another label, heading or kind has changed', () => {
    const before = aText([aClause('a')])
    for (const part of [
      { text: 'متن دیگر' },
      { label: 'ماده ۷' },
      { heading: 'هدف' },
      { kind: 'note' as const },
    ]) {
      expect(changes(before, aText([{ ...aClause('a'), ...part }]))).toEqual(['a changed'])
    }
  })

  test('a clause that moved tells by its runs what changed in it', () => {
    const { clauses } = diffLegalTexts(
      aText([aClause('a', 'سه ماه'), aClause('b'), aClause('c')]),
      aText([aClause('b'), aClause('c'), aClause('a', 'شش ماه')]),
    )
    expect(clauses.at(-1)).toEqual({
      clauseId: 'a',
      change: 'moved',
      kind: 'article',
      label: [{ op: 'same', text: 'ماده a' }],
      heading: [],
      text: [
        { op: 'removed', text: 'سه' },
        { op: 'added', text: 'شش' },
        { op: 'same', text: ' ماه' },
      ],
    })
  })

  test('titles are compared too, and attachments by what is in them', () => {
    const file = (name: string, sha256: string) => ({
      name,
      sha256,
      mime: 'application/pdf',
      size: 1,
    })
    const diff = diffLegalTexts(
      aText([], { title: 'پیش‌نویس اول', attachments: [file('الف.pdf', '1'), file('ب.pdf', '2')] }),
      aText([], { title: 'پیش‌نویس دوم', attachments: [file('پ.pdf', '1'), file('ب.pdf', '3')] }),
    )
    expect(diff.title.map(({ op }) => op)).toEqual(['same', 'removed', 'added'])
    expect(diff.attachments.removed.map(({ sha256 }) => sha256)).toEqual(['2'])
    expect(diff.attachments.added.map(({ sha256 }) => sha256)).toEqual(['3'])
  })

  test('an id that a forged text holds twice is told twice', () => {
    expect(changes(ofIds('aab'), ofIds('ab'))).toEqual(['a same', 'a removed', 'b same'])
  })

  test('the longest text there can be is compared within seconds', () => {
    const clauses = (word: string) =>
      Array.from({ length: 2_000 }, (_, at) =>
        aClause(`c${String(at)}`, `${word}${String(at)} متن مشترک `.repeat(40)),
      )
    const from = performance.now()
    const diff = diffLegalTexts(aText(clauses('الف')), aText(clauses('ب').reverse()))
    expect(performance.now() - from).toBeLessThan(10_000)
    expect(diff.clauses).toHaveLength(2_000)
  })
})
