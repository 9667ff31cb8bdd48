import { toLatinDigits } from './digits'

/**
 * Folds a code, number or date that a person typed or pasted: digits to 0–9, every Unicode dash
 * and minus to `-`, every kind of space to a plain one, invisible format characters (bidi marks,
 * ZWNJ, ZWJ, zero-width space, byte order mark, soft hyphen) dropped, ends trimmed.
 *
 * Codes shown inside right-to-left text are pasted back with bidi marks around them, and Persian
 * keyboards put a ZWNJ where a dash or a space was meant; neither may make a right code unreadable.
 * Not for prose: there the ZWNJ carries meaning.
 *
 * @example
 * foldTypedInput('\u200fipo–۱۴۰۵–۰۰۰۷ ') // 'ipo-1405-0007'
 */
export function foldTypedInput(text: string): string {
  return toLatinDigits(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s/g, ' ')
    .trim()
}
