import type { Context } from 'koa'
import { refusal, type Refusal } from '../../../domain/refusal'
import { isRegisteredPortal, type PortalRequest } from '../services/portals'
import { runtimeOf } from '../services/runtime'
import { publicOriginOf, type Strapi } from '../strapi-types'

const EXPOSED = 'Date, Age, ETag, Retry-After'
const PREFLIGHT_AGE_S = 600
/** As long as a host name may be; a header is not sent back at any length. */
const LONGEST_ORIGIN = 253

/** Which origins may read an answer, and whether the request may be made at all. */
export interface CorsVerdict {
  /** `*`, one origin, or none. */
  readonly allowOrigin: string | null
  readonly refused: Refusal | null
}

/**
 * Reads are open to any origin, never with credentials. A page of another origin may file a
 * comment only where it is a portal that the docket's body has registered, and look a code up
 * only from a portal of any body. A request without Origin is no browser's and is not judged.
 */
export async function judgeOrigin(strapi: Strapi, context: Context): Promise<CorsVerdict> {
  const asked = context.method === 'OPTIONS' ? context.get('Access-Control-Request-Method') : ''
  const method = asked === '' ? context.method : asked
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return { allowOrigin: '*', refused: null }
  const origin = context.get('Origin')
  if (origin === '') return { allowOrigin: null, refused: null }
  const wanted = method === 'POST' ? portalRequestOf(context.path) : null
  const allowed =
    origin === context.origin ||
    origin === publicOriginOf(strapi) ||
    (wanted !== null && (await isRegisteredPortal(runtimeOf(strapi), origin, wanted)))
  return allowed
    ? { allowOrigin: origin, refused: null }
    : {
        allowOrigin: null,
        refused: refusal('ORIGIN_FORBIDDEN', { origin: origin.slice(0, LONGEST_ORIGIN) }),
      }
}

function portalRequestOf(path: string): PortalRequest | null {
  if (/\/tracking\/?$/i.test(path)) return { kind: 'track' }
  const docket = /\/drafts\/([^/]+)\/comments\/?$/i.exec(path)?.[1]
  return docket === undefined ? null : { kind: 'submit', docket: decoded(docket) }
}

/** A broken escape names no docket; the router will say so. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}

/** Set before and after the request is handled: Strapi's own CORS may stand between. */
export function setCorsHeaders(context: Context, { allowOrigin }: CorsVerdict): void {
  context.vary('Origin')
  context.remove('Access-Control-Allow-Credentials')
  if (allowOrigin === null) {
    context.remove('Access-Control-Allow-Origin')
    return
  }
  context.set('Access-Control-Allow-Origin', allowOrigin)
  context.set('Access-Control-Expose-Headers', EXPOSED)
}

/** Answers a preflight, so that it reaches neither Strapi's CORS nor a route. */
export function answerPreflight(context: Context): void {
  context.status = 204
  context.set('Access-Control-Allow-Methods', 'GET, HEAD, POST')
  context.set('Access-Control-Allow-Headers', 'Content-Type, Idempotency-Key, If-None-Match')
  context.set('Access-Control-Max-Age', String(PREFLIGHT_AGE_S))
}
