import { styled } from 'styled-components'

import type { CopiesOut } from '../../../contracts/copies'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'

interface CopyCountsProps {
  readonly group: Omit<CopiesOut['items'][number], 'excerpt'>
}

/** What a group has: every comment counts by itself. */
export function CopyCounts({ group }: CopyCountsProps) {
  const { say, language } = useWords()
  const at = (instant: string) => writtenInstant(instant, null, language)
  const { comments, erased, texts, senders, firstAt, lastAt } = group
  return (
    <Facts>
      <li>
        <strong>{say('copies.comments', { count: comments })}</strong>
      </li>
      <li>{say('copies.texts', { count: texts })}</li>
      <li>{say('copies.senders', { count: senders })}</li>
      {erased > 0 && <li>{say('copies.erased', { count: erased })}</li>}
      {firstAt !== null && lastAt !== null && (
        <li>{say('copies.between', { first: at(firstAt), last: at(lastAt) })}</li>
      )}
    </Facts>
  )
}

const Facts = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem 2rem;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral600};

  strong {
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral800};
  }
`
