import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { MembershipRole } from '../../plugins/comment-period/domain/membership'
import { READY_MADE_ROLES } from '../../plugins/comment-period/server/src/ready-made-roles'
import { bootFresh, type Answer, type TestApp } from '../support/app'
import { anOpenDocket, signUp, submit, type Staff } from '../support/docket-builders'

let app: TestApp
let administrator: Staff

beforeAll(async () => {
  app = await bootFresh()
  administrator = await signUp(app)
  await untilRolesAreMade()
})
afterAll(() => app.stop())

type StrapiRole = { id: number; code: string }

async function untilRolesAreMade(): Promise<void> {
  const code = READY_MADE_ROLES.at(-1)!.code
  const store = app.strapi.store({ type: 'plugin', name: 'comment-period', key: 'roles-made' })
  while ((await store.get({})) === null) await new Promise((resolve) => setImmediate(resolve))
  expect(await roleOf(code)).not.toBeNull()
}

async function roleOf(code: string): Promise<StrapiRole | null> {
  return (await app.strapi.db
    .query('admin::role')
    .findOne({ where: { code } })) as StrapiRole | null
}

async function aMemberWith(code: string, slug: string, role: MembershipRole): Promise<Staff> {
  const staff = await signUp(app, code)
  const granted = await administrator.call('POST', '/comment-period/memberships', {
    adminUserId: staff.id,
    bodySlug: slug,
    role,
    reason: 'آزمون',
  })
  expect(granted.status).toBe(201)
  return staff
}

const reason = 'آزمون'

/** What came of an act on several comments for the one it was done to. */
function outcomeOf(answer: Answer): Answer {
  const code = answer.body.results?.[0].refusal as string | null | undefined
  return code == null ? answer : { ...answer, status: 403, body: { code } }
}

