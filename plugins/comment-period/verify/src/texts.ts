import type { Archive } from './archive'
import type { Tell } from './findings'
import { sha256 } from './sha256'
import { RECORD } from './record'

const LARGEST_TEXT = 256 * 1024 * 1024

interface TextRow {
  readonly kind: string
  readonly open: { readonly n?: number; readonly textHash?: string } | null
}

/** Compares the exposed texts and the final one, as files, with what the record says of them. */
export async function compareTexts(archive: Archive, tell: Tell): Promise<void> {
  const expected = new Map<string, string>()
  for await (const line of archive.lines(RECORD)) {
    // Few lines hold a text, and those of comments are not read twice.
    if (!line.includes('"kind":"exposure"') && !line.includes('"kind":"issuance"')) continue
    const { kind, open } = JSON.parse(line) as TextRow
    if (open?.textHash === undefined) continue
    if (kind === 'exposure') expected.set(`texts/exposure-${String(open.n)}.json`, open.textHash)
    if (kind === 'issuance') expected.set('texts/final.json', open.textHash)
  }
  for (const [name, textHash] of expected) {
    if (!archive.names.includes(name)) {
      tell({ code: 'FILE_MISSING', file: name, where: 'the record has this text' })
    } else if (sha256(await archive.text(name, LARGEST_TEXT)) !== textHash) {
      tell({ code: 'TEXT_CHANGED', file: name, where: 'is not the text of the record' })
    }
  }
}
