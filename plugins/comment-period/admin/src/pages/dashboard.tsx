import {
  Box,
  Field,
  Flex,
  Grid,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system'
import { useState } from 'react'

import type { DashboardOut } from '../../../contracts/dashboard'
import type { DeskOut } from '../../../contracts/desk'
import { DayColumns, ShareBars } from '../components/bar-charts'
import { Answered } from '../components/answered'
import { Figure } from '../components/figure'
import { RunningPeriods } from '../components/running-periods'
import { StaffCard } from '../components/staff-card'
import { useAnswer } from '../hooks/use-answer'
import { useWords, type Say } from '../hooks/use-words'
import { writtenDay } from '../instant-text'
import { permissionTo } from '../permissions'
import { PLUGIN_ID } from '../plugin-id'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('desk')]
const DESK = `/plugins/${PLUGIN_ID}/desk`
const ALL = '-'

/** How the bodies of whoever works here stand. */
export function Dashboard() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <Overview />
    </StaffPage>
  )
}

function Overview() {
  const { say } = useWords()
  const [body, setBody] = useState(ALL)
  const desk = useAnswer<DeskOut>('/desk')
  const { outcome, askAgain } = useAnswer<DashboardOut>(
    body === ALL ? '/dashboard' : `/dashboard?body=${body}`,
  )
  const bodies = desk.outcome?.kind === 'answered' ? desk.outcome.data.bodies : []
  return (
    <StaffContent>
      <StaffHeader title={say('dashboard.title')} subtitle={say('dashboard.subtitle')} />
      {bodies.length > 1 && (
        <Box paddingBottom={5} maxWidth="40rem">
          <Field.Root id="dashboard-body">
            <Field.Label>{say('desk.filter.body')}</Field.Label>
            <SingleSelect value={body} onChange={(chosen) => setBody(String(chosen))}>
              <SingleSelectOption value={ALL}>{say('desk.any')}</SingleSelectOption>
              {bodies.map(({ slug, name }) => (
                <SingleSelectOption key={slug} value={slug}>
                  {name}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
        </Box>
      )}
      <Answered outcome={outcome} askAgain={askAgain}>
        {(figures) => <Figures figures={figures} />}
      </Answered>
    </StaffContent>
  )
}

function Figures({ figures }: { readonly figures: DashboardOut }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  const named = <Key extends string>(
    shares: readonly { key: Key; n: number }[],
    nameOf: (key: Key) => string,
  ) => shares.map(({ key, n }) => ({ name: nameOf(key), n }))
  const { responses, overdue, byState } = figures
  const waiting = byState.find(({ key }) => key === 'received')?.n ?? 0
  const late = overdue.reduce((sum, { n }) => sum + n, 0)
  return (
    <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={10}>
      {figures.isPartial && (
        <Box background="warning100" hasRadius padding={4} role="status">
          <Typography tag="p">{say('dashboard.partial')}</Typography>
        </Box>
      )}
      <Grid.Root gap={5}>
        <Figure name={say('dashboard.running')} value={digits.format(figures.periods.length)} />
        <Figure name={say('dashboard.received')} value={digits.format(figures.received)} />
        <Figure
          name={say('dashboard.waiting')}
          value={digits.format(waiting)}
          to={`${DESK}?state=received`}
        />
        <Figure
          name={say('dashboard.overdue')}
          value={digits.format(late)}
          to={`${DESK}?response=overdue`}
          isAlarming={late > 0}
        />
      </Grid.Root>
      <Grid.Root gap={5}>
        <Grid.Item col={7} s={12} direction="column" alignItems="stretch">
          <StaffCard title={say('dashboard.perDay')}>
            <DayColumns
              caption={say('dashboard.perDay')}
              counts={figures.perDay.map(({ day, n }) => ({ name: writtenDay(day, language), n }))}
            />
          </StaffCard>
        </Grid.Item>
        <Grid.Item col={5} s={12} direction="column" alignItems="stretch">
          <StaffCard title={say('dashboard.running')}>
            <RunningPeriods periods={figures.periods} />
          </StaffCard>
        </Grid.Item>
      </Grid.Root>
      <Grid.Root gap={5}>
        <Shares
          title={say('dashboard.byType')}
          counts={named(figures.byType, (key) => say(`desk.type.${key}`))}
        />
        <Shares
          title={say('dashboard.byChannel')}
          counts={named(figures.byChannel, (key) => say(`desk.channel.${key}`))}
        />
        <Shares
          title={say('dashboard.byCategory')}
          counts={named(figures.byCategory, (key) => say(`desk.category.${key}`))}
        />
        <Shares
          title={say('dashboard.byClause')}
          counts={figures.byClause.map(({ label, docket, n }) => ({
            name: `${label} – ${docket}`,
            n,
          }))}
        />
      </Grid.Root>
      <Grid.Root gap={5}>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <StaffCard title={say('dashboard.responses')}>
            <ResponseTimes responses={responses} />
          </StaffCard>
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <StaffCard title={say('dashboard.overdueUnits')}>
            <OverdueUnits overdue={overdue} />
          </StaffCard>
        </Grid.Item>
      </Grid.Root>
    </Flex>
  )
}

function Shares({
  title,
  counts,
}: {
  readonly title: string
  readonly counts: readonly { name: string; n: number }[]
}) {
  return (
    <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
      <StaffCard title={title}>
        <ShareBars caption={title} counts={counts} />
      </StaffCard>
    </Grid.Item>
  )
}

function ResponseTimes({ responses }: { readonly responses: DashboardOut['responses'] }) {
  const { say, language } = useWords()
  const { n, medianMs, ninetiethMs, due, inTime } = responses
  if (medianMs === null || ninetiethMs === null) {
    return <Typography tag="p">{say('dashboard.noResponses')}</Typography>
  }
  const digits = new Intl.NumberFormat(language)
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="p">{say('dashboard.responded', { n: digits.format(n) })}</Typography>
      <Typography tag="p">{say('dashboard.median', { time: spanText(medianMs, say) })}</Typography>
      <Typography tag="p">
        {say('dashboard.ninetieth', { time: spanText(ninetiethMs, say) })}
      </Typography>
      {due > 0 && (
        <Typography tag="p">
          {say('dashboard.inTime', { n: digits.format(inTime), of: digits.format(due) })}
        </Typography>
      )}
    </Flex>
  )
}

function OverdueUnits({ overdue }: { readonly overdue: DashboardOut['overdue'] }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  if (overdue.length === 0) return <Typography tag="p">{say('dashboard.noOverdue')}</Typography>
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {overdue.map(({ unit, body, n }) => (
        <Flex tag="li" key={`${body} ${unit ?? ''}`} justifyContent="space-between" gap={4}>
          <Typography>{`${unit ?? say('desk.noUnit')} – ${body}`}</Typography>
          <Typography fontWeight="bold" textColor="danger600">
            {say('dashboard.comments', { n: digits.format(n) })}
          </Typography>
        </Flex>
      ))}
    </Flex>
  )
}

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

function spanText(ms: number, say: Say): string {
  if (ms >= 2 * DAY_MS) return say('dashboard.days', { n: Math.round(ms / DAY_MS) })
  if (ms >= HOUR_MS) return say('dashboard.hours', { n: Math.round(ms / HOUR_MS) })
  return say('dashboard.underAnHour')
}
