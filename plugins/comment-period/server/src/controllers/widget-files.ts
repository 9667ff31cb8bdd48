import type { Context } from 'koa'
import { widgetFilesOf, type WidgetFile } from '../services/widget-files'
import type { Strapi } from '../strapi-types'
import { answerProblem } from './answers'

/** The moving address is asked about again after this time, and answered 304 while it is the same. */
const MOVING = 'public, max-age=300'
const FOR_EVER = 'public, max-age=31536000, immutable'

/** Files of the widget: open to any origin, as scripts of type `module` are fetched with CORS. */
export const widgetFiles = (strapi: Strapi) => ({
  /** The newest build under the address that all of v1 shares. */
  moving: async (context: Context): Promise<void> => {
    const { manifest, find } = widgetFilesOf(strapi)
    answerFile(context, await find(`${manifest.current}.js`), MOVING)
  },

  manifest: (context: Context): Promise<void> => {
    setHeaders(context, MOVING)
    context.body = widgetFilesOf(strapi).manifest
    return Promise.resolve()
  },

  /** A file of any build that was ever served. */
  pinned: async (context: Context): Promise<void> => {
    const { path } = context
    const name = path.slice(path.indexOf('/widget/') + '/widget/'.length)
    answerFile(context, await widgetFilesOf(strapi).find(name), FOR_EVER)
  },
})

function answerFile(context: Context, file: WidgetFile | null, caching: string): void {
  setHeaders(context, caching)
  if (file === null) return answerProblem(context, 'ROUTE_UNKNOWN')
  context.status = 200
  // Weak: the same content goes out with and without gzip.
  context.set('ETag', `W/"${file.sha256.slice(0, 32)}"`)
  context.vary('Accept-Encoding')
  if (context.fresh) {
    context.status = 304
    return
  }
  const isZipped = file.gzipped !== null && context.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (isZipped) context.set('Content-Encoding', 'gzip')
  context.body = isZipped ? file.gzipped : file.content
  context.set(
    'Content-Type',
    /^(text|application)\//.test(file.mime) ? `${file.mime}; charset=utf-8` : file.mime,
  )
}

function setHeaders(context: Context, caching: string): void {
  context.remove('Access-Control-Allow-Credentials')
  context.set('Access-Control-Allow-Origin', '*')
  context.set('Cross-Origin-Resource-Policy', 'cross-origin')
  context.set('X-Content-Type-Options', 'nosniff')
  context.set('Cache-Control', caching)
}
