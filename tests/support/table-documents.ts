import { PassThrough, Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type {
  CellValue,
  Table,
  TableColumn,
  TableDocument,
} from '../../plugins/comment-period/server/src/exporters/table-document'
import { tableWordsOf } from '../../plugins/comment-period/server/src/exporters/words'

type Rows = readonly (readonly CellValue[])[]

export const text = (heading: string, width = 20): TableColumn => ({ heading, width, kind: 'text' })
export const number = (heading: string): TableColumn => ({ heading, width: 8, kind: 'number' })
export const code = (heading: string): TableColumn => ({ heading, width: 30, kind: 'code' })

export function tableOf(name: string, columns: readonly TableColumn[], rows: Rows): Table {
  return { name, columns, pages: given(rows) }
}

/** A document in Persian with one table of text columns, or the tables that are given. */
export function documentOf(
  tables: readonly Table[],
  other: Partial<TableDocument> = {},
): TableDocument {
  return {
    title: 'جدول بررسی نظرها',
    language: 'fa',
    direction: 'rtl',
    letterhead: ['جمهوری اسلامی ایران', 'سازمان نمونه'],
    facts: [['زمان تهیه', '2026-11-29T10:00:00.000Z']],
    words: tableWordsOf('fa'),
    tables,
    ...other,
  }
}

/** Every text of a corpus in every column: one row for each text. */
export function corpusRows(corpus: readonly string[], columns: number): string[][] {
  return corpus.map((each) => Array.from({ length: columns }, () => each))
}

/** Runs a writer and answers the bytes that it wrote. */
export async function bytesOf(
  write: (output: Writable, signal: AbortSignal) => Promise<void>,
): Promise<Buffer> {
  const output = new PassThrough()
  const chunks: Buffer[] = []
  const read = (async () => {
    for await (const chunk of output) chunks.push(chunk as Buffer)
  })()
  await Promise.all([write(output, new AbortController().signal), read])
  return Buffer.concat(chunks)
}

/** Counts the rows that were asked for, and whether the source was told to stop. */
export interface CountedTable {
  readonly table: Table
  pulled: number
  closed: boolean
}

/** A table of that many rows that are at hand at once. */
export function countedTable(rows: number, columns: readonly TableColumn[]): CountedTable {
  const counted: CountedTable = {
    table: { name: 'شمارش', columns, pages: source() },
    pulled: 0,
    closed: false,
  }
  async function* source() {
    try {
      for (let row = 1; row <= rows; row += 1) {
        counted.pulled += 1
        // Not to be squeezed to nothing, so that what is written is a measure of what was read.
        const hash = (Math.imul(row, 2654435761) >>> 0).toString(36)
        await Promise.resolve()
        yield [columns.map(({ kind }, at) => (kind === 'number' ? row : `${hash}-${row}-${at}`))]
      }
    } finally {
      counted.closed = true
    }
  }
  return counted
}

/** A table whose source gives one row and then nothing, for ever. */
export function silentTable(columns: readonly TableColumn[]): Table {
  async function* source() {
    yield [columns.map(() => 'یک')]
    await new Promise(() => {})
  }
  return { name: 'خاموش', columns, pages: source() }
}

/** Takes what comes until so many bytes have come, and then no more. */
export function stuckAfter(bytes: number): Writable {
  let taken = 0
  return new Writable({
    highWaterMark: 16 * 1024,
    write(chunk: Buffer, _, done) {
      taken += chunk.length
      if (taken < bytes) done()
    },
  })
}

/** Fails once so many bytes have come. */
export function failingAfter(bytes: number): Writable {
  let taken = 0
  return new Writable({
    write(chunk: Buffer, _, done) {
      taken += chunk.length
      done(taken < bytes ? null : new Error('disk is full'))
    },
  })
}

/** Waits until a count does not change any more. */
export async function settled(count: () => number): Promise<number> {
  let before = -1
  for (let now = count(); now !== before; now = count()) {
    before = now
    await setTimeout(150)
  }
  return before
}

/** Two rows a page, and one page without any. */
async function* given(rows: Rows): AsyncGenerator<Rows> {
  for (let from = 0; from < rows.length; from += 2) {
    await Promise.resolve()
    yield rows.slice(from, from + 2)
    if (from === 0) yield []
  }
}
