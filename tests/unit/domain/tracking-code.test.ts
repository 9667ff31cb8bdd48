import { describe, expect, test } from '@jest/globals'

import {
  encodeTrackingCode,
  formatTrackingCode,
  parseTrackingCode,
} from '../../../plugins/comment-period/domain/tracking-code'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const UNREADABLE = { kind: 'refused', code: 'TRACKING_CODE_UNREADABLE' }
const MISTYPED = { kind: 'refused', code: 'TRACKING_CODE_MISTYPED' }

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const CODES = [
  bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  bytes(255, 255, 255, 255, 255, 255, 255, 255, 255, 255),
  bytes(1, 35, 69, 103, 137, 171, 205, 239, 1, 35),
  bytes(202, 254, 186, 190, 222, 173, 190, 239, 7, 91),
  // Characters 0 to 15 of the alphabet, all different.
  bytes(0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf),
].map(encodeTrackingCode)

describe('encodeTrackingCode', () => {
  test.each([
    ['zeros', bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), '0000000000000000'],
    ['ones', bytes(255, 255, 255, 255, 255, 255, 255, 255, 255, 255), 'ZZZZZZZZZZZZZZZZ'],
    ['the first five bits first', bytes(8, 0, 0, 0, 0, 0, 0, 0, 0, 0), '1000000000000000'],
    ['the last five last', bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 31), '000000000000000Z'],
    [
      'the alphabet in its order',
      bytes(0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf),
      '0123456789ABCDEF',
    ],
  ])('writes %s', (_case, secret, sixteen) => {
    const code = encodeTrackingCode(secret)
    expect(code).toHaveLength(17)
    expect(code.slice(0, 16)).toBe(sixteen)
  })

  // Worked by hand: the last secret character has the weight α, and 1·α = 2, 16·α = α⁵ = α² + 1 = 5.
  test.each([
    ['1', 1, '2'],
    ['G', 16, '5'],
  ])('the check character of a lone %s is the product with α', (_character, last, check) => {
    expect(encodeTrackingCode(bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, last)).at(-1)).toBe(check)
  })

  test.each([[0], [9], [11]])('throws on %d bytes', (length) => {
    expect(() => encodeTrackingCode(new Uint8Array(length))).toThrow(RangeError)
  })
})

describe('formatTrackingCode', () => {
  test('shows groups of 4, 4, 4 and 5', () => {
    expect(formatTrackingCode('0123456789ABCDEFG')).toBe('0123-4567-89AB-CDEFG')
  })

  test.each([
    ['too short', '0123'],
    ['grouped already', '0123-4567-89AB-CDEFG'],
    ['lower case', '0123456789abcdefg'],
    ['a letter outside the alphabet', '0123456789ABCDEFU'],
  ])('throws on a code that is %s, without repeating it', (_case, code) => {
    expect(() => formatTrackingCode(code)).toThrow(RangeError)
    expect(() => formatTrackingCode(code)).not.toThrow(code)
  })
})

describe('parseTrackingCode', () => {
  const code = encodeTrackingCode(bytes(0, 0, 1, 0, 0, 0, 0, 0, 0, 0))

  test.each(CODES)('reads %s as written and as shown', (written) => {
    expect(parseTrackingCode(written)).toEqual({ kind: 'parsed', code: written })
    expect(parseTrackingCode(formatTrackingCode(written))).toEqual({
      kind: 'parsed',
      code: written,
    })
  })

  test.each([
    ['O for 0', code.replace(/0/g, 'O')],
    ['o for 0', code.replace(/0/g, 'o')],
    ['Persian digits', code.replace(/0/g, '۰')],
    ['Arabic digits', code.replace(/0/g, '٠')],
    ['lower case', code.toLowerCase()],
    ['spaces', code.split('').join(' ')],
    ['spaces that do not break', `\u00a0${code}\u202f`],
    [
      'hyphens and dashes of every kind',
      `${code.slice(0, 4)}\u2010${code.slice(4, 8)}—${code.slice(8, 12)}\u2212${code.slice(12)}`,
    ],
    ['ZWNJ', `${code.slice(0, 4)}\u200c${code.slice(4)}`],
    ['bidi marks and isolates', `\u2066\u200e${code}\u200f\u2069`],
    ['a line break at the end', `${code}\r\n`],
  ])('reads %s', (_case, input) => {
    expect(parseTrackingCode(input)).toEqual({ kind: 'parsed', code })
  })

  test.each([
    ['I', 'I'],
    ['i', 'i'],
    ['L', 'L'],
    ['l', 'l'],
    ['۱', '۱'],
  ])('reads %s for 1', (_case, confused) => {
    const withOne = encodeTrackingCode(bytes(8, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    expect(parseTrackingCode(confused + withOne.slice(1))).toEqual({
      kind: 'parsed',
      code: withOne,
    })
  })

  test.each([
    ['nothing', ''],
    ['16 characters', '0000000000000000'],
    ['18 characters', '000000000000000000'],
    ['a U', 'U0000000000000000'],
    ['a dotless ı, which is no I', 'ı0000000000000000'],
    ['a long s, which is no S', 'ſ0000000000000000'],
    ['Persian letters', 'کد رهگیری ۱۲۳۴۵۶'],
    ['an emoji', '😀000000000000000'],
    ['a slash', '0000/0000/0000/00000'],
    ['a flood', '0'.repeat(1_000_000)],
    ['a flood of spaces', `${' '.repeat(1_000_000)}00000000000000000`],
  ])('refuses %s as unreadable', (_case, input) => {
    expect(parseTrackingCode(input)).toEqual(UNREADABLE)
  })

  test.each(CODES)('tells every wrong character in %s', (written) => {
    const passed: string[] = []
    for (let index = 0; index < written.length; index += 1) {
      for (const wrong of ALPHABET) {
        if (wrong === written[index]) continue
        const typed = written.slice(0, index) + wrong + written.slice(index + 1)
        const answer = parseTrackingCode(typed)
        if (answer.kind === 'parsed') passed.push(typed)
        else expect(answer).toEqual(MISTYPED)
      }
    }
    expect(passed).toEqual([])
  })

  test.each(CODES)('tells every swap of two different characters in %s', (written) => {
    const passed: string[] = []
    for (let left = 0; left < written.length; left += 1) {
      for (let right = left + 1; right < written.length; right += 1) {
        const characters = Array.from(written)
        const [first = '', second = ''] = [characters[left], characters[right]]
        if (first === second) continue
        characters[left] = second
        characters[right] = first
        if (parseTrackingCode(characters.join('')).kind === 'parsed')
          passed.push(characters.join(''))
      }
    }
    expect(passed).toEqual([])
  })
})
