import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import http from 'node:http'
import { bootFresh, type TestApp } from '../support/app'
import { anyBody } from '../support/contract-arbitraries'
import { aMember, anOpenDocket, type Staff } from '../support/docket-builders'
import { addressOf, EVERY_ROUTE, type Addresses } from '../support/every-route'
import { expectProblem } from '../support/problems'

/**
 * Bodies made from the contracts of all routes that take one, sent over HTTP. Acts of staff go to
 * a draft and a comment that are not there, so that no act changes what the next body meets.
 */

const ROUTES = EVERY_ROUTE.filter(({ contract }) => contract.body !== undefined)
const BODIES = 10_000
/** Of them to each act of staff: signing in costs more than all else. The public gets the rest. */
const TO_EACH_STAFF_ROUTE = Math.floor(BODIES / 50)
const AT_ONCE = 4
const SEED = 20_261_122
/**
 * SHA-256 over the class of every answer (route, status and code, in order). One value for both
 * databases: they answer alike. It changes with a contract, a code or the version of fast-check;
 * then look at the classes below before taking the new one over.
 */
const CLASSES_DIGEST = '0698bee6a9490bb25e4710bb8ed1455a3c9afba1eedd891e045860f447b756ae'

let app: TestApp
let staff: Staff
let addresses: Addresses
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE })
beforeAll(async () => {
  app = await bootFresh()
  const { docket, subject } = await anOpenDocket(app)
  staff = await aMember(app, subject)
  addresses = {
    docket,
    documentId: 'nosuchdraft',
    publicId: 'nosuchcomment',
    slug: subject.slug,
    n: '1',
    sha256: '0'.repeat(64),
    id: '1',
  }
})
afterAll(async () => {
  agent.destroy()
  await app.stop()
})

interface Trial {
  readonly route: (typeof ROUTES)[number]
  readonly body: unknown
  readonly key: string
}

interface Answered {
  readonly status: number
  readonly type: string
  readonly text: string
}

function send({ route, body, key }: Trial): Promise<Answered> {
  const { hostname, port } = new URL(app.url)
  const bytes = Buffer.from(JSON.stringify(body))
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        hostname,
        port,
        method: route.method,
        path: addressOf(route, addresses),
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': bytes.length,
          'Idempotency-Key': key,
          ...(route.isStaff ? { Authorization: `Bearer ${staff.token}` } : {}),
        },
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            type: String(answer.headers['content-type']),
            text,
          })
        })
      },
    )
    request.once('error', reject)
    request.end(bytes)
  })
}

test(`S5 ${BODIES} bodies made from the contracts meet no fault, and the same answers on both databases`, async () => {
  const staffRoutes = ROUTES.filter(({ isStaff }) => isStaff).length
  const toEachPublicRoute = Math.ceil(
    (BODIES - staffRoutes * TO_EACH_STAFF_ROUTE) / (ROUTES.length - staffRoutes),
  )
  const trials: Trial[] = ROUTES.flatMap((route, index) =>
    fc
      .sample(fc.tuple(anyBody(route.contract.body!), fc.uuid({ version: 4 })), {
        numRuns: route.isStaff ? TO_EACH_STAFF_ROUTE : toEachPublicRoute,
        seed: SEED + index,
      })
      .map(([body, key]) => ({ route, body, key })),
  )
  expect(trials.length).toBeGreaterThanOrEqual(BODIES)

  const classes = new Array<string>(trials.length)
  const counts = new Map<string, number>()
  let next = 0
  const work = async () => {
    for (let at = next++; at < trials.length; at = next++) {
      const trial = trials[at]!
      const { status, type, text } = await send(trial)
      const shown = `${trial.route.name} ${JSON.stringify(trial.body)}`
      if (status >= 500) throw new Error(`${status} for ${shown}: ${text}`)
      const json = JSON.parse(text) as { code?: string }
      const passes = trial.route.contract.body!.safeParse(trial.body).success
      // What the contract refuses is refused before anybody looks at the draft.
      if (!passes && status < 400) throw new Error(`${status} for ${shown}`)
      if (status >= 400 && at % 50 === 0) {
        expectProblem({
          status,
          headers: new Headers({ 'content-type': type, 'cache-control': 'no-store' }),
          body: json,
        })
      }
      const answered = `${trial.route.name} ${status} ${json.code ?? ''}`
      classes[at] = answered
      counts.set(answered, (counts.get(answered) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))

  // Else the bodies would all have stopped at the door.
  expect(counts.get('POST /drafts/:docket/comments 201 ') ?? 0).toBeGreaterThan(50)
  const digest = createHash('sha256').update(classes.join('\n')).digest('hex')
  expect({ digest, counts: Object.fromEntries([...counts].sort()) }).toMatchObject({
    digest: CLASSES_DIGEST,
  })
}, 600_000)
