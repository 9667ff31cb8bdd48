import { describe, expect, test } from '@jest/globals'

import {
  CLAUSE_ID_PATTERN,
  completeClauses,
  defaultLabels,
  type ClauseInput,
  type ClauseKind,
} from '../../../plugins/comment-period/domain/clauses'
import type { LegalClause } from '../../../plugins/comment-period/domain/legal-text'
import { refused } from '../../../plugins/comment-period/domain/refusal'

/** A clause in short: its id, or `null` for none yet. */
const clause = (
  clauseId: string | null,
  kind: ClauseKind = 'article',
  extra: Partial<ClauseInput> = {},
): ClauseInput => ({ kind, text: 'متن', ...(clauseId === null ? {} : { clauseId }), ...extra })

const authoritative = (...clauses: readonly (readonly [string, ClauseKind])[]): LegalClause[] =>
  clauses.map(([clauseId, kind]) => ({ clauseId, kind, label: '', heading: '', text: 'متن' }))

/** `new1`, `new2` … */
const counting = () => {
  let count = 0
  return () => `new${String((count += 1))}`
}

const complete = (
  clauses: readonly ClauseInput[],
  counterpart: readonly LegalClause[] = [],
): readonly LegalClause[] => {
  const decision = completeClauses(clauses, counting(), counterpart)
  if (decision.kind === 'refused') throw new Error(decision.refusal.code)
  return decision.value
}
const idsOf = (...args: Parameters<typeof complete>) =>
  complete(...args).map(({ clauseId }) => clauseId)

describe('the id of a clause', () => {
  test.each([
    ['of no clauses at all', [], []],
    ['is kept', [clause('first1'), clause('second')], ['first1', 'second']],
    ['is kept through another order', [clause('second'), clause('first1')], ['second', 'first1']],
    ['is filled where it is missing', [clause(null), clause(null)], ['new1', 'new2']],
    [
      'is filled where it is missing and kept where it is not',
      [clause(null), clause('second'), clause(null)],
      ['new1', 'second', 'new2'],
    ],
    [
      'is filled where it is given as undefined',
      [clause(null, 'article', { clauseId: undefined })],
      ['new1'],
    ],
  ])('%s', (_case, clauses, ids) => {
    expect(idsOf(clauses)).toEqual(ids)
  })

  test('is made once for each clause that misses one, and for no other', () => {
    let made = 0
    completeClauses([clause(null), clause('second'), clause(null)], () => {
      made += 1
      return `new${String(made)}`
    })
    expect(made).toBe(2)
  })

  test.each([
    ['an article', 'first1'],
    ['letters and digits', 'c0ffee42'],
    ['32 characters', `a${'0'.repeat(31)}`],
  ])('has the form of %s', (_case, id) => {
    expect(CLAUSE_ID_PATTERN.test(id)).toBe(true)
  })

  test.each([
    ['empty', ''],
    ['shorter than 6 characters', 'abcde'],
    ['longer than 32 characters', `a${'0'.repeat(32)}`],
    ['a number first', '1article'],
    ['in upper case', 'Article1'],
    ['in Persian', 'ماده‌یک'],
    ['with a line break at its end', 'first1\n'],
    ['with a hyphen', 'first-1'],
  ])('is never %s', (_case, id) => {
    expect(CLAUSE_ID_PATTERN.test(id)).toBe(false)
  })
})

describe('the id of a translated clause', () => {
  const counterpart = authoritative(
    ['first1', 'article'],
    ['note01', 'note'],
    ['second', 'article'],
  )

  test.each<[string, ClauseInput[], string[]]>([
    [
      'is that of the authoritative clause at the same place',
      [clause(null), clause(null, 'note'), clause(null)],
      ['first1', 'note01', 'second'],
    ],
    [
      'is its own where it has one',
      [clause('own001'), clause(null, 'note'), clause(null)],
      ['own001', 'note01', 'second'],
    ],
    [
      'is a new one where the translation has fewer clauses',
      [clause(null), clause(null, 'note')],
      ['new1', 'new2'],
    ],
    [
      'is a new one where the translation has more clauses',
      [clause(null), clause(null, 'note'), clause(null), clause(null)],
      ['new1', 'new2', 'new3', 'new4'],
    ],
    [
      'is a new one where the kinds are in another order',
      [clause(null), clause(null), clause(null, 'note')],
      ['new1', 'new2', 'new3'],
    ],
    [
      'is not one that another clause brings along from its former place',
      [clause('second'), clause('note01', 'note'), clause(null)],
      ['second', 'note01', 'new1'],
    ],
  ])('%s', (_case, clauses, ids) => {
    expect(idsOf(clauses, counterpart)).toEqual(ids)
  })

  test('is a new one where an article was removed and another added at the end', () => {
    const stored = authoritative(['first1', 'article'], ['second', 'article'])
    expect(idsOf([clause('second'), clause(null)], stored)).toEqual(['second', 'new1'])
  })
})

