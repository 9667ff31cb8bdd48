import { DAY_MS, type Instant } from '../../../plugins/comment-period/domain/instant'
import type {
  DocketEntry,
  DocketLedger,
  EventGround,
} from '../../../plugins/comment-period/domain/ledger'

type WithoutOrdinal<Entry> = Entry extends DocketEntry ? Omit<Entry, 'ordinal'> : never
export type DocketRow = WithoutOrdinal<DocketEntry>

/** Ledgers for tests, in days from one opening: 12:00 in Tehran on Saturday 1405/05/03. */
const OPENING: Instant = Date.parse('2026-07-25T08:30:00.000Z')

export const day = (n: number): Instant => OPENING + n * DAY_MS

/** Gives the rows of one docket their places in it. */
export const aLedger = (...rows: readonly DocketRow[]): DocketLedger =>
  rows.map((row, index) => ({ ...row, ordinal: index + 1 }))

export const exposed = (at: Instant, closesAt: Instant, n = 1): DocketRow => ({
  entry: 'exposure',
  at,
  n,
  closesAt,
  minimumClosesAt: closesAt,
  textHash: `text-${String(n)}`,
})

export const extended = (
  at: Instant,
  closesAt: Instant,
  ground: EventGround = 'late-holiday',
): DocketRow => ({
  entry: 'event',
  kind: 'extended',
  at,
  closesAt,
  ground,
  reason: 'تعطیلی اعلام شد',
})

export const suspended = (at: Instant): DocketRow => ({
  entry: 'event',
  kind: 'suspended',
  at,
  ground: 'outage',
  reason: 'قطع سامانه',
})

export const resumed = (at: Instant, closesAt: Instant): DocketRow => ({
  entry: 'event',
  kind: 'resumed',
  at,
  closesAt,
  reason: 'رفع قطعی',
})

export const withdrawn = (at: Instant): DocketRow => ({
  entry: 'event',
  kind: 'withdrawn',
  at,
  reason: 'بازنگری',
})

export const waived = (at: Instant): DocketRow => ({ entry: 'waiver', at, force: 'discretionary' })

export const issued = (at: Instant, exposureN: number | null = 1): DocketRow => ({
  entry: 'issuance',
  at,
  terminalAct: 'promulgate',
  basis: exposureN === null ? { kind: 'waiver', ordinal: 1 } : { kind: 'exposure', n: exposureN },
  textHash: 'text-final',
})
