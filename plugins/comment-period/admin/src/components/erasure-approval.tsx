import { Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { DeskCommentOut } from '../../../contracts/desk'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { refusalText, type StaffRefusal } from '../staff-refusal'
import { USER_TEXT } from '../user-text'
import { ActDialog } from './act-dialog'

interface ErasureApprovalProps {
  readonly request: DeskCommentOut['erasure']['requests'][number]
  /** The comment's own staff routes. */
  readonly path: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The second person sees the basis that the first gave, and erases for good. */
export function ErasureApproval({ request, path, onClose, onDone }: ErasureApprovalProps) {
  const { say, language } = useWords()
  const { send } = useStaffCalls()
  const [isSending, setIsSending] = useState(false)
  const [refused, setRefused] = useState<StaffRefusal | null>(null)
  const submit = async () => {
    setIsSending(true)
    const outcome = await send<object>(`${path}/erasure/approval`, { n: request.n })
    setIsSending(false)
    if (outcome.kind === 'answered') onDone()
    else setRefused(outcome)
  }
  return (
    <ActDialog
      name={say('desk.act.approve')}
      meaning={say('desk.act.approve.meaning')}
      faultTitle={say('acts.refused')}
      fault={
        refused === null ? null : (refusalText(refused, language, null) ?? say('import.failed'))
      }
      canSubmit
      isSending={isSending}
      isDanger
      onFaultClose={() => setRefused(null)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography tag="p" fontWeight="bold" style={USER_TEXT}>
        {request.basis}
      </Typography>
    </ActDialog>
  )
}
