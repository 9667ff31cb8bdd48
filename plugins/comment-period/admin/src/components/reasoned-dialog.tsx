import { useState } from 'react'

import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'

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
  const { say } = useWords()
  const { send } = useStaffCalls()
  const [reason, setReason] = useState('')
  return (
    <SendingDialog
      name={name}
      meaning={meaning}
      canSubmit={reason.trim() !== ''}
      isDanger={isDanger}
      perform={() => send<Answer>(path, bodyOf(reason))}
      onClose={onClose}
      onDone={onDone}
    >
      <WordsField
        id="act-reason"
        label={label ?? say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={reason}
        onChange={setReason}
      />
    </SendingDialog>
  )
}
