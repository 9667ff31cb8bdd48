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
  const once = environment.DEMO_ONCE === '1'
  return {
    port,
    // Where nobody stays to look, any free port will do.
    portalPorts:
      once && environment.PORTAL_PORTS === undefined ? [0, 0] : portalPortsOf(environment),
    host: environment.HOST ?? '0.0.0.0',
    origin: `http://127.0.0.1:${port}`,
    dataFolder: folder,
    databaseFile: file,
    loginsFile: path.join(folder, 'demo-logins.json'),
    serverLog: path.join(folder, 'demo-server.log'),
    buildLog: path.join(folder, 'demo-build.log'),
    once,
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

function portalPortsOf({ PORTAL_PORTS = '4001,4002' }) {
  const ports = PORTAL_PORTS.split(',').map(Number)
  const arePorts = ports.every((port) => Number.isInteger(port) && port >= 0 && port <= 65_535)
  if (ports.length !== 2 || !arePorts) {
    throw new Error(`PORTAL_PORTS must be two ports; it is «${PORTAL_PORTS}».`)
  }
  return ports
}
