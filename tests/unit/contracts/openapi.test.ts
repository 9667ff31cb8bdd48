import { describe, expect, test } from '@jest/globals'
import { publicEndpoints } from '../../../plugins/comment-period/contracts/endpoints'
import { openApiDocument } from '../../../plugins/comment-period/contracts/openapi/document'
import {
  OPERATIONS,
  PARAMETERS,
} from '../../../plugins/comment-period/contracts/openapi/operations'

const document = openApiDocument({
  version: '1.2.3',
  maxCommentGraphemes: 500,
  server: '/api/comment-period',
})

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { name: string; in: string; required: boolean }[]
  readonly responses: Readonly<Record<string, unknown>>
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) =>
      [`${method.toUpperCase()} ${path}`, operation as unknown as Operation] as const,
  ),
)

describe('the OpenAPI document', () => {
  test('has every public route, and no other', () => {
    const routes = Object.keys(publicEndpoints(500)).map((route) =>
      route.replace(/:([a-zA-Z0-9]+)/g, '{$1}'),
    )
    expect(operations.map(([route]) => route).sort()).toEqual(routes.sort())
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(routes.length)
  })

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })

  test('says what is required, as the contracts do', () => {
    const required = operations.flatMap(([route, { parameters }]) =>
      parameters.flatMap((each) =>
        each.required && each.in !== 'path' ? [`${route} ${each.name}`] : [],
      ),
    )
    expect(required).toEqual([
      'GET /drafts/{docket}/diff from',
      'GET /drafts/{docket}/diff to',
      'POST /drafts/{docket}/comments Idempotency-Key',
      'GET /challenge docket',
      'GET /challenge action',
    ])
  })

  test('has no words for a parameter that nobody takes', () => {
    const taken = operations.flatMap(([, { parameters }]) => parameters.map(({ name }) => name))
    expect(Object.keys(PARAMETERS).filter((name) => !taken.includes(name))).toEqual([])
  })

  test('names each refusal of a route under its status', () => {
    const [, submit] = operations.find(([route]) => route.startsWith('POST /drafts'))!
    expect(Object.keys(submit.responses)).toEqual([
      ...['201', '400', '403', '404', '409', '413', '415', '422', '429', '500', '503', '507'],
    ])
    for (const { refusals } of Object.values(OPERATIONS))
      expect(new Set(refusals).size).toBe(refusals.length)
  })
})
