import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { fromBuffer, open, type Entry, type ZipFile } from 'yauzl'

/** A docket's archive, opened for reading. */
export interface Archive {
  /** Names of its files, each once, in the order of the archive. */
  readonly names: readonly string[]
  /** Names that stand in it more than once: a reader may take either for the file. */
  readonly doubled: readonly string[]
  read(name: string): Promise<Readable>
  /** A file as lines, without holding more than one of them. */
  lines(name: string): AsyncGenerator<string, void, undefined>
  /** A small file as text. */
  text(name: string, most: number): Promise<string>
  /** Size and SHA-256 of a file's content. */
  digest(name: string): Promise<{ readonly bytes: number; readonly sha256: string }>
  close(): void
}

/** @throws where it is no archive, or its directory cannot be read */
export async function openArchive(source: string | Buffer): Promise<Archive> {
  const zip = await opened(source)
  const entries = new Map<string, Entry>()
  const doubled: string[] = []
  for (const entry of await entriesOf(zip)) {
    if (entries.has(entry.fileName)) doubled.push(entry.fileName)
    else entries.set(entry.fileName, entry)
  }
  const read = (name: string) => {
    const entry = entries.get(name)
    if (entry === undefined) throw new Error(`no ${name} in the archive`)
    return new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error === null) resolve(stream)
        else reject(error)
      })
    })
  }
  return {
    names: [...entries.keys()],
    doubled,
    read,
    async *lines(name) {
      yield* linesOf(await read(name))
    },
    async text(name, most) {
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of await read(name)) {
        bytes += (chunk as Buffer).length
        if (bytes > most) throw new Error(`${name} is larger than it can be`)
        chunks.push(chunk as Buffer)
      }
      return Buffer.concat(chunks).toString('utf8')
    },
    async digest(name) {
      const hash = createHash('sha256')
      let bytes = 0
      for await (const chunk of await read(name)) {
        hash.update(chunk as Buffer)
        bytes += (chunk as Buffer).length
      }
      return { bytes, sha256: hash.digest('hex') }
    },
    close: () => {
      zip.close()
    },
  }
}

/** Longer than the longest legal text can make a line; a line without an end would fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024
const LINE_END = 0x0a

/** @throws where a line is longer than any honest one */
async function* linesOf(stream: Readable): AsyncGenerator<string, void, undefined> {
  let begun: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    let rest = chunk as Buffer
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END)) {
      yield Buffer.concat([...begun, rest.subarray(0, end)]).toString('utf8')
      begun = []
      length = 0
      rest = rest.subarray(end + 1)
    }
    if (rest.length === 0) continue
    length += rest.length
    if (length > LONGEST_LINE) throw new Error('a line is longer than it can be')
    begun.push(rest)
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString('utf8')
}

function opened(source: string | Buffer): Promise<ZipFile> {
  const settings = { lazyEntries: true, autoClose: false } as const
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip?: ZipFile) => {
      if (zip !== undefined && error === null) resolve(zip)
      else reject(error ?? new Error('no archive'))
    }
    if (typeof source === 'string') open(source, settings, done)
    else fromBuffer(source, settings, done)
  })
}

function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.once('end', () => {
      resolve(entries)
    })
    zip.once('error', reject)
    zip.readEntry()
  })
}
