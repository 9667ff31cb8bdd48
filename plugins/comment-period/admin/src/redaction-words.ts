import { BLOCKED_OUT, type RedactableField, type RedactedSpan } from '../../domain/redaction'

/** A piece of a comment's text: a word that can be hidden, hidden words, or what stands between. */
export interface TextPiece {
  readonly text: string
  /** Where it is in the text as filed; `to` is not part of it. */
  readonly from: number
  readonly to: number
  readonly kind: 'word' | 'between'
  readonly isHidden: boolean
}

/**
 * A text as it is shown, cut into words with their places in the text as filed, which whoever works
 * here may not have the permission to read.
 */
export function piecesOf(
  shown: string,
  spans: readonly RedactedSpan[],
  field: RedactableField,
): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let filedAt = 0
  let shownAt = 0
  const readOn = (length: number) => {
    pieces.push(...wordsOf(shown.slice(shownAt, shownAt + length), filedAt))
    shownAt += length
    filedAt += length
  }
  for (const { from, to } of spans.filter((span) => span.field === field)) {
    readOn(from - filedAt)
    pieces.push({ text: BLOCKED_OUT, from, to, kind: 'word', isHidden: true })
    shownAt += BLOCKED_OUT.length
    filedAt = to
  }
  readOn(shown.length - shownAt)
  return pieces
}

/** The spans of the hidden pieces; those with nothing but spaces or marks between them are one. */
export function spansOf(
  pieces: readonly TextPiece[],
  field: RedactableField,
): readonly RedactedSpan[] {
  const spans: RedactedSpan[] = []
  let isRunning = false
  for (const { from, to, kind, isHidden } of pieces) {
    if (kind === 'between') continue
    const last = spans.at(-1)
    if (isHidden && isRunning && last !== undefined) spans[spans.length - 1] = { ...last, to }
    else if (isHidden) spans.push({ field, from, to })
    isRunning = isHidden
  }
  return spans
}

const SEGMENTER = new Intl.Segmenter('fa', { granularity: 'word' })
const ZWNJ = '\u200c'

function wordsOf(text: string, at: number): TextPiece[] {
  const pieces: TextPiece[] = []
  for (const { segment, index, isWordLike } of SEGMENTER.segment(text)) {
    const kind = isWordLike === true ? 'word' : 'between'
    const from = at + index
    const last = pieces.at(-1)
    // A half-space joins a word; where a browser takes it for an end, the parts are one again.
    if (last !== undefined && (segment === ZWNJ || last.text.endsWith(ZWNJ))) {
      const joined = { ...last, text: last.text + segment, to: from + segment.length }
      pieces[pieces.length - 1] = joined
    } else {
      pieces.push({ text: segment, from, to: from + segment.length, kind, isHidden: false })
    }
  }
  return pieces
}
