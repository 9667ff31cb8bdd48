import { databaseNow, publish, unique } from '../../../support/docket-builders'
import { commentRow, T } from '../../../support/ledger-rows'
import type { AttackId } from '../attacks'
import { door, type Cells, type Door, type Outcome, type Target, type Twin } from '../doors'
import { aDraftOf, translate, type Docket, type Office, type Stage } from '../stage'

export type ContentType = 'draft-regulation' | 'public-comment' | 'period-rule' | 'unit'
export type Data = Record<string, unknown>

/** One way of writing Strapi's content, by whatever road. */
export interface ContentDoor {
  readonly name: string
  /** How this road names the row on the other end of a relation. */
  relate(stage: Stage, type: string, documentId: string): Promise<unknown>
  create(stage: Stage, type: ContentType, data: Data): Promise<unknown>
  update(stage: Stage, type: ContentType, documentId: string, data: Data): Promise<unknown>
  remove(stage: Stage, type: ContentType, documentId: string): Promise<unknown>
}

type Outcomes = Partial<Record<AttackId, Outcome>>

/** The outcome that the door declares for an attack, unless it is the usual one. */
export const outcomeIn = (outcomes: Outcomes, attack: AttackId, usual: Outcome): Outcome =>
  outcomes[attack] ?? usual

const TABLES: Readonly<Record<ContentType, string>> = {
  'draft-regulation': 'draft_regulations',
  'public-comment': 'public_comments',
  'period-rule': 'period_rules',
  unit: 'units',
}

export async function rowsOfType({ app }: Stage, type: ContentType, where: Data) {
  return (await app.knex(T(TABLES[type])).where(where)) as Data[]
}

/** Fails a twin that was accepted and did nothing. */
export function hadEffect(so: boolean): void {
  if (!so) throw new Error('the lawful twin had no effect')
}

async function aUnit({ app }: Stage): Promise<string> {
  const documentId = unique('unit')
  await app.knex(T('units')).insert({ document_id: documentId, key: documentId, name: 'واحد' })
  return documentId
}

export const onlyAccepted = async (answer: Promise<unknown>): Promise<void> => {
  const { status, body } = ((await answer) ?? {}) as {
    status?: number
    body?: { errors?: unknown }
  }
  if ((typeof status === 'number' && status >= 400) || body?.errors !== undefined) {
    throw new Error(`the lawful twin was refused: ${JSON.stringify({ status, body })}`)
  }
}

function creates(content: ContentDoor): Twin {
  return {
    name: 'a unit',
    async run(stage) {
      const key = unique('unit')
      await onlyAccepted(content.create(stage, 'unit', { key, name: 'واحد' }))
      hadEffect((await rowsOfType(stage, 'unit', { key })).length === 1)
    },
  }
}

export function updates(content: Pick<ContentDoor, 'update'>): Twin {
  return {
    name: 'a unit’s name',
    async run(stage) {
      const documentId = await aUnit(stage)
      await onlyAccepted(content.update(stage, 'unit', documentId, { name: 'نام تازه' }))
      const [row] = await rowsOfType(stage, 'unit', { document_id: documentId })
      hadEffect(row?.name === 'نام تازه')
    },
  }
}

/** A draft that was never shown may become anything. */
function updatesDraft(content: ContentDoor): Twin {
  return {
    name: 'a draft without a docket',
    async run(stage) {
      const { documentId } = await aDraftOf(stage)
      await onlyAccepted(
        content.update(stage, 'draft-regulation', documentId, { title: 'عنوان تازه' }),
      )
      const rows = await rowsOfType(stage, 'draft-regulation', { document_id: documentId })
      hadEffect(rows.some(({ title }) => title === 'عنوان تازه'))
    },
  }
}

export function removes(content: Pick<ContentDoor, 'remove'>): Twin {
  return {
    name: 'a unit',
    async run(stage) {
      const documentId = await aUnit(stage)
      await onlyAccepted(content.remove(stage, 'unit', documentId))
      hadEffect((await rowsOfType(stage, 'unit', { document_id: documentId })).length === 0)
    },
  }
}

function removesDraft(content: Pick<ContentDoor, 'remove'>): Twin {
  return {
    name: 'a draft without a docket',
    async run(stage) {
      const { documentId } = await aDraftOf(stage)
      await onlyAccepted(content.remove(stage, 'draft-regulation', documentId))
      const rows = await rowsOfType(stage, 'draft-regulation', { document_id: documentId })
      hadEffect(rows.length === 0)
    },
  }
}

/** What somebody might take for the mark of an issued draft. */
export const asIssued = (): Data => ({ publishedAt: new Date().toISOString() })

