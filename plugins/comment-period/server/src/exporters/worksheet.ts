import { element, type Markup } from '../../../domain/xml'
import { textForm, type ChunkBytes } from './chunk-bytes'
import { paragraphDirection } from './printed-text'
import type { CellValue } from './table-document'
import { STYLES } from './workbook-styles'
import { cellText } from './xml-text'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** `ST_Pane` and print settings ask for A4 by number (ECMA-376 Part 1, 18.3.1.63). */
const A4 = '9'
/** Excel keeps 15 significant digits (IEEE 754 doubles cut for display and for saving). */
const EXACT_DIGITS = 15
const EXACT_INTEGER = 1e15
const WIDEST_COLUMN = 255
/** In points: of a line at the size of the body, and the most that Excel gives a row. */
const LINE_HEIGHT = 13.5
const HIGHEST_ROW = 409
/** Letters are narrower than the digits that widths are counted in, but words leave some room. */
const FILLED = 1.1

/** What the frame of a sheet has to know. */
export interface SheetFrame {
  readonly direction: 'rtl' | 'ltr'
  /** In characters, one for each column. */
  readonly widths: readonly number[]
  /** Row 1 holds headings: it stays in view, is repeated in print and filters. */
  readonly headed: boolean
  /** The sheet that shows when the workbook is opened. */
  readonly first: boolean
}

/** The letters of a column, counted from 0 (ECMA-376 Part 1, 18.18.62): `A`, …, `Z`, `AA`. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest < 0 ? '' : columnLetters(rest)) + String.fromCharCode(65 + (index % 26))
}

/** All that stands before the rows. */
export function sheetOpening({ direction, widths, headed, first }: SheetFrame): string {
  const pane = headed
    ? [
        element('pane', {
          ySplit: '1',
          topLeftCell: 'A2',
          activePane: 'bottomLeft',
          state: 'frozen',
        }),
        element('selection', { pane: 'bottomLeft', activeCell: 'A2', sqref: 'A2' }),
      ]
    : []
  const view = element(
    'sheetView',
    {
      ...(direction === 'rtl' ? { rightToLeft: '1' } : {}),
      ...(first ? { tabSelected: '1' } : {}),
      ...(headed ? {} : { showGridLines: '0' }),
      workbookViewId: '0',
    },
    pane,
  )
  const columns = widths.map((width, index) =>
    element('col', {
      min: String(index + 1),
      max: String(index + 1),
      width: String(Math.min(Math.max(width, 1), WIDEST_COLUMN)),
      customWidth: '1',
    }),
  )
  const before = [
    element('sheetPr', {}, [element('pageSetUpPr', { fitToPage: '1' })]),
    element('sheetViews', {}, [view]),
    element('sheetFormatPr', { defaultRowHeight: '15' }),
    ...(columns.length > 0 ? [element('cols', {}, columns)] : []),
  ]
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}">${markupOf(before)}<sheetData>`
}

/** All that stands after the rows; `rows` counts the headings too. */
export function sheetClosing({ widths, headed }: SheetFrame, rows: number): string {
  const all = `A1:${columnLetters(Math.max(widths.length - 1, 0))}${Math.max(rows, 1)}`
  const after = [
    ...(headed && widths.length > 0 ? [element('autoFilter', { ref: all })] : []),
    element('pageMargins', {
      left: '0.4',
      right: '0.4',
      top: '0.5',
      bottom: '0.6',
      header: '0.3',
      footer: '0.3',
    }),
    element('pageSetup', {
      paperSize: A4,
      orientation: headed ? 'landscape' : 'portrait',
      fitToHeight: '0',
    }),
    element('headerFooter', {}, [element('oddFooter', {}, ['&C&P / &N'])]),
    // Docket numbers are texts of digits on purpose; Excel would mark every one as a mistake.
    element('ignoredErrors', {}, [
      element('ignoredError', { sqref: all, numberStoredAsText: '1' }),
    ]),
  ]
  return `</sheetData>${markupOf(after)}</worksheet>`
}

/** An underscore is fit or not by what follows it. */
const CELL_TEXT = textForm(cellText, '_')
const TEXT_END = Buffer.from('</t></is></c>')
const NUMBER_END = Buffer.from('</v></c>')

