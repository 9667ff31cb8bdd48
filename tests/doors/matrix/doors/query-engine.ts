import type { Door } from '../doors'
import { anOffice, type Stage } from '../stage'
import { T } from '../../../support/ledger-rows'
import {
  creatingDoor,
  deletingDoor,
  hadEffect,
  updatingDoor,
  type ContentDoor,
  type ContentType,
  type Data,
} from './content-recipes'

const uid = (type: ContentType) => `plugin::comment-period.${type}`

const TABLES: Readonly<Record<string, string>> = {
  'issuing-body': 'issuing_bodies',
  'instrument-kind': 'instrument_kinds',
}

/** The query engine names related rows by their numbers. */
async function rowIdOf({ app }: Stage, type: string, documentId: string): Promise<number> {
  const row = (await app
    .knex(T(TABLES[type] ?? ''))
    .where({ document_id: documentId })
    .first('id')) as { id: number }
  return row.id
}

/** A draft's own row; of the other types there is one row. */
const ownRow = (type: ContentType, documentId: string) =>
  type === 'draft-regulation' ? { documentId, locale: 'fa', publishedAt: null } : { documentId }

/** What the document service would have filled in. */
const filled = (type: ContentType, data: Data): Data =>
  type === 'draft-regulation' ? { locale: 'fa', publishedAt: null, ...data } : data

const one: ContentDoor = {
  name: 'strapi.db.query',
  relate: rowIdOf,
  create: ({ app }, type, data) =>
    app.strapi.db.query(uid(type)).create({ data: filled(type, data) }),
  update: ({ app }, type, documentId, data) =>
    app.strapi.db.query(uid(type)).update({ where: ownRow(type, documentId), data }),
  remove: ({ app }, type, documentId) =>
    app.strapi.db.query(uid(type)).delete({ where: ownRow(type, documentId) }),
}

/** Several rows at once: every row of the document, the published one too. */
const many: ContentDoor = {
  name: 'strapi.db.query',
  relate: rowIdOf,
  create: ({ app }, type, data) =>
    app.strapi.db.query(uid(type)).createMany({ data: [filled(type, data)] }),
  update: ({ app }, type, documentId, data) =>
    app.strapi.db.query(uid(type)).updateMany({ where: { documentId }, data }),
  remove: ({ app }, type, documentId) =>
    app.strapi.db.query(uid(type)).deleteMany({ where: { documentId } }),
}

/** `strapi import` and `strapi transfer` switch the lifecycles of the whole process off. */
async function withoutLifecycles<T>({ app }: Stage, work: () => Promise<T>): Promise<T> {
  app.strapi.db.lifecycles.disable()
  try {
    return await work()
  } finally {
    app.strapi.db.lifecycles.enable()
  }
}

const unwatched: ContentDoor = {
  name: 'strapi.db.query, lifecycles off',
  relate: rowIdOf,
  create: (stage, type, data) => withoutLifecycles(stage, () => one.create(stage, type, data)),
  update: (stage, type, documentId, data) =>
    withoutLifecycles(stage, () => one.update(stage, type, documentId, data)),
  remove: (stage, type, documentId) =>
    withoutLifecycles(stage, () => many.remove(stage, type, documentId)),
}

/** The query builder writes columns as they are given. */
const asColumns = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      Array.isArray(value) ? JSON.stringify(value) : value,
    ]),
  )

const withoutRelations = ({ body: _body, kind: _kind, ...data }: Data): Data => data

const builder: ContentDoor = {
  name: 'strapi.db.queryBuilder',
  relate: rowIdOf,
  create: ({ app }, type, data) =>
    app.strapi.db
      .queryBuilder(uid(type))
      .insert(asColumns(withoutRelations(filled(type, data))))
      .execute(),
  update: ({ app }, type, documentId, data) =>
    app.strapi.db
      .queryBuilder(uid(type))
      .where(ownRow(type, documentId))
      .update(asColumns(withoutRelations(data)))
      .execute(),
  remove: ({ app }, type, documentId) =>
    app.strapi.db.queryBuilder(uid(type)).where({ documentId }).delete().execute(),
}

/** A second authoritative row is refused; a published one beside it shows nobody anything. */
const CREATED = {
  'change-subject': 'RECORD_KEPT',
  'change-text': 'RECORD_KEPT',
  'rewrite-comment': { sqlite: 'RECORD_KEPT', postgres: 'UNIQUE' },
  'comment-before': 'PERIOD_NOT_OPEN',
  'comment-after': 'PERIOD_CLOSED',
} as const
/** The draft row is not published in place; what else it says, the public does not read. */
const UPDATED = {
  'issue-early': 'RECORD_KEPT',
  'issue-twice': 'RECORD_KEPT',
  'issue-suspended': 'RECORD_KEPT',
  'issue-withdrawn': 'RECORD_KEPT',
  'change-subject': 'harmless',
  'remove-text': 'harmless',
} as const

/** It sets no relations, so the kind that the draft names is given another terminal act. */
function onTheKind(
  { name, cells }: Door,
  update: (stage: Stage, uid: string, where: Data, data: Data) => Promise<unknown>,
): Door {
  const write = (stage: Stage, documentId: string) =>
    update(
      stage,
      'plugin::comment-period.instrument-kind',
      { documentId },
      { terminalAct: 'submit' },
    )
  return {
    name,
    cells: {
      ...cells,
      'change-subject': {
        attack: ({ stage, docket }) => write(stage, docket.subject.kindId),
        outcome: 'RECORD_KEPT',
        twin: {
          name: 'a kind that nothing cites',
          async run(stage) {
            const { subject } = await anOffice(stage.app, false)
            await write(stage, subject.kindId)
            const [row] = (await stage.app
              .knex(T('instrument_kinds'))
              .where({ document_id: subject.kindId })) as Data[]
            hadEffect(row?.terminal_act === 'submit')
          },
        },
      },
    },
  }
}

export const queryEngine: readonly Door[] = [
  creatingDoor(one, CREATED),
  updatingDoor(one, UPDATED),
  deletingDoor(one),
  { ...creatingDoor(many, CREATED), name: 'strapi.db.query: createMany' },
  onTheKind(
    updatingDoor(many, { name: 'strapi.db.query: updateMany', ...UPDATED }),
    ({ app }, type, where, data) => app.strapi.db.query(type).updateMany({ where, data }),
  ),
  deletingDoor(many, { name: 'strapi.db.query: deleteMany' }),
  creatingDoor(unwatched, CREATED),
  updatingDoor(unwatched, UPDATED),
  deletingDoor(unwatched),
  creatingDoor(builder, CREATED),
  onTheKind(updatingDoor(builder, UPDATED), ({ app }, type, where, data) =>
    app.strapi.db.queryBuilder(type).where(where).update(data).execute(),
  ),
  deletingDoor(builder),
]
