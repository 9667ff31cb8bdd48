import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import { lawful, refusal, refused, type Decision, type Refusal } from '../../../domain/refusal'

/** Nobody's lawful body comes near it; a parser or printer that recurses would not survive more. */
const DEEPEST_BODY = 32

/** Apart from the request: for some methods Strapi's parser puts an empty body in the place of ours. */
const takenBodies = new WeakMap<IncomingMessage, unknown>()

/**
 * Takes the body of a request as JSON, before Strapi's own parser sees it. That one writes every
 * multipart upload to the disk before anyone is asked who they are, puts U+FFFD where bytes are
 * not UTF-8, and counts its limit only in its own configuration. A body is taken from whatever
 * method brings it, so that a route which takes none can refuse it.
 *
 * @returns why the request is refused, or `null` where it may go on
 */
export async function takeJsonBody(context: Context, maxBytes: number): Promise<Refusal | null> {
  const { req } = context
  if (!hasBody(req)) return null
  const isJson = context.request.is('application/json') !== false
  if (!isJson || (req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return refusal('CONTENT_TYPE_UNSUPPORTED')
  }
  const tooLarge = refusal('BODY_TOO_LARGE', { limit: maxBytes })
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return tooLarge
  try {
    const bytes = await readBytes(req, maxBytes)
    if (bytes === null) return tooLarge
    const text = decodeUtf8(bytes)
    const read = text === null ? refused('BODY_UNREADABLE') : readJson(text)
    if (read.kind === 'refused') return read.refusal
    takenBodies.set(context.req, read.value)
  } catch {
    // A sender who has gone: there is no body to go by.
    return refusal('BODY_UNREADABLE')
  }
  // Strapi's parser goes by the type; without one it leaves the request as it is.
  delete req.headers['content-type']
  return null
}

/** The body of a request as it was taken; `undefined` where it has none. */
export function takenBody({ req }: Context): unknown {
  return takenBodies.get(req)
}

/** The text that bytes are in UTF-8, or `null` where they are not. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    // Without `ignoreBOM` a byte order mark would vanish here instead of being refused as JSON.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** What a text says as JSON; its depth is judged first. */
export function readJson(text: string): Decision<unknown> {
  if (isNestedDeeper(text, DEEPEST_BODY)) {
    return refused('INPUT_INVALID', { problem: 'nested too deep', limit: DEEPEST_BODY })
  }
  try {
    return lawful(JSON.parse(text) as unknown)
  } catch {
    return refused('BODY_UNREADABLE')
  }
}

/** Reckoned from the text in one pass, before anything is built from it. */
export function isNestedDeeper(json: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (inString) {
      if (character === '\\') at += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '[' || character === '{') {
      depth += 1
      if (depth > limit) return true
    } else if (character === ']' || character === '}') depth -= 1
  }
  return false
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * Lets a body that nobody will look at flow by, so that the refusal of its request can be read:
 * a connection closed on unread bytes is reset.
 */
export function dropBody(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.complete || request.destroyed) return resolve()
    request.once('close', resolve).once('end', resolve)
    request.resume()
  })
}

/**
 * What is left of a body that is too large flows on and is dropped: to stop reading would stop
 * the connection, and the caller would see a reset instead of the refusal.
 *
 * @returns `null` as soon as there are more bytes than may be
 */
export function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) {
        chunks.push(chunk)
        return
      }
      chunks = []
      resolve(null)
    })
    request.once('end', () => {
      resolve(Buffer.concat(chunks))
    })
    request.once('error', reject)
  })
}
