import { docketReport as reportSchema, type DocketReportOut } from '../../../contracts/reports'
import { canonicalJson, type CanonicalValue } from '../../../domain/canonical-json'
import {
  docketReport,
  type DocketReport,
  type ReportFacts,
  type ReportPreamble,
} from '../../../domain/docket-report'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import type { ReportKind } from '../../../domain/report-decisions'
import { findLastGrounds } from '../repositories/change-grounds'
import { countComments, publishedAmong } from '../repositories/comments'
import { countResponses, groupComments } from '../repositories/docket-figures'
import type { DocketHead } from '../repositories/docket-heads'
import { findExposures, type ExposureRecord } from '../repositories/exposures'
import { loadLedger } from '../repositories/ledgers'
import { findIssuance, type IssuanceRecord } from '../repositories/period-acts'
import { countUnderThemes, findThemeAnswers, findTitles } from '../repositories/themes'
import type { Db } from '../strapi-types'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

export interface ReportAsked extends ReportPreamble {
  readonly kind: ReportKind
  readonly n: number
  readonly now: Instant
}

/** Builds a report from the record as it stands. */
export async function buildReport(
  { strapi }: Runtime,
  db: Db,
  { documentId, docket }: Pick<DocketHead, 'documentId' | 'docket'>,
  asked: ReportAsked,
): Promise<DocketReport> {
  const exposures = await findExposures(db, documentId)
  const last = exposures.at(-1) ?? refuse('NOT_EXPOSED')
  const issuance = await findIssuance(db, documentId)
  const tied = await findLastGrounds(db, documentId)
  const named = tied.flatMap(({ comment }) => (comment === null ? [] : [comment]))
  const { body, kind, zone } = last.snapshot
  return docketReport({
    ...asked,
    docket,
    ledger: await loadLedger(db, documentId),
    exposures: exposures.map(exposureFacts),
    body: { slug: body.slug, name: body.name, letterheadLines: body.letterheadLines },
    instrument: { key: kind.key, name: kind.name, terminalAct: last.terminalAct },
    zone,
    counts: await countComments(db, documentId),
    groups: await groupComments(strapi, db, documentId),
    themes: await findTitles(db, documentId),
    underThemes: await countUnderThemes(strapi, db, documentId),
    themeAnswers: await findThemeAnswers(db, documentId),
    responses: await countResponses(strapi, db, documentId),
    grounds: { tied, published: await publishedAmong(strapi, db, named) },
    issuance: issuance === null ? null : issuanceFacts(issuance),
  })
}

function exposureFacts(exposure: ExposureRecord): ReportFacts['exposures'][number] {
  return {
    n: exposure.n,
    locale: exposure.locale,
    text: readLegalText(exposure.content),
    textHash: exposure.textHash,
    openedAt: exposure.openedAt,
    minimumClosesAt: exposure.minimumClosesAt,
    hasRule: exposure.snapshot.winningRule !== null,
  }
}

function issuanceFacts(issuance: IssuanceRecord): ReportFacts['issuance'] {
  const { at, terminalAct, destinationAuthority, letterNumber, letterOn, textHash } = issuance
  return {
    issuedAt: toIsoUtc(at),
    terminalAct,
    destinationAuthority,
    letterNumber,
    letterOn,
    textHash,
    text: readLegalText(issuance.content),
  }
}

/** Writes a report as it is kept and hashed (RFC 8785). */
export function writeReport(report: DocketReport): string {
  return canonicalJson(JSON.parse(JSON.stringify(report)) as CanonicalValue)
}

/** Reads a kept report. One that was typed into the database and says nothing to us is none. */
export function readReportContent(content: string): DocketReportOut {
  return tryReportContent(content) ?? refuse('REPORT_UNKNOWN')
}

/** The same, and `null` where it is none: it must not take the others of its list with it. */
export function tryReportContent(content: string): DocketReportOut | null {
  const read = reportSchema.safeParse(JSON.parse(content))
  return read.success ? read.data : null
}
