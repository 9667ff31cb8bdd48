import { useCallback } from 'react'

import { useContentCalls } from './use-content-calls'
import { useOutcome } from './use-outcome'

/** ISO weekday, with the first and last day on which it holds. */
export interface ClosedDay {
  readonly weekday: number
  readonly from?: string | null
  readonly to?: string | null
}

export interface Portal {
  readonly origin: string
  readonly title: string
}

/** A body as the content manager has it. */
export interface BodyEntry {
  readonly documentId: string
  readonly slug: string
  readonly name: string
  readonly zone: string
  readonly screening: 'before' | 'after'
  readonly weeklyClosedDays: readonly ClosedDay[] | null
  readonly portals: readonly Portal[] | null
}

export function useBodies() {
  const { list } = useContentCalls()
  return useOutcome(useCallback((signal) => list<BodyEntry>('issuing-body', signal), [list]))
}