/** Every kind of thing that staff do, in an order in which each is still possible. */
const ACTS: readonly [string, (staff: Staff, place: Place) => Promise<Answer>][] = [
  ['period', (staff, { draft }) => staff.call('GET', `${draft}/period`)],
  ['rules', (staff) => staff.call('GET', '/comment-period/rules')],
  ['limits', (staff) => staff.call('GET', '/comment-period/limits')],
  ['holidays', (staff) => staff.call('GET', '/comment-period/holidays')],
  [
    'calendar',
    (staff) =>
      staff.call('POST', '/comment-period/holidays/import', { csv: 'date,title', save: true }),
  ],
  ['import', (staff) => staff.call('POST', '/comment-period/word-documents')],
  ['desk', (staff, { slug }) => staff.call('GET', `/comment-period/comments?body=${slug}`)],
  ['comment', (staff, { comment }) => staff.call('GET', comment)],
  ['comments', (staff, { draft }) => staff.call('GET', `${draft}/comments`)],
  ['copies', (staff, { draft }) => staff.call('GET', `${draft}/copies`)],
  ['attachments', (staff, { comment }) => staff.call('GET', `${comment}/attachments`)],
  [
    'screen',
    (staff, { comment }) =>
      staff.call('POST', `${comment}/screening`, { state: 'published', reason }),
  ],
  [
    'assign',
    async (staff, { comment }) =>
      outcomeOf(
        await staff.call('POST', '/comment-period/assignments', {
          publicIds: [comment.split('/').at(-1)],
          dueOn: '1410/01/20',
          reason,
        }),
      ),
  ],
  [
    'respond',
    (staff, { comment }) =>
      staff.call('POST', `${comment}/response`, { text: 'پاسخ', disposition: 'accepted', reason }),
  ],
  ['note', (staff, { comment }) => staff.call('POST', `${comment}/notes`, { text: 'یادداشت' })],
  [
    'redact',
    (staff, { comment }) => staff.call('POST', `${comment}/redaction`, { spans: [], reason }),
  ],
  ['contact', (staff, { comment }) => staff.call('POST', `${comment}/contact`, { reason })],
  ['original', (staff, { comment }) => staff.call('POST', `${comment}/original`, { reason })],
  ['erase', (staff, { comment }) => staff.call('POST', `${comment}/erasure`, { basis: reason })],
  ['approve', (staff, { comment }) => staff.call('POST', `${comment}/erasure/approval`, { n: 1 })],
  ['restart', (staff, { draft }) => staff.call('POST', `${draft}/restart`, { reason })],
  [
    'extend',
    (staff, { draft }) =>
      staff.call('POST', `${draft}/extend`, { reason, ground: 'other', lastDayOn: '1410/01/20' }),
  ],
  [
    'suspend',
    (staff, { draft }) => staff.call('POST', `${draft}/suspend`, { reason, ground: 'outage' }),
  ],
  ['resume', (staff, { draft }) => staff.call('POST', `${draft}/resume`, { reason })],
  ['waive', (staff, { draft }) => staff.call('POST', `${draft}/waive`, { reason, decidedBy: 'ر' })],
  ['issue', (staff, { draft }) => staff.call('POST', `${draft}/issue`, { reason })],
  ['withdraw', (staff, { draft }) => staff.call('POST', `${draft}/withdraw`, { reason })],
  ['themes', (staff, { draft }) => staff.call('GET', `${draft}/themes`)],
  ['checklist', (staff, { draft }) => staff.call('GET', `${draft}/checklist`)],
  ['name', (staff, { draft }) => staff.call('POST', `${draft}/themes`, { title: 'محور', reason })],
  [
    'answer',
    (staff, { draft }) =>
      staff.call('POST', `${draft}/themes/1/responses`, {
        text: 'پاسخ',
        disposition: 'accepted',
        reason,
      }),
  ],
  ['export', (staff, { docket }) => askExport(staff, docket, 'exports', { profile: 'working' })],
  ['full', (staff, { docket }) => askExport(staff, docket, 'full-exports', {})],
  ['evidence', (staff, { slug }) => staff.call('GET', `/comment-period/evidence?body=${slug}`)],
  ['reports', (staff, { draft }) => staff.call('GET', `${draft}/reports`)],
  [
    'report',
    (staff, { draft }) =>
      staff.call('POST', `${draft}/reports`, { kind: 'digest', addressee: 'دیوان', reason }),
  ],
  ['memberships', (staff) => staff.call('GET', '/comment-period/memberships')],
]

function askExport(staff: Staff, docket: string, route: string, fields: object): Promise<Answer> {
  const body = { docket, format: 'csv', language: 'fa', reason, ...fields }
  return staff.call('POST', `/comment-period/${route}`, body)
}

/** A docket with a comment, as the routes name them. */
interface Place {
  readonly slug: string
  readonly draft: string
  readonly comment: string
  readonly docket: string
}

async function aPlace(): Promise<Place> {
  const { documentId, docket, subject } = await anOpenDocket(app)
  const { body } = await submit(app, docket)
  return {
    slug: subject.slug,
    draft: `/comment-period/drafts/${documentId}`,
    comment: `/comment-period/comments/${String(body.publicId)}`,
    docket,
  }
}

/** `+` is not refused for want of a right, `-` has no permission, `m` has no fitting membership. */
async function cellsOf(staff: Staff, place: Place): Promise<Record<string, string>> {
  const cells: Record<string, string> = {}
  for (const [name, act] of ACTS) {
    const { status, body } = await act(staff, place)
    expect(status).not.toBe(401)
    const code = status === 403 ? String(body.code) : ''
    cells[name] = { FORBIDDEN: '-', NOT_A_MEMBER: 'm', '': '+' }[code] ?? code
  }
  return cells
}

/** Of each role: with which membership, and what it may do in its own body. All else is `-`. */
const TABLE: readonly [string, MembershipRole, string, string][] = [
  ['editor', 'editor', 'period rules limits holidays import restart', 'comments'],
  [
    'screener',
    'screener',
    'period rules limits holidays desk comment comments attachments screen assign note redact themes checklist name copies',
    '',
  ],
  [
    'responder',
    'responder',
    'period rules limits holidays desk comment comments respond note contact themes checklist name answer copies',
    '',
  ],
  [
    'legal',
    'legal',
    'period rules limits holidays extend suspend resume waive withdraw calendar desk comment comments note contact original erase approve themes checklist name export full evidence reports report copies',
    '',
  ],
  ['issuer', 'legal', 'period rules limits holidays issue comments', ''],
  [
    'administrator',
    'manager',
    'period rules limits holidays calendar desk comment comments note themes checklist memberships copies',
    '',
  ],
]

