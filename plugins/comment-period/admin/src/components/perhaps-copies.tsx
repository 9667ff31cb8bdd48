import { Badge, Flex, Link, Typography } from '@strapi/design-system'
import { Link as RouterLink } from 'react-router-dom'

import type { CopyGroupOut } from '../../../contracts/copies'
import { useWords } from '../hooks/use-words'
import { CopyExcerpt, CopyRow } from './copy-row'
import { StaffCard } from './staff-card'

interface PerhapsCopiesProps {
  readonly perhaps: CopyGroupOut['perhaps']
  /** The draft whose docket it is. */
  readonly documentId: string
}

/** Texts that are alike and not enough to be of the group: whoever reads judges. */
export function PerhapsCopies({ perhaps, documentId }: PerhapsCopiesProps) {
  const { say } = useWords()
  if (perhaps.length === 0) return null
  return (
    <StaffCard title={say('copies.perhaps')}>
      <Typography tag="p" textColor="neutral600">
        {say('copies.perhapsMeaning')}
      </Typography>
      <ul aria-label={say('copies.perhaps')}>
        {perhaps.map((text, place) => (
          <Text key={text.group ?? text.publicId ?? place} text={text} documentId={documentId} />
        ))}
      </ul>
    </StaffCard>
  )
}

interface TextProps {
  readonly text: CopyGroupOut['perhaps'][number]
  readonly documentId: string
}

function Text({ text, documentId }: TextProps) {
  const { say } = useWords()
  const { group, publicId, comments, likeness, excerpt } = text
  const to =
    group === null ? `../comments/${publicId ?? ''}` : `../copies/${documentId}/${String(group)}`
  return (
    <CopyRow>
      <Flex gap={2} wrap="wrap">
        <Badge>{say('copies.near', { percent: Math.floor(likeness * 100) })}</Badge>
        <Typography variant="pi" textColor="neutral600">
          {say('copies.comments', { count: comments })}
        </Typography>
      </Flex>
      <CopyExcerpt>{excerpt ?? say('copies.noText')}</CopyExcerpt>
      {(group !== null || publicId !== null) && (
        <Link tag={RouterLink} to={to}>
          {say(group === null ? 'copies.perhapsComment' : 'copies.perhapsGroup')}
        </Link>
      )}
    </CopyRow>
  )
}
