import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import readWorkbook from 'read-excel-file/node'
import type {
  CellValue,
  Table,
  TableDocument,
} from '../../../../plugins/comment-period/server/src/exporters/table-document'
import { tableWordsOf } from '../../../../plugins/comment-period/server/src/exporters/words'
import {
  SHEET_ROWS,
  writeXlsxWorkbook,
  type SheetLimits,
} from '../../../../plugins/comment-period/server/src/exporters/xlsx-workbook'
import {
  CONTROLS,
  FORMULA_CORPUS,
  HARD_TEXTS,
  HARMLESS_CORPUS,
  QUOTED_CORPUS,
  UNHOLDABLE_TEXTS,
  wellFormed,
} from '../../../support/formula-corpus'
import { elements, parsedXml, statedSheets, unzipped } from '../../../support/office-files'
import {
  bytesOf,
  code,
  corpusRows,
  documentOf,
  number,
  tableOf,
  text,
} from '../../../support/table-documents'

const COLUMNS = [text('یکم'), code('شناسه'), text('سوم')]
const WORDS = tableWordsOf('fa')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'workbooks-'))
})
afterAll(() => rm(folder, { recursive: true }))

function written(
  tables: readonly Table[],
  other: Partial<TableDocument> = {},
  limits: Partial<SheetLimits> = {},
): Promise<Buffer> {
  return bytesOf((output, signal) =>
    writeXlsxWorkbook(documentOf(tables, other), output, signal, { folder, limits }),
  )
}

async function sheetsOf(...given: Parameters<typeof written>) {
  const sheets = await statedSheets(await written(...given))
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.map(({ value }) => value)),
  }))
}

describe('a table as a workbook', () => {
  test('S8 gives every text back as an inline string, and no formula, in every column', async () => {
    const corpus = [...FORMULA_CORPUS, ...QUOTED_CORPUS, ...HARD_TEXTS, ...HARMLESS_CORPUS]
    const rows = corpusRows(corpus, 3)
    const [, sheet] = await statedSheets(await written([tableOf('نظرها', COLUMNS, rows)]))
    const [headings, ...body] = sheet!.rows
    expect(headings!.map(({ value }) => value)).toEqual(['یکم', 'شناسه', 'سوم'])
    expect(body.map((row) => row.map(({ value }) => value))).toEqual(rows)
    const cells = sheet!.rows.flat()
    expect(new Set(cells.map(({ type }) => type))).toEqual(new Set(['inlineStr']))
    expect(cells.some(({ hasFormula }) => hasFormula)).toBe(false)
    expect(cells.map(({ place }) => place).slice(0, 6)).toEqual([
      'A1',
      'B1',
      'C1',
      'A2',
      'B2',
      'C2',
    ])
  })

  test('is read alike by a reader of another house', async () => {
    const corpus = [...FORMULA_CORPUS, ...HARMLESS_CORPUS].filter(
      (each) => !each.includes('\r') && each.search(CONTROLS) < 0,
    )
    const rows: CellValue[][] = corpus.map((each, index) => [index, each, -1.5])
    const columns = [number('ردیف'), text('متن'), number('عدد')]
    const bytes = await written([tableOf('نظرها', columns, rows)])
    const sheets = await readWorkbook(bytes, { trim: false })
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['درباره', 'نظرها'])
    expect(sheets[1]!.data).toEqual([['ردیف', 'متن', 'عدد'], ...rows])
  })

  test('keeps control characters by Excel’s own escapes, and puts U+FFFD for the rest', async () => {
    const rows = corpusRows(UNHOLDABLE_TEXTS, 3)
    const [, sheet] = await sheetsOf([tableOf('نظرها', COLUMNS, rows)])
    const holdable = (each: string) => wellFormed(each).replace(/[\0\ufffe\uffff]/g, '\ufffd')
    expect(sheet!.rows.slice(1)).toEqual(rows.map((row) => row.map(holdable)))
  })

  test('writes numbers as numbers and those that Excel would round as texts', async () => {
    const values = [
      0,
      -5,
      1.5,
      999_999_999_999_999,
      9_007_199_254_740_991,
      0.1 + 0.2,
      NaN,
      Infinity,
    ]
    const rows = values.map((value) => [value])
    const [, sheet] = await statedSheets(await written([tableOf('ن', [number('عدد')], rows)]))
    expect(sheet!.rows.slice(1).map(([cell]) => [cell!.type, cell!.value])).toEqual([
      ['', '0'],
      ['', '-5'],
      ['', '1.5'],
      ['', '999999999999999'],
      ['inlineStr', '9007199254740991'],
      ['inlineStr', '0.30000000000000004'],
      ['inlineStr', 'NaN'],
      ['inlineStr', 'Infinity'],
    ])
  })

  test('leaves empty cells out', async () => {
    const [, sheet] = await statedSheets(await written([tableOf('ن', COLUMNS, [[null, '', null]])]))
    expect(sheet!.rows[1]!.map(({ place, value }) => [place, value])).toEqual([['B2', '']])
  })

  test('of no rows is its headings', async () => {
    const [, sheet] = await sheetsOf([tableOf('نظرها', COLUMNS, [])])
    expect(sheet!.rows).toEqual([['یکم', 'شناسه', 'سوم']])
  })

  test('begins with a sheet of letterhead, title and facts', async () => {
    const facts = [
      ['نمایه', '=1+1'],
      ['زمان', '2026-11-29T10:00:00.000Z'],
    ] as const
    const [about] = await sheetsOf([tableOf('ن', COLUMNS, [])], { facts })
    expect(about).toEqual({
      name: 'درباره',
      rows: [['جمهوری اسلامی ایران'], ['سازمان نمونه'], ['جدول بررسی نظرها'], ...facts],
    })
  })

  test('runs from right to left, with headings that stay, filter and are printed again', async () => {
    const rows = corpusRows(['الف', 'ب'], 3)
    const bytes = await written([tableOf("'نام'", COLUMNS, rows)])
    const [about, sheet] = await statedSheets(bytes)
    for (const { xml } of [about!, sheet!]) {
      expect(elements(xml, 'sheetView')[0]!.getAttribute('rightToLeft')).toBe('1')
    }
    expect(elements(sheet!.xml, 'pane')[0]!.getAttribute('state')).toBe('frozen')
    expect(elements(sheet!.xml, 'autoFilter')[0]!.getAttribute('ref')).toBe('A1:C3')
    expect(elements(sheet!.xml, 'col').map((each) => each.getAttribute('width'))).toEqual([
      '20',
      '30',
      '20',
    ])
    const workbook = parsedXml((await unzipped(bytes)).get('xl/workbook.xml'))
    expect(elements(workbook, 'definedName').map((each) => each.textContent)).toEqual([
      "'نام'!$A$1:$C$3",
      "'نام'!$1:$1",
    ])
    const [english] = await statedSheets(
      await written([tableOf('n', COLUMNS, [])], { direction: 'ltr' }),
    )
    expect(elements(english!.xml, 'sheetView')[0]!.hasAttribute('rightToLeft')).toBe(false)
  })

  test('names a kind and a relation for every file of the archive', async () => {
    const files = await unzipped(await written([tableOf('ن', COLUMNS, [])]))
    const overrides = elements(parsedXml(files.get('[Content_Types].xml')), 'Override')
    const named = overrides.map((each) => each.getAttribute('PartName')!.slice(1))
    const unnamed = [...files.keys()].filter((name) => !named.includes(name))
    expect(unnamed.sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
    ])
    expect(named.every((name) => files.has(name))).toBe(true)
    for (const file of files.values()) parsedXml(file)
  })
})

