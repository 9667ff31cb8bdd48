import { Button, Flex } from '@strapi/design-system'

interface PagerProps {
  /** Of the page that is shown; `null` on the first. */
  readonly cursor: string | null
  readonly nextCursor: string | null
  readonly first: string
  readonly next: string
  readonly onTurn: (cursor: string | null) => void
}

/** Back to the first page of a list, and on to the next: lists are read in one direction. */
export function Pager({ cursor, nextCursor, first, next, onTurn }: PagerProps) {
  if (cursor === null && nextCursor === null) return null
  return (
    <Flex gap={2} paddingTop={4}>
      {cursor !== null && (
        <Button variant="tertiary" onClick={() => onTurn(null)}>
          {first}
        </Button>
      )}
      {nextCursor !== null && (
        <Button variant="secondary" onClick={() => onTurn(nextCursor)}>
          {next}
        </Button>
      )}
    </Flex>
  )
}
