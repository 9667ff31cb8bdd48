import type { Writable } from 'node:stream'

import { beginningOf, CELL_UNITS, partsOf } from './cell-parts'
import { ChunkBytes } from './chunk-bytes'
import { LongTexts } from './long-texts'
import { corePropertiesPart, packageRelationsPart } from './office-package'
import { RowCursor } from './row-cursor'
import { SheetNames, SheetSeries } from './sheet-names'
import type { CellValue, Table, TableColumn, TableDocument, TableRow } from './table-document'
import {
  sheetFile,
  workbookPart,
  workbookRelationsPart,
  workbookTypesPart,
  type WrittenSheet,
} from './workbook-parts'
import { STYLES, workbookStyles } from './workbook-styles'
import { RowWriter, sheetClosing, sheetOpening } from './worksheet'
import { wholePart, writeArchive, type ArchivePart } from './zip-archive'

/** Rows of a sheet of Excel, with that of the headings. */
export const SHEET_ROWS = 1_048_576

/** Keeps the file of a sheet below 4 GiB, over which not every reader of ZIP follows. */
const SHEET_BYTES = 3 * 2 ** 30
/** About as many bytes as that, where each row holds the longest part. */
const LONG_TEXT_SHEET_ROWS = 20_000

/** What is left in its cell of a text that does not fit: about as much as a screen shows. */
const EXCERPT_UNITS = 1000

/** In characters: names and values of the facts. */
const ABOUT_WIDTHS = [32, 90]
/** Letterhead and title are not wrapped: they run on over the empty cell beside them. */
const LETTERHEAD = { styles: [STYLES.letterhead], widths: [], leastLines: 1 }
const TITLE = { styles: [STYLES.title], widths: [], leastLines: 2 }
const FACT = { styles: [STYLES.factName, STYLES.text], widths: ABOUT_WIDTHS, leastLines: 1 }

/** What a workbook needs beside the document. */
export interface WorkbookSettings {
  /** Where texts too long for a cell wait for their sheet; a file without a name. */
  readonly folder: string
  /** Where a table goes on in a further sheet; left out, where Excel and ZIP ask for it. */
  readonly limits?: Partial<SheetLimits>
}

/** What one sheet holds at most. */
export interface SheetLimits {
  /** Counts the headings too. */
  readonly rows: number
  /** Bytes of markup; the row that passes them is the last of its sheet. */
  readonly bytes: number
}

/**
 * Writes the tables of a document as a workbook of Excel (ECMA-376): a sheet with letterhead, title
 * and facts, a sheet for each table, continued in further sheets where it has more rows than Excel,
 * and a sheet for texts over 32,767 UTF-16 units, which stand there in parts. Every text is an
 * inline string, so that none is read as a formula, a number or a date; numbers of more than 15
 * digits are texts as well, because Excel would round them.
 *
 * Ends `output`, and resolves when all of it is flushed. Memory does not grow with the rows.
 *
 * @throws RangeError where a row is not as wide as its table
 * @throws the error of `output`, of the rows or of the folder; an `AbortError` where `signal` is
 *   aborted
 */
export async function writeXlsxWorkbook(
  document: TableDocument,
  output: Writable,
  signal: AbortSignal,
  settings: WorkbookSettings,
): Promise<void> {
  const longTexts = new LongTexts(settings.folder)
  try {
    const limits = { rows: SHEET_ROWS, bytes: SHEET_BYTES, ...settings.limits }
    const workbook = new Workbook(document, longTexts, limits)
    await writeArchive(workbook.parts(), output, signal)
  } finally {
    await longTexts.close()
  }
}

class Workbook {
  readonly #document: TableDocument
  readonly #longTexts: LongTexts
  readonly #limits: SheetLimits
  readonly #longTextLimits: SheetLimits
  readonly #names = new SheetNames()
  readonly #about: string
  readonly #series: readonly SheetSeries[]
  readonly #longTextSeries: SheetSeries
  readonly #written: WrittenSheet[] = []
  #longTextRows = 0

  constructor(document: TableDocument, longTexts: LongTexts, limits: SheetLimits) {
    if (limits.rows < 2) throw new RangeError('A sheet has headings and one more row at least.')
    this.#document = document
    this.#longTexts = longTexts
    this.#limits = limits
    this.#longTextLimits = { rows: Math.min(limits.rows, LONG_TEXT_SHEET_ROWS), bytes: Infinity }
    // All of these before any continued sheet, whose name could be that of a table.
    const { words, tables } = document
    this.#about = this.#names.take(words.about)
    this.#series = tables.map(({ name }) => new SheetSeries(this.#names, name, words.continued))
    this.#longTextSeries = new SheetSeries(this.#names, words.longTexts, words.continued)
  }