describe('a table that is longer than a sheet', () => {
  test('goes on in further sheets under the same headings', async () => {
    const rows = Array.from({ length: 10 }, (_, row) => [row, `متن ${row}`])
    const table = tableOf('نظرها', [number('ردیف'), text('متن')], rows)
    const [, ...sheets] = await sheetsOf([table], {}, { rows: 5 })
    expect(sheets.map(({ name }) => name)).toEqual(['نظرها', 'نظرها (ادامه ۲)', 'نظرها (ادامه ۳)'])
    for (const sheet of sheets) expect(sheet.rows[0]).toEqual(['ردیف', 'متن'])
    const body = sheets.flatMap((sheet) => sheet.rows.slice(1))
    expect(body).toEqual(rows.map((row) => row.map(String)))
    expect(sheets.map((sheet) => sheet.rows.length)).toEqual([5, 5, 3])
  })

  test('has no further sheet where the last row fills the sheet', async () => {
    const rows = corpusRows(['۱', '۲', '۳', '۴'], 3)
    const [, ...sheets] = await sheetsOf([tableOf('نظرها', COLUMNS, rows)], {}, { rows: 5 })
    expect(sheets.map(({ name }) => name)).toEqual(['نظرها'])
  })

  test('goes on also where the file of the sheet would grow too large', async () => {
    const rows = Array.from({ length: 2000 }, (_, row) => [row, 'متن '.repeat(20)])
    const table = tableOf('نظرها', [number('ردیف'), text('متن')], rows)
    const [, ...sheets] = await sheetsOf([table], {}, { bytes: 200_000 })
    expect(sheets.length).toBeGreaterThan(1)
    expect(sheets.flatMap((sheet) => sheet.rows.slice(1)).map(([row]) => Number(row))).toEqual(
      rows.map(([row]) => row),
    )
  })

  test('never takes the name of another table', async () => {
    const rows = corpusRows(['۱', '۲', '۳'], 3)
    const tables = [
      tableOf('نظرها', COLUMNS, rows),
      tableOf('نظرها (ادامه ۲)', COLUMNS, []),
      tableOf('درباره', COLUMNS, []),
    ]
    const sheets = await sheetsOf(tables, {}, { rows: 3 })
    expect(sheets.map(({ name }) => name)).toEqual([
      'درباره',
      'نظرها',
      'نظرها (ادامه ۲) (2)',
      'نظرها (ادامه ۲)',
      'درباره (2)',
    ])
  })

  test('is one of 1,048,576 rows with its headings', () => {
    expect(SHEET_ROWS).toBe(1_048_576)
  })
})

