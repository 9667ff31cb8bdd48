import type { Context, Next } from 'koa'
import type { RefusalCode } from '../../../domain/refusal'
import { answerProblem, answerRefusal, routeOf } from '../controllers/answers'
import { auditRefusal } from '../services/audit-log'
import { configOf, type Strapi } from '../strapi-types'
import { takeJsonBody } from './json-body'
import { answerPreflight, judgeOrigin, setCorsHeaders } from './portal-cors'

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
  503: 'OVERLOADED',
}

/**
 * Outermost of all middlewares, for our paths only: bodies are taken before Strapi parses them,
 * and what Strapi itself refuses (a route that is none, a missing permission) is answered in the
 * same form as what we refuse.
 */
export function problemDetails(strapi: Strapi) {
  return async (context: Context, next: Next): Promise<void> => {
    // Strapi's router finds a route in letters of any case.
    const path = context.path.toLowerCase()
    const isPublic = path === PUBLIC_PREFIX || path.startsWith(`${PUBLIC_PREFIX}/`)
    if (!isPublic && !path.startsWith(STAFF_PREFIX)) {
      await next()
      return
    }
    const cors = isPublic ? await judgeOrigin(strapi, context) : null
    if (cors !== null) {
      setCorsHeaders(context, cors)
      if (cors.refused !== null) return answerRefusal(context, cors.refused)
      if (context.method === 'OPTIONS') return answerPreflight(context)
    }
    const refused = await takeJsonBody(context, configOf(strapi).maxBodyBytes)
    if (refused !== null) return answerRefusal(context, refused)
    await next()
    if (cors !== null) setCorsHeaders(context, cors)
    if (isForeignRefusal(context)) {
      // A method that no router of Strapi's knows is the caller's fault, not ours.
      const status = context.status === 501 ? 405 : context.status
      const code = CODE_OF_STATUS[status] ?? (status < 500 ? 'INPUT_INVALID' : 'INTERNAL')
      auditRefusal(strapi, { code, byGuard: false }, routeOf(context))
      answerProblem(context, code, {}, status)
    }
  }
}

function isForeignRefusal({ status, body }: Context): boolean {
  if (status < 400) return false
  if (body === undefined || body === null || typeof body === 'string') return true
  return typeof body === 'object' && 'error' in body
}
