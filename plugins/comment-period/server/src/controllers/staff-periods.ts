import type { z } from 'zod'
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
import { runtimeOf, type Runtime } from '../services/runtime'
import { readStaffPeriod } from '../services/staff-period'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

/** Instants leave as ISO 8601; everything else as it is. */
function withIso(outcome: object): object {
  return Object.fromEntries(
    Object.entries(outcome).map(([name, value]: [string, unknown]) => [
      name,
      (name === 'at' || name.endsWith('At')) && typeof value === 'number' ? toIsoUtc(value) : value,
    ]),
  )
}

export const staffPeriods = ({ strapi }: { strapi: Strapi }) => {
  /** One act on one draft: its id from the address, its reason and facts from the body. */
  const act = <Body extends z.ZodType>(
    contract: { readonly params: typeof contracts.restart.params; readonly body: Body },
    perform: (runtime: Runtime, documentId: string, input: z.infer<Body>) => Promise<object>,
    status = 200,
  ) =>
    endpoint(strapi, contract, async (context, asked) => {
      const { documentId } = asked.params as z.infer<typeof contracts.restart.params>
      const input = asked.body as z.infer<Body>
      answerNoStore(context, status, withIso(await perform(runtimeOf(strapi), documentId, input)))
    })

  return {
    read: endpoint(strapi, contracts.staffPeriod, async (context, { params }) => {
      answerNoStore(context, 200, await readStaffPeriod(runtimeOf(strapi), params.documentId))
    }),

    restart: act(contracts.restart, restartPeriod),
    extend: act(contracts.extend, extendPeriod),
    suspend: act(contracts.suspend, suspendPeriod),
    resume: act(contracts.resume, resumePeriod),
    waive: act(contracts.waive, waiveExposure),
    withdraw: act(contracts.withdraw, withdrawDraft),
    issue: act(contracts.issue, issueDraft, 201),
  }
}
