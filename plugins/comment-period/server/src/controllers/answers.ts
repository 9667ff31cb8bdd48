import type { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { z } from 'zod'
import { PROBLEM_MEDIA_TYPE, statusOf, type Problem } from '../../../contracts/problem'
import {
  isRefusalCode,
  refusal,
  type Refusal,
  type RefusalCode,
  type RefusalDetails,
} from '../../../domain/refusal'
import { extensionOf } from '../../../domain/attachment-name'
import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import { auditRefusal } from '../services/audit-log'
import { refusalByGuard, refusalOf, RefusalError } from '../services/refusal-error'
import { weakTag } from '../services/kept-answers'
import type { Freshness, Reading } from '../services/reading'
import type { Strapi } from '../strapi-types'

/** A controller's action: parse, call, map. What it throws is mapped here, once for all. */
export type Action = (context: Context) => Promise<void>

export function action(strapi: Strapi, perform: Action): Action {
  return async (context) => {
    try {
      await perform(context)
    } catch (error) {
      answerRefusal(context, refusalFor(strapi, context, error))
    }
  }
}

/** What an error is told as. A defect is logged, and a refusal where it says something of its asker. */
export function refusalFor(strapi: Strapi, context: Context, error: unknown): Refusal {
  const known = refusalOf(error)
  if (known === null) {
    // Only the name: a driver's message quotes rows, and rows hold what people filed.
    strapi.log.error(
      `comment-period: ${routeOf(context) ?? context.method} failed: ${(error as Error).name} ${stackOf(error)}`,
    )
    return refusal('INTERNAL')
  }
  const byGuard = refusalByGuard(error) !== null
  auditRefusal(strapi, { code: known.code, byGuard }, routeOf(context))
  return known
}

/** The route as it is declared. The address itself is the caller's text, and holds ids. */
export function routeOf(context: Context): string | null {
  const { _matchedRoute: pattern } = context as Context & { _matchedRoute?: unknown }
  return typeof pattern === 'string' ? `${context.method} ${pattern}` : null
}

function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' ')
}

/** A name that the caller made up comes back in the answer; not at any length. */
const LONGEST_FIELD = 200

/**
 * Parses one part of a request by its contract.
 *
 * @throws RefusalError with the code of the field's fault, or `INPUT_INVALID` naming the field
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  // zod skips this key, so that it would be dropped instead of refused.
  if (typeof input === 'object' && input !== null && Object.hasOwn(input, '__proto__')) {
    throw new RefusalError(refusal('INPUT_INVALID', { field: '__proto__', problem: 'unknown key' }))
  }
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = (issue?.path ?? []).map(String).join('.').slice(0, LONGEST_FIELD)
  const fault = issue?.code === 'custom' ? faultOf(issue.params) : null
  if (fault !== null) {
    const details: RefusalDetails = field === '' ? fault.details : { field, ...fault.details }
    throw new RefusalError(refusal(fault.code, details))
  }
  const unknown =
    issue?.code === 'unrecognized_keys'
      ? issue.keys.slice(0, 5).join(', ').slice(0, LONGEST_FIELD)
      : null
  throw new RefusalError(
    refusal('INPUT_INVALID', {
      field: unknown === null ? field : unknown,
      problem: unknown === null ? (issue?.message ?? '') : 'unknown key',
    }),
  )
}

function faultOf(params: unknown): { code: RefusalCode; details: RefusalDetails } | null {
  const fault = (params as { refusal?: { code?: unknown } } | undefined)?.refusal
  if (fault === undefined || typeof fault.code !== 'string' || !isRefusalCode(fault.code))
    return null
  const details = Object.entries(fault).filter(([name]) => name !== 'code')
  return { code: fault.code, details: Object.fromEntries(details) as RefusalDetails }
}

/** The named parameters of the address. Koa's router also leaves numbered ones of its prefixes. */
export function paramsOf(context: Context): unknown {
  const { params } = context as Context & { params: Record<string, string> }
  return Object.fromEntries(Object.entries(params).filter(([name]) => !/^\d+$/.test(name)))
}

/**
 * The parameters of the query, each by its plain name and given once. Strapi's own parser drops
 * some names, nests or joins others, and lets bytes pass that are not UTF-8.
 */
export function queryOf(context: Context): unknown {
  const parameters = new Map<string, string>()
  for (const pair of context.querystring.split('&')) {
    if (pair === '') continue
    const [name = '', ...value] = pair.split('=')
    const field = decodeParameter(name)
    if (parameters.has(field)) {
      throw new RefusalError(
        refusal('INPUT_INVALID', {
          field: field.slice(0, LONGEST_FIELD),
          problem: 'given more than once',
        }),
      )
    }
    parameters.set(field, decodeParameter(value.join('=')))
  }
  return Object.fromEntries(parameters)
}

