import * as contracts from '../../../contracts/staff-acts'
import { grant, list, revoke } from '../services/memberships'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { action, answerNoStore, bodyOf, paramsOf, parse } from './answers'

export const staffMemberships = ({ strapi }: { strapi: Strapi }) => ({
  list: action(strapi, async (context) => {
    answerNoStore(context, 200, { items: await list(runtimeOf(strapi)) })
  }),

  grant: action(strapi, async (context) => {
    const input = parse(contracts.membership.body, bodyOf(context))
    answerNoStore(context, 201, await grant(runtimeOf(strapi), input))
  }),

  revoke: action(strapi, async (context) => {
    const { id } = parse(contracts.revokeMembership.params, paramsOf(context))
    await revoke(runtimeOf(strapi), id)
    answerNoStore(context, 200, { id })
  }),
})
