import { exposureRow, databaseNow, unique } from '../../../support/docket-builders'
import {
  commentRow,
  CONTENT,
  eventRow,
  issuanceRow,
  ruleRow,
  T,
  translationRow,
  waiverRow,
} from '../../../support/ledger-rows'
import type { AttackId } from '../attacks'
import {
  door,
  type Cells,
  type Door,
  type Outcome,
  type Target,
  type Tried,
  type Twin,
} from '../doors'
import { aDocket, aDraftOf, anOwnDocket, withHead, type Docket, type Stage } from '../stage'
import { hadEffect } from './content-recipes'

export type Row = Record<string, unknown>
type Outcomes = Partial<Record<AttackId, Outcome>>

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Puts a row of its own into a table. */
export type Insert = (stage: Stage, table: string, row: Row) => Promise<unknown>
/** Gives a row that is there other values. */
export type Rewrite = (stage: Stage, table: string, row: Row, changes: Row) => Promise<unknown>
/** Takes the rows away that a condition names. */
export type Remove = (stage: Stage, table: string, where: Row) => Promise<unknown>

async function latest({ app }: Stage, table: string, where: Row): Promise<Row> {
  const key = table === T('docket_heads') ? 'document_id' : 'id'
  const row = (await app.knex(table).where(where).orderBy(key, 'desc').first()) as Row | undefined
  if (row === undefined) throw new Error(`nothing to attack in ${table}`)
  return row
}

const count = async ({ app }: Stage, table: string, where: Row): Promise<number> =>
  ((await app.knex(table).where(where)) as unknown[]).length

/** A row that goes in, for the twin of the attack of the same kind. */
function inserted(
  insert: Insert,
  name: string,
  make: (stage: Stage) => Promise<readonly [string, Row, Row]>,
): Twin {
  return {
    name,
    async run(stage) {
      const [table, row, where] = await make(stage)
      const before = await count(stage, table, where)
      await insert(stage, table, row)
      hadEffect((await count(stage, table, where)) === before + 1)
    },
  }
}

function lawfulInserts(insert: Insert) {
  return {
    issuance: inserted(insert, 'an issuance after the close', async (stage) => {
      const { documentId } = await aDocket(stage, 'closed')
      const row = await issuanceRow(stage.app, documentId)
      return [T('issuances'), row, { document_id: documentId }]
    }),
    exposure: inserted(insert, 'an exposure that closes later', async (stage) => {
      const { documentId } = await aDocket(stage, 'open')
      const row = await exposureRow(stage.app, documentId)
      return [T('exposures'), row, { document_id: documentId }]
    }),
    event: inserted(insert, 'an extension', async (stage) => {
      const { documentId } = await aDocket(stage, 'open')
      const row = await eventRow(stage.app, documentId, {
        kind: 'extended',
        closes_at: (await databaseNow(stage.app)) + 40 * DAY,
      })
      return [T('events'), row, { document_id: documentId }]
    }),
    waiver: inserted(insert, 'a waiver where no rule binds', async (stage) => {
      const docket = await withHead(stage.app, await aDraftOf(stage, stage.free))
      const row = await waiverRow(stage.app, docket.documentId, docket.subject, docket.number)
      return [T('waivers'), row, { document_id: docket.documentId }]
    }),
    rule: inserted(insert, 'a rule that lengthens', async (stage) => {
      const { subject, ruleId } = await anOwnDocket(stage)
      const row = await revisionRow(stage, subject, ruleId, { period_count: 3 })
      return [T('rule_revisions'), row, { rule_document_id: ruleId }]
    }),
    translation: inserted(insert, 'a translation', async (stage) => {
      const { documentId } = await aDocket(stage, 'open')
      const row = await translationRow(stage.app, documentId)
      return [T('translations'), row, { document_id: documentId }]
    }),
    comment: inserted(insert, 'a comment within the period', async (stage) => {
      const { documentId } = await aDocket(stage, 'open')
      const row = await commentRow(stage.app, documentId)
      return [T('public_comments'), row, { draft_document_id: documentId }]
    }),
  }
}

