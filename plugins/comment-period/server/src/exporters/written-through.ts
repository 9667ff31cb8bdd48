import type { Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'

/**
 * The same chunks; after each of them the event loop gets its turn. Rows that are at hand already
 * come by microtasks alone, which would keep every other request waiting.
 */
export async function* givingWay(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of chunks) {
    if (chunk.length > 0) yield chunk
    await setImmediate()
  }
}

/**
 * Writes chunks and ends the stream; the next chunk is asked for when there is room for it. On
 * failure or abort the stream is destroyed.
 *
 * @throws the error of the stream or of the chunks; an `AbortError` where `signal` is aborted
 */
export async function writeThrough(
  chunks: AsyncIterable<Buffer>,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  // A pipeline waits for its source also when its end is gone; a source may take its time.
  await Promise.all([
    pipeline(givingWay(chunks), output, { signal }),
    finished(output, { signal, readable: false }),
  ])
}
