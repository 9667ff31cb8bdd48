import * as contracts from '../../../contracts/reports'
import { reportFile } from '../services/report-files'
import {
  listStaffReports,
  previewReport,
  publishReport,
  readStaffReport,
} from '../services/reports'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerDownload, answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffReports = ({ strapi }: { strapi: Strapi }) => ({
  find: endpoint(strapi, contracts.findStaffReports, async (context, { query }) => {
    const { docket } = query
    answerNoStore(context, 200, await listStaffReports(runtimeOf(strapi), { docket }))
  }),

  list: endpoint(strapi, contracts.listStaffReports, async (context, { params }) => {
    const { documentId } = params
    answerNoStore(context, 200, await listStaffReports(runtimeOf(strapi), { documentId }))
  }),

  preview: endpoint(strapi, contracts.previewReport, async (context, { params, query }) => {
    const { documentId } = params
    answerNoStore(context, 200, await previewReport(runtimeOf(strapi), documentId, query.kind))
  }),

  publish: endpoint(strapi, contracts.publishReport, async (context, { params, body }) => {
    answerNoStore(context, 201, await publishReport(runtimeOf(strapi), params.documentId, body))
  }),

  file: endpoint(strapi, contracts.readStaffReportFile, async (context, { params, query }) => {
    const { documentId, reportN } = params
    const report = await readStaffReport(runtimeOf(strapi), documentId, reportN)
    answerDownload(context, await reportFile(report, query.lang ?? 'fa'), 'no-store')
  }),
})