/** What all rows of a {@link RowWriter} have in common. */
export interface RowLayout {
  readonly direction: 'rtl' | 'ltr'
  /** The index of the cell format of each column. */
  readonly styles: readonly number[]
  /** Of the columns, in characters. */
  readonly widths: readonly number[]
  /** Lines that a row has room for at least. */
  readonly leastLines?: number
}

/** Writes the rows of a sheet: all that does not change from row to row is made once. */
export class RowWriter {
  readonly #direction: 'rtl' | 'ltr'
  readonly #places: readonly Buffer[]
  readonly #texts: readonly Buffer[]
  readonly #opposedTexts: readonly (Buffer | undefined)[]
  readonly #numbers: readonly Buffer[]
  readonly #widths: readonly number[]
  readonly #leastLines: number

  constructor({ direction, styles, widths, leastLines = 1 }: RowLayout) {
    this.#direction = direction
    this.#widths = widths.map((width) => Math.max(width * FILLED, 1))
    this.#leastLines = leastLines
    this.#places = styles.map((_, index) => Buffer.from(`<c r="${columnLetters(index)}`))
    this.#texts = styles.map(textOpening)
    this.#opposedTexts = styles.map((style) =>
      style === STYLES.text ? textOpening(STYLES.opposed) : undefined,
    )
    this.#numbers = styles.map((style) => Buffer.from(`" s="${style}"><v>`))
  }

  /** Adds a row; texts longer than a cell holds must have been cut before. */
  add(chunk: ChunkBytes, row: number, values: readonly CellValue[]): void {
    const number = String(row)
    const lines = this.#linesOf(values)
    // Excel would find the height of wrapped text by itself, LibreOffice does not.
    const height = Math.min(lines * LINE_HEIGHT + 2, HIGHEST_ROW)
    chunk.markup(lines > 1 ? `<row r="${number}" ht="${height}">` : `<row r="${number}">`)
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at]
      const place = this.#places[at]
      if (value === null || value === undefined || place === undefined) continue
      chunk.bytes(place)
      chunk.markup(number)
      if (typeof value === 'number' && isExact(value)) {
        chunk.bytes(this.#numbers[at] ?? place)
        chunk.markup(String(value))
        chunk.bytes(NUMBER_END)
      } else {
        const text = String(value)
        chunk.bytes(this.#openingOf(text, at) ?? place)
        chunk.text(text, CELL_TEXT)
        chunk.bytes(TEXT_END)
      }
    }
    chunk.markup('</row>')
  }

  #openingOf(text: string, at: number): Buffer | undefined {
    const opposed = this.#opposedTexts[at]
    if (opposed === undefined || paragraphDirection(text, this.#direction) === this.#direction) {
      return this.#texts[at]
    }
    return opposed
  }

  #linesOf(values: readonly CellValue[]): number {
    let most = this.#leastLines
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at]
      const width = this.#widths[at] ?? Infinity
      if (typeof value !== 'string' || (value.length <= width && !value.includes('\n'))) continue
      most = Math.max(most, wrappedLines(value, width))
    }
    return most
  }
}

function textOpening(style: number): Buffer {
  return Buffer.from(`" s="${style}" t="inlineStr"><is><t xml:space="preserve">`)
}

/** Stops where the row is as high as can be, however long the text. */
function wrappedLines(text: string, width: number): number {
  let lines = 0
  for (let start = 0; start <= text.length && lines * LINE_HEIGHT < HIGHEST_ROW;) {
    const end = text.indexOf('\n', start)
    const length = (end < 0 ? text.length : end) - start
    lines += Math.max(Math.ceil(length / width), 1)
    start += length + 1
  }
  return lines
}

/** What Excel would round, or could not read at all, is written as the text of its digits. */
function isExact(value: number): boolean {
  if (Number.isInteger(value)) return Math.abs(value) < EXACT_INTEGER
  return Number.isFinite(value) && Number(value.toPrecision(EXACT_DIGITS)) === value
}

function markupOf(all: readonly Markup[]): string {
  return all.map(({ xml }) => xml).join('')
}
