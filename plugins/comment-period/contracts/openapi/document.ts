import { z } from 'zod'
import { REFUSAL_MESSAGES } from '../../domain/refusal-messages'
import type { RefusalCode } from '../../domain/refusal'
import { publicEndpoints, type Contract } from '../endpoints'
import { PROBLEM_MEDIA_TYPE, statusOf } from '../problem'
import {
  EVERYWHERE,
  OPERATIONS,
  PARAMETERS,
  type Operation,
  type PublicRoute,
  type Tag,
} from './operations'
import { answerSchemas, inputSchema, type JsonSchema } from './schemas'

/** What differs between installations and releases. */
export interface Installation {
  readonly version: string
  readonly maxCommentGraphemes: number
  /** Where the API is: an address, or a path of the same site. */
  readonly server: string
}

export type OpenApiDocument = JsonSchema & {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>
}

const TAGS: Readonly<Record<Tag, string>> = {
  drafts: 'Draft regulations as they were put before the public (پیش‌نویس‌ها)',
  comments: 'Public comments, their tracking and responses (نظرها و پیگیری)',
  bodies: 'Issuing bodies, their rules and participation strategies (دستگاه‌ها)',
  service: 'The service itself (سامانه)',
}

const PROBLEM: JsonSchema = {
  description: 'A refusal (RFC 9457). `code` is stable and for programs, `title` is for people.',
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'details'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(REFUSAL_MESSAGES) },
    detail: { type: 'string' },
    details: {
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    },
  },
}

const HEADERS: Readonly<Record<string, JsonSchema>> = {
  ETag: {
    description: 'Changes when and only when the answer does.',
    schema: { type: 'string' },
  },
  CacheControl: {
    description: 'A `max-age` never reaches past the close of the period.',
    schema: { type: 'string' },
  },
  RetryAfter: {
    description: 'Seconds after which it is worth trying again.',
    schema: { type: 'integer' },
  },
}

const headerOf = (name: string) => ({ $ref: `#/components/headers/${name}` })

/**
 * The public interface as an OpenAPI 3.1 document, made of the contracts that requests and answers
 * are held to.
 *
 * @throws where a route, an answer or a parameter has no words: a defect, found by the first test
 */
export function openApiDocument(installation: Installation): OpenApiDocument {
  const endpoints = publicEndpoints(installation.maxCommentGraphemes)
  const submit = endpoints['POST /drafts/:docket/comments']
  const { components, referTo } = answerSchemas({ Receipt: submit.answer })
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const [route, contract] of Object.entries(endpoints) as [PublicRoute, Contract][]) {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replace(/:([a-zA-Z0-9]+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: operationOf(OPERATIONS[route], contract, referTo),
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Comment period',
      summary: 'Draft regulations before the public, and what the public says to them',
      description:
        'مهلت نظرخواهی: the interface that portals consume. JSON in UTF-8; instants are ISO 8601 in UTC, days `YYYY-MM-DD` in the zone of the body. No cookies, no accounts. Keys and parameters that are not named here are refused; answers may gain members within v1.',
      version: installation.version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: installation.server }],
    security: [],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas: { ...components, Problem: PROBLEM }, headers: HEADERS },
  }
}

type ReferTo = (answer: z.ZodType) => JsonSchema

function operationOf(operation: Operation, contract: Contract, referTo: ReferTo): JsonSchema {
  const { id, tag, summary, description } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [
      ...parametersIn('path', contract.params),
      ...parametersIn('query', contract.query),
      ...headerParameters(operation, contract),
    ],
    ...(contract.body === undefined ? {} : { requestBody: bodyOf(contract.body, contract) }),
    responses: answersOf(operation, contract, referTo),
  }
}

function parametersIn(place: 'path' | 'query', schema: z.ZodType | undefined): JsonSchema[] {
  if (schema === undefined) return []
  if (!(schema instanceof z.ZodObject)) {
    throw new Error(`comment-period: parameters in the ${place} are no object`)
  }
  const shape = schema.shape as Readonly<Record<string, z.ZodType>>
  return Object.entries(shape).map(([name, each]) => {
    const description = PARAMETERS[name]
    if (description === undefined) throw new Error(`comment-period: ${name} has no words`)
    const required = place === 'path' || !each.safeParse(undefined).success
    return { name, in: place, required, description, schema: inputSchema(each) }
  })
}

function headerParameters({ caching }: Operation, { takesFiles }: Contract): JsonSchema[] {
  return [
    ...(takesFiles === true
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: true,
            description:
              'Chosen at random by the caller, say a UUID of version 4; a guessable one is refused.',
            schema: { type: 'string', pattern: '^"?[A-Za-z0-9._~+/=:-]{20,128}"?$' },
          },
        ]
      : []),
    ...(caching === 'tagged'
      ? [
          {
            name: 'If-None-Match',
            in: 'header',
            required: false,
            description: 'The ETag that the caller has; answered with 304 where it is the same.',
            schema: { type: 'string' },
          },
        ]
      : []),
  ]
}

function bodyOf(body: z.ZodType, { takesFiles }: Contract): JsonSchema {
  const schema = inputSchema(body)
  const json = { 'application/json': { schema } }
  if (takesFiles !== true) return { required: true, content: json }
  const files = {
    type: 'object',
    required: ['comment'],
    properties: {
      comment: {
        description: 'The comment as JSON; the first part.',
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: schema,
      },
      attachment: {
        description: 'Files: pdf, docx, odt, png or jpeg.',
        type: 'array',
        maxItems: 5,
        items: { type: 'string', contentMediaType: 'application/octet-stream' },
      },
    },
  }
  return { required: true, content: { ...json, 'multipart/form-data': { schema: files } } }
}

function answersOf(operation: Operation, contract: Contract, referTo: ReferTo): JsonSchema {
  const refusals = refusalsOf([...EVERYWHERE, ...operation.refusals])
  const { answer } = contract
  const answers = { ...successOf(operation, contract, referTo), ...refusals }
  // What is not in order is answered like what is, with the facts of it.
  if (operation.facts503 !== true || answer === undefined) return answers
  const { content, ...unready } = refusals['503'] as { content: JsonSchema }
  const facts = { 'application/json': { schema: referTo(answer) } }
  return { ...answers, '503': { ...unready, content: { ...content, ...facts } } }
}

function successOf(
  { caching }: Operation,
  { answer, media, status = 200 }: Contract,
  referTo: ReferTo,
): Readonly<Record<string, JsonSchema>> {
  const type = media ?? (answer === undefined ? 'application/octet-stream' : 'application/json')
  const schema = answer === undefined ? {} : { schema: referTo(answer) }
  const content = { [type]: schema }
  const headers = {
    'Cache-Control': headerOf('CacheControl'),
    ...(caching === 'tagged' ? { ETag: headerOf('ETag') } : {}),
  }
  const answers: Record<string, JsonSchema> = {
    [String(status)]: {
      description: status === 201 ? 'Filed' : 'The answer',
      headers,
      content,
    },
  }
  if (caching === 'tagged') answers['304'] = { description: 'As the caller has it', headers }
  return answers
}

function refusalsOf(codes: readonly RefusalCode[]): Readonly<Record<string, JsonSchema>> {
  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of new Set(codes)) {
    const status = statusOf(code)
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.map((code) => `\`${code}\``).join(', '),
        ...([429, 503, 507].includes(status)
          ? { headers: { 'Retry-After': headerOf('RetryAfter') } }
          : {}),
        content: {
          [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  )
}
