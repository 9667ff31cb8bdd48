import * as drafts from '../../../contracts/drafts'
import {
  findAttachment,
  listDrafts,
  readDraft,
  readExposure,
  readFinal,
  readPeriod,
} from '../services/docket-reading'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { action, answerReading, paramsOf, parse, queryOf } from './answers'

export const publicDrafts = ({ strapi }: { strapi: Strapi }) => ({
  list: action(strapi, async (context) => {
    const query = parse(drafts.listDrafts.query, queryOf(context))
    answerReading(context, await listDrafts(runtimeOf(strapi), query))
  }),

  read: action(strapi, async (context) => {
    const { docket } = parse(drafts.readDraft.params, paramsOf(context))
    const { locale } = parse(drafts.readDraft.query, queryOf(context))
    answerReading(context, await readDraft(runtimeOf(strapi), docket, locale))
  }),

  period: action(strapi, async (context) => {
    const { docket } = parse(drafts.readPeriod.params, paramsOf(context))
    parse(drafts.readPeriod.query, queryOf(context))
    answerReading(context, await readPeriod(runtimeOf(strapi), docket))
  }),

  exposure: action(strapi, async (context) => {
    const { docket, n } = parse(drafts.readExposure.params, paramsOf(context))
    const { locale } = parse(drafts.readExposure.query, queryOf(context))
    answerReading(context, await readExposure(runtimeOf(strapi), docket, n, locale))
  }),

  final: action(strapi, async (context) => {
    const { docket } = parse(drafts.readFinal.params, paramsOf(context))
    parse(drafts.readFinal.query, queryOf(context))
    answerReading(context, await readFinal(runtimeOf(strapi), docket))
  }),

  attachment: action(strapi, async (context) => {
    const { docket, sha256 } = parse(drafts.readAttachment.params, paramsOf(context))
    parse(drafts.readAttachment.query, queryOf(context))
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
