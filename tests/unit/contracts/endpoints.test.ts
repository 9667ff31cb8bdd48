import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import {
  publicEndpoints,
  STAFF_ENDPOINTS,
  type Contract,
} from '../../../plugins/comment-period/contracts/endpoints'
import { routes } from '../../../plugins/comment-period/server/src/routes'

const ENDPOINTS: readonly (readonly [string, Contract])[] = [
  ...Object.entries(publicEndpoints(20_000)),
  ...Object.entries(STAFF_ENDPOINTS).map(
    ([name, contract]) => [`staff ${name}`, contract as Contract] as const,
  ),
]

interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly catchall?: z.ZodType
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly in?: z.ZodType
  readonly keyType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly entries?: Readonly<Record<string, string>>
  readonly values?: readonly unknown[]
}

const definitionOf = (schema: z.ZodType) =>
  (schema as unknown as { _zod: { def: Definition } })._zod.def

/** Every place in an answer where a value may stand, and what kind of value. */
function placesIn(schema: z.ZodType, at: string): string[] {
  const { type, shape, innerType, element, keyType, entries, values } = definitionOf(schema)
  switch (type) {
    case 'object':
      return Object.entries(shape!).flatMap(([name, each]) => placesIn(each, `${at}.${name}`))
    case 'array':
      return placesIn(element!, `${at}[]`)
    case 'nullable':
    case 'optional':
      return placesIn(innerType!, `${at}?`)
    case 'record': {
      const names = Object.values(definitionOf(keyType!).entries ?? {})
      return names.map((name) => `${at}{${name}}: number`)
    }
    case 'enum':
      return [`${at}: ${Object.values(entries ?? {}).join('|')}`]
    case 'literal':
      return [`${at}: ${values!.join('|')}`]
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return [`${at}: ${type}`]
    default:
      throw new Error(`${at} is a ${type}, which nobody has looked at`)
  }
}

function objectsIn(schema: z.ZodType, at: string): [string, Definition][] {
  const definition = definitionOf(schema)
  const below = [definition.innerType, definition.element, definition.in, definition.valueType]
  return [
    ...(definition.type === 'object' ? [[at, definition] as [string, Definition]] : []),
    ...Object.entries(definition.shape ?? {}).flatMap(([name, each]) =>
      objectsIn(each, `${at}.${name}`),
    ),
    ...below.flatMap((each) => (each === undefined ? [] : objectsIn(each, at))),
  ]
}

const ALLOWED = path.join(__dirname, 'answer-fields.txt')

describe('the contracts', () => {
  test('S1 name every route that is declared, and no other', () => {
    const named = (list: readonly { method: string; path: string }[]) =>
      list.map(({ method, path: to }) => `${method} ${to}`).sort()
    expect(Object.keys(publicEndpoints(20_000)).sort()).toEqual(named(routes['content-api'].routes))
    expect(Object.keys(STAFF_ENDPOINTS).sort()).toEqual(named(routes.admin.routes))
  })

  test('S1 take no member that they do not name, anywhere', () => {
    const open = ENDPOINTS.flatMap(([name, { params, query, body }]) =>
      [params, query, body]
        .flatMap((part) => (part === undefined ? [] : objectsIn(part, name)))
        .filter(
          ([, { catchall }]) => catchall === undefined || definitionOf(catchall).type !== 'never',
        )
        .map(([at]) => at),
    )
    expect(open).toEqual([])
  })

  test('S3 answer nothing that the list of answered fields does not allow', () => {
    const places = ENDPOINTS.flatMap(([name, { answer }]) =>
      answer === undefined ? [`${name}: a file`] : placesIn(answer, name),
    )
    expect(places).toEqual(readFileSync(ALLOWED, 'utf8').trimEnd().split('\n'))
  })

  test('S3 let no object be answered with more than its members', () => {
    const open = ENDPOINTS.flatMap(([name, { answer }]) =>
      (answer === undefined ? [] : objectsIn(answer, name))
        .filter(
          ([, { catchall }]) => catchall === undefined || definitionOf(catchall).type !== 'never',
        )
        .map(([at]) => at),
    )
    expect(open).toEqual([])
  })

  test('S12 have no way to sort, populate or filter but the parameters that they list', () => {
    const parameters = ENDPOINTS.flatMap(([name, { query }]) =>
      query === undefined
        ? []
        : Object.keys(definitionOf(query).shape ?? {}).map((key) => `${name}?${key}`),
    )
    expect(parameters).toEqual([
      ...['body', 'kind', 'phase', 'q', 'cursor', 'limit'].map((key) => `GET /drafts?${key}`),
      'GET /drafts/:docket?locale',
      'GET /drafts/:docket/exposures/:n?locale',
      ...['from', 'to', 'locale'].map((key) => `GET /drafts/:docket/diff?${key}`),
      'GET /drafts/:docket/reports/:reportKind?n',
      ...['n', 'lang'].map((key) => `GET /drafts/:docket/reports/:reportKind/file?${key}`),
      ...['clause', 'cursor', 'limit'].map((key) => `GET /drafts/:docket/comments?${key}`),
      ...['docket', 'action'].map((key) => `GET /challenge?${key}`),
      ...['body', 'kind', 'phase', 'q', 'lang', 'cursor'].map((key) => `GET /drafts.atom?${key}`),
      ...['body', 'kind', 'phase', 'q', 'lang'].map((key) => `GET /drafts.ics?${key}`),
      'staff GET /dashboard?body',
      ...[
        'body',
        'draft',
        'state',
        'type',
        'channel',
        'unit',
        'response',
        'q',
        'cursor',
        'limit',
      ].map((key) => `staff GET /comments?${key}`),
      ...['state', 'cursor'].map((key) => `staff GET /drafts/:documentId/comments?${key}`),
      ...['cursor', 'limit'].map((key) => `staff GET /drafts/:documentId/copies?${key}`),
      ...['cursor', 'limit'].map((key) => `staff GET /drafts/:documentId/copies/:copyGroup?${key}`),
      'staff GET /drafts/:documentId/themes/:theme/comments?cursor',
      'staff GET /holidays?year',
      'staff GET /exports?cursor',
      'staff GET /exports?limit',
      ...['body', 'from', 'to'].map((key) => `staff GET /evidence?${key}`),
      ...['body', 'from', 'to', 'format', 'language'].map(
        (key) => `staff GET /evidence/file?${key}`,
      ),
      'staff GET /reports?docket',
      'staff GET /drafts/:documentId/report-preview?kind',
      'staff GET /drafts/:documentId/reports/:reportN/file?lang',
    ])
  })
})
