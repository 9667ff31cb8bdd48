import { useState } from 'react'

import type { ThemesOut } from '../../../contracts/themes'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { ChoiceField, LineField, WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'

interface TieDialogProps {
  readonly path: string
  readonly clauseId: string
  readonly clause: string
  readonly themes: ThemesOut['items']
  readonly onClose: () => void
  readonly onDone: () => void
}

const ONE_COMMENT = '-'

/** Says that a clause was changed because of a theme, or of one comment. */
export function TieDialog({ path, clauseId, clause, themes, onClose, onDone }: TieDialogProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  const [input, setInput] = useState({
    ground: themes.length === 0 ? ONE_COMMENT : '',
    comment: '',
    reason: '',
  })
  const set = (change: Partial<typeof input>) => setInput({ ...input, ...change })
  const isOfComment = input.ground === ONE_COMMENT
  // Ids are in small Latin letters; what is pasted may have spaces around it.
  const comment = input.comment.trim().toLowerCase()
  const subject = isOfComment ? { comment } : { theme: Number(input.ground) }
  return (
    <SendingDialog
      name={say('themes.tie')}
      meaning={say('themes.tie.meaning', { clause })}
      canSubmit={input.reason.trim() !== '' && (isOfComment ? comment !== '' : input.ground !== '')}
      perform={() =>
        send<object>(path, { clauseId, act: 'tied', reason: input.reason, ...subject })
      }
      onClose={onClose}
      onDone={onDone}
    >
      <ChoiceField
        id="tie-ground"
        label={say('themes.ground')}
        value={input.ground}
        options={[
          ...themes.map(({ theme, title }) => [String(theme), title] as const),
          [ONE_COMMENT, say('themes.oneComment')],
        ]}
        onChange={(ground) => set({ ground })}
      />
      {isOfComment && (
        <LineField
          id="tie-comment"
          label={say('desk.comment.publicId')}
          hint={say('themes.publicIdHint')}
          value={input.comment}
          onChange={(typed) => set({ comment: typed })}
        />
      )}
      <WordsField
        id="tie-reason"
        label={say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={input.reason}
        onChange={(reason) => set({ reason })}
      />
    </SendingDialog>
  )
}
