import type { Writable } from 'node:stream'
import { writeThrough } from './written-through'

/** So many characters are gathered before they are handed on. */
const CHUNK_LENGTH = 65_536

/**
 * Writes one JSON object a line (UTF-8, LF): first what the export states of itself, then each row.
 * A lone surrogate is written as an escape, so that every text comes back as it is.
 *
 * @throws the error of `output` or of the rows; an `AbortError` where `signal` is aborted
 */
export async function writeNdjson(
  about: object,
  pages: AsyncIterable<readonly object[]>,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  await writeThrough(linesOf(about, pages), output, signal)
}

/** Some readers take U+2028 and U+2029 for the end of a line; JSON may have them as escapes. */
function lineOf(row: object): string {
  return JSON.stringify(row).replace(/[\u2028\u2029]/g, (mark) =>
    mark === '\u2028' ? '\\u2028' : '\\u2029',
  )
}

async function* linesOf(
  about: object,
  pages: AsyncIterable<readonly object[]>,
): AsyncGenerator<Buffer, void, undefined> {
  let lines = `${lineOf(about)}\n`
  for await (const page of pages) {
    for (const row of page) {
      lines += `${lineOf(row)}\n`
      if (lines.length < CHUNK_LENGTH) continue
      yield Buffer.from(lines, 'utf8')
      lines = ''
    }
  }
  if (lines !== '') yield Buffer.from(lines, 'utf8')
}
