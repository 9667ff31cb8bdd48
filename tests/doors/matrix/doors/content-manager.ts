import type { Answer } from '../../../support/app'
import type { Door } from '../doors'
import type { Call, Stage } from '../stage'
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
  type Data,
} from './content-recipes'

const path = (type: ContentType, rest = '') =>
  `/content-manager/collection-types/plugin::comment-period.${type}${rest}`
const DRAFT = 'draft-regulation'

/** The content manager, as the caller that `who` picks. */
function contentManagerDoors(caller: string, who: (stage: Stage) => Call): readonly Door[] {
  const post = (stage: Stage, to: string, body: Data = {}): Promise<Answer> =>
    who(stage)('POST', to, body)
  const content: ContentDoor = {
    name: `content manager (${caller})`,
    relate: (_stage, _type, documentId) => Promise.resolve({ connect: [{ documentId }] }),
    create: (stage, type, data) => post(stage, path(type), data),
    update: (stage, type, documentId, data) =>
      who(stage)('PUT', path(type, `/${documentId}`), data),
    remove: (stage, type, documentId) => who(stage)('DELETE', path(type, `/${documentId}`)),
  }
  const name = (act: string) => `${content.name}: ${act}`
  const act = (stage: Stage, documentId: string, action: string, body: Data = {}) =>
    post(stage, path(DRAFT, `/${documentId}/actions/${action}`), body)
  const bulk = (stage: Stage, type: ContentType, action: string, body: Data) =>
    post(stage, path(type, `/actions/${action}`), body)
  return [
    creatingDoor(content, DOUBLED_DOCUMENT),
    updatingDoor(content, { name: name('save') }),
    // It saves before it publishes, and so meets what a save meets.
    publishingDoor(name('publish'), (stage, documentId) => act(stage, documentId, 'publish'), {
      'change-subject': 'SUBJECT_FROZEN',
    }),
    updatingDoor(
      {
        ...content,
        update: (stage, type, documentId, data) =>
          type === DRAFT
            ? act(stage, documentId, 'publish', data)
            : content.update(stage, type, documentId, data),
      },
      { name: name('save and publish'), publishes: true },
    ),
    publishingDoor(name('bulk publish'), (stage, documentId) =>
      bulk(stage, DRAFT, 'bulkPublish', { documentIds: [documentId] }),
    ),
    publishingDoor(name('publish in several locales'), (stage, documentId) =>
      bulk(stage, DRAFT, 'bulkPublish', { documentIds: [documentId], locale: ['en', 'fa'] }),
    ),
    unpublishingDoor(name('unpublish'), (stage, documentId, locale) =>
      act(stage, documentId, 'unpublish', { locale }),
    ),
    unpublishingDoor(name('bulk unpublish'), (stage, documentId, locale) =>
      bulk(stage, DRAFT, 'bulkUnpublish', { documentIds: [documentId], locale }),
    ),
    discardingDoor(name('discard'), (stage, documentId) => act(stage, documentId, 'discard')),
    cloningDoor(content, (stage, type, documentId, data) =>
      post(stage, path(type, `/clone/${documentId}`), data),
    ),
    deletingDoor(content),
    deletingDoor(
      {
        name: content.name,
        remove: (stage, type, documentId) =>
          bulk(stage, type, 'bulkDelete', { documentIds: [documentId] }),
      },
      { name: name('bulk delete') },
    ),
  ]
}

export const contentManager: readonly Door[] = [
  ...contentManagerDoors('login', ({ staff }) => staff.call),
  ...contentManagerDoors('admin token', ({ adminToken }) => adminToken),
]
