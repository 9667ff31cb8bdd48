import { without } from './seed-data.mjs'

const AUTHORITATIVE = 'fa'

/**
 * Brings in one draft regulation with its translations, as drafts: publishing starts a period,
 * and that is an editor's act.
 */
export async function bringDraft(store, draft, { body, kind }) {
  const { title, summary, destinationAuthority, clauses, translations = {} } = draft
  const found = await findSeeded(store, body, draft)
  store.count('draft-regulation', found === null ? 'made' : 'kept')
  const data = { title, summary, destinationAuthority, clauses, body, kind }
  const documentId = found ?? (await createDraft(store, data))
  for (const [locale, translation] of Object.entries(translations)) {
    if (await isTranslated(store, documentId, locale)) continue
    // Without ids a translation takes those of the text it stands beside. Strapi copies to a new
    // language what is not localized, and leaves relations out.
    const translated = { ...translation, clauses: withoutIds(translation.clauses), body, kind }
    await store.documents('draft-regulation').update({ documentId, locale, data: translated })
  }
}

async function createDraft(store, data) {
  const documents = store.documents('draft-regulation')
  const create = (clauses) =>
    documents.create({ locale: AUTHORITATIVE, status: 'draft', data: { ...data, clauses } })
  try {
    return (await create(data.clauses)).documentId
  } catch (error) {
    // The ids stay with a draft that has been deleted since; the text comes back with new ones.
    if (error.details?.code !== 'CLAUSE_ID_TAKEN') throw error
    return (await create(withoutIds(data.clauses))).documentId
  }
}

/** By the ids of its clauses, which outlive an edited title, or by its title. */
async function findSeeded(store, body, { title, clauses }) {
  const ids = new Set(clauses.map(({ clauseId }) => clauseId))
  const drafts = await store.documents('draft-regulation').findMany({
    locale: AUTHORITATIVE,
    status: 'draft',
    filters: { body: { documentId: { $eq: body } } },
    fields: ['documentId', 'title', 'clauses'],
  })
  const found =
    drafts.find((draft) => draft.clauses.some(({ clauseId }) => ids.has(clauseId))) ??
    drafts.find((draft) => draft.title === title)
  return found?.documentId ?? null
}

async function isTranslated(store, documentId, locale) {
  const found = await store
    .documents('draft-regulation')
    .findOne({ documentId, locale, status: 'draft', fields: ['documentId'] })
  return found !== null
}

function withoutIds(clauses) {
  return clauses.map((clause) => without(clause, 'clauseId'))
}
