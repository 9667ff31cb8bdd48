import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import type { Instant } from '../../../domain/instant'

/** A file that came with a request, on the disk under a name of ours until its fate is settled. */
export interface IncomingFile {
  readonly path: string
  /** As it was sent: to be shown once it has been cleaned, and never part of a path. */
  readonly name: string
  /** As it was declared. */
  readonly mime: string
  readonly size: number
  readonly sha256: string
}

/** Where files lie while they come in. */
export interface IncomingFolder {
  /** A place for one file, in a folder that only this process writes to. */
  newPlace(): Promise<string>
}

const FOLDER = 'incoming'
/** Far longer than a request may take. */
const LONGEST_USE_MS = 3_600_000
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 12)

/**
 * Every process has a folder of its own below that of all, named by its host and process id: so
 * the next start can tell what a killed process left behind from what another node receives now.
 */
export function createIncomingFolder(dataFolder: string): IncomingFolder {
  const mine = `${HOST}.${String(process.pid)}.${randomBytes(6).toString('hex')}`
  const folder = path.resolve(dataFolder, FOLDER, mine)
  return {
    async newPlace() {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      return path.join(folder, randomBytes(16).toString('hex'))
    },
  }
}

/**
 * Removes what processes left that were killed in the middle of a request: at once where they ran
 * on this host, after an hour where that cannot be known.
 *
 * @returns how many folders were removed
 */
export async function removeLeftBehind(dataFolder: string, now: Instant): Promise<number> {
  const root = path.resolve(dataFolder, FOLDER)
  let removed = 0
  for (const name of await namesIn(root)) {
    const folder = path.join(root, name)
    const [host, pid] = name.split('.')
    const isOver =
      (host === HOST && !isAnotherAlive(Number(pid))) ||
      (await stat(folder)).mtimeMs < now - LONGEST_USE_MS
    if (!isOver) continue
    await rm(folder, { recursive: true, force: true })
    removed += 1
  }
  return removed
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** In a container the process before had the same id as this one. */
function isAnotherAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
