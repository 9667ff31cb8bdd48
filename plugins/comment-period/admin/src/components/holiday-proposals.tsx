import { Button, Flex, Link, Typography } from '@strapi/design-system'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'

import type { HolidaysOut } from '../../../contracts/holidays'
import { useWords } from '../hooks/use-words'
import { writtenDate } from '../instant-text'
import { PLUGIN_ID } from '../plugin-id'
import { USER_TEXT } from '../user-text'
import { ReasonedDialog } from './reasoned-dialog'
import { StaffCard } from './staff-card'

const DRAFT = `/content-manager/collection-types/plugin::${PLUGIN_ID}.draft-regulation`

type Proposal = HolidaysOut['proposals'][number]

interface HolidayProposalsProps {
  readonly proposals: readonly Proposal[]
  readonly onExtended: () => void
}

/** Open periods whose last day has become a holiday since. */
export function HolidayProposals({ proposals, onExtended }: HolidayProposalsProps) {
  const { say, language } = useWords()
  const [extended, setExtended] = useState<Proposal | null>(null)
  const dayOf = ({ proposedLastDayOn }: Proposal) => writtenDate(proposedLastDayOn, language)
  return (
    <StaffCard title={say('holidays.proposals')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography tag="p">{say('holidays.proposals.meaning')}</Typography>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
          {proposals.map((proposal) => (
            <Flex
              tag="li"
              key={proposal.docket}
              alignItems="flex-start"
              justifyContent="space-between"
              wrap="wrap"
              gap={4}
            >
              <Flex direction="column" alignItems="flex-start" gap={1}>
                <Link tag={RouterLink} to={`${DRAFT}/${proposal.documentId}`}>
                  <span style={USER_TEXT}>{proposal.title}</span>
                </Link>
                <Typography variant="pi" textColor="neutral600">
                  {proposal.body} – <bdi dir="ltr">{proposal.docket}</bdi>
                </Typography>
                <Typography>
                  {say('holidays.proposal.now', {
                    day: writtenDate(proposal.lastDayOn, language),
                  })}
                </Typography>
                <Typography fontWeight="bold">
                  {say('holidays.proposal.then', { day: dayOf(proposal) })}
                </Typography>
              </Flex>
              {proposal.mayExtend ? (
                <Button
                  aria-label={say('holidays.extendOf', { title: proposal.title })}
                  onClick={() => setExtended(proposal)}
                >
                  {say('holidays.extend')}
                </Button>
              ) : (
                <Typography variant="pi" textColor="neutral600">
                  {say('holidays.mayNot')}
                </Typography>
              )}
            </Flex>
          ))}
        </Flex>
      </Flex>
      {extended !== null && (
        <ReasonedDialog
          name={say('holidays.extend')}
          meaning={say('holidays.extend.meaning', {
            title: extended.title,
            day: dayOf(extended),
          })}
          path={`/drafts/${extended.documentId}/extend`}
          bodyOf={(reason) => ({
            lastDayOn: extended.proposedLastDayOn,
            ground: 'late-holiday',
            reason,
          })}
          onClose={() => setExtended(null)}
          onDone={() => {
            setExtended(null)
            onExtended()
          }}
        />
      )}
    </StaffCard>
  )
}
