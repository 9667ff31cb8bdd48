import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { databaseFile, PLUGIN_FOLDER, ROOT } from './paths.mjs'

// Strapi's ESM entry imports directories, which Node refuses; its CommonJS entry is whole.
const { compileStrapi, createStrapi } = createRequire(import.meta.url)('@strapi/strapi')

/**
 * Loads the app as it is built, without listening, hands it over and closes it again.
 *
 * @throws where the plugin has not been built: without it there is no gate to write through
 */
export async function withApp(use) {
  if (!existsSync(path.join(PLUGIN_FOLDER, 'dist/server/index.js'))) {
    throw new Error('The plugin is not built; run `npm run build:plugin` first.')
  }
  // Strapi reads its configuration from where the process stands.
  process.chdir(ROOT)
  // SQLite makes its file, and not the folder it is to lie in.
  mkdirSync(path.dirname(databaseFile(process.env)), { recursive: true, mode: 0o700 })
  const app = createStrapi({ ...(await compileStrapi({ appDir: ROOT })), serveAdminPanel: false })
  app.log.level = 'warn'
  try {
    await app.load()
    return await use(app)
  } finally {
    await app.destroy()
  }
}
