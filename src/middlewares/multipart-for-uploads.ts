import { rm } from 'node:fs/promises'
import type { Context, Next } from 'koa'

interface ParsedFile {
  readonly filepath?: string
}

/** Where Strapi takes files: the media library, by its admin routes and its REST routes. */
const UPLOADS = /^\/(?:api\/)?upload(?:\/|$)/i

/**
 * Lets Strapi parse multipart bodies on the routes of its media library alone. Its parser writes
 * every file to the disk on any address, before anyone is asked who they are, and afterwards
 * removes only those of the field `files`.
 */
export default () =>
  async (context: Context, next: Next): Promise<void> => {
    if (typeof context.request.is('multipart') !== 'string') {
      await next()
      return
    }
    if (!UPLOADS.test(context.path)) {
      context.req.resume()
      context.status = 415
      const message = 'Files are taken by the media library alone'
      context.body = { data: null, error: { status: 415, name: 'UnsupportedMediaType', message } }
      return
    }
    let parsed: Readonly<Record<string, ParsedFile | readonly ParsedFile[]>> = {}
    const { request } = context as Context & { request: { files?: typeof parsed } }
    // Strapi forgets the files when it has removed those it knows of.
    Object.defineProperty(request, 'files', {
      configurable: true,
      get: () => parsed,
      set: (files: typeof parsed | undefined) => {
        parsed = files ?? {}
      },
    })
    try {
      await next()
    } finally {
      const files = Object.values(parsed).flat()
      const places = files.flatMap(({ filepath }) => filepath ?? [])
      await Promise.all(places.map((place) => rm(place, { force: true })))
    }
  }
