import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from './app'

/** A PostgreSQL server of a test's own. */
export interface PostgresServer {
  readonly url: string
  /** The folder that everything of it is in. */
  readonly folder: string
  /** Ends it as a crash would, every connection cut. */
  crash(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'comment-period-postgres-'))
  const port = await freePort()
  const keeper = fork(
    path.join(ROOT, 'tests/support/postgres-keeper.mjs'),
    [folder, String(port), JSON.stringify(settings)],
    { stdio: 'ignore' },
  )
  let last = 0
  const tell = (act: string) =>
    new Promise<void>((resolve, reject) => {
      const id = (last += 1)
      const onMessage = (message: unknown) => {
        const answer = message as { id: number; error?: string }
        if (answer.id !== id) return
        keeper.off('message', onMessage)
        if (answer.error === undefined) resolve()
        else reject(new Error(`PostgreSQL: ${act} failed: ${answer.error}`))
      }
      keeper.on('message', onMessage)
      keeper.send({ id, act })
    })
  await once(keeper, 'message')
  await tell('create')
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${String(port)}/comment_period`,
    folder,
    crash: () => tell('crash'),
    start: () => tell('start'),
    async remove() {
      await tell('stop')
      keeper.disconnect()
      await once(keeper, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
