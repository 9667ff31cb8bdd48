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

/** A few lines of a text; all of it is a click away. */
export const CopyExcerpt = styled.p`
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
  unicode-bidi: plaintext;
  text-align: start;
  align-self: stretch;
  overflow-wrap: anywhere;
  font-size: 1.5rem;
  line-height: 1.8;
`
