import { useState } from 'react'

import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { LineField, WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'

interface ThemeTitleDialogProps {
  readonly name: string
  readonly meaning: string
  /** Where the title goes: to a new theme, or to one that is there. */
  readonly path: string
  /** What it is called now; empty for a new one. */
  readonly title: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Names a theme, or gives it another title. */
export function ThemeTitleDialog({
  name,
  meaning,
  path,
  title,
  onClose,
  onDone,
}: ThemeTitleDialogProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  const [input, setInput] = useState({ title, reason: '' })
  const typed = input.title.trim()
  return (
    <SendingDialog
      name={name}
      meaning={meaning}
      canSubmit={typed !== '' && typed !== title && input.reason.trim() !== ''}
      perform={() => send<object>(path, { title: typed, reason: input.reason })}
      onClose={onClose}
      onDone={onDone}
    >
      <LineField
        id="theme-title"
        label={say('themes.title')}
        hint={say('themes.titleHint')}
        value={input.title}
        onChange={(words) => setInput({ ...input, title: words })}
      />
      <WordsField
        id="theme-reason"
        label={say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={input.reason}
        onChange={(reason) => setInput({ ...input, reason })}
      />
    </SendingDialog>
  )
}
