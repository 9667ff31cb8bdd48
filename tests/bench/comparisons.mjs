/**
 * What the plugin's routes are compared to, in the same process, behind the same middlewares and
 * on the same database: Strapi's own create of the same fields through its core controller, a
 * bare route that does one knex insert, and a bare route that answers a constant.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const require = createRequire(path.join(root, 'package.json'))
const TYPE = 'bench-comment'
const UID = `api::${TYPE}.${TYPE}`
const BARE_TABLE = 'bench_bare_comments'

/** The fields of a public comment, but writable and in a type of its own. */
function contentType() {
  const schema = JSON.parse(
    readFileSync(
      path.join(root, 'plugins/comment-period/server/src/content-types/public-comment/schema.json'),
      'utf8',
    ),
  )
  const attributes = Object.fromEntries(
    Object.entries(schema.attributes).map(([name, { type }]) => [
      name,
      // A `datetime` or `enumeration` would ask for more than its type; these store the same.
      { type: ['enumeration', 'text'].includes(type) ? 'text' : type },
    ]),
  )
  return {
    kind: 'collectionType',
    collectionName: 'bench_core_comments',
    info: { singularName: TYPE, pluralName: `${TYPE}s`, displayName: 'Bench' },
    options: { draftAndPublish: false },
    attributes,
  }
}

export function addComparisons(strapi) {
  const { factories } = require('@strapi/strapi')
  strapi.get('apis').add(TYPE, {
    config: {},
    contentTypes: { [TYPE]: { schema: contentType(), actions: {}, lifecycles: {} } },
    routes: {
      [TYPE]: factories.createCoreRouter(UID, {
        only: ['create'],
        config: { create: { auth: false } },
      }),
      bare: {
        type: 'content-api',
        routes: [
          {
            method: 'POST',
            path: '/bench-insert',
            handler: bareInsert(strapi),
            config: { auth: false },
          },
          { method: 'GET', path: '/bench-constant', handler: constant, config: { auth: false } },
        ],
      },
    },
    controllers: { [TYPE]: factories.createCoreController(UID) },
    services: { [TYPE]: factories.createCoreService(UID) },
    policies: {},
    middlewares: {},
  })
}

/** The bare route's table: the same columns, without an index or a trigger beside its key. */
export async function openComparisons(strapi) {
  const knex = strapi.db.connection
  if (await knex.schema.hasTable(BARE_TABLE)) return
  const attributes = Object.entries(contentType().attributes)
  await knex.schema.createTable(BARE_TABLE, (table) => {
    table.increments('id')
    for (const [name, { type }] of attributes) {
      if (type === 'integer') table.integer(columnOf(name))
      else if (type === 'biginteger') table.bigInteger(columnOf(name))
      else if (type === 'boolean') table.boolean(columnOf(name))
      else table.text(columnOf(name))
    }
  })
}

const columnOf = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function bareInsert(strapi) {
  const attributes = Object.entries(contentType().attributes)
  return async (context) => {
    const data = context.request.body
    const row = Object.fromEntries(attributes.map(([name]) => [columnOf(name), data[name] ?? null]))
    await strapi.db.connection(BARE_TABLE).insert(row)
    context.status = 201
    context.body = { publicId: data.publicId }
  }
}

/** As long an answer as the one it is compared to: a period of the usual shape. */
const CONSTANT = {
  phase: 'open',
  opensAt: '2026-11-22T08:30:00.000Z',
  closesAt: '2026-12-06T20:30:00.000Z',
  minimumClosesAt: '2026-12-06T20:30:00.000Z',
  mayIssueFrom: '2026-12-06T20:30:00.000Z',
  lastDayOn: '2026-12-06',
  zone: 'Asia/Tehran',
  rule: {
    title: 'دو هفته پیش از ابلاغ',
    count: 2,
    unit: 'week',
    force: 'mandatory',
    legalBasis: 'بند ۲ ماده ۹',
    note: '',
  },
  intervals: [{ opensAt: '2026-11-22T08:30:00.000Z', closesAt: '2026-12-06T20:30:00.000Z' }],
  events: [],
}

function constant(context) {
  context.body = CONSTANT
}

/** Every field of a comment as the service would fill it. */
export function filledFields(docket, text) {
  return {
    docket,
    draftDocumentId: 'a'.repeat(24),
    exposureN: 1,
    target: 'docket',
    seq: 1,
    publicId: randomUUID(),
    type: 'suggestion',
    text,
    salt: 'b'.repeat(32),
    textHash: 'c'.repeat(64),
    language: 'fa',
    channel: 'api',
    receivedAt: Date.now(),
    recordedAt: Date.now(),
    late: false,
    unit: 'legal',
    state: 'received',
    codeHmac: randomUUID(),
    keyHmac: randomUUID(),
    codeKeyId: 'k1',
    bodyFingerprint: 'd'.repeat(64),
  }
}
