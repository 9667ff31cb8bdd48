import { Typography } from '@strapi/design-system'

import type { DeskCommentOut } from '../../../contracts/desk'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'
import { SendingDialog } from './sending-dialog'

interface ErasureApprovalProps {
  readonly request: DeskCommentOut['erasure']['requests'][number]
  /** The comment's own staff routes. */
  readonly path: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The second person sees the basis that the first gave, and erases for good. */
export function ErasureApproval({ request, path, onClose, onDone }: ErasureApprovalProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  return (
    <SendingDialog
      name={say('desk.act.approve')}
      meaning={say('desk.act.approve.meaning')}
      canSubmit
      isDanger
      perform={() => send<object>(`${path}/erasure/approval`, { n: request.n })}
      onClose={onClose}
      onDone={onDone}
    >
      <Typography tag="p" fontWeight="bold" style={USER_TEXT}>
        {request.basis}
      </Typography>
    </SendingDialog>
  )
}
