import { Box, Flex, Link, Typography } from '@strapi/design-system'

import { useWords } from '../hooks/use-words'
import { backendUrl } from '../strapi-admin-types'
import { CopyButton } from './copy-button'

/** Where the public finds the draft, and the two lines that put it into a portal. */
export function PublicLinks({ docket }: { readonly docket: string | null }) {
  const { say } = useWords()
  if (docket === null) return null
  const origin = backendUrl()
  const snippet = [
    `<script type="module" src="${origin}/widget/v1.js"></script>`,
    `<comment-period-draft docket="${docket}"></comment-period-draft>`,
  ].join('\n')
  return (
    <Flex direction="column" alignItems="start" gap={2}>
      <Link href={`${origin}/notices/${docket}`} isExternal>
        {say('period.publicPage')}
      </Link>
      <Typography variant="pi" textColor="neutral600">
        {say('period.snippet')}
      </Typography>
      <Box
        tag="pre"
        dir="ltr"
        width="100%"
        padding={2}
        background="neutral100"
        hasRadius
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '1.2rem' }}
      >
        {snippet}
      </Box>
      <CopyButton text={snippet} />
    </Flex>
  )
}