describe('a text that no cell holds', () => {
  const long = (length: number) => 'نظر '.repeat(length / 4).slice(0, length)

  test('is left in its cell up to 32,767 UTF-16 units', async () => {
    const whole = `${long(32_764)}پپپ`
    expect(whole).toHaveLength(32_767)
    const sheets = await sheetsOf([tableOf('نظرها', [text('متن')], [[whole]])])
    expect(sheets.map(({ name }) => name)).toEqual(['درباره', 'نظرها'])
    expect(sheets[1]!.rows[1]).toEqual([whole])
  })

  test.each([32_768, 100_000, 400_000])('of %d units is whole on its own sheet', async (length) => {
    const whole = `${long(length - 4)}=پا.`
    const sheets = await sheetsOf([tableOf('نظرها', COLUMNS, [['-', whole, '-']])])
    const [, table, texts] = sheets
    expect(texts!.name).toBe('متن‌های بلند')
    const [headings, ...parts] = texts!.rows
    expect(headings).toEqual(['برگه', 'ردیف', 'ستون', 'بخش', 'متن'])
    expect(parts.map((part) => part.slice(0, 4))).toEqual(
      parts.map((_, index) => ['نظرها', '2', 'شناسه', String(index + 1)]),
    )
    expect(parts.map((part) => part[4]).join('')).toBe(whole)
    for (const part of parts) expect(part[4]!.length).toBeLessThanOrEqual(32_767)
    const [, cell] = table!.rows[1]!
    expect(cell!.startsWith(whole.slice(0, 900))).toBe(true)
    expect(cell!.endsWith(WORDS.cut('متن‌های بلند', 2))).toBe(true)
  })

  test('is found at the sheet and the row that its cell states, over several sheets', async () => {
    const rows = Array.from({ length: 9 }, (_, row) => [`${row}`, `${row}${long(70_000)}`])
    const table = tableOf('نظرها', [text('شماره'), text('متن')], rows)
    const sheets = await sheetsOf([table], {}, { rows: 5 })
    expect(sheets.map(({ name }) => name)).toEqual([
      'درباره',
      'نظرها',
      'نظرها (ادامه ۲)',
      'نظرها (ادامه ۳)',
      ...[
        '',
        ' (ادامه ۲)',
        ' (ادامه ۳)',
        ' (ادامه ۴)',
        ' (ادامه ۵)',
        ' (ادامه ۶)',
        ' (ادامه ۷)',
      ].map((end) => `متن‌های بلند${end}`),
    ])
    const texts = sheets.slice(4)
    const lines = texts.flatMap(({ name, rows: all }) =>
      all.slice(1).map((values, index) => ({ place: WORDS.cut(name, index + 2), values })),
    )
    for (const { name, rows: all } of sheets.slice(1, 4)) {
      for (const [index, [shown, cell]] of all.entries()) {
        if (index === 0) continue
        const from = lines.findIndex(({ place }) => cell!.endsWith(place))
        const parts = lines.slice(from, from + 3).map(({ values }) => values)
        expect(parts.map((part) => part.slice(0, 4))).toEqual(
          ['1', '2', '3'].map((part) => [name, String(index + 1), 'متن', part]),
        )
        expect(parts.map((part) => part[4]).join('')).toBe(rows[Number(shown)]![1])
      }
    }
  })

  test('is never cut within what a reader would call a character', async () => {
    const family = '👩‍👩‍👧‍👦'
    for (let shift = 0; shift <= family.length; shift += 1) {
      const before = long(32_768 - 4).slice(0, 32_767 - shift)
      const whole = `${before}${family}${family}پایان`
      const [, , texts] = await sheetsOf([tableOf('نظرها', [text('متن')], [[whole]])])
      const parts = texts!.rows.slice(1).map((part) => part[4]!)
      expect(parts.join('')).toBe(whole)
      expect(parts[0]!.replaceAll(family, '')).toBe(before)
      expect(parts[0]!.length).toBeLessThanOrEqual(32_767)
    }
  })

  test('may be a fact or a heading too', async () => {
    const whole = long(40_000)
    const sheets = await sheetsOf([tableOf('نظرها', [text(whole)], [])], {
      facts: [['شرح', whole]],
    })
    const parts = sheets[2]!.rows.slice(1)
    expect(parts.map(([sheet, row]) => [sheet, row])).toEqual([
      ['درباره', '4'],
      ['درباره', '4'],
      ['نظرها', '1'],
      ['نظرها', '1'],
    ])
    expect(parts.map((part) => part[4]).join('')).toBe(whole + whole)
  })
})
