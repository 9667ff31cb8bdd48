import { useState } from 'react'

import type { MembershipsOut } from '../../../contracts/staff-acts'
import { MEMBERSHIP_ROLES } from '../../../domain/membership'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { ChoiceField, WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'

interface GrantDialogProps {
  readonly known: MembershipsOut
  readonly onClose: () => void
  readonly onDone: () => void
}

const WHOLE_BODY = '-'

/** Gives somebody a role in a body; a responder's may be for one of its units. */
export function GrantDialog({ known, onClose, onDone }: GrantDialogProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  const [input, setInput] = useState({
    adminUser: '',
    body: '',
    role: '',
    unit: WHOLE_BODY,
    reason: '',
  })
  const set = (change: Partial<typeof input>) => setInput({ ...input, ...change })
  const { adminUser, body, role, unit, reason } = input
  const units = known.bodies.find(({ slug }) => slug === body)?.units ?? []
  return (
    <SendingDialog
      name={say('memberships.grant')}
      meaning={say('memberships.grant.meaning')}
      canSubmit={[adminUser, body, role, reason.trim()].every((part) => part !== '')}
      perform={() =>
        send<object>('/memberships', {
          adminUserId: Number(adminUser),
          bodySlug: body,
          role,
          reason,
          ...(role === 'responder' && unit !== WHOLE_BODY ? { unitKey: unit } : {}),
        })
      }
      onClose={onClose}
      onDone={onDone}
    >
      <ChoiceField
        id="membership-user"
        label={say('memberships.who')}
        value={adminUser}
        options={known.adminUsers
          .filter(({ isActive }) => isActive)
          .map(({ id, name, email }) => [String(id), name === '' ? email : `${name} – ${email}`])}
        onChange={(chosen) => set({ adminUser: chosen })}
      />
      <ChoiceField
        id="membership-body"
        label={say('memberships.body')}
        value={body}
        options={known.bodies.map(({ slug, name }) => [slug, name])}
        onChange={(chosen) => set({ body: chosen, unit: WHOLE_BODY })}
      />
      <ChoiceField
        id="membership-role"
        label={say('memberships.role')}
        value={role}
        options={MEMBERSHIP_ROLES.map((each) => [each, say(`memberships.role.${each}`)])}
        onChange={(chosen) => set({ role: chosen })}
      />
      {role === 'responder' && units.length > 0 && (
        <ChoiceField
          id="membership-unit"
          label={say('desk.filter.unit')}
          value={unit}
          isOptional
          options={[
            [WHOLE_BODY, say('memberships.wholeBody')],
            ...units.map(({ key, name }) => [key, name] as const),
          ]}
          onChange={(chosen) => set({ unit: chosen })}
        />
      )}
      <WordsField
        id="membership-reason"
        label={say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={reason}
        onChange={(words) => set({ reason: words })}
      />
    </SendingDialog>
  )
}
