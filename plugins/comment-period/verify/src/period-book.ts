import type { CertifiedExposure, CertifiedIssuance } from '../../domain/exposure-certificate'
import type { DocketEntry, EventGround, PeriodEvent } from '../../domain/ledger'
import type { TerminalAct } from '../../domain/period-rule'
import type { RecordLine } from './record-lines'

type Open = NonNullable<RecordLine['open']>

/** What the record says of a docket's texts and of its period. */
export interface PeriodBook {
  /** A row of the record. */
  hear(line: RecordLine): void
  readonly entries: readonly DocketEntry[]
  readonly exposures: readonly CertifiedExposure[]
  readonly issuance: (CertifiedIssuance & { readonly content: string }) | null
}

export function periodBook(): PeriodBook {
  const entries: DocketEntry[] = []
  const exposures: CertifiedExposure[] = []
  let issuance: PeriodBook['issuance'] = null
  return {
    hear({ kind, open }) {
      if (open === null) return
      if (kind === 'exposure') {
        exposures.push(exposureOf(open))
        entries.push({
          entry: 'exposure',
          ordinal: Number(open.ordinal),
          at: Number(open.openedAt),
          n: Number(open.n),
          closesAt: Number(open.closesAt),
          minimumClosesAt: Number(open.minimumClosesAt),
          textHash: String(open.textHash),
        })
      }
      if (kind === 'event') entries.push(eventOf(open))
      if (kind === 'waiver') {
        entries.push({
          entry: 'waiver',
          ordinal: Number(open.ordinal),
          at: Number(open.at),
          force: open.force === 'discretionary' ? 'discretionary' : 'none',
        })
      }
      if (kind === 'issuance') {
        issuance = issuanceOf(open)
        entries.push({
          entry: 'issuance',
          ordinal: Number(open.ordinal),
          at: issuance.at,
          terminalAct: issuance.terminalAct,
          basis:
            issuance.basisExposureN === null
              ? { kind: 'waiver', ordinal: Number(open.basisWaiverOrdinal) }
              : { kind: 'exposure', n: issuance.basisExposureN },
          textHash: issuance.textHash,
        })
      }
    },
    entries,
    exposures,
    get issuance() {
      return issuance
    },
  }
}

function exposureOf(open: Open): CertifiedExposure {
  return {
    docket: String(open.docket),
    n: Number(open.n),
    locale: String(open.locale),
    content: String(open.content),
    textHash: String(open.textHash),
    openedAt: Number(open.openedAt),
    closesAt: Number(open.closesAt),
    minimumClosesAt: Number(open.minimumClosesAt),
    terminalAct: String(open.terminalAct) as TerminalAct,
    reason: textOrNull(open.reason),
    snapshot: JSON.parse(String(open.snapshot)) as CertifiedExposure['snapshot'],
  }
}

function issuanceOf(open: Open): CertifiedIssuance & { readonly content: string } {
  return {
    at: Number(open.at),
    terminalAct: String(open.terminalAct) as TerminalAct,
    basisExposureN: open.basisExposureN === null ? null : Number(open.basisExposureN),
    destinationAuthority: textOrNull(open.destinationAuthority),
    letterNumber: textOrNull(open.letterNumber),
    letterOn: textOrNull(open.letterOn),
    textHash: String(open.textHash),
    content: String(open.content),
  }
}

function eventOf(open: Open): PeriodEvent {
  const base = {
    entry: 'event' as const,
    ordinal: Number(open.ordinal),
    at: Number(open.at),
    reason: String(open.reason),
  }
  const closesAt = Number(open.closesAt)
  const ground = String(open.ground) as EventGround
  switch (open.kind) {
    case 'extended':
      return { ...base, kind: 'extended', closesAt, ground }
    case 'suspended':
      return { ...base, kind: 'suspended', ground }
    case 'resumed':
      return { ...base, kind: 'resumed', closesAt }
    default:
      return { ...base, kind: 'withdrawn' }
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
