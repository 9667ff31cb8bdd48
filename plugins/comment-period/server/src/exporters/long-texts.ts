import { randomUUID } from 'node:crypto'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import path from 'node:path'

/** A text that is too long for its cell, and which cell that is. */
export interface LongText {
  readonly sheet: string
  readonly row: number
  readonly heading: string
  readonly text: string
}

/** The length of a kept text, in bytes, comes before it. */
const LENGTH_BYTES = 4

/**
 * Keeps long texts on disk until their sheet is written, so that they take no memory however many
 * there are. The file is readable to this process alone, and has no name any more once it is open:
 * what people wrote does not stay behind where the process ends in the middle.
 */
export class LongTexts {
  readonly #folder: string
  #file: FileHandle | undefined
  #end = 0
  #closed = false

  /** @param folder - where the file may be; nothing is made before there is a long text */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** @throws the error of the file system */
  async keep(longText: LongText): Promise<void> {
    const file = (this.#file ??= await this.#made())
    const bytes = Buffer.from(JSON.stringify(longText))
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32LE(bytes.length)
    await writeAll(file, Buffer.concat([length, bytes]), this.#end)
    this.#end += LENGTH_BYTES + bytes.length
  }

  /** What was kept, in that order; one text at a time is in memory. */
  async *all(): AsyncGenerator<LongText, void, undefined> {
    for (let at = 0; this.#file !== undefined && at < this.#end;) {
      const length = (await this.#bytes(at, LENGTH_BYTES)).readUInt32LE()
      at += LENGTH_BYTES
      yield JSON.parse((await this.#bytes(at, length)).toString()) as LongText
      at += length
    }
  }

  /** Gives the room on disk back. May be called more than once. */
  async close(): Promise<void> {
    this.#closed = true
    const file = this.#file
    this.#file = undefined
    this.#end = 0
    await file?.close()
  }

  async #made(): Promise<FileHandle> {
    const name = path.join(this.#folder, `long-texts-${randomUUID()}`)
    const file = await open(name, 'wx+', 0o600)
    await unlink(name)
    if (!this.#closed) return file
    await file.close()
    throw new Error('The long texts are closed already.')
  }

  async #bytes(at: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length)
    const { bytesRead } = (await this.#file?.read(bytes, 0, length, at)) ?? { bytesRead: 0 }
    if (bytesRead !== length) throw new Error('The kept long texts ended early.')
    return bytes
  }
}

/** A disk that becomes full takes a part, and only the next write says so. */
async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let from = 0; from < bytes.length;) {
    from += (await file.write(bytes, from, bytes.length - from, at + from)).bytesWritten
  }
}
