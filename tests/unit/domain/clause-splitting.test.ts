import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalText, searchText } from '../../../plugins/comment-period/domain/canonical-text'
import {
  divideText,
  type DividedText,
  type SourceLine,
} from '../../../plugins/comment-period/domain/clause-splitting'
import { parseClauses } from '../../../plugins/comment-period/contracts/clauses'

const divide = (...lines: string[]) => divideText(lines.map((text) => ({ text })))
const shown = ({ clauses }: DividedText) =>
  clauses.map(({ label, heading, text }) => [label, heading, text].join(' | '))

describe('a pasted text', () => {
  test('is divided into title, chapters, articles, notes and items', () => {
    const divided = divide(
      'پیش‌نویس آیین‌نامه حمل بار',
      'فصل اول ـ کلیات',
      'ماده ۱ـ هدف این آیین‌نامه ساماندهی حمل بار است.',
      'ماده ۲ـ شرکت‌ها موظف‌اند:',
      'الف) نشانی خود را ثبت کنند.',
      'ب) بارنامه صادر کنند.',
      'تبصره ـ صدور بارنامه رایگان است.',
      'فصل دوم',
      'نظارت',
      'ماده ۳ـ نظارت با اداره کل است.',
    )
    expect(divided).toMatchObject({ title: 'پیش‌نویس آیین‌نامه حمل بار', doubts: [], unplaced: [] })
    expect(divided.clauses.map(({ kind }) => kind)).toEqual([
      'chapter',
      'article',
      'article',
      'item',
      'item',
      'note',
      'chapter',
      'article',
    ])
    expect(shown(divided)).toEqual([
      'فصل اول | کلیات | ',
      'ماده ۱ |  | هدف این آیین‌نامه ساماندهی حمل بار است.',
      'ماده ۲ |  | شرکت‌ها موظف‌اند:',
      'بند الف |  | نشانی خود را ثبت کنند.',
      'بند ب |  | بارنامه صادر کنند.',
      'تبصره |  | صدور بارنامه رایگان است.',
      'فصل دوم | نظارت | ',
      'ماده ۳ |  | نظارت با اداره کل است.',
    ])
  })

  test('gives up the letters of other keyboards and keeps the half space', () => {
    expect(shown(divide('ماده 1- كميسيون مي\u200cتواند تصميم بگيرد.'))).toEqual([
      'ماده ۱ |  | کمیسیون می‌تواند تصمیم بگیرد.',
    ])
  })

  test('has letterhead, page numbers, contents and closing outside its clauses, word for word', () => {
    const divided = divide(
      'بسمه تعالی',
      'ریاست جمهوری',
      'شماره: ۱۲۳/۴۵',
      'فهرست',
      'ماده ۱ ........................ ۲',
      'دستورالعمل پذیرش',
      'با استناد به قانون مدیریت، این دستورالعمل نوشته شد.',
      'ماده ۱ـ پذیرش رایگان است.',
      'صفحه ۱ از ۲',
      'ماده ۲ـ پاسخ در ده روز داده می‌شود.',
      'این دستورالعمل در ۲ ماده در تاریخ ۱۴۰۵/۰۵/۰۱ به تصویب رسید.',
      'رئیس سازمان',
    )
    expect(divided.title).toBe('دستورالعمل پذیرش')
    expect(shown(divided)).toEqual([
      'ماده ۱ |  | پذیرش رایگان است.',
      'ماده ۲ |  | پاسخ در ده روز داده می‌شود.',
    ])
    expect(divided.unplaced).toEqual([
      { line: 1, text: 'بسمه تعالی', reason: 'letterhead' },
      { line: 2, text: 'ریاست جمهوری', reason: 'letterhead' },
      { line: 3, text: 'شماره: ۱۲۳/۴۵', reason: 'letterhead' },
      { line: 4, text: 'فهرست', reason: 'letterhead' },
      { line: 5, text: 'ماده ۱ ........................ ۲', reason: 'contents' },
      {
        line: 7,
        text: 'با استناد به قانون مدیریت، این دستورالعمل نوشته شد.',
        reason: 'before-first-clause',
      },
      { line: 9, text: 'صفحه ۱ از ۲', reason: 'page-number' },
      {
        line: 11,
        text: 'این دستورالعمل در ۲ ماده در تاریخ ۱۴۰۵/۰۵/۰۱ به تصویب رسید.',
        reason: 'closing',
      },
      { line: 12, text: 'رئیس سازمان', reason: 'closing' },
    ])
  })

  test('takes a short line under an article’s number for its heading where words follow', () => {
    expect(
      shown(
        divide(
          'ماده ۱ـ تعاریف',
          'در این متن، بار یعنی کالا.',
          'ماده ۲ (قلمرو)',
          'همه استان.',
          'ماده ۳ (حذف شده)',
          'ماده ۴ـ شرایط عبارت است از:',
          'داشتن نشانی.',
        ),
      ),
    ).toEqual([
      'ماده ۱ | تعاریف | در این متن، بار یعنی کالا.',
      'ماده ۲ | قلمرو | همه استان.',
      'ماده ۳ |  | حذف شده',
      'ماده ۴ |  | شرایط عبارت است از:\nداشتن نشانی.',
    ])
  })

  test('leaves a reference at the beginning of a line where it is', () => {
    expect(
      shown(
        divide(
          'ماده ۱ـ هر مرجع مکلف است به ترتیب',
          'ماده ۲ قانون مدیریت خدمات عمل کند.',
          'ماده ۲ مراجع گزارش می‌دهند.',
        ),
      ),
    ).toEqual([
      'ماده ۱ |  | هر مرجع مکلف است به ترتیب\nماده ۲ قانون مدیریت خدمات عمل کند.',
      'ماده ۲ |  | مراجع گزارش می‌دهند.',
    ])
  })

  test('says where numbers jump or come again, a marker is unclear and a clause has no words', () => {
    const divided = divide(
      'ماده ۱ـ یک.',
      'ماده ۳ـ سه.',
      'ماده ۳ مکرر ـ باز هم.',
      'ماده ۳ـ سه دیگر.',
      'تبصره ۱ـ یک.',
      'تبصره ۲ـ دو.',
      'ماده ۴ چهار.',
      'تبصره ۱ـ',
    )
    expect(divided.doubts).toEqual([
      { index: 1, doubt: 'NUMBER_SKIPPED' },
      { index: 3, doubt: 'NUMBER_REPEATED' },
      { index: 6, doubt: 'MARKER_UNCLEAR' },
      { index: 7, doubt: 'TEXT_EMPTY' },
    ])
  })

  test('with brackets that nobody has filled in is one of no text', () => {
    expect(divide('تبصره ( )', 'ماده ۲ـ (\u200c) متن')).toMatchObject({
      clauses: [
        { heading: '', text: '' },
        { heading: '', text: 'متن' },
      ],
      doubts: expect.arrayContaining([{ index: 0, doubt: 'TEXT_EMPTY' }]),
    })
  })

  test('may number its articles from one again in each chapter', () => {
    expect(divide('فصل ۱', 'ماده ۱ـ الف', 'فصل ۲', 'ماده ۱ـ ب', 'ماده ۲ـ پ').doubts).toEqual([])
  })

  test('may be a single article', () => {
    const divided = divide('ماده واحده ـ دولت مکلف است.', 'تبصره ۱ـ تاریخ اجرا.')
    expect(shown(divided)).toEqual(['ماده واحده |  | دولت مکلف است.', 'تبصره ۱ |  | تاریخ اجرا.'])
    expect(divided.doubts).toEqual([])
  })

  test('without any marker stays outside whole', () => {
    const divided = divide('یک متن ساده.', 'و یک سطر دیگر.')
    expect(divided).toMatchObject({ title: '', clauses: [] })
    expect(divided.unplaced.map(({ text }) => text)).toEqual(['یک متن ساده.', 'و یک سطر دیگر.'])
  })
})

