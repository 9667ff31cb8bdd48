import { readLegalText } from '../../domain/legal-text'
import type { Archive } from './archive'
import { hashInName } from './files'
import type { Tell } from './findings'
import type { PeriodBook } from './period-book'
import { sha256 } from './sha256'

const LARGEST_TEXT = 256 * 1024 * 1024

/**
 * Compares the exposed texts and the final one, as files, with what the record says of them, and the
 * files of attachments with those that texts and comments name. A text, a certificate or a file of
 * which the record has nothing is somebody else's.
 */
export async function compareTexts(
  archive: Archive,
  { exposures, issuance }: PeriodBook,
  attachments: ReadonlySet<string>,
  tell: Tell,
): Promise<void> {
  const names = new Set(archive.names)
  const texts = new Map(
    exposures.map(({ n, textHash }) => [`texts/exposure-${String(n)}.json`, textHash]),
  )
  if (issuance !== null) texts.set('texts/final.json', issuance.textHash)
  for (const [name, textHash] of texts) {
    if (!names.has(name)) {
      tell({ code: 'FILE_MISSING', file: name, where: 'the record has this text' })
    } else if (sha256(await archive.text(name, LARGEST_TEXT)) !== textHash) {
      tell({ code: 'TEXT_CHANGED', file: name, where: 'is not the text of the record' })
    }
  }
  const frozen = frozenAttachments([...exposures, ...(issuance === null ? [] : [issuance])])
  for (const name of archive.names) {
    const hash = hashInName(name)
    const isOfText = name.startsWith('texts/')
    const isNamed =
      hash === null
        ? !/^(?:texts|certificates)\//.test(name) ||
          texts.has(name.replace(/^certificates\//, 'texts/'))
        : (isOfText ? frozen : attachments).has(hash)
    if (!isNamed) tell({ code: 'FILE_UNLISTED', file: name, where: 'the record names none such' })
    if (isOfText && hash !== null) frozen.delete(hash)
  }
  for (const hash of frozen) {
    const file = `texts/attachments/${hash}`
    tell({ code: 'FILE_MISSING', file, where: 'a text names it as its attachment' })
  }
}

function frozenAttachments(texts: readonly { readonly content: string }[]): Set<string> {
  return new Set(
    texts.flatMap(({ content }) => readLegalText(content).attachments.map((each) => each.sha256)),
  )
}
