import type { Writable } from 'node:stream'

import { ChunkBytes } from './chunk-bytes'
import type { Table, TableDocument } from './table-document'
import {
  endOf,
  factsOf,
  headOf,
  OPENING,
  paragraph,
  partsOf,
  tableOf,
  type WordSheet,
} from './word-table'
import { writeArchive } from './zip-archive'

/** A4 upright, in twentieths of a point. */
const UPRIGHT: WordSheet = { width: 11_906, height: 16_838, margin: 1_000, footer: 500 }

/** A text under headings, with facts and tables in it. */
export interface WordReport extends Omit<TableDocument, 'tables'> {
  /** Paragraphs before the first heading; one may have a heading of its own. */
  readonly preface: readonly { readonly title: string | null; readonly text: string }[]
  readonly sections: readonly {
    readonly title: string
    readonly facts: TableDocument['facts']
    readonly notes: readonly string[]
    /** One without a name stands under the heading alone. */
    readonly tables: readonly Table[]
  }[]
}

/**
 * Writes a report as a text of Word (ECMA-376) on A4: letterhead, title and facts, then its parts,
 * each with its facts and tables, as `writeWordTable` writes them.
 *
 * Ends `output`, and resolves when all of it is flushed.
 *
 * @throws the error of `output`; an `AbortError` where `signal` is aborted
 */
export async function writeWordReport(
  report: WordReport,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  const document: TableDocument = { ...report, tables: [] }
  await writeArchive(partsOf(document, textOf(report, document)), output, signal)
}

async function* textOf(
  { preface, sections }: WordReport,
  document: TableDocument,
): AsyncGenerator<Buffer, void, undefined> {
  const chunk = new ChunkBytes()
  chunk.markup(OPENING)
  chunk.markup(headOf(document, UPRIGHT))
  for (const { title, text } of preface) {
    if (title !== null) chunk.markup(paragraph(title, 'TableName', document))
    for (const line of text.split('\n')) chunk.markup(paragraph(line, 'Text', document))
  }
  for (const { title, facts, notes, tables } of sections) {
    chunk.markup(paragraph(title, 'TableName', document))
    for (const note of notes) chunk.markup(paragraph(note, 'Text', document))
    if (facts.length > 0) {
      chunk.markup(factsOf(facts, document, UPRIGHT))
      chunk.markup(paragraph('', 'Gap', document))
    }
    for (const table of tables) {
      if (table.name !== '') chunk.markup(paragraph(table.name, 'PartName', document))
      yield* tableOf(table, document, UPRIGHT, chunk)
    }
  }
  chunk.markup(endOf(document, UPRIGHT))
  yield chunk.take()
}
