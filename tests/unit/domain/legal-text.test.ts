import { createHash } from 'node:crypto'

import { describe, expect, test } from '@jest/globals'

import {
  commentTextHash,
  isFiledText,
  hashLegalText,
  legalText,
  serialiseLegalText,
  type LegalText,
} from '../../../plugins/comment-period/domain/legal-text'

const sha256 = (utf8: string): string => createHash('sha256').update(utf8, 'utf8').digest('hex')

const aText = (extra: Partial<LegalText> = {}): LegalText => ({
  title: 'آیین\u200cنامه',
  clauses: [
    { clauseId: 'c1', kind: 'article', label: 'ماده ۱', heading: '', text: 'متن «یک»\nسطر دوم' },
  ],
  attachments: [{ name: 'a.pdf', sha256: 'ab'.repeat(32), mime: 'application/pdf', size: 12 }],
  ...extra,
})

describe('legalText', () => {
  test.each([
    ['composes to NFC', 'ا\u0653ب', 'آب'],
    ['turns CRLF into LF', 'a\r\nb', 'a\nb'],
    ['turns CR into LF', 'a\rb\r\rc', 'a\nb\n\nc'],
    ['trims the ends of lines', 'a \t\nb\u00a0\n', 'a\nb\n'],
    ['keeps the beginning of lines', '  a\n\tb', '  a\n\tb'],
    ['keeps empty lines', 'a\n\n\nb\n', 'a\n\n\nb\n'],
    ['keeps inner spaces and ZWNJ', 'a  b می\u200cرود', 'a  b می\u200cرود'],
    ['keeps Arabic letters and digits as written', 'كي ١٢', 'كي ١٢'],
    ['keeps compatibility characters', '½ x² ﷼', '½ x² ﷼'],
    ['keeps bidi marks', 'a\u200f', 'a\u200f'],
  ])('%s', (_case, text, expected) => {
    expect(legalText(aText({ title: text })).title).toBe(expected)
  })

  test('tidies every string', () => {
    const raw = 'x \r\n'
    const tidied = legalText({
      title: raw,
      clauses: [{ clauseId: raw, kind: 'note', label: raw, heading: raw, text: raw }],
      attachments: [{ name: raw, sha256: raw, mime: raw, size: 1 }],
    })
    expect(tidied).toEqual({
      title: 'x\n',
      clauses: [{ clauseId: 'x\n', kind: 'note', label: 'x\n', heading: 'x\n', text: 'x\n' }],
      attachments: [{ name: 'x\n', sha256: 'x\n', mime: 'x\n', size: 1 }],
    })
  })

  test('is the same when done twice, and leaves its input alone', () => {
    const input = aText({ title: 'ا\u0653 \r\n' })
    const once = legalText(input)
    expect(legalText(once)).toEqual(once)
    expect(input.title).toBe('ا\u0653 \r\n')
  })
})

describe('serialiseLegalText', () => {
  test('writes version 1 byte for byte', () => {
    expect(serialiseLegalText(aText())).toBe(
      '{"v":1,"title":"آیین\u200cنامه","clauses":[{"clauseId":"c1","kind":"article",' +
        '"label":"ماده ۱","heading":"","text":"متن «یک»\\nسطر دوم"}],"attachments":[{"name":"a.pdf",' +
        `"sha256":"${'ab'.repeat(32)}","mime":"application/pdf","size":12}]}`,
    )
  })

  test('writes empty lists and strings', () => {
    expect(serialiseLegalText({ title: '', clauses: [], attachments: [] })).toBe(
      '{"v":1,"title":"","clauses":[],"attachments":[]}',
    )
  })

  test.each([
    ['quotes and backslashes', '"\\', '"\\"\\\\"'],
    ['the short escapes', '\b\t\n\f\r', '"\\b\\t\\n\\f\\r"'],
    ['other controls in lower case', '\u0000\u001f', '"\\u0000\\u001f"'],
    ['a lone surrogate', '\ud83d', '"\\ud83d"'],
    ['everything else as itself', '/\u007f\u2028😀é', '"/\u007f\u2028😀é"'],
  ])('escapes %s', (_case, title, written) => {
    expect(serialiseLegalText(aText({ title, clauses: [], attachments: [] }))).toBe(
      `{"v":1,"title":${written},"clauses":[],"attachments":[]}`,
    )
  })

  test('does not depend on the order of members, nor on members that are not ours', () => {
    const reordered = {
      extra: 1,
      attachments: aText().attachments.map(({ name, sha256: hash, mime, size }) => ({
        size,
        mime,
        sha256: hash,
        name,
        id: 7,
      })),
      clauses: aText().clauses.map(({ clauseId, kind, label, heading, text }) => ({
        text,
        heading,
        label,
        kind,
        clauseId,
        id: 7,
      })),
      title: aText().title,
    }
    expect(serialiseLegalText(reordered)).toBe(serialiseLegalText(aText()))
  })

  test.each([[-1], [0.5], [NaN], [Infinity], [2 ** 53]])('throws on a size of %p', (size) => {
    const attachments = [{ name: 'a', sha256: 'b', mime: 'c', size }]
    expect(() => serialiseLegalText(aText({ attachments }))).toThrow(RangeError)
  })
})

describe('hashLegalText', () => {
  test('is SHA-256 over the written form', () => {
    expect(hashLegalText({ title: '', clauses: [], attachments: [] }, sha256)).toBe(
      sha256('{"v":1,"title":"","clauses":[],"attachments":[]}'),
    )
  })

  test.each([
    ['the title', aText({ title: 'x' })],
    ['the order of clauses', aText({ clauses: [...aText().clauses, ...aText().clauses] })],
    ['an attachment', aText({ attachments: [] })],
  ])('changes with %s', (_case, other) => {
    expect(hashLegalText(other, sha256)).not.toBe(hashLegalText(aText(), sha256))
  })

  test('does not change with line ends and composition, once the text is frozen', () => {
    const mac = legalText(aText({ title: 'ا\u0653ب\r' }))
    const windows = legalText(aText({ title: 'آب \r\n' }))
    expect(hashLegalText(mac, sha256)).toBe(hashLegalText(windows, sha256))
  })
})

const SALT = '0f'.repeat(16)

describe('commentTextHash', () => {
  test('is SHA-256 over salt and text', () => {
    expect(commentTextHash(SALT, 'نظر', sha256)).toBe(sha256(`${SALT}نظر`))
  })

  test.each(['', '00ff', SALT.slice(1), `${SALT}0`, SALT.toUpperCase(), `${SALT}\n`])(
    'throws for the salt %j',
    (salt) => {
      expect(() => commentTextHash(salt, 'نظر', sha256)).toThrow(RangeError)
    },
  )
})

describe('isFiledText', () => {
  const text = 'با این ماده مخالفم'
  const hash = commentTextHash(SALT, text, sha256)

  test('holds of salt and text of the hash', () => {
    expect(isFiledText(SALT, text, hash, sha256)).toBe(true)
  })

  test('does not hold where the text begins in the salt, or either is no string', () => {
    for (const [salt, rest] of [
      [`${SALT}با این ماده `, 'مخالفم'],
      [SALT.slice(0, 31), `f${text}`],
      [SALT, 'مخالفم'],
      [[SALT], text],
      [null, text],
      [SALT, null],
    ]) {
      expect([salt, rest, isFiledText(salt, rest, hash, sha256)]).toEqual([salt, rest, false])
    }
  })
})
