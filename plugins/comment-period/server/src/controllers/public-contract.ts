import { readContract } from '../../../contracts/service'
import { readContractDocument } from '../services/contract-document'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerReading } from './answers'
import { endpoint } from './endpoint'

export const publicContract = ({ strapi }: { strapi: Strapi }) => ({
  read: endpoint(strapi, readContract, async (context) => {
    await answerReading(context, await readContractDocument(runtimeOf(strapi)))
  }),
})
