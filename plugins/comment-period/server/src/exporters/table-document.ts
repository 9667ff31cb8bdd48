/** What a cell may hold. A text is always text, whatever it looks like; `null` is an empty cell. */
export type CellValue = string | number | null

/** A column of a {@link Table}. */
export interface TableColumn {
  readonly heading: string
  /** In characters of the body type, as spreadsheets count; on paper only the proportions count. */
  readonly width: number
  /** `code` is text that runs from left to right in any language: ids, hashes, ISO instants. */
  readonly kind: 'text' | 'number' | 'code'
}

/** The cells of a row, one under each heading. */
export type TableRow = readonly CellValue[]

/** Rows under headings. They are read once, from the first to the last. */
export interface Table {
  readonly name: string
  readonly columns: readonly TableColumn[]
  /** Some rows at a time: to wait for each of a million takes longer than to write it. */
  readonly pages: AsyncIterable<readonly TableRow[]>
}

/** Rows that are all at hand. */
// eslint-disable-next-line @typescript-eslint/require-await -- pages may have to be waited for
export async function* onePage(
  rows: readonly TableRow[],
): AsyncGenerator<readonly TableRow[], void, undefined> {
  yield rows
}

/** The few words that a writer prints of its own. */
export interface TableWords {
  /** Name of the sheet with letterhead and facts. */
  readonly about: string
  /** Said of the part of a table that goes on in a further sheet; `part` is 2 or more. */
  readonly continued: (part: number) => string
  /** Name of the sheet that holds the texts too long for a cell, and its headings. */
  readonly longTexts: string
  readonly longTextHeadings: {
    readonly sheet: string
    readonly row: string
    readonly column: string
    readonly part: string
    readonly text: string
  }
  /** Stands at the end of a text that was cut, and says where the whole of it is. */
  readonly cut: (sheet: string, row: number) => string
  /** Said of a table that has no row. */
  readonly noRows: string
  /** What stands before, between and after the number of the page and that of all pages. */
  readonly page: readonly [before: string, between: string, after: string]
  /** A number in the digits of the language, without grouping. */
  readonly number: (value: number) => string
}

/** One or more tables with what has to be said of them, for any writer to write. */
export interface TableDocument {
  readonly title: string
  /** BCP-47, such as `fa`, `en`, `ckb`. */
  readonly language: string
  readonly direction: 'rtl' | 'ltr'
  /** Lines above the title. */
  readonly letterhead: readonly string[]
  /** What the export states of itself: its instant, what it covers, its profile. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly words: TableWords
  readonly tables: readonly Table[]
}

/**
 * A row that is not as wide as its table would put every later cell under another heading, so it
 * ends the writing instead.
 *
 * @throws RangeError where the row has more or fewer cells than the table has columns
 */
export function assertWidth({ name, columns }: Table, row: TableRow): void {
  if (row.length === columns.length) return
  throw new RangeError(
    `A row of “${name}” has ${row.length} cells under ${columns.length} headings.`,
  )
}
