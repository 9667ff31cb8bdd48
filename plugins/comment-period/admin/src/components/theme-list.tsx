import { Box, Button, Flex, Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { ThemesOut } from '../../../contracts/themes'
import type { ClauseChoice } from '../hooks/use-clause-choices'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'
import { MadeBy } from './made-by'
import { StaffCard } from './staff-card'
import { ThemeAnswerDialog } from './theme-answer-dialog'
import { ThemeComments } from './theme-comments'
import { ThemeTitleDialog } from './theme-title-dialog'

type Theme = ThemesOut['items'][number]

interface ThemeListProps {
  /** The address of the themes of this draft. */
  readonly path: string
  readonly items: readonly Theme[]
  /** What whoever works here may do: by their permissions, and in this body. */
  readonly may: ThemesOut['may']
  readonly clauses: readonly ClauseChoice[]
  readonly onChanged: () => void
}

/** The themes of a docket with what was said to them. */
export function ThemeList({ path, items, may, clauses, onChanged }: ThemeListProps) {
  const { say } = useWords()
  const [isNaming, setIsNaming] = useState(false)
  return (
    <StaffCard title={say('themes.list')}>
      {may.theme && (
        <Box paddingBottom={4}>
          <Button onClick={() => setIsNaming(true)}>{say('themes.name')}</Button>
        </Box>
      )}
      {items.length === 0 && <Typography tag="p">{say('themes.none')}</Typography>}
      <Flex tag="ol" direction="column" alignItems="stretch" gap={4}>
        {items.map((theme) => (
          <Box
            tag="li"
            key={theme.theme}
            borderColor="neutral200"
            hasRadius
            padding={4}
            style={{ listStyle: 'none' }}
          >
            <OneTheme
              theme={theme}
              path={`${path}/${String(theme.theme)}`}
              may={may}
              clauses={clauses}
              onChanged={onChanged}
            />
          </Box>
        ))}
      </Flex>
      {isNaming && (
        <ThemeTitleDialog
          name={say('themes.name')}
          meaning={say('themes.name.meaning')}
          path={path}
          title=""
          onClose={() => setIsNaming(false)}
          onDone={() => {
            setIsNaming(false)
            onChanged()
          }}
        />
      )}
    </StaffCard>
  )
}

interface OneThemeProps extends Pick<ThemeListProps, 'may' | 'clauses' | 'onChanged'> {
  readonly theme: Theme
  readonly path: string
}

function OneTheme({ theme, path, may, clauses, onChanged }: OneThemeProps) {
  const { say, language } = useWords()
  const [act, setAct] = useState<'answer' | 'retitle' | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const digits = new Intl.NumberFormat(language)
  const named = new Map(clauses.map(({ clauseId, name }) => [clauseId, name]))
  const changed = theme.changedClauses.map((clauseId) => named.get(clauseId) ?? clauseId)
  const done = () => {
    setAct(null)
    onChanged()
  }
  return (
    <>
      <Typography tag="h3" variant="delta">
        {say('themes.numbered', { n: digits.format(theme.theme) })} <bdi>{theme.title}</bdi>
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {say('themes.comments', { n: theme.comments })}
      </Typography>
      {theme.responses.length === 0 ? (
        <Box paddingTop={2}>
          <Typography tag="p">{say('themes.noResponse')}</Typography>
        </Box>
      ) : (
        theme.responses.map(({ text, disposition, reason, at, by }) => (
          <Box key={`${at} ${text}`} paddingTop={3}>
            <Typography tag="p" fontWeight="bold">
              {say('desk.comment.responded', {
                disposition: say(`desk.disposition.${disposition}`),
              })}
            </Typography>
            <Typography tag="p" style={USER_TEXT}>
              {text}
            </Typography>
            <Typography tag="p" variant="pi" style={USER_TEXT}>
              {say('desk.comment.reason', { reason })}
            </Typography>
            <MadeBy by={by} at={at} />
          </Box>
        ))
      )}
      {changed.length > 0 && (
        <Box paddingTop={3}>
          <Typography tag="p" style={USER_TEXT}>
            {say('themes.changedBecause', { clauses: changed.join(say('themes.and')) })}
          </Typography>
        </Box>
      )}
      <Flex gap={2} wrap="wrap" paddingTop={4}>
        {may.respond && (
          <Button
            aria-label={say('themes.answerOf', { title: theme.title })}
            onClick={() => setAct('answer')}
          >
            {say('themes.answer')}
          </Button>
        )}
        {may.theme && (
          <Button
            variant="secondary"
            aria-label={say('themes.retitleOf', { title: theme.title })}
            onClick={() => setAct('retitle')}
          >
            {say('themes.retitle')}
          </Button>
        )}
        {theme.comments > 0 && (
          <Button
            variant="tertiary"
            aria-expanded={isOpen}
            aria-label={say(isOpen ? 'themes.hideCommentsOf' : 'themes.showCommentsOf', {
              title: theme.title,
            })}
            onClick={() => setIsOpen(!isOpen)}
          >
            {say(isOpen ? 'themes.hideComments' : 'themes.showComments')}
          </Button>
        )}
      </Flex>
      {isOpen && (
        <ThemeComments
          key={theme.comments}
          path={path}
          title={theme.title}
          mayTake={may.theme}
          onChanged={onChanged}
        />
      )}
      {act === 'answer' && (
        <ThemeAnswerDialog
          theme={theme}
          path={`${path}/responses`}
          clauses={clauses}
          onClose={() => setAct(null)}
          onDone={done}
        />
      )}
      {act === 'retitle' && (
        <ThemeTitleDialog
          name={say('themes.retitle')}
          meaning={say('themes.retitle.meaning')}
          path={`${path}/title`}
          title={theme.title}
          onClose={() => setAct(null)}
          onDone={done}
        />
      )}
    </>
  )
}
