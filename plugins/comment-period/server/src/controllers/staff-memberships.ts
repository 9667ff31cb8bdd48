import * as contracts from '../../../contracts/staff-acts'
import { grant, list, revoke } from '../services/memberships'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffMemberships = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listMemberships, async (context) => {
    answerNoStore(context, 200, await list(runtimeOf(strapi)))
  }),

  grant: endpoint(strapi, contracts.grantMembership, async (context, { body }) => {
    answerNoStore(context, 201, await grant(runtimeOf(strapi), body))
  }),

  revoke: endpoint(strapi, contracts.revokeMembership, async (context, { params }) => {
    await revoke(runtimeOf(strapi), params.id)
    answerNoStore(context, 200, { id: params.id })
  }),
})
