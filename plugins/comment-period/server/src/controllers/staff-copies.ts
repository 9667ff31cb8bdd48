import * as contracts from '../../../contracts/copies'
import { listCopies, readCopies } from '../services/copies'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffCopies = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listCopies, async (context, { params, query }) => {
    const { documentId } = params
    answerNoStore(context, 200, await listCopies(runtimeOf(strapi), documentId, query))
  }),

  read: endpoint(strapi, contracts.readCopies, async (context, { params, query }) => {
    answerNoStore(context, 200, await readCopies(runtimeOf(strapi), params, query))
  }),
})
