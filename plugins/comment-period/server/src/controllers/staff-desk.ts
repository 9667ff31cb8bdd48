import { readDashboard } from '../../../contracts/dashboard'
import * as contracts from '../../../contracts/desk'
import { assignComment } from '../services/assignments'
import { respondToComment, screenComment } from '../services/comment-acts'
import * as dashboard from '../services/dashboard'
import { readDesk } from '../services/desk'
import { actOnMany, readDeskComment } from '../services/desk-comment'
import { listDesk } from '../services/desk-list'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffDesk = ({ strapi }: { strapi: Strapi }) => ({
  dashboard: endpoint(strapi, readDashboard, async (context, { query }) => {
    answerNoStore(context, 200, await dashboard.readDashboard(runtimeOf(strapi), query))
  }),

  desk: endpoint(strapi, contracts.readDesk, async (context) => {
    answerNoStore(context, 200, await readDesk(runtimeOf(strapi)))
  }),

  list: endpoint(strapi, contracts.listDesk, async (context, { query }) => {
    answerNoStore(context, 200, await listDesk(runtimeOf(strapi), query))
  }),

  read: endpoint(strapi, contracts.readDeskComment, async (context, { params }) => {
    answerNoStore(context, 200, await readDeskComment(runtimeOf(strapi), params.publicId))
  }),

  screen: endpoint(strapi, contracts.screenMany, async (context, { body }) => {
    const { publicIds, ...screening } = body
    const runtime = runtimeOf(strapi)
    answerNoStore(
      context,
      200,
      await actOnMany(publicIds, (publicId) => screenComment(runtime, publicId, screening)),
    )
  }),

  assign: endpoint(strapi, contracts.assignMany, async (context, { body }) => {
    const { publicIds, ...assignment } = body
    const runtime = runtimeOf(strapi)
    answerNoStore(
      context,
      200,
      await actOnMany(publicIds, (publicId) => assignComment(runtime, publicId, assignment)),
    )
  }),

  respond: endpoint(strapi, contracts.respondToMany, async (context, { body }) => {
    const { publicIds, ...response } = body
    const runtime = runtimeOf(strapi)
    answerNoStore(
      context,
      200,
      await actOnMany(publicIds, (publicId) => respondToComment(runtime, publicId, response)),
    )
  }),
})
