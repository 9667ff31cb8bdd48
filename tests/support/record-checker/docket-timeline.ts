import type { RecordRows } from './record'

/** One row of a docket, whatever ledger it stands in. */
export interface TimelineRow {
  readonly entry: 'exposure' | 'event' | 'waiver' | 'issuance'
  readonly kind: string
  readonly ordinal: number
  readonly at: number
  readonly closesAt: number | null
}

/** How a docket stood from one row of its ledgers to the next. */
export interface Span {
  readonly from: number
  /** The instant of the next row; infinite after the last one. */
  readonly to: number
  readonly close: number | null
  readonly suspended: boolean
  readonly ended: boolean
}

type LedgerRows = Pick<RecordRows, 'exposures' | 'events' | 'waivers' | 'issuances'>

/**
 * A docket's rows in the order of their ordinals. Written without the domain's own reading of a
 * ledger, which is among what is checked.
 */
export function timelineOf(rows: LedgerRows): readonly TimelineRow[] {
  return [
    ...rows.exposures.map((row) => ({
      entry: 'exposure' as const,
      kind: 'exposed',
      ordinal: row.ordinal,
      at: row.openedAt,
      closesAt: row.closesAt,
    })),
    ...rows.events.map((row) => ({
      entry: 'event' as const,
      kind: row.kind,
      ordinal: row.ordinal,
      at: row.at,
      closesAt: row.closesAt,
    })),
    ...rows.waivers.map((row) => ({
      entry: 'waiver' as const,
      kind: 'waived',
      ordinal: row.ordinal,
      at: row.at,
      closesAt: null,
    })),
    ...rows.issuances.map((row) => ({
      entry: 'issuance' as const,
      kind: 'issued',
      ordinal: row.ordinal,
      at: row.at,
      closesAt: null,
    })),
  ].sort((a, b) => a.ordinal - b.ordinal)
}

export function spansOf(timeline: readonly TimelineRow[]): readonly Span[] {
  let close: number | null = null
  let suspended = false
  let ended = false
  return timeline.map((row, index) => {
    if (row.closesAt !== null) close = Math.max(close ?? 0, row.closesAt)
    if (row.kind === 'suspended') suspended = true
    if (row.kind === 'resumed' || row.kind === 'withdrawn') suspended = false
    if (row.kind === 'withdrawn' || row.kind === 'issued') ended = true
    return { from: row.at, to: timeline[index + 1]?.at ?? Infinity, close, suspended, ended }
  })
}

/**
 * Whether comments were taken at an instant. A span counts both its ends: of two rows that have
 * one millisecond, either may have been first. The close itself is always outside.
 */
export function tookCommentsAt(spans: readonly Span[], at: number): boolean {
  return spans.some(
    (span) =>
      span.from <= at &&
      at <= span.to &&
      !span.suspended &&
      !span.ended &&
      span.close !== null &&
      at < span.close,
  )
}
