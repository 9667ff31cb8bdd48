import { Button, Flex, Typography } from '@strapi/design-system'
import { useRBAC } from '@strapi/strapi/admin'
import { useState } from 'react'

import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { OFFERED_ACTS, type DraftPeriod, type OfferedAct } from '../period-answer'
import { PLUGIN_ID } from '../plugin-id'
import { PeriodActDialog } from './period-act-dialog'

interface PeriodActsProps {
  readonly documentId: string
  readonly period: DraftPeriod
  readonly onDone: () => void
}

const PERMISSIONS = OFFERED_ACTS.map((act) => ({
  action: `plugin::${PLUGIN_ID}.${act}`,
  subject: null,
}))

/**
 * The acts that whoever works here may do on the period. What the period does not allow now is not
 * offered, except issuing: everybody waits for that, and is told until when.
 */
export function PeriodActs({ documentId, period, onDone }: PeriodActsProps) {
  const { say, language } = useWords()
  const { allowedActions, isLoading } = useRBAC(PERMISSIONS)
  const [open, setOpen] = useState<OfferedAct | null>(null)
  if (isLoading) return null

  const permitted = OFFERED_ACTS.filter(
    (act) => (allowedActions as Readonly<Record<string, boolean>>)[`can${capitalised(act)}`],
  )
  const offered = permitted.filter(
    (act) => period.refusals[act] === null || (act === 'issue' && isWaiting(period)),
  )
  if (offered.length === 0) return null
  const waits = offered.includes('issue') ? period.refusals.issue : null

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {offered.map((act) => (
        <Button
          key={act}
          variant={VARIANTS[act] ?? 'secondary'}
          disabled={period.refusals[act] !== null}
          aria-describedby={act === 'issue' && waits !== null ? 'period-issue-waits' : undefined}
          onClick={() => setOpen(act)}
          fullWidth
        >
          {say(nameOf(act, period))}
        </Button>
      ))}
      {waits !== null && (
        <Typography id="period-issue-waits" tag="p" variant="pi" textColor="neutral700">
          {period.mayIssueFrom === null
            ? REFUSAL_MESSAGES[waits][language]
            : say('acts.issueFrom', {
                at: writtenInstant(period.mayIssueFrom, period.zone, language),
              })}
        </Typography>
      )}
      {open !== null && (
        <PeriodActDialog
          act={open}
          documentId={documentId}
          period={period}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null)
            onDone()
          }}
        />
      )}
    </Flex>
  )
}

const VARIANTS: Partial<Record<OfferedAct, 'default' | 'danger-light'>> = {
  issue: 'default',
  withdraw: 'danger-light',
}

/** Issuing is called what the kind's terminal act is called. */
export function nameOf(act: OfferedAct, { terminalAct }: DraftPeriod) {
  return act === 'issue'
    ? (`acts.issue.${terminalAct ?? 'promulgate'}` as const)
    : (`acts.${act}` as const)
}

function isWaiting({ phase }: DraftPeriod): boolean {
  return phase === 'open' || phase === 'suspended'
}

function capitalised(act: string): string {
  return act.charAt(0).toUpperCase() + act.slice(1)
}
