import { Flex, Typography } from '@strapi/design-system'
import type { ReactNode } from 'react'

import { USER_TEXT } from '../user-text'

interface LinesProps {
  readonly main: ReactNode
  /** Below it, smaller; `null` is left out. */
  readonly rest: readonly ReactNode[]
  /** Whether the lines were typed by people, each in a direction of its own. */
  readonly isTyped?: boolean
}

/** What a cell of a table says, and beneath it in small lines what belongs to it. */
export function Lines({ main, rest, isTyped = false }: LinesProps) {
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography>{main}</Typography>
      {rest
        .filter((line) => line !== null)
        .map((line, place) => (
          // They stand in one order and none of them comes or goes alone.
          <Typography
            key={place}
            variant="pi"
            textColor="neutral600"
            {...(isTyped ? { style: USER_TEXT } : {})}
          >
            {line}
          </Typography>
        ))}
    </Flex>
  )
}
