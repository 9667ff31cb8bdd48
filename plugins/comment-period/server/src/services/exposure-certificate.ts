import type { CertificateOut } from '../../../contracts/certificate'
import { judgeSpan, type JudgedSpan } from '../../../domain/exposure-span'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import type { DocketLedger } from '../../../domain/ledger'
import { readLegalText } from '../../../domain/legal-text'
import { phaseAt, stateOf } from '../../../domain/phase'
import { countComments } from '../repositories/comments'
import { findExposure, type ExposureRecord, type RuleSnapshot } from '../repositories/exposures'
import { findIssuance, type IssuanceRecord } from '../repositories/period-acts'
import { connectionOf } from '../strapi-types'
import { countsOut, eventsOut, issuanceOut, kindOut, periodRuleOut } from './docket-answers'
import { everythingIn, openDocket } from './docket-reading'
import { docketReading, type Reading } from './reading'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What a body shows a court: one text, from when to when it stood, and under which rules. */
export async function readCertificate(
  runtime: Runtime,
  docket: string,
  n: number,
): Promise<Reading<CertificateOut>> {
  const opened = await openDocket(runtime, docket)
  const { head, ledger, now } = opened
  const key = `certificate/${head.docket}/${String(n)}`
  const answered = await runtime.keepAnswer(key, everythingIn(opened), async () => {
    const db = connectionOf(runtime.strapi)
    const exposure = await findExposure(db, head.documentId, n)
    const hasRule = exposure?.snapshot.winningRule != null
    const span = judgeSpan(ledger, n, hasRule, now)
    if (exposure === null || span === null) return refuse('EXPOSURE_UNKNOWN')
    const counts = countsOut(await countComments(db, head.documentId))
    const issuance = await findIssuance(db, head.documentId)
    return certificateOf(exposure, span, ledger, now, counts, issuance)
  })
  return docketReading(opened, answered)
}

function certificateOf(
  exposure: ExposureRecord,
  span: JudgedSpan,
  ledger: DocketLedger,
  now: Instant,
  counts: CertificateOut['counts'],
  issuance: IssuanceRecord | null,
): CertificateOut {
  const { snapshot } = exposure
  const { title, attachments } = readLegalText(exposure.content)
  const phase = phaseAt(stateOf(ledger), now)
  const hasRule = snapshot.winningRule !== null
  const effective = span.intervals.at(-1)?.closesAt ?? null
  return {
    format: 'exposure-certificate/1',
    docket: exposure.docket,
    body: {
      slug: snapshot.body.slug,
      name: snapshot.body.name,
      letterheadLines: [...snapshot.body.letterheadLines],
      legalBasis: snapshot.body.legalBasis,
    },
    kind: kindOut(exposure),
    zone: snapshot.zone,
    exposure: {
      n: exposure.n,
      locale: exposure.locale,
      title,
      textHash: exposure.textHash,
      attachments: attachments.map(({ name, sha256, size }) => ({ name, sha256, size })),
      openedAt: toIsoUtc(exposure.openedAt),
      closesAt: toIsoUtc(exposure.closesAt),
      minimumClosesAt: hasRule ? toIsoUtc(exposure.minimumClosesAt) : null,
      countedDayOn: snapshot.countedDayOn,
      lastDayOn: snapshot.lastDayOn,
      skipped: snapshot.skipped.map(({ on, reason }) => ({ on, reason })),
      requestedLastDayOn: snapshot.requestedLastDayOn,
      reason: exposure.reason,
    },
    rules: rulesOut(snapshot.rules, snapshot.winningRule),
    phase,
    effectiveClosesAt: effective === null ? null : toIsoUtc(effective),
    intervals: span.intervals.map(({ opensAt, closesAt }) => ({
      opensAt: toIsoUtc(opensAt),
      closesAt: toIsoUtc(closesAt),
    })),
    events: eventsOut(span.events),
    endedBy: span.endedBy,
    endedAt: span.endedAt === null ? null : toIsoUtc(span.endedAt),
    openMs: span.openMs,
    minimumMs: span.minimumMs,
    isKept: span.isKept,
    counts,
    issuance:
      issuance === null || issuance.basisExposureN !== exposure.n ? null : issuanceOut(issuance),
  }
}

function rulesOut(
  rules: readonly RuleSnapshot[],
  winning: RuleSnapshot | null,
): CertificateOut['rules'] {
  const told = rules.flatMap((rule) => {
    const out = periodRuleOut(rule)
    if (out === null) return []
    const decided = rule.ruleId === winning?.ruleId && rule.revision === winning.revision
    const monthMeans: CertificateOut['rules'][number]['monthMeans'] =
      rule.monthMeans === 'solar-hijri-month' ? 'solar-hijri-month' : 'thirty-days'
    const { revision, excludeActionDay } = rule
    return [{ ...out, revision, monthMeans, excludeActionDay, decided }]
  })
  return [...told.filter(({ decided }) => decided), ...told.filter(({ decided }) => !decided)]
}
