import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
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
  /** Takes what `write` writes under the name of an export, once all of it is on the disk. */
  keep(id: string, write: (output: Writable, folder: string) => Promise<void>): Promise<WrittenFile>
  has(id: string): Promise<boolean>
  read(id: string): ReadStream
  remove(id: string): Promise<void>
  /** Removes what is of none of these exports, and what a process left half written. */
  removeOthers(kept: ReadonlySet<string>): Promise<void>
}

const PARTIAL = '.partial'

export function createExportFiles(dataFolder: string): ExportFiles {
  const root = path.resolve(dataFolder, 'exports')
  const placeOf = (id: string) => path.join(root, id)

  return {
    async keep(id, write) {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const partial = `${placeOf(id)}${PARTIAL}`
      try {
        const written = await writeHashed(partial, (output) => write(output, root))
        await flush(partial)
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
    remove: (id) => rm(placeOf(id), { force: true }),
    async removeOthers(kept) {
      await mkdir(root, { recursive: true, mode: 0o700 })
      for (const name of await readdir(root)) {
        if (!kept.has(name.replace(PARTIAL, ''))) await rm(path.join(root, name), { force: true })
      }
    },
  }
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
  const file = createWriteStream(place, { mode: 0o600 })
  const kept = pipeline(counted, file)
  await Promise.all([write(counted).catch((cause: unknown) => fail(counted, cause)), kept])
  return { bytes, sha256: hash.digest('hex') }
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
