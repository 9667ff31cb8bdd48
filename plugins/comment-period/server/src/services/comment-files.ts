import { readFile, rm } from 'node:fs/promises'
import { MOST_ATTACHMENTS } from '../../../domain/comment'
import { readDatabaseClock } from '../database/clock'
import { namedContents, type ReceivedAttachment } from '../repositories/comment-attachments'
import { connectionOf } from '../strapi-types'
import { inspectFile } from './file-inspection'
import { removeLeftBehind, type IncomingFile } from './incoming-folder'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { inTurns } from './turns'

/**
 * Inspects, scans and quarantines files that came with a comment, before it is filed: a row must
 * never name a file that is not there. Where it refuses, or the comment is not filed, `discardFiles`
 * takes away again what nothing names.
 *
 * @throws RefusalError `ATTACHMENT_REFUSED` with the place of the file and what is wrong with it
 */
export async function receiveAttachments(
  runtime: Runtime,
  files: readonly IncomingFile[],
): Promise<readonly ReceivedAttachment[]> {
  const inspected: Omit<ReceivedAttachment, 'scan'>[] = []
  for (const [place, file] of files.entries()) {
    const judged = await inspecting(async () => inspectFile(file, await readFile(file.path)))
    if (judged.kind === 'refused') {
      return refuse('ATTACHMENT_REFUSED', { n: place + 1, problem: judged.problem })
    }
    const { name, mime, warnings } = judged
    inspected.push({ name, mime, warnings, size: file.size, sha256: file.sha256 })
  }
  const scans = await Promise.all(
    files.map(async ({ path }) => (await runtime.scanner?.scan(path)) ?? 'unscanned'),
  )
  for (const file of files) {
    quarantined.add(file)
    await runtime.commentFiles.adopt(file.path, file.sha256)
  }
  return inspected.map((attachment, place) => {
    const scan = scans[place] ?? 'unscanned'
    if (scan === 'infected') {
      runtime.strapi.log.warn(`comment-period: event=file-infected sha256=${attachment.sha256}`)
    }
    return { ...attachment, scan }
  })
}

/** Files that got so far: of another's content nothing is taken away. */
const quarantined = new WeakSet<IncomingFile>()

/** An inflated file may take 64 MB, and whoever sends many at once must not choose how many. */
const inspecting = inTurns(2)

/**
 * Ends the stay of files that came with a comment, whatever became of it. What a row names stays in
 * quarantine, everything else goes. Two requests may bring the same content: who takes it away
 * looks once more afterwards, and who filed it looks whether it is there, so that it is put back
 * whichever of them comes last.
 */
export async function discardFiles(
  runtime: Runtime,
  files: readonly IncomingFile[],
): Promise<void> {
  const { strapi, commentFiles } = runtime
  if (files.length === 0) return
  try {
    const db = connectionOf(strapi)
    const ours = files.filter((file) => quarantined.has(file))
    const sha256s = ours.map(({ sha256 }) => sha256)
    await removeUnnamed(runtime, sha256s)
    const namedNow = await namedContents(strapi, db, sha256s)
    for (const { path, sha256 } of ours) {
      if (namedNow.has(sha256)) await commentFiles.adopt(path, sha256)
    }
  } catch (error) {
    // The comment has its answer; what is left over is found at the next start.
    strapi.log.warn(`comment-period: event=files-not-settled error=${(error as Error).name}`)
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })))
  }
}

/** Takes contents away that no comment has any more, or none whose text was not erased. */
export async function removeUnnamed(
  { strapi, commentFiles }: Runtime,
  sha256s: readonly string[],
): Promise<void> {
  const named = await namedContents(strapi, connectionOf(strapi), sha256s)
  for (const sha256 of sha256s) {
    if (!named.has(sha256)) await commentFiles.remove(sha256)
  }
}

/** What a multipart body of this installation may bring beside its fields. */
export function fileLimits({ config, incoming }: Runtime) {
  return {
    maxFieldBytes: config.maxBodyBytes,
    fileField: 'attachment',
    maxFiles: MOST_ATTACHMENTS,
    maxFileBytes: config.maxAttachmentBytes,
    incoming,
  }
}

/** Requests end long before; a file that no row names by then belongs to none. */
const LONGEST_UNNAMED_MS = 3_600_000
const AT_ONCE = 500

/** At the start: removes what a kill left in the middle of a request. */
export async function tidyCommentFiles({ strapi, config, commentFiles }: Runtime): Promise<void> {
  const db = connectionOf(strapi)
  const now = await readDatabaseClock(db)
  const folders = await removeLeftBehind(config.dataFolder, now)
  const old = await commentFiles.olderThan(now - LONGEST_UNNAMED_MS)
  let removed = 0
  for (let from = 0; from < old.length; from += AT_ONCE) {
    const some = old.slice(from, from + AT_ONCE)
    const named = await namedContents(strapi, db, some)
    for (const sha256 of some.filter((each) => !named.has(each))) {
      await commentFiles.remove(sha256)
      removed += 1
    }
  }
  if (folders + removed === 0) return
  strapi.log.warn(
    `comment-period: event=files-tidied incoming=${String(folders)} unnamed=${String(removed)}`,
  )
}
