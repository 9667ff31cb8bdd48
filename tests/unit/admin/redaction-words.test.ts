import { describe, expect, test } from '@jest/globals'

import {
  piecesOf,
  spansOf,
  type TextPiece,
} from '../../../plugins/comment-period/admin/src/redaction-words'
import { redact, type RedactedSpan } from '../../../plugins/comment-period/domain/redaction'

const FILED = 'نام من رضا رضایی است؛ آیین‌نامه را خوانده‌ام.'

const hide = (pieces: readonly TextPiece[], words: readonly string[]) =>
  pieces.map((piece) => (words.includes(piece.text) ? { ...piece, isHidden: true } : piece))

const shownWith = (spans: readonly RedactedSpan[]) => redact(FILED, spans, 'text')

describe('the words of a comment', () => {
  test('are pieces that make up the text, with their places in it', () => {
    const pieces = piecesOf(FILED, [], 'text')
    expect(pieces.map(({ text }) => text).join('')).toBe(FILED)
    for (const { text, from, to } of pieces) expect(FILED.slice(from, to)).toBe(text)
    const words = pieces.filter(({ kind }) => kind === 'word').map(({ text }) => text)
    expect(words).toEqual(['نام', 'من', 'رضا', 'رضایی', 'است', 'آیین‌نامه', 'را', 'خوانده‌ام'])
  })

  test('that are hidden side by side are one span, the space between them included', () => {
    const spans = spansOf(hide(piecesOf(FILED, [], 'text'), ['رضا', 'رضایی', 'را']), 'text')
    expect(spans.map(({ from, to }) => FILED.slice(from, to))).toEqual(['رضا رضایی', 'را'])
  })

  test('keep their places behind words that are hidden already, and are hidden beside them', () => {
    const before = spansOf(hide(piecesOf(FILED, [], 'text'), ['رضا', 'رضایی']), 'text')
    const again = piecesOf(shownWith(before), before, 'text')
    expect(spansOf(again, 'text')).toEqual(before)
    const more = spansOf(hide(again, ['است', 'را']), 'text')
    expect(more.map(({ from, to }) => FILED.slice(from, to))).toEqual(['رضا رضایی است', 'را'])
    const lifted = again.map((piece) => ({ ...piece, isHidden: false }))
    expect(spansOf(lifted, 'text')).toEqual([])
  })

  test('that stand in the text as a block of its author’s are words like others', () => {
    const spans: RedactedSpan[] = [{ field: 'text', from: 0, to: 3 }]
    const filed = 'الف ••••• ب'
    const pieces = piecesOf(redact(filed, spans, 'text'), spans, 'text')
    expect(pieces.filter(({ isHidden }) => isHidden)).toMatchObject([{ from: 0, to: 3 }])
    expect(pieces.at(-1)).toMatchObject({ text: 'ب', from: filed.length - 1 })
  })
})
