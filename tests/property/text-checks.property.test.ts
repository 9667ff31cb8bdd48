import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  countGraphemes,
  findTextFault,
  utf8Length,
} from '../../plugins/comment-period/domain/text-checks'

/** Characters that join with their neighbours, among some that do not. */
const UNITS = [
  ...['ن', 'ظ', 'ر', ' ', '\n', '\r\n', '\u200c', '\u200d', '\u064e', '\u0651', '\u0600'],
  ...['🇮', '🇷', '🇮🇷', '👩', '🏽', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '\u{e0100}', 'क', '्', 'ष', 'ᄀ', 'ᅡ', 'ᆨ', '\ud83d'],
] as const
const unit = fc.constantFrom(...UNITS)
/** Long enough for several pieces, and runs of one unit longer than a piece. */
const text = fc
  .array(fc.tuple(unit, fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 600 }))), {
    maxLength: 60,
  })
  .map((runs) => runs.map(([character, times]) => character.repeat(times)).join(''))

describe('text checks', () => {
  test('count graphemes as if the text were segmented in one go', () => {
    fc.assert(
      fc.property(text, (written) => {
        const segments = [...new Intl.Segmenter('fa', { granularity: 'grapheme' }).segment(written)]
        expect(countGraphemes(written)).toBe(segments.length)
      }),
      { numRuns: 200 },
    )
  })

  test('count bytes as the encoder writes them', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (written) => {
        expect(utf8Length(written)).toBe(Buffer.byteLength(written, 'utf8'))
      }),
    )
  })

  test('let a text pass exactly where it is neither empty nor longer than allowed', () => {
    const plain = fc.string({ unit: fc.constantFrom('ن', 'مَ', '👩🏽', '🇮🇷'), maxLength: 30 })
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 30 }), (written, maxGraphemes) => {
        const count = countGraphemes(written)
        const code = count === 0 ? 'TEXT_EMPTY' : count > maxGraphemes ? 'TEXT_TOO_LONG' : undefined
        expect(findTextFault(written, { maxGraphemes })?.code).toBe(code)
      }),
    )
  })
})
