import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bootFresh, type TestApp } from '../support/app'
import { aBriefDocket, aComment, API, exposureRow, submit } from '../support/docket-builders'
import { T } from '../support/ledger-rows'

/** Rows typed into the ledgers that the guards let pass and that nobody could have written. */

const DAY = 86_400_000
let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const CLAUSE = { clauseId: 'c1', kind: 'article', label: 'ماده ۱', heading: '', text: 'متن' }

/** An open docket whose second exposure says what is given, next to what one must say. */
async function aForgedDocket(forged: { content?: object; snapshot?: object }) {
  const docket = await aBriefDocket(app, DAY)
  const row = await exposureRow(app, docket.documentId, { n: 2 })
  const merged = (column: 'content' | 'snapshot') =>
    JSON.stringify({ ...(JSON.parse(String(row[column])) as object), ...forged[column] })
  await app
    .knex(T('exposures'))
    .insert({ ...row, content: merged('content'), snapshot: merged('snapshot') })
  return docket
}

describe('a forged exposure stops nobody’s reading', () => {
  test.each([
    ['clauses that are none', { content: { clauses: [null, 1, 'x', [], {}, CLAUSE] } }],
    [
      'attachments that are none',
      { content: { clauses: [CLAUSE], attachments: [null, 1, {}, { sha256: 5 }, []] } },
    ],
    [
      'a rule that is none',
      { content: { clauses: [CLAUSE] }, snapshot: { winningRule: 'دو هفته' } },
    ],
    [
      'no word about a rule',
      { content: { clauses: [CLAUSE] }, snapshot: { winningRule: undefined } },
    ],
    [
      'a rule without words',
      { content: { clauses: [CLAUSE] }, snapshot: { winningRule: { count: 2 } } },
    ],
  ])('with %s', async (_what, forged) => {
    const { docket, subject } = await aForgedDocket(forged)
    const read = await app.call('GET', `${API}/drafts/${docket}`)
    expect(read.status).toBe(200)
    expect(read.body.text).toMatchObject({ title: 'متن', clauses: [CLAUSE], attachments: [] })
    expect(read.body.period?.rule).toBeNull()
    for (const page of ['/period', '/exposures/2', '/comments']) {
      expect((await app.call('GET', `${API}/drafts/${docket}${page}`)).status).toBe(200)
    }
    const list = await app.call('GET', `${API}/drafts?body=${subject.slug}`)
    expect(list.body.items).toMatchObject([{ docket, title: 'متن' }])
    const attachment = `${API}/drafts/${docket}/attachments/${'0'.repeat(64)}`
    expect((await app.call('GET', attachment)).status).toBe(404)
    expect((await submit(app, docket, aComment({ clauseId: 'c1' }))).status).toBe(201)
    expect(await submit(app, docket, aComment({ clauseId: 'c2' }))).toMatchObject({
      body: { code: 'CLAUSE_UNKNOWN' },
    })
  })
})
