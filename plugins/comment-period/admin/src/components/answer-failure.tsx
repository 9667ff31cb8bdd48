import { Box, Button, Typography } from '@strapi/design-system'

import { useWords } from '../hooks/use-words'
import { refusalText, type StaffRefusal } from '../staff-refusal'

interface DeskFailureProps {
  readonly refusal: StaffRefusal
  readonly onRetry: () => void
}

export function DeskFailure({ refusal, onRetry }: DeskFailureProps) {
  const { say, language } = useWords()
  return (
    <Box role="alert" padding={6} background="danger100" hasRadius>
      <Typography tag="p" fontWeight="bold" textColor="danger700">
        {say('desk.failed')}
      </Typography>
      <Typography tag="p" textColor="danger700" style={{ unicodeBidi: 'plaintext' }}>
        {refusalText(refusal, language, null)}
      </Typography>
      <Box paddingTop={3}>
        <Button variant="secondary" onClick={onRetry}>
          {say('desk.retry')}
        </Button>
      </Box>
    </Box>
  )
}