const revisionRow = (
  { app }: Stage,
  subject: Docket['subject'],
  ruleId: string | null,
  fields: Row,
) => ruleRow(app, subject, { rule_document_id: ruleId, revision: 2, ...fields })

/** Inserting: a ledger row or a comment that says what is not lawful yet, or no more. */
export function insertingDoor(name: string, insert: Insert, outcomes: Outcomes = {}): Door {
  const lawful = lawfulInserts(insert)
  const cell = (
    id: AttackId,
    usual: Outcome,
    twin: Twin,
    make: (target: Target) => Promise<readonly [string, Row]>,
  ): Cells => ({
    [id]: {
      attack: async (target: Target) => insert(target.stage, ...(await make(target))),
      outcome: outcomes[id] ?? usual,
      twin,
    },
  })
  const issuance = async ({ stage, docket }: Target) =>
    [T('issuances'), await issuanceRow(stage.app, docket.documentId)] as const
  const comment =
    (fields: Row = {}) =>
    async ({ stage, docket }: Target) =>
      [T('public_comments'), await commentRow(stage.app, docket.documentId, fields)] as const
  return door(
    name,
    {
      ...cell('issue-early', 'PERIOD_NOT_OVER', lawful.issuance, issuance),
      ...cell('issue-twice', 'ALREADY_ISSUED', lawful.issuance, issuance),
      ...cell('issue-suspended', 'SUSPENDED', lawful.issuance, issuance),
      ...cell('issue-withdrawn', 'WITHDRAWN', lawful.issuance, issuance),
      ...cell('shorten', 'PERIOD_SHORTENED', lawful.exposure, async ({ stage, docket }) => {
        const now = await databaseNow(stage.app)
        const fields = { closes_at: now + DAY, minimum_closes_at: now + 1 }
        return [T('exposures'), await exposureRow(stage.app, docket.documentId, fields)]
      }),
      ...cell('back-date', 'BACKDATED', lawful.exposure, async ({ stage, docket }) => {
        const fields = { opened_at: (await databaseNow(stage.app)) - 20 * DAY }
        return [T('exposures'), await exposureRow(stage.app, docket.documentId, fields)]
      }),
      ...cell('weaken-rule', 'RULE_WEAKENED', lawful.rule, async ({ stage, docket }) => [
        T('rule_revisions'),
        await revisionRow(stage, docket.subject, docket.ruleId, { period_count: 1 }),
      ]),
      ...cell('change-subject', 'SUBJECT_FROZEN', lawful.exposure, async ({ stage, docket }) => {
        const { bodyId, kindId } = stage.free.subject
        const fields = { body_document_id: bodyId, kind_document_id: kindId }
        return [T('exposures'), await exposureRow(stage.app, docket.documentId, fields)]
      }),
      ...cell('change-text', 'TEXT_FROZEN', lawful.translation, async ({ stage, docket }) => [
        T('translations'),
        await translationRow(stage.app, docket.documentId, { locale: 'fa' }),
      ]),
      'remove-text': 'It adds a row and takes none away.',
      ...cell('rewrite-comment', 'UNIQUE', lawful.comment, (target) =>
        comment({ document_id: target.docket.commentId })(target),
      ),
      'delete-comment': 'It adds a row and takes none away.',
      ...cell('comment-before', 'PERIOD_NOT_OPEN', lawful.comment, comment()),
      ...cell('comment-after', 'PERIOD_CLOSED', lawful.comment, comment()),
    },
    '',
  )
}

