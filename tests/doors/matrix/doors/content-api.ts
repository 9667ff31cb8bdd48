import type { Core } from '@strapi/strapi'
import { strapiModule } from '../../../support/strapi-modules'
import type { Door } from '../doors'
import type { Stage } from '../stage'
import {
  creatingDoor,
  deletingDoor,
  updatingDoor,
  type ContentDoor,
  type ContentType,
  type Data,
} from './content-recipes'

const TYPES: readonly ContentType[] = ['draft-regulation', 'public-comment', 'period-rule', 'unit']

/** Switches on what the plugin leaves out: Strapi's generic REST routes for its types. */
export function mountCoreRoutes(strapi: Core.Strapi): void {
  const { factories } = strapiModule('@strapi/strapi')
  for (const type of TYPES) {
    const uid = `plugin::comment-period.${type}` as never
    strapi.get('controllers').set(uid, factories.createCoreController(uid))
    strapi.get('services').set(uid, factories.createCoreService(uid))
    const { routes } = factories.createCoreRouter(uid) as unknown as { routes: object[] }
    strapi.server.routes({
      type: 'content-api',
      routes: routes.map((route) => ({ ...route, info: { type: 'content-api' } })),
    } as never)
  }
}

/** GraphQL has no hyphens in the values of an enumeration. */
const enumerated = (data: Data): Data =>
  typeof data.monthMeans === 'string'
    ? { ...data, monthMeans: data.monthMeans.replaceAll('-', '_') }
    : data

/** What Strapi's own input validation refuses: the document service is not even asked. */
const refusedKeys = (code: string) =>
  ({
    'issue-early': code,
    'issue-twice': code,
    'issue-suspended': code,
    'issue-withdrawn': code,
    'change-subject': code,
    'change-text': code,
  }) as const
const REST_KEYS = {
  'rewrite-comment': 'ValidationError',
  'delete-comment': 'ValidationError',
  'comment-before': 'ValidationError',
  'comment-after': 'ValidationError',
} as const

/** Strapi publishes by default here: no `status` need be sent. */
const rest: ContentDoor = {
  name: 'core REST (full-access token)',
  relate: (_stage, _type, documentId) => Promise.resolve(documentId),
  create: ({ contentToken }, type, data) => contentToken('POST', `/api/${type}s`, { data }),
  update: ({ contentToken }, type, documentId, data) =>
    contentToken('PUT', `/api/${type}s/${documentId}`, { data }),
  remove: ({ contentToken }, type, documentId) =>
    contentToken('DELETE', `/api/${type}s/${documentId}`),
}

const graphqlName = (type: ContentType): string =>
  `CommentPeriod${type
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`

async function mutate(
  { contentToken }: Stage,
  type: ContentType,
  verb: 'create' | 'update' | 'delete',
  { documentId, data, status }: { documentId?: string; data?: Data; status?: string },
) {
  const name = graphqlName(type)
  const variables = {
    ...(documentId === undefined ? {} : { documentId }),
    ...(data ? { data } : {}),
  }
  const declared = [
    ...(documentId === undefined ? [] : ['$documentId: ID!']),
    ...(data === undefined ? [] : [`$data: ${name}Input!`]),
  ]
  const passed = [
    ...Object.keys(variables).map((variable) => `${variable}: $${variable}`),
    ...(status === undefined ? [] : [`status: ${status}`]),
  ]
  const query = `mutation (${declared.join(', ')}) { ${verb}${name}(${passed.join(', ')}) { documentId } }`
  return contentToken('POST', '/graphql', { query, variables })
}

function graphqlDoor(status: 'DRAFT' | 'PUBLISHED'): ContentDoor {
  const withStatus = (type: ContentType) => (type === 'draft-regulation' ? { status } : {})
  return {
    name: `GraphQL (full-access token, ${status})`,
    relate: (_stage, _type, documentId) => Promise.resolve(documentId),
    create: (stage, type, data) =>
      mutate(stage, type, 'create', { data: enumerated(data), ...withStatus(type) }),
    update: (stage, type, documentId, data) =>
      mutate(stage, type, 'update', { documentId, data, ...withStatus(type) }),
    remove: (stage, type, documentId) => mutate(stage, type, 'delete', { documentId }),
  }
}

/** The plugin takes the mutations of comments away. */
const NO_MUTATION = {
  'rewrite-comment': 'GRAPHQL_VALIDATION_FAILED',
  'delete-comment': 'GRAPHQL_VALIDATION_FAILED',
} as const
const NO_FILING = {
  ...NO_MUTATION,
  'comment-before': 'GRAPHQL_VALIDATION_FAILED',
  'comment-after': 'GRAPHQL_VALIDATION_FAILED',
} as const

export const contentApi: readonly Door[] = [
  creatingDoor(rest, { ...refusedKeys('ValidationError'), ...REST_KEYS }),
  updatingDoor(rest, { publishes: true, ...REST_KEYS }),
  deletingDoor(rest),
  creatingDoor(graphqlDoor('DRAFT'), { ...refusedKeys('BAD_USER_INPUT'), ...NO_FILING }),
  creatingDoor(graphqlDoor('PUBLISHED'), { ...refusedKeys('BAD_USER_INPUT'), ...NO_FILING }),
  updatingDoor(graphqlDoor('DRAFT'), NO_MUTATION),
  updatingDoor(graphqlDoor('PUBLISHED'), { publishes: true, ...NO_MUTATION }),
  deletingDoor(graphqlDoor('DRAFT'), {
    name: 'GraphQL (full-access token): delete',
    ...NO_MUTATION,
  }),
]
