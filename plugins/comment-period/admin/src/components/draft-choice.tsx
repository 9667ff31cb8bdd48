import { Box, Loader, Typography } from '@strapi/design-system'

import { useDrafts } from '../hooks/use-drafts'
import { useWords } from '../hooks/use-words'
import { ChoiceField } from './act-dialog'
import { AnswerFailure } from './answer-failure'

interface DraftChoiceProps {
  /** The document of the draft that is shown. */
  readonly chosen: string | null
  readonly onChoose: (documentId: string) => void
}

/** Which draft is shown, of those that have been before the public. */
export function DraftChoice({ chosen, onChoose }: DraftChoiceProps) {
  const { say } = useWords()
  const { outcome, askAgain } = useDrafts()
  if (outcome === null) return <Loader>{say('answer.loading')}</Loader>
  const mayNotList = outcome.kind === 'refused' && outcome.code === 'FORBIDDEN'
  if (outcome.kind !== 'answered' && !mayNotList) {
    return <AnswerFailure refusal={outcome} onRetry={askAgain} />
  }
  const exposed =
    outcome.kind === 'answered'
      ? outcome.data.results.filter(({ status }) => status !== 'draft')
      : []
  if (exposed.length === 0) {
    // Who may not list drafts comes from the desk or from a draft, and has chosen one.
    return chosen === null ? <Typography tag="p">{say('themes.noDrafts')}</Typography> : null
  }
  return (
    <Box paddingBottom={6} maxWidth="56rem">
      <ChoiceField
        id="themes-draft"
        label={say('themes.draft')}
        value={chosen ?? ''}
        isOptional
        options={exposed.map(({ documentId, title }) => [documentId, title ?? documentId])}
        onChange={onChoose}
      />
    </Box>
  )
}
