import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import type { ChallengeOut } from '../../plugins/comment-period/contracts/comments'
import { solve } from '../../plugins/comment-period/widget/src/proof-of-work'
import { bootApp, type Answer, type TestApp } from '../support/app'
import { DATABASE, emptySite, removeSite, type Site } from '../support/sites'
import { startApp, type AppProcess } from '../support/app-process'
import { aComment, anOpenDocket, API, submit } from '../support/docket-builders'
import { linesLoggedBy } from '../support/log-lines'
import { aPacedSite, aWindowWithRoom, commentsByNetwork, tightPace } from '../support/paced-site'
import { prepareSite } from '../support/prepared-site'
import { expectRefusal } from '../support/problems'
import { sendRaw } from '../support/raw-http'
import { withDatabase } from '../support/site-database'
import { aChallenge, solveWork } from '../support/work'

/** Statements 18, 19, 20, 21, 25 and 40: what networks are told apart by, and what each may do. */

const FEW = { harder: 2, hardest: 3, wait: 4, refuse: 6 }

/** Files a comment with a header that `fetch` would tidy up. */
function fileFrom(
  app: Pick<TestApp, 'url'>,
  docket: string,
  forwarded: string | string[] | null,
  fields: Record<string, unknown> = {},
): Promise<Answer> {
  return sendRaw(app, {
    method: 'POST',
    path: `${API}/drafts/${docket}/comments`,
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      ...(forwarded === null ? {} : { 'X-Forwarded-For': forwarded }),
    },
    body: JSON.stringify(aComment(fields)),
  })
}

/** An app with limits, for one test. */
async function withPaced(
  limits: {
    pace?: Parameters<typeof aPacedSite>[0]
    proxies?: number
    make?: typeof emptySite
  },
  work: (app: TestApp, docket: string) => Promise<void>,
): Promise<void> {
  const site = await aPacedSite(limits.pace, limits.proxies, limits.make)
  try {
    const app = await bootApp(site)
    try {
      const { docket } = await anOpenDocket(app)
      await aWindowWithRoom(app)
      await work(app, docket)
    } finally {
      await app.stop()
    }
  } finally {
    delete process.env.TRUSTED_PROXIES
    await removeSite(site)
  }
}

describe('the network of a caller', () => {
  test('S18 is the socket’s for all who write another address themselves, and so is its pace', async () => {
    await withPaced({ pace: tightPace(FEW, 1) }, async (app, docket) => {
      const lies = [
        null,
        '6.6.6.6',
        '203.0.113.7, 10.0.0.2',
        ['198.51.100.1', '198.51.100.2'],
        '2001:db8::1',
        "'; DROP",
      ]
      for (const lie of lies) expect((await fileFrom(app, docket, lie)).status).toBe(201)
      expect(Object.values(await commentsByNetwork(app.knex))).toEqual([lies.length])
      expectRefusal(await fileFrom(app, docket, '192.0.2.200'), 429, 'TOO_FAST')
      const harder = await aChallenge(app, docket, { 'X-Forwarded-For': '192.0.2.201' })
      expect(harder.parameters.data.level).toBe(2)

      const look = (forwarded: string) =>
        app.call(
          'POST',
          `${API}/tracking`,
          { trackingCode: '0000-0000-0000-00000' },
          { 'X-Forwarded-For': forwarded },
        )
      expectRefusal(await look('192.0.2.1'), 404, 'TRACKING_CODE_UNKNOWN')
      expectRefusal(await look('192.0.2.2'), 429, 'TOO_FAST')
    })
  })

  test('S18 is what the trusted proxy saw, whatever stands to the left of it', async () => {
    await withPaced({ pace: tightPace(FEW), proxies: 1 }, async (app, docket) => {
      for (let n = 0; n < FEW.refuse; n += 1) {
        const lie = `192.0.2.${String(n)}, 203.0.113.7`
        expect((await fileFrom(app, docket, lie)).status).toBe(201)
      }
      expectRefusal(await fileFrom(app, docket, '192.0.2.99, 203.0.113.7'), 429, 'TOO_FAST')
      // A neighbour has a pace of their own; whoever has an IPv6 network has one for all of it.
      expect((await fileFrom(app, docket, '203.0.113.7, 203.0.113.8')).status).toBe(201)
      expect((await fileFrom(app, docket, '2001:db8:1:2::1')).status).toBe(201)
      expect((await fileFrom(app, docket, '2001:db8:1:2:ffff::9')).status).toBe(201)
      expect(Object.values(await commentsByNetwork(app.knex)).sort()).toEqual([1, 2, 7])
    })
  })

  test('S18 is kept under a key alone: its address is in no row, and names differ by the keys', async () => {
    const address = '203.0.113.77'
    const names: string[] = []
    for (let installation = 0; installation < 2; installation += 1) {
      // Copies of a site have its keys.
      await withPaced({ proxies: 1, make: () => emptySite() }, async (app, docket) => {
        const work = await solveWork(app, docket)
        expect((await fileFrom(app, docket, address, { work })).status).toBe(201)
        const [name] = Object.keys(await commentsByNetwork(app.knex))
        names.push(String(name))
        expect(await everyRow(app)).not.toContain(address)
      })
    }
    const unkeyed = ['sha256', 'sha1', 'md5'].map((algorithm) =>
      createHash(algorithm).update(address).digest('hex').slice(0, 32),
    )
    for (const name of names) {
      expect(name).toMatch(/^[0-9a-f]{32}$/)
      expect(unkeyed).not.toContain(name)
    }
    expect(names[0]).not.toBe(names[1])
  })

  /** All rows of all tables of the database, as text. */
  async function everyRow({ knex }: TestApp): Promise<string> {
    const found = (await knex.raw(
      DATABASE === 'sqlite'
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
    )) as { name: string }[] | { rows: { name: string }[] }
    const tables = Array.isArray(found) ? found : found.rows
    expect(tables.map(({ name }) => name)).toContain('comment_period_paces')
    const contents = []
    for (const { name } of tables) contents.push(await knex(name).select('*'))
    return JSON.stringify(contents)
  }
})

