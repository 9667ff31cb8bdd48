import { useState } from 'react'

import { readRefusal, type StaffRefusal } from '../staff-refusal'
import type { OfferedAct } from '../period-answer'
import { useStaffCalls } from './use-staff-calls'

export type ActOutcome = { readonly kind: 'done' } | StaffRefusal

/** Sends an act on a draft's period. */
export function usePeriodAct(documentId: string) {
  const { send: post } = useStaffCalls()
  const [isSending, setIsSending] = useState(false)

  const send = async (act: OfferedAct, input: object): Promise<ActOutcome> => {
    setIsSending(true)
    const outcome = await post<{ readonly docket?: string }>(
      `/drafts/${encodeURIComponent(documentId)}/${act}`,
      input,
    )
    setIsSending(false)
    if (outcome.kind !== 'answered') return outcome
    // Every act that was done names its docket.
    const { data } = outcome
    return typeof data.docket === 'string' ? { kind: 'done' } : readRefusal(data)
  }

  return { isSending, send }
}
