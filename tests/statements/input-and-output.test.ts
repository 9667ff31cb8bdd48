import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { bootFresh, type Answer, type TestApp } from '../support/app'
import { lawful, membersOf } from '../support/contract-arbitraries'
import { aMember, anOpenDocket, API, submit, type Staff } from '../support/docket-builders'
import { addressOf, EVERY_ROUTE, type Addresses, type DeclaredRoute } from '../support/every-route'
import { countKept, expectProblem, expectRefusal } from '../support/problems'
import { sendRaw, type RawRequest } from '../support/raw-http'
import { submitWithWork } from '../support/work'

/** Statements 1, 2, 4, 6 and 12, tried on every route that is declared. */

let app: TestApp
let staff: Staff
let addresses: Addresses
beforeAll(async () => {
  app = await bootFresh()
  const { docket, documentId, subject } = await anOpenDocket(app)
  staff = await aMember(app, subject)
  const { publicId } = (await submit(app, docket)).body
  const { id } = (await app.knex('comment_period_memberships').first('id')) as { id: number }
  addresses = {
    docket,
    documentId,
    publicId: String(publicId),
    slug: subject.slug,
    n: '1',
    sha256: '0'.repeat(64),
    id: String(id),
  }
})
afterAll(() => app.stop())

const WITH_BODY = EVERY_ROUTE.filter(({ contract }) => contract.body !== undefined)
const named = (routes: readonly DeclaredRoute[]) =>
  routes.map((route) => [route.name, route] as const)

/** What must be asked where something must be, and behind it what is handed over. */
function queryWith({ name, contract }: DeclaredRoute, query: string): string {
  const needed = {
    'GET /challenge': `docket=${addresses.docket}&action=comment`,
    'GET /drafts/:docket/diff': 'from=1&to=1',
    'staff GET /evidence/file': `body=${addresses.slug}&format=xlsx`,
    'staff GET /reports': `docket=${addresses.docket}`,
    'staff GET /drafts/:documentId/report-preview': 'kind=digest',
  }[name]
  if (needed === undefined) {
    expect(contract.query?.safeParse({}).success ?? true).toBe(true)
    return query
  }
  return `?${needed}${query.replace('?', '&')}`
}

/** A request that is lawful but for what is handed over. */
function ask(
  route: DeclaredRoute,
  { query = '', body }: { query?: string; body?: RawRequest['body'] | undefined },
): Promise<Answer> {
  const sent =
    body ??
    (route.contract.body === undefined ? undefined : JSON.stringify(lawful(route.contract.body)))
  return sendRaw(app, {
    method: route.method,
    path: addressOf(route, addresses) + queryWith(route, query),
    headers: {
      ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(Array.isArray(sent) ? { 'Transfer-Encoding': 'chunked' } : {}),
      ...(route.isStaff ? { Authorization: `Bearer ${staff.token}` } : {}),
      'Idempotency-Key': randomUUID(),
    },
    ...(sent === undefined ? {} : { body: sent }),
  })
}

async function expectNothingStored(work: () => Promise<void>): Promise<void> {
  const before = await countKept(app)
  await work()
  expect(await countKept(app)).toEqual(before)
}

