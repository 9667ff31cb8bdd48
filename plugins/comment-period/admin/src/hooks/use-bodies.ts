import { useEffect, useState } from 'react'

import { useContentCalls, type ContentList } from './use-content-calls'
import type { CallOutcome } from './use-staff-calls'

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

export function useBodies(): {
  /** `null` until the first answer comes. */
  readonly outcome: CallOutcome<ContentList<BodyEntry>> | null
  readonly askAgain: () => void
} {
  const { list } = useContentCalls()
  const [round, setRound] = useState(0)
  const [outcome, setOutcome] = useState<CallOutcome<ContentList<BodyEntry>> | null>(null)

  useEffect(() => {
    const request = new AbortController()
    const perform = async () => {
      const answer = await list<BodyEntry>('issuing-body', request.signal)
      if (!request.signal.aborted) setOutcome(answer)
    }
    void perform()
    return () => request.abort()
  }, [list, round])

  return { outcome, askAgain: () => setRound((before) => before + 1) }
}
