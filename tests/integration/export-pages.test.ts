import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { bootFresh, type Json, type TestApp } from '../support/app'
import { aMember, anOpenDocket, type Staff } from '../support/docket-builders'
import { commentRow, T } from '../support/ledger-rows'

/** More than one page on either database, with a stretch of long ones that shortens the pages after it. */
const COMMENTS = 1_100
const IN_ONE_INSERT = 50
const isLong = (seq: number) => seq > 150 && seq <= 400
const typeOf = (seq: number) => (seq % 7 === 0 ? 'suggestion' : 'opinion')
const textOf = (seq: number) => `نظر ${String(seq)} ${isLong(seq) ? 'دراز '.repeat(1_900) : ''}`

let app: TestApp
let docket: string
let manager: Staff

beforeAll(async () => {
  app = await bootFresh()
  const open = await anOpenDocket(app)
  docket = open.docket
  manager = await aMember(app, open.subject)
  for (let from = 1; from <= COMMENTS; from += IN_ONE_INSERT) {
    const row = await commentRow(app, open.documentId)
    const rows = Array.from({ length: IN_ONE_INSERT }, (_, at) => ({
      ...row,
      document_id: randomUUID().replaceAll('-', '').slice(0, 24),
      seq: from + at,
      public_id: randomUUID(),
      code_hmac: randomUUID(),
      key_hmac: randomUUID(),
      type: typeOf(from + at),
      text: textOf(from + at),
    }))
    await app.knex(T('public_comments')).insert(rows)
  }
})
afterAll(() => app.stop())

/** The lines of an export for programs: what it states of itself, and then each comment. */
async function exported(fields: Json): Promise<{ job: Json; lines: Json[] }> {
  const asked = await manager.call('POST', '/comment-period/exports', {
    docket,
    format: 'ndjson',
    language: 'fa',
    profile: 'working',
    reason: 'درخواست دادگاه',
    ...fields,
  })
  expect(asked.status).toBe(201)
  const place = `/comment-period/exports/${String(asked.body.id)}`
  for (;;) {
    const { body: job } = await manager.call('GET', place)
    if (job.state === 'done') {
      const answer = await fetch(`${app.url}${place}/file`, {
        headers: { Authorization: `Bearer ${manager.token}` },
      })
      const [, ...lines] = (await answer.text()).trimEnd().split('\n')
      return { job, lines: lines.map((line) => JSON.parse(line) as Json) }
    }
    expect(['waiting', 'running']).toContain(job.state)
    await setTimeout(20)
  }
}

describe('an export of many pages', () => {
  test('has every comment once, in order and whole, however long those before it were', async () => {
    const { job, lines } = await exported({})
    expect([job.done, job.total]).toEqual([COMMENTS, COMMENTS])
    const all = Array.from({ length: COMMENTS }, (_, at) => at + 1)
    expect(lines.map(({ seq }) => seq)).toEqual(all)
    expect(lines.map(({ text }) => text)).toEqual(all.map(textOf))
  })

  test('has what its filter leaves, where a page may leave nothing', async () => {
    const { lines } = await exported({ type: 'suggestion' })
    const asked = Array.from({ length: COMMENTS }, (_, at) => at + 1).filter(
      (seq) => typeOf(seq) === 'suggestion',
    )
    expect(lines.map(({ seq }) => seq)).toEqual(asked)
  })
})
