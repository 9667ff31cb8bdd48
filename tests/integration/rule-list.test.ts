import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bootFresh, type Json, type TestApp } from '../support/app'
import {
  aMember,
  aRule,
  aSubject,
  documents,
  type Staff,
  type Subject,
} from '../support/docket-builders'

let app: TestApp
let subject: Subject
let staff: Staff

beforeAll(async () => {
  app = await bootFresh()
  subject = await aSubject(app)
  staff = await aMember(app, subject)
})
afterAll(() => app.stop())

async function ruleCalled(title: string): Promise<Json> {
  const { status, body } = await staff.call('GET', '/comment-period/rules')
  expect(status).toBe(200)
  return (body.items as Json[]).find((each) => each.title === title)
}

test('a weaker rule is told beside the one that binds, with the instant from which it will', async () => {
  const title = 'دو هفته'
  const { documentId } = await aRule(app, subject, { title, count: 14, unit: 'day' })
  const before = await ruleCalled(title)
  expect(before).toMatchObject({
    documentId,
    now: { count: 14, unit: 'day', force: 'mandatory' },
    next: null,
  })
  await documents(app, 'period-rule').update({ documentId, data: { count: 7 } })
  const after = await ruleCalled(title)
  expect(after).toMatchObject({ now: { count: 14 }, next: { count: 7, ends: false } })
  expect(
    Date.parse(String(after.next.effectiveAt)) - Date.parse(String(after.now.effectiveAt)),
  ).toBeGreaterThan(86_400_000 - 60_000)
})

test('a longer rule binds at once', async () => {
  const title = 'یک هفته'
  const { documentId } = await aRule(app, subject, { title, count: 7, unit: 'day' })
  await documents(app, 'period-rule').update({ documentId, data: { count: 21 } })
  expect(await ruleCalled(title)).toMatchObject({ now: { count: 21 }, next: null })
})

test('a rule that is removed is told to end, and until then binds', async () => {
  const title = 'سه روز'
  const { documentId } = await aRule(app, subject, { title, count: 3, unit: 'day' })
  await documents(app, 'period-rule').delete({ documentId })
  expect(await ruleCalled(title)).toMatchObject({ now: { count: 3 }, next: { ends: true } })
})

test('limits are told as they are configured', async () => {
  const { status, body } = await staff.call('GET', '/comment-period/limits')
  expect(status).toBe(200)
  expect(body).toMatchObject({ commentGraphemes: 20_000, attachments: 5, isScanning: false })
  const { pace } = app.strapi.config.get('plugin::comment-period') as { pace: object }
  expect(body).toMatchObject(pace)
})
