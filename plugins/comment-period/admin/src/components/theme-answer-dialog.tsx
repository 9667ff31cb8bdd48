import { Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { DeskOut } from '../../../contracts/desk'
import type { ThemesOut } from '../../../contracts/themes'
import { templateChoices } from '../desk-choices'
import { useAnswer } from '../hooks/use-answer'
import type { ClauseChoice } from '../hooks/use-clause-choices'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { WordsField } from './act-dialog'
import { ChangedClauses } from './changed-clauses'
import { EMPTY_RESPONSE, isResponse, ResponseFields } from './response-fields'
import { SendingDialog } from './sending-dialog'

interface ThemeAnswerDialogProps {
  readonly theme: ThemesOut['items'][number]
  readonly path: string
  readonly clauses: readonly ClauseChoice[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Answers every comment under a theme with one text. */
export function ThemeAnswerDialog({
  theme,
  path,
  clauses,
  onClose,
  onDone,
}: ThemeAnswerDialogProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  const desk = useAnswer<DeskOut>('/desk')
  const bodies = desk.outcome?.kind === 'answered' ? desk.outcome.data.bodies : []
  const [input, setInput] = useState({ ...EMPTY_RESPONSE, reason: '' })
  const [changed, setChanged] = useState<readonly string[]>([])
  const set = (change: Partial<typeof input>) => setInput({ ...input, ...change })
  const { text, disposition, reason } = input
  return (
    <SendingDialog
      name={say('themes.answer')}
      meaning={say('themes.answer.meaning')}
      canSubmit={isResponse(input) && reason.trim() !== ''}
      perform={() =>
        send<object>(path, {
          text,
          disposition,
          reason,
          ...(changed.length === 0 ? {} : { changedClauses: changed }),
        })
      }
      onClose={onClose}
      onDone={onDone}
    >
      <Typography tag="p" fontWeight="bold" style={{ unicodeBidi: 'plaintext' }}>
        {say('themes.answer.for', { title: theme.title, n: theme.comments })}
      </Typography>
      <ResponseFields input={input} templates={templateChoices(bodies)} onChange={set} />
      <ChangedClauses clauses={clauses} chosen={changed} onChange={setChanged} />
      <WordsField
        id="theme-reason"
        label={say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={reason}
        onChange={(words) => set({ reason: words })}
      />
    </SendingDialog>
  )
}
