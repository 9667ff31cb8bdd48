import type { Instant } from '../../../domain/instant'
import { nextPhaseChangeAt } from '../../../domain/phase'
import type { DocketSnapshot } from './docket-snapshots'
import type { Answered } from './kept-answers'

/** How long an answer may be kept by others. */
export interface Freshness {
  /** Until then the phase stays what it is, unless someone acts. */
  readonly phaseChangesAt: Instant | null
  readonly now: Instant
}

/** Of an answer that no phase and no clock has a part in. */
export const TIMELESS: Freshness = { phaseChangesAt: null, now: 0 }

/** An answer with what its caching goes by. */
export type Reading<T> = Answered<T> & Freshness

/** An answer about one docket. */
export function docketReading<T>(
  { state, now }: DocketSnapshot,
  answered: Answered<T>,
): Reading<T> {
  return { ...answered, phaseChangesAt: nextPhaseChangeAt(state, now), now }
}
