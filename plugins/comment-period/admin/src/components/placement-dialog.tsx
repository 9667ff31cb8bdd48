import { Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { ThemesOut } from '../../../contracts/themes'
import { useAnswer } from '../hooks/use-answer'
import { useStaffCalls, type CallOutcome } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { ChoiceField, LineField, WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'

interface PlacementDialogProps {
  /** The draft whose docket all of them are of. */
  readonly documentId: string
  readonly publicIds: readonly string[]
  readonly onClose: () => void
  readonly onDone: () => void
}

type Named = { readonly theme: number }
type Placed = { readonly moved: number }

const NEW = '+'

/** Puts comments under a theme, which may be named in the same breath. */
export function PlacementDialog({ documentId, publicIds, onClose, onDone }: PlacementDialogProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  const path = `/drafts/${encodeURIComponent(documentId)}/themes`
  const { outcome, askAgain } = useAnswer<ThemesOut>(path)
  const [input, setInput] = useState({ theme: '', title: '', reason: '' })
  const set = (change: Partial<typeof input>) => setInput({ ...input, ...change })
  const { theme, title, reason } = input
  const items = outcome?.kind === 'answered' ? outcome.data.items : []
  const isNew = theme === NEW

  const place = async (): Promise<CallOutcome<Placed>> => {
    let number = theme
    if (isNew) {
      const named = await send<Named>(path, { title: title.trim(), reason })
      if (named.kind !== 'answered') return named
      number = String(named.data.theme)
      // Where the comments are refused after this, a second try must not name it once more.
      set({ theme: number })
      askAgain()
    }
    return send<Placed>(`${path}/${number}/placements`, { publicIds, act: 'placed', reason })
  }

  return (
    <SendingDialog
      name={say('desk.act.theme')}
      meaning={say('desk.act.theme.meaning')}
      canSubmit={theme !== '' && (!isNew || title.trim() !== '') && reason.trim() !== ''}
      perform={place}
      onClose={onClose}
      onDone={onDone}
    >
      {publicIds.length > 1 && (
        <Typography tag="p" fontWeight="bold">
          {say('desk.act.count', { count: publicIds.length })}
        </Typography>
      )}
      <ChoiceField
        id="placement-theme"
        label={say('themes.theme')}
        value={theme}
        options={[
          ...items.map((each) => [String(each.theme), each.title] as const),
          [NEW, say('themes.new')],
        ]}
        onChange={(chosen) => set({ theme: chosen })}
      />
      {isNew && (
        <LineField
          id="placement-title"
          label={say('themes.title')}
          hint={say('themes.titleHint')}
          value={title}
          onChange={(words) => set({ title: words })}
        />
      )}
      <WordsField
        id="placement-reason"
        label={say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={reason}
        onChange={(words) => set({ reason: words })}
      />
    </SendingDialog>
  )
}
