import { useState } from 'react'

import type { StaffReportOut, StaffReportsOut } from '../../../contracts/reports'
import type { ReportKind } from '../../../domain/report-decisions'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { LineField, WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'
import { SolarHijriDateField } from './solar-hijri-date-field'

interface ReportDialogProps {
  readonly kind: ReportKind
  readonly reports: StaffReportsOut
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Publishes a report with the body's own words, or records a digest with whom it is sent to. */
export function ReportDialog({ kind, reports, onClose, onDone }: ReportDialogProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  const [input, setInput] = useState({
    foreword: '',
    addressee: '',
    letterNumber: '',
    letterOn: null as string | null,
    reason: '',
  })
  const set = (change: Partial<typeof input>) => setInput({ ...input, ...change })
  const isDigest = kind === 'digest'
  const typed = (name: 'foreword' | 'addressee' | 'letterNumber') =>
    input[name].trim() === '' ? {} : { [name]: input[name].trim() }
  const body = {
    kind,
    reason: input.reason,
    ...typed('foreword'),
    ...(isDigest ? { ...typed('addressee'), ...typed('letterNumber') } : {}),
    ...(isDigest && input.letterOn !== null ? { letterOn: input.letterOn } : {}),
  }
  return (
    <SendingDialog
      name={
        isDigest
          ? say('reports.send')
          : say('reports.publishOf', { kind: say(`reports.kind.${kind}`) })
      }
      meaning={say(isDigest ? 'reports.digest.meaning' : 'reports.publish.meaning')}
      canSubmit={input.reason.trim() !== '' && (!isDigest || input.addressee.trim() !== '')}
      perform={() => send<StaffReportOut>(`/drafts/${reports.documentId}/reports`, body)}
      onClose={onClose}
      onDone={onDone}
    >
      {isDigest && (
        <>
          <LineField
            id="report-addressee"
            label={say('reports.addressee')}
            hint={say('reports.addresseeHint')}
            value={input.addressee}
            onChange={(addressee) => set({ addressee })}
          />
          <LineField
            id="report-letter-number"
            label={say('acts.letterNumber')}
            isOptional
            value={input.letterNumber}
            onChange={(letterNumber) => set({ letterNumber })}
          />
          <SolarHijriDateField
            label={say('acts.letterOn')}
            hint={say('acts.letterOnHint')}
            zone={reports.zone}
            isAnyDay
            onChange={(letterOn) => set({ letterOn })}
          />
        </>
      )}
      <WordsField
        id="report-foreword"
        label={say('reports.foreword')}
        hint={say('reports.forewordHint')}
        isOptional
        value={input.foreword}
        onChange={(foreword) => set({ foreword })}
      />
      <WordsField
        id="report-reason"
        label={say('desk.act.reason')}
        hint={say('reports.reasonHint')}
        value={input.reason}
        onChange={(reason) => set({ reason })}
      />
    </SendingDialog>
  )
}
