import { Box, Button, Flex, Typography } from '@strapi/design-system'
import { useState, type FormEvent } from 'react'
import { useSearchParams } from 'react-router-dom'

import type { StaffReportsOut } from '../../../contracts/reports'
import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import { isRefusalCode } from '../../../domain/refusal'
import type { ReportKind } from '../../../domain/report-decisions'
import { LineField } from '../components/act-dialog'
import { Answered } from '../components/answered'
import { ReportDialog } from '../components/report-dialog'
import { ReportPreview } from '../components/report-preview'
import { ReportTable } from '../components/report-table'
import { StaffCard } from '../components/staff-card'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'
import { USER_TEXT } from '../user-text'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('report')]

/** The reports on one docket: what was published, and what can be published now. */
export function Reports() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <Docket />
    </StaffPage>
  )
}

function Docket() {
  const { say } = useWords()
  const [parameters, setParameters] = useSearchParams()
  const docket = parameters.get('docket')
  return (
    <StaffContent>
      <StaffHeader title={say('reports.title')} subtitle={say('reports.subtitle')} />
      {docket === null ? (
        <ChooseDocket onChosen={(chosen) => setParameters({ docket: chosen })} />
      ) : (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Box>
            <Button variant="tertiary" onClick={() => setParameters({})}>
              {say('reports.otherDocket')}
            </Button>
          </Box>
          <ReportsOf key={docket} docket={docket} />
        </Flex>
      )}
    </StaffContent>
  )
}

function ChooseDocket({ onChosen }: { readonly onChosen: (docket: string) => void }) {
  const { say } = useWords()
  const [typed, setTyped] = useState('')
  const choose = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '') onChosen(typed.trim())
  }
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={6}>
      <form onSubmit={choose} noValidate>
        <Flex direction="column" alignItems="flex-start" gap={4}>
          <Typography tag="p">{say('reports.choose')}</Typography>
          <LineField
            id="reports-docket"
            label={say('reports.docket')}
            hint={say('reports.docketHint')}
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" disabled={typed.trim() === ''}>
            {say('reports.open')}
          </Button>
        </Flex>
      </form>
    </Box>
  )
}

type Opened = { readonly kind: ReportKind; readonly as: 'preview' | 'publish' }

function ReportsOf({ docket }: { readonly docket: string }) {
  const { say } = useWords()
  const path = `/reports?docket=${encodeURIComponent(docket)}`
  const { outcome, askAgain } = useAnswer<StaffReportsOut>(path)
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  return (
    <Answered outcome={outcome} askAgain={askAgain}>
      {(reports) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Box>
            <Typography tag="p" variant="beta" style={USER_TEXT}>
              {reports.title}
            </Typography>
            <Typography tag="p" textColor="neutral600">
              <bdi dir="ltr">{reports.docket}</bdi>
              {` – ${say(`period.phase.${reports.phase}`)}`}
            </Typography>
          </Box>
          <StaffCard title={say('reports.new')}>
            <Flex direction="column" alignItems="stretch" gap={5}>
              {reports.kinds.map(({ kind, refusal }) => (
                <Kind
                  key={kind}
                  kind={kind}
                  refusal={refusal}
                  onOpen={(as) => setOpened({ kind, as })}
                />
              ))}
            </Flex>
          </StaffCard>
          <StaffCard title={say('reports.published')}>
            <ReportTable reports={reports} />
          </StaffCard>
          {opened?.as === 'preview' && (
            <ReportPreview kind={opened.kind} reports={reports} onClose={close} />
          )}
          {opened?.as === 'publish' && (
            <ReportDialog
              kind={opened.kind}
              reports={reports}
              onClose={close}
              onDone={() => {
                close()
                askAgain()
              }}
            />
          )}
        </Flex>
      )}
    </Answered>
  )
}

interface KindProps {
  readonly kind: ReportKind
  readonly refusal: string | null
  readonly onOpen: (as: Opened['as']) => void
}

function Kind({ kind, refusal, onOpen }: KindProps) {
  const { say, language } = useWords()
  const name = say(`reports.kind.${kind}`)
  return (
    <Box>
      <Typography tag="h3" variant="delta">
        {name}
      </Typography>
      <Typography tag="p" textColor="neutral600">
        {say(`reports.meaning.${kind}`)}
      </Typography>
      {refusal !== null && isRefusalCode(refusal) ? (
        <Typography tag="p" textColor="neutral800">
          {REFUSAL_MESSAGES[refusal][language]}
        </Typography>
      ) : (
        <Flex gap={2} wrap="wrap" paddingTop={2}>
          <Button
            variant="secondary"
            aria-label={say('reports.previewOf', { kind: name })}
            onClick={() => onOpen('preview')}
          >
            {say('reports.preview')}
          </Button>
          <Button
            {...(kind === 'digest'
              ? {}
              : { 'aria-label': say('reports.publishOf', { kind: name }) })}
            onClick={() => onOpen('publish')}
          >
            {say(kind === 'digest' ? 'reports.send' : 'reports.publish')}
          </Button>
        </Flex>
      )}
    </Box>
  )
}