describe('a document', () => {
  test('says itself which line is its title and which stand in headers and footnotes', () => {
    const divided = divideText([
      { text: 'سازمان نمونه', role: 'header' },
      { text: 'ساماندهی بازار', role: 'title' },
      { text: 'در استان', role: 'title' },
      { text: 'ماده ۱ـ متن.' },
      { text: 'پی‌نوشت.', role: 'footnote' },
    ])
    expect(divided.title).toBe('ساماندهی بازار در استان')
    expect(divided.unplaced).toEqual([
      { line: 1, text: 'سازمان نمونه', reason: 'header' },
      { line: 5, text: 'پی‌نوشت.', reason: 'footnote' },
    ])
  })

  test('laid out as a table gives its clauses, and another table stays a text with a doubt', () => {
    const divided = divideText([
      { text: '', cells: ['ماده ۱', 'تعرفه‌ها به شرح جدول است.'] },
      { text: '', cells: ['خدمت', 'مبلغ'] },
      { text: '', cells: ['صدور', '۱۰۰'] },
    ])
    expect(shown(divided)).toEqual([
      'ماده ۱ |  | تعرفه‌ها به شرح جدول است.\nخدمت | مبلغ\nصدور | ۱۰۰',
    ])
    expect(divided.doubts).toEqual([{ index: 0, doubt: 'TABLE' }])
  })
})

