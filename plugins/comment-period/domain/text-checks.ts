/** What may be wrong with a text that somebody sent. */
export type TextFaultCode =
  | 'TEXT_EMPTY'
  | 'TEXT_TOO_LONG'
  | 'TEXT_HAS_NUL'
  | 'TEXT_HAS_LONE_SURROGATE'
  | 'TEXT_HAS_CONTROL'
  | 'TEXT_TOO_MANY_MARKS'
  | 'TEXT_HAS_BIDI_CONTROL'

/** A fault; `limit` and `actual` in `unit`, where they say something. */
export interface TextFault {
  readonly code: TextFaultCode
  readonly limit?: number
  /** Left out where the text is so long that counting it would be the attack. */
  readonly actual?: number
  readonly unit?: 'graphemes' | 'bytes'
}

/** What a text may be. */
export interface TextLimits {
  readonly maxGraphemes: number
  /** Default 1. With 0 an empty or blank text is allowed. */
  readonly minGraphemes?: number
  /** A name or title: no line breaks, tabs or bidi controls. Default false. */
  readonly singleLine?: boolean
  /** Largest size in UTF-8 bytes. */
  readonly maxBytes?: number
}

/** No script needs more on one base; more is drawn over the lines above and below. */
const MAX_MARKS_ON_ONE_BASE = 8
/** Code units of the longest graphemes in use (flags and families), rounded up. */
const MAX_UNITS_PER_GRAPHEME = 32
const PIECE_UNITS = 256

const LONE_SURROGATE = /\p{Surrogate}/u
const CONTROL = /(?![\t\n\r])\p{Cc}/u
const LINE_CONTROL = /[\t\n\r\u2028\u2029]/
const BIDI_CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** One mark more than may be. Format characters between the marks do not make a new base. */
const MARK_HEAP = /(?:\p{M}\p{Cf}*){9}/u
/** The blank braille pattern is drawn as nothing, though it is a symbol. */
const VISIBLE = /[^\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * Counts what a reader would call characters: extended grapheme clusters (Unicode UAX #29).
 * «مَ» is one, a family emoji is one, CRLF is one.
 *
 * @example
 * countGraphemes('می‌رود') // 5: the ZWNJ belongs to the letter before it
 */
export function countGraphemes(text: string): number {
  return countGraphemesUpTo(text, Infinity)
}

/**
 * The number of bytes of a text in UTF-8. A lone surrogate counts as the three bytes of U+FFFD
 * that encoders put in its place.
 *
 * @example
 * utf8Length('نظر') // 6
 */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/**
 * Finds the first fault of a text, or `null`. Refuses what no honest writer sends and what
 * databases, exports or readers choke on; it never changes the text, which is stored as received.
 *
 * - always: NUL (PostgreSQL cannot store it), lone surrogates (not UTF-8, so the text's hash would
 *   not be that of the text), control characters other than tab and line breaks, more than 8
 *   combining marks on one base;
 * - with `singleLine` also tabs, line breaks and bidi controls: in a name they make other text on
 *   the page read as something else. In a comment they are allowed;
 * - a text with nothing visible in it, or fewer than `minGraphemes`: `TEXT_EMPTY`.
 *
 * @example
 * findTextFault('  ', { maxGraphemes: 4000 })
 * // { code: 'TEXT_EMPTY', limit: 1, actual: 0, unit: 'graphemes' }
 */
export function findTextFault(text: string, limits: TextLimits): TextFault | null {
  const { maxGraphemes, minGraphemes = 1, singleLine = false, maxBytes = Infinity } = limits
  // UTF-8 never has fewer bytes than UTF-16 has units, so both refusals are certain; they cost
  // nothing, while segmenting megabytes costs seconds.
  if (text.length > maxBytes) return { code: 'TEXT_TOO_LONG', limit: maxBytes, unit: 'bytes' }
  if (text.length > maxGraphemes * MAX_UNITS_PER_GRAPHEME) return tooManyGraphemes(maxGraphemes)

  if (text.includes('\u0000')) return { code: 'TEXT_HAS_NUL' }
  if (LONE_SURROGATE.test(text)) return { code: 'TEXT_HAS_LONE_SURROGATE' }
  if (CONTROL.test(text)) return { code: 'TEXT_HAS_CONTROL' }
  if (singleLine && LINE_CONTROL.test(text)) return { code: 'TEXT_HAS_CONTROL' }
  if (singleLine && BIDI_CONTROL.test(text)) return { code: 'TEXT_HAS_BIDI_CONTROL' }
  if (MARK_HEAP.test(text)) return { code: 'TEXT_TOO_MANY_MARKS', limit: MAX_MARKS_ON_ONE_BASE }

  if (minGraphemes > 0 && !VISIBLE.test(text)) return tooFewGraphemes(minGraphemes, 0)
  if (maxBytes !== Infinity) {
    const actual = utf8Length(text)
    if (actual > maxBytes) return { code: 'TEXT_TOO_LONG', limit: maxBytes, actual, unit: 'bytes' }
  }
  return findLengthFault(text, minGraphemes, maxGraphemes)
}

function findLengthFault(text: string, min: number, max: number): TextFault | null {
  // A grapheme has one code unit or more, so a short text needs no segmenting at all.
  if (text.length <= max && min <= 1) return null
  // The writer of a text a little too long is told by how much; of a flood, that it is too long.
  const isFlood = text.length > max * 4
  const actual = countGraphemesUpTo(text, isFlood ? max + 1 : Infinity)
  if (actual > max) return isFlood ? tooManyGraphemes(max) : tooManyGraphemes(max, actual)
  return actual < min ? tooFewGraphemes(min, actual) : null
}

function tooManyGraphemes(limit: number, actual?: number): TextFault {
  const fault = { code: 'TEXT_TOO_LONG', limit, unit: 'graphemes' } as const
  return actual === undefined ? fault : { ...fault, actual }
}

function tooFewGraphemes(limit: number, actual: number): TextFault {
  return { code: 'TEXT_EMPTY', limit, actual, unit: 'graphemes' }
}

/**
 * Counts piece by piece, because segmenting one long string takes V8 time out of all proportion.
 * Whether a grapheme ends somewhere depends on nothing before its own first character and on one
 * character after it; so all graphemes of a piece are certain but the last, with which the next
 * piece begins. Stops at the end of the piece in which `stopAt` is reached.
 */
function countGraphemesUpTo(text: string, stopAt: number): number {
  // Made here and not once for the module, so that importing works where it is missing.
  const segmenter = new Intl.Segmenter('fa', { granularity: 'grapheme' })
  let count = 0
  let start = 0
  let size = PIECE_UNITS
  while (count < stopAt) {
    const end = start + size + (isHighSurrogate(text, start + size - 1) ? 1 : 0)
    let inPiece = 0
    let lastAt = 0
    for (const { index } of segmenter.segment(text.slice(start, end))) {
      inPiece += 1
      lastAt = index
    }
    if (end >= text.length) return count + inPiece
    if (lastAt === 0) {
      size *= 2
    } else {
      count += inPiece - 1
      start += lastAt
      size = PIECE_UNITS
    }
  }
  return count
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xd800 && unit <= 0xdbff
}