/** Inserting acts that nobody did, so that what follows might look lawful. */
export function forgingDoor(name: string, insert: Insert): Door {
  const lawful = lawfulInserts(insert)
  const tried = (
    twin: Twin,
    outcome: Outcome,
    make: (target: Target) => Promise<readonly [string, Row]>,
  ): Tried => ({
    attack: async (target) => insert(target.stage, ...(await make(target))),
    outcome,
    twin,
  })
  const event =
    (fields: (now: number) => Row) =>
    async ({ stage, docket }: Target) =>
      [
        T('events'),
        await eventRow(stage.app, docket.documentId, fields(await databaseNow(stage.app))),
      ] as const
  const exposure =
    (fields: Row) =>
    async ({ stage, docket }: Target) =>
      [T('exposures'), await exposureRow(stage.app, docket.documentId, fields)] as const
  const revision =
    (fields: Row) =>
    async ({ stage, docket }: Target) =>
      [
        T('rule_revisions'),
        await revisionRow(stage, docket.subject, docket.ruleId, fields),
      ] as const
  return door(
    name,
    {
      'issue-early': tried(lawful.waiver, 'ALREADY_EXPOSED', async ({ stage, docket }) => [
        T('waivers'),
        {
          ...(await waiverRow(stage.app, docket.documentId, docket.subject, docket.number)),
          ordinal: 2,
        },
      ]),
      'issue-twice': tried(lawful.exposure, 'ALREADY_ISSUED', exposure({})),
      'issue-suspended': tried(
        lawful.event,
        'PERIOD_SHORTENED',
        event((now) => ({ kind: 'resumed', closes_at: now + 1 })),
      ),
      'issue-withdrawn': tried(lawful.exposure, 'WITHDRAWN', exposure({})),
      shorten: tried(
        lawful.event,
        'PERIOD_SHORTENED',
        event((now) => ({ kind: 'extended', closes_at: now + 1 })),
      ),
      'back-date': tried(
        lawful.event,
        'BACKDATED',
        event((now) => ({ kind: 'suspended', at: now - 10 * DAY })),
      ),
      'weaken-rule': tried(lawful.rule, 'RULE_WEAKENED', revision({ ended: 1 })),
      'change-subject': tried(
        lawful.exposure,
        'SUBJECT_FROZEN',
        exposure({ terminal_act: 'implement' }),
      ),
      'change-text': tried(
        lawful.exposure,
        'INPUT_INVALID',
        exposure({ content: '{"v":1,"title":"متن","clauses":"ندارد","attachments":[]}' }),
      ),
      'remove-text': tried(
        lawful.exposure,
        'INPUT_INVALID',
        exposure({ content: '{"v":1,"title":null,"clauses":[],"attachments":[]}' }),
      ),
      'rewrite-comment': 'A comment is no act; see the door of plain INSERTs.',
      'delete-comment': 'A comment is no act; see the door of plain INSERTs.',
      'comment-before': 'An exposure that is forged opens a period of its own, in public.',
      'comment-after': 'An exposure that is forged opens a period of its own, in public.',
    },
    '',
  )
}

