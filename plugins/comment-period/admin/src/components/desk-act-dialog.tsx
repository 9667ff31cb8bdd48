import { Typography } from '@strapi/design-system'
import { useNotification } from '@strapi/strapi/admin'
import { useState, type ReactNode } from 'react'

import type { DeskCommentOut, OutcomesOut } from '../../../contracts/desk'
import { WITHHOLD_REASONS } from '../../../domain/comment'
import { isRefusalCode } from '../../../domain/refusal'
import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { refusalText } from '../staff-refusal'
import { ActDialog, ChoiceField, WordsField } from './act-dialog'
import {
  EMPTY_RESPONSE,
  isResponse,
  ResponseFields,
  type ResponseInput,
  type ResponseTemplate,
} from './response-fields'
import { SolarHijriDateField } from './solar-hijri-date-field'

/** Where the day is chosen; the server judges it in the zone of the comment's body. */
const ZONE = 'Asia/Tehran'

export type UnitChoice = readonly [key: string, name: string]

export const DESK_ACTS = ['publish', 'withhold', 'spam', 'assign', 'respond'] as const
export type DeskAct = (typeof DESK_ACTS)[number]

/** The permission and the membership that each act asks for. */
export const MAY_OF_ACT = {
  publish: 'screen',
  withhold: 'screen',
  spam: 'screen',
  assign: 'assign',
  respond: 'respond',
} as const satisfies Readonly<Record<DeskAct, keyof DeskCommentOut['may']>>

const PATHS = { assign: '/assignments', respond: '/responses', screen: '/screenings' } as const

type OnClauses = (chosen: readonly string[]) => void

interface DeskActDialogProps {
  readonly act: DeskAct
  readonly publicIds: readonly string[]
  /** Keys and names of the units that they can be assigned to. */
  readonly units: readonly UnitChoice[]
  /** What a response to them may begin with. */
  readonly templates: readonly ResponseTemplate[]
  /** Asks which clauses were changed because of what is responded to; not for several at once. */
  readonly clausesField?: (chosen: readonly string[], onChange: OnClauses) => ReactNode
  readonly onClose: () => void
  /** Told which comments it was not done for. */
  readonly onDone: (undone: readonly string[]) => void
}

const AS_IT_IS = '='
const NO_UNIT = '-'

interface Input extends ResponseInput {
  readonly reason: string
  readonly ground: string
  readonly clauses: readonly string[]
  readonly unit: string
  readonly day: string | null
}

const EMPTY: Input = {
  ...EMPTY_RESPONSE,
  reason: '',
  ground: '',
  clauses: [],
  unit: AS_IT_IS,
  day: null,
}

/** Confirms one act on one comment or many, and asks for what it is recorded with. */
export function DeskActDialog({
  act,
  publicIds,
  units,
  templates,
  clausesField,
  onClose,
  onDone,
}: DeskActDialogProps) {
  const { say, language } = useWords()
  const { send } = useStaffCalls()
  const { toggleNotification } = useNotification()
  const [input, setInput] = useState<Input>(EMPTY)
  const [isSending, setIsSending] = useState(false)
  const [faults, setFaults] = useState<readonly string[]>([])
  const set = (change: Partial<Input>) => setInput({ ...input, ...change })
  const name = say(`desk.act.${act}`)

  const submit = async () => {
    setFaults([])
    setIsSending(true)
    const outcome = await send<OutcomesOut>(PATHS[MAY_OF_ACT[act]], bodyOf(act, publicIds, input))
    setIsSending(false)
    if (outcome.kind !== 'answered') {
      return setFaults([refusalText(outcome, language, null) ?? say('import.failed')])
    }
    const refused = outcome.data.results.filter(({ refusal }) => refusal !== null)
    const done = publicIds.length - refused.length
    if (done > 0) {
      toggleNotification({ type: 'success', message: say('desk.act.done', { count: done }) })
    }
    if (refused.length === 0) return onDone([])
    setFaults(
      refused.map(({ publicId, refusal }) =>
        refusal !== null && isRefusalCode(refusal)
          ? `${publicId}: ${REFUSAL_MESSAGES[refusal][language]}`
          : publicId,
      ),
    )
    if (done > 0) onDone(refused.map(({ publicId }) => publicId))
  }

  return (
    <ActDialog
      name={name}
      meaning={say(`desk.act.${act}.meaning`)}
      faultTitle={say('desk.act.refusedFor')}
      fault={
        faults.length === 0 ? null : (
          <ul>
            {faults.map((fault) => (
              <li key={fault} style={{ unicodeBidi: 'plaintext' }}>
                {fault}
              </li>
            ))}
          </ul>
        )
      }
      canSubmit={isFilled(act, input)}
      isSending={isSending}
      onFaultClose={() => setFaults([])}
      onSubmit={submit}
      onClose={onClose}
    >
      {publicIds.length > 1 && (
        <Typography tag="p" fontWeight="bold">
          {say('desk.act.count', { count: publicIds.length })}
        </Typography>
      )}
      {act === 'withhold' && (
        <ChoiceField
          id="desk-ground"
          label={say('desk.act.ground')}
          value={input.ground}
          options={WITHHOLD_REASONS.map((ground) => [ground, say(`desk.withhold.${ground}`)])}
          onChange={(ground) => set({ ground })}
        />
      )}
      {act === 'assign' && (
        <>
          <ChoiceField
            id="desk-unit"
            label={say('desk.filter.unit')}
            value={input.unit}
            isOptional
            options={[
              [AS_IT_IS, say('desk.act.asItIs')],
              ...units,
              [NO_UNIT, say('desk.act.noUnit')],
            ]}
            onChange={(unit) => set({ unit })}
          />
          <SolarHijriDateField
            label={say('desk.act.dueOn')}
            hint={say('desk.act.dueOnHint')}
            zone={ZONE}
            onChange={(day) => set({ day })}
          />
        </>
      )}
      {act === 'respond' && (
        <>
          <ResponseFields input={input} templates={templates} onChange={set} />
          {clausesField?.(input.clauses, (clauses) => set({ clauses }))}
        </>
      )}
      <WordsField
        id="desk-reason"
        label={say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={input.reason}
        onChange={(reason) => set({ reason })}
      />
    </ActDialog>
  )
}

function isFilled(act: DeskAct, input: Input): boolean {
  const { reason, ground, unit, day } = input
  if (reason.trim() === '') return false
  if (act === 'withhold') return ground !== ''
  if (act === 'assign') return unit !== AS_IT_IS || day !== null
  return act !== 'respond' || isResponse(input)
}

/** The state that each act of screening gives. */
export const STATE_BY_ACT = { publish: 'published', withhold: 'withheld', spam: 'spam' } as const

/** What the contract of each act takes. */
function bodyOf(act: DeskAct, publicIds: readonly string[], input: Input): object {
  const { reason, ground, disposition, text, clauses, unit, day } = input
  if (act === 'respond') {
    const changed = clauses.length === 0 ? {} : { changedClauses: clauses }
    return { publicIds, reason, text, disposition, ...changed }
  }
  if (act === 'assign') {
    const to = unit === AS_IT_IS ? {} : { unit: unit === NO_UNIT ? null : unit }
    return { publicIds, reason, ...to, ...(day === null ? {} : { dueOn: day }) }
  }
  const screening = { publicIds, reason, state: STATE_BY_ACT[act] }
  return act === 'withhold' ? { ...screening, withholdReason: ground } : screening
}
