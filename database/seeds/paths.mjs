import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository, which is the Strapi app. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export const PLUGIN_FOLDER = path.join(ROOT, 'plugins/comment-period')

/** As `config/plugins.ts` reads it. */
export function dataFolder(environment) {
  return path.resolve(ROOT, environment.COMMENT_PERIOD_DATA ?? '.data')
}

/** As `config/database.ts` reads it. */
export function databaseFile(environment) {
  return path.resolve(ROOT, environment.DATABASE_FILENAME ?? '.data/comment-period.sqlite')
}
