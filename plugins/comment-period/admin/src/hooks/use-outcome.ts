import { useEffect, useState } from 'react'

import type { CallOutcome } from './use-staff-calls'

export interface Asked<T> {
  /** `null` until the first answer comes; the last one stays while the next is on its way. */
  readonly outcome: CallOutcome<T> | null
  readonly askAgain: () => void
}

/**
 * What a call answers, made anew with each other call and whenever it is asked to.
 *
 * @param call the same one for as long as the same is asked
 */
export function useOutcome<T>(call: (signal: AbortSignal) => Promise<CallOutcome<T>>): Asked<T> {
  const [round, setRound] = useState(0)
  const [outcome, setOutcome] = useState<CallOutcome<T> | null>(null)

  useEffect(() => {
    const request = new AbortController()
    const perform = async () => {
      const answer = await call(request.signal)
      if (!request.signal.aborted) setOutcome(answer)
    }
    void perform()
    return () => request.abort()
  }, [call, round])

  return { outcome, askAgain: () => setRound((before) => before + 1) }
}
