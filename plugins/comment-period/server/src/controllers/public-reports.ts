import * as contracts from '../../../contracts/reports'
import { weakTag } from '../services/kept-answers'
import { version } from '../release'
import { reportFile } from '../services/report-files'
import { listReports, readReport } from '../services/report-reading'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerDownload, answerReading, cachingOf } from './answers'
import { endpoint } from './endpoint'

export const publicReports = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listReports, async (context, { params }) => {
    await answerReading(context, await listReports(runtimeOf(strapi), params.docket))
  }),

  read: endpoint(strapi, contracts.readReport, async (context, { params, query }) => {
    const { docket, reportKind } = params
    await answerReading(context, await readReport(runtimeOf(strapi), docket, reportKind, query.n))
  }),

  file: endpoint(strapi, contracts.readReportFile, async (context, { params, query }) => {
    const { docket, reportKind } = params
    const { lang = 'fa', n } = query
    const { answer, ...freshness } = await readReport(runtimeOf(strapi), docket, reportKind, n)
    // The same report makes the same file until another release writes it: it need not be written
    // to be told that nothing changed.
    context.set('ETag', weakTag(`${answer.contentHash}/${lang}/${version}`))
    context.status = 200
    if (context.fresh) {
      context.set('Cache-Control', cachingOf(freshness))
      context.status = 304
      return
    }
    answerDownload(context, await reportFile(answer, lang), cachingOf(freshness))
  }),
})
