import { useState } from 'react'

import type { HolidaysOut } from '../../../contracts/holidays'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { writtenDate } from '../instant-text'
import { WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'
import { SolarHijriDateField } from './solar-hijri-date-field'

interface HolidayConfirmationProps {
  readonly holiday: HolidaysOut['items'][number]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The moon was sighted: on the day that was expected, or on another. */
export function HolidayConfirmation({ holiday, onClose, onDone }: HolidayConfirmationProps) {
  const { say, language } = useWords()
  const { send } = useStaffCalls()
  const [on, setOn] = useState<string | null>(null)
  const [source, setSource] = useState('')
  return (
    <SendingDialog
      name={say('holidays.confirm')}
      meaning={say('holidays.confirm.meaning', {
        title: holiday.title,
        day: writtenDate(holiday.on, language),
      })}
      canSubmit={source.trim() !== ''}
      perform={() =>
        send<object>(`/holidays/${holiday.documentId}/confirmation`, {
          source: source.trim(),
          ...(on === null ? {} : { on }),
        })
      }
      onClose={onClose}
      onDone={onDone}
    >
      <SolarHijriDateField
        label={say('holidays.confirm.on')}
        hint={say('holidays.confirm.onHint')}
        zone="Asia/Tehran"
        isAnyDay
        onChange={setOn}
      />
      <WordsField
        id="holiday-source"
        label={say('holidays.confirm.source')}
        hint={say('holidays.confirm.sourceHint')}
        value={source}
        onChange={setSource}
      />
    </SendingDialog>
  )
}
