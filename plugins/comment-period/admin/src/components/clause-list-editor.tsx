import { Button, Flex, Typography, useCallbackRef, VisuallyHidden } from '@strapi/design-system'
import { Plus } from '@strapi/icons'
import { useEffect, useRef, useState } from 'react'

import { CLAUSE_KINDS, type ClauseInput, type ClauseKind } from '../../../domain/clauses'
import {
  canMove,
  clauseKeys,
  depthsOf,
  insertAt,
  labelsOf,
  moved,
  placeAfter,
  withoutCustomaryLabels,
  type Clauses,
} from '../clause-list'
import { useWords } from '../hooks/use-words'
import { ClauseEditor, textInputId, type ClauseAct } from './clause-editor'

interface ClauseListEditorProps {
  readonly id: string
  readonly clauses: Clauses
  readonly onChange: (clauses: Clauses) => void
  readonly disabled: boolean
}

interface Removed {
  readonly clause: ClauseInput
  readonly index: number
  readonly label: string
}

export function ClauseListEditor({ id, clauses, onChange, disabled }: ClauseListEditorProps) {
  const { say } = useWords()
  const [keys] = useState(clauseKeys)
  const [made] = useState(() => new WeakSet<Clauses>())
  const [removed, setRemoved] = useState<readonly Removed[]>([])
  const [announcement, setAnnouncement] = useState('')
  const focus = useFocusAfterRender()

  // What was removed from a list cannot be put back into another one (saved, reset, reloaded).
  useEffect(() => {
    if (clauses.length > 0 && !made.has(clauses)) setRemoved([])
  }, [clauses, made])

  const change = (next: Clauses) => {
    made.add(next)
    onChange(next)
  }

  /** The list to rearrange. The keys go along, so that every input keeps its place and focus. */
  const rearrangeable = (): Clauses => {
    const bare = withoutCustomaryLabels(clauses)
    bare.forEach((clause, index) => {
      const from = clauses[index]
      if (from !== undefined && from !== clause) keys.pass(from, clause)
    })
    return bare
  }

  const idOf = (list: Clauses, index: number) => `${id}-${keys.of(list)[index]}`
  const labelOf = (list: Clauses, index: number) => labelsOf(list)[index] ?? ''

  const insert = (place: number, clause: ClauseInput, announced: 'added' | 'restored') => {
    const next = insertAt(rearrangeable(), place, clause)
    change(next)
    focus(textInputId(idOf(next, place)))
    setAnnouncement(say(`clauses.${announced}`, { clause: labelOf(next, place) }))
  }

  const act = useCallbackRef((index: number, what: ClauseAct) => {
    const clause = clauses[index]
    if (clause === undefined) return
    switch (what.act) {
      case 'edit': {
        const edited = { ...clause, [what.part]: what.text }
        keys.pass(clause, edited)
        return change(clauses.with(index, edited))
      }
      case 'add':
        return insert(placeAfter(clauses, index, what.kind), { kind: what.kind, text: '' }, 'added')
      case 'move': {
        const result = moved(rearrangeable(), index, what.towards)
        if (result === null) return
        change(result.clauses)
        focus(document.activeElement?.id)
        return setAnnouncement(
          say('clauses.moved', {
            clause: labelOf(result.clauses, result.index),
            position: result.index + 1,
            total: clauses.length,
          }),
        )
      }
      case 'remove': {
        const bare = rearrangeable()
        const label = labelOf(clauses, index)
        setRemoved([...removed, { clause: bare[index] ?? clause, index, label }])
        change(bare.toSpliced(index, 1))
        focus(`${id}-undo`)
        return setAnnouncement(say('clauses.removed', { clause: label }))
      }
    }
  })

  const last = removed.at(-1)
  const undo = (entry: Removed) => {
    setRemoved(removed.slice(0, -1))
    insert(Math.min(entry.index, clauses.length), entry.clause, 'restored')
  }
  const append = (kind: ClauseKind) => insert(clauses.length, { kind, text: '' }, 'added')

  const labels = labelsOf(clauses)
  const customaryLabels = labelsOf(clauses.map(({ kind, text }) => ({ kind, text })))
  const depths = depthsOf(clauses)
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {clauses.length === 0 && (
        <Typography tag="p" textColor="neutral600">
          {say('clauses.empty')}
        </Typography>
      )}
      {/* Safari takes a list without markers for no list, unless it is told. */}
      <Flex tag="ol" role="list" direction="column" alignItems="stretch" gap={3}>
        {keys.of(clauses).map((key, index) => (
          <ClauseEditor
            key={key}
            id={`${id}-${key}`}
            index={index}
            clause={clauses[index] ?? { kind: 'article', text: '' }}
            label={labels[index] ?? ''}
            customaryLabel={customaryLabels[index] ?? ''}
            depth={depths[index] ?? 0}
            canMoveUp={canMove(clauses, index, 'up')}
            canMoveDown={canMove(clauses, index, 'down')}
            disabled={disabled}
            onAct={act}
          />
        ))}
      </Flex>
      {last !== undefined && !disabled && (
        <Flex gap={2} wrap="wrap" padding={2} background="neutral100" hasRadius>
          <Typography>{say('clauses.removed', { clause: last.label })}</Typography>
          <Button id={`${id}-undo`} variant="tertiary" size="S" onClick={() => undo(last)}>
            {say('clauses.undo')}
          </Button>
        </Flex>
      )}
      {!disabled && (
        <Flex gap={2} wrap="wrap" role="group" aria-label={say('clauses.append')}>
          {CLAUSE_KINDS.map((kind) => (
            <Button
              key={kind}
              variant="secondary"
              size="S"
              startIcon={<Plus aria-hidden />}
              onClick={() => append(kind)}
            >
              {say(`clauses.add.${kind}`)}
            </Button>
          ))}
        </Flex>
      )}
      <VisuallyHidden tag="p" role="status" aria-live="polite">
        {announcement}
      </VisuallyHidden>
    </Flex>
  )
}

/** Focuses an element as soon as it is there: the form renders a change only after the event. */
function useFocusAfterRender(): (id: string | undefined) => void {
  const wanted = useRef<string | undefined>(undefined)
  useEffect(() => {
    const element = wanted.current ? document.getElementById(wanted.current) : null
    if (element === null) return
    wanted.current = undefined
    element.focus()
  })
  return (id) => {
    wanted.current = id
  }
}
