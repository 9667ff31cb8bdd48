import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** The bytes of an archive, wherever they are. */
export interface Source {
  readonly size: number
  /** @throws where there are not so many bytes */
  bytes(from: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** @throws the error of the file system where there is no file that can be read */
export async function openSource(source: string | Buffer): Promise<Source> {
  return typeof source === 'string' ? fileSource(source) : bufferSource(source)
}

export async function sha256Of(source: Source): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of streamOf(source, 0, source.size)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function fileSource(file: string): Promise<Source> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    // A folder can be opened, and says that it is one when it is read.
    await handle.read(Buffer.alloc(1), 0, 1, 0)
    return {
      size,
      async bytes(from, length) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
        if (bytesRead !== length) throw new RangeError('it ends too early')
        return buffer
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function bufferSource(buffer: Buffer): Source {
  return {
    size: buffer.length,
    bytes(from, length) {
      if (from < 0 || from + length > buffer.length) {
        return Promise.reject(new RangeError('it ends too early'))
      }
      return Promise.resolve(buffer.subarray(from, from + length))
    },
    close: () => Promise.resolve(),
  }
}

const PIECE = 64 * 1024

/** Not the stream of the file system, which closes the file with itself. */
export function streamOf(source: Source, from: number, length: number): Readable {
  return Readable.from(piecesOf(source, from, from + length))
}

async function* piecesOf(source: Source, from: number, end: number): AsyncGenerator<Buffer> {
  for (let at = from; at < end; at += PIECE) yield source.bytes(at, Math.min(PIECE, end - at))
}
