import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import {
  refusedFor,
  sound,
  type FileJudgement,
  type FileProblem,
  type FileWarning,
} from './file-judgement'
import { inspectJpeg, inspectPng } from './image-inspection'

const MOST_ENTRIES = 2_000
/** Counted as it flows out: what an archive says of its own sizes is not believed. */
const MOST_INFLATED = 64 * 1024 * 1024
/** Text packs twenty to one; a thousand to one is made to fill a disk. */
const HIGHEST_RATIO = 200
const SMALL_ENOUGH = 1024 * 1024

const STORED = 0
const DEFLATED = 8
const LOCAL_HEADER_BYTES = 30
const UNIX_FILE_TYPE = 0o170000
const UNIX_LINK = 0o120000
/** Another name for the same entry, which some readers go by and others do not. */
const UNICODE_PATH_FIELD = 0x7075

/** What begins like this is a file of its own: an archive, a program or an older office file. */
const FOREIGN = [
  'PK\x03\x04',
  '\xd0\xcf\x11\xe0',
  'MZ',
  '\x7fELF',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b',
]
const PROGRAM = /\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs?|js|jse|wsf|hta|jar|msi|lnk|sh|py|php)$/i

/** Carries a problem out of the loops that read an archive. */
class PackageProblem extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem)
  }
}

function stop(problem: FileProblem): never {
  throw new PackageProblem(problem)
}

interface Part {
  readonly name: string
  readonly bytes: Buffer
}

/** Judges an Office Open XML text. Its parts are searched, not parsed: no entity is ever expanded. */
export function inspectDocx(bytes: Buffer): Promise<FileJudgement> {
  return inspectPackage(bytes, (parts) => {
    const types = partOf(parts, '[Content_Types].xml')
    if (types === null || partOf(parts, 'word/document.xml') === null) stop('kind-mismatch')
    if (/macroEnabled|vbaProject/i.test(types)) stop('macro')
    for (const { name, bytes: part } of parts) {
      if (/vba(?:Project|Data)/i.test(name)) stop('macro')
      if (/^(?:word\/)?embeddings\//i.test(name)) stop('embedded-file')
      // A template from elsewhere brings its macros with it when the text is opened.
      if (name.endsWith('.rels') && /attachedTemplate|oleObject/.test(textOf(part))) {
        stop('embedded-file')
      }
    }
    const about = partOf(parts, 'docProps/core.xml') ?? ''
    const text = partOf(parts, 'word/document.xml') ?? ''
    return [
      ...(/<(?:dc:creator|cp:lastModifiedBy)>[^<\s]/.test(about) ? ['author' as const] : []),
      ...(/\bDDE(?:AUTO)?\s/.test(text) ? ['script' as const] : []),
    ]
  })
}

/** Judges an OpenDocument text. */
export function inspectOdt(bytes: Buffer): Promise<FileJudgement> {
  return inspectPackage(bytes, (parts, entries) => {
    const [first] = entries
    const isFirst = first?.fileName === 'mimetype' && first.compressionMethod === STORED
    if (!isFirst || partOf(parts, 'content.xml') === null) stop('kind-mismatch')
    if (partOf(parts, 'mimetype') !== 'application/vnd.oasis.opendocument.text') {
      stop('kind-mismatch')
    }
    const manifest = partOf(parts, 'META-INF/manifest.xml') ?? ''
    if (/encryption-data|encrypted-key/.test(manifest)) stop('encrypted')
    for (const { name, bytes: part } of parts) {
      if (name === 'encrypted-package') stop('encrypted')
      if (/^(?:Basic|Scripts)\//i.test(name)) stop('macro')
      if (/^[^/]*\.xml$/.test(name) && /<script:event-listener|<office:script/.test(textOf(part))) {
        stop('macro')
      }
    }
    const about = partOf(parts, 'meta.xml') ?? ''
    return /<(?:dc:creator|meta:initial-creator)>[^<\s]/.test(about) ? ['author'] : []
  })
}

async function inspectPackage(
  bytes: Buffer,
  judge: (parts: readonly Part[], entries: readonly Entry[]) => readonly FileWarning[],
): Promise<FileJudgement> {
  try {
    const zip = await fromBufferPromise(bytes, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: true,
    })
    if (zip.entryCount > MOST_ENTRIES) stop('too-many-entries')
    if (zip.comment !== '') stop('two-kinds')
    const entries = await entriesOf(zip)
    assertNoGaps(bytes, entries)
    const parts = await inflateAll(zip, entries, bytes.length)
    const warnings = new Set(judge(parts, entries))
    if (parts.some(hasCameraData)) warnings.add('location')
    return sound(warnings)
  } catch (error) {
    if (error instanceof PackageProblem) return refusedFor(error.problem)
    return refusedFor(problemIn(error as Error))
  }
}

/** What yauzl found wrong; its messages are the only thing that tells. */
function problemIn({ message }: Error): FileProblem {
  if (/encrypt/i.test(message)) return 'encrypted'
  if (/relative path|absolute path|invalid characters/.test(message)) return 'unsafe-path'
  if (/extra bytes at the end|comment length/.test(message)) return 'two-kinds'
  if (/too many bytes/.test(message)) return 'inflates-too-far'
  return 'damaged'
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  const names = new Set<string>()
  for await (const entry of zip.eachEntry()) {
    const type = (entry.externalFileAttributes >>> 16) & UNIX_FILE_TYPE
    if (type === UNIX_LINK) stop('link')
    if (entry.isEncrypted()) stop('encrypted')
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) stop('damaged')
    if (entry.extraFields.some(({ id }) => id === UNICODE_PATH_FIELD)) stop('unsafe-path')
    // Two entries of one name are two texts: which one is read depends on the reader.
    const name = entry.fileName.toLowerCase()
    if (names.has(name)) stop('damaged')
    names.add(name)
    entries.push(entry)
    if (entries.length > MOST_ENTRIES) stop('too-many-entries')
  }
  return entries
}

