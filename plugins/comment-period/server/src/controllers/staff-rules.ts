import * as contracts from '../../../contracts/rules'
import { listRules } from '../services/rule-list'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffRules = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listRules, async (context) => {
    answerNoStore(context, 200, await listRules(runtimeOf(strapi)))
  }),
})
