import { Flex } from '@strapi/design-system'
import { useRBAC } from '@strapi/strapi/admin'
import { useSearchParams } from 'react-router-dom'

import type { ChecklistOut, ThemesOut } from '../../../contracts/themes'
import { Answered } from '../components/answered'
import { ChangeGrounds } from '../components/change-grounds'
import { DraftChoice } from '../components/draft-choice'
import { IssueChecklist } from '../components/issue-checklist'
import { ThemeList } from '../components/theme-list'
import { useAnswer } from '../hooks/use-answer'
import { useClauseChoices } from '../hooks/use-clause-choices'
import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('desk')]
const ACTS = [permissionTo('theme'), permissionTo('respond')]

/** What the comments on one draft come to: themes, answers to them, and what changed because of them. */
export function Themes() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <OneDraft />
    </StaffPage>
  )
}

function OneDraft() {
  const { say } = useWords()
  const [parameters, setParameters] = useSearchParams()
  const documentId = parameters.get('draft')
  return (
    <StaffContent>
      <StaffHeader title={say('themes.pageTitle')} subtitle={say('themes.subtitle')} />
      <DraftChoice chosen={documentId} onChoose={(draft) => setParameters({ draft })} />
      {documentId !== null && <Answers key={documentId} documentId={documentId} />}
    </StaffContent>
  )
}

function Answers({ documentId }: { readonly documentId: string }) {
  const path = `/drafts/${encodeURIComponent(documentId)}`
  const themes = useAnswer<ThemesOut>(`${path}/themes`)
  const checklist = useAnswer<ChecklistOut>(`${path}/checklist`)
  const changed = () => {
    themes.askAgain()
    checklist.askAgain()
  }
  return (
    <Answered outcome={checklist.outcome} askAgain={checklist.askAgain}>
      {(left) => (
        <Answered outcome={themes.outcome} askAgain={themes.askAgain}>
          {(known) => (
            <Docket documentId={documentId} checklist={left} themes={known} onChanged={changed} />
          )}
        </Answered>
      )}
    </Answered>
  )
}

interface DocketProps {
  readonly documentId: string
  readonly checklist: ChecklistOut
  readonly themes: ThemesOut
  readonly onChanged: () => void
}

function Docket({ documentId, checklist, themes, onChanged }: DocketProps) {
  const { allowedActions } = useRBAC(ACTS)
  const path = `/drafts/${encodeURIComponent(documentId)}`
  const clauses = useClauseChoices(themes.docket, checklist.changes)
  // A role in the body is not enough: the act has a permission of its own.
  const may = {
    theme: themes.may.theme && allowedActions.canTheme === true,
    respond: themes.may.respond && allowedActions.canRespond === true,
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={10}>
      <IssueChecklist documentId={documentId} checklist={checklist} />
      <ThemeList
        path={`${path}/themes`}
        items={themes.items}
        may={may}
        clauses={clauses}
        onChanged={onChanged}
      />
      <ChangeGrounds
        path={`${path}/change-grounds`}
        changes={checklist.changes}
        themes={themes.items}
        clauses={clauses}
        mayTie={may.theme}
        onChanged={onChanged}
      />
    </Flex>
  )
}
