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
  assertBuilt()
  // SQLite makes its file, and not the folder it is to lie in.
  mkdirSync(path.dirname(databaseFile(process.env)), { recursive: true, mode: 0o700 })
  const app = await builtApp()
  try {
    await app.load()
    return await use(app)
  } finally {
    await app.destroy()
  }
}

/**
 * Opens the database of the app as it is found, and hands the app over before a start brings tables,
 * triggers, heads, rules or files in line: nothing is written.
 *
 * @throws where there is no database yet, or the plugin has not been built
 */
export async function withAppAsFound(use) {
  assertBuilt()
  const app = await builtApp()
  const { client, connection } = app.config.get('database.connection')
  // SQLite would make one.
  if (client === 'sqlite' && !existsSync(connection.filename)) {
    throw new Error(`There is no database at ${connection.filename}.`)
  }
  try {
    await app.register()
    // Strapi calls this once its database is open, and changes the database after it.
    const asFound = new Error('the database is open')
    app.hook('strapi::content-types.beforeSync').call = () => Promise.reject(asFound)
    await app.bootstrap().then(
      () => Promise.reject(new Error('Strapi has changed the database that was to be looked at.')),
      (error) => (error === asFound ? undefined : Promise.reject(error)),
    )
    return await use(app)
  } finally {
    await app.db.destroy()
  }
}

function assertBuilt() {
  if (!existsSync(path.join(PLUGIN_FOLDER, 'dist/server/index.js'))) {
    throw new Error('The plugin is not built; run `npm run build:plugin` first.')
  }
}

async function builtApp() {
  // Strapi reads its configuration from where the process stands.
  process.chdir(ROOT)
  const app = createStrapi({ ...(await compileStrapi({ appDir: ROOT })), serveAdminPanel: false })
  app.log.level = 'warn'
  return app
}
