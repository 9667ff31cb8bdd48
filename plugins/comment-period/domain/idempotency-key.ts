/** Whether a request's `Idempotency-Key` may be used; `key` is without the quotes. */
export type JudgedIdempotencyKey =
  | { readonly kind: 'accepted'; readonly key: string }
  | {
      readonly kind: 'refused'
      readonly code: 'IDEMPOTENCY_KEY_MISSING' | 'IDEMPOTENCY_KEY_WEAK'
    }

const WELL_FORMED = /^[A-Za-z0-9._~+/=:-]{20,128}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{12}$/i
const LONGEST_REPEATED_UNIT = 8
const SHORTEST_SEQUENCE = 4

/**
 * Judges an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): 20 to 128 characters
 * of `A–Z a–z 0–9 . _ ~ + / = : -`, with or without the quotes of a structured-field string.
 *
 * The tracking code is derived from the key, so that a replay gets the same answer. Whoever
 * guesses another person's key and text could therefore be told that person's code: the key must
 * plausibly carry 100 bits or more. That cannot be measured, but keys that plainly do not can be
 * refused: a UUID of another version than the random 4 and 7, or made by hand; other keys under 22
 * characters (25 if hexadecimal, 32 if decimal), with few different characters, with one short
 * unit over and over, or mostly `abcdef…` or `54321…`.
 *
 * @param header - the header's value; several values joined by the server are refused
 * @example
 * judgeIdempotencyKey('"9b2f4c1e-7a35-4d80-b6e1-03c58fd2a974"')
 * // { kind: 'accepted', key: '9b2f4c1e-7a35-4d80-b6e1-03c58fd2a974' }
 */
export function judgeIdempotencyKey(header: string | undefined): JudgedIdempotencyKey {
  const value = header?.trim() ?? ''
  const key = /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value
  if (key === '') return { kind: 'refused', code: 'IDEMPOTENCY_KEY_MISSING' }
  return WELL_FORMED.test(key) && !isGuessable(key)
    ? { kind: 'accepted', key }
    : { kind: 'refused', code: 'IDEMPOTENCY_KEY_WEAK' }
}

function isGuessable(key: string): boolean {
  const uuid = UUID.exec(key)
  if (uuid !== null) return isGuessableUuid(key, uuid[1] ?? '', uuid[2] ?? '')
  const { shortest, distinct } = demandsFor(key)
  return (
    key.length < shortest ||
    new Set(key).size < distinct ||
    isRepeatedUnit(key) ||
    isMostlySequences(key)
  )
}

function isGuessableUuid(key: string, version: string, variant: string): boolean {
  const digits = key.toLowerCase().replace(/-/g, '')
  return (
    !(version === '4' || version === '7') ||
    !/[89ab]/i.test(variant) ||
    // Typed by hand, as 00000000-0000-4000-8000-000000000001: of the random ones fewer than one
    // in 10^11 has so few different digits.
    new Set(digits).size < 6 ||
    isMostlySequences(digits)
  )
}

/**
 * The fewer characters an alphabet has, the longer the key must be for 100 bits; and the fewer
 * different ones a random key shows, so that the demand must not refuse good keys.
 */
function demandsFor(key: string): { readonly shortest: number; readonly distinct: number } {
  if (/^[0-9]+$/.test(key)) return { shortest: 32, distinct: 6 }
  if (/^[0-9a-f]+$/i.test(key)) return { shortest: 25, distinct: 8 }
  return { shortest: 22, distinct: 10 }
}

function isRepeatedUnit(key: string): boolean {
  for (let unit = 1; unit <= LONGEST_REPEATED_UNIT; unit += 1) {
    if (key.slice(unit) === key.slice(0, -unit)) return true
  }
  return false
}

/** Whether runs of neighbouring characters, up or down, make more than half of the key. */
function isMostlySequences(key: string): boolean {
  const codes = Array.from(key, (character) => character.charCodeAt(0))
  let covered = 0
  let length = 1
  let direction = 0
  const closeRun = () => {
    if (length >= SHORTEST_SEQUENCE) covered += length
  }
  codes.forEach((code, index) => {
    const previous = codes[index - 1]
    if (previous === undefined) return
    const step = code - previous
    if (Math.abs(step) === 1 && (step === direction || length === 1)) {
      length += 1
    } else {
      closeRun()
      length = Math.abs(step) === 1 ? 2 : 1
    }
    direction = step
  })
  closeRun()
  return covered * 2 > key.length
}
