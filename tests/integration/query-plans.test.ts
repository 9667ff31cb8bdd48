import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Knex } from 'knex'
import { displacedComments } from '../../plugins/comment-period/server/src/repositories/copy-texts'
import { documentsWith } from '../../plugins/comment-period/server/src/repositories/search-texts'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aDraft,
  aMember,
  anOpenDocket,
  API,
  documents,
  publish,
  type Subject,
} from '../support/docket-builders'
import { submitWithWork } from '../support/work'

/** What portals ask for all day must not cost more as the record grows. */

let app: TestApp
let docket: string
let documentId: string
let subject: Subject
let trackingCode: string
let cursor: string
let commentsCursor: string
beforeAll(async () => {
  app = await bootFresh()
  ;({ docket, documentId, subject } = await anOpenDocket(app))
  for (let n = 0; n < 3; n += 1) await publish(app, await aDraft(app, subject))
  await anOpenDocket(app)
  for (let n = 0; n < 3; n += 1) {
    const filed = await submitWithWork(app, docket)
    trackingCode = String(filed.body.trackingCode)
  }
  const list = await app.call('GET', `${API}/drafts?limit=1`)
  cursor = String(list.body.nextCursor)
  const comments = await app.call('GET', `${API}/drafts/${docket}/comments?limit=1`)
  commentsCursor = String(comments.body.nextCursor)
  // As many rows as make a planner look for an index.
  const texts = Array.from({ length: 4_000 }, (_, n) => ({
    document_id: `elsewhere-${String(n)}`,
    locale: 'fa',
    search_text: `متن${String(n)}`.repeat(60),
  }))
  await app.knex.batchInsert('comment_period_search_texts', texts, 200)
  const members = texts.map(({ document_id: id }, n) => ({
    comment_document_id: id,
    draft_document_id: documentId,
    seq: n + 100,
    received_at: 0,
    text_id: n,
  }))
  await app.knex.batchInsert('comment_period_copy_members', members, 100)
  if (DATABASE === 'postgres') await app.knex.raw('ANALYZE')
})
afterAll(() => app.stop())

interface Query {
  readonly sql: string
  readonly bindings: readonly unknown[]
}

/** The SELECTs on tables of ours that answering a request sends; Strapi asks for things of its own. */
function queriesOf(ask: () => Promise<{ status: number }>): Promise<Query[]> {
  return queriesDuring(async () => expect((await ask()).status).toBe(200))
}

async function queriesDuring(act: () => Promise<unknown>): Promise<Query[]> {
  const queries: Query[] = []
  const note = ({ sql, bindings }: Query) => {
    const isRead = /^\s*(select|with)\b/i.test(sql) && !/insert into/i.test(sql)
    if (isRead && sql.includes('comment_period_')) queries.push({ sql, bindings })
  }
  app.knex.on('query', note)
  try {
    await act()
  } finally {
    app.knex.removeListener('query', note)
  }
  expect(queries.length).toBeGreaterThan(0)
  return queries
}

/** What the planner says of a query, as one text. */
async function planOf({ sql, bindings }: Query): Promise<string> {
  const explain = DATABASE === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
  const plan: unknown = await app.knex.raw(
    `${explain} ${sql.replace(/\$\d+/g, '?')}`,
    bindings as never,
  )
  return JSON.stringify(DATABASE === 'sqlite' ? plan : (plan as { rows: unknown }).rows)
}

/** The tables that a query reads from end to end, as the planner says. */
async function scansOf({ sql, bindings }: Query): Promise<string[]> {
  return DATABASE === 'sqlite' ? scansOnSqlite(sql, bindings) : scansOnPostgres(sql, bindings)
}

/** `x` is what a query makes of itself; `s`, `l` and `t` are lanes of the desk, a few to a docket. */
async function scansOnSqlite(sql: string, bindings: readonly unknown[]): Promise<string[]> {
  const plan = (await app.knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as never)) as {
    detail: string
  }[]
  return plan
    .map(({ detail }) => detail)
    .filter((detail) => /^SCAN (?!CONSTANT ROW)/.test(detail))
    .filter(
      (detail) =>
        !/ USING (COVERING )?INDEX| VIRTUAL TABLE |^SCAN \(?(x|[slt]\b|subquery)/i.test(detail),
    )
}

/** With so few rows a scan is the cheaper way; it is forbidden, so that one is left only for want of an index. */
async function scansOnPostgres(sql: string, bindings: readonly unknown[]): Promise<string[]> {
  const text = await app.knex.transaction(async (trx: Knex.Transaction) => {
    await trx.raw('SET LOCAL enable_seqscan = off')
    const { rows } = (await trx.raw(
      `EXPLAIN ${sql.replace(/\$\d+/g, '?')}`,
      bindings as never,
    )) as { rows: { 'QUERY PLAN': string }[] }
    return rows.map((row) => row['QUERY PLAN'])
  })
  return text.filter((line) => /Seq Scan on/.test(line))
}

async function narrowToUnit(adminUserId: number): Promise<void> {
  const unit = await documents(app, 'unit').create({
    data: { key: 'a-unit', name: 'واحد', body: subject.bodyId },
  })
  await app
    .knex('comment_period_memberships')
    .where({ admin_user_id: adminUserId })
    .update({ unit_document_id: unit.documentId })
}

const get = (path: string) => () => app.call('GET', API + path)

