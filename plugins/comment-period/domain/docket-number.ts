import { foldTypedInput } from './typed-input'

/** The parts of a docket's number: body, Solar Hijri year, running number within both. */
export interface DocketNumber {
  readonly slug: string
  readonly solarYear: number
  readonly number: number
}

const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const SLUG_MAX_LENGTH = 40
/** Room for the number with the marks and spaces it is pasted with; anything longer is not read. */
const LONGEST_INPUT = 256
/** The slug may itself hold digits and dashes; year and number are the last two parts. */
const DOCKET_NUMBER = /^([a-z0-9-]{1,40})-([0-9]{4})-([0-9]{1,9})$/

/**
 * Whether the text may be the slug of an issuing body: lower-case Latin letters, digits and
 * single dashes, beginning with a letter, at most 40 characters.
 *
 * @example
 * isBodySlug('west-azerbaijan') // true
 */
export function isBodySlug(text: string): boolean {
  return text.length <= SLUG_MAX_LENGTH && SLUG.test(text)
}

/**
 * Writes a docket's number. It has at least four digits, so that a year's numbers are of one width.
 *
 * @throws RangeError if the slug is not one, the year has not four digits, or the number is not a
 *   whole number from 1 to 999 999 999
 * @example
 * formatDocketNumber('ipo', 1405, 7) // 'ipo-1405-0007'
 */
export function formatDocketNumber(slug: string, solarYear: number, number: number): string {
  if (!isBodySlug(slug)) throw new RangeError(`"${slug}" is not the slug of a body.`)
  if (!Number.isInteger(solarYear) || solarYear < 1000 || solarYear > 9999) {
    throw new RangeError(`${solarYear} is not a year of four digits.`)
  }
  if (!Number.isInteger(number) || number < 1 || number > 999_999_999) {
    throw new RangeError(`${number} is not the number of a docket.`)
  }
  return `${slug}-${solarYear}-${String(number).padStart(4, '0')}`
}

/**
 * Reads a docket's number as people type or paste it: Persian, Arabic or Latin digits, any case,
 * any dash, invisible marks and spaces around, leading zeros optional.
 *
 * @returns the parts, or `null` where the text is no docket number
 * @example
 * parseDocketNumber(' IPO-۱۴۰۵-۰۰۰۷ ') // { slug: 'ipo', solarYear: 1405, number: 7 }
 */
export function parseDocketNumber(text: string): DocketNumber | null {
  if (text.length > LONGEST_INPUT) return null
  // Only A–Z: toLowerCase() would also turn the Kelvin sign into a k.
  const folded = foldTypedInput(text).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const match = DOCKET_NUMBER.exec(folded)
  const slug = match?.[1]
  if (match === null || slug === undefined || !isBodySlug(slug)) return null
  const solarYear = Number(match[2])
  const number = Number(match[3])
  return number < 1 || solarYear < 1000 ? null : { slug, solarYear, number }
}
