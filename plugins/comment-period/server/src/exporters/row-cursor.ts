import { assertWidth, type CellValue, type Table } from './table-document'

/** Reads the rows of a table one at a time, so that one sheet may leave off and another go on. */
export class RowCursor {
  readonly #table: Table
  readonly #rows: AsyncIterator<readonly CellValue[]>
  #ahead: IteratorResult<readonly CellValue[], unknown> | undefined

  constructor(table: Table) {
    this.#table = table
    this.#rows = table.rows[Symbol.asyncIterator]()
  }

  /** Whether there is a row that was not taken; reads one ahead, and no more. */
  async hasMore(): Promise<boolean> {
    this.#ahead ??= await this.#rows.next()
    return this.#ahead.done !== true
  }

  /**
   * The next row, or `undefined` after the last.
   *
   * @throws RangeError where the row is not as wide as its table
   */
  async next(): Promise<readonly CellValue[] | undefined> {
    const read = this.#ahead ?? (await this.#rows.next())
    if (read.done === true) return undefined
    this.#ahead = undefined
    assertWidth(this.#table, read.value)
    return read.value
  }

  /** Lets the source give back what it holds, where it was not read to its end. */
  async close(): Promise<void> {
    await this.#rows.return?.()
  }
}
