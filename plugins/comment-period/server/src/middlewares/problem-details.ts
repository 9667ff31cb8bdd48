import type { Context, Next } from 'koa'
import type { RefusalCode } from '../../../domain/refusal'
import { answerProblem, parseCaller } from '../controllers/answers'
import type { Strapi } from '../strapi-types'

const PUBLIC_PREFIX = '/api/comment-period'
const STAFF_PREFIX = '/comment-period/'

const CODE_OF_STATUS: Readonly<Record<number, RefusalCode>> = {
  400: 'BODY_UNREADABLE',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'ROUTE_UNKNOWN',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'CONTENT_TYPE_UNSUPPORTED',
  501: 'METHOD_NOT_ALLOWED',
  503: 'OVERLOADED',
}

/**
 * Outermost of all middlewares, for our paths only: what Strapi itself refuses (a body that is no
 * JSON, a route that is none, a missing permission) is answered in the same form as what we refuse.
 */
export function problemDetails(strapi: Strapi) {
  return async (context: Context, next: Next): Promise<void> => {
    const isPublic = context.path === PUBLIC_PREFIX || context.path.startsWith(`${PUBLIC_PREFIX}/`)
    if (!isPublic && !context.path.startsWith(STAFF_PREFIX)) return next()
    if (isPublic && (await parseCaller(strapi, context))) return
    await next()
    const body: unknown = context.body
    const foreign =
      context.status >= 400 &&
      (body === undefined ||
        body === null ||
        typeof body === 'string' ||
        (typeof body === 'object' && 'error' in body))
    if (foreign) {
      const code =
        CODE_OF_STATUS[context.status] ?? (context.status < 500 ? 'INPUT_INVALID' : 'INTERNAL')
      answerProblem(context, code, {}, context.status)
    }
  }
}
