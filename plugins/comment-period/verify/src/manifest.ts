import { EXPORT_PROFILES, type ExportProfile } from '../../domain/docket-export'
import type { Archive } from './archive'
import { filesOfEvery, hashInName, isNameOfFile, MANIFEST, MANIFEST_SUM } from './files'
import type { Tell } from './findings'
import { sha256 } from './sha256'

/** Room for a hundred thousand files. */
const LARGEST_MANIFEST = 64 * 1024 * 1024

/** What an archive says of itself. */
export interface Manifest {
  readonly docket: string
  readonly title: unknown
  readonly body: unknown
  /** As it is written, and in epoch milliseconds. */
  readonly instant: string
  readonly at: number
  readonly profile: ExportProfile
  readonly covers: { readonly seq: number; readonly position: number }
  readonly files: readonly {
    readonly name: string
    readonly bytes: number
    readonly sha256: string
  }[]
}

/** The manifest, compared with its sum; `null` where it is none. */
export async function readManifest(archive: Archive, tell: Tell): Promise<Manifest | null> {
  const unreadable = (file: string, where: string) => {
    tell({ code: 'ARCHIVE_UNREADABLE', file, where })
    return null
  }
  for (const name of [MANIFEST, MANIFEST_SUM]) {
    if (!archive.names.includes(name)) return unreadable(name, 'is not in the archive')
  }
  let text: string
  try {
    text = await archive.text(MANIFEST, LARGEST_MANIFEST)
    const sum = await archive.text(MANIFEST_SUM, 1024)
    if (sum !== `${sha256(text)}  ${MANIFEST}\n`) {
      tell({ code: 'MANIFEST_CHANGED', file: MANIFEST, where: `or ${MANIFEST_SUM}` })
    }
  } catch (error) {
    return unreadable(MANIFEST, (error as Error).message)
  }
  const manifest = parsed(text)
  return manifest ?? unreadable(MANIFEST, 'is not of the format comment-period-docket/1')
}

function parsed(text: string): Manifest | null {
  try {
    const told = JSON.parse(text) as Manifest & { readonly format?: unknown }
    const { covers, docket, files, instant, profile } = told
    const at = Date.parse(instant)
    const isOne =
      told.format === 'comment-period-docket/1' &&
      // Written otherwise, it could be read otherwise.
      `${JSON.stringify(told, null, 2)}\n` === text &&
      typeof docket === 'string' &&
      Number.isSafeInteger(at) &&
      EXPORT_PROFILES.includes(profile) &&
      isCount(covers.seq) &&
      isCount(covers.position) &&
      Array.isArray(files) &&
      files.every(isListedFile)
    return isOne ? { ...told, at } : null
  } catch {
    return null
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isListedFile(file: unknown): boolean {
  if (typeof file !== 'object' || file === null) return false
  const { name, bytes, sha256: sum } = file as Record<string, unknown>
  return typeof name === 'string' && Number.isSafeInteger(bytes) && typeof sum === 'string'
}

/** Compares every file with what the manifest says of it, and their names with those there are. */
export async function compareFiles(
  archive: Archive,
  { files, covers }: Manifest,
  tell: Tell,
): Promise<void> {
  const listed = new Set([MANIFEST, MANIFEST_SUM])
  for (const file of files) {
    if (listed.has(file.name)) {
      tell({ code: 'FILE_UNLISTED', file: file.name, where: 'is twice in the manifest' })
    }
    listed.add(file.name)
    await compareFile(archive, file, tell)
  }
  for (const name of filesOfEvery(covers.seq)) {
    if (listed.has(name)) continue
    tell({ code: 'FILE_MISSING', file: name, where: 'every archive has it' })
  }
  const unlisted = archive.names.filter((name) => !listed.has(name))
  for (const name of [...unlisted, ...archive.doubled]) {
    tell({ code: 'FILE_UNLISTED', file: name, where: 'is not in the manifest' })
  }
}

async function compareFile(
  archive: Archive,
  { name, bytes, sha256: expected }: Manifest['files'][number],
  tell: Tell,
): Promise<void> {
  if (!isNameOfFile(name)) {
    tell({ code: 'FILE_UNLISTED', file: name, where: 'is no file of an archive' })
  }
  const size = archive.sizeOf(name)
  if (size === null) {
    tell({ code: 'FILE_MISSING', file: name, where: 'is not in the archive' })
    return
  }
  const changed = (where: string) => {
    tell({ code: 'FILE_CHANGED', file: name, where })
  }
  // Before anything is inflated: what is far larger than it should be is not worth the time.
  if (size !== bytes) {
    changed(`has ${String(size)} bytes`)
    return
  }
  try {
    const found = await archive.digest(name)
    if (found.sha256 !== expected) changed(`sha256 ${found.sha256}`)
    else if ((hashInName(name) ?? expected) !== expected) changed('its name is the hash of another')
  } catch (error) {
    changed((error as Error).message)
  }
}