  async *parts(): AsyncGenerator<ArchivePart, void, undefined> {
    yield packageRelationsPart('xl/workbook.xml')
    yield corePropertiesPart(this.#document)
    yield wholePart('xl/styles.xml', workbookStyles(this.#document.direction))
    yield this.#part(this.#aboutSheet())
    for (const [index, series] of this.#series.entries()) {
      const table = this.#document.tables[index]
      if (table !== undefined) yield* this.#tableParts(table, series, this.#limits)
    }
    if (this.#longTextRows > 0) {
      yield* this.#tableParts(this.#longTextTable(), this.#longTextSeries, this.#longTextLimits)
    }
    yield workbookPart(this.#written)
    yield workbookRelationsPart(this.#written)
    yield workbookTypesPart(this.#written)
  }

  #part(chunks: AsyncIterable<Buffer>): ArchivePart {
    return { name: sheetFile(this.#written.length), chunks }
  }

  async *#aboutSheet(): AsyncGenerator<Buffer, void, undefined> {
    const { title, direction, letterhead, facts } = this.#document
    const frame = { direction, widths: ABOUT_WIDTHS, headed: false, first: true }
    const lines = [
      ...letterhead.map((line) => ({ layout: LETTERHEAD, values: [line] })),
      { layout: TITLE, values: [title] },
      ...facts.map((fact) => ({ layout: FACT, values: fact })),
    ]
    const chunk = new ChunkBytes()
    chunk.markup(sheetOpening(frame))
    for (const [index, { layout, values }] of lines.entries()) {
      const [name] = values
      const fitted = await this.#fitted(values, this.#about, index + 1, [name, name])
      new RowWriter({ direction, ...layout }).add(chunk, index + 1, fitted)
    }
    this.#written.push({ name: this.#about, columns: 2, rows: lines.length, headed: false })
    chunk.markup(sheetClosing(frame, lines.length))
    yield chunk.take()
  }

  async *#tableParts(
    table: Table,
    series: SheetSeries,
    limits: SheetLimits,
  ): AsyncGenerator<ArchivePart, void, undefined> {
    const rows = new RowCursor(table)
    try {
      for (let part = 1; part === 1 || (await rows.hasMore()); part += 1) {
        yield this.#part(this.#rowsSheet(series.nameOf(part), table.columns, rows, limits))
      }
    } finally {
      await rows.close()
    }
  }

  async *#rowsSheet(
    name: string,
    columns: readonly TableColumn[],
    rows: RowCursor,
    limits: SheetLimits,
  ): AsyncGenerator<Buffer, void, undefined> {
    const { direction } = this.#document
    const headings = columns.map(({ heading }) => heading)
    const widths = columns.map(({ width }) => width)
    const frame = { direction, widths, headed: true, first: false }
    const headStyles = columns.map(() => STYLES.heading)
    const bodyStyles = columns.map(({ kind }) => STYLES[kind])
    const head = new RowWriter({ direction, widths, styles: headStyles })
    const body = new RowWriter({ direction, widths, styles: bodyStyles })
    const chunk = new ChunkBytes()
    chunk.markup(sheetOpening(frame))
    head.add(chunk, 1, await this.#fitted(headings, name, 1, headings))
    let row = 1
    for (let bytes = 0; row < limits.rows && bytes + chunk.length < limits.bytes;) {
      const values = await rows.next()
      if (values === undefined) break
      row += 1
      body.add(chunk, row, await this.#fitted(values, name, row, headings))
      if (!chunk.endRow()) continue
      bytes += chunk.length
      yield chunk.take()
    }
    this.#written.push({ name, columns: columns.length, rows: row, headed: true })
    chunk.markup(sheetClosing(frame, row))
    yield chunk.take()
  }

  /** The values as cells can hold them; what no cell can is kept for the sheet of long texts. */
  #fitted(
    values: TableRow,
    sheet: string,
    row: number,
    headings: readonly string[],
  ): TableRow | Promise<TableRow> {
    return values.some(isTooLong) ? this.#cut(values, sheet, row, headings) : values
  }

  async #cut(
    values: TableRow,
    sheet: string,
    row: number,
    headings: readonly string[],
  ): Promise<TableRow> {
    const fitted: CellValue[] = []
    for (const [index, value] of values.entries()) {
      if (!isTooLong(value)) {
        fitted.push(value)
        continue
      }
      const heading = beginningOf(headings[index] ?? '', EXCERPT_UNITS)
      await this.#longTexts.keep({ sheet, row, heading, text: value })
      const said = this.#longTextPlace(partsOf(value).length)
      fitted.push(`${beginningOf(value, EXCERPT_UNITS)}…\n${said}`)
    }
    return fitted
  }

  /** Says where the first of that many parts will stand: each sheet but the last is full. */
  #longTextPlace(parts: number): string {
    const rows = this.#longTextLimits.rows - 1
    const sheet = this.#longTextSeries.nameOf(Math.floor(this.#longTextRows / rows) + 1)
    const row = (this.#longTextRows % rows) + 2
    this.#longTextRows += parts
    return this.#document.words.cut(sheet, row)
  }

  #longTextTable(): Table {
    const { longTexts: name, longTextHeadings: headings } = this.#document.words
    return {
      name,
      columns: [
        { heading: headings.sheet, width: 24, kind: 'text' },
        { heading: headings.row, width: 10, kind: 'number' },
        { heading: headings.column, width: 24, kind: 'text' },
        { heading: headings.part, width: 8, kind: 'number' },
        { heading: headings.text, width: 100, kind: 'text' },
      ],
      pages: this.#longTextPages(),
    }
  }

  async *#longTextPages(): AsyncGenerator<readonly TableRow[], void, undefined> {
    for await (const { sheet, row, heading, text } of this.#longTexts.all()) {
      yield partsOf(text).map((part, index) => [sheet, row, heading, index + 1, part])
    }
  }
}

function isTooLong(value: CellValue): value is string {
  return typeof value === 'string' && value.length > CELL_UNITS
}