/** What is nobody's body's: the permission alone decides. */
const NO_BODY = ['import', 'memberships', 'rules', 'limits', 'holidays', 'calendar']

describe('a ready-made role', () => {
  test.each(TABLE)('%s may do its own work and no other', async (name, membership, may, member) => {
    const own = await aPlace()
    const staff = await aMemberWith(`comment-period-${name}`, own.slug, membership)
    const cells = (inOwnBody: boolean) =>
      Object.fromEntries(
        ACTS.map(([act]) => {
          const isOwn = inOwnBody || NO_BODY.includes(act)
          if (may.split(' ').includes(act)) return [act, isOwn ? '+' : 'm']
          return [act, member.split(' ').includes(act) ? 'm' : '-']
        }),
      )
    expect(await cellsOf(staff, own)).toEqual(cells(true))
    expect(await cellsOf(staff, await aPlace())).toEqual(cells(false))
  })

  test('is there for each of them, and is not made again once removed', async () => {
    for (const { code, name } of READY_MADE_ROLES)
      expect([name, await roleOf(code)]).toMatchObject([name, { code }])
    expect(TABLE.map(([name]) => `comment-period-${name}`)).toEqual(
      READY_MADE_ROLES.map(({ code }) => code),
    )
  })

  describe('in the content manager', () => {
    const drafts = '/content-manager/collection-types/plugin::comment-period.draft-regulation'
    const idOf = (draft: string) => draft.split('/').at(-1)!

    test('editor writes and reads drafts of its own body, and of no other', async () => {
      const own = await aPlace()
      const other = await aPlace()
      const editor = await aMemberWith('comment-period-editor', own.slug, 'editor')
      const body = { connect: [{ documentId: await bodyIdOf(own.slug) }] }
      const made = await editor.call('POST', `${drafts}?locale=fa`, { title: 'تازه', body })
      expect(made.status).toBe(201)
      const madeId = String(made.body.data.documentId)
      const changed = await editor.call('PUT', `${drafts}/${madeId}?locale=fa`, { title: 'دیگر' })
      expect(changed.status).toBe(200)

      const list = await editor.call('GET', `${drafts}?locale=fa&pageSize=100`)
      const listed = (list.body.results as { documentId: string }[]).map((each) => each.documentId)
      expect(listed.sort()).toEqual([madeId, idOf(own.draft)].sort())
      expect((await editor.call('GET', `${drafts}/${idOf(own.draft)}?locale=fa`)).status).toBe(200)
      expect((await editor.call('GET', `${drafts}/${idOf(other.draft)}?locale=fa`)).status).toBe(
        403,
      )
      const foreign = await editor.call('PUT', `${drafts}/${idOf(other.draft)}?locale=fa`, {
        title: 'دیگر',
      })
      expect(foreign.status).toBe(403)
    })

    test('screener reads drafts of its own body and writes none', async () => {
      const own = await aPlace()
      const screener = await aMemberWith('comment-period-screener', own.slug, 'screener')
      const to = `${drafts}/${idOf(own.draft)}?locale=fa`
      expect((await screener.call('GET', to)).status).toBe(200)
      expect((await screener.call('PUT', to, { title: 'دیگر' })).status).toBe(403)
      expect((await screener.call('POST', `${drafts}?locale=fa`, { title: 'تازه' })).status).toBe(
        403,
      )
    })
  })

  async function bodyIdOf(slug: string): Promise<string> {
    const row = (await app.strapi.db
      .query('plugin::comment-period.issuing-body')
      .findOne({ where: { slug } })) as { documentId: string }
    return row.documentId
  }
})
