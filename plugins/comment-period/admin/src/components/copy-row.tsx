import { styled } from 'styled-components'

/** A group in the list of groups, or a comment in the list of one. */
export const CopyRow = styled.li`
  display: flex;
  flex-direction: column;
  gap: 0.8rem;
  align-items: flex-start;
  padding: 1.6rem;
  border-block-end: 1px solid ${({ theme }) => theme.colors.neutral150};

  &:last-child {
    border-block-end: none;
  }
`
