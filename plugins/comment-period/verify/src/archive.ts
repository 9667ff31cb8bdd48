import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { crc32 } from './crc32'
import { sha256Of, streamOf, type Source } from './source'
import {
  centralRecord,
  dataDescriptor,
  END_LENGTH,
  END_LENGTH_64,
  endRecords,
  localHeader,
  readCentralRecord,
  readEnd,
  type ZipDirectory,
  type ZipEntry,
} from './zip-records'

/** A docket's archive, opened for reading. */
export interface Archive {
  /** Of the whole file. */
  readonly sha256: string
  /** Names of its files, each once, in the order of the archive. */
  readonly names: readonly string[]
  /** Names that stand in it more than once: a reader may take either for the file. */
  readonly doubled: readonly string[]
  /** How large the archive says that a file is; `null` where it has none of this name. */
  sizeOf(name: string): number | null
  /** The content of a file; it fails where that is not of the size and the CRC-32 that are told. */
  read(name: string): AsyncGenerator<Buffer, void, undefined>
  /** A file as lines, without holding more than one of them. */
  lines(name: string): AsyncGenerator<string, void, undefined>
  /** A small file as text. */
  text(name: string, most: number): Promise<string>
  /** Size and SHA-256 of a file's content. */
  digest(name: string): Promise<{ readonly bytes: number; readonly sha256: string }>
}

/**
 * Reads the directory of an archive and demands the shape that the app gives it: files one after the
 * other from the first byte on, each with the header, the sizes and the sums that the directory has
 * of it, the directory, the end, and nothing before, between or behind. Whatever a program could
 * read otherwise than another is refused.
 *
 * @throws where it is no archive, or not of that shape
 */
export async function readArchive(source: Source): Promise<Archive> {
  const all = await entriesOf(source)
  const entries = new Map<string, ZipEntry>()
  const doubled: string[] = []
  for (const entry of all) {
    if (entries.has(entry.name)) doubled.push(entry.name)
    else entries.set(entry.name, entry)
  }
  const read = (name: string) => {
    const entry = entries.get(name)
    if (entry === undefined) throw new Error(`no ${name} in the archive`)
    return contentOf(source, entry)
  }
  return {
    sha256: await sha256Of(source),
    names: [...entries.keys()],
    doubled,
    sizeOf: (name) => entries.get(name)?.bytes ?? null,
    read,
    lines: (name) => linesOf(read(name)),
    async text(name, most) {
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of read(name)) {
        bytes += chunk.length
        if (bytes > most) throw new Error(`${name} is larger than it can be`)
        chunks.push(chunk)
      }
      return utf8Of(Buffer.concat(chunks))
    },
    async digest(name) {
      const hash = createHash('sha256')
      let bytes = 0
      for await (const chunk of read(name)) {
        hash.update(chunk)
        bytes += chunk.length
      }
      return { bytes, sha256: hash.digest('hex') }
    },
  }
}

/** Room for more than half a million files. */
const LARGEST_DIRECTORY = 128 * 1024 * 1024
const NO_SHAPE = 'the ZIP file is not as the app writes one'

async function entriesOf(source: Source): Promise<readonly ZipEntry[]> {
  const directory = await directoryOf(source)
  const bytes = await source.bytes(directory.at, directory.bytes)
  const entries: ZipEntry[] = []
  let from = 0
  let at = 0
  while (from < bytes.length) {
    const { entry, length } = recordAt(bytes, from)
    demand(entry.at === at, `bytes before ${entry.name}`)
    demand(
      centralRecord(entry).equals(bytes.subarray(from, from + length)),
      `its directory at ${entry.name}`,
    )
    at = await endOfEntry(source, entry)
    from += length
    entries.push(entry)
  }
  demand(at === directory.at, 'bytes before its directory')
  demand(entries.length === directory.entries, 'the number of its files')
  return entries
}

async function directoryOf(source: Source): Promise<ZipDirectory> {
  demand(source.size >= END_LENGTH, 'it is too short')
  const length = Math.min(source.size, END_LENGTH_64)
  const tail = await source.bytes(source.size - length, length)
  const directory = readEnd(tail)
  const end = endRecords(directory)
  demand(end.equals(tail.subarray(-end.length)), 'its end')
  demand(directory.at + directory.bytes + end.length === source.size, 'bytes before its end')
  demand(directory.bytes <= LARGEST_DIRECTORY, 'the size of its directory')
  return directory
}

function recordAt(directory: Buffer, from: number): ReturnType<typeof readCentralRecord> {
  try {
    return readCentralRecord(directory, from)
  } catch {
    throw new Error(`${NO_SHAPE}: its directory at byte ${String(from)}`)
  }
}

/** @returns where the file ends whose local header begins where the directory says */
async function endOfEntry(source: Source, entry: ZipEntry): Promise<number> {
  const header = localHeader(entry)
  const descriptor = dataDescriptor(entry)
  const data = entry.at + header.length
  const isHeader = header.equals(await source.bytes(entry.at, header.length))
  demand(isHeader, `the header of ${entry.name}`)
  const behind = data + entry.compressed
  const isDescriptor = descriptor.equals(await source.bytes(behind, descriptor.length))
  demand(isDescriptor, `sizes and sum behind ${entry.name}`)
  return behind + descriptor.length
}

function demand(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`${NO_SHAPE}: ${what}`)
}

async function* contentOf(
  source: Source,
  entry: ZipEntry,
): AsyncGenerator<Buffer, void, undefined> {
  const inflate = createInflateRaw()
  const compressed = streamOf(source, entry.at + localHeader(entry).length, entry.compressed)
  compressed.on('error', (error) => inflate.destroy(error))
  let bytes = 0
  let sum = 0
  try {
    for await (const chunk of compressed.pipe(inflate) as Readable) {
      bytes += (chunk as Buffer).length
      if (bytes > entry.bytes) break
      sum = crc32(chunk as Buffer, sum)
      yield chunk as Buffer
    }
    if (bytes !== entry.bytes) throw new Error('its content is not of the size that is told')
    if (sum !== entry.crc32) throw new Error('its content is not of the CRC-32 that is told')
    if (inflate.bytesWritten !== entry.compressed) throw new Error('bytes follow its content')
  } finally {
    compressed.destroy()
    inflate.destroy()
  }
}

/** Longer than the longest legal text can make a line; a line without an end would fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024
const LINE_END = 0x0a

/** @throws where a line is longer than any honest one */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  let begun: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    let rest = chunk
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END)) {
      yield utf8Of(Buffer.concat([...begun, rest.subarray(0, end)]))
      begun = []
      length = 0
      rest = rest.subarray(end + 1)
    }
    if (rest.length === 0) continue
    length += rest.length
    if (length > LONGEST_LINE) throw new Error('a line is longer than it can be')
    begun.push(rest)
  }
  if (begun.length > 0) yield utf8Of(Buffer.concat(begun))
}

/** @throws where it is no UTF-8: one reader would put another character for it than the next */
function utf8Of(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}
