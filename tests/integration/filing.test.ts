import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { bootFresh, type TestApp } from '../support/app'
import {
  aComment,
  aMember,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  documents,
  submit,
} from '../support/docket-builders'
import { submitWithWork } from '../support/work'

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

interface Row {
  seq: number
  public_id: string
  text: string
  state: string
  unit: string | null
}

async function filedIn(docket: string): Promise<Row[]> {
  return (await app
    .knex('comment_period_public_comments')
    .where({ docket })
    .orderBy('seq')
    .select('seq', 'public_id', 'text', 'state', 'unit')) as Row[]
}

describe('comments that are filed in one docket at once', () => {
  test('are all recorded, numbered without a gap, each under the public id it was told', async () => {
    const { docket } = await anOpenDocket(app)
    const texts = Array.from({ length: 60 }, (_, place) => `نظر شماره ${String(place)}`)
    const answers = await Promise.all(
      texts.map((text) => submit(app, docket, aComment({ text, contact: 'a@example.test' }))),
    )
    expect(answers.map((answer) => answer.status)).toEqual(texts.map(() => 201))
    const rows = await filedIn(docket)
    expect(rows.map((row) => Number(row.seq))).toEqual(texts.map((_, place) => place + 1))
    for (const [place, answer] of answers.entries()) {
      expect(rows.find((row) => row.public_id === answer.body.publicId)?.text).toBe(texts[place])
    }
    const contacts: unknown[] = await app
      .knex('comment_period_contacts')
      .whereIn(
        'comment_document_id',
        app.knex('comment_period_public_comments').where({ docket }).select('document_id'),
      )
    expect(contacts).toHaveLength(texts.length)
  })

  test('are not refused for one among them that is', async () => {
    const { docket } = await anOpenDocket(app)
    const key = randomUUID()
    const [first, other] = [aComment({ text: 'نخستین' }), aComment({ text: 'دیگری' })]
    const answers = await Promise.all([
      submit(app, docket, first, key),
      ...Array.from({ length: 20 }, () => submit(app, docket)),
      submit(app, docket, first, key),
      submit(app, docket, other, key),
      submit(app, docket, aComment({ clauseId: 'cnotthere' })),
    ])
    const [told, again, reused, unknown] = [answers[0]!, ...answers.slice(-3)]
    expect(answers.slice(0, -2).map((answer) => answer.status)).toEqual(Array(22).fill(201))
    expect(again!.body).toEqual(told.body)
    expect(reused).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
    expect(unknown).toMatchObject({ status: 422, body: { code: 'CLAUSE_UNKNOWN' } })
    const rows = await filedIn(docket)
    expect(rows.map((row) => Number(row.seq))).toEqual(rows.map((_, place) => place + 1))
    expect(rows).toHaveLength(21)
  })

  test('go by what staff have settled last, without a restart', async () => {
    const subject = await aSubject(app, { screening: 'after' })
    await aRule(app, subject)
    const { docket } = await anOpenDocket(app, subject)
    await submitWithWork(app, docket)
    const unit = await documents(app, 'unit').create({
      data: { key: `legal-${subject.slug}`, name: 'دفتر حقوقی', body: subject.bodyId },
    })
    await documents(app, 'routing-rule').create({
      data: { body: subject.bodyId, unit: unit.documentId, priority: 1 },
    })
    await documents(app, 'issuing-body').update({
      documentId: subject.bodyId,
      data: { screening: 'before' },
    })
    await submitWithWork(app, docket)
    expect((await filedIn(docket)).map(({ state, unit }) => [state, unit])).toEqual([
      ['published', null],
      ['received', `legal-${subject.slug}`],
    ])
  })
})

describe('what the public reads of a docket', () => {
  test('shows an act as soon as whoever did it has been told, also to those who ask all the time', async () => {
    const { docket, documentId, subject } = await anOpenDocket(app)
    const staff = await aMember(app, subject)
    const period = `${API}/drafts/${docket}/period`
    let asking = true
    const asked = Array.from({ length: 10 }, async () => {
      while (asking) await app.call('GET', period)
    })
    const act = (name: string, body: object) =>
      staff.call('POST', `/comment-period/drafts/${documentId}/${name}`, body)
    for (const [name, phase] of [
      ['suspend', 'suspended'],
      ['resume', 'open'],
      ['withdraw', 'withdrawn'],
    ] as const) {
      const body = { reason: 'آزمون', ...(name === 'suspend' ? { ground: 'outage' } : {}) }
      expect((await act(name, body)).status).toBe(200)
      expect((await app.call('GET', period)).body.phase).toBe(phase)
    }
    asking = false
    await Promise.all(asked)
  })

  test('keeps the period’s ETag while comments come in, and changes it with an act', async () => {
    const { docket, documentId, subject } = await anOpenDocket(app)
    const staff = await aMember(app, subject)
    const read = async () => (await app.call('GET', `${API}/drafts/${docket}/period`)).headers
    const before = (await read()).get('etag')
    await submit(app, docket)
    expect((await read()).get('etag')).toBe(before)
    await staff.call('POST', `/comment-period/drafts/${documentId}/suspend`, {
      ground: 'outage',
      reason: 'آزمون',
    })
    expect((await read()).get('etag')).not.toBe(before)
  })
})