/**
 * The first entry begins the file and no two share bytes: nothing is hidden before or in them, and
 * one block of compressed bytes does not stand for many entries.
 */
function assertNoGaps(bytes: Buffer, entries: readonly Entry[]): void {
  const sorted = [...entries].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )
  if (sorted[0]?.relativeOffsetOfLocalHeader !== 0)
    stop(sorted.length === 0 ? 'damaged' : 'two-kinds')
  sorted.forEach((entry, index) => {
    const next = sorted[index + 1]?.relativeOffsetOfLocalHeader ?? bytes.length
    const least = LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize
    if (entry.relativeOffsetOfLocalHeader + least > next) stop('inflates-too-far')
  })
}

async function inflateAll(
  zip: ZipFile,
  entries: readonly Entry[],
  packedBytes: number,
): Promise<readonly Part[]> {
  const parts: Part[] = []
  let left = Math.min(MOST_INFLATED, Math.max(SMALL_ENOUGH, packedBytes * HIGHEST_RATIO))
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const header = await zip.readLocalFileHeaderPromise(entry)
    // Readers that go by the local header would find another file than those that go by the list.
    if (!header.fileName.equals(entry.fileNameRaw)) stop('damaged')
    const part = { name: entry.fileName, bytes: await inflateOne(zip, entry, left) }
    left -= part.bytes.length
    if (PROGRAM.test(part.name) || FOREIGN.some((start) => startsWith(part.bytes, start))) {
      stop(/vba/i.test(part.name) ? 'macro' : 'embedded-file')
    }
    parts.push(part)
  }
  return parts
}

async function inflateOne(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const stream = await zip.openReadStreamPromise(entry)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) stop('inflates-too-far')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function startsWith(bytes: Buffer, start: string): boolean {
  return bytes.toString('latin1', 0, start.length) === start
}

function hasCameraData({ bytes }: Part): boolean {
  const judged = startsWith(bytes, '\xff\xd8\xff')
    ? inspectJpeg(bytes)
    : startsWith(bytes, '\x89PNG\r\n\x1a\n')
      ? inspectPng(bytes)
      : null
  return judged?.kind === 'sound' && judged.warnings.includes('location')
}

function partOf(parts: readonly Part[], name: string): string | null {
  const part = parts.find((each) => each.name === name)
  return part === undefined ? null : textOf(part.bytes)
}

/** In UTF-8 or UTF-16 alike: what is searched for is ASCII. */
function textOf(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\0', '')
}
