import { afterAll, expect, test } from '@jest/globals'
import { removeSite, type Site } from '../support/sites'
import { startApp } from '../support/app-process'
import { checkFaulted } from '../support/faulted-record'
import {
  file,
  isAcknowledged,
  isUnknown,
  repeatUnacknowledged,
  startLoad,
} from '../support/filing-load'
import { prepareSite } from '../support/prepared-site'

const sites: Site[] = []
afterAll(() => Promise.all(sites.map(removeSite)))

test('a killed app loses no comment that it acknowledged and invents none', async () => {
  const { site, dockets } = await prepareSite(3)
  sites.push(site)
  const numbers = dockets.map((each) => each.docket)
  const history = []
  for (let kill = 1; kill <= 2; kill += 1) {
    const app = await startApp(site)
    const load = startLoad(app.url, numbers, 12, (exchange) => exchange.outcome === 'answered')
    await load.until((so) => so.filter(isAcknowledged).length >= 60)
    await app.end('SIGKILL')
    await load.ended
    // A load that no kill interrupts proves nothing.
    expect(load.history.filter(isUnknown).length).toBeGreaterThan(0)
    history.push(...load.history)
  }

  const app = await startApp(site)
  const repeated = await repeatUnacknowledged(app.url, history)
  expect(repeated.map((each) => each.status)).toEqual(repeated.map(() => 201))
  const acknowledged = history.filter(isAcknowledged)
  for (const each of acknowledged.slice(-20)) {
    expect((await file(app.url, each.call)).raw).toBe(each.raw)
  }
  expect(await checkFaulted(site, app, dockets, [...history, ...repeated])).toEqual([])
  expect(await app.end('SIGTERM')).toBe(0)
})
