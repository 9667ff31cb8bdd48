import { Badge, Box, Button, Flex, Link, Typography } from '@strapi/design-system'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'

import type { ChecklistOut, ThemesOut } from '../../../contracts/themes'
import { commentAddress } from '../addresses'
import type { ClauseChoice } from '../hooks/use-clause-choices'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'
import { ReasonedDialog } from './reasoned-dialog'
import { StaffCard } from './staff-card'
import { TieDialog } from './tie-dialog'

type Change = ChecklistOut['changes'][number]
type Ground = Change['grounds'][number]

interface ChangeGroundsProps {
  /** The address under which changes are tied and loosened. */
  readonly path: string
  readonly changes: readonly Change[]
  readonly themes: ThemesOut['items']
  readonly clauses: readonly ClauseChoice[]
  readonly mayTie: boolean
  readonly onChanged: () => void
}

/** What changed of the text since it was exposed last, each with what it goes back to. */
export function ChangeGrounds({
  path,
  changes,
  themes,
  clauses,
  mayTie,
  onChanged,
}: ChangeGroundsProps) {
  const { say } = useWords()
  const [tied, setTied] = useState<Change | null>(null)
  const [loosened, setLoosened] = useState<{ change: Change; ground: Ground } | null>(null)
  const named = new Map(clauses.map(({ clauseId, name }) => [clauseId, name]))
  const nameOf = ({ clauseId, label }: Change) => named.get(clauseId) ?? label
  const done = () => {
    setTied(null)
    setLoosened(null)
    onChanged()
  }
  return (
    <StaffCard title={say('themes.changes')}>
      {changes.length === 0 && <Typography tag="p">{say('themes.noChanges')}</Typography>}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
        {changes.map((change) => (
          <Box tag="li" key={change.clauseId}>
            <Flex gap={2} wrap="wrap">
              <Typography tag="h3" variant="epsilon" fontWeight="bold" style={USER_TEXT}>
                {nameOf(change)}
              </Typography>
              <Badge textColor="neutral800">{say(`themes.change.${change.change}`)}</Badge>
              {mayTie && (
                <Button
                  variant="secondary"
                  size="S"
                  aria-label={say('themes.tieOf', { clause: nameOf(change) })}
                  onClick={() => setTied(change)}
                >
                  {say('themes.tie')}
                </Button>
              )}
            </Flex>
            {change.grounds.length === 0 ? (
              <Typography tag="p" textColor="neutral600">
                {say('themes.noGrounds')}
              </Typography>
            ) : (
              <ul aria-label={say('themes.groundsOf', { clause: nameOf(change) })}>
                {change.grounds.map((ground) => (
                  <Flex tag="li" key={keyOf(ground)} gap={2} wrap="wrap" paddingTop={1}>
                    <GroundName ground={ground} />
                    {mayTie && (
                      <Button
                        variant="ghost"
                        size="S"
                        aria-label={say('themes.loosenOf', {
                          clause: nameOf(change),
                          ground: ground.title ?? ground.comment ?? '',
                        })}
                        onClick={() => setLoosened({ change, ground })}
                      >
                        {say('themes.loosen')}
                      </Button>
                    )}
                  </Flex>
                ))}
              </ul>
            )}
          </Box>
        ))}
      </Flex>
      {tied !== null && (
        <TieDialog
          path={path}
          clauseId={tied.clauseId}
          clause={nameOf(tied)}
          themes={themes}
          onClose={() => setTied(null)}
          onDone={done}
        />
      )}
      {loosened !== null && (
        <ReasonedDialog<object>
          name={say('themes.loosen')}
          meaning={say('themes.loosen.meaning', { clause: nameOf(loosened.change) })}
          path={path}
          bodyOf={(reason) => ({
            clauseId: loosened.change.clauseId,
            act: 'loosened',
            reason,
            ...subjectOf(loosened.ground),
          })}
          onClose={() => setLoosened(null)}
          onDone={done}
        />
      )}
    </StaffCard>
  )
}

function GroundName({ ground }: { readonly ground: Ground }) {
  const { say } = useWords()
  if (ground.comment !== null) {
    return (
      <Link tag={RouterLink} to={commentAddress(ground.comment)}>
        {say('themes.comment')} <bdi dir="ltr">{ground.comment}</bdi>
      </Link>
    )
  }
  return (
    <Typography>
      {say('themes.theme')} <bdi>«{ground.title ?? String(ground.theme)}»</bdi>
    </Typography>
  )
}

function keyOf({ comment, theme }: Ground): string {
  return comment ?? String(theme)
}

function subjectOf({ comment, theme }: Ground): object {
  return comment === null ? { theme } : { comment }
}
