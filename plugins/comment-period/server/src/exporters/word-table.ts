import type { Writable } from 'node:stream'

import { ChunkBytes } from './chunk-bytes'
import { corePropertiesPart, packageRelationsPart } from './office-package'
import { columnShares, directedRuns, paragraphDirection, printedText } from './printed-text'
import {
  assertWidth,
  type Table,
  type TableColumn,
  type TableDocument,
  type TableRow,
} from './table-document'
import { FOOTER_RELATION, OFFICE, WORD, wordParts } from './word-parts'
import { xmlText } from './xml-text'
import { writeArchive, type ArchivePart } from './zip-archive'

/** A sheet and its margins, in twentieths of a point. */
export interface WordSheet {
  readonly width: number
  readonly height: number
  readonly margin: number
  readonly footer: number
}

/** A4 on its side. */
const ON_ITS_SIDE: WordSheet = { width: 16_838, height: 11_906, margin: 850, footer: 450 }
const FACT_NAME_WIDTH = 3600

const textWidth = ({ width, margin }: WordSheet) => width - 2 * margin

/** Twentieths of a point that a letter takes on the average at the size of a cell. */
const LETTER_WIDTH = 105
/** A row of more lines may be split: kept together it would leave half of a page empty. */
const LINES_KEPT_TOGETHER = 12

/**
 * Writes the tables of a document as a text of Word (ECMA-376), on A4 on its side: letterhead,
 * title, facts and the tables, whose headings are repeated on each page, and the number of the page
 * below. A document from right to left is one in every part of it: paragraphs, tables and runs.
 * Line breaks and tabs are kept; what XML forbids becomes U+FFFD.
 *
 * Ends `output`, and resolves when all of it is flushed. Memory does not grow with the rows.
 *
 * @throws RangeError where a row is not as wide as its table
 * @throws the error of `output` or of the rows; an `AbortError` where `signal` is aborted
 */
export async function writeWordTable(
  document: TableDocument,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  await writeArchive(partsOf(document, textOf(document)), output, signal)
}

/** The parts of a document of Word around its text. */
export function* partsOf(
  document: TableDocument,
  text: AsyncIterable<Buffer>,
): Generator<ArchivePart, void, undefined> {
  yield* wordParts(document)
  yield packageRelationsPart('word/document.xml')
  yield corePropertiesPart(document)
  yield { name: 'word/document.xml', chunks: text }
}

/** What the part of the text begins with. */
export const OPENING = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
  `<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>`,
].join('')

async function* textOf(document: TableDocument): AsyncGenerator<Buffer, void, undefined> {
  const chunk = new ChunkBytes()
  chunk.markup(OPENING)
  chunk.markup(headOf(document, ON_ITS_SIDE))
  for (const table of document.tables) {
    if (document.tables.length > 1) chunk.markup(paragraph(table.name, 'TableName', document))
    yield* tableOf(table, document, ON_ITS_SIDE, chunk)
  }
  chunk.markup(endOf(document, ON_ITS_SIDE))
  yield chunk.take()
}

/** Letterhead, title and facts. */
export function headOf(document: TableDocument, sheet: WordSheet): string {
  const { letterhead, title, facts } = document
  return [
    ...letterhead.map((line) => paragraph(line, 'Letterhead', document)),
    paragraph(title, 'Title', document),
    factsOf(facts, document, sheet),
    paragraph('', 'Gap', document),
  ].join('')
}

/** Names and values side by side; nothing where there are none. */
export function factsOf(
  facts: TableDocument['facts'],
  document: TableDocument,
  sheet: WordSheet,
): string {
  if (facts.length === 0) return ''
  const widths = [FACT_NAME_WIDTH, textWidth(sheet) - FACT_NAME_WIDTH]
  const rows = facts.map(([name, value]) => {
    const cells = [paragraph(name, 'FactName', document), paragraph(value, 'Fact', document)]
    return rowOf(cells, widths, '<w:cantSplit/>')
  })
  return [tableOpening(widths, document, ['bottom', 'insideH']), ...rows, '</w:tbl>'].join('')
}

/** A table; what of it is worth a write is handed on. */
export async function* tableOf(
  table: Table,
  document: TableDocument,
  sheet: WordSheet,
  chunk: ChunkBytes,
): AsyncGenerator<Buffer, void, undefined> {
  const widths = columnShares(table.columns).map((share) => Math.floor(share * textWidth(sheet)))
  const headings = table.columns.map(({ heading }) => paragraph(heading, 'Heading', document))
  chunk.markup(
    tableOpening(widths, document, ['top', 'start', 'bottom', 'end', 'insideH', 'insideV']),
  )
  chunk.markup(rowOf(headings, widths, '<w:cantSplit/><w:tblHeader/>', 'E6F1F3'))
  let rows = 0
  for await (const page of table.pages) {
    for (const row of page) {
      assertWidth(table, row)
      rows += 1
      chunk.markup(bodyRow(table.columns, row, widths, document))
      if (chunk.endRow()) yield chunk.take()
    }
  }
  chunk.markup('</w:tbl>')
  // Word wants a paragraph between two tables, or it makes one of them.
  chunk.markup(
    rows > 0 ? paragraph('', 'Gap', document) : paragraph(document.words.noRows, 'Cell', document),
  )
}

