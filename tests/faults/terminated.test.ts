import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { removeSite } from '../support/sites'
import { startApp } from '../support/app-process'
import { API } from '../support/docket-builders'
import { checkFaulted } from '../support/faulted-record'
import {
  file,
  isAcknowledged,
  isUnknown,
  repeatUnacknowledged,
  startLoad,
  type Exchange,
} from '../support/filing-load'
import { halfSend } from '../support/half-sent-request'
import { prepareSite, type PreparedSite } from '../support/prepared-site'
import { withDatabase } from '../support/site-database'

const WORKERS = 16

let prepared: PreparedSite
const history: Exchange[] = []
beforeAll(async () => {
  prepared = await prepareSite(2)
})
afterAll(() => removeSite(prepared.site))

describe('an app that is told to end', () => {
  test('answers or refuses every request that it began to read', async () => {
    const { site, dockets } = prepared
    const app = await startApp(site)
    // Who is told to come back later does; who finds nobody has lost nothing.
    const load = startLoad(
      app.url,
      dockets.map((each) => each.docket),
      WORKERS,
      isAcknowledged,
    )
    await load.until((so) => so.filter(isAcknowledged).length >= 60)
    const slow = await halfSend(app.url, dockets[0]!.docket)
    const ended = app.end('SIGTERM')
    await app.untilLogged('event=drain-started')
    await load.ended

    // It still waits for the slow one, and says that it takes no more.
    const health = await app.call('GET', `${API}/health`)
    expect({ status: health.status, code: health.body.code }).toEqual({
      status: 503,
      code: 'SHUTTING_DOWN',
    })
    slow.complete()
    const answer = await slow.answer
    expect(answer).toMatch(/^HTTP\/1\.1 201 /)
    expect(answer).toMatch(/^connection: close\r$/im)
    expect(await ended).toBe(0)
    expect(app.log()).toMatch(/event=drain-ended unanswered=0 in-time=true/)

    history.push(...load.history)
    expect(load.history.filter(isUnknown)).toEqual([])
    const refused = load.history.filter((each) => !isAcknowledged(each))
    expect(refused).toHaveLength(WORKERS)
    for (const each of refused) {
      expect({ status: each.status, code: each.body.code }).toEqual({
        status: 503,
        code: 'SHUTTING_DOWN',
      })
      expect(each.headers).toMatchObject({ 'retry-after': '5', connection: 'close' })
    }
    history.push({
      call: slow.call,
      startedAt: 0,
      endedAt: 0,
      outcome: 'answered',
      status: 201,
      body: JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))),
      raw: answer.slice(answer.indexOf('\r\n\r\n') + 4),
      headers: {},
      fault: null,
    })
  })

  test('gives up on a request that does not end in time, and records nothing of it', async () => {
    const { site, dockets } = prepared
    const app = await startApp(site, { environment: { COMMENT_PERIOD_MAX_DRAIN_MS: '200' } })
    const slow = await halfSend(app.url, dockets[0]!.docket)
    expect(await app.end('SIGTERM')).toBe(0)
    expect(await slow.answer).toBe('')
    expect(app.log()).toMatch(/event=drain-ended unanswered=1 in-time=false/)
    const rows = await withDatabase(site, async (db): Promise<unknown[]> =>
      db('comment_period_public_comments').where({ text: slow.call.text }),
    )
    expect(rows).toEqual([])
  })

  test('has lost nothing when it is there again', async () => {
    const { site, dockets } = prepared
    const app = await startApp(site)
    const repeated = await repeatUnacknowledged(app.url, history)
    expect(repeated.map((each) => each.status)).toEqual(repeated.map(() => 201))
    for (const each of history.filter(isAcknowledged).slice(-10)) {
      expect((await file(app.url, each.call)).raw).toBe(each.raw)
    }
    expect(await checkFaulted(site, app, dockets, [...history, ...repeated])).toEqual([])
    await app.end('SIGTERM')
  })
})
