import type { Archive } from './archive'
import type { Tell } from './findings'
import { sha256 } from './sha256'

export const MANIFEST = 'manifest.json'
export const MANIFEST_SUM = 'manifest.sha256'
/** Room for a hundred thousand files. */
const LARGEST_MANIFEST = 64 * 1024 * 1024

/** What an archive says of itself. */
export interface Manifest {
  readonly docket: string
  readonly instant: string
  readonly profile: string
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
    const manifest = JSON.parse(text) as Manifest & { readonly format?: unknown }
    const { covers, docket, files } = manifest
    const isOne =
      manifest.format === 'comment-period-docket/1' &&
      typeof docket === 'string' &&
      Number.isSafeInteger(covers.seq) &&
      Number.isSafeInteger(covers.position) &&
      Array.isArray(files) &&
      files.every(isListedFile)
    return isOne ? manifest : null
  } catch {
    return null
  }
}

function isListedFile(file: unknown): boolean {
  if (typeof file !== 'object' || file === null) return false
  const { name, bytes, sha256: sum } = file as Record<string, unknown>
  return typeof name === 'string' && Number.isSafeInteger(bytes) && typeof sum === 'string'
}

/** Compares every file with what the manifest says of it. */
export async function compareFiles(
  archive: Archive,
  { files }: Manifest,
  tell: Tell,
): Promise<void> {
  const listed = new Set([MANIFEST, MANIFEST_SUM])
  const names = new Set(archive.names)
  for (const { name, bytes, sha256: expected } of files) {
    listed.add(name)
    if (!names.has(name)) {
      tell({ code: 'FILE_MISSING', file: name, where: 'is not in the archive' })
      continue
    }
    try {
      const found = await archive.digest(name)
      if (found.sha256 !== expected || found.bytes !== bytes) {
        tell({ code: 'FILE_CHANGED', file: name, where: `sha256 ${found.sha256}` })
      } else if (!isNamedByContent(name, expected)) {
        tell({ code: 'FILE_CHANGED', file: name, where: 'its name is the hash of another' })
      }
    } catch (error) {
      tell({ code: 'FILE_CHANGED', file: name, where: (error as Error).message })
    }
  }
  const unlisted = archive.names.filter((name) => !listed.has(name))
  for (const name of [...unlisted, ...archive.doubled]) {
    tell({ code: 'FILE_UNLISTED', file: name, where: 'is not in the manifest' })
  }
}

/** Attachments are named by the hash of what they hold. */
function isNamedByContent(name: string, expected: string): boolean {
  const named = /(?:^|\/)attachments\/([0-9a-f]{64})/.exec(name)?.[1]
  return named === undefined || named === expected
}
