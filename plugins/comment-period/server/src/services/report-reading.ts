import type { DocketReportOut, ReportOut, ReportsOut } from '../../../contracts/reports'
import { PUBLIC_REPORT_KINDS, type PublicReportKind } from '../../../domain/report-decisions'
import { findReportContent, findReports, type ReportRecord } from '../repositories/reports'
import { connectionOf, type Db } from '../strapi-types'
import { publishedOut } from './docket-answers'
import { everythingIn, openDocket } from './docket-reading'
import { readReportContent } from './report-content'
import { docketReading, type Reading } from './reading'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** The reports of a docket that everybody may read. */
export async function listReports(runtime: Runtime, docket: string): Promise<Reading<ReportsOut>> {
  const opened = await openDocket(runtime, docket)
  const { head } = opened
  const key = `reports/${head.docket}`
  const answered = await runtime.keepAnswer(key, everythingIn(opened), async () => ({
    docket: head.docket,
    items: await publicReports(connectionOf(runtime.strapi), head.documentId),
  }))
  return docketReading(opened, answered)
}

async function publicReports(db: Db, documentId: string): Promise<ReportsOut['items']> {
  return (await findReports(db, documentId)).flatMap((record) => {
    const kind = PUBLIC_REPORT_KINDS.find((each) => each === record.kind)
    return kind === undefined ? [] : [{ kind, ...publishedOut(record) }]
  })
}

/**
 * A public report as it was frozen.
 *
 * @param n among those of its kind; the last where it is not given
 */
export async function readReport(
  runtime: Runtime,
  docket: string,
  kind: PublicReportKind,
  n?: number,
): Promise<Reading<ReportOut>> {
  const opened = await openDocket(runtime, docket)
  const { head } = opened
  const key = `report/${head.docket}/${kind}/${String(n ?? '')}`
  const answered = await runtime.keepAnswer(key, everythingIn(opened), async () => {
    const db = connectionOf(runtime.strapi)
    const ofKind = (await findReports(db, head.documentId)).filter((each) => each.kind === kind)
    const record = n === undefined ? ofKind.at(-1) : ofKind.find((each) => each.n === n)
    if (record === undefined) return refuse('REPORT_UNKNOWN')
    return { ...publishedOut(record), report: await contentOf(db, head.documentId, record) }
  })
  return docketReading(opened, answered)
}

async function contentOf(
  db: Db,
  documentId: string,
  { reportN }: ReportRecord,
): Promise<DocketReportOut> {
  const content = await findReportContent(db, documentId, reportN)
  return readReportContent(content ?? refuse('REPORT_UNKNOWN'))
}
