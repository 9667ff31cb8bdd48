import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { STAFF_ENDPOINTS, type Contract } from '../../plugins/comment-period/contracts/endpoints'
import { DAY_MS } from '../../plugins/comment-period/domain/instant'
import { bootFresh, type Answer, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aDraft,
  aMember,
  aSubject,
  signUp,
  submit,
  untilDatabaseReaches,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { aPdf } from '../support/crafted-files'
import { commentPart, filePart, submitForm } from '../support/multipart'
import { expectRefusal } from '../support/problems'
import { submitWithWork } from '../support/work'
import {
  COMMENT_STATES,
  PERIOD_ACTS,
  PHASES,
  READING_ROLES,
  RESPONDING_ROLES,
  ROLES,
  SCREENING_ROLES,
  SCREENINGS,
  type CommentState,
  type Phase,
  type StaffAct,
} from '../support/roles-and-acts'

/** Who × what × when, every cell over HTTP. */

let app: TestApp
let subject: Subject
/** By role; `other` manages another body, `barred` manages this one without a Strapi permission. */
const people = new Map<string, Staff>()
const person = (who: string): Staff => people.get(who)!
const WHO = [...ROLES, 'other', 'barred']

beforeAll(async () => {
  app = await bootFresh()
  subject = await aSubject(app)
  // Dockets that the plugin numbers stay clear of those that are put in by hand.
  await app
    .knex('comment_period_docket_numbers')
    .insert({ body_document_id: subject.bodyId, solar_year: 1405, last_number: 9_000 })
  for (const role of ROLES) people.set(role, await aMember(app, subject, role))
  people.set('other', await aMember(app, await aSubject(app)))
  const barred = await signUp(app, 'strapi-editor')
  people.set('barred', barred)
  const granted = await person('manager').call('POST', '/comment-period/memberships', {
    adminUserId: barred.id,
    bodySlug: subject.slug,
    role: 'manager',
    reason: 'آزمون',
  })
  expect(granted.status).toBe(201)
})
afterAll(() => app.stop())

const act = (who: string, documentId: string, name: string, body: object) =>
  person(who).call('POST', `/comment-period/drafts/${documentId}/${name}`, body)

async function done(answer: Promise<Answer>): Promise<void> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`could not be prepared: ${JSON.stringify(body)}`)
}

/** A draft of the subject that is in this phase. */
async function aDraftIn(phase: Phase): Promise<string> {
  const reason = 'آزمون'
  if (phase === 'drafting' || phase === 'waived') {
    const documentId = await aDraft(app, subject)
    const waiver = { reason, decidedBy: 'رئیس' }
    if (phase === 'waived') await done(act('manager', documentId, 'waive', waiver))
    return documentId
  }
  const over = phase === 'closed' || phase === 'issued'
  const { documentId, closesAt } = await aBriefDocket(app, over ? 300 : 10 * DAY_MS, subject)
  if (over) await untilDatabaseReaches(app, closesAt)
  if (phase === 'suspended') {
    await done(act('manager', documentId, 'suspend', { reason, ground: 'outage' }))
  }
  if (phase === 'issued') await done(act('manager', documentId, 'issue', { reason }))
  if (phase === 'withdrawn') await done(act('manager', documentId, 'withdraw', { reason }))
  return documentId
}

async function rowsOf(documentId: string): Promise<number> {
  let rows = 0
  for (const table of ['exposures', 'events', 'waivers', 'issuances']) {
    const found = (await app
      .knex(`comment_period_${table}`)
      .where({ document_id: documentId })
      .count({ n: '*' })
      .first()) as { n: number | string }
    rows += Number(found.n)
  }
  return rows
}

/** What one cell of the matrix must answer. */
function outcomeOf(who: string, { name, roles, in: phases }: StaffAct, phase: Phase): string {
  if (who === 'barred') return 'FORBIDDEN'
  // Without a docket there is no body yet whose member one could be; only a waiver begins one.
  if (phase === 'drafting' && name !== 'waive') return phases[phase]
  return roles.some((role) => role === who) ? phases[phase] : 'NOT_A_MEMBER'
}

const answered = ({ status, body }: Answer) => (status < 300 ? 'done' : String(body.code))

