import { LARGEST_ROW_NUMBER } from '../../../contracts/fields'
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

/** The place of a comment in its docket. */
export function isSeq(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_ROW_NUMBER
}

/** Two numbers of rows, such as a text and a comment that has it. */
export function isPairOfRowNumbers(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isSeq)
}

/** The place of a docket among all: when it was first opened, and its document. */
export function isListPosition(value: unknown): value is [number, string] {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [openedAt, documentId] = value as unknown[]
  return (
    Number.isSafeInteger(openedAt) &&
    Number(openedAt) >= 0 &&
    typeof documentId === 'string' &&
    /^[\w-]{1,255}$/.test(documentId)
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