export const day = async ({ app }: Stage, days: number): Promise<string> =>
  new Date((await databaseNow(app)) + days * 86_400_000).toISOString().slice(0, 10)

const CLAUSES = [{ kind: 'article', text: 'متنی که کسی ندیده است.' }]
export const REVISED: Data = { title: 'متن دیگر', clauses: CLAUSES }

const NO_ROW_ADDED = 'It changes a row that is there and files none.'
const NO_ROW_GONE = 'It adds a row and takes none away.'

const MARKS = ['issue-early', 'issue-twice', 'issue-suspended', 'issue-withdrawn'] as const

/** A comment as somebody would type it in. */
async function aForgedComment({ stage, docket }: Target): Promise<Data> {
  const row = await commentRow(stage.app, docket.documentId)
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}

async function subjectOf(content: ContentDoor, stage: Stage, { subject }: Office): Promise<Data> {
  return {
    body: await content.relate(stage, 'issuing-body', subject.bodyId),
    kind: await content.relate(stage, 'instrument-kind', subject.kindId),
  }
}

/** Strapi keeps a document to one row of a language: its own SELECT, which is no guarantee. */
export const DOUBLED_DOCUMENT = {
  'issue-early': 'ApplicationError',
  'issue-twice': 'ApplicationError',
  'issue-suspended': 'ApplicationError',
  'issue-withdrawn': 'ApplicationError',
  'change-subject': 'ApplicationError',
  'change-text': 'ApplicationError',
} as const

/**
 * Creating: a second row beside the one there is, or a row that says what no row may say. A row
 * that borrows the `documentId` of the docket is what comes closest to writing into it.
 */
export function creatingDoor(content: ContentDoor, outcomes: Outcomes = {}): Door {
  const twin = creates(content)
  const usual = (id: AttackId, outcome: Outcome) => outcomeIn(outcomes, id, outcome)
  const draft = async ({ stage, docket }: Target, data: Data) =>
    content.create(stage, 'draft-regulation', {
      documentId: docket.documentId,
      title: 'متن دیگر',
      clauses: CLAUSES,
      ...(await subjectOf(content, stage, { subject: docket.subject, ruleId: null })),
      ...data,
    })
  const rule = async ({ stage, docket }: Target, data: Data) =>
    content.create(stage, 'period-rule', {
      title: 'قاعده دیگر',
      body: await content.relate(stage, 'issuing-body', docket.subject.bodyId),
      terminalAct: 'promulgate',
      count: 1,
      unit: 'minute',
      monthMeans: 'thirty-days',
      excludeActionDay: false,
      force: 'mandatory',
      legalBasis: 'ندارد',
      ...data,
    })
  const cells: Cells = {
    shorten: { attack: (t) => rule(t, {}), outcome: usual('shorten', 'harmless'), twin },
    'back-date': {
      attack: (t) => rule(t, { validFromOn: '2020-01-01' }),
      outcome: usual('back-date', 'harmless'),
      twin,
    },
    'weaken-rule': {
      attack: (t) => rule(t, { force: 'discretionary' }),
      outcome: usual('weaken-rule', 'harmless'),
      twin,
    },
    'change-subject': {
      attack: async (t) => draft(t, await subjectOf(content, t.stage, t.stage.free)),
      outcome: usual('change-subject', 'harmless'),
      twin,
    },
    'change-text': {
      attack: (t) => draft(t, {}),
      outcome: usual('change-text', 'harmless'),
      twin,
    },
    'remove-text': NO_ROW_GONE,
    'rewrite-comment': {
      attack: async (t) =>
        content.create(t.stage, 'public-comment', {
          ...(await aForgedComment(t)),
          documentId: t.docket.commentId,
        }),
      outcome: usual('rewrite-comment', 'RECORD_KEPT'),
      twin,
    },
    'delete-comment': NO_ROW_GONE,
    'comment-before': {
      attack: async (t) => content.create(t.stage, 'public-comment', await aForgedComment(t)),
      outcome: usual('comment-before', 'RECORD_KEPT'),
      twin,
    },
    'comment-after': {
      attack: async (t) => content.create(t.stage, 'public-comment', await aForgedComment(t)),
      outcome: usual('comment-after', 'RECORD_KEPT'),
      twin,
    },
  }
  for (const id of MARKS) {
    cells[id] = { attack: (t) => draft(t, asIssued()), outcome: usual(id, 'harmless'), twin }
  }
  return door(`${content.name}: create`, cells, NO_ROW_GONE)
}

