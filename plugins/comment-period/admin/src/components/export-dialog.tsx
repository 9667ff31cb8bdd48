import { useState } from 'react'

import type { ExportOut, ExportsOut } from '../../../contracts/exports'
import { COMMENT_STATES } from '../../../domain/comment'
import { EXPORT_FORMATS, EXPORT_PROFILES } from '../../../domain/docket-export'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { ChoiceField, LineField, WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'

interface ExportDialogProps {
  readonly bodies: ExportsOut['bodies']
  /** Whether they may ask for names and contacts. */
  readonly mayFull: boolean
  /** The number of a docket that the page was opened for. */
  readonly docket: string
  readonly onClose: () => void
  readonly onDone: (asked: ExportOut) => void
}

const EVERY = '-'
const ONE_DOCKET = '-'

/** Asks for an export, and why it is needed. */
export function ExportDialog({ bodies, mayFull, docket, onClose, onDone }: ExportDialogProps) {
  const { say, language } = useWords()
  const { send } = useStaffCalls()
  const [input, setInput] = useState({
    body: ONE_DOCKET,
    docket,
    format: 'xlsx',
    profile: 'working',
    state: EVERY,
    reason: '',
  })
  const set = (change: Partial<typeof input>) => setInput({ ...input, ...change })
  const isOfBody = input.body !== ONE_DOCKET
  const isFull = input.profile === 'full'
  const profiles = EXPORT_PROFILES.filter((each) => mayFull || each !== 'full')
  const body = {
    ...(isOfBody ? { body: input.body } : { docket: input.docket.trim() }),
    format: input.format,
    language,
    reason: input.reason,
    ...(isFull ? {} : { profile: input.profile }),
    ...(input.state === EVERY ? {} : { state: input.state }),
  }
  return (
    <SendingDialog
      name={say('exports.ask')}
      meaning={say('exports.ask.meaning')}
      canSubmit={input.reason.trim() !== '' && (isOfBody || input.docket.trim() !== '')}
      perform={() => send<ExportOut>(isFull ? '/full-exports' : '/exports', body)}
      onClose={onClose}
      onDone={onDone}
    >
      <ChoiceField
        id="export-body"
        label={say('exports.of')}
        value={input.body}
        options={[
          [ONE_DOCKET, say('exports.oneDocket')],
          ...bodies.map(({ slug, name }) => [slug, name] as const),
        ]}
        onChange={(chosen) => set({ body: chosen })}
      />
      {!isOfBody && (
        <LineField
          id="export-docket"
          label={say('exports.docket')}
          hint={say('exports.docketHint')}
          value={input.docket}
          onChange={(typed) => set({ docket: typed })}
        />
      )}
      <ChoiceField
        id="export-format"
        label={say('exports.format')}
        value={input.format}
        options={EXPORT_FORMATS.map((each) => [each, say(`exports.format.${each}`)])}
        onChange={(chosen) => set({ format: chosen })}
      />
      <ChoiceField
        id="export-profile"
        label={say('exports.profile')}
        value={input.profile}
        options={profiles.map((each) => [each, say(`exports.profile.${each}`)])}
        onChange={(chosen) => set({ profile: chosen })}
      />
      <ChoiceField
        id="export-state"
        label={say('desk.filter.state')}
        value={input.state}
        options={[
          [EVERY, say('exports.everyState')],
          ...COMMENT_STATES.map((each) => [each, say(`desk.state.${each}`)] as const),
        ]}
        onChange={(chosen) => set({ state: chosen })}
      />
      <WordsField
        id="export-reason"
        label={say('desk.act.reason')}
        hint={say('exports.reasonHint')}
        value={input.reason}
        onChange={(words) => set({ reason: words })}
      />
    </SendingDialog>
  )
}
