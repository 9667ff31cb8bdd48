import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, Next } from 'koa'
import { takesZipped } from '../controllers/answers'

const zipped = promisify(gzip)

/** Pages, stylesheets and feeds. Answers that are kept bring their compressed form along. */
function isText({ body, response }: Context): boolean {
  return typeof body === 'string' && !response.get('Content-Encoding')
}

function isOurs(path: string): boolean {
  const lowered = `${path.toLowerCase()}/`
  return lowered.startsWith('/notices/') || lowered.startsWith('/api/comment-period/')
}

/**
 * Compresses what our own routes answer, where the caller takes it so. Not what must not be
 * stored: codes and receipts beside words that a stranger may have chosen would be told by the
 * length of the answer (the BREACH attack).
 */
export async function compression(context: Context, next: Next): Promise<void> {
  await next()
  if (!isOurs(context.path) || !isText(context)) return
  if (context.response.get('Cache-Control').includes('no-store')) return
  context.vary('Accept-Encoding')
  const text = Buffer.from(context.body as string)
  if (!takesZipped(context, text.length)) return
  context.body = await zipped(text)
  context.set('Content-Encoding', 'gzip')
}
