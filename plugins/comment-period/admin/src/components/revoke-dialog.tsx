import { useState } from 'react'

import type { MembershipsOut } from '../../../contracts/staff-acts'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { refusalText, type StaffRefusal } from '../staff-refusal'
import { ActDialog } from './act-dialog'

interface RevokeDialogProps {
  readonly membership: MembershipsOut['items'][number]
  /** Whose it is. */
  readonly name: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Confirms that a role in a body ends. */
export function RevokeDialog({ membership, name, onClose, onDone }: RevokeDialogProps) {
  const { say, language } = useWords()
  const { remove } = useStaffCalls()
  const [isSending, setIsSending] = useState(false)
  const [refused, setRefused] = useState<StaffRefusal | null>(null)
  const submit = async () => {
    setIsSending(true)
    const outcome = await remove<object>(`/memberships/${String(membership.id)}`)
    setIsSending(false)
    if (outcome.kind === 'answered') onDone()
    else setRefused(outcome)
  }
  return (
    <ActDialog
      name={say('memberships.revoke')}
      meaning={say('memberships.revoke.meaning', {
        name,
        role: say(`memberships.role.${membership.role}`),
      })}
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
      {null}
    </ActDialog>
  )
}
