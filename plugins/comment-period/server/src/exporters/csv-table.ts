import type { Writable } from 'node:stream'

import { ChunkBytes, textForm } from './chunk-bytes'
import {
  assertWidth,
  type CellValue,
  type Table,
  type TableDocument,
  type TableRow,
} from './table-document'
import { writeThrough } from './written-through'

/**
 * Where a spreadsheet starts reading a formula. OWASP (CSV Injection) names `= + - @`, tab, return
 * and line feed, and the full-width forms; the small forms and the minus sign fold to the same,
 * and `|` and `%` start one in other spreadsheets. Spaces, quotation marks and what is drawn as
 * nothing do not keep a program from finding the sign behind them.
 */
const FORMULA =
  /^[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[\t\n\r=+\-@|%＝＋－＠｜％﹦﹢﹣﹫﹪\u2212]/u

/**
 * The rule by which texts are made harmless, for the document that goes with the table: a text in
 * which a spreadsheet might see a formula, and a text that begins with an apostrophe already, is
 * written with one apostrophe before it. A reader who takes one apostrophe from the beginning of
 * every text that has one gets the texts as they were: see {@link originalText}.
 */
export const FORMULA_GUARD = "'"

/**
 * The text as it stands in the table: with {@link FORMULA_GUARD} before it where the rule says so.
 *
 * @example
 * guardedText('=1+1') // "'=1+1"
 * guardedText("'quoted'") // "''quoted'"
 */
export function guardedText(text: string): string {
  return text.startsWith(FORMULA_GUARD) || FORMULA.test(text) ? FORMULA_GUARD + text : text
}

/** Undoes {@link guardedText}: the text as it was, from the text as it stands in the table. */
export function originalText(written: string): string {
  return written.startsWith(FORMULA_GUARD) ? written.slice(FORMULA_GUARD.length) : written
}

/**
 * Writes the one table of a document as CSV by RFC 4180: comma, CRLF, a line of headings, every
 * text in quotation marks, numbers and empty cells without. UTF-8 with a byte order mark, without
 * which Excel takes it for a legacy encoding. Letterhead, title and facts are not written; they
 * have no place in the format. Texts are guarded against being run as formulas, see
 * {@link FORMULA_GUARD}; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
 *
 * Ends `output`, and resolves when all of it is flushed.
 *
 * @throws RangeError where there is not exactly one table, or a row is not as wide as its table
 * @throws the error of `output` or of the rows; an `AbortError` where `signal` is aborted
 */
export async function writeCsvTable(
  document: TableDocument,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  const [table, ...others] = document.tables
  if (table === undefined || others.length > 0) {
    throw new RangeError(`CSV holds one table, not ${document.tables.length}.`)
  }
  await writeThrough(csvOf(table), output, signal)
}

/** RFC 4180, 2.7: a quotation mark within quotation marks is doubled. */
const QUOTED = textForm((text) => text.replaceAll('"', '""'))

async function* csvOf(table: Table): AsyncGenerator<Buffer, void, undefined> {
  const chunk = new ChunkBytes()
  chunk.markup('\ufeff')
  addLine(
    chunk,
    table.columns.map(({ heading }) => heading),
  )
  for await (const page of table.pages) {
    for (const row of page) {
      assertWidth(table, row)
      addLine(chunk, row)
      if (chunk.endRow()) yield chunk.take()
    }
  }
  yield chunk.take()
}

function addLine(chunk: ChunkBytes, row: TableRow): void {
  for (let at = 0; at < row.length; at += 1) {
    if (at > 0) chunk.markup(',')
    addCell(chunk, row[at] ?? null)
  }
  chunk.markup('\r\n')
}

function addCell(chunk: ChunkBytes, value: CellValue): void {
  if (value === null) return
  if (typeof value === 'number') return chunk.markup(String(value))
  chunk.markup('"')
  chunk.text(guardedText(value), QUOTED)
  chunk.markup('"')
}
