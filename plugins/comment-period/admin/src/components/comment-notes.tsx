import { Box, Button, Flex, Typography } from '@strapi/design-system'
import { useState, type FormEvent } from 'react'

import type { DeskCommentOut } from '../../../contracts/desk'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { refusalText, type StaffRefusal } from '../staff-refusal'
import { USER_TEXT } from '../user-text'
import { WordsField } from './act-dialog'
import { MadeBy } from './made-by'

interface CommentNotesProps {
  readonly comment: DeskCommentOut
  readonly onChanged: () => void
}

/** What staff tell each other about a comment. */
export function CommentNotes({ comment, onChanged }: CommentNotesProps) {
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {comment.notes.length > 0 && (
        <ol>
          {comment.notes.map(({ text, at, by }) => (
            <Box tag="li" key={`${at} ${text}`} paddingBottom={3}>
              <Typography tag="p" style={USER_TEXT}>
                {text}
              </Typography>
              <MadeBy by={by} at={at} />
            </Box>
          ))}
        </ol>
      )}
      {comment.may.note && <NewNote publicId={comment.publicId} onDone={onChanged} />}
    </Flex>
  )
}

function NewNote({ publicId, onDone }: { readonly publicId: string; readonly onDone: () => void }) {
  const { say, language } = useWords()
  const { send } = useStaffCalls()
  const [text, setText] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [refused, setRefused] = useState<StaffRefusal | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsSending(true)
    const outcome = await send<object>(`/comments/${encodeURIComponent(publicId)}/notes`, { text })
    setIsSending(false)
    if (outcome.kind !== 'answered') return setRefused(outcome)
    setText('')
    setRefused(null)
    onDone()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <WordsField
        id="desk-note"
        label={say('desk.note.new')}
        hint={say('desk.note.hint')}
        value={text}
        onChange={setText}
      />
      {refused !== null && (
        <Typography tag="p" role="alert" textColor="danger700">
          {refusalText(refused, language, null) ?? say('import.failed')}
        </Typography>
      )}
      <Box paddingTop={2}>
        <Button type="submit" variant="secondary" loading={isSending} disabled={text.trim() === ''}>
          {say('desk.note.add')}
        </Button>
      </Box>
    </form>
  )
}
