import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file that was written whole. */
export interface WrittenFile {
  readonly bytes: number
  readonly sha256: string
}

/** Where the files of exports are kept: one each, whole or not at all. */
export interface ExportFiles {
  /**
   * Takes what `write` writes under the name of an export, once all of it is on the disk. What an
   * earlier attempt left half written goes first: nobody reads it, and it takes the room.
   *
   * @param isStillOurs asked before anything is removed and before the file gets its name: another
   *   process may have taken over
   * @returns `null` where it is not
   */
  keep(
    id: string,
    write: (output: Writable, folder: string) => Promise<void>,
    isStillOurs: () => Promise<boolean>,
  ): Promise<WrittenFile | null>
  has(id: string): Promise<boolean>
  read(id: string): ReadStream
  /** Removes the file of an export, and whatever of it is half written. */
  remove(id: string): Promise<void>
  /**
   * Removes what is of no export, or of one that is over.
   *
   * @param keptNow asked after the folder is read: an export that another node begins meanwhile is
   *   among them, or its file is not yet in the folder
   */
  removeOthers(keptNow: () => Promise<ReadonlySet<string>>): Promise<void>
}

const PARTIAL = '.partial'
/** Bytes of which the disk has all but the last so many. */
const FLUSHED_BYTES = 4 * 2 ** 20

export function createExportFiles(dataFolder: string): ExportFiles {
  const root = path.resolve(dataFolder, 'exports')
  const placeOf = (id: string) => path.join(root, id)

  return {
    async keep(id, write, isStillOurs) {
      await mkdir(root, { recursive: true, mode: 0o700 })
      if (!(await isStillOurs())) return null
      await removePartials(root, id)
      // Of each attempt its own: one that was taken for dead must not write into another's file.
      const partial = `${placeOf(id)}.${randomBytes(6).toString('hex')}${PARTIAL}`
      try {
        const written = await writeHashed(partial, (output) => write(output, root))
        if (!(await isStillOurs())) {
          await rm(partial, { force: true })
          return null
        }
        await rename(partial, placeOf(id))
        await flush(root)
        return written
      } catch (error) {
        // On a full disk what was written so far would take the room that others need.
        await rm(partial, { force: true })
        throw error
      }
    },
    has: (id) =>
      stat(placeOf(id)).then(
        () => true,
        () => false,
      ),
    read: (id) => createReadStream(placeOf(id)),
    async remove(id) {
      await mkdir(root, { recursive: true, mode: 0o700 })
      for (const name of await readdir(root)) {
        if (idOf(name) === id) await rm(path.join(root, name), { force: true })
      }
    },
    async removeOthers(keptNow) {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const names = await readdir(root)
      const kept = await keptNow()
      for (const name of names) {
        if (!kept.has(idOf(name))) await rm(path.join(root, name), { force: true })
      }
    },
  }
}

async function removePartials(root: string, id: string): Promise<void> {
  for (const name of await readdir(root)) {
    const isTheirs = idOf(name) === id && name.endsWith(PARTIAL)
    if (isTheirs) await rm(path.join(root, name), { force: true })
  }
}

function idOf(name: string): string {
  return name.split('.')[0] ?? name
}

async function writeHashed(
  place: string,
  write: (output: Writable) => Promise<void>,
): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const kept = pipeline(counted, (chunks: AsyncIterable<Buffer>) => writeFlushed(place, chunks))
  const ends = await Promise.allSettled([
    kept,
    write(counted).catch((cause: unknown) => fail(counted, cause)),
  ])
  // Where the disk is full, whoever writes is told no more than that nobody reads: the first knows.
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { bytes, sha256: hash.digest('hex') }
}

/**
 * Written to the disk as it comes: what the system gathered of a file of gigabytes, it would write
 * down at once in the middle of it, and whoever files a comment then waits with it for the disk.
 */
async function writeFlushed(place: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(place, 'wx', 0o600)
  try {
    let flushing = Promise.resolve()
    let unflushed = 0
    for await (const chunk of chunks) {
      await handle.appendFile(chunk)
      unflushed += chunk.length
      if (unflushed < FLUSHED_BYTES) continue
      unflushed = 0
      await flushing
      flushing = handle.datasync()
      // Heard of before the next one, and at the end.
      flushing.catch(() => undefined)
    }
    await flushing
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function fail(stream: Transform, cause: unknown): never {
  stream.destroy(cause as Error)
  throw cause
}

async function flush(place: string): Promise<void> {
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