describe('a poll reads no table from end to end', () => {
  test.each<[string, () => Promise<{ status: number }>]>([
    ['the period', () => get(`/drafts/${docket}/period`)()],
    ['the draft', () => get(`/drafts/${docket}`)()],
    ['an exposure', () => get(`/drafts/${docket}/exposures/1`)()],
    ['the comments', () => get(`/drafts/${docket}/comments?limit=2`)()],
    [
      'the next comments',
      () => get(`/drafts/${docket}/comments?limit=2&cursor=${commentsCursor}`)(),
    ],
    ['the list', () => get('/drafts')()],
    ['the list from a cursor', () => get(`/drafts?cursor=${cursor}`)()],
    ['the list of a body', () => get(`/drafts?body=${subject.slug}`)()],
    ['the list of a kind', () => get(`/drafts?kind=${subject.kindKey}`)()],
    ...['open', 'closed', 'suspended', 'issued', 'withdrawn'].flatMap(
      (phase): [string, () => Promise<{ status: number }>][] => [
        [`what is ${phase}`, () => get(`/drafts?phase=${phase}`)()],
        [`what is ${phase} of a body`, () => get(`/drafts?body=${subject.slug}&phase=${phase}`)()],
      ],
    ),
    ['a search', () => get(`/drafts?q=${encodeURIComponent('دستورالعمل آزمون')}`)()],
    ['the feed', () => get('/drafts.atom')()],
    ['the calendar', () => get(`/drafts.ics?body=${subject.slug}&phase=open`)()],
    ['tracking', () => app.call('POST', `${API}/tracking`, { trackingCode })],
  ])('%s', async (_what, ask) => {
    const scans: { sql: string; scans: string[] }[] = []
    for (const query of await queriesOf(ask)) {
      const found = await scansOf(query)
      if (found.length > 0) scans.push({ sql: query.sql, scans: found })
    }
    expect(scans).toEqual([])
  })

  test('pages of comments are read by their state and clause, however many others lie between', async () => {
    for (const query of ['', '?clause=cnosuchclause']) {
      const queries = await queriesOf(get(`/drafts/${docket}/comments${query}`))
      const page = queries.find(({ sql }) => sql.includes('order by'))!
      if (DATABASE === 'sqlite') {
        expect(await planOf(page)).toMatch(
          query === ''
            ? /draft_document_id=\? AND state=\? AND seq>/
            : /clause_id=\? AND state=\? AND seq>/,
        )
      } else {
        const name = query === '' ? 'listed' : 'clause'
        const { indexdef } = (await app
          .knex('pg_indexes')
          .where({ indexname: `comment_period_comments_${name}` })
          .first()) as { indexdef: string }
        expect(indexdef).toContain('seq)')
      }
    }
  })

  test('comments whose text is to be looked at again are found among those alone', async () => {
    const db = { knex: app.knex, client: DATABASE }
    const [query] = await queriesDuring(() => displacedComments(app.strapi, db, documentId, 100))
    expect(await planOf(query!)).toContain('comment_period_copy_members_displaced')
  })

  test('texts are searched by the index of three letters', async () => {
    const search = documentsWith({ knex: app.knex, client: DATABASE }, ['ازمون']).toSQL().toNative()
    expect(await planOf(search)).toMatch(
      DATABASE === 'sqlite'
        ? /VIRTUAL TABLE INDEX/
        : /Bitmap Index Scan on comment_period_search_index/,
    )
  })

  test.each([
    ['everything', '', 'lanes'],
    ['what waits', '?state=received', 'lanes'],
    ['the next page', '?cursor=MTAwMA', 'lanes'],
    ['one draft', '?draft=', 'lanes'],
    ['of one unit', '', 'units'],
  ])(
    'the desk walks %s docket by docket from the latest on, and no further',
    async (what, query, index) => {
      const role = what === 'of one unit' ? 'responder' : 'manager'
      const staff = await aMember(app, subject, role)
      if (role === 'responder') await narrowToUnit(staff.id)
      const of = query === '?draft=' ? query + documentId : query
      const queries = await queriesOf(() => staff.call('GET', `/comment-period/comments${of}`))
      const windows = queries.filter(({ sql }) => /cross join/i.test(sql))
      expect(windows.length).toBeGreaterThan(0)
      for (const each of windows) expect(await scansOf(each)).toEqual([])
      if (DATABASE !== 'sqlite') return
      const column = index === 'lanes' ? 'state' : 'unit'
      for (const { sql, bindings } of windows) {
        const plan = await app.knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as never)
        const read = (plan as { detail: string }[])
          .map(({ detail }) => detail)
          .filter((detail) => /^SEARCH c /.test(detail))
        expect(read.length).toBeGreaterThan(0)
        for (const detail of read) {
          expect(detail).toContain(`comments_${index} (draft_document_id=? AND ${column}=?`)
        }
      }
    },
  )

  test('the evidence of a body counts comments by stretches of their numbers', async () => {
    const staff = await aMember(app, subject, 'legal')
    const queries = await queriesOf(() => staff.call('GET', '/comment-period/evidence'))
    const counts = queries.filter(({ sql }) => /\bis_within\b/.test(sql))
    // Of the four dockets of the body one has comments.
    expect(counts).toHaveLength(1)
    for (const each of counts) {
      // `g` is made of the responses to one comment, which an index finds.
      const scans = (await scansOf(each)).filter((scan) => scan !== 'SCAN g')
      expect(scans).toEqual([])
      if (DATABASE !== 'sqlite') continue
      expect(await planOf(each)).toMatch(/draft_document_id=\? AND seq>\? AND seq<\?/)
    }
  })
})
