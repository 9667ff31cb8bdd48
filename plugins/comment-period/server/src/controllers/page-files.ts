import { STYLE_SHEET } from '../pages/style'
import { isPageFont, readPageFont } from '../services/page-files'
import { refuse } from '../services/refusal-error'
import type { Strapi } from '../strapi-types'
import { paramsOf, refusalFor, type Action } from './answers'
import { answerRefusalPage, STYLE_HASH } from './page-answers'

const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_WEEK = 'public, max-age=604800'

/** The stylesheet and the fonts of the hosted pages. */
export function pageFiles(strapi: Strapi): { readonly style: Action; readonly font: Action } {
  const file =
    (perform: Action): Action =>
    async (context) => {
      try {
        await perform(context)
        context.set('X-Content-Type-Options', 'nosniff')
      } catch (error) {
        answerRefusalPage(context, refusalFor(strapi, context, error))
      }
    }
  return {
    style: file((context) => {
      const { hash } = paramsOf(context) as { hash: string }
      // A page of the release before is styled by this one rather than not at all.
      context.set('Cache-Control', hash === STYLE_HASH ? FOR_EVER : 'no-store')
      context.body = STYLE_SHEET
      context.type = 'text/css; charset=utf-8'
      return Promise.resolve()
    }),
    font: file(async (context) => {
      const { name } = paramsOf(context) as { name: string }
      context.body = isPageFont(name) ? await readPageFont(name) : refuse('ROUTE_UNKNOWN')
      context.type = 'font/woff2'
      context.set('Cache-Control', FOR_A_WEEK)
    }),
  }
}
