import { useCallback } from 'react'

import { useOutcome, type Asked } from './use-outcome'
import { useStaffCalls } from './use-staff-calls'

/** What a staff route answers, asked for anew with each path and whenever it is asked to. */
export function useAnswer<T>(path: string): Asked<T> {
  const { ask } = useStaffCalls()
  return useOutcome(useCallback((signal) => ask<T>(path, signal), [ask, path]))
}
