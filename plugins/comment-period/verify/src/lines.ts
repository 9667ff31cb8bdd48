/**
 * Reads a line of NDJSON as the app writes it: JSON without white space, no name twice. Another way
 * of writing could be read otherwise by another program.
 *
 * @returns `null` where it is no object that was written so
 */
export function readLine(text: string): Readonly<Record<string, unknown>> | null {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return written(value) === text ? (value as Record<string, unknown>) : null
}

/** Some readers take U+2028 and U+2029 for the end of a line: they are escapes. */
function written(value: object): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (mark) =>
    mark === '\u2028' ? '\\u2028' : '\\u2029',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
