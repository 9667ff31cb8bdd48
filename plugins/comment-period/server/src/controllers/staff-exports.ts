import * as contracts from '../../../contracts/exports'
import {
  askForExport,
  cancelExport,
  listExports,
  openExport,
  readExport,
} from '../services/exports'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerDownload, answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffExports = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listExports, async (context, { query }) => {
    answerNoStore(context, 200, await listExports(runtimeOf(strapi), query))
  }),

  ask: endpoint(strapi, contracts.askExport, async (context, { body }) => {
    answerNoStore(context, 201, await askForExport(runtimeOf(strapi), body))
  }),

  askFull: endpoint(strapi, contracts.askFullExport, async (context, { body }) => {
    const asked = { ...body, profile: 'full' } as const
    answerNoStore(context, 201, await askForExport(runtimeOf(strapi), asked))
  }),

  read: endpoint(strapi, contracts.readExport, async (context, { params }) => {
    answerNoStore(context, 200, await readExport(runtimeOf(strapi), params.exportId))
  }),

  cancel: endpoint(strapi, contracts.cancelExport, async (context, { params }) => {
    answerNoStore(context, 200, await cancelExport(runtimeOf(strapi), params.exportId))
  }),

  file: endpoint(strapi, contracts.readExportFile, async (context, { params }) => {
    answerDownload(context, await openExport(runtimeOf(strapi), params.exportId, false), 'no-store')
  }),

  fullFile: endpoint(strapi, contracts.readExportFile, async (context, { params }) => {
    answerDownload(context, await openExport(runtimeOf(strapi), params.exportId, true), 'no-store')
  }),
})
