import type { HoldReason } from '../../../domain/comment'
import type { RefusalCode } from '../../../domain/refusal'

/** How a submission ended, as far as admission is concerned. */
export type AdmissionOutcome = HoldReason | RefusalCode | 'good-work' | 'sent-again'

/** Counts outcomes for one line of the log at a time: no address, no docket, no text. */
export interface AdmissionTally {
  note(outcome: AdmissionOutcome): void
  /** What has been counted since the last line, or `null` where it is nothing. */
  takeLine(): string | null
}

export function admissionTally(): AdmissionTally {
  const counts = new Map<AdmissionOutcome, number>()
  return {
    note(outcome) {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    },
    takeLine() {
      if (counts.size === 0) return null
      const told = [...counts].map(([outcome, n]) => `${outcome}=${String(n)}`).sort()
      counts.clear()
      return `comment-period: event=admissions ${told.join(' ')}`
    },
  }
}
