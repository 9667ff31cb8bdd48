import type { Instant } from '../../../plugins/comment-period/domain/instant'
import type { DocketLedger } from '../../../plugins/comment-period/domain/ledger'
import type { Phase } from '../../../plugins/comment-period/domain/phase'

/*
 * What a reader of the ledger would say of one instant, row by row. It shares no code with the
 * domain and knows no intervals, so that it can contradict it.
 */

export function closesOf(ledger: DocketLedger): Instant[] {
  return ledger.flatMap((row) => ('closesAt' in row ? [row.closesAt] : []))
}

/** The latest close that any row ever put in force. */
export function latestClose(ledger: DocketLedger): Instant | null {
  const closes = closesOf(ledger)
  return closes.length === 0 ? null : Math.max(...closes)
}

export function naivePhase(ledger: DocketLedger, at: Instant): Phase {
  const until = ledger.filter((row) => row.at <= at)
  const close = latestClose(until)
  let phase: Phase = 'drafting'
  for (const row of until) {
    const what = row.entry === 'event' ? row.kind : row.entry
    if (what === 'exposure' && phase !== 'suspended') phase = 'open'
    if (what === 'resumed') phase = 'open'
    if (what === 'suspended') phase = 'suspended'
    if (what === 'withdrawn') phase = 'withdrawn'
    if (what === 'issuance') phase = 'issued'
  }
  return phase === 'open' && close !== null && at >= close ? 'closed' : phase
}

/** Every instant at which something may change; between two of them nothing does. */
export function boundariesOf(ledger: DocketLedger): Instant[] {
  const instants = new Set([...ledger.map((row) => row.at), ...closesOf(ledger)])
  return [...instants].sort((a, b) => a - b)
}

/** For how long comments are taken from an instant on, as far as the ledger tells. */
export function naiveOpenTime(ledger: DocketLedger, from: Instant): number {
  const boundaries = boundariesOf(ledger).filter((instant) => instant >= from)
  return boundaries.reduce((sum, start, index) => {
    const end = boundaries[index + 1] ?? start
    return naivePhase(ledger, start) === 'open' ? sum + (end - start) : sum
  }, 0)
}
