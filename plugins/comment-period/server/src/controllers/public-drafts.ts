import { readCertificate as certificateContract } from '../../../contracts/certificate'
import { readDiff as diffContract } from '../../../contracts/diff'
import * as drafts from '../../../contracts/drafts'
import {
  findAttachment,
  readDraft,
  readExposure,
  readFinal,
  readPeriod,
} from '../services/docket-reading'
import { readCertificate } from '../services/exposure-certificate'
import { listDrafts } from '../services/draft-list'
import { readDiff } from '../services/version-diff'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerDownload, answerReading } from './answers'
import { endpoint } from './endpoint'

export const publicDrafts = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, drafts.listDrafts, async (context, { query }) => {
    await answerReading(context, await listDrafts(runtimeOf(strapi), query))
  }),

  read: endpoint(strapi, drafts.readDraft, async (context, { params, query }) => {
    await answerReading(context, await readDraft(runtimeOf(strapi), params.docket, query.locale))
  }),

  period: endpoint(strapi, drafts.readPeriod, async (context, { params }) => {
    await answerReading(context, await readPeriod(runtimeOf(strapi), params.docket))
  }),

  exposure: endpoint(strapi, drafts.readExposure, async (context, { params, query }) => {
    const { docket, n } = params
    await answerReading(context, await readExposure(runtimeOf(strapi), docket, n, query.locale))
  }),

  certificate: endpoint(strapi, certificateContract, async (context, { params }) => {
    const { docket, n } = params
    await answerReading(context, await readCertificate(runtimeOf(strapi), docket, n))
  }),

  final: endpoint(strapi, drafts.readFinal, async (context, { params }) => {
    await answerReading(context, await readFinal(runtimeOf(strapi), params.docket))
  }),

  diff: endpoint(strapi, diffContract, async (context, { params, query }) => {
    await answerReading(context, await readDiff(runtimeOf(strapi), params.docket, query))
  }),

  attachment: endpoint(strapi, drafts.readAttachment, async (context, { params }) => {
    const { docket, sha256 } = params
    const found = await findAttachment(runtimeOf(strapi), docket, sha256)
    const bytes = await runtimeOf(strapi).attachments.read(sha256)
    answerDownload(context, { ...found, bytes }, 'public, max-age=31536000, immutable')
  }),
})
