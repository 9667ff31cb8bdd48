import { describe, expect, test } from '@jest/globals'

import { readHolidayTable } from '../../../plugins/comment-period/domain/holiday-table'

const table = (...lines: string[][]) =>
  readHolidayTable(lines.map((cells, index) => ({ line: index + 1, cells })))

const HEAD = ['تاریخ', 'عنوان', 'دامنه', 'استان', 'دستگاه', 'نوع', 'قطعیت', 'منبع']
const line = (changed: Partial<Record<number, string>>) =>
  HEAD.map((_name, index) => changed[index] ?? '')

describe('a table of holidays', () => {
  test('is read by its Persian names and words, with a Solar Hijri day in Persian digits', () => {
    expect(
      table(HEAD, [
        '۱۴۰۵/۱۲/۲۹',
        'ملی شدن صنعت نفت',
        'سراسری',
        '',
        '',
        'رسمی',
        'قطعی',
        'تقویم رسمی',
      ]),
    ).toEqual({
      holidays: [
        {
          line: 2,
          on: '2027-03-20',
          title: 'ملی شدن صنعت نفت',
          scope: 'national',
          province: null,
          body: null,
          kind: 'official',
          certainty: 'confirmed',
          source: 'تقویم رسمی',
        },
      ],
      faults: [],
    })
  })

  test('is read by English names in any order, and with nothing but a date and a title', () => {
    const { holidays, faults } = table(
      ['Title', 'Certainty', 'date'],
      ['Eid', 'provisional', '2027-03-10'],
    )
    expect(faults).toEqual([])
    expect(holidays).toMatchObject([
      {
        on: '2027-03-10',
        title: 'Eid',
        scope: 'national',
        kind: 'official',
        certainty: 'provisional',
      },
    ])
  })

  test('may hold two holidays on one day, and one holiday in two provinces', () => {
    const { holidays, faults } = table(
      HEAD,
      line({ 0: '1405/01/01', 1: 'نوروز' }),
      line({ 0: '1405/01/01', 1: 'عید فطر' }),
      line({ 0: '1405/02/01', 1: 'آلودگی هوا', 2: 'استانی', 3: 'تهران', 5: 'موردی' }),
      line({ 0: '1405/02/01', 1: 'آلودگی هوا', 2: 'استانی', 3: 'البرز', 5: 'موردی' }),
    )
    expect(faults).toEqual([])
    expect(holidays).toHaveLength(4)
  })

  test.each([
    ['no line at all', [], [1, '', 'missing']],
    ['no column of dates', [['عنوان']], [1, 'date', 'missing']],
    ['no column of titles', [['تاریخ']], [1, 'title', 'missing']],
    ['a column that nobody knows', [['تاریخ', 'عنوان', 'رنگ']], [1, 'رنگ', 'unknown-column']],
    ['a column that comes twice', [['تاریخ', 'عنوان', 'date']], [1, 'date', 'column-twice']],
    ['no date', [HEAD, line({ 1: 'الف' })], [2, 'date', 'missing']],
    ['a day that is none', [HEAD, line({ 0: '1405/13/01', 1: 'الف' })], [2, 'date', 'unreadable']],
    ['a word for a date', [HEAD, line({ 0: 'نوروز', 1: 'الف' })], [2, 'date', 'unreadable']],
    ['no title', [HEAD, line({ 0: '1405/01/01' })], [2, 'title', 'missing']],
    [
      'a title of two lines',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف\nب' })],
      [2, 'title', 'unreadable'],
    ],
    [
      'a title that turns the direction of text',
      [HEAD, line({ 0: '1405/01/01', 1: '\u202eالف' })],
      [2, 'title', 'unreadable'],
    ],
    [
      'a title longer than its column',
      [HEAD, line({ 0: '1405/01/01', 1: 'ا'.repeat(256) })],
      [2, 'title', 'unreadable'],
    ],
    [
      'a scope that is none',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف', 2: 'constructor' })],
      [2, 'scope', 'unreadable'],
    ],
    [
      'a kind that is none',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف', 5: 'دیگر' })],
      [2, 'kind', 'unreadable'],
    ],
    [
      'a certainty that is none',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف', 6: 'شاید' })],
      [2, 'certainty', 'unreadable'],
    ],
    [
      'a province without its name',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف', 2: 'استانی' })],
      [2, 'province', 'missing'],
    ],
    [
      'a body without its name',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف', 2: 'دستگاه' })],
      [2, 'body', 'missing'],
    ],
    [
      'a province of a national holiday',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف', 3: 'تهران' })],
      [2, 'province', 'not-of-scope'],
    ],
    [
      'more cells than columns',
      [
        ['تاریخ', 'عنوان'],
        ['1405/01/01', 'الف', 'ب'],
      ],
      [2, '', 'unreadable'],
    ],
    [
      'a line that comes twice',
      [HEAD, line({ 0: '1405/01/01', 1: 'الف' }), line({ 0: '2026-03-21', 1: 'الف' })],
      [3, '', 'line-twice'],
    ],
  ] as const)('says where it has %s', (_case, lines, [at, column, problem]) => {
    const { faults } = table(...lines.map((cells) => [...cells]))
    expect(faults).toEqual([{ line: at, column, problem }])
  })

  test('keeps the lines that can be read beside those that cannot', () => {
    const { holidays, faults } = table(
      HEAD,
      line({ 0: '1405/01/01', 1: 'نوروز' }),
      line({ 0: '؟', 1: 'الف', 5: 'دیگر' }),
    )
    expect(holidays.map(({ line: at }) => at)).toEqual([2])
    expect(faults.map(({ column }) => column)).toEqual(['date', 'kind'])
  })
})