describe('a doubled id', () => {
  test.each<[string, ClauseInput[], LegalClause[], string]>([
    ['in two articles', [clause('first1'), clause('first1')], [], 'first1'],
    [
      'in clauses of two kinds, far apart',
      [clause('first1'), clause('second'), clause('first1', 'note')],
      [],
      'first1',
    ],
    [
      'in a translation',
      [clause('first1'), clause('first1')],
      authoritative(['first1', 'article'], ['second', 'article']),
      'first1',
    ],
  ])('is refused %s', (_case, clauses, counterpart, clauseId) => {
    expect(completeClauses(clauses, counting(), counterpart)).toEqual(
      refused('CLAUSE_ID_DOUBLED', { clauseId }),
    )
  })

  test('is refused where the maker of ids gives out one that is taken', () => {
    expect(completeClauses([clause('first1'), clause(null)], () => 'first1')).toEqual(
      refused('CLAUSE_ID_DOUBLED', { clauseId: 'first1' }),
    )
  })
})

describe('a completed clause', () => {
  test('keeps kind, heading and text, and has an empty heading where it has none', () => {
    expect(
      complete([
        clause('chapt1', 'chapter', { heading: 'تعاریف', text: '' }),
        clause('first1', 'article', { text: '  متن ماده \n' }),
      ]),
    ).toEqual([
      { clauseId: 'chapt1', kind: 'chapter', label: 'فصل ۱', heading: 'تعاریف', text: '' },
      { clauseId: 'first1', kind: 'article', label: 'ماده ۱', heading: '', text: '  متن ماده \n' },
    ])
  })

  test.each([
    ['the author’s own', 'ماده ۵ مکرر', 'ماده ۵ مکرر'],
    ['the customary one where none is given', undefined, 'ماده ۱'],
    ['the customary one where it is empty', '', 'ماده ۱'],
    ['the customary one where it is blank', ' \u00a0', 'ماده ۱'],
  ])('has as its label %s', (_case, label, expected) => {
    const [completed] = complete([clause('first1', 'article', { label })])
    expect(completed?.label).toBe(expected)
  })

  test('with a label of its own still counts', () => {
    const labels = complete([
      clause('first1', 'article', { label: 'ماده واحده' }),
      clause('second'),
    ]).map(({ label }) => label)
    expect(labels).toEqual(['ماده واحده', 'ماده ۲'])
  })

  test('leaves what came in as it was', () => {
    const given = [Object.freeze(clause(null))]
    completeClauses(Object.freeze(given), counting())
    expect(given).toEqual([clause(null)])
  })
})

describe('defaultLabels', () => {
  const KIND = { c: 'chapter', a: 'article', n: 'note', i: 'item' } as const
  const labelsOf = (kinds: string) =>
    defaultLabels([...kinds].map((letter) => ({ kind: KIND[letter as keyof typeof KIND] })))

  test.each([
    // chapter, article, note, item by their first letters
    ['no clause', '', []],
    ['articles', 'aaa', ['ماده ۱', 'ماده ۲', 'ماده ۳']],
    ['the one note of an article', 'an', ['ماده ۱', 'تبصره']],
    ['several notes of an article', 'annn', ['ماده ۱', 'تبصره ۱', 'تبصره ۲', 'تبصره ۳']],
    ['notes of each article anew', 'annan', ['ماده ۱', 'تبصره ۱', 'تبصره ۲', 'ماده ۲', 'تبصره']],
    ['one note in each of two articles', 'anan', ['ماده ۱', 'تبصره', 'ماده ۲', 'تبصره']],
    ['items of an article', 'aii', ['ماده ۱', 'بند ۱', 'بند ۲']],
    [
      'items after a note, which are the note’s',
      'aiinii',
      ['ماده ۱', 'بند ۱', 'بند ۲', 'تبصره', 'بند ۱', 'بند ۲'],
    ],
    [
      'several notes with items between them',
      'aninii',
      ['ماده ۱', 'تبصره ۱', 'بند ۱', 'تبصره ۲', 'بند ۱', 'بند ۲'],
    ],
    ['items of each article anew', 'aiai', ['ماده ۱', 'بند ۱', 'ماده ۲', 'بند ۱']],
    [
      'articles through the chapters without starting anew',
      'caaca',
      ['فصل ۱', 'ماده ۱', 'ماده ۲', 'فصل ۲', 'ماده ۳'],
    ],
    [
      'a note of a chapter after the notes of an article',
      'ancn',
      ['ماده ۱', 'تبصره', 'فصل ۱', 'تبصره'],
    ],
    [
      'an item of a chapter after the items of an article',
      'aici',
      ['ماده ۱', 'بند ۱', 'فصل ۱', 'بند ۱'],
    ],
    ['notes without an article', 'nn', ['تبصره ۱', 'تبصره ۲']],
    [
      'numbers of two digits',
      'a'.repeat(12),
      Array.from(
        { length: 12 },
        (_, i) => `ماده ${(i + 1).toLocaleString('fa-IR', { useGrouping: false })}`,
      ),
    ],
  ])('labels %s', (_case, kinds, labels) => {
    expect(labelsOf(kinds)).toEqual(labels)
  })
})