/** Updating: the draft, its rule or a comment, in place; `publishes` where Strapi then shows it. */
export function updatingDoor(
  content: ContentDoor,
  {
    name = `${content.name}: update`,
    publishes = false,
    ...outcomes
  }: Outcomes & {
    name?: string
    publishes?: boolean
  } = {},
): Door {
  const twin = updatesDraft(content)
  const other = updates(content)
  const usual = (id: AttackId, outcome: Outcome) => outcomeIn(outcomes, id, outcome)
  const draft = ({ stage, docket }: Target, data: Data) =>
    content.update(stage, 'draft-regulation', docket.documentId, data)
  const comment = ({ stage, docket }: Target, data: Data) =>
    content.update(stage, 'public-comment', String(docket.commentId), data)
  const cells: Cells = {
    shorten: {
      attack: async (t) => draft(t, { requestedCloseOn: await day(t.stage, 1) }),
      outcome: usual('shorten', 'harmless'),
      twin,
    },
    'back-date': {
      attack: async (t) => draft(t, { requestedCloseOn: await day(t.stage, -20) }),
      outcome: usual('back-date', 'harmless'),
      twin,
    },
    'weaken-rule': {
      attack: ({ stage, docket }) =>
        content.update(stage, 'period-rule', String(docket.ruleId), { count: 1, unit: 'minute' }),
      outcome: usual('weaken-rule', 'harmless'),
      twin: other,
    },
    'change-subject': {
      attack: async (t) => draft(t, await subjectOf(content, t.stage, t.stage.free)),
      outcome: usual('change-subject', 'SUBJECT_FROZEN'),
      twin,
    },
    'change-text': {
      attack: (t) => draft(t, REVISED),
      outcome: usual('change-text', publishes ? 'TEXT_FROZEN' : 'harmless'),
      twin,
    },
    'remove-text': {
      attack: (t) => draft(t, { clauses: [] }),
      outcome: usual('remove-text', 'CLAUSE_INVALID'),
      twin,
    },
    'rewrite-comment': {
      attack: (t) => comment(t, { text: 'نظری که کسی نداده است' }),
      outcome: usual('rewrite-comment', 'RECORD_KEPT'),
      twin: other,
    },
    'delete-comment': {
      attack: (t) => comment(t, { text: null, salt: null, state: 'withheld' }),
      outcome: usual('delete-comment', 'RECORD_KEPT'),
      twin: other,
    },
  }
  for (const id of MARKS) {
    const data = id === 'issue-twice' ? () => ({ ...asIssued(), ...REVISED }) : asIssued
    const outcome = publishes && id === 'issue-twice' ? 'TEXT_FROZEN' : 'harmless'
    cells[id] = { attack: (t) => draft(t, data()), outcome: usual(id, outcome), twin }
  }
  return door(name, cells, NO_ROW_ADDED)
}

const NOTHING_SAID = 'It takes a row away and says nothing.'

export function deletingDoor(
  content: Pick<ContentDoor, 'name' | 'remove'>,
  { name = `${content.name}: delete`, ...outcomes }: Outcomes & { name?: string } = {},
): Door {
  const usual = (id: AttackId, outcome: Outcome) => outcomeIn(outcomes, id, outcome)
  const other = removes(content)
  return door(
    name,
    {
      'weaken-rule': {
        attack: ({ stage, docket }) => content.remove(stage, 'period-rule', String(docket.ruleId)),
        outcome: usual('weaken-rule', 'harmless'),
        twin: other,
      },
      'remove-text': {
        attack: ({ stage, docket }) => content.remove(stage, 'draft-regulation', docket.documentId),
        outcome: usual('remove-text', 'RECORD_KEPT'),
        twin: removesDraft(content),
      },
      'delete-comment': {
        attack: ({ stage, docket }) =>
          content.remove(stage, 'public-comment', String(docket.commentId)),
        outcome: usual('delete-comment', 'RECORD_KEPT'),
        twin: other,
      },
    },
    NOTHING_SAID,
  )
}

export type DraftAct = (stage: Stage, documentId: string) => Promise<unknown>

const NO_DRAFTS = 'Rules and comments have no drafts: Strapi publishes none of them.'

async function revise({ app }: Stage, { documentId }: Docket, columns: Data): Promise<void> {
  await app
    .knex(T('draft_regulations'))
    .where({ document_id: documentId, locale: 'fa' })
    .whereNull('published_at')
    .update(columns)
}

