import { refuse } from './refusal-error'

/** A position in a list, opaque to the client. It grants nothing: what it leads to is public. */
export function writeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url')
}

/** Reads a cursor that a list gave out; anything else is refused as `CURSOR_INVALID`. */
export function readCursor<T>(cursor: string, isPosition: (value: unknown) => value is T): T {
  const position = parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  // Base64 has several spellings of one value; only ours was given out.
  const ours = isPosition(position) && writeCursor(position) === cursor
  return ours ? position : refuse('CURSOR_INVALID')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
