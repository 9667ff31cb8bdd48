import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readDiff, type DiffOut } from '../../plugins/comment-period/contracts/diff'
import { bootFresh, type Json, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aMember,
  anOpenDocket,
  API,
  databaseNow,
  documents,
  exposureRow,
  publish,
  untilDatabaseReaches,
} from '../support/docket-builders'

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const ask = (docket: string, query: string) =>
  app.call('GET', `${API}/drafts/${docket}/diff?${query}`)

async function diffOf(docket: string, query: string): Promise<DiffOut> {
  const answer = await ask(docket, query)
  expect(answer.status).toBe(200)
  expect(readDiff.answer.safeParse(answer.body).error?.issues ?? []).toEqual([])
  return answer.body as DiffOut
}

const edit = (documentId: string, locale: string, data: object) =>
  documents(app, 'draft-regulation').update({ documentId, locale, data })

describe('two versions of a docket', () => {
  test('are compared by clause and by word after a restart, in the language asked for', async () => {
    const { documentId, docket, subject } = await anOpenDocket(app)
    const staff = await aMember(app, subject)
    const english = (text: string) => ({
      title: 'A directive',
      summary: 'Summary',
      clauses: [
        { kind: 'article', heading: 'Purpose', text },
        { kind: 'note', text: 'A note.' },
        { kind: 'article', heading: 'Scope', text: 'All units.' },
      ],
    })
    await edit(documentId, 'en', english('This is a test.'))
    await publish(app, documentId, 'en')
    const first = await app.call('GET', `${API}/drafts/${docket}`)
    const [purpose, note, scope] = first.body.text.clauses as Json[]
    await edit(documentId, 'fa', {
      title: 'دستورالعمل اصلاح‌شده',
      clauses: [
        scope,
        { ...purpose, text: 'این دستورالعمل برای آزمایش است.' },
        { kind: 'article', heading: 'اجرا', text: 'از ابلاغ اجرا می‌شود.' },
      ],
    })
    const restarted = await staff.call('POST', `/comment-period/drafts/${documentId}/restart`, {
      reason: 'اصلاح',
    })
    expect(restarted.status).toBe(200)

    const diff = await diffOf(docket, 'from=1&to=2')
    expect(diff).toMatchObject({
      docket,
      locale: 'fa',
      from: { version: '1', textHash: first.body.text.textHash },
      to: { version: '2' },
      title: [
        { op: 'same', text: 'دستورالعمل ' },
        { op: 'removed', text: 'آزمون' },
        { op: 'added', text: 'اصلاح‌شده' },
      ],
      attachments: { added: [], removed: [] },
    })
    expect(diff.clauses.map(({ clauseId, change }) => [clauseId, change])).toEqual([
      [scope.clauseId, 'moved'],
      [purpose.clauseId, 'changed'],
      [note.clauseId, 'removed'],
      [expect.any(String), 'added'],
    ])
    expect(diff.clauses[1]?.text).toEqual([
      { op: 'same', text: 'این دستورالعمل برای ' },
      { op: 'removed', text: 'آزمون' },
      { op: 'added', text: 'آزمایش' },
      { op: 'same', text: ' است.' },
    ])
    const backwards = await diffOf(docket, 'from=2&to=1')
    expect(backwards.clauses.map(({ clauseId, change }) => [clauseId, change])).toEqual([
      [purpose.clauseId, 'moved'],
      [note.clauseId, 'added'],
      [scope.clauseId, 'same'],
      [expect.any(String), 'removed'],
    ])
    // Of the second there is no English yet: both are told in the authoritative language.
    expect((await diffOf(docket, 'from=1&to=2&locale=en')).locale).toBe('fa')
    const etag = (await ask(docket, 'from=1&to=1&locale=en')).headers.get('etag')
    expect((await diffOf(docket, 'from=1&to=1&locale=en')).locale).toBe('en')
    expect(etag).toMatch(/^(W\/)?"/)
  })

  test('are compared with the final text once it is issued, and not before', async () => {
    const brief = await aBriefDocket(app, 300)
    const { documentId, docket, subject } = brief
    expect(await ask(docket, 'from=1&to=final')).toMatchObject({
      status: 404,
      body: { code: 'NOT_ISSUED' },
    })
    await untilDatabaseReaches(app, brief.closesAt)
    const row = await exposureRow(app, documentId)
    const closesAt = (await databaseNow(app)) + 600
    await app.knex('comment_period_exposures').insert({
      ...row,
      closes_at: closesAt,
      minimum_closes_at: closesAt,
    })
    await untilDatabaseReaches(app, closesAt)
    const legal = await aMember(app, subject, 'legal')
    const issued = await legal.call('POST', `/comment-period/drafts/${documentId}/issue`, {
      reason: 'پایان مهلت',
    })
    expect(issued.status).toBe(201)
    const diff = await diffOf(docket, 'from=2&to=final')
    expect(diff.to.version).toBe('final')
    expect(diff.clauses.map(({ change }) => change)).toEqual(['added', 'added', 'added'])
    expect(diff.title.map(({ op }) => op)).toEqual(['removed', 'added'])
    expect((await diffOf(docket, 'from=final&to=final')).clauses).toHaveLength(3)
  })

  test.each([
    ['from=1&to=2', 404, 'EXPOSURE_UNKNOWN'],
    ['from=7&to=1', 404, 'EXPOSURE_UNKNOWN'],
    ['from=1', 400, 'INPUT_INVALID'],
    ['from=1&to=0', 400, 'INPUT_INVALID'],
    ['from=1&to=99999999999', 400, 'INPUT_INVALID'],
    ['from=1&to=1&order=asc', 400, 'INPUT_INVALID'],
  ])('are refused as %s', async (query, status, code) => {
    const { docket } = await anOpenDocket(app)
    expect(await ask(docket, query)).toMatchObject({ status, body: { code } })
  })
})
