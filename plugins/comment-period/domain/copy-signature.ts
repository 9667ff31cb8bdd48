import { canonicalText, searchForm } from './canonical-text'
import type { Sha256 } from './legal-text'

/*
 * What tells that two comments are one text, or nearly. All of it is derived from the words alone
 * and is as telling as they are: whoever has a key or a signature can try guesses against it. It
 * is erased with the text, made anew of what is left when words are hidden, and shown to nobody.
 */

declare const COPY_FORM: unique symbol

/**
 * A text as it is compared with others: {@link searchForm} in one line and without spaces. Holds
 * letters, marks and digits, and a full stop where something parts two digits; empty where the
 * text has no letter or digit.
 */
export type CopyForm = string & { readonly [COPY_FORM]: true }

/** Looked up once: where a global is looked up at each use, as in Jest, a signature takes 200 times as long. */
const { imul } = Math

/** How many UTF-16 code units of a form make one shingle. */
const SHINGLE = 4
/** How many numbers make a signature. Stored signatures have so many, for good. */
export const SIGNATURE_ROWS = 96
/** What a row holds where there is no shingle to take the smallest value of. */
const NOTHING = 0xffffffff

/** More marks on one letter than any writing has; what comes after the third is not compared. */
const MARK_HEAP = /(\p{M}{3})\p{M}+/gu
/** Thousands of «1,200,000»; the Persian separator of thousands goes with the search form. */
const THOUSANDS = /(\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu
const BETWEEN_DIGITS = /(\p{Nd})[ \n\u200c]+(?=\p{Nd})/gu
const SPACES = /[ \n\u200c]+/g

/**
 * The form in which a text is compared with others. Whatever stands between two digits parts them:
 * «۳٫۵», «۳/۵» and «3.5» are one, and none of them is «۳۵». A separator of thousands parts nothing.
 *
 * @example
 * copyForm('آيين نامه‌ی\nاجرائی!') // 'اییننامهاجرایی'
 * copyForm('مالیات ۳٫۵ درصد') // 'مالیات3.5درصد'
 */
export function copyForm(text: string): CopyForm {
  return searchForm(text.replace(THOUSANDS, '$1'), 'fa')
    .replace(BETWEEN_DIGITS, '$1.')
    .replace(SPACES, '')
    .replace(MARK_HEAP, '$1') as CopyForm
}

/**
 * A key that two texts share if and only if they are exact copies: the same letters and digits in
 * the same order, whatever the keyboard, the spacing, the punctuation and the line breaks. Texts
 * without any letter or digit have no words to share; they are copies where their signs are the
 * same, so that 👍 is no copy of 👎. It does not see what the search form leaves out: «خوب است؟»
 * is a copy of «خوب است.».
 *
 * @param form - of the text, where it is at hand: folding is the dear part
 * @returns 64 lower-case hexadecimal digits; as secret as the text
 * @example
 * copyKey('با ماده ۵ مخالفم.', sha256) === copyKey('با ماده 5 مخالفم', sha256) // true
 */
export function copyKey(text: string, sha256: Sha256, form: CopyForm = copyForm(text)): string {
  // Nothing that folds to an empty form holds a character of a form: the two never meet.
  return sha256(form === '' ? canonicalText(text, 'fa').replace(/[ \n\u200c]+/g, '') : form)
}

/** The shingles of a form, each once: a number for each, in rising order. */
export type Shingles = Uint32Array & { readonly [SHINGLES]: true }

declare const SHINGLES: unique symbol

/**
 * The shingles of a form: each run of four characters (UTF-16 code units) in it, once. A form of
 * one to three characters is one shingle by itself; an empty one has none. As numbers they take a
 * tenth of the room, and two shingles share one in a case of four thousand million.
 *
 * @example
 * shinglesOf(copyForm('مهلت ۳ ماه')).length // 5: مهلت، هلت3، لت3م، ت3ما، 3ماه
 */
export function shinglesOf(form: CopyForm): Shingles {
  const numbers = Uint32Array.from(shingleNumbers(form)).sort()
  let distinct = 0
  for (let at = 0; at < numbers.length; at += 1) {
    if (at > 0 && numbers[at] === numbers[at - 1]) continue
    numbers[distinct] = numbers[at] ?? 0
    distinct += 1
  }
  return numbers.slice(0, distinct) as Shingles
}

/**
 * How alike two texts are: the part of their shingles that both have (Jaccard’s index; Broder,
 * “On the resemblance and containment of documents”, 1997). It knows letters and no meaning: a
 * long text and the same with one «نه» in it are almost 1.
 *
 * @returns 0 to 1; 0 where one of them has no shingle, even beside another that has none
 */
export function likeness(one: Shingles, other: Shingles): number {
  if (one.length === 0 || other.length === 0) return 0
  let shared = 0
  for (let at = 0, beside = 0; at < one.length && beside < other.length;) {
    const difference = (one[at] ?? 0) - (other[beside] ?? 0)
    if (difference === 0) shared += 1
    if (difference <= 0) at += 1
    if (difference >= 0) beside += 1
  }
  return shared / (one.length + other.length - shared)
}

/**
 * The MinHash signature of a form (Broder 1997): 96 numbers, by which the {@link likeness} of two
 * texts can be told without the texts. Signatures are stored, so this never changes:
 *
 * - a shingle u₁…u₄ (fewer in a form of less than four) of n code units is the number
 *   x = mix(h), where h begins as n and becomes h · 16777619 + u for each unit in its order;
 * - row i, from 0 to 95, is the smallest value, as an unsigned number, of aᵢ · x + bᵢ over all
 *   shingles, where aᵢ = mix((2i + 1) · 2654435769) with its lowest bit set and
 *   bᵢ = mix((2i + 2) · 2654435769);
 * - mix is the finaliser of MurmurHash3 (Appleby): h ^= h ≫ 16, h ·= 2246822507, h ^= h ≫ 13,
 *   h ·= 3266489909, h ^= h ≫ 16;
 * - all of it modulo 2³²; without shingles, every row is 2³² − 1.
 *
 * The rows are multiply-add functions with odd factors: one-to-one on 32 bits, their high bits
 * universal (Dietzfelbinger et al. 1997). What such a simple family lacks in independence, mixing
 * the shingles first makes up for.
 *
 * @returns 96 rows; as secret as the text
 */
export function copySignature(form: CopyForm): Uint32Array {
  const numbers = shingleNumbers(form)
  const signature = new Uint32Array(SIGNATURE_ROWS)
  for (let row = 0; row < SIGNATURE_ROWS; row += 1) {
    const factor = FACTORS[row] ?? 1
    const addend = ADDENDS[row] ?? 0
    let smallest = NOTHING
    // By number: `for … of` over these takes four times as long.
    for (let at = 0; at < numbers.length; at += 1) {
      const value = (imul(factor, numbers[at] ?? 0) + addend) >>> 0
      if (value < smallest) smallest = value
    }
    signature[row] = smallest
  }
  return signature
}

/**
 * The {@link likeness} of two texts as their signatures tell it. Off by 0.05 in one of three cases
 * (√(j(1 − j)/96) at likeness j) and by 0.15 hardly ever.
 *
 * @returns 0 to 1; 0 where one of them has no shingle
 */
export function estimatedLikeness(one: Uint32Array, other: Uint32Array): number {
  if (!hasShingles(one) || !hasShingles(other)) return 0
  let same = 0
  for (let row = 0; row < SIGNATURE_ROWS; row += 1) if (one[row] === other[row]) same += 1
  return same / SIGNATURE_ROWS
}

/** Whether a signature is of a text that has a letter or digit. */
export function hasShingles(signature: Uint32Array): boolean {
  return signature.some((row) => row !== NOTHING)
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const BYTES = SIGNATURE_ROWS * 4
const FORMATTED = /^[A-Za-z0-9+/]{512}$/
const SEXTETS = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, BASE64.indexOf(String.fromCharCode(code))),
)

