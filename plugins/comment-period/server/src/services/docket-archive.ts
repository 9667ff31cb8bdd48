import { createHash } from 'node:crypto'
import { PassThrough, type Writable } from 'node:stream'
import { MOST_ROWS_ON_PAPER, type Covered } from '../../../domain/docket-export'
import { toIsoUtc } from '../../../domain/instant'
import { readLegalText, type LegalAttachment } from '../../../domain/legal-text'
import { exportWordsOf } from '../exporters/export-words'
import { writeHtmlTable } from '../exporters/html-table'
import { writeNdjson } from '../exporters/ndjson-records'
import { onePage, type Table } from '../exporters/table-document'
import { writeArchive, wholePart, type ArchivePart } from '../exporters/zip-archive'
import { findExposures } from '../repositories/exposures'
import { findIssuance } from '../repositories/period-acts'
import { linkedUpTo, linkKey } from '../repositories/record-rows'
import { connectionOf } from '../strapi-types'
import { readCertificate } from './exposure-certificate'
import { exportRecordPages, exportSourceOf } from './export-records'
import { writeApart } from './export-thread'
import { aboutExport, documentOf, type Writing } from './export-writing'
import { recordLines, recordSpan, type RecordSpan } from './record-lines'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

interface ArchiveWriting extends Writing {
  readonly runtime: Runtime
}

/** A part that is a file of ours; one that is named by the hash of its content says by which. */
interface KeptPart extends ArchivePart {
  readonly sha256?: string
}

/** A file of the archive as its manifest names it. */
interface ListedFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

const TABLE_FORMATS = ['csv', 'ndjson', 'xlsx', 'html', 'docx'] as const

/**
 * Writes a docket as one archive: its record with what the chain needs to be verified, the exposed
 * and the final text, certificates, the comments in every format, files, an index for people and a
 * manifest for programs (docs/record-format.md).
 */
export async function writeDocketArchive(writing: ArchiveWriting, output: Writable): Promise<void> {
  const [covered] = writing.job.covers
  if (covered === undefined) throw new Error('comment-period: an archive covers one docket')
  await writeArchive(partsOf(writing, covered), output, writing.signal)
}

async function* partsOf(
  writing: ArchiveWriting,
  covered: Covered,
): AsyncGenerator<ArchivePart, void, undefined> {
  const files: ListedFile[] = []
  const listed = (part: KeptPart) => hashed(part, (file) => files.push(file))
  const { runtime, job, signal, onRead } = writing
  // The files of those that the lines name, and of no comment that was decided upon since.
  const named = new Set<string>()
  const pages = async function* () {
    for await (const page of exportRecordPages(exportSourceOf(runtime), job, onRead)) {
      for (const { sha256 } of page.flatMap(({ attachments }) => attachments)) named.add(sha256)
      yield page
    }
  }
  for (const format of TABLE_FORMATS) {
    if (covered.seq > (MOST_ROWS_ON_PAPER[format] ?? Infinity)) continue
    const write = (out: Writable) =>
      format === 'ndjson'
        ? writeNdjson(aboutExport(writing), pages(), out, signal)
        : writeApart(runtime, writing, format, out)
    yield listed(writtenPart(`comments/comments.${format}`, write))
  }
  for await (const part of commentFileParts(writing, named)) yield listed(part)
  // Last, so that it has the row of whatever was hidden or erased while the comments were written.
  const { span, certificates } = await recordAndCertificates(writing, covered)
  yield listed(recordPart(writing, span))
  for await (const part of textParts(writing, covered, span, certificates)) yield listed(part)
  yield listed(writtenPart('index.html', (out) => writeIndex(writing, files, out)))
  const manifest = manifestOf(writing, covered, span, files)
  yield wholePart('manifest.json', manifest)
  const sum = createHash('sha256').update(manifest, 'utf8').digest('hex')
  yield wholePart('manifest.sha256', `${sum}  manifest.json\n`)
}

/** Certificates by the number of their exposure. */
type Certificates = ReadonlyMap<number, string>

/**
 * Certificates as they are now, and the part of the record that has all that they state: the record
 * ends after them, and has no exposure without its certificate.
 */
async function recordAndCertificates(
  { runtime }: ArchiveWriting,
  covered: Covered,
): Promise<{ readonly span: RecordSpan; readonly certificates: Certificates }> {
  const { draftDocumentId, docket } = covered
  const db = connectionOf(runtime.strapi)
  for (;;) {
    const certificates = new Map<number, string>()
    for (const { n } of await findExposures(db, draftDocumentId)) {
      const { answer } = await readCertificate(runtime, docket, n)
      certificates.set(n, `${JSON.stringify(answer, null, 2)}\n`)
    }
    const span = await recordSpan(runtime, covered)
    const linked = await linkedUpTo(db, draftDocumentId, span.position, ['exposure'])
    if (linked.size <= certificates.size) return { span, certificates }
  }
}

function recordPart({ runtime, job, signal }: ArchiveWriting, span: RecordSpan): ArchivePart {
  const { chain, position } = span
  const about = { format: 'comment-period-record/1', chain, position }
  return writtenPart('record.ndjson', (out) =>
    writeNdjson(about, recordLines(runtime, span, job.profile), out, signal),
  )
}

