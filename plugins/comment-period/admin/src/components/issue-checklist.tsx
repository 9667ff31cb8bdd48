import { Badge, Box, Flex, Link, Typography } from '@strapi/design-system'
import { Link as RouterLink } from 'react-router-dom'

import type { ChecklistOut } from '../../../contracts/themes'
import { deskAddress } from '../addresses'
import { useWords } from '../hooks/use-words'
import { StaffCard } from './staff-card'

interface IssueChecklistProps {
  readonly documentId: string
  readonly checklist: ChecklistOut
}

type Item = ChecklistOut['items'][number]

/** What is left to be done before the terminal act, and what of it that act waits for. */
export function IssueChecklist({ documentId, checklist }: IssueChecklistProps) {
  const { say } = useWords()
  const { items, answersBeforeIssue } = checklist
  const isBlocked = items.some(({ blocks }) => blocks)
  return (
    <StaffCard title={say('themes.checklist')}>
      {items.length === 0 ? (
        <Box background="success100" hasRadius padding={4} role="status">
          <Typography tag="p" textColor="neutral800">
            {say('themes.nothingLeft')}
          </Typography>
        </Box>
      ) : (
        <>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
            {items.map((item) => (
              <li key={item.item}>
                <Line documentId={documentId} item={item} />
              </li>
            ))}
          </Flex>
          <Box paddingTop={4}>
            <Typography tag="p" fontWeight="bold">
              {say(isBlocked ? 'themes.blocked' : 'themes.notBlocked')}
            </Typography>
          </Box>
        </>
      )}
      <Box paddingTop={2}>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {say(answersBeforeIssue ? 'themes.demanded' : 'themes.notDemanded')}
        </Typography>
      </Box>
    </StaffCard>
  )
}

/** How the desk is narrowed to what an item counts, where it can be. */
const AT_DESK: Partial<Record<Item['item'], Record<string, string>>> = {
  unscreened: { state: 'received' },
  unanswered: { response: 'none' },
}

function Line({ documentId, item }: { readonly documentId: string; readonly item: Item }) {
  const { say } = useWords()
  const narrowed = AT_DESK[item.item]
  return (
    <Flex gap={3} wrap="wrap">
      <Typography>
        {say(`themes.left.${item.item}`, { n: item.n, more: item.more ? 'yes' : 'no' })}
      </Typography>
      {item.blocks && <Badge variant="danger">{say('themes.blocks')}</Badge>}
      {narrowed !== undefined && (
        <Link tag={RouterLink} to={deskAddress(documentId, narrowed)}>
          {say(`themes.show.${item.item as 'unanswered'}`)}
        </Link>
      )}
    </Flex>
  )
}
