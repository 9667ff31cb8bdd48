import { describe, expect, test } from '@jest/globals'
import mammoth from 'mammoth'
import { directedRuns } from '../../../../plugins/comment-period/server/src/exporters/printed-text'
import type {
  Table,
  TableDocument,
} from '../../../../plugins/comment-period/server/src/exporters/table-document'
import { writeWordTable } from '../../../../plugins/comment-period/server/src/exporters/word-table'
import {
  asPrinted,
  FORMULA_CORPUS,
  HARD_TEXTS,
  HARMLESS_CORPUS,
  QUOTED_CORPUS,
  UNHOLDABLE_TEXTS,
} from '../../../support/formula-corpus'
import {
  elements,
  parsedXml,
  statedTables,
  unzipped,
  wordText,
} from '../../../support/office-files'
import {
  bytesOf,
  code,
  corpusRows,
  documentOf,
  number,
  tableOf,
  text,
} from '../../../support/table-documents'

const COLUMNS = [text('بند'), code('شناسه'), text('نظر')]

function written(tables: readonly Table[], other: Partial<TableDocument> = {}): Promise<Buffer> {
  return bytesOf((output, signal) => writeWordTable(documentOf(tables, other), output, signal))
}

async function textOf(...given: Parameters<typeof written>): Promise<Document> {
  const files = await unzipped(await written(...given))
  for (const file of files.values()) parsedXml(file)
  return parsedXml(files.get('word/document.xml'))
}

/** The tables after that of the facts. */
async function tablesOf(...given: Parameters<typeof written>): Promise<string[][][]> {
  return statedTables(await textOf(...given)).slice(1)
}

describe('a table as a text of Word', () => {
  test('gives every text back in every column, with its line breaks and tabs', async () => {
    const corpus = [
      ...FORMULA_CORPUS,
      ...QUOTED_CORPUS,
      ...HARD_TEXTS,
      ...HARMLESS_CORPUS,
      ...UNHOLDABLE_TEXTS,
    ]
    const rows = corpusRows(corpus, 3)
    const [table] = await tablesOf([tableOf('نظرها', COLUMNS, rows)])
    expect(table).toEqual([['بند', 'شناسه', 'نظر'], ...rows.map((row) => row.map(asPrinted))])
  })

  test('is read alike by a reader of another house', async () => {
    const rows = [
      ['ماده ۵', 'CP-1405-1', 'سطر یکم\nسطر دوم <b> & "نقل"'],
      ['=1+1', 'a_x0041_b', 'متن English متن'],
    ]
    const { value } = await mammoth.extractRawText({
      buffer: await written([tableOf('نظرها', COLUMNS, rows)]),
    })
    const lines = value.split('\n').filter((line) => line !== '')
    expect(lines).toEqual([
      'جمهوری اسلامی ایران',
      'سازمان نمونه',
      'جدول بررسی نظرها',
      'زمان تهیه',
      '2026-11-29T10:00:00.000Z',
      ...['بند', 'شناسه', 'نظر'],
      // It knows of line breaks, but leaves them out of a text without markup.
      ...rows.flat().map((each) => each.replaceAll('\n', '')),
    ])
  })

  test('has letterhead, title and facts before the table', async () => {
    const document = await textOf([tableOf('نظرها', COLUMNS, [])])
    const styled = elements(document, 'w:p').map((each) => [
      elements(each, 'w:pStyle')[0]!.getAttribute('w:val'),
      wordText(each),
    ])
    expect(styled.slice(0, 5)).toEqual([
      ['Letterhead', 'جمهوری اسلامی ایران'],
      ['Letterhead', 'سازمان نمونه'],
      ['Title', 'جدول بررسی نظرها'],
      ['FactName', 'زمان تهیه'],
      ['Fact', '2026-11-29T10:00:00.000Z'],
    ])
  })

  test('says of a table without rows that it has none', async () => {
    const document = await textOf([tableOf('نظرها', COLUMNS, [])])
    expect(statedTables(document)[1]).toEqual([['بند', 'شناسه', 'نظر']])
    expect(elements(document, 'w:p').map(wordText)).toContain('این جدول ردیفی ندارد.')
  })

  test('repeats its headings on each page and keeps short rows together', async () => {
    const rows = [
      ['الف', 'ب', 'کوتاه'],
      ['الف', 'ب', 'بلند '.repeat(2000)],
      ['الف', 'ب', 'سطر\n'.repeat(40)],
    ]
    const document = await textOf([tableOf('نظرها', COLUMNS, rows)])
    const all = elements(elements(document, 'w:tbl')[1]!, 'w:tr')
    expect(all.map((row) => elements(row, 'w:tblHeader').length)).toEqual([1, 0, 0, 0])
    expect(all.map((row) => elements(row, 'w:cantSplit').length)).toEqual([1, 1, 0, 0])
  })

  test('lies on its side and runs from right to left in every part', async () => {
    const document = await textOf([tableOf('نظرها', COLUMNS, [['ماده', 'A-1', 'متن']])])
    const page = elements(document, 'w:pgSz')[0]!
    expect(page.getAttribute('w:orient')).toBe('landscape')
    expect(Number(page.getAttribute('w:w'))).toBeGreaterThan(Number(page.getAttribute('w:h')))
    expect(elements(document, 'w:bidiVisual')).toHaveLength(2)
    expect(elements(elements(document, 'w:sectPr')[0]!, 'w:bidi')).toHaveLength(1)
    const runs = elements(document, 'w:r').map((run) => [
      wordText(run),
      elements(run, 'w:rtl').length,
    ])
    expect(runs.slice(-3)).toEqual([
      ['ماده', 1],
      ['A-1', 0],
      ['متن', 1],
    ])
  })

  test('has nothing from right to left in a document from left to right', async () => {
    const columns = [text('Clause'), text('Comment')]
    const document = await textOf([tableOf('Comments', columns, [['5', 'It is right.']])], {
      direction: 'ltr',
      language: 'en',
      title: 'Comments',
      letterhead: [],
      facts: [],
    })
    for (const name of ['w:bidi', 'w:bidiVisual', 'w:rtl']) {
      expect([name, elements(document, name).length]).toEqual([name, 0])
    }
  })

  test('names its faces with others to take their place, and the page below', async () => {
    const files = await unzipped(await written([tableOf('نظرها', COLUMNS, [])]))
    const fonts = parsedXml(files.get('word/fontTable.xml'))
    expect(elements(fonts, 'w:font')[0]!.getAttribute('w:name')).toBe('B Nazanin')
    expect(elements(fonts, 'w:altName')[0]!.getAttribute('w:val')).toContain('Vazirmatn')
    const footer = parsedXml(files.get('word/footer1.xml'))
    expect(elements(footer, 'w:fldSimple').map((each) => each.getAttribute('w:instr'))).toEqual([
      'PAGE',
      'NUMPAGES',
    ])
    expect(wordText(footer.documentElement)).toBe('صفحه 1 از 1')
  })

  test('writes numbers in the digits of its language', async () => {
    const [table] = await tablesOf([tableOf('ن', [number('ردیف')], [[12], [null]])])
    expect(table).toEqual([['ردیف'], ['۱۲'], ['']])
  })

  test('writes one table after another under their names', async () => {
    const document = await textOf([
      tableOf('یکم', [text('الف')], [['۱']]),
      tableOf('دوم', [text('ب')], [['۲']]),
    ])
    expect(statedTables(document).slice(1)).toEqual([
      [['الف'], ['۱']],
      [['ب'], ['۲']],
    ])
    expect(elements(document, 'w:p').map(wordText)).toEqual(expect.arrayContaining(['یکم', 'دوم']))
  })
})

