import { createHash, randomBytes } from 'node:crypto'
import { constants, createReadStream, type ReadStream } from 'node:fs'
import { access, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '../../../domain/instant'

/** Files under the hash of their content: `<root>/<ab>/<sha256>`, written once, never changed. */
export interface ContentStore {
  /** Keeps these bytes and answers their hash. */
  put(bytes: Buffer): Promise<string>
  /** Keeps a file that lies in the same file system, and leaves it where it is. */
  adopt(file: string, sha256: string): Promise<void>
  has(sha256: string): Promise<boolean>
  /** Where a file is kept, for those that read it by themselves. */
  placeOf(sha256: string): string
  /** Opens a file that `has` found. */
  read(sha256: string): ReadStream
  /** Takes a file away that nothing names. */
  remove(sha256: string): Promise<void>
  /** Hashes of the files that were last written before an instant. */
  olderThan(instant: Instant): Promise<readonly string[]>
}

export function createContentStore(root: string): ContentStore {
  const placeOf = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256)

  return {
    async put(bytes) {
      const sha256 = hashOf(bytes)
      const place = placeOf(sha256)
      if (!(await holds(place, sha256))) await writeWhole(place, bytes)
      return sha256
    },
    async adopt(file, sha256) {
      const place = placeOf(sha256)
      if (await holds(place, sha256)) return
      await linkWhole(file, place)
    },
    placeOf,
    has: (sha256) => exists(placeOf(sha256)),
    read: (sha256) => createReadStream(placeOf(sha256)),
    remove: (sha256) => rm(placeOf(sha256), { force: true }),
    async olderThan(instant) {
      if (!(await exists(root))) return []
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
      const old: string[] = []
      for (const { parentPath, name } of files) {
        const found = await present(stat(path.join(parentPath, name)))
        if (found !== null && found.mtimeMs < instant) old.push(name)
      }
      return old
    },
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Written whole and made durable before it gets its name: a kill leaves no half file behind. */
async function writeWhole(place: string, bytes: Buffer): Promise<void> {
  const folder = path.dirname(place)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const partial = partialIn(folder)
  try {
    const handle = await open(partial, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(partial, place)
  } catch (error) {
    // On a full disk what was written so far would take the room that is needed to go on.
    await rm(partial, { force: true })
    throw error
  }
  await sync(folder)
}

/** What a file system answers that has no second name for a file, or is another one. */
const NO_LINKS: readonly unknown[] = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']

/** A second name costs no room, and the first stays until it is settled whether the file is kept. */
async function linkWhole(file: string, place: string): Promise<void> {
  const folder = path.dirname(place)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await sync(file)
  const partial = partialIn(folder)
  try {
    await link(file, partial)
    await rename(partial, place)
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code)) throw error
    return await writeWhole(place, await readFile(file))
  } finally {
    // Where both are names of one file already, a rename leaves them as they are.
    await rm(partial, { force: true })
  }
  await sync(folder)
}

async function sync(place: string): Promise<void> {
  const handle = await open(place, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Whether the file there is the one its name says; a damaged copy is written anew. */
async function holds(place: string, sha256: string): Promise<boolean> {
  const bytes = await present(readFile(place))
  return bytes !== null && hashOf(bytes) === sha256
}

/** Another request may take a file away between a look and the next. */
async function present<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function partialIn(folder: string): string {
  return path.join(folder, `.${randomBytes(8).toString('hex')}.partial`)
}

async function exists(place: string): Promise<boolean> {
  return access(place).then(
    () => true,
    () => false,
  )
}