const aWord = fc.constantFrom(
  'ماده',
  'تبصره',
  'فصل',
  'بند',
  '۱',
  '12',
  'اول',
  'الف',
  '-',
  'ـ',
  ':',
  ')',
  '(',
  '.',
  '....',
  'قانون',
  'این',
  'متن',
  'مکرر',
  'واحده',
  'صفحه',
  'در',
  'ي',
  'ك',
  '\u200c',
  '\u200f',
  '\n',
)
const aText = fc.oneof(
  fc.array(aWord, { maxLength: 12 }).map((words) => words.join(' ')),
  fc.array(aWord, { maxLength: 12 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const aLine: fc.Arbitrary<SourceLine> = fc.record({
  text: aText,
  role: fc.constantFrom(undefined, 'title', 'heading', 'header', 'footnote'),
  cells: fc.option(fc.array(aText, { maxLength: 3 }), { nil: undefined, freq: 4 }),
})

/** Letters and digits, counted: what search keeps of a text. */
function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const letter of searchText(text).replace(/\n/g, '')) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  return counts
}

test('no letter of a text is lost in dividing it', () => {
  fc.assert(
    fc.property(fc.array(aLine, { maxLength: 12 }), (lines) => {
      const { title, clauses, unplaced } = divideText(lines)
      const kept = countsOf(
        [
          title,
          ...clauses.flatMap(({ label, heading, text }) => [label ?? '', heading ?? '', text]),
          ...unplaced.map(({ text }) => text),
        ].join('\n'),
      )
      const given = countsOf(
        lines
          .flatMap(({ text, cells }) => cells ?? [text])
          // The ezafe of «ماده‌ی ۱» is no part of the number that its clause is labelled with, also
          // where the heh is drawn out to it.
          .map((text) => canonicalText(text, 'fa').replace(/ه[\u200c\u0640]*ی/g, 'ه'))
          .join('\n'),
      )
      for (const [letter, count] of given) {
        expect(`${letter} ${String(Math.min(kept.get(letter) ?? 0, count))}`).toBe(
          `${letter} ${String(count)}`,
        )
      }
    }),
    { numRuns: 2_000 },
  )
})

test('what is divided without a doubt of empty text is taken by the contract', () => {
  fc.assert(
    fc.property(fc.array(aLine, { minLength: 1, maxLength: 12 }), (lines) => {
      const { clauses, doubts } = divideText(lines)
      fc.pre(clauses.length > 0 && !doubts.some(({ doubt }) => doubt === 'TEXT_EMPTY'))
      expect(parseClauses(clauses)).toMatchObject({ kind: 'lawful' })
    }),
    { numRuns: 1_000 },
  )
})
