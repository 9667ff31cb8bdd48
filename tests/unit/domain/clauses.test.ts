import { describe, expect, test } from '@jest/globals'

import {
  CLAUSE_ID_PATTERN,
  completeClauses,
  defaultLabels,
  keepClauseIds,
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

describe('keepClauseIds', () => {
  /** A clause by its text, as it comes without an id. */
  const anew = (text: string, extra: Partial<ClauseInput> = {}): ClauseInput =>
    clause(null, 'article', { text, ...extra })
  const given = (clauseId: string, text: string): ClauseInput =>
    clause(clauseId, 'article', { text })
  const before = (clauseId: string, text: string, extra: Partial<LegalClause> = {}) => ({
    clauseId,
    kind: 'article' as const,
    label: '',
    heading: '',
    text,
    ...extra,
  })
  const alefBeJim = [before('first1', 'الف'), before('second', 'ب'), before('third1', 'ج')]

  test.each<[string, ClauseInput[], LegalClause[], (string | undefined)[]]>([
    // clauses as they come in, those before, ids
    ['no ids where there are no clauses', [], alefBeJim, []],
    ['no id where there was no text before', [anew('الف')], [], [undefined]],
    [
      'the id that is given',
      [given('first1', 'الف'), given('second', 'ب'), given('third1', 'ج')],
      alefBeJim,
      ['first1', 'second', 'third1'],
    ],
    [
      'the id that is given, though the text is another',
      [given('first1', 'د')],
      alefBeJim,
      ['first1'],
    ],
    ['the id that is given, though nothing had it', [given('fourth', 'د')], alefBeJim, ['fourth']],
    [
      'the id that is given, though the same clause had another',
      [given('fourth', 'الف')],
      alefBeJim,
      ['fourth'],
    ],
    [
      'the former ids of a text sent back without any',
      [anew('الف'), anew('ب'), anew('ج')],
      alefBeJim,
      ['first1', 'second', 'third1'],
    ],
    [
      'the former ids in another order',
      [anew('ج'), anew('الف'), anew('ب')],
      alefBeJim,
      ['third1', 'first1', 'second'],
    ],
    [
      'the former id of a clause that another was put before',
      [anew('د'), anew('الف'), anew('ب'), anew('ج')],
      alefBeJim,
      [undefined, 'first1', 'second', 'third1'],
    ],
    [
      'the former id of a clause under another label',
      [anew('الف', { label: 'ماده ۵ مکرر' })],
      alefBeJim,
      ['first1'],
    ],
    [
      'the former id of a clause with the same heading',
      [anew('الف', { heading: 'تعاریف' })],
      [before('first1', 'الف', { heading: 'تعاریف' })],
      ['first1'],
    ],
    [
      'the former id where an empty heading is given as such',
      [anew('الف', { heading: '' })],
      alefBeJim,
      ['first1'],
    ],
    [
      'no id for a changed text, and those of the others',
      [anew('الف'), anew('ب، اصلاح‌شده'), anew('ج')],
      alefBeJim,
      ['first1', undefined, 'third1'],
    ],
    ['no id for a changed heading', [anew('الف', { heading: 'تعاریف' })], alefBeJim, [undefined]],
    [
      'no id for a heading taken away',
      [anew('الف')],
      [before('first1', 'الف', { heading: 'تعاریف' })],
      [undefined],
    ],
    ['no id for a changed kind', [anew('الف', { kind: 'note' })], alefBeJim, [undefined]],
    [
      'no id of a removed clause for a new one at its place',
      [given('first1', 'الف'), anew('د'), given('third1', 'ج')],
      alefBeJim,
      ['first1', undefined, 'third1'],
    ],
    [
      'no id of a removed clause for a new one at its place, all sent without ids',
      [anew('الف'), anew('د'), anew('ج')],
      alefBeJim,
      ['first1', undefined, 'third1'],
    ],
    [
      'no id that a clause further on has been given',
      [anew('الف'), given('first1', 'د')],
      alefBeJim,
      [undefined, 'first1'],
    ],
    [
      'no id that a clause further up has been given',
      [given('first1', 'د'), anew('الف')],
      alefBeJim,
      ['first1', undefined],
    ],
    [
      'the two former ids of identical clauses, in order',
      [anew('حذف شد'), anew('ب'), anew('حذف شد')],
      [before('first1', 'حذف شد'), before('second', 'ب'), before('third1', 'حذف شد')],
      ['first1', 'second', 'third1'],
    ],
    [
      'the other former id where one of two identical clauses has been given its own',
      [anew('حذف شد'), given('first1', 'حذف شد')],
      [before('first1', 'حذف شد'), before('second', 'حذف شد')],
      ['second', 'first1'],
    ],
    [
      'the first former id where one of two identical clauses is left',
      [anew('حذف شد')],
      [before('first1', 'حذف شد'), before('second', 'حذف شد')],
      ['first1'],
    ],
    [
      'no id for a third identical clause',
      [anew('حذف شد'), anew('حذف شد'), anew('حذف شد')],
      [before('first1', 'حذف شد'), before('second', 'حذف شد')],
      ['first1', 'second', undefined],
    ],
  ])('gives %s', (_case, clauses, previous, ids) => {
    const kept = keepClauseIds(clauses, previous)
    expect(kept.map(({ clauseId }) => clauseId)).toEqual(ids)
    const withoutIds = (all: readonly ClauseInput[]) =>
      all.map((each) => ({ ...each, clauseId: undefined }))
    expect(withoutIds(kept)).toEqual(withoutIds(clauses))
  })

  test('leaves what came in as it was', () => {
    const clauses = Object.freeze([Object.freeze(anew('الف'))])
    keepClauseIds(clauses, Object.freeze([...alefBeJim]))
    expect(clauses).toEqual([anew('الف')])
  })

  test('leaves it to completeClauses to refuse an id that is given twice', () => {
    const twice = [given('first1', 'الف'), anew('ب'), given('first1', 'ج')]
    expect(completeClauses(keepClauseIds(twice, alefBeJim), counting())).toEqual(
      refused('CLAUSE_ID_DOUBLED', { clauseId: 'first1' }),
    )
  })

  test.each<[string, ClauseInput[], string[]]>([
    ['a text sent back without ids', [anew('ج'), anew('الف')], ['third1', 'first1']],
    [
      'a clause removed and another put at its place',
      [anew('الف'), anew('د'), anew('ج')],
      ['first1', 'new1', 'third1'],
    ],
  ])('and completeClauses leave no clause without an id: %s', (_case, clauses, ids) => {
    expect(idsOf(keepClauseIds(clauses, alefBeJim))).toEqual(ids)
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
    defaultLabels(Array.from(kinds, (letter) => ({ kind: KIND[letter as keyof typeof KIND] })))

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

test('a clause that comes back with other line ends, spaces at a line’s end or composed letters is the same', () => {
  const previous = [
    { clauseId: 'clause0001', kind: 'article', label: 'ماده ۱', heading: 'آ', text: 'یک\nدو' },
  ] as const
  const sent = { kind: 'article', heading: 'آ'.normalize('NFD'), text: 'یک  \r\nدو ' } as const
  expect(keepClauseIds([sent], previous)).toEqual([{ ...sent, clauseId: 'clause0001' }])
})