const withKey = (route: DeclaredRoute, key: string, value: unknown = 1): string => {
  const body = route.contract.body === undefined ? {} : lawful(route.contract.body)
  const members = Object.entries({ ...body, [key]: value }).map(
    ([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`,
  )
  return `{${members.join(',')}}`
}

describe('a key that nobody asked for', () => {
  test.each(named(EVERY_ROUTE))('S1 in the body of %s is refused', async (_name, route) => {
    await expectNothingStored(async () => {
      for (const key of ['unasked', 'toString', 'constructor', '$where', '']) {
        const answer = await ask(route, { body: withKey(route, key) })
        expectRefusal(answer, 400, 'INPUT_INVALID')
        expect(answer.body.details.problem).toBe('unknown key')
      }
      const proto = withKey(route, 'unasked').replace('"unasked"', '"__proto__"')
      expectRefusal(await ask(route, { body: proto }), 400, 'INPUT_INVALID')
    })
  })

  test.each(named(EVERY_ROUTE))('S1 in the query of %s is refused', async (_name, route) => {
    await expectNothingStored(async () => {
      for (const query of ['?unasked=1', '?__proto__=1', '?filters[state]=received', '?=1', '?a']) {
        expectRefusal(await ask(route, { query }), 400, 'INPUT_INVALID')
      }
    })
  })

  test.each(named(EVERY_ROUTE.filter(({ contract }) => contract.body === undefined)))(
    'S1 %s takes no body but an empty one',
    async (_name, route) => {
      await expectNothingStored(async () => {
        for (const body of ['[]', 'null', '1', '"x"', '[{}]']) {
          expectRefusal(await ask(route, { body }), 400, 'INPUT_INVALID')
        }
      })
    },
  )
})

describe('what the server decides', () => {
  /** The columns of every table that a request could write to, in both spellings. */
  const TABLES = ['public_comments', 'contacts', 'screenings', 'responses', 'exposures', 'events']
  const DECIDED = ['id', 'documentId', 'state', 'createdAt', 'ip', 'n', 'locale', 'at', 'actor']

  test.each(named(EVERY_ROUTE))('S2 is not taken from %s', async (_name, route) => {
    const columns = new Set(DECIDED)
    // All of them where the public files something; elsewhere the same parser stands in the way.
    for (const table of route.name === 'POST /drafts/:docket/comments' ? TABLES : []) {
      for (const column of Object.keys(await app.knex(`comment_period_${table}`).columnInfo())) {
        columns.add(column)
        columns.add(column.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase()))
      }
    }
    const { body, query } = route.contract
    const own = new Set(
      [body, query].flatMap((part) => (part === undefined ? [] : Object.keys(membersOf(part)))),
    )
    const foreign = [...columns].filter((column) => !own.has(column))
    expect(foreign.length).toBeGreaterThan(6)
    await expectNothingStored(async () => {
      for (const column of foreign) {
        expectRefusal(await ask(route, { body: withKey(route, column) }), 400, 'INPUT_INVALID')
      }
      const asked = ['id', 'documentId', 'createdAt', 'ip', 'n', 'actor']
      // The `n` of a report is which of them is read.
      for (const column of asked.filter((each) => !own.has(each))) {
        expectRefusal(await ask(route, { query: `?${column}=1` }), 400, 'INPUT_INVALID')
      }
    })
  })

  test('S2 is what the row of a lawful comment holds', async () => {
    const answer = await submitWithWork(app, addresses.docket)
    const row = (await app
      .knex('comment_period_public_comments')
      .where({ public_id: String(answer.body.publicId) })
      .first()) as Record<string, unknown>
    expect(row).toMatchObject({ channel: 'api', portal: null, unit: null, state: 'published' })
    expect(Number(row.received_at)).toBe(Date.parse(String(answer.body.receivedAt)))
    expect(row.created_by_id ?? null).toBeNull()
  })
})

describe('a parameter that comes twice', () => {
  test.each(named(EVERY_ROUTE))('S4 is refused by %s', async (_name, route) => {
    const own =
      route.contract.query === undefined ? [] : Object.keys(membersOf(route.contract.query))
    await expectNothingStored(async () => {
      for (const name of [...own, 'a']) {
        for (const query of [
          `?${name}=1&${name}=2`,
          `?${name}=1&${name}=1`,
          `?${name}[]=1`,
          `?${name}[0]=1&${name}[1]=2`,
          `?${name}=1&%${name.charCodeAt(0).toString(16)}${name.slice(1)}=1`,
        ]) {
          const answer = await ask(route, { query })
          expect({ query, status: answer.status }).toEqual({ query, status: 400 })
          expectProblem(answer)
        }
      }
    })
  })
})

describe('a body that no program should be handed', () => {
  const refusedFor = async (route: DeclaredRoute, body: RawRequest['body'], status: number) => {
    const answer = await ask(route, { body })
    expect(answer.status).toBe(status)
    expectProblem(answer)
    return answer
  }

  const textsOf = (good: Readonly<Record<string, unknown>>) =>
    Object.keys(good).filter((name) => typeof good[name] === 'string')
  const WITH_TEXT = WITH_BODY.filter(({ contract }) => textsOf(lawful(contract.body!)).length > 0)

  test('S6 takes no text at one route alone', () => {
    const others = WITH_BODY.filter((route) => !WITH_TEXT.includes(route))
    // The number of the request that is approved.
    expect(others.map(({ name }) => name)).toEqual([
      'staff POST /comments/:publicId/erasure/approval',
    ])
  })

  test.each(named(WITH_TEXT))('S6 with NUL or half a character, to %s', async (_name, route) => {
    const good = lawful(route.contract.body!)
    const texts = textsOf(good)
    await expectNothingStored(async () => {
      for (const name of texts) {
        for (const wrong of ['\u0000', '\ud800', '\udc00x']) {
          const body = JSON.stringify({ ...good, [name]: String(good[name]) + wrong })
          // A body or a docket may be named in a request; what is no slug or number names none.
          const names = ['bodySlug', 'body', 'docket'].includes(name)
          await refusedFor(route, body, names ? 404 : 400)
        }
      }
    })
  })

  test.each(named(EVERY_ROUTE))('S6 that is not UTF-8, to %s', async (_name, route) => {
    await expectNothingStored(async () => {
      for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf8, 0x88]]) {
        const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes), Buffer.from('"}')])
        const answer = await refusedFor(route, body, 400)
        expect(answer.body.code).toBe('BODY_UNREADABLE')
      }
    })
  })

  test.each(named(EVERY_ROUTE))('S6 nested deeper than 32, to %s', async (_name, route) => {
    const nested = (depth: number) =>
      `{"unasked":${'[{"a":'.repeat((depth - 1) / 2)}1${'}]'.repeat((depth - 1) / 2)}}`
    await expectNothingStored(async () => {
      const deep = await refusedFor(route, nested(33), 400)
      expect(deep.body.details).toEqual({ problem: 'nested too deep', limit: 32 })
      const shallow = await refusedFor(route, nested(31), 400)
      expect(shallow.body.details.problem).not.toBe('nested too deep')
      // Brackets in a text nest nothing.
      const quoted = await refusedFor(route, `{"unasked":"${'[\\"'.repeat(100)}"}`, 400)
      expect(quoted.body.details.problem).not.toBe('nested too deep')
    })
  })

  test.each(named(EVERY_ROUTE))('S6 of too many bytes, to %s', async (_name, route) => {
    await expectNothingStored(async () => {
      const large = `{"unasked":"${'x'.repeat(512 * 1024)}"}`
      await refusedFor(route, large, 413)
      await refusedFor(route, [large.slice(0, 1_000), large.slice(1_000)], 413)
    })
  })

  test('S6 in a query neither', async () => {
    for (const [query, status] of [
      ['?q=%00', 400],
      ['?q=%ED%A0%80', 400],
      ['?q=%ff', 400],
      ['?cursor=%00', 400],
      [`?q=${'x'.repeat(20_000)}`, 431],
    ] as const) {
      const answer = await sendRaw(app, { path: `${API}/drafts${query}` })
      expect({ query: query.slice(0, 20), status: answer.status }).toEqual({
        query: query.slice(0, 20),
        status,
      })
    }
  })
})

describe('the order and choice of what a list gives', () => {
  const LISTS = EVERY_ROUTE.filter(({ method }) => method === 'GET')
  test.each(named(LISTS))(
    'S12 cannot be set for %s but by its own parameters',
    async (_n, route) => {
      for (const query of [
        '?sort=id',
        '?sort[0]=text:desc',
        '?filters[text][$contains]=x',
        '?filters[$or][0][codeHmac][$startsWith]=a',
        '?where[admin][resetPasswordToken][$startsWith]=a',
        '?populate=*',
        '?populate[createdBy][fields]=password',
        '?fields=salt',
        '?pagination[pageSize]=100000',
        '?status=draft',
        '?publicationState=preview',
        '?lookup[text]=x',
        '?_q=x',
      ]) {
        expectRefusal(await ask(route, { query }), 400, 'INPUT_INVALID')
      }
    },
  )
})
