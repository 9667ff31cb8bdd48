import { Box, Flex, Link, Typography } from '@strapi/design-system'
import { Link as RouterLink } from 'react-router-dom'

import type { DashboardOut } from '../../../contracts/dashboard'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { USER_TEXT } from '../user-text'
import { PeriodBar } from './period-bar'

type Period = DashboardOut['periods'][number]

/** Drafts that stand before the public now, with how much of their time has passed. */
export function RunningPeriods({ periods }: { readonly periods: readonly Period[] }) {
  const { say } = useWords()
  if (periods.length === 0) return <Typography tag="p">{say('dashboard.noPeriods')}</Typography>
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={5}>
      {periods.map((period) => (
        <li key={period.docket}>
          <RunningPeriod period={period} />
        </li>
      ))}
    </Flex>
  )
}

function RunningPeriod({ period }: { readonly period: Period }) {
  const { say, language } = useWords()
  const { documentId, title, body, docket, phase, opensAt, closesAt, comments } = period
  const digits = new Intl.NumberFormat(language)
  return (
    <>
      <Link
        tag={RouterLink}
        to={`/content-manager/collection-types/plugin::comment-period.draft-regulation/${documentId}`}
      >
        <span style={USER_TEXT}>{title}</span>
      </Link>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {body} – <bdi dir="ltr">{docket}</bdi>
      </Typography>
      <Box paddingTop={2} paddingBottom={2}>
        {phase === 'open' ? (
          <PeriodBar opensAt={opensAt} closesAt={closesAt} />
        ) : (
          <Typography tag="p" fontWeight="bold">
            {say('period.phase.suspended')}
          </Typography>
        )}
      </Box>
      <Flex justifyContent="space-between" wrap="wrap" gap={2}>
        <Typography tag="p" variant="pi">
          {say('dashboard.closes', { at: writtenInstant(closesAt, null, language) })}
        </Typography>
        <Typography tag="p" variant="pi">
          {say('dashboard.comments', { n: digits.format(comments) })}
        </Typography>
      </Flex>
    </>
  )
}
