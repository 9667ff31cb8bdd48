import { Field, Flex, Textarea, TextInput, Typography } from '@strapi/design-system'
import { memo, type ChangeEvent, type CSSProperties } from 'react'

import type { ClauseInput, ClauseKind } from '../../../domain/clauses'
import { useWords } from '../hooks/use-words'
import { ClauseToolbar } from './clause-toolbar'

export type ClauseAct =
  | { readonly act: 'edit'; readonly part: 'label' | 'heading' | 'text'; readonly text: string }
  | { readonly act: 'add'; readonly kind: ClauseKind }
  | { readonly act: 'move'; readonly towards: 'up' | 'down' }
  | { readonly act: 'remove' }

interface ClauseEditorProps {
  readonly id: string
  readonly index: number
  readonly clause: ClauseInput
  /** What the clause is called here: its own label, or the customary one. */
  readonly label: string
  readonly customaryLabel: string
  readonly depth: number
  readonly canMoveUp: boolean
  readonly canMoveDown: boolean
  readonly disabled: boolean
  readonly onAct: (index: number, act: ClauseAct) => void
}

/** Each paragraph by its own first letter: legal texts quote Latin terms and figures. */
const PLAINTEXT: CSSProperties = { unicodeBidi: 'plaintext', textAlign: 'start' }

const INDENT_REM = 2.4

export function textInputId(clauseElementId: string): string {
  return `${clauseElementId}-text`
}

/** One clause. Memoized: a draft has hundreds, and every key stroke renders the list. */
export const ClauseEditor = memo(function ClauseEditor({
  id,
  index,
  clause,
  label,
  customaryLabel,
  depth,
  canMoveUp,
  canMoveDown,
  disabled,
  onAct,
}: ClauseEditorProps) {
  const { say } = useWords()
  const edit =
    (part: 'label' | 'heading' | 'text') =>
    (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onAct(index, { act: 'edit', part, text: event.target.value })

  return (
    <li style={{ marginInlineStart: `${depth * INDENT_REM}rem` }}>
      <Flex
        role="group"
        aria-labelledby={`${id}-title`}
        direction="column"
        alignItems="stretch"
        gap={3}
        padding={4}
        borderColor="neutral200"
        background="neutral0"
        hasRadius
      >
        <Flex justifyContent="space-between" gap={2} wrap="wrap">
          <Typography id={`${id}-title`} fontWeight="bold" style={PLAINTEXT}>
            {label}
          </Typography>
          {!disabled && (
            <ClauseToolbar
              id={id}
              label={label}
              canMoveUp={canMoveUp}
              canMoveDown={canMoveDown}
              onAct={(act) => onAct(index, act)}
            />
          )}
        </Flex>
        <Flex gap={3} alignItems="stretch" wrap="wrap">
          <Field.Root id={`${id}-label`} flex="1 1 14rem">
            <Field.Label>{say('clause.label')}</Field.Label>
            <TextInput
              value={clause.label ?? ''}
              placeholder={customaryLabel}
              onChange={edit('label')}
              disabled={disabled}
              style={PLAINTEXT}
            />
          </Field.Root>
          <Field.Root id={`${id}-heading`} flex="3 1 24rem">
            <Field.Label>{say('clause.heading')}</Field.Label>
            <TextInput
              value={clause.heading ?? ''}
              onChange={edit('heading')}
              disabled={disabled}
              style={PLAINTEXT}
            />
          </Field.Root>
        </Flex>
        <Field.Root id={textInputId(id)}>
          <Field.Label>{say('clause.text')}</Field.Label>
          <Textarea
            value={clause.text}
            onChange={edit('text')}
            disabled={disabled}
            style={PLAINTEXT}
          />
        </Field.Root>
      </Flex>
    </li>
  )
})
