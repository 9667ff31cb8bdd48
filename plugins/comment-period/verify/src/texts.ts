import type { Archive } from './archive'
import type { Tell } from './findings'
import { sha256 } from './sha256'

const LARGEST_TEXT = 256 * 1024 * 1024

/**
 * Compares the exposed texts and the final one, as files, with what the record says of them. A text
 * or a certificate of which the record has no row is somebody else's.
 */
export async function compareTexts(
  archive: Archive,
  legalTexts: ReadonlyMap<string, string>,
  tell: Tell,
): Promise<void> {
  const names = new Set(archive.names)
  for (const [name, textHash] of legalTexts) {
    if (!names.has(name)) {
      tell({ code: 'FILE_MISSING', file: name, where: 'the record has this text' })
    } else if (sha256(await archive.text(name, LARGEST_TEXT)) !== textHash) {
      tell({ code: 'TEXT_CHANGED', file: name, where: 'is not the text of the record' })
    }
  }
  for (const name of archive.names) {
    const text = name.replace(/^certificates\//, 'texts/')
    if (/^texts\/[^/]+$/.test(text) && !legalTexts.has(text)) {
      tell({ code: 'FILE_UNLISTED', file: name, where: 'the record has no such text' })
    }
  }
}
