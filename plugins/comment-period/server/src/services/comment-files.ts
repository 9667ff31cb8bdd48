import { rm } from 'node:fs/promises'
import type { ReceivedAttachment } from '../repositories/comment-attachments'
import type { IncomingFile } from './incoming-folder'
import type { Runtime } from './runtime'

/** Notes what came with a comment. Inspection and quarantine are built beside it. */
export function receiveAttachments(
  _runtime: Runtime,
  files: readonly IncomingFile[],
): Promise<readonly ReceivedAttachment[]> {
  return Promise.resolve(
    files.map(({ name, mime, size, sha256 }) => ({
      name,
      mime,
      size,
      sha256,
      scan: 'unscanned' as const,
      warnings: [],
    })),
  )
}

export async function discardFiles(
  _runtime: Runtime,
  files: readonly IncomingFile[],
): Promise<void> {
  await Promise.all(files.map(({ path }) => rm(path, { force: true })))
}
