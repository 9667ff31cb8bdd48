import { openArchive, type Archive } from './archive'
import type { Finding } from './findings'
import { compareFiles, readManifest, type Manifest } from './manifest'
import { RECORD, walkRecord, type Walked } from './record'
import { compareTexts } from './texts'

/** An archive that was changed throughout would have millions. */
const MOST_FINDINGS = 10_000

export interface Verdict {
  readonly findings: readonly Finding[]
  /** `null` where it could not be read so far. */
  readonly manifest: Manifest | null
  readonly walked: Walked | null
}

/**
 * Recomputes all that an archive of a docket claims, from the archive alone: every file against the
 * manifest, every link against its row and the link before, every text against the hash that was
 * recorded when it came.
 *
 * @param source a path, or the archive itself
 */
export async function verifyArchive(source: string | Buffer): Promise<Verdict> {
  const findings: Finding[] = []
  const tell = (finding: Finding) => {
    if (findings.length < MOST_FINDINGS) findings.push(finding)
  }
  let archive: Archive
  try {
    archive = await openArchive(source)
  } catch (error) {
    tell({ code: 'ARCHIVE_UNREADABLE', file: 'archive', where: (error as Error).message })
    return { findings, manifest: null, walked: null }
  }
  try {
    const manifest = await readManifest(archive, tell)
    if (manifest === null) return { findings, manifest, walked: null }
    await compareFiles(archive, manifest, tell)
    if (!archive.names.includes(RECORD)) {
      tell({ code: 'FILE_MISSING', file: RECORD, where: 'there is nothing to verify by' })
      return { findings, manifest, walked: null }
    }
    try {
      const walked = await walkRecord(archive, manifest, tell)
      await compareTexts(archive, walked.legalTexts, tell)
      return { findings, manifest, walked }
    } catch (error) {
      tell({ code: 'ARCHIVE_UNREADABLE', file: RECORD, where: (error as Error).message })
      return { findings, manifest, walked: null }
    }
  } finally {
    archive.close()
  }
}
