import type { Context, Next } from 'koa'
import { refusal, type Refusal, type RefusalCode } from '../../../domain/refusal'
import { answerProblem, answerRefusal, routeOf } from '../controllers/answers'
import { auditRefusal } from '../services/audit-log'
import { isDraining } from '../services/draining'
import { mustShed } from '../services/load-shedding'
import { refusalOf } from '../services/refusal-error'
import { configOf, type Strapi } from '../strapi-types'
import { judgeIdempotencyKey } from '../../../domain/idempotency-key'
import { dropBody, takeJsonBody } from './json-body'
import { dropMultipart, keepMultipart } from './multipart-body'
import { answerPreflight, judgeOrigin, setCorsHeaders, type CorsVerdict } from './portal-cors'

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

// Strapi's router finds a route in letters of any case.
function isPublicPath(path: string): boolean {
  return `${path.toLowerCase()}/`.startsWith(`${PUBLIC_PREFIX}/`)
}

function isOurs(path: string): boolean {
  return isPublicPath(path) || path.toLowerCase().startsWith(STAFF_PREFIX)
}

/**
 * Outermost of all middlewares, for our paths only: bodies are taken before Strapi parses them,
 * and what Strapi itself refuses (a route that is none, a missing permission) is answered in the
 * same form as what we refuse.
 */
export function problemDetails(strapi: Strapi) {
  return async (context: Context, next: Next): Promise<void> => {
    const isPublic = isPublicPath(context.path)
    if (!isOurs(context.path)) {
      await next()
      return
    }
    const unready = notNow(strapi, context, isPublic)
    if (unready !== null) {
      await dropBody(context.req)
      // Any page may read that it should come back later, and asking costs no query.
      if (isPublic) setCorsHeaders(context, { allowOrigin: '*', refused: null })
      return answerRefusal(context, unready)
    }
    const cors = isPublic ? await judged(strapi, context) : null
    if (cors !== null) {
      setCorsHeaders(context, cors)
      if (cors.refused !== null) return answerRefusal(context, cors.refused)
      if (context.method === 'OPTIONS') return answerPreflight(context)
    }
    const refused = await takeBody(strapi, context)
    if (refused !== null) return answerRefusal(context, refused)
    await next()
    await dropMultipart(context)
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

/**
 * JSON, or files on the routes that take them, which read them themselves. Without a key no comment
 * could be recorded, so that not a byte of it need be read.
 */
async function takeBody(strapi: Strapi, context: Context): Promise<Refusal | null> {
  const isFiling = takesComments(context)
  if (!(isFiling || takesDocuments(context)) || !keepMultipart(context)) {
    return takeJsonBody(context, configOf(strapi).maxBodyBytes)
  }
  if (!isFiling) return null
  const judged = judgeIdempotencyKey(context.get('Idempotency-Key') || undefined)
  if (judged.kind === 'accepted') return null
  await dropMultipart(context)
  return refusal(judged.code)
}

function takesComments({ method, path }: Context): boolean {
  return method === 'POST' && isPublicPath(path) && /\/drafts\/[^/]+\/comments\/?$/i.test(path)
}

function takesDocuments({ method, path }: Context): boolean {
  return method === 'POST' && /^\/comment-period\/word-documents\/?$/i.test(path)
}

/** Why no request is taken at the moment, or `null`. */
function notNow(strapi: Strapi, context: Context, isPublic: boolean): Refusal | null {
  if (isDraining(strapi)) return refusal('SHUTTING_DOWN')
  const reads = isPublic && !/\/comments\/?$/i.test(context.path)
  const urgency = reads || context.method === 'GET' ? 'reading' : 'filing'
  return mustShed(strapi, urgency) ? refusal('OVERLOADED') : null
}

/** The portals of a body are in the database, which may be away. */
async function judged(strapi: Strapi, context: Context): Promise<CorsVerdict> {
  try {
    return await judgeOrigin(strapi, context)
  } catch (error) {
    const known = refusalOf(error)
    if (known === null) throw error
    return { allowOrigin: null, refused: known }
  }
}

/**
 * Innermost, around Strapi's routes: what they meet before a controller of ours is asked, say when
 * a token is looked up while the database is away, would be Strapi's 500.
 */
export function knownRefusals(strapi: Strapi) {
  return async (context: Context, next: Next): Promise<void> => {
    try {
      await next()
    } catch (error) {
      const known = isOurs(context.path) ? refusalOf(error) : null
      if (known === null) throw error
      strapi.log.warn(`comment-period: event=refused-early code=${known.code}`)
      answerRefusal(context, known)
    }
  }
}

function isForeignRefusal({ status, body }: Context): boolean {
  if (status < 400) return false
  if (body === undefined || body === null || typeof body === 'string') return true
  return typeof body === 'object' && 'error' in body
}
