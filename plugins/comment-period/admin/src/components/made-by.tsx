import { Typography } from '@strapi/design-system'

import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'

/** Who did something, where the record names them, and when. */
export function MadeBy({ by, at }: { readonly by: string | null; readonly at: string }) {
  const { say, language } = useWords()
  const when = writtenInstant(at, null, language)
  return (
    <Typography tag="p" variant="pi" textColor="neutral600">
      {by === null ? when : say('desk.comment.by', { name: by, at: when })}
    </Typography>
  )
}
