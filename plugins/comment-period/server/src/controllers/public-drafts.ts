import { readDiff as diffContract } from '../../../contracts/diff'
import * as drafts from '../../../contracts/drafts'
import {
  findAttachment,
  listDrafts,
  readDraft,
  readExposure,
  readFinal,
  readPeriod,
} from '../services/docket-reading'
import { readDiff } from '../services/version-diff'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerReading } from './answers'
import { endpoint } from './endpoint'

export const publicDrafts = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, drafts.listDrafts, async (context, { query }) => {
    answerReading(context, await listDrafts(runtimeOf(strapi), query))
  }),

  read: endpoint(strapi, drafts.readDraft, async (context, { params, query }) => {
    answerReading(context, await readDraft(runtimeOf(strapi), params.docket, query.locale))
  }),

  period: endpoint(strapi, drafts.readPeriod, async (context, { params }) => {
    answerReading(context, await readPeriod(runtimeOf(strapi), params.docket))
  }),

  exposure: endpoint(strapi, drafts.readExposure, async (context, { params, query }) => {
    const { docket, n } = params
    answerReading(context, await readExposure(runtimeOf(strapi), docket, n, query.locale))
  }),

  final: endpoint(strapi, drafts.readFinal, async (context, { params }) => {
    answerReading(context, await readFinal(runtimeOf(strapi), params.docket))
  }),

  diff: endpoint(strapi, diffContract, async (context, { params, query }) => {
    answerReading(context, await readDiff(runtimeOf(strapi), params.docket, query))
  }),

  attachment: endpoint(strapi, drafts.readAttachment, async (context, { params }) => {
    const { docket, sha256 } = params
    const found = await findAttachment(runtimeOf(strapi), docket, sha256)
    const file = await runtimeOf(strapi).attachments.read(sha256)
    // Served as a download of an exact type and in a sandbox: never as a page of this origin.
    context.attachment(found.name)
    context.set('Content-Type', 'application/octet-stream')
    context.set('Content-Length', String(found.size))
    context.set('X-Content-Type-Options', 'nosniff')
    context.set('Content-Security-Policy', "default-src 'none'; sandbox")
    context.set('Cache-Control', 'public, max-age=31536000, immutable')
    context.body = file
  }),
})
