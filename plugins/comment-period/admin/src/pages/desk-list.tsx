import { Box, Button, Checkbox, Flex, Typography } from '@strapi/design-system'
import { useState } from 'react'
import { styled } from 'styled-components'

import type { DeskListOut, DeskOut } from '../../../contracts/desk'
import { DESK_ACTS, DeskActDialog, MAY_OF_ACT, type DeskAct } from '../components/desk-act-dialog'
import { Answered } from '../components/answered'
import { DeskFilters } from '../components/desk-filters'
import { DeskRow } from '../components/desk-row'
import { PlacementDialog } from '../components/placement-dialog'
import { useAnswer } from '../hooks/use-answer'
import { useDeskFilters } from '../hooks/use-desk-filters'
import { useWords } from '../hooks/use-words'
import { templateChoices, unitChoices } from '../desk-choices'
import { StaffContent, StaffHeader } from './staff-page'

/** All that has come in, narrowed as whoever works here wants it. */
export function DeskList() {
  const { say } = useWords()
  const { filters, query, narrow, clear } = useDeskFilters()
  const desk = useAnswer<DeskOut>('/desk')
  const list = useAnswer<DeskListOut>(`/comments${query === '' ? '' : `?${query}`}`)
  return (
    <StaffContent>
      <StaffHeader title={say('desk.title')} subtitle={say('desk.subtitle')} />
      <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={10}>
        {desk.outcome?.kind === 'answered' && desk.outcome.data.bodies.length === 0 && (
          <Typography tag="p">{say('desk.noBodies')}</Typography>
        )}
        {desk.outcome?.kind === 'answered' && desk.outcome.data.bodies.length > 0 && (
          <DeskFilters
            desk={desk.outcome.data}
            filters={filters}
            onNarrow={narrow}
            onClear={clear}
          />
        )}
        <Answered outcome={list.outcome} askAgain={list.askAgain}>
          {(comments) => (
            <Comments
              key={query}
              list={comments}
              desk={desk.outcome?.kind === 'answered' ? desk.outcome.data : null}
              query={query}
              isFirst={filters.cursor === undefined}
              onTurn={(cursor) => narrow({ cursor })}
              onChanged={list.askAgain}
            />
          )}
        </Answered>
      </Flex>
    </StaffContent>
  )
}

interface CommentsProps {
  readonly list: DeskListOut
  readonly desk: DeskOut | null
  readonly query: string
  readonly isFirst: boolean
  readonly onTurn: (cursor: string) => void
  readonly onChanged: () => void
}

function Comments({ list, desk, query, isFirst, onTurn, onChanged }: CommentsProps) {
  const { say } = useWords()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [act, setAct] = useState<DeskAct | null>(null)
  const [isPlacing, setIsPlacing] = useState(false)
  const { items, nextCursor } = list
  const chosen = items.flatMap(({ publicId }) => (selected.has(publicId) ? [publicId] : []))
  const acts = DESK_ACTS.filter((each) => desk?.bodies.some(({ may }) => may[MAY_OF_ACT[each]]))
  const mayPlace = desk?.bodies.some(({ may }) => may.theme) === true
  const drafts = new Set(
    items.flatMap(({ publicId, draft }) => (selected.has(publicId) ? [draft.documentId] : [])),
  )
  const [draft] = drafts
  const select = (publicId: string, isSelected: boolean) =>
    setSelected(
      new Set(isSelected ? [...selected, publicId] : chosen.filter((each) => each !== publicId)),
    )
  const isAll = items.length > 0 && chosen.length === items.length
  return (
    <>
      {items.length === 0 ? (
        <Typography tag="p" role="status">
          {say(nextCursor === null ? 'desk.none' : 'desk.noneSoFar')}
        </Typography>
      ) : (
        <Box background="neutral0" hasRadius shadow="tableShadow">
          <Bar>
            <Checkbox
              checked={isAll ? true : chosen.length > 0 ? 'indeterminate' : false}
              onCheckedChange={(checked) =>
                setSelected(new Set(checked === true ? items.map((each) => each.publicId) : []))
              }
            >
              {chosen.length === 0
                ? say('desk.selectAll')
                : say('desk.selected', { count: chosen.length })}
            </Checkbox>
            <Flex gap={2} wrap="wrap">
              {acts.map((each) => (
                <Button
                  key={each}
                  variant={each === 'respond' ? 'default' : 'secondary'}
                  disabled={chosen.length === 0}
                  onClick={() => setAct(each)}
                >
                  {say(`desk.act.${each}`)}
                </Button>
              ))}
              {mayPlace && (
                <Button
                  variant="secondary"
                  disabled={drafts.size !== 1}
                  aria-describedby={drafts.size > 1 ? 'desk-several-drafts' : undefined}
                  onClick={() => setIsPlacing(true)}
                >
                  {say('desk.act.theme')}
                </Button>
              )}
            </Flex>
            {mayPlace && drafts.size > 1 && (
              <Typography id="desk-several-drafts" tag="p" variant="pi" textColor="neutral700">
                {say('desk.severalDrafts')}
              </Typography>
            )}
          </Bar>
          <ul aria-label={say('desk.list')}>
            {items.map((item) => (
              <DeskRow
                key={item.publicId}
                item={item}
                isSelected={selected.has(item.publicId)}
                onSelect={(isSelected) => select(item.publicId, isSelected)}
                to={`comments/${item.publicId}${query === '' ? '' : `?${query}`}`}
              />
            ))}
          </ul>
        </Box>
      )}
      {(!isFirst || nextCursor !== null) && (
        <Flex tag="nav" aria-label={say('desk.pages')} gap={2}>
          {!isFirst && (
            <Button variant="tertiary" onClick={() => onTurn('')}>
              {say('desk.newer')}
            </Button>
          )}
          {nextCursor !== null && (
            <Button variant="secondary" onClick={() => onTurn(nextCursor)}>
              {say('desk.older')}
            </Button>
          )}
        </Flex>
      )}
      {isPlacing && draft !== undefined && (
        <PlacementDialog
          documentId={draft}
          publicIds={chosen}
          onClose={() => setIsPlacing(false)}
          onDone={() => {
            setIsPlacing(false)
            setSelected(new Set())
            onChanged()
          }}
        />
      )}
      {act !== null && (
        <DeskActDialog
          act={act}
          publicIds={chosen}
          units={unitChoices(desk?.bodies ?? [])}
          templates={templateChoices(desk?.bodies ?? [])}
          onClose={() => setAct(null)}
          onDone={(undone) => {
            setSelected(new Set(undone))
            if (undone.length === 0) setAct(null)
            onChanged()
          }}
        />
      )}
    </>
  )
}

/** What can be done with those selected stays in sight. */
const Bar = styled.div`
  position: sticky;
  inset-block-start: 0;
  z-index: 1;
  display: flex;
  flex-wrap: wrap;
  gap: 1.2rem;
  align-items: center;
  justify-content: space-between;
  padding: 1.2rem 1.6rem;
  border-block-end: 1px solid ${({ theme }) => theme.colors.neutral150};
  background: ${({ theme }) => theme.colors.neutral0};
`