function bodyRow(
  columns: readonly TableColumn[],
  row: TableRow,
  widths: readonly number[],
  document: TableDocument,
): string {
  let most = 1
  const cells = columns.map(({ kind }, index) => {
    const text = printedText(row[index] ?? null, document.words)
    most = Math.max(most, linesOf(text, widths[index] ?? LETTER_WIDTH))
    if (kind === 'code') return codeParagraph(text)
    return paragraph(text, kind === 'number' ? 'Number' : 'Cell', document)
  })
  return rowOf(cells, widths, most <= LINES_KEPT_TOGETHER ? '<w:cantSplit/>' : '')
}

function linesOf(text: string, width: number): number {
  const letters = Math.max(Math.floor(width / LETTER_WIDTH), 1)
  const breaks = text.split('\n', LINES_KEPT_TOGETHER + 1).length - 1
  return Math.ceil(text.length / letters) + breaks
}

function tableOpening(
  widths: readonly number[],
  { direction }: TableDocument,
  edges: readonly string[],
): string {
  const lines = edges.map(
    (edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="9AA7AF"/>`,
  )
  const columns = widths.map((width) => `<w:gridCol w:w="${width}"/>`)
  return [
    '<w:tbl><w:tblPr>',
    direction === 'rtl' ? '<w:bidiVisual/>' : '',
    `<w:tblW w:w="${widths.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/>`,
    `<w:tblBorders>${lines.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/>`,
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>',
    `</w:tblPr><w:tblGrid>${columns.join('')}</w:tblGrid>`,
  ].join('')
}

function rowOf(
  paragraphs: readonly string[],
  widths: readonly number[],
  properties: string,
  fill?: string,
): string {
  const shade = fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`
  const cells = paragraphs.map(
    (each, index) =>
      `<w:tc><w:tcPr><w:tcW w:w="${widths[index] ?? 0}" w:type="dxa"/>${shade}</w:tcPr>${each}</w:tc>`,
  )
  const before = properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`
  return `<w:tr>${before}${cells.join('')}</w:tr>`
}

export function paragraph(text: string, style: string, { direction }: TableDocument): string {
  const own = paragraphDirection(text, direction)
  // A fact stays beside its name also where it runs the other way.
  const side = direction === 'rtl' ? 'right' : 'left'
  const aligned = style === 'Fact' ? `<w:jc w:val="${side}"/>` : ''
  const turned = own === direction ? '' : `<w:bidi w:val="${own === 'rtl' ? 1 : 0}"/>${aligned}`
  const lines = text.split('\n').map((line) => lineOf(line, own))
  const content = lines.join('<w:r><w:br/></w:r>')
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${turned}</w:pPr>${content}</w:p>`
}

function codeParagraph(text: string): string {
  const content = text.split('\n').map((line) => runOf(line, 'ltr'))
  return `<w:p><w:pPr><w:pStyle w:val="Code"/></w:pPr>${content.join('<w:r><w:br/></w:r>')}</w:p>`
}

function lineOf(line: string, paragraph: 'rtl' | 'ltr'): string {
  let runs = ''
  for (const { text, direction } of directedRuns(line, paragraph)) runs += runOf(text, direction)
  return runs
}

/** Within `w:t` Word takes a tab for a space. */
function runOf(text: string, direction: 'rtl' | 'ltr'): string {
  if (text === '') return ''
  const properties = direction === 'rtl' ? '<w:rPr><w:rtl/></w:rPr>' : ''
  const content = xmlText(text).replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">')
  return `<w:r>${properties}<w:t xml:space="preserve">${content}</w:t></w:r>`
}

/** What the part of the text ends with. */
export function endOf({ direction }: TableDocument, sheet: WordSheet): string {
  const { width, height, margin, footer } = sheet
  const turned = width > height ? ' w:orient="landscape"' : ''
  return [
    `<w:sectPr><w:footerReference w:type="default" r:id="${FOOTER_RELATION}"/>`,
    `<w:pgSz w:w="${width}" w:h="${height}"${turned}/>`,
    `<w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="${footer}" w:footer="${footer}" w:gutter="0"/>`,
    direction === 'rtl' ? '<w:bidi/>' : '',
    '</w:sectPr></w:body></w:document>',
  ].join('')
}
