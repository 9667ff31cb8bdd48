import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { SheetNames } from '../../../../plugins/comment-period/server/src/exporters/sheet-names'
import { wellFormed } from '../../../support/formula-corpus'

describe('the name of a sheet', () => {
  test('is the wanted one where Excel takes it', () => {
    expect(new SheetNames().take('نظرهای ماده ۵')).toBe('نظرهای ماده ۵')
  })

  test('loses what Excel forbids', () => {
    expect(new SheetNames().take("'a:b\\c/d?e*f[g]h'")).toBe('a b c d e f g h')
    expect(new SheetNames().take('History')).toBe('History (2)')
    expect(new SheetNames().take('')).not.toBe('')
  })

  test('is told from another by more than capitals', () => {
    const names = new SheetNames()
    expect(names.take('Comments')).toBe('Comments')
    expect(names.take('COMMENTS')).toBe('COMMENTS (2)')
    expect(names.take('comments')).toBe('comments (3)')
  })

  test('keeps its suffix where it is cut', () => {
    const name = new SheetNames().take('الف'.repeat(20), ' (ادامه ۱۲)')
    expect(name).toHaveLength(31)
    expect(name.endsWith(' (ادامه ۱۲)')).toBe(true)
  })

  test('is always one that Excel takes, whatever is wanted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 50 })), (wanted) => {
        const names = new SheetNames()
        const given = wanted.map((each) => names.take(each))
        for (const name of given) {
          expect(name).toMatch(/^[^\\/?*:[\]]{1,31}$/)
          expect(name).not.toMatch(/^'|'$/)
          expect(wellFormed(name)).toBe(name)
          expect(name.trim()).not.toBe('')
        }
        expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length)
      }),
    )
  })
})