describe('an act on a period', () => {
  const shared = new Map<Phase, string>()
  test.each(
    PHASES.flatMap((phase) => PERIOD_ACTS.map((each) => [each.name, phase, each] as const)),
  )(
    'S13 %s while %s is for whom the table says, and for nobody else',
    async (name, phase, each) => {
      const standing = shared.get(phase) ?? (await aDraftIn(phase))
      shared.set(phase, standing)
      const before = await rowsOf(standing)
      const expected: Record<string, string> = {}
      const seen: Record<string, string> = {}
      for (const who of WHO) {
        const outcome = outcomeOf(who, each, phase)
        const documentId = outcome === 'done' ? await aDraftIn(phase) : standing
        const answer = await act(who, documentId, name, each.body)
        expected[who] = outcome
        seen[who] = answered(answer)
        if (outcome !== 'done') continue
        expect(answer.status).toBe(each.status)
        const contracts: Readonly<Record<string, Contract>> = STAFF_ENDPOINTS
        const { answer: contract } = contracts[`POST /drafts/:documentId/${name}`]!
        expect(contract!.safeParse(answer.body).error?.issues ?? []).toEqual([])
      }
      expect(seen).toEqual(expected)
      expect(await rowsOf(standing)).toBe(before)
    },
  )

  test('S13 of nobody who signed in is refused in every phase', async () => {
    for (const phase of PHASES) {
      for (const { name, body } of PERIOD_ACTS) {
        const path = `/comment-period/drafts/${shared.get(phase)!}/${name}`
        expectRefusal(await app.call('POST', path, body), 401, 'UNAUTHENTICATED')
      }
    }
  })

  test('S16 needs one person, and a period once ended stays ended for everybody', async () => {
    const documentId = await aDraftIn('closed')
    expect((await act('legal', documentId, 'issue', { reason: 'آزمون' })).status).toBe(201)
    for (const who of ROLES) {
      for (const { name, body } of PERIOD_ACTS) {
        expect((await act(who, documentId, name, body)).status).toBeGreaterThanOrEqual(400)
      }
    }
  })
})