describe('the runs of a line', () => {
  const split = (line: string, paragraph: 'rtl' | 'ltr' = 'rtl') =>
    directedRuns(line, paragraph).map(({ text: run, direction }) => [direction, run])

  test('are one where all of it is Persian', () => {
    expect(split('ماده ۵، بند ۲ (اصلاحی ۱۴۰۵/۰۹/۰۸)')).toEqual([
      ['rtl', 'ماده ۵، بند ۲ (اصلاحی ۱۴۰۵/۰۹/۰۸)'],
    ])
  })

  test('keep foreign words that follow one another together, and brackets with the sentence', () => {
    expect(split('سامانه «World Wide Web» (HTTP/2) است.')).toEqual([
      ['rtl', 'سامانه «'],
      ['ltr', 'World Wide Web» (HTTP/2'],
      ['rtl', ') است.'],
    ])
  })

  test('keep addresses whole and leave the full stop to the sentence', () => {
    expect(split('به https://example.ir/a?b=1 و info@example.ir.')).toEqual([
      ['rtl', 'به '],
      ['ltr', 'https://example.ir/a?b=1'],
      ['rtl', ' و '],
      ['ltr', 'info@example.ir'],
      ['rtl', '.'],
    ])
  })

  test('keep Persian words together in a sentence from left to right', () => {
    expect(split('See «ماده ۵ قانون» (2026).', 'ltr')).toEqual([
      ['ltr', 'See «'],
      ['rtl', 'ماده ۵ قانون'],
      ['ltr', '» (2026).'],
    ])
  })

  test('lose nothing of any text', () => {
    for (const each of [...FORMULA_CORPUS, ...HARD_TEXTS, ...UNHOLDABLE_TEXTS]) {
      for (const paragraph of ['rtl', 'ltr'] as const) {
        expect(
          split(each, paragraph)
            .map(([, run]) => run)
            .join(''),
        ).toBe(each)
      }
    }
  })
})
