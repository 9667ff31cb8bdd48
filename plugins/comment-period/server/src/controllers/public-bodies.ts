import * as contracts from '../../../contracts/bodies'
import { listBodiesOut, readBodyOut } from '../services/body-reading'
import { readHealth } from '../services/health'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerNoStore, answerReading } from './answers'
import { endpoint } from './endpoint'

export const publicBodies = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listBodies, async (context) => {
    await answerReading(context, await listBodiesOut(runtimeOf(strapi)))
  }),

  read: endpoint(strapi, contracts.readBody, async (context, { params }) => {
    await answerReading(context, await readBodyOut(runtimeOf(strapi), params.slug))
  }),

  health: endpoint(strapi, contracts.readHealth, async (context) => {
    const health = await readHealth(strapi)
    answerNoStore(context, health.ok ? 200 : 503, health)
  }),
})
