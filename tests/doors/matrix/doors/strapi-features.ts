import { documents } from '../../../support/docket-builders'
import { T } from '../../../support/ledger-rows'
import { door, type Door, type Target, type Tried, type Twin } from '../doors'
import { translate, type Stage } from '../stage'
import {
  hadEffect,
  onlyAccepted,
  publishingDoor,
  unpublishingDoor,
  updatingDoor,
  type ContentDoor,
  type ContentType,
} from './content-recipes'

const DRAFT = 'draft-regulation'
const uid = (type: ContentType) => `plugin::comment-period.${type}`

const drafting: ContentDoor = {
  name: '',
  relate: (_stage, _type, documentId) => Promise.resolve(documentId),
  create: ({ app }, type, data) => documents(app, type).create({ data }),
  update: ({ app }, type, documentId, data) =>
    documents(app, type).update({ documentId, ...inPersian(type), data }),
  remove: ({ app }, type, documentId) => documents(app, type).delete({ documentId }),
}

/** Only drafts are localized. */
function inPersian(type: ContentType) {
  return type === DRAFT ? { locale: 'fa' } : {}
}

/** What Content Releases runs for its entries, in the transaction that it opens for them. */
const released =
  (act: 'publish' | 'unpublish') => (stage: Stage, documentId: string, locale: string) =>
    stage.app.strapi.db.transaction(async () => {
      await documents(stage.app, DRAFT)[act]({ documentId, locale })
    })

/**
 * What Content History runs to restore a version: an update with every attribute that the version
 * had, relations by `set`. It restores drafts of the host's own types only; this is its call.
 */
const history: ContentDoor = {
  ...drafting,
  name: 'Content History',
  relate: (_stage, _type, documentId) => Promise.resolve({ set: [{ documentId, locale: null }] }),
  update: async ({ app }, type, documentId, data) => {
    const version = await documents(app, type).findOne({ documentId, ...inPersian(type) })
    const { id: _id, ...restored } = version ?? {}
    return documents(app, type).update({
      documentId,
      ...inPersian(type),
      data: { ...restored, ...data },
    })
  },
}

/** What AI translation runs: the machine’s text, the rest merged in from the source. */
const translation: ContentDoor = {
  ...drafting,
  name: 'AI translation',
  update: async ({ app }, type, documentId, data) => {
    const source = await documents(app, type).findOne({ documentId, ...inPersian(type) })
    const { id: _id, locale: _locale, ...unsupported } = source ?? {}
    return documents(app, type).update({
      documentId,
      ...(type === DRAFT ? { locale: 'en' } : {}),
      fields: [],
      data: { ...unsupported, ...data },
    })
  },
}

/** What Review Workflows runs: its middleware calls `next()` twice for one update. */
const workflows: ContentDoor = {
  ...drafting,
  name: 'Review Workflows',
  update: async (stage, type, documentId, data) => {
    stage.twice.add(uid(type))
    try {
      return await drafting.update(stage, type, documentId, data)
    } finally {
      stage.twice.delete(uid(type))
    }
  },
}

interface Locales {
  create(locale: { code: string; name: string }): Promise<unknown>
  delete(locale: { id: number }): Promise<unknown>
  setDefaultLocale(locale: { code: string }): Promise<unknown>
}

const locales = ({ app }: Stage) =>
  app.strapi.plugin('i18n').service('locales') as unknown as Locales

/** Somebody makes another locale the default one, and it goes back afterwards. */
async function withEnglishDefault<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  await locales(stage).setDefaultLocale({ code: 'en' })
  try {
    return await work()
  } finally {
    await locales(stage).setDefaultLocale({ code: 'fa' })
  }
}

async function localeId({ app }: Stage, code: string): Promise<number> {
  const row = (await app.knex('i18n_locale').where({ code }).first('id')) as { id: number }
  return row.id
}

/** Adds a locale that nobody needs, and a draft in it. */
async function aLocale(stage: Stage): Promise<{ id: number; documentId: string }> {
  const { app } = stage
  const code = 'az'
  if ((await app.knex('i18n_locale').where({ code })).length === 0) {
    await locales(stage).create({ code, name: 'az' })
  }
  const { documentId } = await documents(app, DRAFT).create({
    locale: code,
    data: { title: 'az', clauses: [{ kind: 'article', text: 'az' }] },
  })
  return { id: await localeId(stage, code), documentId }
}