/** Gives the draft row another body by its relation, as only SQL can. */
async function takeOver({ app, free }: Stage, { documentId }: Docket): Promise<void> {
  const draft = (await app
    .knex(T('draft_regulations'))
    .where({ document_id: documentId, locale: 'fa' })
    .whereNull('published_at')
    .first('id')) as { id: number }
  const body = (await app
    .knex(T('issuing_bodies'))
    .where({ document_id: free.subject.bodyId })
    .first('id')) as { id: number }
  await app
    .knex(T('draft_regulations_body_lnk'))
    .where({ draft_regulation_id: draft.id })
    .update({ issuing_body_id: body.id })
}

/**
 * Publishing: whoever takes Strapi's Publish for the terminal act presses it. What is published is
 * the row as it stands, so it is revised behind the gate's back first.
 */
export function publishingDoor(
  name: string,
  publishDraft: DraftAct,
  outcomes: Outcomes = {},
): Door {
  const usual = (id: AttackId, outcome: Outcome) => outcomeIn(outcomes, id, outcome)
  const twin: Twin = {
    name: 'a draft without a docket',
    async run(stage) {
      const { documentId } = await aDraftOf(stage)
      await onlyAccepted(publishDraft(stage, documentId))
      const rows: unknown[] = await stage.app
        .knex(T('exposures'))
        .where({ document_id: documentId })
      hadEffect(rows.length === 1)
    },
  }
  const after = (change: (t: Target) => Promise<void>) => async (t: Target) => {
    await change(t)
    return publishDraft(t.stage, t.docket.documentId)
  }
  const asItStands = ({ stage, docket }: Target) => publishDraft(stage, docket.documentId)
  const clauses = JSON.stringify(CLAUSES)
  const asked = (days: number) =>
    after(async ({ stage, docket }) =>
      revise(stage, docket, { requested_close_on: await day(stage, days) }),
    )
  return door(
    name,
    {
      'issue-early': { attack: asItStands, outcome: usual('issue-early', 'harmless'), twin },
      'issue-twice': {
        attack: after(({ stage, docket }) => revise(stage, docket, { title: 'متن دیگر' })),
        outcome: usual('issue-twice', 'TEXT_FROZEN'),
        twin,
      },
      'issue-suspended': {
        attack: asItStands,
        outcome: usual('issue-suspended', 'harmless'),
        twin,
      },
      'issue-withdrawn': {
        attack: asItStands,
        outcome: usual('issue-withdrawn', 'harmless'),
        twin,
      },
      shorten: { attack: asked(1), outcome: usual('shorten', 'harmless'), twin },
      'back-date': { attack: asked(-20), outcome: usual('back-date', 'harmless'), twin },
      'weaken-rule': NO_DRAFTS,
      'change-subject': {
        attack: after(({ stage, docket }) => takeOver(stage, docket)),
        outcome: usual('change-subject', 'harmless'),
        twin,
      },
      'change-text': {
        attack: after(({ stage, docket }) => revise(stage, docket, { title: 'متن دیگر', clauses })),
        outcome: usual('change-text', 'TEXT_FROZEN'),
        twin,
      },
      'remove-text': {
        attack: after(({ stage, docket }) => revise(stage, docket, { clauses: '[]' })),
        outcome: usual('remove-text', 'DRAFT_INCOMPLETE'),
        twin,
      },
    },
    NO_DRAFTS,
  )
}

const ONLY_TAKES_DOWN = 'It takes Strapi’s published row down and says nothing.'

/** Unpublishing; of a translation it is lawful, for the record keeps it either way. */
export function unpublishingDoor(
  name: string,
  unpublish: (stage: Stage, documentId: string, locale: string) => Promise<unknown>,
  outcomes: Outcomes = {},
): Door {
  return door(
    name,
    {
      'remove-text': {
        attack: ({ stage, docket }) => unpublish(stage, docket.documentId, 'fa'),
        outcome: outcomeIn(outcomes, 'remove-text', 'RECORD_KEPT'),
        twin: {
          name: 'a translation',
          async run(stage) {
            const { documentId } = await aDraftOf(stage)
            await publish(stage.app, documentId)
            await translate(stage, documentId)
            const english = () =>
              stage.app
                .knex(T('draft_regulations'))
                .where({ document_id: documentId, locale: 'en' })
                .whereNotNull('published_at') as PromiseLike<unknown[]>
            hadEffect((await english()).length === 1)
            await onlyAccepted(unpublish(stage, documentId, 'en'))
            hadEffect((await english()).length === 0)
          },
        },
      },
    },
    ONLY_TAKES_DOWN,
  )
}

