import { Box, Button, Flex, Link, Typography } from '@strapi/design-system'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'

import type { DeskCommentOut } from '../../../contracts/desk'
import { themesAddress } from '../addresses'
import { useWords } from '../hooks/use-words'
import { PlacementDialog } from './placement-dialog'
import { ReasonedDialog } from './reasoned-dialog'

interface CommentThemesProps {
  readonly comment: DeskCommentOut
  readonly onChanged: () => void
}

/** What a comment stands under; it is put there and taken out here too. */
export function CommentThemes({ comment, onChanged }: CommentThemesProps) {
  const { say } = useWords()
  const [isPlacing, setIsPlacing] = useState(false)
  const [left, setLeft] = useState<DeskCommentOut['themes'][number] | null>(null)
  const { draft, may, publicId, themes } = comment
  const done = () => {
    setIsPlacing(false)
    setLeft(null)
    onChanged()
  }
  return (
    <>
      {themes.length === 0 ? (
        <Typography tag="p">{say('themes.commentInNone')}</Typography>
      ) : (
        <ul aria-label={say('themes.list')}>
          {themes.map((theme) => (
            <Flex tag="li" key={theme.theme} justifyContent="space-between" gap={2}>
              <Typography style={{ overflowWrap: 'anywhere' }}>
                <bdi>{theme.title}</bdi>
              </Typography>
              {may.theme && (
                <Button
                  variant="ghost"
                  size="S"
                  aria-label={say('themes.takeOutOf', { title: theme.title })}
                  onClick={() => setLeft(theme)}
                >
                  {say('themes.take')}
                </Button>
              )}
            </Flex>
          ))}
        </ul>
      )}
      <Flex direction="column" alignItems="stretch" gap={2} paddingTop={3}>
        {may.theme && (
          <Button fullWidth variant="secondary" onClick={() => setIsPlacing(true)}>
            {say('desk.act.theme')}
          </Button>
        )}
        <Box>
          <Link tag={RouterLink} to={themesAddress(draft.documentId)}>
            {say('themes.open')}
          </Link>
        </Box>
      </Flex>
      {isPlacing && (
        <PlacementDialog
          documentId={draft.documentId}
          publicIds={[publicId]}
          onClose={() => setIsPlacing(false)}
          onDone={done}
        />
      )}
      {left !== null && (
        <ReasonedDialog<object>
          name={say('themes.take')}
          meaning={say('themes.take.meaning', { title: left.title })}
          path={`/drafts/${encodeURIComponent(draft.documentId)}/themes/${String(left.theme)}/placements`}
          bodyOf={(reason) => ({ publicIds: [publicId], act: 'removed', reason })}
          onClose={() => setLeft(null)}
          onDone={done}
        />
      )}
    </>
  )
}
