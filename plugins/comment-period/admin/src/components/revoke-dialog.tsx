import type { MembershipsOut } from '../../../contracts/staff-acts'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { SendingDialog } from './sending-dialog'

interface RevokeDialogProps {
  readonly membership: MembershipsOut['items'][number]
  /** Whose it is. */
  readonly name: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Confirms that a role in a body ends. */
export function RevokeDialog({ membership, name, onClose, onDone }: RevokeDialogProps) {
  const { say } = useWords()
  const { remove } = useStaffCalls()
  return (
    <SendingDialog
      name={say('memberships.revoke')}
      meaning={say('memberships.revoke.meaning', {
        name,
        role: say(`memberships.role.${membership.role}`),
      })}
      canSubmit
      isDanger
      perform={() => remove<object>(`/memberships/${String(membership.id)}`)}
      onClose={onClose}
      onDone={onDone}
    />
  )
}
