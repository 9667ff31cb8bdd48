import { useEffect } from 'react'

import type { Asked } from './use-outcome'

const EVERY_MS = 2_000

/** Asks again and again, as long as something is under way. */
export function useLookAgain<T>({ outcome, askAgain }: Asked<T>, isUnderWay: boolean): void {
  useEffect(() => {
    if (!isUnderWay) return
    const timer = setTimeout(askAgain, EVERY_MS)
    return () => clearTimeout(timer)
  }, [isUnderWay, outcome, askAgain])
}
