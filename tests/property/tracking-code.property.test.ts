import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { toPersianDigits } from '../../plugins/comment-period/domain/digits'
import {
  encodeTrackingCode,
  formatTrackingCode,
  parseTrackingCode,
} from '../../plugins/comment-period/domain/tracking-code'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secret = fc.uint8Array({ minLength: 10, maxLength: 10 })
const code = secret.map(encodeTrackingCode)
const place = fc.integer({ min: 0, max: 16 })

describe('a tracking code', () => {
  test('is read however it is shown', () => {
    fc.assert(
      fc.property(code, (written) => {
        for (const shown of [
          written,
          formatTrackingCode(written),
          toPersianDigits(formatTrackingCode(written).toLowerCase()),
          `\u2066${written.replace(/0/g, 'o').replace(/1/g, 'l')}\u2069`,
        ]) {
          expect(parseTrackingCode(shown)).toEqual({ kind: 'parsed', code: written })
        }
      }),
    )
  })

  test('is another for other bytes', () => {
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        fc.pre(one.some((byte, index) => byte !== other[index]))
        expect(encodeTrackingCode(one)).not.toBe(encodeTrackingCode(other))
      }),
    )
  })

  test('with one wrong character is mistyped', () => {
    fc.assert(
      fc.property(
        code,
        place,
        fc.constantFrom(...Array.from(ALPHABET)),
        (written, index, wrong) => {
          fc.pre(written[index] !== wrong)
          const typed = written.slice(0, index) + wrong + written.slice(index + 1)
          expect(parseTrackingCode(typed)).toMatchObject({ code: 'TRACKING_CODE_MISTYPED' })
        },
      ),
    )
  })

  test('with two different characters swapped is mistyped', () => {
    fc.assert(
      fc.property(code, place, place, (written, left, right) => {
        const characters = Array.from(written)
        const [first = '', second = ''] = [characters[left], characters[right]]
        fc.pre(first !== second)
        characters[left] = second
        characters[right] = first
        expect(parseTrackingCode(characters.join(''))).toMatchObject({
          code: 'TRACKING_CODE_MISTYPED',
        })
      }),
    )
  })

  test('is never thrown over, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['parsed', 'refused']).toContain(parseTrackingCode(text).kind)
      }),
    )
  })
})
