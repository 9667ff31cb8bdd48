import type {
  DocketReportOut,
  ReportPublished,
  StaffReportOut,
  StaffReportsOut,
} from '../../../contracts/reports'
import type { ReportPreamble } from '../../../domain/docket-report'
import { toIsoUtc } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import { phaseAt, stateOf } from '../../../domain/phase'
import { decideReport, REPORT_KINDS, type ReportKind } from '../../../domain/report-decisions'
import { readDatabaseClock } from '../database/clock'
import { findHead, lockHead, type DocketHead } from '../repositories/docket-heads'
import { findLatestExposures } from '../repositories/exposures'
import { loadLedger } from '../repositories/ledgers'
import {
  findReportContent,
  findReports,
  insertReport,
  type ReportRecord,
} from '../repositories/reports'
import { connectionOf, inTransaction, type Db } from '../strapi-types'
import { assertMember, currentActor } from './actors'
import { audit } from './audit-log'
import { sha256Hex } from './keys'
import { lawfulValue, refuse } from './refusal-error'
import { buildReport, readReportContent, tryReportContent, writeReport } from './report-content'
import type { FrozenReport } from './report-files'
import type { Runtime } from './runtime'
import { parseDay } from './typed-days'

/** Freezes a report as the record stands now, and publishes it; a digest is for its addressee. */
export async function publishReport(
  runtime: Runtime,
  documentId: string,
  input: ReportPublished,
): Promise<StaffReportOut> {
  const { strapi } = runtime
  const { kind, reason } = input
  const published = await inTransaction(strapi, async (db) => {
    const head = (await lockHead(db, { documentId })) ?? refuse('NOT_EXPOSED')
    const actor = currentActor(strapi)
    await assertMember(db, actor, head.bodyId, 'report')
    const state = stateOf(await loadLedger(db, documentId))
    const { at } = lawfulValue(decideReport(state, await readDatabaseClock(db), kind))
    const preamble = preambleOf(input)
    const n = 1 + (await findReports(db, documentId)).filter((each) => each.kind === kind).length
    const report = await buildReport(runtime, db, head, { kind, n, now: at, ...preamble })
    const content = writeReport(report)
    const contentHash = sha256Hex(content)
    const written = { kind, content, contentHash, reason }
    const reportN = await insertReport(db, documentId, written, { at, actor })
    const record = { reportN, kind, n, contentHash, reason, at, by: actor.name }
    return { docket: head.docket, out: staffReportOut(record, preamble.sentTo) }
  })
  const { docket, out } = published
  audit(strapi, 'report.published', { docket, report: kind, reportN: out.reportN })
  return out
}

function preambleOf(input: ReportPublished): ReportPreamble {
  const { foreword, addressee, letterNumber, letterOn } = input
  return {
    foreword: foreword ?? null,
    sentTo:
      addressee === undefined
        ? null
        : {
            addressee,
            letterNumber: letterNumber ?? null,
            letterOn: letterOn === undefined ? null : parseDay(letterOn),
          },
  }
}

/** What would be published now, without the body's own words. */
export async function previewReport(
  runtime: Runtime,
  documentId: string,
  kind: ReportKind,
): Promise<DocketReportOut> {
  const db = connectionOf(runtime.strapi)
  const head = await headOfTheirs(runtime, { documentId })
  const state = stateOf(await loadLedger(db, documentId))
  const { at } = lawfulValue(decideReport(state, await readDatabaseClock(db), kind))
  const n = 1 + (await findReports(db, documentId)).filter((each) => each.kind === kind).length
  const asked = { kind, n, now: at, foreword: null, sentTo: null }
  return readReportContent(writeReport(await buildReport(runtime, db, head, asked)))
}

/** Every report of a docket, with who published it and why, and which could be published now. */
export async function listStaffReports(
  runtime: Runtime,
  key: { readonly documentId: string } | { readonly docket: string },
): Promise<StaffReportsOut> {
  const db = connectionOf(runtime.strapi)
  const { documentId, docket } = await headOfTheirs(runtime, key)
  const exposure = (await findLatestExposures(db, [documentId])).get(documentId)
  if (exposure === undefined) return refuse('NOT_EXPOSED')
  const state = stateOf(await loadLedger(db, documentId))
  const now = await readDatabaseClock(db)
  const items: StaffReportOut[] = []
  for (const record of await findReports(db, documentId)) {
    items.push(staffReportOut(record, await sentToOf(db, documentId, record)))
  }
  return {
    documentId,
    docket,
    title: readLegalText(exposure.content).title,
    zone: exposure.snapshot.zone,
    phase: phaseAt(state, now),
    kinds: REPORT_KINDS.map((kind) => {
      const decided = decideReport(state, now, kind)
      return { kind, refusal: decided.kind === 'refused' ? decided.refusal.code : null }
    }),
    items,
  }
}

/** Any report of a docket, digests too, for who may publish them. */
export async function readStaffReport(
  runtime: Runtime,
  documentId: string,
  reportN: number,
): Promise<FrozenReport> {
  const { docket } = await headOfTheirs(runtime, { documentId })
  const db = connectionOf(runtime.strapi)
  const records = await findReports(db, documentId)
  const record = records.find((each) => each.reportN === reportN) ?? refuse('REPORT_UNKNOWN')
  const content = await findReportContent(db, documentId, reportN)
  const report = readReportContent(content ?? refuse('REPORT_UNKNOWN'))
  if (report.kind === 'digest') audit(runtime.strapi, 'digest.fetched', { docket, reportN })
  return { report, contentHash: record.contentHash, publishedAt: toIsoUtc(record.at) }
}

async function headOfTheirs(
  { strapi }: Runtime,
  key: { readonly documentId: string } | { readonly docket: string },
): Promise<DocketHead> {
  const db = connectionOf(strapi)
  const head = await findHead(db, key)
  if (head === null) return refuse('docket' in key ? 'DOCKET_UNKNOWN' : 'NOT_EXPOSED')
  await assertMember(db, currentActor(strapi), head.bodyId, 'report')
  return head
}

async function sentToOf(
  db: Db,
  documentId: string,
  { kind, reportN }: ReportRecord,
): Promise<StaffReportOut['sentTo']> {
  if (kind !== 'digest') return null
  const content = await findReportContent(db, documentId, reportN)
  return content === null ? null : (tryReportContent(content)?.sentTo ?? null)
}

function staffReportOut(record: ReportRecord, sentTo: StaffReportOut['sentTo']): StaffReportOut {
  const { reportN, kind, n, contentHash, reason, at, by } = record
  return {
    reportN,
    kind,
    n,
    publishedAt: toIsoUtc(at),
    contentHash,
    publishedBy: by,
    reason,
    sentTo,
  }
}
