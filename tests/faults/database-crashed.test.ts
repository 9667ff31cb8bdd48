import { afterAll, expect, test } from '@jest/globals'
import { DATABASE, emptySite, removeSite, type Site } from '../support/sites'
import { startApp } from '../support/app-process'
import { API } from '../support/docket-builders'
import { checkFaulted } from '../support/faulted-record'
import {
  file,
  isAcknowledged,
  isUnknown,
  repeatUnacknowledged,
  startLoad,
} from '../support/filing-load'
import { startPostgres, type PostgresServer } from '../support/postgres-server'
import { prepareSite } from '../support/prepared-site'
import { withDatabase } from '../support/site-database'

const sites: Site[] = []
const servers: PostgresServer[] = []
afterAll(async () => {
  await Promise.all(sites.map(removeSite))
  for (const server of servers) await server.remove()
})

async function aServer(settings: Record<string, string> = {}): Promise<PostgresServer> {
  const server = await startPostgres(settings)
  servers.push(server)
  return server
}

/** SQLite lives in the app's process: what breaks it is another writer that holds the file. */
const breaks =
  DATABASE === 'postgres'
    ? 'a database that crashes and comes back is waited for, without a false receipt'
    : 'a database file that somebody else holds is waited for, without a false receipt'

test(breaks, async () => {
  const server = DATABASE === 'postgres' ? await aServer() : null
  const { site, dockets } = await prepareSite(3, await emptySite(server?.url))
  sites.push(site)
  const app = await startApp(site)
  const load = startLoad(
    app.url,
    dockets.map((each) => each.docket),
    12,
  )
  const acknowledged = () => load.history.filter(isAcknowledged).length
  const untilMore = (n: number) => {
    const before = acknowledged()
    return load.until(() => acknowledged() >= before + n)
  }
  const untilRefused = () => {
    const before = load.history.length
    return load.until((so) => so.slice(before).some((each) => each.status === 503))
  }
  await untilMore(40)
  if (server === null) {
    await withDatabase(site, async (db) => {
      await db.transaction(async (held) => {
        await held('comment_period_docket_heads').update({ revision: held.ref('revision') })
        await untilRefused()
      })
    })
  } else {
    await server.crash()
    await untilRefused()
    const health = await app.call('GET', `${API}/health`)
    expect({ status: health.status, code: health.body.code }).toEqual({
      status: 503,
      code: 'OVERLOADED',
    })
    await server.start()
  }
  await untilMore(40)
  await load.stop()

  expect(load.history.filter(isUnknown)).toEqual([])
  const refused = load.history.filter((each) => !isAcknowledged(each))
  expect([...new Set(refused.map((each) => each.status))]).toEqual([503])
  for (const each of refused) {
    expect(['OVERLOADED', 'BUSY']).toContain(each.body.code)
    expect(each.headers['retry-after']).toBe('5')
  }
  expect((await app.call('GET', `${API}/health`)).status).toBe(200)
  // Whether a refused commit stands after all, only the same key can tell.
  const some = refused.filter((_, n) => n % Math.ceil(refused.length / 40) === 0)
  const repeated = await repeatUnacknowledged(app.url, some)
  expect(repeated.map((each) => each.status)).toEqual(repeated.map(() => 201))
  for (const each of load.history.filter(isAcknowledged).slice(0, 5)) {
    expect((await file(app.url, each.call)).raw).toBe(each.raw)
  }
  const uncertain = load.history.map((each) =>
    isAcknowledged(each) ? each : { ...each, outcome: 'unknown' as const },
  )
  expect(await checkFaulted(site, app, dockets, [...uncertain, ...repeated])).toEqual([])
  expect(await app.end('SIGTERM')).toBe(0)
})