describe('an act on a comment', () => {
  /** A comment that has been published, and screened from there. */
  async function aCommentIn(docket: string, state: CommentState): Promise<string> {
    const { body, status } = await submitWithWork(app, docket)
    expect(status).toBe(201)
    const publicId = String(body.publicId)
    if (state !== 'published') await done(screen('manager', publicId, state))
    return publicId
  }
  const screen = (who: string, publicId: string, state: CommentState) =>
    person(who).call('POST', `/comment-period/comments/${publicId}/screening`, {
      state,
      ...(state === 'withheld' ? { withholdReason: 'insult' } : {}),
      reason: 'آزمون',
    })

  test.each(COMMENT_STATES.flatMap((from) => COMMENT_STATES.map((to) => [from, to] as const)))(
    'S13 screening from %s to %s is for screeners, and only where the table says',
    async (from, to) => {
      const { docket } = from === 'received' ? await waitingDocket() : await openDocket()
      const its = from === 'received' ? await aWaitingComment(docket) : null
      const expected: Record<string, string> = {}
      const seen: Record<string, string> = {}
      for (const who of WHO) {
        const mayAct = SCREENING_ROLES.some((role) => role === who)
        const lawful = SCREENINGS[from].includes(to)
        expected[who] =
          who === 'barred'
            ? 'FORBIDDEN'
            : to === 'received'
              ? 'INPUT_INVALID'
              : !mayAct
                ? 'NOT_A_MEMBER'
                : lawful
                  ? 'done'
                  : 'STATE_CHANGE_REFUSED'
        const publicId =
          from === 'received'
            ? expected[who] === 'done'
              ? await aWaitingComment(docket)
              : its!
            : await aCommentIn(docket, from)
        const answer = await screen(who, publicId, to)
        seen[who] = answered(answer)
        if (answer.status === 200) {
          const { answer: contract } = STAFF_ENDPOINTS['POST /comments/:publicId/screening']
          expect(contract.safeParse(answer.body).error?.issues ?? []).toEqual([])
        }
      }
      expect(seen).toEqual(expected)
    },
  )

  let open: { documentId: string; docket: string } | undefined
  const openDocket = async () => (open ??= await aBriefDocket(app, DAY_MS, subject))

  /** A docket of a body that screens before publishing; the same people work for it. */
  let waiting: { documentId: string; docket: string } | undefined
  async function waitingDocket() {
    if (waiting !== undefined) return waiting
    const before = await aSubject(app, { screening: 'before' })
    for (const role of [...ROLES, 'barred']) {
      await done(
        person('manager').call('POST', '/comment-period/memberships', {
          adminUserId: person(role).id,
          bodySlug: before.slug,
          role: role === 'barred' ? 'manager' : role,
          reason: 'آزمون',
        }),
      )
    }
    waiting = await aBriefDocket(app, DAY_MS, before)
    return waiting
  }
  async function aWaitingComment(docket: string): Promise<string> {
    return String((await submit(app, docket, aComment())).body.publicId)
  }

  test('S13 a response is for responders, in any phase and state', async () => {
    const { docket } = await openDocket()
    const publicId = await aWaitingComment(docket)
    const seen: Record<string, string> = {}
    for (const who of WHO) {
      const answer = await person(who).call(
        'POST',
        `/comment-period/comments/${publicId}/response`,
        { text: 'پاسخ', disposition: 'accepted', reason: 'آزمون' },
      )
      seen[who] = answered(answer)
      if (answer.status === 201) {
        const { answer: contract } = STAFF_ENDPOINTS['POST /comments/:publicId/response']
        expect(contract.safeParse(answer.body).error?.issues ?? []).toEqual([])
      }
    }
    expect(seen).toEqual(
      Object.fromEntries(
        WHO.map((who) => [
          who,
          who === 'barred'
            ? 'FORBIDDEN'
            : RESPONDING_ROLES.some((role) => role === who)
              ? 'done'
              : 'NOT_A_MEMBER',
        ]),
      ),
    )
  })

  test('S13 attachments are seen and judged by screeners, in any phase and state', async () => {
    const { docket } = await openDocket()
    const answer = await submitForm(app, docket, [
      commentPart(),
      filePart('پیوست.pdf', 'application/pdf', aPdf()),
    ])
    const path = `/comment-period/comments/${String(answer.body.publicId)}/attachments`
    const acts = ['released', 'rejected'] as const
    const seen: Record<string, string[]> = {}
    const contracts: Readonly<Record<string, Contract>> = STAFF_ENDPOINTS
    for (const who of WHO) {
      const list = await person(who).call('GET', path)
      const file = await person(who).call('GET', `${path}/1/file`)
      const judged = []
      for (const verdict of acts) {
        judged.push(
          await person(who).call('POST', `${path}/1/verdict`, { verdict, reason: 'آزمون' }),
        )
      }
      seen[who] = [list, file, ...judged].map(answered)
      if (list.status !== 200) continue
      const asked = [
        ['GET /comments/:publicId/attachments', list],
        ['POST /comments/:publicId/attachments/:n/verdict', judged[0]!],
      ] as const
      for (const [name, { body }] of asked) {
        expect(contracts[name]!.answer!.safeParse(body).error?.issues ?? []).toEqual([])
      }
    }
    expect(seen).toEqual(
      Object.fromEntries(
        WHO.map((who) => {
          const mayAct = SCREENING_ROLES.some((role) => role === who)
          const outcome = who === 'barred' ? 'FORBIDDEN' : mayAct ? 'done' : 'NOT_A_MEMBER'
          return [who, [outcome, outcome, outcome, outcome]]
        }),
      ),
    )
    for (const [method, to] of [
      ['GET', path],
      ['GET', `${path}/1/file`],
      ['POST', `${path}/1/verdict`],
    ] as const) {
      expectRefusal(await app.call(method, to), 401, 'UNAUTHENTICATED')
    }
  })

  test('S13 reading is for who screens or responds, and the period for any member', async () => {
    const { documentId, docket } = await openDocket()
    await submit(app, docket, aComment())
    const comments: Record<string, string> = {}
    const periods: Record<string, string> = {}
    for (const who of WHO) {
      const read = (what: string) =>
        person(who).call('GET', `/comment-period/drafts/${documentId}/${what}`)
      const list = await read('comments')
      comments[who] = answered(list)
      if (list.status === 200) {
        const { answer: contract } = STAFF_ENDPOINTS['GET /drafts/:documentId/comments']
        expect(contract.safeParse(list.body).error?.issues ?? []).toEqual([])
      }
      const period = await read('period')
      periods[who] = answered(period)
      if (period.status === 200) {
        const { answer: contract } = STAFF_ENDPOINTS['GET /drafts/:documentId/period']
        expect(contract.safeParse(period.body).error?.issues ?? []).toEqual([])
      }
    }
    const allowed = (roles: readonly string[]) =>
      Object.fromEntries(
        WHO.map((who) => [
          who,
          who === 'barred' ? 'FORBIDDEN' : roles.includes(who) ? 'done' : 'NOT_A_MEMBER',
        ]),
      )
    expect(comments).toEqual(allowed(READING_ROLES))
    expect(periods).toEqual(allowed(ROLES))
  })

  test('S3 memberships are answered with their fields and no others', async () => {
    const contracts: Readonly<Record<string, Contract>> = STAFF_ENDPOINTS
    const manager = person('manager')
    const list = await manager.call('GET', '/comment-period/memberships')
    expect(contracts['GET /memberships']!.answer!.safeParse(list.body).success).toBe(true)
    const other = await aSubject(app)
    const granted = await manager.call('POST', '/comment-period/memberships', {
      adminUserId: manager.id,
      bodySlug: other.slug,
      role: 'legal',
      reason: 'آزمون',
    })
    expect(contracts['POST /memberships']!.answer!.safeParse(granted.body).success).toBe(true)
    const { id } = (await app
      .knex('comment_period_memberships')
      .where({ body_document_id: other.bodyId })
      .first('id')) as { id: number }
    const gone = await manager.call('DELETE', `/comment-period/memberships/${String(id)}`)
    expect(contracts['DELETE /memberships/:id']!.answer!.safeParse(gone.body).success).toBe(true)
  })
})
