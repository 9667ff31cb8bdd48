import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'

import { ChunkBytes } from './chunk-bytes'
import { htmlStyle } from './html-style'
import { printedText } from './printed-text'
import { assertWidth, type Table, type TableColumn, type TableDocument } from './table-document'
import { writeThrough } from './written-through'
import { xmlText } from './xml-text'

/**
 * Writes the tables of a document as one page of HTML to be read or printed (A4 on its side, the
 * headings repeated on each sheet). It asks nothing of anywhere: its policy allows the one style
 * in it and no script, so that it stays harmless also where it is opened from a mail. Texts are
 * escaped and each stands in a `bdi`, so that its direction does not turn what is around it. What
 * XML forbids becomes U+FFFD.
 *
 * Ends `output`, and resolves when all of it is flushed. Memory does not grow with the rows.
 *
 * @throws RangeError where a row is not as wide as its table
 * @throws the error of `output` or of the rows; an `AbortError` where `signal` is aborted
 */
export async function writeHtmlTable(
  document: TableDocument,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  await writeThrough(pageOf(document), output, signal)
}

async function* pageOf(document: TableDocument): AsyncGenerator<Buffer, void, undefined> {
  const chunk = new ChunkBytes()
  chunk.markup(headOf(document))
  for (const [index, table] of document.tables.entries()) {
    yield* tableOf(table, index, document, chunk)
  }
  chunk.markup('</body>\n</html>\n')
  yield chunk.take()
}

function headOf(document: TableDocument): string {
  const { title, language, direction, letterhead, facts } = document
  const style = htmlStyle(document)
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  return [
    `<!doctype html>\n<html lang="${attribute(language)}" dir="${direction}">\n<head>\n`,
    '<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">\n`,
    '<meta name="referrer" content="no-referrer">\n',
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${text(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n<header>\n`,
    ...letterhead.map((line) => `<p class="letterhead">${bdi(line)}</p>\n`),
    `<h1>${bdi(title)}</h1>\n</header>\n`,
    ...(facts.length > 0 ? ['<dl class="facts">\n', ...facts.map(factOf), '</dl>\n'] : []),
  ].join('')
}

function factOf([name, value]: readonly [string, string]): string {
  return `<div class="fact"><dt>${bdi(name)}</dt><dd>${bdi(value)}</dd></div>\n`
}

async function* tableOf(
  table: Table,
  index: number,
  { words }: TableDocument,
  chunk: ChunkBytes,
): AsyncGenerator<Buffer, void, undefined> {
  const { name, columns } = table
  const headings = columns.map(({ heading }) => `<th scope="col">${bdi(heading)}</th>`)
  chunk.markup(`<div class="wide">\n<table class="table-${index + 1}">\n`)
  chunk.markup(
    `<caption>${bdi(name)}</caption>\n<colgroup>${'<col>'.repeat(columns.length)}</colgroup>\n`,
  )
  chunk.markup(`<thead><tr>${headings.join('')}</tr></thead>\n<tbody>\n`)
  let rows = 0
  for await (const page of table.pages) {
    for (const row of page) {
      assertWidth(table, row)
      rows += 1
      const cells = columns.map((column, at) => cellOf(column, printedText(row[at] ?? null, words)))
      chunk.markup(`<tr>${cells.join('')}</tr>\n`)
      if (chunk.endRow()) yield chunk.take()
    }
  }
  chunk.markup('</tbody>\n</table>\n</div>\n')
  if (rows === 0) chunk.markup(`<p>${text(words.noRows)}</p>\n`)
}

function cellOf({ kind }: TableColumn, content: string): string {
  const direction = kind === 'code' ? 'ltr' : 'auto'
  return `<td class="${kind}"><bdi dir="${direction}">${text(content)}</bdi></td>`
}

/** A `bdi` takes its direction from its own content. */
function bdi(content: string): string {
  return `<bdi>${text(content)}</bdi>`
}

function text(content: string): string {
  return xmlText(content)
}

function attribute(content: string): string {
  return xmlText(content).replaceAll('"', '&quot;')
}
