import type { Door } from '../doors'
import type { Stage } from '../stage'
import {
  cloningDoor,
  creatingDoor,
  deletingDoor,
  DOUBLED_DOCUMENT,
  discardingDoor,
  publishingDoor,
  unpublishingDoor,
  updatingDoor,
  type ContentDoor,
  type ContentType,
} from './content-recipes'
import { documents } from '../../../support/docket-builders'

const DRAFT = 'draft-regulation'
const uid = (type: ContentType) => `plugin::comment-period.${type}`

function documentServiceDoor(status: 'draft' | 'published'): ContentDoor {
  const params = (type: ContentType) => (type === DRAFT ? { locale: 'fa', status } : {})
  return {
    name: `strapi.documents (status ${status})`,
    relate: (_stage, _type, documentId) => Promise.resolve(documentId),
    create: ({ app }, type, data) => documents(app, type).create({ ...params(type), data }),
    update: ({ app }, type, documentId, data) =>
      documents(app, type).update({ documentId, ...params(type), data }),
    remove: ({ app }, type, documentId) => documents(app, type).delete({ documentId }),
  }
}

const drafting = documentServiceDoor('draft')
const named = (act: string) => `strapi.documents: ${act}`

interface EntityService {
  create(uid: string, params: object): Promise<unknown>
  update(uid: string, id: unknown, params: object): Promise<unknown>
  delete(uid: string, id: unknown): Promise<unknown>
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated, and a door all the same
const entityService = ({ app }: Stage) => app.strapi.entityService as unknown as EntityService

/** The deprecated service goes by row ids, and publishes where the id is a published row's. */
function entityServiceDoor(row: 'draft' | 'published'): ContentDoor {
  const idOf = async ({ app }: Stage, type: ContentType, documentId: string) => {
    const found = (await app.strapi.db.query(uid(type)).findMany({
      where: { documentId },
      orderBy: { id: 'asc' },
    })) as { id: number; publishedAt: unknown }[]
    const wanted = found.filter(
      ({ publishedAt }) => (publishedAt === null) === (row === 'draft' && type === DRAFT),
    )
    return (wanted[0] ?? found[0])?.id
  }
  return {
    name: `entityService (${row} row)`,
    relate: (_stage, _type, documentId) => Promise.resolve(documentId),
    create: (stage, type, data) =>
      entityService(stage).create(uid(type), {
        data: type === DRAFT && row === 'published' ? { ...data, publishedAt: new Date() } : data,
      }),
    update: async (stage, type, documentId, data) =>
      entityService(stage).update(uid(type), await idOf(stage, type, documentId), { data }),
    remove: async (stage, type, documentId) =>
      entityService(stage).delete(uid(type), await idOf(stage, type, documentId)),
  }
}

export const documentService: readonly Door[] = [
  creatingDoor(drafting, DOUBLED_DOCUMENT),
  creatingDoor(documentServiceDoor('published'), DOUBLED_DOCUMENT),
  updatingDoor(drafting),
  updatingDoor(documentServiceDoor('published'), { publishes: true }),
  publishingDoor(named('publish'), ({ app }, documentId) =>
    documents(app, DRAFT).publish({ documentId, locale: 'fa' }),
  ),
  publishingDoor(named('publish every locale'), ({ app }, documentId) =>
    documents(app, DRAFT).publish({ documentId, locale: '*' }),
  ),
  unpublishingDoor(named('unpublish'), ({ app }, documentId, locale) =>
    documents(app, DRAFT).unpublish({ documentId, locale }),
  ),
  discardingDoor(named('discardDraft'), ({ app }, documentId) =>
    documents(app, DRAFT).discardDraft({ documentId, locale: '*' }),
  ),
  cloningDoor({ ...drafting, name: 'strapi.documents' }, ({ app }, type, documentId, data) =>
    documents(app, type).clone({ documentId, data }),
  ),
  deletingDoor({ ...drafting, name: 'strapi.documents' }),
  deletingDoor(
    {
      name: 'strapi.documents',
      remove: ({ app }, type, documentId) =>
        documents(app, type).delete({ documentId, ...(type === DRAFT ? { locale: '*' } : {}) }),
    },
    { name: 'strapi.documents: delete every locale' },
  ),
  creatingDoor(entityServiceDoor('draft'), DOUBLED_DOCUMENT),
  creatingDoor(entityServiceDoor('published'), DOUBLED_DOCUMENT),
  updatingDoor(entityServiceDoor('draft')),
  updatingDoor(entityServiceDoor('published'), { publishes: true }),
  deletingDoor(entityServiceDoor('draft')),
]
