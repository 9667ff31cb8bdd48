import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes, randomUUID } from 'node:crypto'
import { challengeDesk } from '../../plugins/comment-period/server/src/services/challenges'
import { bootApp, type Json, type TestApp } from '../support/app'
import { newSite, removeSite, type Site } from '../support/sites'
import { aComment, anOpenDocket, API, submit } from '../support/docket-builders'
import { countKept, expectRefusal } from '../support/problems'
import { aChallenge, asWork, solved, solveWork } from '../support/work'

/** Statements 20 and 21: proof of work and the pace of networks. */

let site: Site
let app: TestApp
let docket: string
beforeAll(async () => {
  const usual = await newSite()
  site = { ...usual, environment: { ...usual.environment, COMMENT_PERIOD_PACE: TIGHT } }
  app = await bootApp(site)
  ;({ docket } = await anOpenDocket(app))
})
afterAll(async () => {
  await app.stop()
  await removeSite(site)
})

const NEVER = { harder: 1_000_000, hardest: 1_000_000, wait: 1_000_000, refuse: 1_000_000 }
/** A day's tests fit below these, and the last of them goes beyond on purpose. */
const TIGHT = JSON.stringify({
  comments: {
    tenSeconds: NEVER,
    minute: NEVER,
    tenMinutes: { harder: 60, hardest: 60, wait: 70, refuse: 80 },
  },
  guesses: { minute: 1_000_000, day: 1_000_000 },
})

const workIn = (work: string) => JSON.parse(Buffer.from(work, 'base64').toString('utf8')) as Json

describe('a proof of work', () => {
  test('S21 lets a comment be published at once, and one without it waits for screening', async () => {
    const work = await solveWork(app, docket)
    const good = await submit(app, docket, aComment({ work }))
    const bare = await submit(app, docket)
    expect([good.status, bare.status]).toEqual([201, 201])
    const rows = (await app
      .knex('comment_period_public_comments')
      .whereIn('public_id', [String(good.body.publicId), String(bare.body.publicId)])
      .orderBy('seq')
      .select('state')) as { state: string }[]
    expect(rows.map(({ state }) => state)).toEqual(['published', 'received'])
  })

  test('S21 is spent once, also by those who send it at the same time', async () => {
    const work = await solveWork(app, docket)
    const before = await countKept(app)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_each, n) =>
        submit(app, docket, aComment({ work, text: `متن ${String(n)}` })),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)])
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectRefusal(answer, 409, 'CHALLENGE_SPENT')
    }
    const after = await countKept(app)
    expect(after.comment_period_public_comments).toBe(before.comment_period_public_comments! + 1)
    expectRefusal(await submit(app, docket, aComment({ work })), 409, 'CHALLENGE_SPENT')
  })

  test('S21 that comes again with its comment and its key is answered with the same receipt', async () => {
    const body = aComment({ work: await solveWork(app, docket) })
    const key = randomUUID()
    const first = await submit(app, docket, body, key)
    expect(first.status).toBe(201)
    const second = await submit(app, docket, body, key)
    expect([second.status, second.body]).toEqual([201, first.body])
  })

  test('S21 for another docket is refused', async () => {
    const elsewhere = await anOpenDocket(app)
    const work = await solveWork(app, elsewhere.docket)
    expectRefusal(await submit(app, docket, aComment({ work })), 400, 'CHALLENGE_INVALID')
    expect((await submit(app, elsewhere.docket, aComment({ work }))).status).toBe(201)
  })

  test.each<[string, (work: Json) => unknown]>([
    ['whose solution is another', (work) => ((work.solution.derivedKey = '0'.repeat(64)), work)],
    ['whose level was lowered', (work) => ((work.challenge.parameters.data.level = 2), work)],
    [
      'whose expiry was put off',
      (work) => ((work.challenge.parameters.expiresAt = 9_999_999_999), work),
    ],
    ['of a nonce of its own', (work) => ((work.challenge.parameters.nonce = 'f'.repeat(32)), work)],
    ['without a signature', (work) => ((work.challenge.signature = ''), work)],
    ['with a member more', (work) => ({ ...work, docket })],
    ['that is a list', () => []],
    ['that is nothing', () => null],
  ])('S21 %s is refused, and nothing is filed', async (_case, tampered) => {
    const work = workIn(await solveWork(app, docket))
    const before = await countKept(app)
    const answer = await submit(app, docket, aComment({ work: asWork(tampered(work)) }))
    expectRefusal(answer, 400, 'CHALLENGE_INVALID')
    expect(await countKept(app)).toEqual(before)
  })

  test.each(['', '%', 'bm90IGpzb24=', 'e30='])('S21 sent as %j is refused', async (work) => {
    const answer = await submit(app, docket, aComment({ work }))
    expectRefusal(answer, 400, 'CHALLENGE_INVALID')
  })

  test('S21 that is too old, or of a key that is none of ours, is refused', async () => {
    const key = { id: 'a', secret: randomBytes(32) }
    const desk = challengeDesk([key])
    const purpose = { docket: 'ipo-1405-0007', action: 'comment' } as const
    const now = Date.now()
    const work = await solved((await desk.issue(purpose, 0, now)) as unknown as Json)
    expect(await desk.judge(work, purpose, now)).toMatchObject({ kind: 'lawful' })
    expect(await desk.judge(work, purpose, now + 601_000)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'CHALLENGE_EXPIRED' },
    })
    const strangers = challengeDesk([{ id: 'b', secret: randomBytes(32) }])
    expect(await strangers.judge(work, purpose, now)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'CHALLENGE_INVALID' },
    })
    // After a change of keys what the older one signed is still good.
    const turned = challengeDesk([{ id: 'b', secret: randomBytes(32) }, key])
    expect(await turned.judge(work, purpose, now)).toMatchObject({ kind: 'lawful' })
  })
})

describe('the pace of a network', () => {
  test('S20 makes work harder, then lets comments wait, and refuses machine speed with a time to come again', async () => {
    const seen = new Set<string>()
    let refusedAfter: string | null = null
    for (let n = 0; n < 100 && refusedAfter === null; n += 1) {
      const answer = await submit(app, docket, aComment({ text: `پی‌درپی ${String(n)}` }))
      seen.add(`${String(answer.status)} ${answer.body.code ?? ''}`)
      if (answer.status === 429) {
        expectRefusal(answer, 429, 'TOO_FAST')
        refusedAfter = answer.headers.get('retry-after')
      }
    }
    expect([...seen]).toEqual(['201 ', '429 TOO_FAST'])
    expect(Number(refusedAfter)).toBeGreaterThan(0)
    expect(Number(refusedAfter)).toBeLessThanOrEqual(600)
    expect((await aChallenge(app, docket)).parameters.data.level).toBe(2)
    // Reading goes on for those whose comments are too many.
    expect((await app.call('GET', `${API}/drafts/${docket}`)).status).toBe(200)
  })

  test('S20 is kept without the address that it was counted for', async () => {
    const rows = await app.knex('comment_period_paces').select('*')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0|::1|::ffff/)
  })
})
