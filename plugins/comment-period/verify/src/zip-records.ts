/*
 * What the app's writer puts into a ZIP file beside the content of its files. It writes in one way
 * only, so that a verifier need not judge what other programs would make of another way: each of
 * these is made anew and compared byte by byte.
 */

/** A file in a ZIP file. */
export interface ZipEntry {
  readonly name: string
  /** Where its local header begins. */
  readonly at: number
  readonly crc32: number
  readonly compressed: number
  readonly bytes: number
}

/** Where the central directory is. */
export interface ZipDirectory {
  readonly entries: number
  readonly at: number
  readonly bytes: number
}

const MOST_32 = 0xffffffff
const MOST_16 = 0xffff
const VERSION = 20
const VERSION_64 = 45
/** By Unix, after version 6.3 of the specification. */
const MADE_BY = (3 << 8) | 63
/** UTF-8 names, and sizes that follow the content. */
const FLAGS = 0x0808
const DEFLATE = 8
/** 1980-01-01 00:00, the same in every archive. */
const TIME = 0
const DATE = 0x21
/** A regular file, `rw-rw-r--`. */
const ATTRIBUTES = 0o100664 * 0x10000

export const END_LENGTH = 22
export const END_LENGTH_64 = 56 + 20 + END_LENGTH

function isLarge({ at, compressed, bytes }: ZipEntry): boolean {
  return [at, compressed, bytes].some((each) => each >= MOST_32)
}

export function localHeader({ name }: Pick<ZipEntry, 'name'>): Buffer {
  const utf8 = Buffer.from(name, 'utf8')
  return Buffer.concat([
    fields([0x04034b50, 4], [VERSION, 2], [FLAGS, 2], [DEFLATE, 2], [TIME, 2], [DATE, 2]),
    fields([0, 4], [0, 4], [0, 4], [utf8.length, 2], [0, 2]),
    utf8,
  ])
}

/** What follows the content of a file. */
export function dataDescriptor(entry: ZipEntry): Buffer {
  const size = isLarge(entry) ? 8 : 4
  return fields([0x08074b50, 4], [entry.crc32, 4], [entry.compressed, size], [entry.bytes, size])
}

export function centralRecord(entry: ZipEntry): Buffer {
  const { name, at, crc32, compressed, bytes } = entry
  const large = isLarge(entry)
  const utf8 = Buffer.from(name, 'utf8')
  const extra = large
    ? fields([0x0001, 2], [24, 2], [bytes, 8], [compressed, 8], [at, 8])
    : Buffer.alloc(0)
  return Buffer.concat([
    fields([0x02014b50, 4], [MADE_BY, 2], [large ? VERSION_64 : VERSION, 2], [FLAGS, 2]),
    fields([DEFLATE, 2], [TIME, 2], [DATE, 2], [crc32, 4]),
    fields([large ? MOST_32 : compressed, 4], [large ? MOST_32 : bytes, 4]),
    fields([utf8.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [ATTRIBUTES, 4]),
    fields([large ? MOST_32 : at, 4]),
    utf8,
    extra,
  ])
}

/** What follows the central directory and ends the file. */
export function endRecords({ entries, at, bytes }: ZipDirectory): Buffer {
  const end = fields(
    ...([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [Math.min(entries, MOST_16), 2],
      [Math.min(entries, MOST_16), 2],
      [Math.min(bytes, MOST_32), 4],
      [Math.min(at, MOST_32), 4],
      [0, 2],
    ] as const),
  )
  if (entries < MOST_16 && bytes < MOST_32 && at < MOST_32) return end
  return Buffer.concat([
    fields([0x06064b50, 4], [44, 8], [MADE_BY, 2], [VERSION_64, 2], [0, 4], [0, 4]),
    fields([entries, 8], [entries, 8], [bytes, 8], [at, 8]),
    fields([0x07064b50, 4], [0, 4], [at + bytes, 8], [1, 4]),
    end,
  ])
}

/** Reads where the directory is, as far as the end says so; whether it says more is not looked at. */
export function readEnd(tail: Buffer): ZipDirectory {
  const end = tail.subarray(-END_LENGTH)
  const told = {
    entries: end.readUInt16LE(10),
    bytes: end.readUInt32LE(12),
    at: end.readUInt32LE(16),
  }
  const isLong = told.entries === MOST_16 || told.bytes === MOST_32 || told.at === MOST_32
  if (!isLong || tail.length < END_LENGTH_64) return told
  const long = tail.subarray(-END_LENGTH_64)
  return { entries: uint64(long, 24), bytes: uint64(long, 40), at: uint64(long, 48) }
}

/** Reads one record of the directory and says how long it is; likewise. */
export function readCentralRecord(
  directory: Buffer,
  from: number,
): { readonly entry: ZipEntry; readonly length: number } {
  const name = directory.readUInt16LE(from + 28)
  const extra = directory.readUInt16LE(from + 30)
  const nameEnd = from + 46 + name
  const isLong = extra === 28
  const entry = {
    // What is no UTF-8 is read as what it would not be written as.
    name: directory.toString('utf8', from + 46, nameEnd),
    crc32: directory.readUInt32LE(from + 16),
    compressed: isLong ? uint64(directory, nameEnd + 12) : directory.readUInt32LE(from + 20),
    bytes: isLong ? uint64(directory, nameEnd + 4) : directory.readUInt32LE(from + 24),
    at: isLong ? uint64(directory, nameEnd + 20) : directory.readUInt32LE(from + 42),
  }
  return { entry, length: 46 + name + extra }
}

function uint64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x100000000
}

function fields(...values: readonly (readonly [value: number, size: 2 | 4 | 8])[]): Buffer {
  return Buffer.concat(
    values.map(([value, size]) => {
      const bytes = Buffer.alloc(size)
      if (size === 2) bytes.writeUInt16LE(value)
      if (size === 4) bytes.writeUInt32LE(value)
      if (size === 8) bytes.writeBigUInt64LE(BigInt(value))
      return bytes
    }),
  )
}
