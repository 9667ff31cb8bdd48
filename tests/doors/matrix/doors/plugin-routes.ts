import { randomUUID } from 'node:crypto'
import { aComment, API, databaseNow } from '../../../support/docket-builders'
import { T } from '../../../support/ledger-rows'
import { door, type Door, type Target, type Twin } from '../doors'
import { aDocket, type Call, type Docket, type Stage } from '../stage'
import { day, hadEffect, onlyAccepted } from './content-recipes'

const REASON = { reason: 'آزمون' }
const DAY = 86_400_000
type Who = (stage: Stage) => Call

const act = (call: Call, { documentId }: Docket, name: string, body: object = REASON) =>
  call('POST', `/comment-period/drafts/${documentId}/${name}`, body)

async function publicIdOf({ app }: Stage, { commentId }: Docket): Promise<string> {
  const row = (await app
    .knex(T('public_comments'))
    .where({ document_id: commentId })
    .first('public_id')) as { public_id: string }
  return row.public_id
}

const screening = { state: 'published', reason: 'آزمون' }

async function screen(stage: Stage, call: Call, docket: Docket, also: object = {}) {
  const publicId = await publicIdOf(stage, docket)
  return call('POST', `/comment-period/comments/${publicId}/screening`, { ...screening, ...also })
}

const rowsOf = async ({ app }: Stage, table: string, where: object): Promise<number> =>
  ((await app.knex(T(table)).where(where)) as unknown[]).length

const closingIn = async (stage: Stage, days: number): Promise<object> => ({
  lastDayOn: await day(stage, days),
  ground: 'other',
  ...REASON,
})

/** Staff's own acts, which are the lawful way; `who` is whose credentials they carry. */
function staffDoor(name: string, who: Who, refusedWith?: string): Door {
  // A caller who may do none of this proves the request well-formed by a login.
  const lawful: Who = refusedWith === undefined ? who : ({ staff }) => staff.call
  const issues: Twin = {
    name: 'issuing after the close',
    async run(stage) {
      const docket = await aDocket(stage, 'closed')
      await onlyAccepted(act(lawful(stage), docket, 'issue'))
      hadEffect((await rowsOf(stage, 'issuances', { document_id: docket.documentId })) === 1)
    },
  }
  const extends_: Twin = {
    name: 'extending',
    async run(stage) {
      const docket = await aDocket(stage, 'open')
      await onlyAccepted(act(lawful(stage), docket, 'extend', await closingIn(stage, 40)))
      hadEffect((await rowsOf(stage, 'events', { document_id: docket.documentId })) === 1)
    },
  }
  const withdraws: Twin = {
    name: 'withdrawing',
    async run(stage) {
      const docket = await aDocket(stage, 'open')
      await onlyAccepted(act(lawful(stage), docket, 'withdraw'))
      hadEffect((await rowsOf(stage, 'events', { document_id: docket.documentId })) === 1)
    },
  }
  const screens: Twin = {
    name: 'a screening',
    async run(stage) {
      const docket = await aDocket(stage, 'open')
      await onlyAccepted(screen(stage, lawful(stage), docket))
      hadEffect(
        (await rowsOf(stage, 'screenings', { comment_document_id: docket.commentId })) === 1,
      )
    },
  }
  const issue = ({ stage, docket }: Target) => act(who(stage), docket, 'issue')
  const code = (usual: string) => refusedWith ?? usual
  const tried = (attack: (t: Target) => Promise<unknown>, outcome: string, twin: Twin) => ({
    attack,
    outcome: code(outcome),
    twin,
  })
  const filesNone = 'Staff file no comments through these routes.'
  return door(
    name,
    {
      'issue-early': tried(issue, 'PERIOD_NOT_OVER', issues),
      'issue-twice': tried(issue, 'ALREADY_ISSUED', issues),
      'issue-suspended': tried(issue, 'SUSPENDED', issues),
      'issue-withdrawn': tried(issue, 'WITHDRAWN', issues),
      shorten: tried(
        async ({ stage, docket }) => act(who(stage), docket, 'extend', await closingIn(stage, 1)),
        'PERIOD_SHORTENED',
        extends_,
      ),
      'back-date': tried(
        async ({ stage, docket }) =>
          act(who(stage), docket, 'withdraw', {
            ...REASON,
            at: new Date((await databaseNow(stage.app)) - 20 * DAY).toISOString(),
          }),
        'INPUT_INVALID',
        withdraws,
      ),
      'weaken-rule': 'Rules are content; these routes have none.',
      'change-subject': 'A draft’s body and kind are content; these routes have none.',
      'change-text': 'A restart shows another text, with a whole period of its own.',
      'remove-text': tried(
        ({ stage, docket }) => act(who(stage), docket, 'waive', { decidedBy: 'رئیس', ...REASON }),
        'ALREADY_EXPOSED',
        issues,
      ),
      'rewrite-comment': tried(
        ({ stage, docket }) => screen(stage, who(stage), docket, { text: 'متن دیگر' }),
        'INPUT_INVALID',
        screens,
      ),
      // No such route: whose credentials they are is not looked at.
      'delete-comment': {
        attack: async ({ stage, docket }) =>
          who(stage)('DELETE', `/comment-period/comments/${await publicIdOf(stage, docket)}`),
        outcome: 'METHOD_NOT_ALLOWED',
        twin: screens,
      },
      'comment-before': filesNone,
      'comment-after': filesNone,
    },
    filesNone,
  )
}

