/** What the record is made of: no fractions, nothing that JSON could write twice. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue }

/**
 * Writes a value as RFC 8785 (JSON Canonicalization Scheme) does: members in the order of their
 * names' UTF-16 code units, no white space, strings as ECMAScript's `JSON.stringify` writes them.
 * Numbers are whole, so that every language writes them alike.
 *
 * @throws RangeError for a number that is not a safe whole number
 * @example
 * canonicalJson({ b: 1, a: 'الف' }) // '{"a":"الف","b":1}'
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`not a safe whole number: ${String(value)}`)
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`)
  return `{${members.join(',')}}`
}

/** `Array.isArray` does not tell a read-only list from what is left when it is none. */
function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value)
}
