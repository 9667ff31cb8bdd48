import { Badge, Box, Checkbox, Flex } from '@strapi/design-system'
import { Link } from 'react-router-dom'
import { styled } from 'styled-components'

import type { DeskItem } from '../../../contracts/desk'
import type { Channel, CommentState, CommentType } from '../../../domain/comment'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'

interface DeskRowProps {
  readonly item: DeskItem
  readonly isSelected: boolean
  readonly onSelect: (isSelected: boolean) => void
  /** Where the comment is opened; the list is come back to as it was. */
  readonly to: string
}

/** A comment in the list of the desk. */
export function DeskRow({ item, isSelected, onSelect, to }: DeskRowProps) {
  const { say, language } = useWords()
  const at = (instant: string) => writtenInstant(instant, null, language)
  return (
    <Row $isSelected={isSelected}>
      <Box paddingTop={1}>
        <Checkbox
          checked={isSelected}
          onCheckedChange={(checked) => onSelect(checked === true)}
          aria-label={say('desk.select', { id: item.publicId })}
        />
      </Box>
      <Box flex="1" minWidth={0}>
        <Words>
          <Link to={to}>{item.text ?? say('desk.erased')}</Link>
        </Words>
        <Facts>
          <li>
            <bdi>{item.draft.title}</bdi>
          </li>
          <li>
            <bdi>{item.clause ?? say('desk.wholeDraft')}</bdi>
          </li>
          <li>
            <Link to={`copies/${item.draft.documentId}`}>{say('copies.title')}</Link>
          </li>
        </Facts>
        <Facts>
          <li>
            <bdi>{item.body.name}</bdi>
          </li>
          <li>{say(`desk.type.${item.type as CommentType}`)}</li>
          <li>{say(`desk.channel.${item.channel as Channel}`)}</li>
          <li>{at(item.receivedAt)}</li>
          {item.unit !== null && (
            <li>
              <bdi>{item.unit.name ?? item.unit.key}</bdi>
            </li>
          )}
          {item.dueAt !== null && item.responses === 0 && (
            <li>{say('desk.due', { at: at(item.dueAt) })}</li>
          )}
        </Facts>
      </Box>
      <Flex direction="column" alignItems="flex-end" gap={1}>
        <StateBadge state={item.state} />
        {item.overdue && <Badge variant="danger">{say('desk.overdue')}</Badge>}
        {item.late && <Badge>{say('desk.late')}</Badge>}
        {item.responses > 0 && <Badge>{say('desk.responses', { count: item.responses })}</Badge>}
        {item.quarantined > 0 && (
          <Badge>{say('desk.quarantined', { count: item.quarantined })}</Badge>
        )}
      </Flex>
    </Row>
  )
}

/** Dark on light: the design system's own warning is too faint to read at this size. */
const BADGES = {
  received: 'warning100',
  published: 'success100',
  withheld: 'neutral150',
  spam: 'neutral150',
} as const

export function StateBadge({ state }: { readonly state: CommentState }) {
  const { say } = useWords()
  return (
    <Badge backgroundColor={BADGES[state]} textColor="neutral800">
      {say(`desk.state.${state}`)}
    </Badge>
  )
}

const Row = styled.li<{ $isSelected: boolean }>`
  display: flex;
  gap: 1.6rem;
  padding: 1.6rem;
  border-block-end: 1px solid ${({ theme }) => theme.colors.neutral150};
  background: ${({ theme, $isSelected }) =>
    $isSelected ? theme.colors.primary100 : theme.colors.neutral0};

  &:last-child {
    border-block-end: none;
  }
`

/** Two lines of what was written; all of it is a click away. */
const Words = styled.p`
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  unicode-bidi: plaintext;
  text-align: start;
  font-size: 1.5rem;
  line-height: 1.7;

  a {
    color: ${({ theme }) => theme.colors.neutral800};
    text-decoration: none;
  }

  a:hover {
    text-decoration: underline;
  }
`

const Facts = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 0.2rem 1.6rem;
  padding-block-start: 0.4rem;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
`