const submit = ({ app }: Stage, { number }: Docket, body: object, key = randomUUID()) =>
  app.call('POST', `${API}/drafts/${number}/comments`, body, { 'Idempotency-Key': key })

/** Anybody's door: comments are filed here, and nothing else is written. */
const filing: Twin = {
  name: 'a comment within the period',
  async run(stage) {
    const docket = await aDocket(stage, 'open')
    await onlyAccepted(submit(stage, docket, aComment()))
    hadEffect(
      (await rowsOf(stage, 'public_comments', { draft_document_id: docket.documentId })) === 2,
    )
  },
}

const onlyFiles = 'Anybody’s routes read, and file comments.'

const publicRoutes = door(
  'plugin routes (anybody)',
  {
    'back-date': {
      attack: ({ stage, docket }) =>
        submit(stage, docket, aComment({ receivedAt: '2020-01-01T00:00:00Z' })),
      outcome: 'INPUT_INVALID',
      twin: filing,
    },
    'rewrite-comment': {
      attack: async ({ stage, docket }) => {
        const publicId = await publicIdOf(stage, docket)
        return stage.app.call('PUT', `${API}/drafts/${docket.number}/comments/${publicId}`, {
          text: 'متن دیگر',
        })
      },
      outcome: 'METHOD_NOT_ALLOWED',
      twin: filing,
    },
    'delete-comment': {
      attack: async ({ stage, docket }) => {
        const publicId = await publicIdOf(stage, docket)
        return stage.app.call('DELETE', `${API}/drafts/${docket.number}/comments/${publicId}`)
      },
      outcome: 'METHOD_NOT_ALLOWED',
      twin: filing,
    },
    'comment-before': {
      attack: ({ stage, docket }) => submit(stage, docket, aComment()),
      outcome: 'PERIOD_NOT_OPEN',
      twin: filing,
    },
    'comment-after': {
      attack: ({ stage, docket }) => submit(stage, docket, aComment()),
      outcome: 'PERIOD_CLOSED',
      twin: filing,
    },
  },
  onlyFiles,
)

export const pluginRoutes: readonly Door[] = [
  publicRoutes,
  staffDoor('plugin routes (login)', ({ staff }) => staff.call),
  staffDoor('plugin routes (admin token)', ({ adminToken }) => adminToken),
  staffDoor(
    'plugin routes (full-access token)',
    ({ contentToken }) => contentToken,
    'UNAUTHENTICATED',
  ),
]
