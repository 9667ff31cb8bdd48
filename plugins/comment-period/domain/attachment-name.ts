import { countGraphemes, findTextFault } from './text-checks'

const LONGEST_NAME = 120
/** What a reader would not see, or what would turn the order of the letters around it. */
const UNSEEN = /[\p{Cc}\p{Surrogate}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * The name under which an attachment is shown: what was sent, without the path that some browsers
 * put before it, without control characters and marks of direction, and not longer than a line. It
 * says nothing about where the file is kept.
 *
 * @returns `null` where nothing is left that could be shown
 * @example
 * attachmentName('C:\\Users\\me\\نامه\u202Efdp.exe') // 'نامهfdp.exe'
 */
export function attachmentName(sent: string): string | null {
  const last = sent.slice(-4_096).split(/[/\\]/).at(-1) ?? ''
  const name = shortened(last.replace(UNSEEN, '').normalize('NFC').trim())
  return findTextFault(name, { maxGraphemes: LONGEST_NAME, singleLine: true }) === null
    ? name
    : null
}

function shortened(name: string): string {
  if (countGraphemes(name) <= LONGEST_NAME) return name
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
  const graphemes = [...new Intl.Segmenter('fa', { granularity: 'grapheme' }).segment(name)]
  const kept = graphemes.slice(0, LONGEST_NAME - 1 - extension.length)
  return `${kept.map(({ segment }) => segment).join('')}…${extension}`
}

/** The extension of a name in lower case, without its dot; empty where it has none. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
