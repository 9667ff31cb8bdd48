import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import { refusal, type Refusal } from '../../../domain/refusal'

/** The methods whose bodies Strapi would parse, of any type and on any address. */
const WITH_BODY: readonly string[] = ['POST', 'PUT', 'PATCH']

/**
 * Takes the body of a request as JSON, before Strapi's own parser sees it. That one writes every
 * multipart upload to the disk before anyone is asked who they are, puts U+FFFD where bytes are
 * not UTF-8, and counts its limit only in its own configuration.
 *
 * @returns why the request is refused, or `null` where it may go on
 */
export async function takeJsonBody(context: Context, maxBytes: number): Promise<Refusal | null> {
  const { req } = context
  if (!WITH_BODY.includes(context.method) || !hasBody(req)) return null
  const isJson = context.request.is('application/json') !== false
  if (!isJson || (req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return refusal('CONTENT_TYPE_UNSUPPORTED')
  }
  const tooLarge = refusal('BODY_TOO_LARGE', { limit: maxBytes })
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return tooLarge
  try {
    const bytes = await readBytes(req, maxBytes)
    if (bytes === null) return tooLarge
    // Without `ignoreBOM` a byte order mark would vanish here instead of being refused below.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const body: unknown = JSON.parse(text)
    ;(context.request as { body?: unknown }).body = body
  } catch {
    // No UTF-8, no JSON, or a sender who has gone: in each case there is no body to go by.
    return refusal('BODY_UNREADABLE')
  }
  // Strapi's parser goes by the type; without one it leaves the request as it is.
  delete req.headers['content-type']
  return null
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * What is left of a body that is too large flows on and is dropped: to stop reading would stop
 * the connection, and the caller would see a reset instead of the refusal.
 *
 * @returns `null` as soon as there are more bytes than may be
 */
function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
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
