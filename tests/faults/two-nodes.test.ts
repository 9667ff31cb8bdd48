import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { DATABASE, removeSite } from '../support/sites'
import { startApp, type AppProcess } from '../support/app-process'
import { aMember, API } from '../support/docket-builders'
import { checkFaulted } from '../support/faulted-record'
import { file, isAcknowledged, repeatUnacknowledged, startLoad } from '../support/filing-load'
import { aClosedDocket } from '../support/ledger-rows'
import { prepareSite, type PreparedSite } from '../support/prepared-site'
import type { Call } from '../support/record-checker/record'

let prepared: PreparedSite
let nodes: readonly [AppProcess, AppProcess]
let closed: { readonly documentId: string; readonly docket: string; readonly token: string }
beforeAll(async () => {
  prepared = await prepareSite(2, undefined, async (app) => {
    const its = await aClosedDocket(app)
    closed = { ...its, token: (await aMember(app, its.subject)).token }
  })
  nodes = [await startApp(prepared.site), await startApp(prepared.site)]
})
afterAll(async () => {
  for (const node of nodes) await node.end('SIGTERM')
  await removeSite(prepared.site)
})

describe('two nodes on one record', () => {
  test('number comments without a gap, extend for both, and show both the same', async () => {
    const { site, dockets, token } = prepared
    const numbers = dockets.map((each) => each.docket)
    const loads = nodes.map((node) => startLoad(node.url, numbers, 5))
    const enough = loads.map((load) => load.until((so) => so.filter(isAcknowledged).length >= 25))
    const [docket] = dockets as [(typeof dockets)[number]]
    const read = await nodes[1].call('GET', `${API}/drafts/${docket.docket}/period`)
    const later = new Date(Date.parse(read.body.closesAt) + 9 * 86_400_000)
    const extend = () =>
      nodes[0].as(token)('POST', `/comment-period/drafts/${docket.documentId}/extend`, {
        lastDayOn: later.toISOString().slice(0, 10),
        ground: 'other',
        reason: 'تمدید',
      })
    let extended = await extend()
    while (extended.body.code === 'BUSY') extended = await extend()
    expect(extended.status).toBe(200)
    await Promise.all(enough)
    for (const load of loads) await load.stop()

    const history = loads.flatMap((load) => load.history)
    // Two processes on one SQLite file get in one another's way; that is told, and nothing is lost.
    const codes = history.filter((each) => !isAcknowledged(each)).map((each) => each.body.code)
    expect(DATABASE === 'sqlite' ? codes.filter((code) => code !== 'BUSY') : codes).toEqual([])
    const repeated = await repeatUnacknowledged(nodes[0].url, history)
    for (const each of history.filter(isAcknowledged).slice(-10)) {
      const [one, other] = await Promise.all(nodes.map((node) => file(node.url, each.call)))
      expect([one!.raw, other!.raw]).toEqual([each.raw, each.raw])
    }
    for (const to of ['', '/period', '/comments'].map((end) => `/drafts/${docket.docket}${end}`)) {
      const [one, other] = [
        await nodes[0].call('GET', API + to),
        await nodes[1].call('GET', API + to),
      ]
      expect(one.status).toBe(200)
      expect(one.headers.get('etag')).toBe(other.headers.get('etag'))
      expect(one.body).toEqual(other.body)
    }
    const staff: Call = {
      act: 'extend',
      door: 'service',
      documentId: docket.documentId,
      mark: 'تمدید',
      text: null,
      idempotencyKey: null,
      startedAt: null,
      endedAt: null,
      outcome: {
        kind: 'acknowledged',
        receipt: null,
        at: Date.parse(extended.body.at),
        closesAt: Date.parse(extended.body.closesAt),
      },
    }
    const all = [...history, ...repeated]
    expect(await checkFaulted(site, nodes[1], dockets, all, [staff])).toEqual([])
  })

  test('give one receipt for one key that reaches both at once', async () => {
    const { docket } = prepared.dockets[0]!
    for (let n = 0; n < 10; n += 1) {
      const key = randomUUID()
      const call = { docket, key, text: `نظر ${key}` }
      const answers = await Promise.all([...nodes, ...nodes].map((node) => file(node.url, call)))
      const receipts = answers.filter(isAcknowledged).map((each) => each.raw)
      expect(new Set(receipts).size).toBe(1)
      if (DATABASE === 'postgres') expect(receipts).toHaveLength(4)
    }
  })

  test('issue once between them', async () => {
    const issue = (node: AppProcess) =>
      node.as(closed.token)('POST', `/comment-period/drafts/${closed.documentId}/issue`, {
        reason: 'پایان مهلت',
      })
    const answers = await Promise.all([...nodes, ...nodes, ...nodes].map(issue))
    expect(answers.filter((each) => each.status === 201)).toHaveLength(1)
    const codes = answers.filter((each) => each.status !== 201).map((each) => each.body.code)
    expect(codes.filter((code) => !['ALREADY_ISSUED', 'BUSY'].includes(code))).toEqual([])
    const finals = []
    for (const node of nodes)
      finals.push(await node.call('GET', `${API}/drafts/${closed.docket}/final`))
    expect(finals.map((each) => each.status)).toEqual([200, 200])
    expect(finals[0]!.body).toEqual(finals[1]!.body)
  })
})
