/**
 * The app as `strapi start` runs it, with its signals, on a port of the kernel's choice: the port
 * is told to the parent, which `strapi start` has no way to do.
 */
import { createRequire } from 'node:module'
import path from 'node:path'

const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi')

// No app outlives the tests that started it, however they end.
process.once('disconnect', () => process.exit(1))

const appDir = path.resolve(import.meta.dirname, '../..')
process.chdir(appDir)
const strapi = await createStrapi({ appDir, distDir: path.join(appDir, 'dist') }).start()
process.send({ port: strapi.server.httpServer.address().port })
// Without this the channel to the parent would keep the process from ending by itself.
process.channel?.unref()
