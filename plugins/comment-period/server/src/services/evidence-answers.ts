import type {
  DraftEvidenceOut,
  EvidenceAsked,
  EvidenceOut,
  EvidenceReportOut,
} from '../../../contracts/evidence'
import { commentFigures, type EvidenceRow } from '../../../domain/evidence-report'
import { toIsoUtc } from '../../../domain/instant'
import { bodiesAllowing } from './bodies-allowing'
import { readBodyEvidence, type BodyEvidence } from './evidence-report'
import type { Runtime } from './runtime'

/** What a body did for participation in a span, and of which bodies whoever asks may read that. */
export async function readEvidence(runtime: Runtime, asked: EvidenceAsked): Promise<EvidenceOut> {
  const mine = await bodiesAllowing(runtime.strapi, 'evidence')
  const bodies = [...mine.values()].map(({ slug, name }) => ({ slug, name }))
  if (asked.body === undefined && mine.size === 0) return { bodies, report: null }
  return { bodies, report: reportOut(await readBodyEvidence(runtime, asked, mine)) }
}

function reportOut(evidence: BodyEvidence): EvidenceReportOut {
  const { at, body, span, zone, rows } = evidence
  return {
    format: 'evidence-report/1',
    at: toIsoUtc(at),
    from: span.from,
    to: span.to,
    since: toIsoUtc(span.since),
    until: toIsoUtc(span.until),
    zone,
    body: { slug: body.slug, name: body.name, letterheadLines: [...body.letterheadLines] },
    totals: totalsOut(evidence),
    drafts: rows.map(draftOut),
  }
}

function totalsOut({ totals, waived }: BodyEvidence): EvidenceReportOut['totals'] {
  return {
    drafts: totals.drafts,
    exposures: totals.exposures,
    waived,
    standings: { ...totals.standings },
    extended: totals.extended,
    suspended: totals.suspended,
    withdrawn: totals.withdrawn,
    comments: totals.comments,
    byChannel: [...totals.byChannel],
    byType: [...totals.byType],
    byState: [...totals.byState],
    responses: { ...totals.responses },
    byDisposition: [...totals.byDisposition],
    issued: totals.issued,
    changedTexts: totals.changedTexts,
    clauses: { ...totals.clauses },
    attachments: totals.attachments,
  }
}

function draftOut({ comments: groups, ...row }: EvidenceRow): DraftEvidenceOut {
  const { comments, responses, byDisposition } = commentFigures(groups)
  const countOf = (disposition: string) =>
    byDisposition.find(({ key }) => key === disposition)?.n ?? 0
  return {
    ...row,
    openedAt: toIsoUtc(row.openedAt),
    closesAt: row.closesAt === null ? null : toIsoUtc(row.closesAt),
    comments,
    responses: { ...responses },
    accepted: countOf('accepted'),
    partlyAccepted: countOf('partly-accepted'),
    act: row.act === null ? null : { ...row.act, at: toIsoUtc(row.act.at) },
  }
}
