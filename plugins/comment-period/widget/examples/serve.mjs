/**
 * Serves one of the example portals, as another site than the plugin's:
 *
 *   node serve.mjs modern --plugin=http://localhost:1337 --body=semnan --port=4001
 *
 * A portal is a folder of static files. Where its pages name the plugin, the body or a docket, the
 * values are filled in, as the template of any content management system would do it.
 */
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What each portal sends with every answer; `plugin` is the origin of the plugin. */
const HEADERS = {
  modern: () => ({}),
  // The strictest policy under which the embed must work: nothing but what two lines need.
  legacy: (plugin) => ({
    'Content-Security-Policy': [
      "default-src 'none'",
      `script-src ${plugin}`,
      `connect-src ${plugin}`,
      "style-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
  }),
}

/**
 * Starts a portal.
 *
 * @param options `portal` («modern» or «legacy»), `plugin` (its origin), `body` (slug of the body
 *   whose portal this is), `port`, and `host`
 * @returns the port it listens on, and a way to stop it
 */
export async function servePortal({ portal, plugin, body, port = 0, host = '127.0.0.1' }) {
  const origin = new URL(plugin).origin
  const folder = path.join(import.meta.dirname, portal)
  const names = await readdir(folder)
  // Read once: what is no file of the portal has no way to be asked for.
  const files = new Map(
    await Promise.all(
      names.map(async (name) => [`/${name}`, await readFile(path.join(folder, name))]),
    ),
  )
  const headers = { 'X-Content-Type-Options': 'nosniff', ...HEADERS[portal](origin) }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://portal.invalid')
    const name = url.pathname === '/' ? '/index.html' : url.pathname
    const file = files.get(name)
    if (file === undefined || !['GET', 'HEAD'].includes(request.method ?? '')) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' })
      response.end('یافت نشد\n')
      return
    }
    const type = TYPES[path.extname(name)]
    const values = {
      plugin: origin,
      body,
      docket: url.searchParams.get('docket') ?? '',
      lang: url.searchParams.get('lang') ?? 'fa',
    }
    response.writeHead(200, { ...headers, 'Content-Type': type, 'Cache-Control': 'no-cache' })
    response.end(type.startsWith('text/html') ? filledIn(file.toString('utf8'), values) : file)
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: server.address().port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

function filledIn(page, values) {
  return page.replace(/\{\{(\w+)\}\}/g, (_, name) => escaped(values[name] ?? ''))
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(value) {
  return value.replace(/[&<>"']/g, (letter) => ENTITIES[letter])
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      plugin: { type: 'string', default: 'http://localhost:1337' },
      body: { type: 'string', default: 'semnan' },
      port: { type: 'string', default: '4001' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  })
  const portal = positionals[0] ?? 'modern'
  if (!(portal in HEADERS))
    throw new Error(`A portal is one of: ${Object.keys(HEADERS).join(', ')}`)
  const { port } = await servePortal({ ...values, portal, port: Number(values.port) })
  process.stdout.write(`${portal}: http://${values.host}:${port}/\n`)
}
