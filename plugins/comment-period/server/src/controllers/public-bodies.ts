import * as contracts from '../../../contracts/bodies'
import { listBodiesOut, readBodyOut } from '../services/body-reading'
import { readHealth } from '../services/health'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { action, answerNoStore, answerReading, paramsOf, parse, queryOf } from './answers'

export const publicBodies = ({ strapi }: { strapi: Strapi }) => ({
  list: action(strapi, async (context) => {
    parse(contracts.listBodies.query, queryOf(context))
    answerReading(context, await listBodiesOut(runtimeOf(strapi)))
  }),

  read: action(strapi, async (context) => {
    const { slug } = parse(contracts.readBody.params, paramsOf(context))
    parse(contracts.readBody.query, queryOf(context))
    answerReading(context, await readBodyOut(runtimeOf(strapi), slug))
  }),

  health: action(strapi, async (context) => {
    parse(contracts.readHealth.query, queryOf(context))
    const health = await readHealth(strapi)
    answerNoStore(context, health.ok ? 200 : 503, health)
  }),
})
