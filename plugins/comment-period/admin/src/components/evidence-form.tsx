import { Box, Button, Flex } from '@strapi/design-system'
import { useState, type FormEvent } from 'react'

import type { EvidenceOut } from '../../../contracts/evidence'
import { useWords } from '../hooks/use-words'
import { ChoiceField } from './act-dialog'
import { SolarHijriDateField } from './solar-hijri-date-field'

/** Of which body and which days a report is asked for; days in ISO 8601. */
export interface EvidenceChoice {
  /** Left out, the first of whoever asks. */
  readonly body?: string
  readonly from: string
  readonly to: string
}

interface EvidenceFormProps {
  readonly bodies: EvidenceOut['bodies']
  readonly zone: string
  readonly initial: Partial<EvidenceChoice>
  readonly onAsk: (choice: EvidenceChoice) => void
}

/** Asks for the report of another body, or of other days. */
export function EvidenceForm({ bodies, zone, initial, onAsk }: EvidenceFormProps) {
  const { say } = useWords()
  const [choice, setChoice] = useState<Partial<EvidenceChoice>>(initial)
  const { body, from, to } = choice
  const isWhole = from !== undefined && to !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) onAsk({ ...(body === undefined ? {} : { body }), from, to })
  }
  const day = (name: 'from' | 'to') => (
    <SolarHijriDateField
      label={say(`evidence.${name}`)}
      hint={say('evidence.dayHint')}
      zone={zone}
      isAnyDay
      {...(initial[name] === undefined ? {} : { initialDay: initial[name] })}
      onChange={(chosen) =>
        setChoice((before) => ({ ...before, [name]: chosen === null ? undefined : chosen }))
      }
    />
  )
  return (
    <form onSubmit={submit} noValidate>
      <Flex gap={5} wrap="wrap" alignItems="flex-start" paddingBottom={4}>
        {bodies.length > 1 && (
          <Box minWidth="26rem" maxWidth="100%">
            <ChoiceField
              id="evidence-body"
              label={say('desk.filter.body')}
              value={body ?? ''}
              options={bodies.map(({ slug, name }) => [slug, name] as const)}
              onChange={(chosen) => setChoice((before) => ({ ...before, body: chosen }))}
            />
          </Box>
        )}
        {day('from')}
        {day('to')}
      </Flex>
      <Button type="submit" disabled={!isWhole}>
        {say('evidence.show')}
      </Button>
    </form>
  )
}
