import type { Context, Next } from 'koa'
import { refusal, type Refusal, type RefusalCode } from '../../../domain/refusal'
import { answerLostForm } from '../controllers/hosted-form'
import { answerRefusalPage, isPageAnswered } from '../controllers/page-answers'
import { hideReceiptToken } from '../controllers/receipt-address'
import { isDraining } from '../services/draining'
import { mustShed } from '../services/load-shedding'
import { configOf, publicOriginOf, type Strapi } from '../strapi-types'
import { takeFormBody } from './form-body'
import { dropBody } from './json-body'
import { dropMultipart, keepMultipart } from './multipart-body'

const CODE_OF_STATUS: Readonly<Record<number, RefusalCode>> = {
  400: 'BODY_UNREADABLE',
  403: 'FORBIDDEN',
  404: 'ROUTE_UNKNOWN',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'CONTENT_TYPE_UNSUPPORTED',
  501: 'METHOD_NOT_ALLOWED',
  503: 'OVERLOADED',
}

// Strapi's router finds a route in letters of any case.
function isPagePath(path: string): boolean {
  return `${path.toLowerCase()}/`.startsWith('/notices/')
}

function isCommentForm({ method, path }: Context): boolean {
  return method === 'POST' && /^\/notices\/[^/]+\/comments\/?$/i.test(path)
}

/**
 * Outermost of all middlewares, for the hosted pages only: forms are taken before Strapi parses
 * them, and whatever is refused, by whomever, is answered with a page.
 */
export function pageRequests(strapi: Strapi) {
  return async (context: Context, next: Next): Promise<void> => {
    if (!isPagePath(context.path)) {
      await next()
      return
    }
    hideReceiptToken(context)
    const refused = refusedOrigin(strapi, context) ?? (await takeBody(strapi, context))
    const unready = refused ?? notNow(strapi, context)
    if (unready !== null) {
      if (refused === null && isCommentForm(context)) await answerLostForm(strapi, context, unready)
      else answerRefusalPage(context, unready)
      await dropMultipart(context)
      await dropBody(context.req)
    } else {
      await next()
      await dropMultipart(context)
    }
    if (context.status >= 400 && !isPageAnswered(context)) {
      const status = context.status === 501 ? 405 : context.status
      const code = CODE_OF_STATUS[status] ?? (status < 500 ? 'INPUT_INVALID' : 'INTERNAL')
      answerRefusalPage(context, refusal(code), status)
    }
    // Whatever the host does elsewhere: nobody is known by these pages.
    context.remove('Set-Cookie')
  }
}

/**
 * A form may only be sent by a page of ours. A browser says where a form comes from, also for a
 * form of the same origin; who sends no origin is no browser. `null` is what a sandboxed frame
 * says, which could be anybody's.
 */
function refusedOrigin(strapi: Strapi, context: Context): Refusal | null {
  const origin = context.get('Origin')
  if (['GET', 'HEAD'].includes(context.method) || origin === '') return null
  return origin === context.origin || origin === publicOriginOf(strapi)
    ? null
    : refusal('ORIGIN_FORBIDDEN')
}

async function takeBody(strapi: Strapi, context: Context): Promise<Refusal | null> {
  if (context.method === 'POST') {
    // With files, its route reads it: before, it is not known whether anybody wants them.
    if (isCommentForm(context) && keepMultipart(context)) return null
    return takeFormBody(context, configOf(strapi).maxBodyBytes)
  }
  // Strapi's parser goes by the type; without one it leaves the request as it is.
  delete context.req.headers['content-type']
  return null
}

/** Why no request is taken at the moment, or `null`. */
function notNow(strapi: Strapi, context: Context): Refusal | null {
  if (isDraining(strapi)) return refusal('SHUTTING_DOWN')
  const urgency = isCommentForm(context) ? 'filing' : 'reading'
  return mustShed(strapi, urgency) ? refusal('OVERLOADED') : null
}
