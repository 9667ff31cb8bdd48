import { assertWidth, type Table, type TableRow } from './table-document'

/** Reads the rows of a table one at a time, so that one sheet may leave off and another go on. */
export class RowCursor {
  readonly #table: Table
  readonly #pages: AsyncIterator<readonly TableRow[]>
  #page: readonly TableRow[] = []
  #taken = 0

  constructor(table: Table) {
    this.#table = table
    this.#pages = table.pages[Symbol.asyncIterator]()
  }

  /** Whether there is a row that was not taken; reads up to the page that has it, and no further. */
  async hasMore(): Promise<boolean> {
    while (this.#taken === this.#page.length) {
      const read = await this.#pages.next()
      if (read.done === true) return false
      this.#page = read.value
      this.#taken = 0
    }
    return true
  }

  /**
   * The next row, or `undefined` after the last.
   *
   * @throws RangeError where the row is not as wide as its table
   */
  async next(): Promise<TableRow | undefined> {
    if (!(await this.hasMore())) return undefined
    const row = this.#page[this.#taken]
    this.#taken += 1
    if (row !== undefined) assertWidth(this.#table, row)
    return row
  }

  /** Lets the source give back what it holds, where it was not read to its end. */
  async close(): Promise<void> {
    await this.#pages.return?.()
  }
}
