import { Box, Typography } from '@strapi/design-system'
import { useState, type MouseEvent } from 'react'
import { styled } from 'styled-components'

import type { DeskCommentOut } from '../../../contracts/desk'
import { REDACTABLE_FIELDS, type RedactableField } from '../../../domain/redaction'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { piecesOf, spansOf, type TextPiece } from '../redaction-words'
import { WordsField } from './act-dialog'
import { SendingDialog } from './sending-dialog'

type Pieces = Readonly<Record<RedactableField, readonly TextPiece[]>>

interface RedactionDialogProps {
  readonly comment: DeskCommentOut
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Words of a comment, each of which can be hidden and shown again. */
export function RedactionDialog({ comment, onClose, onDone }: RedactionDialogProps) {
  const { say } = useWords()
  const { send } = useStaffCalls()
  const inForce = comment.redactions.at(-1)?.spans ?? []
  const cut = (field: RedactableField) => piecesOf(comment[field] ?? '', inForce, field)
  const [pieces, setPieces] = useState<Pieces>(() => ({
    text: cut('text'),
    suggestedWording: cut('suggestedWording'),
  }))
  const [reason, setReason] = useState('')
  const spans = REDACTABLE_FIELDS.flatMap((field) => spansOf(pieces[field], field))
  const isChanged = JSON.stringify(spans) !== JSON.stringify(inForce)
  const path = `/comments/${encodeURIComponent(comment.publicId)}/redaction`
  return (
    <SendingDialog
      name={say('desk.act.redact')}
      meaning={say('desk.act.redact.meaning')}
      canSubmit={isChanged && reason.trim() !== ''}
      perform={() => send<object>(path, { spans, reason })}
      onClose={onClose}
      onDone={onDone}
    >
      <WordChoice
        label={say('desk.comment.text')}
        pieces={pieces.text}
        onChange={(text) => setPieces({ ...pieces, text })}
      />
      {comment.suggestedWording !== null && (
        <WordChoice
          label={say('desk.comment.wording')}
          pieces={pieces.suggestedWording}
          onChange={(suggestedWording) => setPieces({ ...pieces, suggestedWording })}
        />
      )}
      <WordsField
        id="redaction-reason"
        label={say('desk.act.reason')}
        hint={say('desk.act.reasonHint')}
        value={reason}
        onChange={setReason}
      />
    </SendingDialog>
  )
}

interface WordChoiceProps {
  readonly label: string
  readonly pieces: readonly TextPiece[]
  readonly onChange: (pieces: readonly TextPiece[]) => void
}

function WordChoice({ label, pieces, onChange }: WordChoiceProps) {
  const [anchor, setAnchor] = useState<number | null>(null)
  const toggle = (place: number, event: MouseEvent) => {
    const isHidden = !(pieces[place]?.isHidden ?? false)
    // With the shift key the words from the one before it on, as lists are marked.
    const first = event.shiftKey && anchor !== null ? Math.min(anchor, place) : place
    const last = event.shiftKey && anchor !== null ? Math.max(anchor, place) : place
    setAnchor(place)
    onChange(
      pieces.map((piece, at) =>
        piece.kind === 'word' && at >= first && at <= last ? { ...piece, isHidden } : piece,
      ),
    )
  }
  return (
    <div role="group" aria-label={label}>
      <Typography variant="pi" fontWeight="bold">
        {label}
      </Typography>
      <Box
        // Not by `unicode-bidi`: buttons are atoms, and say nothing of the direction around them.
        dir="auto"
        padding={4}
        borderColor="neutral200"
        hasRadius
        style={{ whiteSpace: 'pre-wrap' }}
      >
        {pieces.map((piece, place) =>
          piece.kind === 'word' ? (
            <Word
              key={piece.from}
              type="button"
              aria-pressed={piece.isHidden}
              onClick={(event) => toggle(place, event)}
            >
              {piece.text}
            </Word>
          ) : (
            <span key={piece.from}>{piece.text}</span>
          ),
        )}
      </Box>
    </div>
  )
}

const Word = styled.button`
  padding: 0.2rem 0;
  border: none;
  border-radius: 0.2rem;
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral800};
  font: inherit;
  font-size: 1.4rem;
  line-height: 2;
  cursor: pointer;

  &:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }

  &[aria-pressed='true'] {
    background: ${({ theme }) => theme.colors.neutral800};
    color: ${({ theme }) => theme.colors.neutral0};
    text-decoration: line-through;
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`
