import * as contracts from '../../../contracts/staff-acts'
import { respondToComment, screenComment } from '../services/comment-acts'
import { runtimeOf } from '../services/runtime'
import { listStaffComments } from '../services/staff-reading'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffComments = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listStaffComments, async (context, { params, query }) => {
    const { documentId } = params
    answerNoStore(context, 200, await listStaffComments(runtimeOf(strapi), documentId, query))
  }),

  respond: endpoint(strapi, contracts.respond, async (context, { params, body }) => {
    answerNoStore(context, 201, await respondToComment(runtimeOf(strapi), params.publicId, body))
  }),

  screen: endpoint(strapi, contracts.screen, async (context, { params, body }) => {
    answerNoStore(context, 200, await screenComment(runtimeOf(strapi), params.publicId, body))
  }),
})
