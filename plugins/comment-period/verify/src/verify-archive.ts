import { readArchive, type Archive } from './archive'
import { compareCertificates } from './certificates'
import { boundByManifestAlone, RECORD } from './files'
import type { Finding, Tell } from './findings'
import { compareFiles, readManifest, type Manifest } from './manifest'
import { walkRecord, type Walked } from './record'
import { openSource, type Source } from './source'
import { compareTexts } from './texts'

/** An archive that was changed throughout would have millions. */
const MOST_FINDINGS = 10_000

export interface Verdict {
  readonly findings: readonly Finding[]
  /** Of the whole file; `null` where it is no archive. */
  readonly sha256: string | null
  /** `null` where it could not be read so far. */
  readonly manifest: Manifest | null
  readonly walked: Walked | null
  /** Files whose content nothing but the manifest binds. */
  readonly boundByManifestAlone: readonly string[]
}

/**
 * Recomputes from an archive of a docket, alone, what can be: the shape of the ZIP file, every file
 * against the manifest, every link against its row and the link before, every text against the hash
 * that was recorded when it came, comments as they are told, and certificates, against the record.
 * What is in no record it cannot judge (docs/record-format.md).
 *
 * @param source a path, or the archive itself
 * @throws the error of the file system where there is no file that can be read
 */
export async function verifyArchive(source: string | Buffer): Promise<Verdict> {
  const opened = await openSource(source)
  try {
    return await verifySource(opened)
  } finally {
    await opened.close()
  }
}

async function verifySource(source: Source): Promise<Verdict> {
  const findings: Finding[] = []
  const tell = (finding: Finding) => {
    if (findings.length < MOST_FINDINGS) findings.push(finding)
  }
  let archive: Archive
  try {
    archive = await readArchive(source)
  } catch (error) {
    tell({ code: 'ARCHIVE_UNREADABLE', file: 'archive', where: (error as Error).message })
    return { findings, sha256: null, manifest: null, walked: null, boundByManifestAlone: [] }
  }
  const manifest = await readManifest(archive, tell)
  const walked = manifest === null ? null : await verifyContents(archive, manifest, tell)
  return {
    findings,
    sha256: archive.sha256,
    manifest,
    walked,
    boundByManifestAlone: boundByManifestAlone(archive.names),
  }
}

async function verifyContents(
  archive: Archive,
  manifest: Manifest,
  tell: Tell,
): Promise<Walked | null> {
  await compareFiles(archive, manifest, tell)
  if (!archive.names.includes(RECORD)) {
    tell({ code: 'FILE_MISSING', file: RECORD, where: 'there is nothing to verify by' })
    return null
  }
  try {
    const walked = await walkRecord(archive, manifest, tell)
    await compareTexts(archive, walked.period, walked.attachments, tell)
    await compareCertificates(archive, walked.period, manifest, tell)
    return walked
  } catch (error) {
    tell({ code: 'ARCHIVE_UNREADABLE', file: RECORD, where: (error as Error).message })
    return null
  }
}