describe('people behind one address', () => {
  test('S20 are refused nothing with the usual limits, though two hundred send in the same minute', async () => {
    await withPaced({}, async (app, docket) => {
      // All have opened the page before the first of them sends.
      const works: string[] = []
      for (let person = 0; person < 200; person += 1) {
        works.push(String(await solve((await aChallenge(app, docket)) as ChallengeOut)))
      }
      const statuses: number[] = []
      for (let person = 0; person < 200; person += 10) {
        const answers = await Promise.all(
          works
            .slice(person, person + 10)
            .map((work, n) =>
              submit(app, docket, aComment({ work, text: `نظر کارمند ${String(person + n)}` })),
            ),
        )
        statuses.push(...answers.map(({ status }) => status))
      }
      expect(statuses).toEqual(Array(200).fill(201))
      const [{ published }] = (await app
        .knex('comment_period_public_comments')
        .where({ state: 'published' })
        .count({ published: '*' })) as [{ published: number | string }]
      // Those after them wait to be read by staff: their work was made for a quiet minute.
      expect(Number(published)).toBeGreaterThanOrEqual(60)
    })
  })
})

describe('two nodes', () => {
  let site: Site
  let nodes: readonly [AppProcess, AppProcess]
  let docket: string
  const pace = { harder: 30, hardest: 30, wait: 30, refuse: 30 }
  beforeAll(async () => {
    const prepared = await prepareSite(1, await aPacedSite(tightPace(pace), 1), aWindowWithRoom)
    site = prepared.site
    docket = prepared.dockets[0]!.docket
    nodes = [await startApp(site), await startApp(site)]
  })
  afterAll(async () => {
    for (const node of nodes) await node.end('SIGTERM')
    delete process.env.TRUSTED_PROXIES
    await removeSite(site)
  })

  test('S19 refuse from the same comment on, whichever of them it is sent to', async () => {
    const send = (n: number) => fileFrom(nodes[n % 2]!, docket, '203.0.113.19')
    const numbers = Array.from({ length: pace.refuse + 10 }, (_each, n) => n)
    const answers: Answer[] = []
    // A SQLite file is for one process at a time; a second one may be told that it is `BUSY`.
    if (DATABASE === 'sqlite') for (const n of numbers) answers.push(await send(n))
    else answers.push(...(await Promise.all(numbers.map(send))))
    const refusals = answers.filter(({ status }) => status !== 201)
    expect(answers.length - refusals.length).toBe(pace.refuse)
    for (const refusal of refusals) expectRefusal(refusal, 429, 'TOO_FAST')
    const counted = await withDatabase(site, commentsByNetwork)
    expect(Object.values(counted)).toContain(numbers.length)
  })

  test('S21 spend one proof of work once, though it reaches both at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const work = await solveWork(nodes[round % 2]!, docket)
      const answers = await Promise.all(
        [0, 1, 0, 1].map((n) => fileFrom(nodes[n]!, docket, '203.0.113.21', { work })),
      )
      const refusals = answers.filter(({ status }) => status !== 201)
      expect(refusals).toHaveLength(3)
      for (const refusal of refusals) {
        if (DATABASE === 'sqlite' && refusal.status === 503) expectRefusal(refusal, 503, 'BUSY')
        else expectRefusal(refusal, 409, 'CHALLENGE_SPENT')
      }
    }
  })
})

