import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bootFresh, type TestApp } from '../support/app'
import {
  aComment,
  aDraft,
  aMember,
  anOpenDocket,
  aRule,
  aSubject,
  docketOf,
  documents,
  publish,
  signUp,
  submit,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { submitWithWork } from '../support/work'

/**
 * The desk reads many dockets at once, each from its latest comment down. However small its pages
 * are, all of them together are the list that one query over everything would give.
 */

interface Filed {
  readonly public_id: string
  readonly draft_document_id: string
  readonly type: string
  readonly state: string
  readonly unit: string | null
}

let app: TestApp
let staff: Staff
/** A body of which all is read, one of which the comments of a unit are, and one of neither. */
let whole: Subject
let byUnit: Subject
const draftsOf = new Map<string, string[]>()
const filed: Filed[] = []

async function aBodyWithDockets(count: number): Promise<Subject> {
  const subject = await aSubject(app)
  await aRule(app, subject)
  const drafts: string[] = []
  for (let made = 0; made < count; made += 1) {
    const documentId = await aDraft(app, subject)
    await publish(app, documentId)
    drafts.push(documentId)
  }
  draftsOf.set(subject.slug, drafts)
  return subject
}

beforeAll(async () => {
  app = await bootFresh()
  whole = await aBodyWithDockets(3)
  byUnit = await aBodyWithDockets(2)
  const { documentId: elsewhere } = await anOpenDocket(app)
  const unit = await documents(app, 'unit').create({
    data: { key: 'legal', name: 'دفتر حقوقی', body: byUnit.bodyId },
  })
  await documents(app, 'routing-rule').create({
    data: { body: byUnit.bodyId, priority: 1, unit: unit.documentId, type: 'opinion' },
  })
  staff = await aMember(app, whole)
  await (
    await signUp(app)
  ).call('POST', '/comment-period/memberships', {
    adminUserId: staff.id,
    bodySlug: byUnit.slug,
    unitKey: 'legal',
    role: 'responder',
    reason: 'آزمون',
  })
  const drafts = [...draftsOf.values()].flat().concat(elsewhere)
  const dockets = await Promise.all(drafts.map((documentId) => docketOf(app, documentId)))
  for (let n = 0; n < 48; n += 1) {
    // In no order that a docket or a state would have by itself.
    const docket = dockets[(5 * n + Math.floor(n / 6)) % dockets.length]!
    const comment = aComment({ type: n % 3 === 0 ? 'opinion' : 'suggestion' })
    const { status } =
      n % 4 === 0 ? await submit(app, docket, comment) : await submitWithWork(app, docket, comment)
    expect(status).toBe(201)
  }
  const rows = (await app
    .knex('comment_period_public_comments')
    .orderBy('id', 'desc')
    .select('public_id', 'draft_document_id', 'type', 'state', 'unit')) as Filed[]
  filed.push(...rows)
})
afterAll(() => app.stop())

const isOf = (subject: Subject, { draft_document_id }: Filed) =>
  draftsOf.get(subject.slug)!.includes(draft_document_id)
const isRead = (comment: Filed) =>
  isOf(whole, comment) || (isOf(byUnit, comment) && comment.unit === 'legal')

async function everyPage(query: Record<string, string>, limit: number): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const asked: Record<string, string> = { ...query, limit: String(limit) }
    if (cursor !== null) asked.cursor = cursor
    const to = `/comment-period/comments?${new URLSearchParams(asked).toString()}`
    const { status, body } = await staff.call('GET', to)
    expect(status).toBe(200)
    expect((body.items as unknown[]).length).toBeLessThanOrEqual(limit)
    found.push(...(body.items as { publicId: string }[]).map(({ publicId }) => publicId))
    cursor = body.nextCursor as string | null
  } while (cursor !== null)
  return found
}

const CASES: readonly [string, () => Record<string, string>, (comment: Filed) => boolean][] = [
  ['everything', () => ({}), () => true],
  ['what waits', () => ({ state: 'received' }), ({ state }) => state === 'received'],
  ['what is published', () => ({ state: 'published' }), ({ state }) => state === 'published'],
  ['one type', () => ({ type: 'opinion' }), ({ type }) => type === 'opinion'],
  ['what has no response', () => ({ response: 'none' }), () => true],
  ['one body', () => ({ body: whole.slug }), (comment) => isOf(whole, comment)],
  ['the body of a unit', () => ({ body: byUnit.slug }), (comment) => isOf(byUnit, comment)],
  [
    'what waits in the body of a unit',
    () => ({ body: byUnit.slug, state: 'received' }),
    (comment) => isOf(byUnit, comment) && comment.state === 'received',
  ],
  [
    'one draft',
    () => ({ draft: draftsOf.get(whole.slug)![1]! }),
    ({ draft_document_id }) => draft_document_id === draftsOf.get(whole.slug)![1],
  ],
]

test.each(
  CASES.flatMap((each) =>
    [1, 2, 7, 100].map((limit) => [each[0], limit, ...each.slice(1)] as const),
  ),
)(
  'of %s, pages of %i are the whole list, each comment once and the latest first',
  async (_what, limit, query, holds) => {
    const wanted = filed.filter(
      (comment) => isRead(comment) && (holds as (c: Filed) => boolean)(comment),
    )
    expect(wanted.length).toBeGreaterThan(0)
    expect(await everyPage((query as () => Record<string, string>)(), limit)).toEqual(
      wanted.map(({ public_id }) => public_id),
    )
  },
)
