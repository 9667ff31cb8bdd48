import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import { refusal, type Refusal } from '../../../domain/refusal'
import { decodeUtf8, hasBody, readBytes } from './json-body'

/** More fields than any form of ours has. */
const MOST_FIELDS = 40
const LONGEST_FIELD_NAME = 200

const takenForms = new WeakMap<IncomingMessage, ReadonlyMap<string, string>>()

/**
 * Takes a form that is sent urlencoded, before Strapi's parser sees it: that one nests names with
 * brackets, joins what is given twice, and puts U+FFFD where bytes are not UTF-8.
 *
 * @returns why the request is refused, or `null` where it may go on
 */
export async function takeFormBody(context: Context, maxBytes: number): Promise<Refusal | null> {
  const { req } = context
  if (!hasBody(req)) return null
  const isForm = context.request.is('application/x-www-form-urlencoded') !== false
  if (!isForm || (req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return refusal('CONTENT_TYPE_UNSUPPORTED')
  }
  const tooLarge = refusal('BODY_TOO_LARGE', { limit: maxBytes })
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return tooLarge
  try {
    const bytes = await readBytes(req, maxBytes)
    if (bytes === null) return tooLarge
    const text = decodeUtf8(bytes)
    const read = text === null ? refusal('BODY_UNREADABLE') : readForm(text)
    if (!(read instanceof Map)) return read
    takenForms.set(req, read)
  } catch {
    // A sender who has gone: there is no body to go by.
    return refusal('BODY_UNREADABLE')
  }
  delete req.headers['content-type']
  return null
}

export function takenForm({ req }: Context): ReadonlyMap<string, string> | undefined {
  return takenForms.get(req)
}

/** The fields of a form, each by its plain name and given once. */
function readForm(text: string): Map<string, string> | Refusal {
  const fields = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const [typedName = '', ...typedValue] = pair.split('=')
    const name = decoded(typedName)
    const value = decoded(typedValue.join('='))
    if (name === null || value === null) return refusal('BODY_UNREADABLE')
    if (fields.has(name)) {
      const field = name.slice(0, LONGEST_FIELD_NAME)
      return refusal('INPUT_INVALID', { field, problem: 'given more than once' })
    }
    if (fields.size === MOST_FIELDS) return refusal('INPUT_INVALID', { problem: 'too many fields' })
    fields.set(name, value)
  }
  return fields
}

/** `null` where the escapes are no UTF-8. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