/** A translation that is part of the record: its rows go, the record keeps it. */
function translationLocaleCell(
  remove: (stage: Stage, id: number) => Promise<unknown>,
  twin: Twin,
): Tried {
  return {
    prepare: ({ stage, docket }) => translate(stage, docket.documentId),
    attack: async ({ stage, docket }) => {
      const read = async () =>
        JSON.stringify(
          (await stage.app.call('GET', `/api/comment-period/drafts/${docket.number}?locale=en`))
            .body,
        )
      const before = await read()
      const answer = await remove(stage, await localeId(stage, 'en'))
      await locales(stage).create({ code: 'en', name: 'English (en)' })
      if ((await read()) !== before) throw new Error('the translation is gone from the public')
      return answer
    },
    outcome: 'harmless',
    twin,
  }
}

function localeDoor(name: string, remove: (stage: Stage, id: number) => Promise<unknown>): Door {
  const twin: Twin = {
    name: 'a locale without a docket',
    async run(stage) {
      const { id, documentId } = await aLocale(stage)
      await onlyAccepted(remove(stage, id))
      const rows: unknown[] = await stage.app
        .knex(T('draft_regulations'))
        .where({ document_id: documentId })
      hadEffect(rows.length === 0)
    },
  }
  return door(
    name,
    {
      'change-text': translationLocaleCell(remove, twin),
      'remove-text': {
        attack: ({ stage }) =>
          withEnglishDefault(stage, async () => remove(stage, await localeId(stage, 'fa'))),
        outcome: 'RECORD_KEPT',
        twin,
      },
    },
    'It deletes the rows of a locale and says nothing.',
  )
}

/** Non-localized fields are copied to every locale by the query engine, past the document service. */
async function syncToAllLocales(
  { app }: Stage,
  source: Readonly<Record<string, unknown>>,
): Promise<void> {
  const service = app.strapi.plugin('i18n').service('localizations') as unknown as {
    syncNonLocalizedAttributes(entry: object, model: unknown): Promise<void>
  }
  await service.syncNonLocalizedAttributes(source, app.strapi.getModel(uid(DRAFT) as never))
}

const syncTwin: Twin = {
  name: 'a field of a draft’s other locale',
  async run(stage) {
    const { documentId } = await documents(stage.app, DRAFT).create({
      locale: 'fa',
      data: { title: 'متن', clauses: [{ kind: 'article', text: 'متن' }] },
    })
    const authority = 'مجلس'
    await syncToAllLocales(stage, {
      documentId,
      locale: 'en',
      publishedAt: null,
      destinationAuthority: authority,
    })
    const [row] = (await stage.app
      .knex(T('draft_regulations'))
      .where({ document_id: documentId })) as { destination_authority: string }[]
    hadEffect(row?.destination_authority === authority)
  },
}

async function rowId({ app }: Stage, table: string, documentId: string): Promise<number> {
  const row = (await app.knex(T(table)).where({ document_id: documentId }).first('id')) as {
    id: number
  }
  return row.id
}

const synchronising =
  (fields: (stage: Stage) => Promise<object> | object) =>
  async ({ stage, docket }: Target) => {
    await syncToAllLocales(stage, {
      documentId: docket.documentId,
      locale: 'en',
      publishedAt: null,
      ...(await fields(stage)),
    })
  }

const nonLocalizedSync = door(
  'i18n: copying non-localized fields',
  {
    shorten: {
      attack: synchronising(() => ({ requestedCloseOn: '2026-01-01' })),
      outcome: 'harmless',
      twin: syncTwin,
    },
    'back-date': {
      attack: synchronising(() => ({ requestedCloseOn: '2020-01-01' })),
      outcome: 'harmless',
      twin: syncTwin,
    },
    'change-subject': {
      attack: synchronising(async (stage) => ({
        body: { id: await rowId(stage, 'issuing_bodies', stage.free.subject.bodyId) },
      })),
      outcome: 'harmless',
      twin: syncTwin,
    },
  },
  'Of a draft it copies body, kind, destination, unit and requested close, and of other types nothing.',
)

export const strapiFeatures: readonly Door[] = [
  publishingDoor('Content Releases: publish', (stage, documentId) =>
    released('publish')(stage, documentId, 'fa'),
  ),
  unpublishingDoor('Content Releases: unpublish', released('unpublish')),
  updatingDoor(workflows),
  updatingDoor(history, { name: 'Content History: restore' }),
  // The translation then names another body; the draft goes by its authoritative row.
  updatingDoor(translation, { name: 'AI translation: save', 'change-subject': 'harmless' }),
  localeDoor('i18n: delete a locale (HTTP)', ({ staff }, id) =>
    staff.call('DELETE', `/i18n/locales/${String(id)}`),
  ),
  localeDoor('i18n: delete a locale (service)', (stage, id) => locales(stage).delete({ id })),
  nonLocalizedSync,
]
