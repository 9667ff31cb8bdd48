import { Box, Button, Flex, Link, Typography } from '@strapi/design-system'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'

import type { ThemeCommentsOut } from '../../../contracts/themes'
import { commentAddress } from '../addresses'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'
import { Answered } from './answered'
import { StateBadge } from './desk-row'
import { Pager } from './pager'
import { ReasonedDialog } from './reasoned-dialog'

interface ThemeCommentsProps {
  /** The address of the theme. */
  readonly path: string
  readonly title: string
  /** Whether whoever works here may take a comment out. */
  readonly mayTake: boolean
  readonly onChanged: () => void
}

/** What stands under a theme, a page at a time. */
export function ThemeComments({ path, title, mayTake, onChanged }: ThemeCommentsProps) {
  const { say, language } = useWords()
  const [cursor, setCursor] = useState<string | null>(null)
  const [taken, setTaken] = useState<string | null>(null)
  const digits = new Intl.NumberFormat(language)
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
  const { outcome, askAgain } = useAnswer<ThemeCommentsOut>(`${path}/comments${query}`)
  return (
    <Box paddingTop={4}>
      <Answered outcome={outcome} askAgain={askAgain}>
        {({ items, nextCursor }) => (
          <>
            <ul aria-label={say('themes.commentsOf', { title })}>
              {items.map(({ publicId, seq, state, text }) => (
                <Box tag="li" key={publicId} paddingTop={3} paddingBottom={3}>
                  <Flex gap={2} wrap="wrap">
                    <Link tag={RouterLink} to={commentAddress(publicId)}>
                      {say('themes.commentNumbered', { seq: digits.format(seq) })}
                    </Link>
                    <StateBadge state={state} />
                    {mayTake && (
                      <Button
                        variant="ghost"
                        size="S"
                        aria-label={say('themes.takeOut', { id: publicId })}
                        onClick={() => setTaken(publicId)}
                      >
                        {say('themes.take')}
                      </Button>
                    )}
                  </Flex>
                  <Typography tag="p" style={USER_TEXT}>
                    {text ?? say('desk.erased')}
                  </Typography>
                </Box>
              ))}
            </ul>
            <Pager
              cursor={cursor}
              nextCursor={nextCursor}
              first={say('themes.firstComments')}
              next={say('themes.nextComments')}
              onTurn={setCursor}
            />
          </>
        )}
      </Answered>
      {taken !== null && (
        <ReasonedDialog<object>
          name={say('themes.take')}
          meaning={say('themes.take.meaning', { title })}
          path={`${path}/placements`}
          bodyOf={(reason) => ({ publicIds: [taken], act: 'removed', reason })}
          onClose={() => setTaken(null)}
          onDone={() => {
            setTaken(null)
            onChanged()
          }}
        />
      )}
    </Box>
  )
}
