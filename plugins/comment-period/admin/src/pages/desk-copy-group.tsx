import { Badge, Box, Flex, Link, Typography } from '@strapi/design-system'
import { Link as RouterLink, useParams, useSearchParams } from 'react-router-dom'
import { styled } from 'styled-components'

import type { CopyGroupOut } from '../../../contracts/copies'
import { Answered } from '../components/answered'
import { CopyCounts } from '../components/copy-counts'
import { CopyRow } from '../components/copy-row'
import { StateBadge } from '../components/desk-row'
import { Pager } from '../components/pager'
import { PerhapsCopies } from '../components/perhaps-copies'
import { StaffCard } from '../components/staff-card'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { USER_TEXT } from '../user-text'
import { Meaning } from './desk-copies'
import { StaffContent, StaffHeader } from './staff-page'

/** The comments of one group: what they share, and what each says beside it. */
export function DeskCopyGroup() {
  const { say } = useWords()
  const { documentId = '', copyGroup = '' } = useParams()
  const [parameters, setParameters] = useSearchParams()
  const cursor = parameters.get('cursor')
  const path = `/drafts/${encodeURIComponent(documentId)}/copies/${encodeURIComponent(copyGroup)}`
  const { outcome, askAgain } = useAnswer<CopyGroupOut>(
    cursor === null ? path : `${path}?cursor=${encodeURIComponent(cursor)}`,
  )
  return (
    <StaffContent>
      <StaffHeader
        title={say('copies.group')}
        {...(outcome?.kind === 'answered' ? { subtitle: outcome.data.title } : {})}
        back={
          <Typography tag="p">
            <Link tag={RouterLink} to={`../copies/${documentId}`}>
              {say('copies.back')}
            </Link>
          </Typography>
        }
      />
      <Answered outcome={outcome} askAgain={askAgain}>
        {(group) => (
          <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={10}>
            <Meaning />
            <StaffCard title={say('copies.commonText')}>
              <CopyCounts group={group} />
              <Typography tag="p" paddingTop={3} style={USER_TEXT}>
                {group.commonText ?? say('copies.noText')}
              </Typography>
            </StaffCard>
            <Box background="neutral0" hasRadius shadow="tableShadow">
              <ul aria-label={say('copies.members')}>
                {group.items.map((member) => (
                  <Member key={member.publicId} member={member} />
                ))}
              </ul>
            </Box>
            {group.items.length === 0 && (
              <Typography tag="p" role="status">
                {say(group.nextCursor === null ? 'copies.noMembers' : 'copies.noneSoFar')}
              </Typography>
            )}
            <Pager
              cursor={cursor}
              nextCursor={group.nextCursor}
              first={say('copies.first')}
              next={say('copies.next')}
              onTurn={(to) => setParameters(to === null ? {} : { cursor: to })}
            />
            {cursor === null && <PerhapsCopies perhaps={group.perhaps} documentId={documentId} />}
          </Flex>
        )}
      </Answered>
    </StaffContent>
  )
}

function Member({ member }: { readonly member: CopyGroupOut['items'][number] }) {
  const { say, language } = useWords()
  const { publicId, seq, state, receivedAt, exact, likeness, added } = member
  const digits = new Intl.NumberFormat(language, { useGrouping: false })
  const percent = Math.floor(likeness * 100)
  return (
    <CopyRow>
      <Flex gap={3} wrap="wrap" justifyContent="space-between" width="100%">
        <Flex gap={3} wrap="wrap">
          <Link tag={RouterLink} to={`../comments/${publicId}`}>
            {say('copies.comment', { number: digits.format(seq) })}
          </Link>
          <Typography variant="pi" textColor="neutral600">
            {writtenInstant(receivedAt, null, language)}
          </Typography>
        </Flex>
        <Flex gap={2} wrap="wrap">
          <Badge>{exact ? say('copies.exact') : say('copies.near', { percent })}</Badge>
          <StateBadge state={state} />
        </Flex>
      </Flex>
      {added !== null && added.length > 0 && (
        <Box width="100%">
          <Typography tag="h3" variant="pi" fontWeight="semiBold">
            {say('copies.added')}
          </Typography>
          <Added>
            {added.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </Added>
        </Box>
      )}
      {added?.length === 0 && !exact && (
        <Typography variant="pi" textColor="neutral600">
          {say('copies.nothingAdded')}
        </Typography>
      )}
    </CopyRow>
  )
}

const Added = styled.ul`
  padding-block-start: 0.4rem;

  li {
    padding-inline-start: 1.2rem;
    border-inline-start: 3px solid ${({ theme }) => theme.colors.primary200};
    margin-block-end: 0.6rem;
    unicode-bidi: plaintext;
    text-align: start;
    overflow-wrap: anywhere;
    font-size: 1.4rem;
    line-height: 1.8;
  }
`
