import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bootFresh, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aMember,
  aSubject,
  submit,
  untilDatabaseReaches,
} from '../support/docket-builders'

/** How many comments still want an answer is counted of the whole docket, and so not too often. */

let app: TestApp
const reason = 'جمع‌بندی'

beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

async function aDocketWith(comments: number, openMs: number) {
  const subject = await aSubject(app, { answersBeforeIssue: true })
  const { documentId, docket, closesAt } = await aBriefDocket(app, openMs, subject)
  const manager = await aMember(app, subject)
  const publicIds: string[] = []
  for (let n = 0; n < comments; n += 1) {
    const { status, body } = await submit(app, docket, aComment())
    expect(status).toBe(201)
    publicIds.push(String(body.publicId))
  }
  const base = `/comment-period/drafts/${documentId}`
  const issue = () => manager.call('POST', `${base}/issue`, { reason })
  const unansweredItem = async () => {
    const { status, body } = await manager.call('GET', `${base}/checklist`)
    expect(status).toBe(200)
    return (body.items as { item: string; n: number }[]).find(({ item }) => item === 'unanswered')
  }
  return { manager, base, closesAt, publicIds, issue, unansweredItem }
}

/** How often it was counted which comments have no response while `work` was done. */
async function countsDuring(work: () => Promise<unknown>): Promise<number> {
  let counts = 0
  const note = ({ sql }: { sql: string }) => {
    if (/^select count\(.*comment_period_responses/s.test(sql)) counts += 1
  }
  app.knex.on('query', note)
  try {
    await work()
  } finally {
    app.knex.removeListener('query', note)
  }
  return counts
}

test('what was counted for the checklist is good for the terminal act', async () => {
  const { manager, base, closesAt, publicIds, issue, unansweredItem } = await aDocketWith(2, 4_000)
  await untilDatabaseReaches(app, closesAt)
  expect(await countsDuring(unansweredItem)).toBe(1)
  expect(await countsDuring(unansweredItem)).toBe(0)
  expect(await countsDuring(issue)).toBe(0)
  for (const publicId of publicIds) {
    const response = { text: 'پذیرفته شد.', disposition: 'accepted', reason }
    await manager.call('POST', `/comment-period/comments/${publicId}/response`, response)
  }
  expect(await unansweredItem()).toBeUndefined()
  expect(await countsDuring(async () => expect((await issue()).status).toBe(201))).toBe(0)
  const { body } = await manager.call('GET', `${base}/period`)
  expect(body.phase).toBe('issued')
})

test('every act that changes what is left has it counted anew', async () => {
  const { manager, base, publicIds, unansweredItem } = await aDocketWith(4, 60_000)
  const [screened, responded, placed] = publicIds
  const post = async (to: string, body: object) => {
    const answer = await manager.call('POST', to, { reason, ...body })
    expect([to, answer.body.code]).toEqual([to, undefined])
  }
  const left = async () => (await unansweredItem())?.n
  const answer = { text: 'پذیرفته شد.', disposition: 'accepted' }
  expect(await left()).toBe(4)
  await post('/comment-period/screenings', { publicIds: [screened], state: 'spam' })
  expect(await left()).toBe(3)
  await post('/comment-period/screenings', { publicIds: [screened], state: 'published' })
  expect(await left()).toBe(4)
  await post(`/comment-period/comments/${responded}/response`, answer)
  expect(await left()).toBe(3)
  await post(`${base}/themes`, { title: 'مهلت' })
  await post(`${base}/themes/1/responses`, answer)
  await post(`${base}/themes/1/placements`, { publicIds: [placed], act: 'placed' })
  expect(await left()).toBe(2)
})

test('an act that comes before its time has nothing counted', async () => {
  const { issue } = await aDocketWith(1, 60_000)
  const counts = await countsDuring(async () => {
    expect((await issue()).body.code).toBe('PERIOD_NOT_OVER')
  })
  expect(counts).toBe(0)
})
