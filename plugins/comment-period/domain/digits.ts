const PERSIAN_ZERO = 0x06f0
const ARABIC_ZERO = 0x0660

/**
 * Replaces Persian (۰–۹, U+06F0–06F9) and Arabic (٠–٩, U+0660–0669) digits by 0–9 and leaves
 * every other character alone. `\d`, `Number()` and `parseInt` do not know either kind.
 *
 * @example
 * toLatinDigits('۱۴۰۵/٠٥/17') // '1405/05/17'
 */
export function toLatinDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO))
  })
}

/**
 * Replaces 0–9 and Arabic digits by Persian ones. A number is written without grouping, as
 * decree and docket numbers are.
 *
 * @example
 * toPersianDigits(1405) // '۱۴۰۵'
 */
export function toPersianDigits(value: string | number): string {
  return toLatinDigits(String(value)).replace(/[0-9]/g, (digit) =>
    String.fromCharCode(PERSIAN_ZERO + Number(digit)),
  )
}
