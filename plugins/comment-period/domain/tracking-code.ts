import { foldTypedInput } from './typed-input'

/** What reading a typed tracking code yields; `code` is canonical: 17 characters, no dashes. */
export type ParsedTrackingCode =
  | { readonly kind: 'parsed'; readonly code: string }
  | {
      readonly kind: 'refused'
      readonly code: 'TRACKING_CODE_UNREADABLE' | 'TRACKING_CODE_MISTYPED'
    }

/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SECRET_BYTES = 10
const SECRET_LENGTH = 16
const CODE_LENGTH = SECRET_LENGTH + 1
/** Room for the code with a separator after every character; anything longer is not read. */
const LONGEST_INPUT = 128

/**
 * Writes 80 bits as a tracking code: 16 characters, the first five bits first, and a check
 * character.
 *
 * The check character makes the 17 characters a codeword over GF(2⁵), Σ αⁱ·cᵢ = 0 with α a root
 * of the primitive polynomial x⁵ + x² + 1. A wrong character changes the sum by αⁱ·δ, a swap of
 * two by (αⁱ + αʲ)·(cᵢ + cⱼ); neither is 0, as the 31 powers of α differ and 17 ≤ 31. So every
 * single mistype and every swap of any two different characters is told apart from an unknown
 * code without asking the database.
 *
 * @param bytes - exactly 10 secret bytes
 * @returns 17 upper-case characters without dashes
 * @throws RangeError if there are not exactly 10 bytes
 * @example
 * encodeTrackingCode(new Uint8Array(10)) // '00000000000000000'
 */
export function encodeTrackingCode(bytes: Uint8Array): string {
  if (bytes.length !== SECRET_BYTES) {
    throw new RangeError(`A tracking code is made of ${SECRET_BYTES} bytes, not ${bytes.length}.`)
  }
  const values: number[] = []
  let pending = 0
  let pendingBits = 0
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    pendingBits += 8
    while (pendingBits >= 5) {
      pendingBits -= 5
      values.push((pending >> pendingBits) & 31)
      pending &= (1 << pendingBits) - 1
    }
  }
  // Addition is XOR, so what the sum lacks to 0 is the sum itself.
  values.push(timesAlpha(weightedSum(values)))
  return values.map((value) => ALPHABET.charAt(value)).join('')
}

/**
 * Writes a canonical code in groups of 4, 4, 4 and 5, as it is shown and sent.
 *
 * @throws RangeError if the code does not have 17 characters of the alphabet
 * @example
 * formatTrackingCode('00000000000000000') // '0000-0000-0000-00000'
 */
export function formatTrackingCode(code: string): string {
  if (code.length !== CODE_LENGTH || valuesOf(code) === null) {
    // The code is a secret: it does not go into an error message.
    throw new RangeError('Only a canonical tracking code of 17 characters can be formatted.')
  }
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8, 12)}-${code.slice(12)}`
}

/**
 * Reads a tracking code as people type, paste or dictate it: Persian and Arabic digits, lower
 * case, O for 0, I and L for 1, spaces, dashes of every kind, ZWNJ and bidi marks anywhere.
 *
 * @returns the canonical code; `TRACKING_CODE_UNREADABLE` where length or alphabet are wrong;
 *   `TRACKING_CODE_MISTYPED` where the check character says that something in it is wrong
 * @example
 * parseTrackingCode('oooo-۰۰۰۰-0000-00000') // { kind: 'parsed', code: '00000000000000000' }
 */
export function parseTrackingCode(input: string): ParsedTrackingCode {
  if (input.length > LONGEST_INPUT) return { kind: 'refused', code: 'TRACKING_CODE_UNREADABLE' }
  const code = foldTypedInput(input)
    .replace(/[ -]/g, '')
    // Only a–z: toUpperCase() would also turn the dotless ı into I, and that into 1.
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const values = code.length === CODE_LENGTH ? valuesOf(code) : null
  if (values === null) return { kind: 'refused', code: 'TRACKING_CODE_UNREADABLE' }
  return weightedSum(values) === 0
    ? { kind: 'parsed', code }
    : { kind: 'refused', code: 'TRACKING_CODE_MISTYPED' }
}

function valuesOf(code: string): number[] | null {
  const values = Array.from(code, (character) => ALPHABET.indexOf(character))
  return values.includes(-1) ? null : values
}

/** By Horner's rule: the last character has the weight 1, the one before α, and so on. */
function weightedSum(values: readonly number[]): number {
  return values.reduce((sum, value) => timesAlpha(sum) ^ value, 0)
}

function timesAlpha(value: number): number {
  const shifted = value << 1
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted
}
