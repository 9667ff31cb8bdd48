import { useState, type ReactNode } from 'react'

import type { CallOutcome } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { refusalText, type StaffRefusal } from '../staff-refusal'
import { ActDialog } from './act-dialog'

interface SendingDialogProps<Answer> {
  readonly name: string
  readonly meaning: string
  readonly canSubmit: boolean
  readonly isDanger?: boolean
  /** Calls the staff route of the act. */
  readonly perform: () => Promise<CallOutcome<Answer>>
  readonly onClose: () => void
  readonly onDone: (answer: Answer) => void
  readonly children?: ReactNode
}

/** Confirms an act that is one call; a refusal stands in it until it is closed or tried again. */
export function SendingDialog<Answer>({
  perform,
  onDone,
  children = null,
  ...dialog
}: SendingDialogProps<Answer>) {
  const { say, language } = useWords()
  const [isSending, setIsSending] = useState(false)
  const [refused, setRefused] = useState<StaffRefusal | null>(null)
  const submit = async () => {
    setIsSending(true)
    const outcome = await perform()
    setIsSending(false)
    if (outcome.kind === 'answered') onDone(outcome.data)
    else setRefused(outcome)
  }
  return (
    <ActDialog
      {...dialog}
      faultTitle={say('acts.refused')}
      fault={
        refused === null ? null : (refusalText(refused, language, null) ?? say('import.failed'))
      }
      isSending={isSending}
      onFaultClose={() => setRefused(null)}
      onSubmit={submit}
    >
      {children}
    </ActDialog>
  )
}
