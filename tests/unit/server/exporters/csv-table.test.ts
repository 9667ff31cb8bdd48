import { describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import {
  FORMULA_GUARD,
  guardedText,
  originalText,
  writeCsvTable,
} from '../../../../plugins/comment-period/server/src/exporters/csv-table'
import type { Table } from '../../../../plugins/comment-period/server/src/exporters/table-document'
import {
  FORMULA_CORPUS,
  HARD_TEXTS,
  HARMLESS_CORPUS,
  QUOTED_CORPUS,
  UNHOLDABLE_TEXTS,
  wellFormed,
} from '../../../support/formula-corpus'
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

function written(...tables: Table[]): Promise<Buffer> {
  return bytesOf((output, signal) => writeCsvTable(documentOf(tables), output, signal))
}

async function readBack(rows: readonly (readonly (string | number | null)[])[]) {
  const bytes = await written(tableOf('نظرها', COLUMNS, rows))
  const all: string[][] = parse(bytes, { bom: true, record_delimiter: '\r\n' })
  return all
}

describe('a table as CSV', () => {
  test('begins with a byte order mark and ends each record with CRLF', async () => {
    const bytes = await written(tableOf('نظرها', [text('نام'), number('شمار')], [['الف', 1]]))
    expect(bytes.toString()).toBe('\ufeff"نام","شمار"\r\n"الف",1\r\n')
  })

  test('of no rows is its headings', async () => {
    expect(await readBack([])).toEqual([['یکم', 'شناسه', 'سوم']])
  })

  test('gives every hard text back, in every column', async () => {
    const rows = corpusRows([...HARD_TEXTS, ...HARMLESS_CORPUS], 3)
    const [, ...read] = await readBack(rows)
    expect(read.map((row) => row.map(originalText))).toEqual(rows)
  })

  test('keeps control characters, and puts U+FFFD for what UTF-8 cannot hold', async () => {
    const rows = corpusRows(UNHOLDABLE_TEXTS, 3)
    const [, ...read] = await readBack(rows)
    expect(read.map((row) => row.map(originalText))).toEqual(rows.map((row) => row.map(wellFormed)))
  })

  test.each(FORMULA_CORPUS.map((formula) => [JSON.stringify(formula), formula]))(
    'S8 guards %s in every column, headings too, so that it can be given back',
    async (_, formula) => {
      const columns = [text(formula), code(formula), text(formula)]
      const bytes = await written(tableOf('نظرها', columns, [[formula, formula, formula]]))
      const read: string[][] = parse(bytes, { bom: true, record_delimiter: '\r\n' })
      expect(read).toHaveLength(2)
      for (const cell of read.flat()) {
        expect(cell.startsWith(FORMULA_GUARD)).toBe(true)
        expect(originalText(cell)).toBe(formula)
      }
    },
  )

  test('leaves harmless texts as they are', () => {
    expect(HARMLESS_CORPUS.map(guardedText)).toEqual(HARMLESS_CORPUS)
  })

  test('can tell an apostrophe of the writer from one of the guard', () => {
    for (const each of QUOTED_CORPUS) {
      expect(guardedText(each)).toBe(`'${each}`)
      expect(originalText(guardedText(each))).toBe(each)
    }
  })

  test('writes numbers as numbers, negative ones too, and tells nothing from an empty text', async () => {
    const columns = [number('الف'), number('ب'), text('پ'), text('ت')]
    const bytes = await written(tableOf('ن', columns, [[-5, 1.5, null, '']]))
    expect(bytes.toString().split('\r\n')[1]).toBe('-5,1.5,,""')
  })

  test('keeps a text of 100,000 characters whole', async () => {
    const long = 'نظر "بلند"\n'.repeat(10_000)
    const [, [cell] = []] = await readBack([[long, '', '']])
    expect(cell).toBe(long)
  })

  test('refuses a row that is not as wide as the table, and what is not one table', async () => {
    await expect(readBack([['یک', 'دو']])).rejects.toThrow(RangeError)
    await expect(readBack([['یک', 'دو', 'سه', 'چهار']])).rejects.toThrow(RangeError)
    const table = tableOf('نظرها', COLUMNS, [])
    await expect(written()).rejects.toThrow(RangeError)
    await expect(written(table, table)).rejects.toThrow(RangeError)
  })

  test('needs no more time for a text of nothing but spaces and signs of no width', () => {
    const before = performance.now()
    guardedText(' \u200b"'.repeat(200_000))
    expect(performance.now() - before).toBeLessThan(1000)
  })
})