/**
 * Writes a signature to be stored: its rows in their order, the high byte of each first, in base64
 * (RFC 4648). 384 bytes divide by three, so that there is no padding.
 *
 * @returns 512 ASCII characters
 * @throws RangeError if there are not exactly 96 rows
 */
export function formatSignature(signature: Uint32Array): string {
  if (signature.length !== SIGNATURE_ROWS) {
    throw new RangeError(`A signature has ${SIGNATURE_ROWS} rows, not ${signature.length}.`)
  }
  const byte = (at: number) => ((signature[at >>> 2] ?? 0) >>> (24 - 8 * (at & 3))) & 0xff
  let written = ''
  for (let at = 0; at < BYTES; at += 3) {
    const three = (byte(at) << 16) | (byte(at + 1) << 8) | byte(at + 2)
    written +=
      BASE64.charAt(three >>> 18) +
      BASE64.charAt((three >>> 12) & 63) +
      BASE64.charAt((three >>> 6) & 63) +
      BASE64.charAt(three & 63)
  }
  return written
}

/**
 * Reads a stored signature.
 *
 * @returns null where it is none, as a row that somebody typed into the database may hold
 */
export function parseSignature(stored: string): Uint32Array | null {
  if (!FORMATTED.test(stored)) return null
  const signature = new Uint32Array(SIGNATURE_ROWS)
  const sextet = (at: number) => SEXTETS[stored.charCodeAt(at)] ?? 0
  for (let at = 0; at < BYTES; at += 3) {
    const from = (at / 3) * 4
    const three =
      (sextet(from) << 18) | (sextet(from + 1) << 12) | (sextet(from + 2) << 6) | sextet(from + 3)
    for (let place = 0; place < 3; place += 1) {
      const row = (at + place) >>> 2
      const byte = (three >>> (16 - 8 * place)) & 0xff
      signature[row] = ((signature[row] ?? 0) << 8) | byte
    }
  }
  return signature
}

const GOLDEN = 2654435769
const FACTORS = Int32Array.from(
  { length: SIGNATURE_ROWS },
  (_, row) => mix(imul(2 * row + 1, GOLDEN)) | 1,
)
const ADDENDS = Int32Array.from({ length: SIGNATURE_ROWS }, (_, row) =>
  mix(imul(2 * row + 2, GOLDEN)),
)

function mix(number: number): number {
  const high = imul(number ^ (number >>> 16), 2246822507)
  const middle = imul(high ^ (high >>> 13), 3266489909)
  return middle ^ (middle >>> 16)
}

function shingleCount(form: CopyForm): number {
  return form === '' ? 0 : Math.max(1, form.length - SHINGLE + 1)
}

/** One number for each place of a shingle. */
function shingleNumbers(form: CopyForm): Int32Array {
  const numbers = new Int32Array(shingleCount(form))
  const units = Math.min(SHINGLE, form.length)
  for (let at = 0; at < numbers.length; at += 1) {
    let number = units
    for (let unit = at; unit < at + units; unit += 1) {
      number = (imul(number, 16777619) + form.charCodeAt(unit)) | 0
    }
    numbers[at] = mix(number)
  }
  return numbers
}
