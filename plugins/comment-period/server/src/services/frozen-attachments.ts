import type { ReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { LegalAttachment } from '../../../domain/legal-text'
import type { UploadedFile } from '../repositories/drafts'
import { createContentStore } from './content-store'
import { refuse } from './refusal-error'

/**
 * Copies of a draft's attachments under the hash of their content, outside Strapi's uploads: the
 * media library replaces files in place, and what the public was shown must not change.
 */
export interface AttachmentStore {
  /** Copies the file in and says what was frozen. */
  freeze(file: UploadedFile): Promise<LegalAttachment>
  /**
   * Opens a frozen file; the caller has checked that a ledger names it. Refuses with
   * `ATTACHMENT_UNREADABLE` where the file is gone from the disk.
   */
  read(sha256: string): Promise<ReadStream>
}

/** As much as one attachment may be: it is read whole, and must not fill the memory. */
export const LARGEST_ATTACHMENT = 100 * 1024 * 1024

export function createAttachmentStore(dataFolder: string, publicFolder: string): AttachmentStore {
  const store = createContentStore(path.resolve(dataFolder, 'attachments'))

  return {
    async freeze(file) {
      const bytes = await readUpload(file, publicFolder)
      const sha256 = await store.put(bytes)
      return { name: file.name, sha256, mime: file.mime, size: bytes.length }
    },
    async read(sha256) {
      if (!(await store.has(sha256))) return refuse('ATTACHMENT_UNREADABLE', { sha256 })
      return store.read(sha256)
    },
  }
}

async function readUpload(file: UploadedFile, publicFolder: string): Promise<Buffer> {
  try {
    if (file.provider !== 'local') {
      const answer = await fetch(file.url, { signal: AbortSignal.timeout(30_000) })
      if (!answer.ok) throw new Error(`HTTP ${String(answer.status)}`)
      return await readCapped(answer)
    }
    const place = path.resolve(publicFolder, `.${file.url}`)
    if (!place.startsWith(path.resolve(publicFolder) + path.sep)) throw new Error('outside')
    if ((await stat(place)).size > LARGEST_ATTACHMENT) throw new Error('too large')
    return await readFile(place)
  } catch {
    // Whatever kept it from being read, the text cannot be frozen without it.
    return refuse('ATTACHMENT_UNREADABLE', { name: file.name })
  }
}

async function readCapped(answer: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = answer.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (part?.value === undefined) break
    size += part.value.byteLength
    if (size > LARGEST_ATTACHMENT) throw new Error('too large')
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}
