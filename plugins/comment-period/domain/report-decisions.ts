import type { Instant } from './instant'
import { phaseAt, type PeriodState } from './phase'
import { lawful, refused, type Decision } from './refusal'

/**
 * `feedback`: what was heard, once the period is over. `outcome`: what was said to it and what
 * changed, once nothing more comes. `digest`: the same figures for a competent authority (R32).
 */
export const REPORT_KINDS = ['feedback', 'outcome', 'digest'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** What everybody may read; a digest is for whom it is addressed to. */
export const PUBLIC_REPORT_KINDS = ['feedback', 'outcome'] as const satisfies readonly ReportKind[]
export type PublicReportKind = (typeof PUBLIC_REPORT_KINDS)[number]

/** Whether a docket can be reported on now. A waived draft was never before the public. */
export function decideReport(
  state: PeriodState,
  now: Instant,
  kind: ReportKind,
): Decision<{ readonly at: Instant }> {
  if (state.exposure === null) return refused('NOT_EXPOSED')
  if (kind === 'digest') return lawful({ at: now })
  const phase = phaseAt(state, now)
  const isEnded = phase === 'issued' || phase === 'withdrawn'
  if (kind === 'outcome') {
    return isEnded ? lawful({ at: now }) : refused('REPORT_TOO_EARLY', { kind, phase })
  }
  if (isEnded) return refused('REPORT_TOO_LATE', { kind, phase })
  return phase === 'closed' ? lawful({ at: now }) : refused('REPORT_TOO_EARLY', { kind, phase })
}
