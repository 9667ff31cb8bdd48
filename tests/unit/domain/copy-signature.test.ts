import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import {
  copyForm,
  copyKey,
  copySignature,
  estimatedLikeness,
  formatSignature,
  hasShingles,
  likeness,
  parseSignature,
  shinglesOf,
  SIGNATURE_ROWS,
} from '../../../plugins/comment-period/domain/copy-signature'
import {
  CAMPAIGNS,
  edited,
  onArabicKeyboard,
  withArabicDigits,
  withLatinDigits,
  withoutZwnj,
} from '../../support/campaign-corpus'

const sha256 = (utf8: string) => createHash('sha256').update(utf8, 'utf8').digest('hex')
const keyOf = (text: string) => copyKey(text, sha256)
const signatureOf = (text: string) => copySignature(copyForm(text))
const exact = (one: string, other: string) =>
  likeness(shinglesOf(copyForm(one)), shinglesOf(copyForm(other)))
const estimate = (one: string, other: string) =>
  estimatedLikeness(signatureOf(one), signatureOf(other))

const ARTICLE = 'با ماده ۵ آیین‌نامه مخالفم؛ کارگاه‌های کوچک توان آن را ندارند.'

describe('exact copies share a key', () => {
  test.each([
    ['on an Arabic keyboard', onArabicKeyboard(ARTICLE)],
    ['without ZWNJ', withoutZwnj(ARTICLE)],
    ['with spaces for ZWNJ', ARTICLE.replace(/\u200c/g, ' ')],
    ['with Arabic digits', withArabicDigits(ARTICLE)],
    ['with Latin digits', withLatinDigits(ARTICLE)],
    ['without punctuation', ARTICLE.replace(/[؛.]/g, '')],
    ['over several lines', ARTICLE.replace(/ /g, '\r\n')],
    ['with tatweel and harakat', ARTICLE.replace('مخالفم', 'مُخـالفم')],
  ])('written %s', (_way, copy) => {
    expect(keyOf(copy)).toBe(keyOf(ARTICLE))
  })

  test('though a question mark, which the search form leaves out, is all that tells them apart', () => {
    expect(keyOf('این ماده خوب است؟')).toBe(keyOf('این ماده خوب است.'))
  })

  test.each([
    ['a decimal mark, whichever', ['مالیات ۳٫۵ درصد', 'مالیات ۳/۵ درصد', 'مالیات 3.5 درصد']],
    ['a date', ['از ۱۴۰۵/۰۱/۲۰ تا ۱۴۰۵/۰۲/۰۱', 'از 1405-01-20 تا 1405-02-01']],
    ['thousands, marked or not', ['۱٬۲۰۰٬۰۰۰ ریال', '1,200,000 ریال', '۱۲۰۰۰۰۰ ریال']],
  ])('written with %s', (_mark, [first, ...others]) => {
    for (const other of others) expect(keyOf(other)).toBe(keyOf(first!))
  })

  test.each([
    ['مالیات ۳٫۵ درصد', 'مالیات ۳۵ درصد'],
    ['ظرف ۱۰ تا ۱۵ روز', 'ظرف ۱۰۱۵ روز'],
    ['مواد ۱،۲', 'مواد ۱۲'],
    ['مبلغ ۱,۲۰ ریال', 'مبلغ ۱۲۰ ریال'],
  ])('but not numbers of which a mark is all that tells them apart: «%s», «%s»', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
  })

  test('which is the SHA-256 of the form', () => {
    expect(keyOf('آيين نامه‌ی\nاجرائی!')).toBe(sha256('اییننامهاجرایی'))
    expect(copyKey(ARTICLE, sha256, copyForm(ARTICLE))).toBe(keyOf(ARTICLE))
  })

  test.each([
    ['another digit', ARTICLE, ARTICLE.replace('۵', '۶')],
    ['another word', ARTICLE, ARTICLE.replace('مخالفم', 'موافقم')],
    ['another sign, where there are no words', '👍', '👎'],
    ['no sign, where there are no words', '👍', ''],
  ])('and texts with %s do not', (_difference, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
  })

  test('texts without words where their signs are the same', () => {
    expect(keyOf('👍 👍\n!')).toBe(keyOf('👍👍!'))
    expect(keyOf(' \n')).toBe(keyOf(''))
  })
})

