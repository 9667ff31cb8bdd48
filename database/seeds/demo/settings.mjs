import path from 'node:path'
import { dataFolder, databaseFile } from '../paths.mjs'

/** Where this demonstration keeps its data and where its server listens. */
export function readSettings(environment = process.env) {
  const port = Number(environment.PORT ?? 1337)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a port; it is «${environment.PORT}».`)
  }
  const folder = dataFolder(environment)
  const file = environment.DATABASE_FILENAME
    ? databaseFile(environment)
    : path.join(folder, 'comment-period.sqlite')
  return {
    port,
    host: environment.HOST ?? '0.0.0.0',
    origin: `http://127.0.0.1:${port}`,
    dataFolder: folder,
    databaseFile: file,
    loginsFile: path.join(folder, 'demo-logins.json'),
    serverLog: path.join(folder, 'demo-server.log'),
    buildLog: path.join(folder, 'demo-build.log'),
    once: environment.DEMO_ONCE === '1',
    // Told apart from the caller's own: the story's raw SQL is written for SQLite.
    environment: {
      ...environment,
      NODE_ENV: 'production',
      PORT: String(port),
      COMMENT_PERIOD_DATA: folder,
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: file,
      STRAPI_TELEMETRY_DISABLED: 'true',
    },
  }
}
