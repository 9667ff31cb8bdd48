import * as contracts from '../../../contracts/evidence'
import { openEvidence } from '../services/evidence-file'
import { readEvidence } from '../services/evidence-answers'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerDownload, answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffEvidence = ({ strapi }: { strapi: Strapi }) => ({
  read: endpoint(strapi, contracts.readEvidence, async (context, { query }) => {
    answerNoStore(context, 200, await readEvidence(runtimeOf(strapi), query))
  }),

  file: endpoint(strapi, contracts.readEvidenceFile, async (context, { query }) => {
    answerDownload(context, await openEvidence(runtimeOf(strapi), query), 'no-store')
  }),
})