describe('the form of a text', () => {
  test('keeps three marks on a letter, as any writing has at most, and no heap of them', () => {
    const marked = (marks: number) => copyForm(`ب${'\u0301'.repeat(marks)}پ`)
    expect([0, 1, 2, 3].map((marks) => marked(marks).length)).toEqual([2, 3, 4, 5])
    expect(marked(8)).toBe(marked(3))
  })
})

describe('shingles', () => {
  test.each([
    [
      'are runs of four characters, across words',
      'مهلت ۳ ماه',
      ['مهلت', 'هلت3', 'لت3م', 'ت3ما', '3ماه'],
    ],
    ['are each told once', 'ااا اااا', ['اااا']],
    ['of three characters are one', 'بله', ['بله']],
    ['of one character are one', '۵', ['5']],
    ['of a text without words are none', '؟!', []],
  ])('%s', (_case, text, shingles) => {
    const numberOf = (shingle: string) => shinglesOf(copyForm(shingle))[0]!
    const expected = shingles.map(numberOf).sort((one, other) => one - other)
    expect(new Set(expected).size).toBe(shingles.length)
    expect([...shinglesOf(copyForm(text))]).toEqual(expected)
  })
})

describe('the likeness of a copy to its text', () => {
  const students = CAMPAIGNS[2]!
  const { text } = students
  test.each([
    ['on an Arabic keyboard', onArabicKeyboard(text), 1, 0],
    ['without ZWNJ', withoutZwnj(text), 1, 0],
    ['with Latin digits', withLatinDigits(text), 1, 0],
    [
      'with a greeting and a name',
      `با سلام و احترام\n${text}\nبا تشکر از توجه شما،\nمریم کریمی، دانشجوی دانشگاه تبریز`,
      0.79,
      0.03,
    ],
    ['with an edited phrase', edited(text, students.edits[2]!), 0.77, 0.03],
    ['in words of one’s own', students.paraphrases[1]!, 0.06, 0.05],
    ['about something else', CAMPAIGNS[1]!.text, 0.04, 0.05],
  ])('%s is as measured', (_copy, copy, expected, tolerance) => {
    expect(Math.abs(exact(text, copy) - expected)).toBeLessThanOrEqual(tolerance)
    expect(Math.abs(estimate(text, copy) - exact(text, copy))).toBeLessThanOrEqual(0.15)
  })

  test('is high where one word turns the meaning: likeness knows letters only', () => {
    expect(exact(text, text.replace('آسیب می‌بینند', 'آسیب نمی‌بینند'))).toBeGreaterThan(0.9)
  })

  test.each([
    ['two short texts that are the same', 'بله', 'بله!', 1],
    ['two short texts that differ', 'بله', 'خیر', 0],
    ['a short text and one that begins with it', 'بله', 'بله موافقم', 0],
    ['two texts without words', '!', '!', 0],
    ['a text and one without words', 'بله', '', 0],
  ])('%s', (_case, one, other, expected) => {
    expect(exact(one, other)).toBe(expected)
    expect(estimate(one, other)).toBe(expected)
  })
})

/** The definition once more, in whole numbers of any size. */
function rowsAsDefined(form: string): number[] {
  const modulo = 1n << 32n
  const mix = (number: bigint) => {
    let h = number % modulo
    h ^= h >> 16n
    h = (h * 2246822507n) % modulo
    h ^= h >> 13n
    h = (h * 3266489909n) % modulo
    return h ^ (h >> 16n)
  }
  const units = Math.min(4, form.length)
  const numbers = Array.from({ length: form.length - units + 1 }, (_, at) =>
    mix(
      Array.from({ length: units }, (__, unit) => BigInt(form.charCodeAt(at + unit))).reduce(
        (h, unit) => (h * 16777619n + unit) % modulo,
        BigInt(units),
      ),
    ),
  )
  return Array.from({ length: 96 }, (_, row) => {
    const [a, b] = [
      mix(BigInt(2 * row + 1) * 2654435769n) | 1n,
      mix(BigInt(2 * row + 2) * 2654435769n),
    ]
    return Math.min(...numbers.map((x) => Number((a * x + b) % modulo)))
  })
}

