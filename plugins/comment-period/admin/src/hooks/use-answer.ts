import { useEffect, useState } from 'react'

import { useStaffCalls, type CallOutcome } from './use-staff-calls'

/** What a staff route answers, asked for anew with each path and whenever it is asked to. */
export function useAnswer<T>(path: string): {
  /** `null` until the first answer comes; the last one stays while the next is on its way. */
  readonly outcome: CallOutcome<T> | null
  readonly askAgain: () => void
} {
  const { ask } = useStaffCalls()
  const [round, setRound] = useState(0)
  const [outcome, setOutcome] = useState<CallOutcome<T> | null>(null)

  useEffect(() => {
    const request = new AbortController()
    const perform = async () => {
      const answer = await ask<T>(path, request.signal)
      if (!request.signal.aborted) setOutcome(answer)
    }
    void perform()
    return () => request.abort()
  }, [ask, path, round])

  return { outcome, askAgain: () => setRound((before) => before + 1) }
}
