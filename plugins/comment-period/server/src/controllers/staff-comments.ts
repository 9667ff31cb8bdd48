import * as contracts from '../../../contracts/staff-acts'
import { respondToComment, screenComment } from '../services/comment-acts'
import { runtimeOf } from '../services/runtime'
import { listStaffComments } from '../services/staff-reading'
import type { Strapi } from '../strapi-types'
import { action, answerNoStore, bodyOf, paramsOf, parse, queryOf } from './answers'

export const staffComments = ({ strapi }: { strapi: Strapi }) => ({
  list: action(strapi, async (context) => {
    const { documentId } = parse(contracts.listStaffComments.params, paramsOf(context))
    const query = parse(contracts.listStaffComments.query, queryOf(context))
    answerNoStore(context, 200, await listStaffComments(runtimeOf(strapi), documentId, query))
  }),

  respond: action(strapi, async (context) => {
    const { publicId } = parse(contracts.respond.params, paramsOf(context))
    const input = parse(contracts.respond.body, bodyOf(context))
    answerNoStore(context, 201, await respondToComment(runtimeOf(strapi), publicId, input))
  }),

  screen: action(strapi, async (context) => {
    const { publicId } = parse(contracts.screen.params, paramsOf(context))
    const input = parse(contracts.screen.body, bodyOf(context))
    answerNoStore(context, 200, await screenComment(runtimeOf(strapi), publicId, input))
  }),
})
