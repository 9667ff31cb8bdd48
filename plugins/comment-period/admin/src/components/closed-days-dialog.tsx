import { Box, Button, Flex, Typography } from '@strapi/design-system'
import { useState } from 'react'

import { closedDayText } from '../closed-day-text'
import type { BodyEntry, ClosedDay } from '../hooks/use-bodies'
import { useContentCalls } from '../hooks/use-content-calls'
import { useWords } from '../hooks/use-words'
import { ChoiceField } from './act-dialog'
import { SendingDialog } from './sending-dialog'
import { SolarHijriDateField } from './solar-hijri-date-field'

/** As a week in Iran is counted: from Saturday on. */
const WEEK = ['6', '7', '1', '2', '3', '4', '5'] as const

interface ClosedDaysDialogProps {
  readonly body: BodyEntry
  readonly onClose: () => void
  readonly onDone: () => void
}

/** On which weekdays the offices of a body are closed. A change moves no period that runs. */
export function ClosedDaysDialog({ body, onClose, onDone }: ClosedDaysDialogProps) {
  const { say, language } = useWords()
  const { change } = useContentCalls()
  const [days, setDays] = useState<readonly ClosedDay[]>(body.weeklyClosedDays ?? [])
  const [weekday, setWeekday] = useState('')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  /** Another one empties the date fields, which keep what was typed. */
  const [round, setRound] = useState(0)
  const add = () => {
    setDays([...days, { weekday: Number(weekday), from, to }])
    setWeekday('')
    setFrom(null)
    setTo(null)
    setRound(round + 1)
  }
  const isBackwards = from !== null && to !== null && from > to
  return (
    <SendingDialog
      name={say('bodies.saveClosedDays')}
      meaning={say('bodies.closedDays.meaning', { name: body.name })}
      // What is chosen and not added would be lost in silence.
      canSubmit={weekday === ''}
      perform={() =>
        change('issuing-body', body.documentId, { weeklyClosedDays: days.map(storedDay) })
      }
      onClose={onClose}
      onDone={onDone}
    >
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {days.map((day, index) => (
          <Flex tag="li" key={index} justifyContent="space-between" gap={3}>
            <Typography>{closedDayText(day, say, language)}</Typography>
            <Button
              variant="danger-light"
              size="S"
              aria-label={say('bodies.removeOf', { name: closedDayText(day, say, language) })}
              onClick={() => setDays(days.filter((_day, at) => at !== index))}
            >
              {say('bodies.remove')}
            </Button>
          </Flex>
        ))}
      </Flex>
      {days.length === 0 && <Typography tag="p">{say('bodies.noClosedDays')}</Typography>}
      <Box background="neutral100" hasRadius padding={4}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <ChoiceField
            id="closed-weekday"
            label={say('bodies.weekday')}
            value={weekday}
            isOptional
            options={WEEK.map((day) => [day, say(`weekday.${day}`)])}
            onChange={setWeekday}
          />
          <SolarHijriDateField
            key={`from-${String(round)}`}
            label={say('bodies.from')}
            hint={say('bodies.fromHint')}
            zone={body.zone}
            isAnyDay
            onChange={setFrom}
          />
          <SolarHijriDateField
            key={`to-${String(round)}`}
            label={say('bodies.to')}
            hint={say('bodies.toHint')}
            zone={body.zone}
            isAnyDay
            onChange={setTo}
          />
          <Box>
            <Button variant="secondary" disabled={weekday === '' || isBackwards} onClick={add}>
              {say('bodies.addClosedDay')}
            </Button>
          </Box>
        </Flex>
      </Box>
    </SendingDialog>
  )
}

/** Without the days that do not bound it: an empty one reads as a fault. */
function storedDay({ weekday, from, to }: ClosedDay): ClosedDay {
  return {
    weekday,
    ...(from == null ? {} : { from }),
    ...(to == null ? {} : { to }),
  }
}