/**
 * Every exposed text of the record byte by byte as it was hashed, with its certificate, and the text
 * that was issued.
 */
async function* textParts(
  { runtime }: ArchiveWriting,
  { draftDocumentId }: Covered,
  { position }: RecordSpan,
  certificates: Certificates,
): AsyncGenerator<KeptPart, void, undefined> {
  const db = connectionOf(runtime.strapi)
  const linked = await linkedUpTo(db, draftDocumentId, position, ['exposure', 'issuance'])
  const attachments = new Map<string, LegalAttachment>()
  const note = (content: string) => {
    for (const each of readLegalText(content).attachments) attachments.set(each.sha256, each)
  }
  for (const exposure of await findExposures(db, draftDocumentId)) {
    if (!linked.has(linkKey('exposure', String(exposure.ordinal)))) continue
    const n = String(exposure.n)
    note(exposure.content)
    yield wholePart(`texts/exposure-${n}.json`, exposure.content)
    yield wholePart(`certificates/exposure-${n}.json`, certificates.get(exposure.n) ?? '')
  }
  const issuance = await findIssuance(db, draftDocumentId)
  if (issuance !== null && linked.has(linkKey('issuance', String(issuance.ordinal)))) {
    note(issuance.content)
    yield wholePart('texts/final.json', issuance.content)
  }
  for (const { sha256, name } of attachments.values()) {
    const chunks = await runtime.attachments.read(sha256)
    yield { name: `texts/attachments/${sha256}${extension(name)}`, chunks, sha256 }
  }
}

/**
 * The files that came with comments, as far as the profile names them; one of several names once. An
 * erased comment names none, so that a file which is not there was lost: an archive without it would
 * be taken for whole.
 */
async function* commentFileParts(
  writing: ArchiveWriting,
  named: ReadonlySet<string>,
): AsyncGenerator<KeptPart, void, undefined> {
  const { runtime, job } = writing
  const { commentFiles } = runtime
  const seen = new Set<string>()
  for await (const page of exportRecordPages(exportSourceOf(runtime), job, () => undefined)) {
    for (const { sha256, name, scan } of page.flatMap(({ attachments }) => attachments)) {
      // A file that is known to be infected is in the record by its hash alone.
      if (scan === 'infected' || seen.has(sha256) || !named.has(sha256)) continue
      seen.add(sha256)
      if (!(await commentFiles.has(sha256))) refuse('ATTACHMENT_UNREADABLE', { sha256 })
      if (await isInfectedNow(runtime, sha256)) continue
      const chunks = commentFiles.read(sha256)
      yield { name: `attachments/${sha256}${extension(name)}`, chunks, sha256 }
    }
  }
}

/** Since a file came, the scanner has learnt. */
async function isInfectedNow({ scanner, commentFiles }: Runtime, sha256: string): Promise<boolean> {
  return scanner !== null && (await scanner.scan(commentFiles.placeOf(sha256))) === 'infected'
}

function extension(name: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase() ?? ''
}

async function writeIndex(
  { job, subject, signal }: Writing,
  files: readonly ListedFile[],
  output: Writable,
): Promise<void> {
  const words = exportWordsOf(job.language)
  const rows = files.map(({ name, bytes, sha256 }) => [name, bytes, sha256])
  const table: Table = {
    name: words.files.title,
    columns: [
      { heading: words.files.name, width: 40, kind: 'code' },
      { heading: words.files.bytes, width: 14, kind: 'number' },
      { heading: words.files.sha256, width: 66, kind: 'code' },
    ],
    pages: onePage(rows),
  }
  const document = documentOf({ job, subject }, words, table)
  const { formulas, formulaRule } = words.facts
  await writeHtmlTable(
    {
      ...document,
      title: words.files.archive(subject.title),
      facts: [...document.facts, [formulas, formulaRule]],
    },
    output,
    signal,
  )
}

function manifestOf(
  { job, subject }: Writing,
  { docket, seq }: Covered,
  { position }: RecordSpan,
  files: readonly ListedFile[],
): string {
  const manifest = {
    format: 'comment-period-docket/1',
    docket,
    title: subject.title,
    body: { slug: subject.bodySlug, name: subject.bodyName },
    instant: toIsoUtc(job.askedAt),
    profile: job.profile,
    covers: { seq, position },
    csvGuard: "'",
    files,
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** A part that a writer of a whole stream makes. */
function writtenPart(name: string, write: (output: Writable) => Promise<void>): ArchivePart {
  const chunks = async function* () {
    const through = new PassThrough()
    const writing = write(through).catch((cause: unknown) => {
      through.destroy(cause as Error)
    })
    yield* through as AsyncIterable<Buffer>
    await writing
  }
  return { name, chunks: chunks() }
}

/**
 * The same part; once it has been read to its end, its hash is told. A file that is not what its name
 * says is damaged, and no archive is made of it.
 */
function hashed({ name, chunks, sha256 }: KeptPart, tell: (file: ListedFile) => void): ArchivePart {
  const through = async function* () {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
    const digest = hash.digest('hex')
    if (sha256 !== undefined && digest !== sha256) refuse('ATTACHMENT_UNREADABLE', { sha256 })
    tell({ name, bytes, sha256: digest })
  }
  return { name, chunks: through() }
}