describe('a signature', () => {
  test.each([ARTICLE, 'نه', '۵', 'REST api', '𝔘𝔫𝔦', ...CAMPAIGNS.map(({ text }) => text)])(
    'is what its definition says of «%s»',
    (text) => {
      expect([...signatureOf(text)]).toEqual(rowsAsDefined(copyForm(text)))
    },
  )

  test.each([
    [
      'با ماده ۵ مخالفم',
      'CyEi4CauBTRh2ih4KQufBxCDlZsI1uRGF2GenQBWTNkMCo/QAxKEtyDlvrwDQ7dZEUJGeCsMioVNmOpeBfsYPxW6uEYMTD0+JZFryyoEqvsCWTfILxxkvy74oFMOgssKC2mwcgJwvA8LsZFkBNdCmAGgD4AYZf5OCbF94wo6nZYQHy2PDOHtFwOHtX4BvYbTUxBPMgnH2GAMB3VePES1yiksXKAd+CxoCg4k2xBrwLkYh0NkIE1OlyPwE1EAy0VkDZNgkQaYKSQlHgPrAoLJHRCbVzAaY2qBEHa1MQFQ6cE3Jio3EZNT8ArLvo8Ih4wOGYND5yK/N2oxy0KgCZdelQjNgb4Bsq+EJmW/VS6cXFwUeMgWHwglRAAU1B4HovfxI9cZThfM6jAuuykvCzXj3AJhlOw6NjxYCWWPjwbEWccQV4YjEwCpRR7m1nwnmTVuE03TihKm+Fga7y8LANLgEzqVq6gvrXOwH7RrrRH2LJMOZMZECJt2wytost0FeJx5',
    ],
    [
      'نه',
      'BToPKDvc3D4SoQTGn/y/mqAeucbHglKmTWHVGxYEhXG3YbEXNxbtLjbWBLRfZY6W/X4UEfhsYuyNeL78/bWu2sx2m4tyGZIYEGltklPfsINEOHLPcnac/s84fR7Ojw2wwrz4Wnwius3tezqaiFanY0DLhSLMzf7v1HZfaFueIJd5h7FlozWFid/+C7AgqRH6DlG6vw8e+hFCHQJUwKzrHw7eHcFIbWxJFWtjPhG8hUtqG6L5okI2SdHv07DgDhYcafyQpxF+kwK+It6ShTzAZigmTPf09wuA7C1Oz7BnYn/a8/85mzW1Hx0+sh7KF027aOjBajtniow4pM3I+Snev30eb15R91wSv8ImPk3fmwNA09ugljpBbGD53/7VqucrDboFr5FWPANFCkmqqpbuXrtT17t7Dix43AdtHJRCFFUrlmomq3caaOpFB/XkcVRkjuZm/H2gWL8NcUyVdn7PCQg5dwg4S1jxk5DAwrzc3PhLPu7esN7Cyrv0gQePdGtC',
    ],
    ['', '/'.repeat(512)],
  ])('of «%s» stays for ever what it is', (text, stored) => {
    expect(formatSignature(signatureOf(text))).toBe(stored)
  })

  test('of a text without words says so', () => {
    expect(hasShingles(signatureOf('؟'))).toBe(false)
    expect(hasShingles(signatureOf('۵'))).toBe(true)
  })

  test('is stored as base64 of its rows, the high byte first', () => {
    const bytes = Buffer.from(formatSignature(signatureOf(ARTICLE)), 'base64')
    expect(bytes).toHaveLength(384)
    expect(Array.from({ length: SIGNATURE_ROWS }, (_, row) => bytes.readUInt32BE(row * 4))).toEqual(
      [...signatureOf(ARTICLE)],
    )
  })

  test.each([
    ['nothing', ''],
    ['too little', 'A'.repeat(511)],
    ['too much', 'A'.repeat(513)],
    ['padding', `${'A'.repeat(511)}=`],
    ['another alphabet', `${'A'.repeat(511)}-`],
    ['a line break at its end', `${'A'.repeat(512)}\n`],
    ['letters that only look Latin', `${'A'.repeat(511)}А`],
  ])('is not read from %s', (_case, stored) => {
    expect(parseSignature(stored)).toBeNull()
  })

  test('is not written with a row too few', () => {
    expect(() => formatSignature(new Uint32Array(95))).toThrow(RangeError)
  })
})
