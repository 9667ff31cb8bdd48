import type { Context } from 'koa'
import { z } from 'zod'
import type { Contract } from '../../../contracts/endpoints'
import { readJson, takenBody } from '../middlewares/json-body'
import { hasMultipart, openMultipart, type OpenMultipart } from '../middlewares/multipart-body'
import { fileLimits } from '../services/comment-files'
import type { IncomingFile } from '../services/incoming-folder'
import { lawfulValue, refuse } from '../services/refusal-error'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { action, paramsOf, parse, queryOf, type Action } from './answers'

type PartOf<C extends Contract, Name extends keyof Contract> =
  C extends Readonly<Record<Name, infer Schema extends z.ZodType>> ? z.infer<Schema> : undefined

/** A request as its contract reads it. */
export interface Asked<C extends Contract> {
  readonly params: PartOf<C, 'params'>
  readonly query: PartOf<C, 'query'>
  readonly body: PartOf<C, 'body'>
  /** Receives the files that come with the body; `null` where none can come. */
  readonly receiveFiles: (() => Promise<readonly IncomingFile[]>) | null
}

const NO_QUERY = z.strictObject({})
const NO_BODY = z.strictObject({}).optional()

/** The field of a multipart body that holds what is else the JSON body. */
const JSON_FIELD = 'comment'

function jsonOf({ fields }: OpenMultipart): unknown {
  const text = fields.get(JSON_FIELD)
  if (text === undefined) {
    return refuse('INPUT_INVALID', { field: JSON_FIELD, problem: 'must be the first part' })
  }
  return lawfulValue(readJson(text))
}

/**
 * An action that sees nothing but what its contract lets through. Every part of the request is
 * parsed, also the ones that the contract does not name: a parameter nobody asked for is refused
 * wherever it comes. Of a multipart body the files are still on their way then.
 */
export function endpoint<C extends Contract>(
  strapi: Strapi,
  contract: C | (() => C),
  perform: (context: Context, asked: Asked<C>) => Promise<void>,
): Action {
  return action(strapi, async (context) => {
    const { params, query, body, takesFiles } =
      typeof contract === 'function' ? contract() : contract
    const parts = {
      params: params === undefined ? undefined : parse(params, paramsOf(context)),
      query: parse(query ?? NO_QUERY, queryOf(context)),
    }
    const multipart =
      takesFiles === true && hasMultipart(context)
        ? await openMultipart(context, {
            fields: body === undefined ? [] : [JSON_FIELD],
            ...fileLimits(runtimeOf(strapi)),
          })
        : null
    try {
      const given = multipart === null ? takenBody(context) : body && jsonOf(multipart)
      const asked = {
        ...parts,
        body: parse(body ?? NO_BODY, given),
        receiveFiles: multipart === null ? null : () => multipart.receiveFiles(),
      }
      await perform(context, asked as Asked<C>)
    } finally {
      await multipart?.close()
    }
  })
}
