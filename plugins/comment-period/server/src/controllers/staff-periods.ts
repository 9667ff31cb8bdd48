import * as contracts from '../../../contracts/staff-acts'
import { toIsoUtc } from '../../../domain/instant'
import { restartPeriod } from '../services/exposures'
import {
  extendPeriod,
  issueDraft,
  resumePeriod,
  suspendPeriod,
  waiveExposure,
  withdrawDraft,
} from '../services/period-acts'
import { runtimeOf } from '../services/runtime'
import { readStaffPeriod } from '../services/staff-reading'
import type { Strapi } from '../strapi-types'
import { action, answerNoStore, bodyOf, paramsOf, parse, queryOf } from './answers'

/** Instants leave as ISO 8601; everything else as it is. */
function withIso(outcome: object): object {
  return Object.fromEntries(
    Object.entries(outcome).map(([name, value]: [string, unknown]) => [
      name,
      (name === 'at' || name.endsWith('At')) && typeof value === 'number' ? toIsoUtc(value) : value,
    ]),
  )
}

export const staffPeriods = ({ strapi }: { strapi: Strapi }) => ({
  read: action(strapi, async (context) => {
    const { documentId } = parse(contracts.staffPeriod.params, paramsOf(context))
    parse(contracts.staffPeriod.query, queryOf(context))
    answerNoStore(context, 200, await readStaffPeriod(runtimeOf(strapi), documentId))
  }),

  restart: action(strapi, async (context) => {
    const { documentId } = parse(contracts.restart.params, paramsOf(context))
    const input = parse(contracts.restart.body, bodyOf(context))
    answerNoStore(context, 200, withIso(await restartPeriod(runtimeOf(strapi), documentId, input)))
  }),

  extend: action(strapi, async (context) => {
    const { documentId } = parse(contracts.extend.params, paramsOf(context))
    const input = parse(contracts.extend.body, bodyOf(context))
    answerNoStore(context, 200, withIso(await extendPeriod(runtimeOf(strapi), documentId, input)))
  }),

  suspend: action(strapi, async (context) => {
    const { documentId } = parse(contracts.suspend.params, paramsOf(context))
    const input = parse(contracts.suspend.body, bodyOf(context))
    answerNoStore(context, 200, withIso(await suspendPeriod(runtimeOf(strapi), documentId, input)))
  }),

  resume: action(strapi, async (context) => {
    const { documentId } = parse(contracts.resume.params, paramsOf(context))
    const input = parse(contracts.resume.body, bodyOf(context))
    answerNoStore(context, 200, withIso(await resumePeriod(runtimeOf(strapi), documentId, input)))
  }),

  waive: action(strapi, async (context) => {
    const { documentId } = parse(contracts.waive.params, paramsOf(context))
    const input = parse(contracts.waive.body, bodyOf(context))
    answerNoStore(context, 200, withIso(await waiveExposure(runtimeOf(strapi), documentId, input)))
  }),

  withdraw: action(strapi, async (context) => {
    const { documentId } = parse(contracts.withdraw.params, paramsOf(context))
    const input = parse(contracts.withdraw.body, bodyOf(context))
    answerNoStore(context, 200, withIso(await withdrawDraft(runtimeOf(strapi), documentId, input)))
  }),

  issue: action(strapi, async (context) => {
    const { documentId } = parse(contracts.issue.params, paramsOf(context))
    const input = parse(contracts.issue.body, bodyOf(context))
    answerNoStore(context, 201, withIso(await issueDraft(runtimeOf(strapi), documentId, input)))
  }),
})
