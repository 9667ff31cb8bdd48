import type { Context } from 'koa'
import { z } from 'zod'
import type { Contract } from '../../../contracts/endpoints'
import { takenBody } from '../middlewares/json-body'
import type { Strapi } from '../strapi-types'
import { action, paramsOf, parse, queryOf, type Action } from './answers'

type PartOf<C extends Contract, Name extends keyof Contract> =
  C extends Readonly<Record<Name, infer Schema extends z.ZodType>> ? z.infer<Schema> : undefined

/** A request as its contract reads it. */
export interface Asked<C extends Contract> {
  readonly params: PartOf<C, 'params'>
  readonly query: PartOf<C, 'query'>
  readonly body: PartOf<C, 'body'>
}

const NO_QUERY = z.strictObject({})
const NO_BODY = z.strictObject({}).optional()

/**
 * An action that sees nothing but what its contract lets through. Every part of the request is
 * parsed, also the ones that the contract does not name: a parameter nobody asked for is refused
 * wherever it comes.
 */
export function endpoint<C extends Contract>(
  strapi: Strapi,
  contract: C | (() => C),
  perform: (context: Context, asked: Asked<C>) => Promise<void>,
): Action {
  return action(strapi, async (context) => {
    const { params, query, body } = typeof contract === 'function' ? contract() : contract
    const asked = {
      params: params === undefined ? undefined : parse(params, paramsOf(context)),
      query: parse(query ?? NO_QUERY, queryOf(context)),
      body: parse(body ?? NO_BODY, takenBody(context)),
    }
    await perform(context, asked as Asked<C>)
  })
}