/** Discarding: the draft row takes the published text back. */
export function discardingDoor(name: string, discard: DraftAct, outcomes: Outcomes = {}): Door {
  const usual = (id: AttackId, outcome: Outcome) => outcomeIn(outcomes, id, outcome)
  const titles = async ({ app }: Stage, documentId: string) =>
    (await app
      .knex(T('draft_regulations'))
      .where({ document_id: documentId, locale: 'fa' })
      .whereNull('published_at')
      .select('title')) as { title: string }[]
  const twin: Twin = {
    name: 'a revised draft',
    async run(stage) {
      const docket = await aDraftOf(stage)
      const { documentId } = docket
      await publish(stage.app, documentId)
      const [before] = await titles(stage, documentId)
      await revise(stage, docket, { title: 'متن دیگر' })
      await onlyAccepted(discard(stage, documentId))
      const after = await titles(stage, documentId)
      hadEffect(after.length === 1 && after[0]?.title === before?.title)
    },
  }
  const forged =
    (columns: Data) =>
    async ({ stage, docket }: Target) => {
      await stage.app
        .knex(T('draft_regulations'))
        .where({ document_id: docket.documentId, locale: 'fa' })
        .whereNotNull('published_at')
        .update(columns)
      return discard(stage, docket.documentId)
    }
  return door(
    name,
    {
      'change-text': {
        attack: forged({ title: 'متن دیگر' }),
        outcome: usual('change-text', 'harmless'),
        twin,
      },
      'remove-text': {
        attack: ({ stage, docket }) => discard(stage, docket.documentId),
        outcome: usual('remove-text', 'harmless'),
        twin,
      },
    },
    'It brings the published text back into the draft row and says nothing.',
  )
}

/** Cloning copies whatever a row says into a document of its own. */
export function cloningDoor(
  content: Pick<ContentDoor, 'name' | 'relate'>,
  clone: (stage: Stage, type: ContentType, documentId: string, data: Data) => Promise<unknown>,
  outcomes: Outcomes = {},
): Door {
  const usual = (id: AttackId, outcome: Outcome) => outcomeIn(outcomes, id, outcome)
  const twin: Twin = {
    name: 'a draft without a docket',
    async run(stage) {
      const title = unique('title')
      const { documentId } = await aDraftOf(stage, stage.bound, { title })
      await onlyAccepted(clone(stage, 'draft-regulation', documentId, {}))
      hadEffect((await rowsOfType(stage, 'draft-regulation', { title })).length === 2)
    },
  }
  const draft = (data: (t: Target) => Promise<Data> | Data) => async (t: Target) =>
    clone(t.stage, 'draft-regulation', t.docket.documentId, await data(t))
  const comment =
    (data: Data) =>
    ({ stage, docket }: Target) =>
      clone(stage, 'public-comment', String(docket.commentId), data)
  const cells: Cells = {
    shorten: {
      attack: draft(async ({ stage }) => ({ requestedCloseOn: await day(stage, 1) })),
      outcome: usual('shorten', 'harmless'),
      twin,
    },
    'back-date': {
      attack: draft(async ({ stage }) => ({ requestedCloseOn: await day(stage, -20) })),
      outcome: usual('back-date', 'harmless'),
      twin,
    },
    'weaken-rule': {
      attack: ({ stage, docket }) =>
        clone(stage, 'period-rule', String(docket.ruleId), { count: 1, unit: 'minute' }),
      outcome: usual('weaken-rule', 'harmless'),
      twin,
    },
    'change-subject': {
      attack: draft(async ({ stage }) => subjectOf(content as ContentDoor, stage, stage.free)),
      outcome: usual('change-subject', 'harmless'),
      twin,
    },
    'change-text': {
      attack: draft(() => REVISED),
      outcome: usual('change-text', 'harmless'),
      twin,
    },
    'remove-text': 'It leaves the row that it copies as it is.',
    'rewrite-comment': {
      attack: comment({ text: 'نظری که کسی نداده است' }),
      outcome: usual('rewrite-comment', 'RECORD_KEPT'),
      twin,
    },
    'delete-comment': 'It leaves the row that it copies as it is.',
    'comment-before': 'There is no comment of that docket to copy.',
    'comment-after': {
      attack: async ({ stage, docket }) => {
        const filed = (await stage.app.knex(T('public_comments')).first('document_id')) as {
          document_id: string
        }
        return clone(stage, 'public-comment', filed.document_id, {
          draftDocumentId: docket.documentId,
          docket: docket.number,
        })
      },
      outcome: usual('comment-after', 'RECORD_KEPT'),
      twin,
    },
  }
  for (const id of MARKS) {
    cells[id] = { attack: draft(() => asIssued()), outcome: usual(id, 'harmless'), twin }
  }
  return door(`${content.name}: clone`, cells, NO_ROW_GONE)
}