/** Rewriting: whichever way a statement puts other values in the place of a row’s own. */
export function rewritingDoor(name: string, rewrite: Rewrite, outcomes: Outcomes = {}): Door {
  const twin: Twin = {
    name: 'a unit’s name',
    async run(stage) {
      const key = unique('unit')
      await stage.app.knex(T('units')).insert({ document_id: key, key, name: 'واحد' })
      const row = await latest(stage, T('units'), { key })
      await rewrite(stage, T('units'), row, { name: 'نام تازه' })
      hadEffect((await count(stage, T('units'), { key, name: 'نام تازه' })) === 1)
    },
  }
  const cell = (
    id: AttackId,
    make: (target: Target) => Promise<readonly [table: string, row: Row, changes: Row]>,
  ): Cells => ({
    [id]: {
      attack: async (target: Target) => rewrite(target.stage, ...(await make(target))),
      outcome: outcomes[id] ?? 'RECORD_KEPT',
      twin,
    },
  })
  const of = async ({ stage, docket }: Target, table: string, changes: Row) =>
    [T(table), await latest(stage, T(table), { document_id: docket.documentId }), changes] as const
  const comment = async ({ stage, docket }: Target, changes: Row) =>
    [
      T('public_comments'),
      await latest(stage, T('public_comments'), { document_id: docket.commentId }),
      changes,
    ] as const
  /** A comment that lies elsewhere is put into this docket. */
  const moved = async ({ stage, docket }: Target) => {
    const elsewhere = await aDocket(stage, 'open')
    return comment(
      { stage, docket: elsewhere },
      {
        draft_document_id: docket.documentId,
        docket: docket.number,
        seq: 1,
      },
    )
  }
  return door(
    name,
    {
      ...cell('issue-early', async ({ stage, docket }) => {
        const row = await latest(stage, T('issuances'), { document_id: stage.issued.documentId })
        const now = await databaseNow(stage.app)
        return [
          T('issuances'),
          row,
          { document_id: docket.documentId, docket: docket.number, at: now },
        ]
      }),
      ...cell('issue-twice', (t) =>
        of(t, 'issuances', { content: CONTENT, text_hash: 'd'.repeat(64) }),
      ),
      ...cell('issue-suspended', (t) => of(t, 'events', { kind: 'extended' })),
      ...cell('issue-withdrawn', (t) => of(t, 'events', { kind: 'suspended' })),
      ...cell('shorten', async (t) =>
        of(t, 'exposures', { closes_at: (await databaseNow(t.stage.app)) + HOUR }),
      ),
      ...cell('back-date', async (t) =>
        of(t, 'exposures', { opened_at: (await databaseNow(t.stage.app)) - 20 * DAY }),
      ),
      ...cell('weaken-rule', async ({ stage, docket }) => [
        T('rule_revisions'),
        await latest(stage, T('rule_revisions'), { rule_document_id: docket.ruleId }),
        { period_count: 1, ended: 1 },
      ]),
      ...cell('change-subject', (t) =>
        of(t, 'docket_heads', {
          body_document_id: t.stage.free.subject.bodyId,
          kind_document_id: t.stage.free.subject.kindId,
        }),
      ),
      ...cell('change-text', (t) => of(t, 'exposures', { content: CONTENT })),
      ...cell('remove-text', (t) => of(t, 'exposures', { content: '{}', summary: '' })),
      ...cell('rewrite-comment', (t) => comment(t, { text: 'نظری که کسی نداده است' })),
      ...cell('delete-comment', (t) => comment(t, { text: null, salt: null })),
      ...cell('comment-before', moved),
      ...cell('comment-after', moved),
    },
    '',
  )
}

/** Deleting: of a docket the row that stands in somebody’s way. */
export function removingDoor(name: string, remove: Remove): Door {
  const twin: Twin = {
    name: 'a unit',
    async run(stage) {
      const key = unique('unit')
      await stage.app.knex(T('units')).insert({ document_id: key, key, name: 'واحد' })
      await remove(stage, T('units'), { key })
      hadEffect((await count(stage, T('units'), { key })) === 0)
    },
  }
  const cell = (id: AttackId, table: string, where: (docket: Docket) => Row): Cells => ({
    [id]: {
      attack: async ({ stage, docket }: Target) => {
        // A deletion that finds nothing would prove nothing.
        await latest(stage, T(table), where(docket))
        return remove(stage, T(table), where(docket))
      },
      outcome: 'RECORD_KEPT',
      twin,
    },
  })
  const its = ({ documentId }: Docket) => ({ document_id: documentId })
  return door(
    name,
    {
      ...cell('issue-early', 'exposures', its),
      ...cell('issue-twice', 'issuances', its),
      ...cell('issue-suspended', 'events', its),
      ...cell('issue-withdrawn', 'events', its),
      ...cell('shorten', 'exposures', its),
      'back-date': 'It takes a row away and says nothing.',
      ...cell('weaken-rule', 'rule_revisions', ({ ruleId }) => ({ rule_document_id: ruleId })),
      ...cell('change-subject', 'docket_heads', its),
      'change-text': 'It takes a row away and says nothing.',
      ...cell('remove-text', 'exposures', its),
      'rewrite-comment': 'It takes a row away and says nothing.',
      ...cell('delete-comment', 'public_comments', ({ commentId }) => ({
        document_id: commentId,
      })),
    },
    'It takes a row away and says nothing.',
  )
}
