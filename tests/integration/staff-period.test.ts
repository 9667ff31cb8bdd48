import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bootFresh, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aDraft,
  aMember,
  anOpenDocket,
  aRule,
  aSubject,
  submit,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'

let app: TestApp

beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

async function periodOf(documentId: string, staff: Staff) {
  const { status, body } = await staff.call('GET', `/comment-period/drafts/${documentId}/period`)
  expect(status).toBe(200)
  const acts = body.acts as { act: string; refusal: string | null }[]
  return { ...body, acts: Object.fromEntries(acts.map(({ act, refusal }) => [act, refusal])) }
}

test('before publication the panel is told what publishing would mean', async () => {
  const subject = await aSubject(app)
  await aRule(app, subject, { title: 'دو هفته', legalBasis: 'بند ۲ ماده ۹' })
  const staff = await aMember(app, subject)
  const period = await periodOf(await aDraft(app, subject), staff)
  expect(period).toMatchObject({
    docket: null,
    phase: 'drafting',
    missing: [],
    preview: {
      refusal: null,
      rule: { title: 'دو هفته', count: 2, unit: 'week', legalBasis: 'بند ۲ ماده ۹' },
    },
    counts: null,
    acts: { expose: null, waive: 'MANDATORY_RULE', issue: 'NO_BASIS', withdraw: 'NOT_EXPOSED' },
  })
  expect(Date.parse(period.preview.closesAt)).toBeGreaterThan(Date.now() + 13 * 86_400_000)
})

test('before publication the panel is told what is missing, and why it could not be', async () => {
  const subject = await aSubject(app, { terminalAct: 'submit' })
  const staff = await aMember(app, subject)
  expect(await periodOf(await aDraft(app, subject), staff)).toMatchObject({
    missing: ['destinationAuthority'],
    preview: null,
  })
  const complete = { destinationAuthority: 'مجلس' }
  expect(await periodOf(await aDraft(app, subject, complete), staff)).toMatchObject({
    missing: [],
    preview: { closesAt: null, rule: null, refusal: 'CLOSE_REQUIRED' },
    acts: { waive: null },
  })
  const past = { ...complete, requestedCloseOn: '2020-01-01' }
  expect(await periodOf(await aDraft(app, subject, past), staff)).toMatchObject({
    preview: { refusal: 'PERIOD_SHORTENED' },
  })
})

test('an open period is told with its counts, and which acts it allows', async () => {
  const { documentId, docket, subject } = await anOpenDocket(app)
  await submit(app, docket)
  const manager = await aMember(app, subject)
  expect(await periodOf(documentId, manager)).toMatchObject({
    docket,
    phase: 'open',
    preview: null,
    counts: { total: 1 },
    acts: {
      expose: 'ALREADY_EXPOSED',
      extend: null,
      suspend: null,
      resume: 'NOT_SUSPENDED',
      restart: null,
      withdraw: null,
      issue: 'PERIOD_NOT_OVER',
    },
  })
  const screener = await aMember(app, subject, 'screener')
  const { acts } = await periodOf(documentId, screener)
  expect(new Set(Object.values(acts))).toEqual(new Set(['NOT_A_MEMBER']))
})

test('what is offered is what is done: each act that is lawful for nobody is refused with its code', async () => {
  const { documentId, docket, closesAt, subject } = await aBriefDocket(app, 200)
  await untilDatabaseReaches(app, closesAt)
  const manager = await aMember(app, subject)
  const closed = await periodOf(documentId, manager)
  expect(closed).toMatchObject({
    docket,
    phase: 'closed',
    acts: { issue: null, suspend: 'PERIOD_CLOSED' },
  })
  const act = (name: string, body: object) =>
    manager.call('POST', `/comment-period/drafts/${documentId}/${name}`, {
      reason: 'آزمون',
      ...body,
    })
  const refused = await act('suspend', { ground: 'other' })
  expect(refused.body.code).toBe(closed.acts.suspend)
  expect((await act('issue', {})).status).toBe(201)

  const issued = await periodOf(documentId, manager)
  for (const [name, body] of [
    ['restart', {}],
    ['extend', { ground: 'other', lastDayOn: '1410/01/20' }],
    ['suspend', { ground: 'other' }],
    ['resume', {}],
    ['withdraw', {}],
    ['issue', {}],
  ] as const) {
    expect(`${name} ${String((await act(name, body)).body.code)}`).toBe(
      `${name} ${String(issued.acts[name])}`,
    )
  }
})
