import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import { createElement, type ReactElement } from 'react'
import type { z } from 'zod'
import { PAGE_LANGUAGES, type PageLanguage } from '../../../contracts/pages'
import { statusOf } from '../../../contracts/problem'
import type { Refusal } from '../../../domain/refusal'
import type { PageContext } from '../pages/page-context'
import { RefusalPage } from '../pages/refusal-page'
import { renderPage } from '../pages/render-page'
import { STYLE_SHEET } from '../pages/style'
import { WORDS } from '../pages/words'
import { weakTag } from '../services/kept-answers'
import type { Freshness } from '../services/reading'
import type { Strapi } from '../strapi-types'
import { cachingOf, paramsOf, parse, queryOf, refusalFor, type Action } from './answers'

export const STYLE_HASH = createHash('sha256').update(STYLE_SHEET).digest('hex').slice(0, 16)

interface PageContract {
  readonly params?: z.ZodType
  readonly query: z.ZodType
}

interface AskedPage<C extends PageContract> {
  readonly params: C extends { readonly params: infer P extends z.ZodType } ? z.infer<P> : undefined
  readonly query: z.infer<C['query']>
}

/**
 * An action that answers with a page, also where it refuses. A parameter that the page does not
 * know is refused, as everywhere; one that is left empty is not there, as forms send them.
 */
export function pageAction<C extends PageContract>(
  strapi: Strapi,
  contract: C,
  perform: (context: Context, asked: AskedPage<C>) => Promise<void>,
): Action {
  return async (context) => {
    try {
      const { params, query } = contract
      const asked = {
        params: params === undefined ? undefined : parse(params, paramsOf(context)),
        query: parse(query, filledIn(queryOf(context))),
      }
      await perform(context, asked as AskedPage<C>)
    } catch (error) {
      answerRefusalPage(context, refusalFor(strapi, context, error))
    }
  }
}

function filledIn(query: unknown): unknown {
  return Object.fromEntries(Object.entries(query as object).filter(([, value]) => value !== ''))
}

/** What a page knows of its request. */
export function pageOf(
  asked: { readonly lang?: PageLanguage | undefined; readonly portal?: string | undefined },
  {
    path,
    query = {},
    now = 0,
  }: Pick<PageContext, 'path'> & Partial<Pick<PageContext, 'query' | 'now'>>,
): PageContext {
  return {
    words: WORDS[asked.lang ?? 'fa'],
    now,
    path,
    query,
    portal: asked.portal ?? null,
    styleHref: `/notices/style-${STYLE_HASH}.css`,
  }
}

/** The language of a request that may be wrong in every other respect. */
function languageOf(context: Context): PageLanguage {
  const asked = new URLSearchParams(context.querystring).get('lang')
  return PAGE_LANGUAGES.find((language) => language === asked) ?? 'fa'
}

const answered = new WeakSet<IncomingMessage>()

export function isPageAnswered({ req }: Context): boolean {
  return answered.has(req)
}

/** How a page may be kept and who may show it in a frame. */
export interface PageManners {
  readonly status?: number
  /**
   * `no-store`: it holds a secret. `private`: it holds a form with a key of its own, which no two
   * people may share; a browser may keep it for its back button, so that what was typed is there
   * again. A reading: anybody may keep it for a moment, and ask whether it has changed.
   */
  readonly caching: 'no-store' | 'private' | Freshness
  /** Origins of portals that may frame it, beside our own; `nobody` not even ours. */
  readonly framedBy: 'nobody' | readonly string[]
  /** With a form on it the browser must say where the form comes from, which `no-referrer` forbids. */
  readonly referrer?: 'no-referrer' | 'same-origin'
}

export function answerPage(context: Context, page: ReactElement, manners: PageManners): void {
  const { status = 200, caching, framedBy, referrer = 'no-referrer' } = manners
  answered.add(context.req)
  context.status = status
  context.type = 'text/html; charset=utf-8'
  setPageHeaders(context, framedBy)
  context.set('Referrer-Policy', referrer)
  const html = renderPage(page)
  if (caching === 'no-store') context.set('Cache-Control', 'no-store')
  else if (caching === 'private') context.set('Cache-Control', 'private, no-cache')
  else {
    context.set('Cache-Control', cachingOf(caching))
    context.set('ETag', weakTag(html))
    if (context.fresh) {
      context.status = 304
      return
    }
  }
  context.body = html
}

/** What keeps a page to itself: no script, nothing of others, and frames only where they are known. */
export function setPageHeaders(context: Context, framedBy: PageManners['framedBy']): void {
  context.set('Content-Security-Policy', contentSecurityPolicy(framedBy))
  context.set('X-Content-Type-Options', 'nosniff')
  // It knows no list of origins, and where both are sent old browsers go by it.
  if (framedBy === 'nobody') context.set('X-Frame-Options', 'DENY')
  else context.remove('X-Frame-Options')
}

/** An origin as a policy can hold it: staff type them, and a semicolon would begin another rule. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.-]+(?::[0-9]{1,5})?$/

export function contentSecurityPolicy(framedBy: PageManners['framedBy']): string {
  const ancestors =
    framedBy === 'nobody'
      ? "'none'"
      : ["'self'", ...framedBy.filter((origin) => PLAIN_ORIGIN.test(origin))].join(' ')
  return [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')
}

/** A refusal as a page. It says nothing of what was sent. */
export function answerRefusalPage(
  context: Context,
  { code, details }: Refusal,
  status = statusOf(code),
): void {
  const page = pageOf({ lang: languageOf(context) }, { path: context.path })
  setRetryAfter(context, status, details.retryAfterS)
  answerPage(context, createElement(RefusalPage, { page, status, code }), {
    status,
    caching: 'no-store',
    framedBy: 'nobody',
  })
}

export function setRetryAfter(context: Context, status: number, seconds: unknown): void {
  if (typeof seconds === 'number') context.set('Retry-After', String(seconds))
  else if (status === 503 || status === 507) context.set('Retry-After', '5')
}
