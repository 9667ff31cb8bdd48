import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system'
import { useEffect, useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router-dom'

import type { EvidenceOut, EvidenceReportOut } from '../../../contracts/evidence'
import { isCalendarDay } from '../../../domain/calendar-day'
import { AnswerFailure } from '../components/answer-failure'
import { EvidenceDownloads } from '../components/evidence-downloads'
import { EvidenceDrafts } from '../components/evidence-drafts'
import { EvidenceFigures } from '../components/evidence-figures'
import { EvidenceForm } from '../components/evidence-form'
import { StaffCard } from '../components/staff-card'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { DEFAULT_ZONE, writtenDate, writtenInstant } from '../instant-text'
import { permissionTo } from '../permissions'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('evidence')]
const ASKED = ['body', 'from', 'to'] as const

/** What a body did for participation in a span, to read and to hand in. */
export function Evidence() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <Asked />
    </StaffPage>
  )
}

function Asked() {
  const { say, language } = useWords()
  const [parameters, setParameters] = useSearchParams()
  // The last report that came, so that the form stays while another is made or is refused.
  const [known, setKnown] = useState<EvidenceOut | null>(null)
  const asked = new URLSearchParams(
    ASKED.flatMap((name) => {
      const value = parameters.get(name)
      return value === null ? [] : [[name, value]]
    }),
  ).toString()
  const report = known?.report ?? null
  return (
    <StaffContent>
      <StaffHeader title={say('evidence.title')} subtitle={say('evidence.subtitle')} />
      {known !== null && report !== null && (
        <Box paddingBottom={6}>
          <EvidenceForm
            // A field keeps the calendar that it was made with.
            key={`${language} ${report.at}`}
            bodies={known.bodies}
            zone={report.zone}
            initial={{ body: report.body.slug, from: report.from, to: report.to }}
            onAsk={(choice) => setParameters({ ...choice })}
          />
        </Box>
      )}
      <Answer key={asked} asked={asked} onAnswer={setKnown}>
        {report === null && asked !== '' && (
          <WayOut key={language} asked={parameters} onAsk={(choice) => setParameters(choice)} />
        )}
      </Answer>
    </StaffContent>
  )
}

interface WayOutProps {
  readonly asked: URLSearchParams
  readonly onAsk: (choice: Record<string, string>) => void
}

/** Where an address is refused and nothing else is known: what it asked for, to be put right. */
function WayOut({ asked, onAsk }: WayOutProps) {
  const { say } = useWords()
  const initial = Object.fromEntries(
    [...asked].filter(([name, value]) => name === 'body' || isCalendarDay(value)),
  )
  return (
    <Flex direction="column" alignItems="flex-start" gap={4} paddingTop={5}>
      <EvidenceForm
        bodies={[]}
        zone={DEFAULT_ZONE}
        initial={initial}
        onAsk={(choice) => onAsk({ ...choice })}
      />
      <Button variant="tertiary" onClick={() => onAsk({})}>
        {say('evidence.startOver')}
      </Button>
    </Flex>
  )
}

interface AnswerProps {
  /** As a query. */
  readonly asked: string
  readonly onAnswer: (answer: EvidenceOut) => void
  /** Under a refusal. */
  readonly children: ReactNode
}

function Answer({ asked, onAnswer, children }: AnswerProps) {
  const { say } = useWords()
  const { outcome, askAgain } = useAnswer<EvidenceOut>(
    asked === '' ? '/evidence' : `/evidence?${asked}`,
  )
  useEffect(() => {
    if (outcome?.kind === 'answered') onAnswer(outcome.data)
  }, [outcome, onAnswer])

  if (outcome === null) return <Loader>{say('evidence.loading')}</Loader>
  if (outcome.kind !== 'answered') {
    return (
      <>
        <AnswerFailure refusal={outcome} onRetry={askAgain} />
        {children}
      </>
    )
  }
  const { report } = outcome.data
  if (report === null) return <Typography tag="p">{say('evidence.noBody')}</Typography>
  return <Report report={report} />
}

function Report({ report }: { readonly report: EvidenceReportOut }) {
  const { say, language } = useWords()
  const { body, from, to, at, zone, totals, drafts } = report
  return (
    <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={10}>
      <Flex justifyContent="space-between" alignItems="flex-start" wrap="wrap" gap={4}>
        <Box>
          <Typography tag="p" fontWeight="bold">
            {say('evidence.span', {
              body: body.name,
              from: writtenDate(from, language),
              to: writtenDate(to, language),
            })}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {say('evidence.at', { at: writtenInstant(at, zone, language) })}
          </Typography>
        </Box>
        <EvidenceDownloads report={report} />
      </Flex>
      <EvidenceFigures totals={totals} />
      <StaffCard title={say('evidence.table')}>
        <EvidenceDrafts drafts={drafts} zone={zone} />
      </StaffCard>
    </Flex>
  )
}
