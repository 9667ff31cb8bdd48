import { PassThrough, Readable, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

import { givingWay } from './written-through'

/** A file of an archive. */
export interface ArchivePart {
  readonly name: string
  readonly chunks: AsyncIterable<Buffer> | Iterable<Buffer>
}

/** Markup shrinks to a tenth at the quickest level already. */
const COMPRESSION_LEVEL = 1

/** The earliest time that an archive can state: the same rows always make the same bytes. */
const TIME = new Date(1980, 0, 1)

/** A part that is at hand as a whole. */
export function wholePart(name: string, text: string): ArchivePart {
  return { name, chunks: [Buffer.from(text)] }
}

/**
 * Writes an archive (ZIP, ECMA-376 Part 2 Annex B) part by part and ends the stream. A part is
 * asked for when the one before it has been read to its end, and its chunks when there is room for
 * them; sizes follow the bytes, and fields of 64 bits are used where they are needed.
 *
 * @throws the error of the stream or of a part; an `AbortError` where `signal` is aborted
 */
export async function writeArchive(
  parts: AsyncIterable<ArchivePart> | Iterable<ArchivePart>,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  const archive = new ZipFile()
  const bytes = archive.outputStream.pipe(new PassThrough())
  let reading: Readable | undefined

  const addParts = async () => {
    for await (const { name, chunks } of parts) {
      reading = Readable.from(givingWay(chunks), { objectMode: false })
      archive.addReadStream(reading, name, {
        mtime: TIME,
        forceDosTimestamp: true,
        compressionLevel: COMPRESSION_LEVEL,
      })
      await finished(reading)
    }
    archive.end()
  }
  const stopped = (cause: unknown) => {
    // As it is: what is made of it goes by its code.
    bytes.destroy(cause as Error)
    reading?.destroy()
    throw cause
  }
  await Promise.all([addParts().catch(stopped), pipeline(bytes, output, { signal }).catch(stopped)])
}
