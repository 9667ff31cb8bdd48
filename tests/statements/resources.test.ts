import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseClauses } from '../../plugins/comment-period/contracts/clauses'
import { MOST_ATTACHMENTS } from '../../plugins/comment-period/server/src/services/legal-texts'
import { bootApp, bootFresh, type TestApp } from '../support/app'
import { newSite, removeSite } from '../support/sites'
import {
  aDraft,
  aMember,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  publish,
  submit,
} from '../support/docket-builders'
import { addressOf, EVERY_ROUTE } from '../support/every-route'
import { expectRefusal } from '../support/problems'
import { sendRaw } from '../support/raw-http'

/** Statements 18, 24 and 25: whose address is believed, how much is given, what a guess costs. */

describe('the address of a caller', () => {
  /** What Koa makes of a request, told by Strapi’s own request log, which runs within it. */
  async function addressSeen(app: TestApp, forwarded: string | string[] | null): Promise<string> {
    const seen: string[] = []
    const log = app.strapi.log as unknown as { http: (line: string) => unknown }
    const usual = log.http
    log.http = () => {
      const context = app.strapi.requestContext.get() as { ip: string }
      seen.push(context.ip)
    }
    try {
      await sendRaw(app, {
        path: `${API}/bodies`,
        ...(forwarded === null ? {} : { headers: { 'X-Forwarded-For': forwarded } }),
      })
    } finally {
      log.http = usual
    }
    expect(seen).toHaveLength(1)
    return seen[0]!.replace(/^::ffff:/, '')
  }

  const SOCKET = '127.0.0.1'
  const CORPUS: [string | string[] | null, number, string][] = [
    [null, 0, SOCKET],
    ['6.6.6.6', 0, SOCKET],
    ['6.6.6.6, 10.0.0.2', 0, SOCKET],
    [null, 1, SOCKET],
    ['203.0.113.7', 1, '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7', 1, '203.0.113.7'],
    ['127.0.0.1, 203.0.113.7', 1, '203.0.113.7'],
    ['6.6.6.6,,, 203.0.113.7', 1, '203.0.113.7'],
    [['6.6.6.6', '203.0.113.7'], 1, '203.0.113.7'],
    ["'; DROP, 203.0.113.7", 1, '203.0.113.7'],
    [`${'6.6.6.6, '.repeat(500)}203.0.113.7`, 1, '203.0.113.7'],
    ['6.6.6.6, 2001:db8::1', 1, '2001:db8::1'],
    ['6.6.6.6, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
    ['203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
  ]

  test.each([0, 1, 2])(
    'S18 is the socket’s, or what the outermost of %i trusted proxies saw, whatever is sent',
    async (proxies) => {
      const site = await newSite()
      process.env.TRUSTED_PROXIES = String(proxies)
      try {
        const app = await bootApp(site)
        const cases = CORPUS.filter(([, count]) => count === proxies)
        const seen = []
        for (const [forwarded] of cases) seen.push(await addressSeen(app, forwarded))
        expect(seen).toEqual(cases.map(([, , address]) => address))
        await app.stop()
      } finally {
        delete process.env.TRUSTED_PROXIES
        await removeSite(site)
      }
    },
  )

  test.each([undefined, 0, -1, 1.5, '1'])(
    'S18 cannot be believed where proxies are trusted and %j of them are counted',
    async (maxIpsCount) => {
      const site = await newSite()
      const before = (strapi: TestApp['strapi']) => {
        strapi.config.set('server.proxy', { koa: true, maxIpsCount })
      }
      await expect(bootApp(site, { beforeLoad: before })).rejects.toThrow(
        'server.proxy.maxIpsCount',
      )
      await removeSite(site)
    },
  )
})

describe('with an app that runs', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await bootFresh()
  })
  afterAll(() => app.stop())

  test('S24 a page holds at most a hundred, and asking for more is refused', async () => {
    const { docket } = await anOpenDocket(app)
    for (const path of [`${API}/drafts`, `${API}/drafts/${docket}/comments`]) {
      for (const limit of ['0', '101', '1000', '1e2', '-1', '٥', '']) {
        const asked = `${path}?limit=${encodeURIComponent(limit)}`
        expectRefusal(await sendRaw(app, { path: asked }), 400, 'INPUT_INVALID')
      }
      expect((await sendRaw(app, { path: `${path}?limit=100` })).status).toBe(200)
    }
  })

  test('S24 staff are given fifty comments at a time', async () => {
    const { docket, documentId, subject } = await anOpenDocket(app)
    const screener = await aMember(app, subject, 'screener')
    for (let filed = 0; filed < 51; filed += 1) await submit(app, docket)
    const path = `/comment-period/drafts/${documentId}/comments`
    const first = await screener.call('GET', path)
    expect(first.body.items).toHaveLength(50)
    const rest = await screener.call('GET', `${path}?cursor=${String(first.body.nextCursor)}`)
    expect(rest.body.items).toHaveLength(1)
    expect(rest.body.nextCursor).toBeNull()
  })

  test('S24 a list that grows with the public has a cursor; the others are named here', () => {
    const lists = EVERY_ROUTE.filter(({ method, contract }) => {
      const members = (contract.answer as { shape?: object } | undefined)?.shape ?? {}
      return method === 'GET' && 'items' in members
    })
    const paged = lists.filter(({ contract }) => {
      const members = (contract.query as { shape?: object } | undefined)?.shape ?? {}
      return 'cursor' in members
    })
    expect(lists.filter((list) => !paged.includes(list)).map(({ name }) => name)).toEqual([
      // What a body publishes on one docket, each by an act of its own.
      'GET /drafts/:docket/reports',
      'GET /bodies',
      // Never more than `MOST_THEMES`.
      'staff GET /drafts/:documentId/themes',
      // One line for each of a few things that may be left.
      'staff GET /drafts/:documentId/checklist',
      // Never more than `MOST_ATTACHMENTS`.
      'staff GET /comments/:publicId/attachments',
      'staff GET /rules',
      'staff GET /holidays',
      'staff GET /reports',
      'staff GET /drafts/:documentId/reports',
      'staff GET /memberships',
    ])
  })

  test('S24 a text has at most 2,000 clauses, and 2,000,000 characters in all', () => {
    const clauses = (count: number, length: number) =>
      Array.from({ length: count }, () => ({ kind: 'article', text: 'ا'.repeat(length) }))
    expect(parseClauses(clauses(2_000, 1)).kind).toBe('lawful')
    expect(parseClauses(clauses(2_001, 1))).toMatchObject({ kind: 'refused' })
    expect(parseClauses(clauses(1, 50_001))).toMatchObject({ kind: 'refused' })
    expect(parseClauses(clauses(40, 50_000)).kind).toBe('lawful')
    expect(parseClauses(clauses(41, 50_000))).toMatchObject({ kind: 'refused' })
  })

  test('S24 a draft with more attachments than may be is not exposed', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const files = []
    for (let made = 0; made <= MOST_ATTACHMENTS; made += 1) {
      const file = (await app.strapi.db.query('plugin::upload.file').create({
        data: {
          name: `${made}.txt`,
          hash: `h${made}`,
          ext: '.txt',
          mime: 'text/plain',
          size: 1,
          url: `/uploads/none-${made}.txt`,
          provider: 'local',
          folderPath: '/',
        },
      })) as { id: number }
      files.push(file.id)
    }
    const documentId = await aDraft(app, subject, { attachments: files })
    await expect(publish(app, documentId)).rejects.toMatchObject({
      details: { code: 'INPUT_INVALID', field: 'attachments', limit: MOST_ATTACHMENTS },
    })
  })

  test('S25 a code that is none costs the same questions to the database as one that is', async () => {
    const { docket } = await anOpenDocket(app)
    const { trackingCode } = (await submit(app, docket)).body
    const track = EVERY_ROUTE.find(({ name }) => name === 'POST /tracking')!
    const path = addressOf(track, { docket } as never)
    // What the record does by itself meanwhile (links of what was just filed, the minute's sweep) is
    // no part of an answer.
    const ofRequest = new AsyncLocalStorage<string[]>()
    const asked = async (code: string) => {
      const questions: string[] = []
      const enter = () => {
        ofRequest.enterWith(questions)
      }
      const note = ({ sql }: { sql: string }) => {
        if (!/^delete /i.test(sql)) ofRequest.getStore()?.push(sql)
      }
      app.strapi.server.httpServer.prependListener('request', enter)
      app.knex.on('query', note)
      try {
        const answer = await app.call('POST', path, { trackingCode: code })
        return { status: answer.status, questions, headers: [...answer.headers.keys()].sort() }
      } finally {
        app.knex.removeListener('query', note)
        app.strapi.server.httpServer.removeListener('request', enter)
      }
    }
    const hit = await asked(String(trackingCode))
    const miss = await asked('0000-0000-0000-00000')
    expect([hit.status, miss.status]).toEqual([200, 404])
    expect(hit.questions.length).toBeGreaterThan(0)
    expect(miss.questions).toEqual(hit.questions)
    // A refusal says in which language it is; nothing else tells the two apart but the answer.
    expect(miss.headers.filter((name) => name !== 'content-language')).toEqual(hit.headers)
    // Looked up by the keyed hash in an index of its own: no comparison that could be timed.
    expect(hit.questions.join('\n')).toMatch(/where .{1,3}code_hmac.{1,3} in/i)
  })
})
