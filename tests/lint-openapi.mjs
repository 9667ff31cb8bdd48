/**
 * `npm run lint:openapi`: builds, starts the host app on a database of its own, fetches the
 * document that it serves and puts a linter over it. Exits with 1 where it finds anything.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build, root } from './commands.mjs'
import { lintOpenApi } from './support/openapi-lint.mjs'

const folder = await mkdtemp(path.join(tmpdir(), 'comment-period-openapi-'))
try {
  if (!(await build())) throw new Error('the build failed')
  const { errors, warnings, print } = await lintOpenApi(await servedDocument())
  print()
  console.log(`${errors} errors, ${warnings} warnings`)
  process.exitCode = errors + warnings === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function servedDocument() {
  Object.assign(process.env, {
    NODE_ENV: 'production',
    STRAPI_TELEMETRY_DISABLED: 'true',
    DATABASE_CLIENT: 'sqlite',
    DATABASE_FILENAME: path.join(folder, 'openapi.sqlite'),
    COMMENT_PERIOD_DATA: folder,
  })
  process.chdir(root)
  const { createStrapi } = createRequire(path.join(root, 'package.json'))('@strapi/strapi')
  const strapi = createStrapi({
    appDir: root,
    distDir: path.join(root, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  })
  strapi.log.level = 'error'
  await strapi.load()
  strapi.server.mount()
  const server = strapi.server.httpServer
  try {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${server.address().port}/api/comment-period/openapi.json`
    const answer = await fetch(url)
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
    return await answer.text()
  } finally {
    server.closeAllConnections()
    await strapi.destroy()
  }
}
