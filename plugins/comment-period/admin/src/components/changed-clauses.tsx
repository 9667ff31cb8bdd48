import { Badge, Checkbox, Flex, Typography } from '@strapi/design-system'
import { styled } from 'styled-components'

import type { ChecklistOut } from '../../../contracts/themes'
import { useAnswer } from '../hooks/use-answer'
import { useClauseChoices, type ClauseChoice } from '../hooks/use-clause-choices'
import { useWords } from '../hooks/use-words'

interface ChangedClausesProps {
  readonly clauses: readonly ClauseChoice[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Which clauses were changed because of what is being answered; none may be. */
export function ChangedClauses({ clauses, chosen, onChange }: ChangedClausesProps) {
  const { say } = useWords()
  if (clauses.length === 0) return null
  return (
    <Fieldset>
      <Typography tag="legend" variant="pi" fontWeight="bold">
        {say('themes.changedClauses')}
      </Typography>
      <Choices>
        {clauses.map(({ clauseId, name, change }) => (
          <Flex key={clauseId} justifyContent="space-between" gap={2}>
            <Checkbox
              checked={chosen.includes(clauseId)}
              onCheckedChange={(checked) =>
                onChange(
                  checked === true
                    ? [...chosen, clauseId]
                    : chosen.filter((each) => each !== clauseId),
                )
              }
            >
              {name}
            </Checkbox>
            {change !== 'same' && (
              <Badge textColor="neutral800">{say(`themes.change.${change}`)}</Badge>
            )}
          </Flex>
        ))}
      </Choices>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {say('themes.changedClausesHint')}
      </Typography>
    </Fieldset>
  )
}

interface ClausesOfDocketProps extends Omit<ChangedClausesProps, 'clauses'> {
  readonly documentId: string
  readonly docket: string
}

/** The same where only the docket is known. Without its checklist nothing is offered to choose. */
export function ClausesOfDocket({ documentId, docket, ...field }: ClausesOfDocketProps) {
  const { outcome } = useAnswer<ChecklistOut>(`/drafts/${encodeURIComponent(documentId)}/checklist`)
  const clauses = useClauseChoices(
    docket,
    outcome?.kind === 'answered' ? outcome.data.changes : NONE,
  )
  return outcome?.kind === 'answered' ? <ChangedClauses clauses={clauses} {...field} /> : null
}

const NONE: ChecklistOut['changes'] = []

const Fieldset = styled.fieldset`
  min-width: 0;
  padding: 0;
  border: 0;

  legend {
    padding: 0;
  }
`

/** A long text has hundreds of clauses; the dialog keeps its length. */
const Choices = styled.div`
  display: flex;
  flex-direction: column;
  gap: 0.8rem;
  max-height: 22rem;
  margin-block: 0.6rem;
  padding: 1.2rem;
  overflow-y: auto;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`