describe('guesses at tracking codes', () => {
  const look = (app: TestApp, trackingCode: string) =>
    app.call('POST', `${API}/tracking`, { trackingCode })

  test('S25 end for a network after as many as may be, also for those that come together', async () => {
    await withPaced({ pace: tightPace({ ...FEW, refuse: 100 }, 5) }, async (app, docket) => {
      const code = String((await submit(app, docket)).body.trackingCode)
      // Whoever has a code may look as often as they like: that is no guess.
      for (let n = 0; n < 20; n += 1) expect((await look(app, code)).status).toBe(200)
      const misses = await Promise.all(
        Array.from({ length: 20 }, () => look(app, '0000-0000-0000-00000')),
      )
      expect(misses.filter(({ status }) => status === 404)).toHaveLength(5)
      const refusals = misses.filter(({ status }) => status !== 404)
      for (const refusal of refusals) {
        expectRefusal(refusal, 429, 'TOO_FAST')
        const seconds = Number(refusal.headers.get('retry-after'))
        expect(seconds).toBeGreaterThan(0)
        expect(seconds).toBeLessThanOrEqual(86_400)
      }
      // From then on the answer no longer tells whether there is such a code.
      expectRefusal(await look(app, code), 429, 'TOO_FAST')
      expectRefusal(await look(app, '0000-0000-0000-00000'), 429, 'TOO_FAST')
    })
  })
})

describe('the log of limits', () => {
  test('S40 says once which step was reached, and never by whom', async () => {
    await withPaced({ pace: tightPace(FEW, 2), proxies: 1 }, async (app, docket) => {
      const lines = await linesLoggedBy(app, async () => {
        for (let n = 0; n < FEW.refuse + 5; n += 1) await fileFrom(app, docket, '203.0.113.40')
        for (let n = 0; n < 5; n += 1) {
          await app.call(
            'POST',
            `${API}/tracking`,
            { trackingCode: '0000-0000-0000-00000' },
            { 'X-Forwarded-For': '203.0.113.41' },
          )
        }
      })
      const steps = lines
        .map((line) => JSON.parse(line) as { level: string; audit?: Record<string, unknown> })
        .flatMap(({ level, audit }) => (audit === undefined ? [] : [{ level, ...audit, at: null }]))
      const common = { at: null, actor: 'anonymous' }
      const escalated = { ...common, level: 'info', event: 'pace.escalated' }
      const refused = { ...common, level: 'warn', event: 'limit.refused', code: 'TOO_FAST' }
      expect(steps).toEqual([
        { ...escalated, limit: 'comment/tenMinutes', step: 'harder' },
        { ...escalated, limit: 'comment/tenMinutes', step: 'hardest' },
        { ...escalated, limit: 'comment/tenMinutes', step: 'wait' },
        { ...refused, limit: 'comment/tenMinutes' },
        { ...refused, limit: 'guess/day' },
      ])
      const whole = lines.join('\n')
      expect(whole).not.toMatch(/203\.0\.113|127\.0\.0\.1/)
      for (const name of Object.keys(await commentsByNetwork(app.knex))) {
        expect(whole).not.toContain(name)
      }
    })
  })
})
