import { Field, NumberInput, TextInput, Typography } from '@strapi/design-system'
import { useNotification } from '@strapi/strapi/admin'
import { useState } from 'react'

import { EVENT_GROUNDS } from '../../../domain/ledger'
import { usePeriodAct } from '../hooks/use-period-act'
import { useWords } from '../hooks/use-words'
import { DEFAULT_ZONE } from '../instant-text'
import type { DraftPeriod, OfferedAct } from '../period-answer'
import { refusalText, type StaffRefusal } from '../staff-refusal'
import { ActDialog, ChoiceField, WordsField } from './act-dialog'
import { nameOf } from './period-acts'
import { SolarHijriDateField } from './solar-hijri-date-field'
import { ThemesLink } from './themes-link'

interface PeriodActDialogProps {
  readonly act: OfferedAct
  readonly documentId: string
  readonly period: DraftPeriod
  readonly onClose: () => void
  readonly onDone: () => void
}

interface Input {
  readonly reason: string
  readonly ground: string
  readonly day: string | null
  readonly minutes: number
  readonly decidedBy: string
  readonly letterNumber: string
}

const EMPTY: Input = {
  reason: '',
  ground: '',
  day: null,
  minutes: 1,
  decidedBy: '',
  letterNumber: '',
}
const MINUTE_MS = 60_000

/** Confirms one act and asks for what it is recorded with; a reason always. */
export function PeriodActDialog({
  act,
  documentId,
  period,
  onClose,
  onDone,
}: PeriodActDialogProps) {
  const { say } = useWords()
  const { isSending, send } = usePeriodAct(documentId)
  const { toggleNotification } = useNotification()
  const [input, setInput] = useState(EMPTY)
  const [refused, setRefused] = useState<StaffRefusal | null>(null)
  const set = (change: Partial<Input>) => setInput({ ...input, ...change })
  const name = say(nameOf(act, period))
  const inMinutes = period.rule?.unit === 'minute'

  const submit = async () => {
    setRefused(null)
    const outcome = await send(act, bodyOf(act, input, period))
    if (outcome.kind !== 'done') return setRefused(outcome)
    toggleNotification({ type: 'success', message: say('acts.done', { act: name }) })
    onDone()
  }

  return (
    <ActDialog
      name={name}
      meaning={say(`acts.${act}.meaning`)}
      faultTitle={say('acts.refused')}
      fault={refused === null ? null : <Fault refused={refused} {...{ documentId, period }} />}
      canSubmit={isFilled(act, input, inMinutes)}
      isSending={isSending}
      isDanger={act === 'withdraw'}
      onFaultClose={() => setRefused(null)}
      onSubmit={submit}
      onClose={onClose}
    >
      {act === 'extend' &&
        (inMinutes ? (
          <Field.Root id="act-minutes" required>
            <Field.Label>{say('acts.minutes')}</Field.Label>
            <NumberInput value={input.minutes} onValueChange={(minutes = 0) => set({ minutes })} />
          </Field.Root>
        ) : (
          <SolarHijriDateField
            label={say('acts.lastDay')}
            hint={say('acts.lastDayHint')}
            zone={period.zone ?? DEFAULT_ZONE}
            onChange={(day) => set({ day })}
          />
        ))}
      {act === 'restart' && (
        <SolarHijriDateField
          label={say('acts.requestedLastDay')}
          hint={say('acts.requestedLastDayHint')}
          zone={period.zone ?? DEFAULT_ZONE}
          onChange={(day) => set({ day })}
        />
      )}
      {(act === 'extend' || act === 'suspend') && (
        <ChoiceField
          id="act-ground"
          label={say('acts.ground')}
          value={input.ground}
          options={EVENT_GROUNDS.map((ground) => [ground, say(`acts.ground.${ground}`)])}
          onChange={(ground) => set({ ground })}
        />
      )}
      {act === 'waive' && (
        <Field.Root id="act-decided-by" required>
          <Field.Label>{say('acts.decidedBy')}</Field.Label>
          <TextInput
            value={input.decidedBy}
            onChange={({ target }) => set({ decidedBy: target.value })}
          />
        </Field.Root>
      )}
      {act === 'issue' && (
        <>
          <Field.Root id="act-letter-number">
            <Field.Label>{say('acts.letterNumber')}</Field.Label>
            <TextInput
              value={input.letterNumber}
              onChange={({ target }) => set({ letterNumber: target.value })}
            />
          </Field.Root>
          <SolarHijriDateField
            label={say('acts.letterOn')}
            hint={say('acts.letterOnHint')}
            zone={period.zone ?? DEFAULT_ZONE}
            isAnyDay
            onChange={(day) => set({ day })}
          />
        </>
      )}
      <WordsField
        id="act-reason"
        label={say('acts.reason')}
        hint={say('acts.reasonHint')}
        value={input.reason}
        onChange={(reason) => set({ reason })}
      />
    </ActDialog>
  )
}

interface FaultProps extends Pick<PeriodActDialogProps, 'documentId' | 'period'> {
  readonly refused: StaffRefusal
}

/** Why it was not done; where answers are missing, how many, and where they are given. */
function Fault({ refused, documentId, period }: FaultProps) {
  const { say, language } = useWords()
  const text = refusalText(refused, language, period.zone) ?? say('import.failed')
  if (refused.kind !== 'refused' || refused.code !== 'DISPOSITIONS_MISSING') return text
  const { unanswered, more } = refused.details
  return (
    <>
      <Typography tag="p">{text}</Typography>
      {typeof unanswered === 'number' && (
        <Typography tag="p" fontWeight="bold">
          {say('themes.left.unanswered', { n: unanswered, more: more === true ? 'yes' : 'no' })}
        </Typography>
      )}
      <ThemesLink documentId={documentId} />
    </>
  )
}

function isFilled(act: OfferedAct, input: Input, inMinutes: boolean): boolean {
  if (input.reason.trim() === '') return false
  switch (act) {
    case 'extend':
      return input.ground !== '' && (inMinutes ? input.minutes > 0 : input.day !== null)
    case 'suspend':
      return input.ground !== ''
    case 'waive':
      return input.decidedBy.trim() !== ''
    default:
      return true
  }
}

/** What the contract of each act takes. */
function bodyOf(act: OfferedAct, input: Input, { closesAt, rule }: DraftPeriod): object {
  const { reason, ground, day, minutes, decidedBy, letterNumber } = input
  switch (act) {
    case 'extend': {
      const later =
        rule?.unit === 'minute' && closesAt !== null
          ? { closesAt: new Date(Date.parse(closesAt) + minutes * MINUTE_MS).toISOString() }
          : { lastDayOn: day }
      return { reason, ground, ...later }
    }
    case 'suspend':
      return { reason, ground }
    case 'restart':
      return { reason, ...(day === null ? {} : { requestedLastDayOn: day }) }
    case 'waive':
      return { reason, decidedBy }
    case 'issue':
      return {
        reason,
        ...(letterNumber.trim() === '' ? {} : { letterNumber: letterNumber.trim() }),
        ...(day === null ? {} : { letterOn: day }),
      }
    default:
      return { reason }
  }
}
