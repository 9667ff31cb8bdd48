import { judgeSpan } from './exposure-span'
import { toIsoUtc, type Instant } from './instant'
import type { DocketLedger, PeriodEvent } from './ledger'
import { readLegalText } from './legal-text'
import type { MonthMeaning, PeriodUnit, RuleForce, TerminalAct } from './period-rule'
import { phaseAt, stateOf } from './phase'

/** A rule as an exposure keeps it. */
export interface CertifiedRule {
  readonly ruleId: string
  readonly revision: number
  readonly title: string
  readonly count: number
  readonly unit: string
  readonly monthMeans: string
  readonly excludeActionDay: boolean
  readonly force: string
  readonly legalBasis: string
  readonly note: string
}

/** What a certificate says of an exposure itself: all of it is in the exposure's row. */
export interface CertifiedExposure {
  readonly docket: string
  readonly n: number
  readonly locale: string
  readonly content: string
  readonly textHash: string
  readonly openedAt: Instant
  readonly closesAt: Instant
  readonly minimumClosesAt: Instant
  readonly terminalAct: TerminalAct
  readonly reason: string | null
  readonly snapshot: {
    readonly body: {
      readonly slug: string
      readonly name: string
      readonly letterheadLines: readonly string[]
      readonly legalBasis: string
    }
    readonly kind: { readonly key: string; readonly name: string }
    readonly zone: string
    readonly rules: readonly CertifiedRule[]
    readonly winningRule: CertifiedRule | null
    readonly lastDayOn: string | null
    readonly countedDayOn: string | null
    readonly skipped: readonly { readonly on: string; readonly reason: string }[]
    readonly requestedLastDayOn: string | null
  }
}

/** What a certificate says of an issuance. */
export interface CertifiedIssuance {
  readonly at: Instant
  readonly terminalAct: TerminalAct
  readonly basisExposureN: number | null
  readonly destinationAuthority: string | null
  readonly letterNumber: string | null
  readonly letterOn: string | null
  readonly textHash: string
}

/**
 * What a certificate states of an exposure, from the record alone: whoever has the record makes the
 * same certificate, member by member. Only how many comments there were is not in it.
 *
 * @param now not before the ledger's last entry
 * @returns `null` where the ledger has no such exposure
 */
export function certificateOf(
  exposure: CertifiedExposure,
  ledger: DocketLedger,
  issuance: CertifiedIssuance | null,
  now: Instant,
) {
  const { snapshot } = exposure
  const hasRule = snapshot.winningRule !== null
  const span = judgeSpan(ledger, exposure.n, hasRule, now)
  if (span === null) return null
  const { title, attachments } = readLegalText(exposure.content)
  const effective = span.intervals.at(-1)?.closesAt ?? null
  // The row may be there a moment before the ledger that is certified has it.
  const isIssued = ledger.some((entry) => entry.entry === 'issuance')
  const cites = isIssued && issuance?.basisExposureN === exposure.n ? issuance : null
  return {
    format: 'exposure-certificate/1' as const,
    docket: exposure.docket,
    body: {
      slug: snapshot.body.slug,
      name: snapshot.body.name,
      letterheadLines: [...snapshot.body.letterheadLines],
      legalBasis: snapshot.body.legalBasis,
    },
    kind: {
      key: snapshot.kind.key,
      name: snapshot.kind.name,
      terminalAct: exposure.terminalAct,
    },
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
    rules: rulesOf(snapshot.rules, snapshot.winningRule),
    phase: phaseAt(stateOf(ledger), now),
    effectiveClosesAt: effective === null ? null : toIsoUtc(effective),
    intervals: span.intervals.map(({ opensAt, closesAt }) => ({
      opensAt: toIsoUtc(opensAt),
      closesAt: toIsoUtc(closesAt),
    })),
    events: span.events.map(eventOf),
    endedBy: span.endedBy,
    endedAt: span.endedAt === null ? null : toIsoUtc(span.endedAt),
    openMs: span.openMs,
    minimumMs: span.minimumMs,
    isKept: span.isKept,
    issuance:
      cites === null
        ? null
        : {
            issuedAt: toIsoUtc(cites.at),
            terminalAct: cites.terminalAct,
            basis: 'exposure' as const,
            destinationAuthority: cites.destinationAuthority,
            letterNumber: cites.letterNumber,
            letterOn: cites.letterOn,
            textHash: cites.textHash,
          },
  }
}

function eventOf(event: PeriodEvent) {
  return {
    kind: event.kind,
    at: toIsoUtc(event.at),
    closesAt: 'closesAt' in event ? toIsoUtc(event.closesAt) : null,
    ground: 'ground' in event ? event.ground : null,
    reason: event.reason,
  }
}

function rulesOf(rules: readonly CertifiedRule[], winning: CertifiedRule | null) {
  const told = rules.map((rule) => {
    const monthMeans: MonthMeaning =
      rule.monthMeans === 'solar-hijri-month' ? 'solar-hijri-month' : 'thirty-days'
    return {
      title: rule.title,
      count: rule.count,
      unit: rule.unit as PeriodUnit,
      force: rule.force as RuleForce,
      legalBasis: rule.legalBasis,
      note: rule.note,
      revision: rule.revision,
      monthMeans,
      excludeActionDay: rule.excludeActionDay,
      decided: rule.ruleId === winning?.ruleId && rule.revision === winning.revision,
    }
  })
  return [...told.filter(({ decided }) => decided), ...told.filter(({ decided }) => !decided)]
}
