import { Flex, IconButton, Menu } from '@strapi/design-system'
import { ArrowDown, ArrowUp, Plus, Trash } from '@strapi/icons'
import { useRef } from 'react'

import { CLAUSE_KINDS } from '../../../domain/clauses'
import { useWords } from '../hooks/use-words'
import type { ClauseAct } from './clause-editor'

interface ClauseToolbarProps {
  readonly id: string
  readonly label: string
  readonly canMoveUp: boolean
  readonly canMoveDown: boolean
  readonly onAct: (act: ClauseAct) => void
}

/** At either end the arrow is marked as disabled but keeps the focus: it was pressed just now. */
export function ClauseToolbar({ id, label, canMoveUp, canMoveDown, onAct }: ClauseToolbarProps) {
  const { say } = useWords()
  const added = useRef(false)
  return (
    <Flex gap={1}>
      <IconButton
        id={`${id}-up`}
        label={say('clause.moveUp', { clause: label })}
        disabled={!canMoveUp}
        onClick={() => onAct({ act: 'move', towards: 'up' })}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        id={`${id}-down`}
        label={say('clause.moveDown', { clause: label })}
        disabled={!canMoveDown}
        onClick={() => onAct({ act: 'move', towards: 'down' })}
      >
        <ArrowDown />
      </IconButton>
      <Menu.Root modal={false}>
        <Menu.Trigger
          tag={IconButton}
          icon={<Plus />}
          label={say('clause.addAfter', { clause: label })}
        />
        <Menu.Content
          onCloseAutoFocus={(event) => {
            // The focus is on its way to the new clause; the menu would take it back.
            if (added.current) event.preventDefault()
            added.current = false
          }}
        >
          {CLAUSE_KINDS.map((kind) => (
            <Menu.Item
              key={kind}
              onSelect={() => {
                added.current = true
                onAct({ act: 'add', kind })
              }}
            >
              {say(`clauses.add.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Content>
      </Menu.Root>
      <IconButton
        label={say('clause.remove', { clause: label })}
        variant="danger-light"
        onClick={() => onAct({ act: 'remove' })}
      >
        <Trash />
      </IconButton>
    </Flex>
  )
}
