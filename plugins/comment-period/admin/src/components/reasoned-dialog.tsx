import { useState } from 'react'

import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { refusalText, type StaffRefusal } from '../staff-refusal'
import { ActDialog, WordsField } from './act-dialog'

interface ReasonedDialogProps<Answer> {
  readonly name: string
  readonly meaning: string
  /** What is asked for, where it is called otherwise than a reason. */
  readonly label?: string
  readonly path: string
  readonly bodyOf: (reason: string) => object
  readonly isDanger?: boolean
  readonly onClose: () => void
  readonly onDone: (answer: Answer) => void
}

/** Confirms an act that is recorded with a reason and nothing else. */
export function ReasonedDialog<Answer>({
  name,
  meaning,
  label,
  path,
  bodyOf,
  isDanger = false,
  onClose,
  onDone,
}: ReasonedDialogProps<Answer>) {
  const { say, language } = useWords()
  const { send } = useStaffCalls()
  const [reason, setReason] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [refused, setRefused] = useState<StaffRefusal | null>(null)
  const submit = async () => {
    setIsSending(true)
    const outcome = await send<Answer>(path, bodyOf(reason))
    setIsSending(false)
    if (outcome.kind === 'answered') onDone(outcome.data)
    else setRefused(outcome)
  }
  return (
    <ActDialog
      name={name}
      meaning={meaning}
      faultTitle={say('acts.refused')}
      fault={
        refused === null ? null : (refusalText(refused, language, null) ?? say('import.failed'))
      }
      canSubmit={reason.trim() !== ''}
      isSending={isSending}
      isDanger={isDanger}
      onFaultClose={() => setRefused(null)}
      onSubmit={submit}
      onClose={onClose}
    >
      <WordsField
        id="act-reason"
        label={label ?? say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  )
}
