import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { adoptClauseIds } from '../../../plugins/comment-period/domain/clause-matching'
import type { ClauseInput } from '../../../plugins/comment-period/domain/clauses'
import type { LegalClause } from '../../../plugins/comment-period/domain/legal-text'

const before: readonly LegalClause[] = [
  clause('aaaaaa', 'article', 'ماده ۱', 'هدف این متن ساماندهی بازار است'),
  clause('bbbbbb', 'article', 'ماده ۲', 'هر فروشنده پروانه کسب دارد و آن را نشان می‌دهد'),
  clause('cccccc', 'note', 'تبصره ۱', 'پروانه یک سال اعتبار دارد'),
  clause('dddddd', 'note', 'تبصره ۲', 'تمدید رایگان است'),
  clause('eeeeee', 'article', 'ماده ۳', 'نظارت با شهرداری است'),
]

function clause(clauseId: string, kind: LegalClause['kind'], label: string, text: string) {
  return { clauseId, kind, label, heading: '', text }
}

const bare = ({ kind, label, text }: LegalClause): ClauseInput => ({ kind, label, text })
const idsOf = (clauses: readonly ClauseInput[]) =>
  adoptClauseIds(clauses, before).map(({ clauseId }) => clauseId)

test('a text brought in again unchanged has all its ids', () => {
  expect(idsOf(before.map(bare))).toEqual(before.map(({ clauseId }) => clauseId))
})

test('an article that was reworded and renumbered keeps its id, and the one before it gets none', () => {
  const [first, second, note1, note2, last] = before.map(bare)
  const inserted: ClauseInput = { kind: 'article', label: 'ماده ۲', text: 'تعریف بازار و فروشنده' }
  const reworded: ClauseInput = {
    ...second!,
    label: 'ماده ۳',
    text: 'هر فروشنده پروانه کسب معتبر دارد و آن را نشان می‌دهد',
  }
  expect(
    idsOf([first!, inserted, reworded, note1!, note2!, { ...last!, label: 'ماده ۴' }]),
  ).toEqual(['aaaaaa', undefined, 'bbbbbb', 'cccccc', 'dddddd', 'eeeeee'])
})

test('a note written anew keeps the id of its place in its own article', () => {
  const clauses = before.map(bare)
  expect(idsOf(clauses.with(3, { kind: 'note', label: 'تبصره 2', text: 'لغو' }))).toEqual(
    before.map(({ clauseId }) => clauseId),
  )
})

test('a removed clause leaves its id to nobody that is like it in nothing', () => {
  expect(
    idsOf([bare(before[0]!), { kind: 'article', label: 'ماده ۴', text: 'گزارش سالانه' }]),
  ).toEqual(['aaaaaa', undefined])
})

test('no id is given twice, and what has one keeps it', () => {
  const aClause = fc.record({
    kind: fc.constantFrom('chapter', 'article', 'note', 'item'),
    label: fc.constantFrom('ماده ۱', 'ماده ۲', 'تبصره', ''),
    text: fc.constantFrom('هدف این متن ساماندهی بازار است', 'نظارت با شهرداری است', 'الف', ''),
    clauseId: fc.constantFrom(undefined, 'aaaaaa', 'zzzzzz'),
  })
  fc.assert(
    fc.property(fc.uniqueArray(aClause, { selector: (each) => each.clauseId ?? each }), (list) => {
      const adopted = adoptClauseIds(list, before)
      const ids = adopted.flatMap(({ clauseId }) => clauseId ?? [])
      expect(new Set(ids).size).toBe(ids.length)
      list.forEach((each, index) => {
        if (each.clauseId !== undefined) expect(adopted[index]?.clauseId).toBe(each.clauseId)
      })
    }),
  )
})
