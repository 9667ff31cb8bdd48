import { Box, Button, Typography } from '@strapi/design-system'

import { useWords } from '../hooks/use-words'
import { refusalText, type StaffRefusal } from '../staff-refusal'

interface AnswerFailureProps {
  readonly refusal: StaffRefusal
  readonly onRetry: () => void
}

export function AnswerFailure({ refusal, onRetry }: AnswerFailureProps) {
  const { say, language } = useWords()
  return (
    <Box role="alert" padding={6} background="danger100" hasRadius>
      <Typography tag="p" fontWeight="bold" textColor="danger700">
        {say('answer.failed')}
      </Typography>
      <Typography tag="p" textColor="danger700" style={{ unicodeBidi: 'plaintext' }}>
        {refusalText(refusal, language, null)}
      </Typography>
      <Box paddingTop={3}>
        <Button variant="secondary" onClick={onRetry}>
          {say('answer.retry')}
        </Button>
      </Box>
    </Box>
  )
}
