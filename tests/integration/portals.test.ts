import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { bootFresh, type TestApp } from '../support/app'
import { aComment, anOpenDocket, API, documents } from '../support/docket-builders'

const PORTAL = 'https://portal.example.test'
const OTHER_PORTAL = 'https://other.example.test'
const STRANGER = 'https://stranger.example.test'

let app: TestApp
let docket: string
beforeAll(async () => {
  app = await bootFresh()
  const mine = await anOpenDocket(app)
  const other = await anOpenDocket(app)
  docket = mine.docket
  for (const [bodyId, origin] of [
    [mine.subject.bodyId, PORTAL],
    [other.subject.bodyId, OTHER_PORTAL],
  ] as const) {
    await documents(app, 'issuing-body').update({
      documentId: bodyId,
      data: { portals: [{ origin, title: 'درگاه' }] },
    })
  }
})
afterAll(() => app.stop())

const file = (origin: string | null) =>
  app.call('POST', `${API}/drafts/${docket}/comments`, aComment(), {
    'Idempotency-Key': randomUUID(),
    ...(origin === null ? {} : { Origin: origin }),
  })

describe('a portal', () => {
  test('registered by the docket’s body files comments, which say where they came through', async () => {
    const answer = await file(PORTAL)
    expect(answer.status).toBe(201)
    expect(answer.headers.get('access-control-allow-origin')).toBe(PORTAL)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    const row = (await app
      .knex('comment_period_public_comments')
      .where({ public_id: answer.body.publicId })
      .first()) as { channel: string; portal: string }
    expect(row).toMatchObject({ channel: 'widget', portal: PORTAL })
  })

  test.each([
    ['of another body', OTHER_PORTAL],
    ['that nobody registered', STRANGER],
    ['without an origin of its own', 'null'],
  ])('%s is refused', async (_which, origin) => {
    const answer = await file(origin)
    expect(answer).toMatchObject({ status: 403, body: { code: 'ORIGIN_FORBIDDEN' } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('reads a refusal of its own request', async () => {
    const answer = await app.call('POST', `${API}/drafts/${docket}/comments`, aComment(), {
      Origin: PORTAL,
    })
    expect(answer.body.code).toBe('IDEMPOTENCY_KEY_MISSING')
    expect(answer.headers.get('access-control-allow-origin')).toBe(PORTAL)
  })

  test('of any body looks codes up; a stranger does not', async () => {
    const look = (origin: string) =>
      app.call('POST', `${API}/tracking`, { trackingCode: '0' }, { Origin: origin })
    expect((await look(OTHER_PORTAL)).body.code).toBe('TRACKING_CODE_UNREADABLE')
    expect((await look(STRANGER)).body.code).toBe('ORIGIN_FORBIDDEN')
  })

  test('is told so by the preflight, and the plugin’s own origin always may', async () => {
    const preflight = (origin: string) =>
      app.call('OPTIONS', `${API}/drafts/${docket}/comments`, undefined, {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key',
      })
    const welcome = await preflight(PORTAL)
    expect(welcome.status).toBe(204)
    expect(welcome.headers.get('access-control-allow-origin')).toBe(PORTAL)
    expect(welcome.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
    expect((await preflight(STRANGER)).status).toBe(403)
    expect((await preflight(app.url)).status).toBe(204)
    expect((await file(app.url)).status).toBe(201)
  })

  test('is not needed by a server, which sends no origin', async () => {
    const answer = await file(null)
    expect(answer.status).toBe(201)
    const row = (await app
      .knex('comment_period_public_comments')
      .where({ public_id: answer.body.publicId })
      .first()) as { channel: string; portal: string | null }
    expect(row).toMatchObject({ channel: 'api', portal: null })
  })
})
