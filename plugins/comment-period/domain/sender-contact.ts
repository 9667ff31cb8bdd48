import { toLatinDigits } from './digits'

const ONLY_A_NUMBER = /^[+\d\s().\-/]+$/
/** Fewer digits are no telephone number that could be reached. */
const FEWEST_DIGITS = 7
const IRAN = '98'

/**
 * A contact in the form in which two are compared: an address in lower case, a telephone number in
 * digits with the code of its country, that of Iran where it has none. Never to be written to: what
 * was left is kept as it was.
 *
 * @returns null where nothing is left of it
 * @example
 * comparedContact(' Sara@Example.ir ') // 'sara@example.ir'
 * comparedContact('۰۹۱۲ ۳۴۵ ۶۷۸۹') // '989123456789'
 */
export function comparedContact(contact: string): string | null {
  const plain = toLatinDigits(contact.normalize('NFKC'))
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
  if (plain === '') return null
  return ONLY_A_NUMBER.test(plain) ? telephone(plain) : plain
}

function telephone(written: string): string {
  const digits = written.replace(/\D/g, '')
  if (digits.length < FEWEST_DIGITS) return written
  const isInternational = written.startsWith('+') || digits.startsWith('00')
  const dialled = digits.replace(/^00/, '')
  // «+98 0912 …», as many write it.
  if (dialled.startsWith(`${IRAN}0`)) return IRAN + dialled.slice(IRAN.length + 1)
  if (isInternational) return dialled
  if (dialled.startsWith('0')) return IRAN + dialled.slice(1)
  return /^9\d{9}$/.test(dialled) ? IRAN + dialled : dialled
}
