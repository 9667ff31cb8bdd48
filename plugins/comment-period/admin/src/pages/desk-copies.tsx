import { Box, Flex, Link, Typography } from '@strapi/design-system'
import { Link as RouterLink, useParams, useSearchParams } from 'react-router-dom'

import type { CopiesOut } from '../../../contracts/copies'
import { Answered } from '../components/answered'
import { CopyCounts } from '../components/copy-counts'
import { CopyExcerpt, CopyRow } from '../components/copy-row'
import { Pager } from '../components/pager'
import { useAnswer } from '../hooks/use-answer'
import { useLookAgain } from '../hooks/use-look-again'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'
import { StaffContent, StaffHeader } from './staff-page'

/** Comments of one docket that have the same text or nearly, the largest group first. */
export function DeskCopies() {
  const { say } = useWords()
  const { documentId = '' } = useParams()
  const [parameters, setParameters] = useSearchParams()
  const cursor = parameters.get('cursor')
  const path = `/drafts/${encodeURIComponent(documentId)}/copies`
  const asked = useAnswer<CopiesOut>(
    cursor === null ? path : `${path}?cursor=${encodeURIComponent(cursor)}`,
  )
  const { outcome, askAgain } = asked
  const known = outcome?.kind === 'answered' ? outcome.data : null
  useLookAgain(asked, known !== null && known.compared.upTo < known.compared.of)

  return (
    <StaffContent>
      <StaffHeader
        title={say('copies.title')}
        {...(known === null ? {} : { subtitle: known.title })}
        back={
          <Typography tag="p">
            <Link tag={RouterLink} to={`../?draft=${documentId}`}>
              {say('desk.back')}
            </Link>
          </Typography>
        }
      />
      <Answered outcome={outcome} askAgain={askAgain}>
        {({ compared, items, nextCursor }) => (
          <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={10}>
            <Meaning />
            {compared.upTo < compared.of && (
              <Typography tag="p" role="status">
                {say('copies.underWay', { upTo: compared.upTo, of: compared.of })}
              </Typography>
            )}
            {items.length === 0 ? (
              compared.upTo === compared.of && <Typography tag="p">{say('copies.none')}</Typography>
            ) : (
              <Box background="neutral0" hasRadius shadow="tableShadow">
                <ul aria-label={say('copies.list')}>
                  {items.map((group) => (
                    <CopyRow key={group.group}>
                      <CopyCounts group={group} />
                      <CopyExcerpt>{group.excerpt ?? say('copies.noText')}</CopyExcerpt>
                      <Link tag={RouterLink} to={String(group.group)}>
                        {say('copies.open', { count: group.comments })}
                      </Link>
                    </CopyRow>
                  ))}
                </ul>
              </Box>
            )}
            <Pager
              cursor={cursor}
              nextCursor={nextCursor}
              first={say('copies.first')}
              next={say('copies.next')}
              onTurn={(to) => setParameters(to === null ? {} : { cursor: to })}
            />
          </Flex>
        )}
      </Answered>
    </StaffContent>
  )
}

/** Said wherever copies are shown: they are read together, and each counts by itself. */
export function Meaning() {
  const { say } = useWords()
  return (
    <Box background="primary100" borderColor="primary200" hasRadius padding={4}>
      <Typography tag="p" style={USER_TEXT}>
        {say('copies.meaning')}
      </Typography>
    </Box>
  )
}
