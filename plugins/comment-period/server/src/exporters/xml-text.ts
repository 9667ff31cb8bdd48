/** What cannot stand in character data as it is: XML 1.0, 2.2 and 2.4. */
// eslint-disable-next-line no-control-regex -- these are what XML forbids
const UNFIT_FOR_XML = /[&<>\x00-\x08\v\f\r\x0e-\x1f\p{Surrogate}\ufffe\uffff]/gu

/**
 * What a cell of a workbook can hold only as `_xHHHH_`, and an underscore that Excel would take for
 * the beginning of such an escape, also where the closing underscore is that of another escape.
 */
const UNFIT_FOR_CELL =
  // eslint-disable-next-line no-control-regex -- these are what XML forbids
  /[\x01-\x08\v\f\r\x0e-\x1f]|_(?=x[0-9A-Fa-f]{4}[_\x01-\x08\v\f\r\x0e-\x1f])/g

const REPLACEMENT = '\ufffd'
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
}

/**
 * A text as character data of XML 1.0. What XML forbids, also as a reference, becomes U+FFFD:
 * control characters, lone surrogates, U+FFFE and U+FFFF.
 *
 * @example
 * xmlText('ماده ۱ < ۲') // 'ماده ۱ &lt; ۲'
 */
export function xmlText(text: string): string {
  return text.replace(UNFIT_FOR_XML, (character) => ENTITIES[character] ?? REPLACEMENT)
}

/**
 * A text as the content of a cell (`ST_Xstring`, ECMA-376 Part 1, 22.9.2.19): control characters,
 * which XML forbids, as `_xHHHH_`; what looks like such an escape with its underscore escaped, or
 * Excel would decode it. NUL, at which programs stop reading, becomes U+FFFD, as do lone
 * surrogates.
 *
 * @example
 * cellText('_x0041_') // '_x005F_x0041_'
 */
export function cellText(text: string): string {
  return xmlText(
    text.replace(UNFIT_FOR_CELL, (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
      return `_x${code}_`
    }),
  )
}