function decodeParameter(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (cause) {
    const problem = 'not percent-encoded UTF-8'
    throw new RefusalError(refusal('INPUT_INVALID', { field: 'query', problem }), { cause })
  }
}

export function answerRefusal(context: Context, { code, details }: Refusal): void {
  answerProblem(context, code, details)
}

/** RFC 9457. `title` is in Persian unless the caller prefers English; `code` is for programs. */
export function answerProblem(
  context: Context,
  code: RefusalCode,
  details: RefusalDetails = {},
  status = statusOf(code),
): void {
  const language = context.acceptsLanguages('fa', 'en') === 'en' ? 'en' : 'fa'
  const problem: Problem = {
    type: `urn:comment-period:refusal:${code}`,
    title: REFUSAL_MESSAGES[code][language],
    status,
    code,
    detail: REFUSAL_MESSAGES[code].en,
    details,
  }
  context.status = status
  context.set('Content-Language', language)
  context.set('Cache-Control', 'no-store')
  if (typeof details.retryAfterS === 'number') {
    context.set('Retry-After', String(details.retryAfterS))
  } else if (status === 503 || status === 507) context.set('Retry-After', '5')
  context.body = problem
  context.type = PROBLEM_MEDIA_TYPE
}

/** Seconds for which a shared cache may answer; never past the next change of phase. */
const LONGEST_AGE_S = 10

/** What a shared cache may do with an answer: nothing is kept past a change of phase. */
export function cachingOf({ phaseChangesAt, now }: Freshness): string {
  const untilChange =
    phaseChangesAt === null ? LONGEST_AGE_S : Math.floor((phaseChangesAt - now) / 1000)
  return `public, max-age=${String(Math.max(0, Math.min(LONGEST_AGE_S, untilChange)))}`
}

/** What is shorter than this fits into one packet, compressed or not. */
const LEAST_ZIPPED_BYTES = 1024

/** Whether the caller wants an answer of this length compressed. */
export function takesZipped(context: Context, bytes: number): boolean {
  return bytes >= LEAST_ZIPPED_BYTES && context.acceptsEncodings('gzip', 'identity') === 'gzip'
}

/** Answers a read: 304 where the caller has it, and compressed where the caller takes it so. */
export async function answerReading(
  context: Context,
  { sent, ...freshness }: Reading<unknown>,
): Promise<void> {
  context.set('Cache-Control', cachingOf(freshness))
  context.set('ETag', sent.etag)
  context.vary('Accept-Encoding')
  context.status = 200
  if (context.fresh) {
    context.status = 304
    return
  }
  context.type = 'application/json; charset=utf-8'
  const isZipped = takesZipped(context, sent.json.length)
  if (isZipped) context.set('Content-Encoding', 'gzip')
  context.body = isZipped ? await sent.gzipped() : sent.json
}

/** Answers a read that is a text of another type, tagged like the others. */
export function answerText(
  context: Context,
  type: string,
  text: string,
  freshness: Freshness,
): void {
  context.set('Cache-Control', cachingOf(freshness))
  context.set('ETag', weakTag(text))
  context.status = 200
  if (context.fresh) {
    context.status = 304
    return
  }
  context.type = `${type}; charset=utf-8`
  context.body = text
}

/** A file to be handed out, under the name that people know it by. */
export interface Download {
  readonly name: string
  /** `null` where it is made while it is handed out. */
  readonly size: number | null
  readonly bytes: Readable
}

/** Served as bytes to be saved and in a sandbox: never as a page of this origin, whatever it holds. */
export function answerDownload(
  context: Context,
  { name, size, bytes }: Download,
  caching: string,
): void {
  // The whole name is in `filename*`; the other is for readers that decode what they should not.
  const fallback = /^[\w .-]*$/.test(name) ? name : `attachment.${extensionOf(name) || 'bin'}`
  context.attachment(name, { fallback })
  context.set('Content-Type', 'application/octet-stream')
  if (size !== null) context.set('Content-Length', String(size))
  context.set('X-Content-Type-Options', 'nosniff')
  context.set('Content-Security-Policy', "default-src 'none'; sandbox")
  context.set('Cache-Control', caching)
  context.status = 200
  context.body = bytes
}

export function answerNoStore(context: Context, status: number, answer: unknown): void {
  context.set('Cache-Control', 'no-store')
  context.set('Referrer-Policy', 'no-referrer')
  context.status = status
  context.body = answer
}
