import { Box, Flex, Loader, Typography } from '@strapi/design-system'
import type { ReactNode } from 'react'

import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import { useDraftPeriod } from '../hooks/use-draft-period'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import type { DraftPeriod, PeriodAnswer } from '../period-answer'
import { DRAFT_UID } from '../plugin-id'
import type { EditViewContext } from '../strapi-admin-types'

/** The side panel of a draft regulation in the edit view; none on other types. */
export function draftPeriodPanel({ model, documentId, document, meta }: EditViewContext) {
  const { say } = useWords()
  if (model !== DRAFT_UID) return null
  return {
    title: say('period.title'),
    content:
      documentId === undefined || document === undefined ? (
        <Frame>
          <BeforeExposure />
        </Frame>
      ) : (
        <PeriodPanel key={documentId} documentId={documentId} document={document} meta={meta} />
      ),
  }
}

interface PeriodPanelProps {
  readonly documentId: string
  readonly document: object
  readonly meta: object | undefined
}

function PeriodPanel({ documentId, document, meta }: PeriodPanelProps) {
  const { say } = useWords()
  const answer = useDraftPeriod(documentId, document, meta)
  return (
    <Frame>
      {answer === null ? (
        <Loader small>{say('period.loading')}</Loader>
      ) : answer.kind === 'period' ? (
        <PeriodFacts period={answer.period} />
      ) : (
        <Failure answer={answer} />
      )}
    </Frame>
  )
}

function PeriodFacts({ period }: { readonly period: DraftPeriod }) {
  const { say, language } = useWords()
  const at = (instant: string | null) =>
    instant === null ? null : writtenInstant(instant, period.zone, language)
  const notYetExposed = period.phase === 'drafting' && period.docket === null
  return (
    <>
      <Box tag="dl" width="100%">
        <Fact term={say('period.docket')} value={period.docket} />
        <Fact term={say('period.phase')} value={say(`period.phase.${period.phase}`)} />
        <Fact term={say('period.openedAt')} value={at(period.openedAt)} />
        <Fact term={say('period.closesAt')} value={at(period.closesAt)} />
        <Fact term={say('period.mayIssueFrom')} value={at(period.mayIssueFrom)} />
        <Fact term={say('period.legalBasis')} value={period.legalBasis} />
      </Box>
      {notYetExposed && <BeforeExposure />}
    </>
  )
}

function Fact({ term, value }: { readonly term: string; readonly value: string | null }) {
  if (value === null) return null
  return (
    <Box style={{ marginBlockEnd: '0.8rem' }}>
      <Typography tag="dt" variant="pi" textColor="neutral600">
        {term}
      </Typography>
      <Typography tag="dd" style={{ marginInlineStart: 0, unicodeBidi: 'plaintext' }}>
        {value}
      </Typography>
    </Box>
  )
}

function BeforeExposure() {
  const { say } = useWords()
  return (
    <Typography tag="p" textColor="neutral700">
      {say('period.beforeExposure')}
    </Typography>
  )
}

function Failure({ answer }: { readonly answer: Exclude<PeriodAnswer, { kind: 'period' }> }) {
  const { say, language } = useWords()
  const reason =
    answer.kind === 'refused'
      ? REFUSAL_MESSAGES[answer.code][language]
      : (answer.message ?? say('period.answerUnreadable'))
  return (
    <Box role="alert">
      <Typography tag="p" textColor="danger600">
        {say('period.failed')}
      </Typography>
      <Typography tag="p" textColor="danger600" style={{ unicodeBidi: 'plaintext' }}>
        {reason}
      </Typography>
    </Box>
  )
}

function Frame({ children }: { readonly children: ReactNode }) {
  const { dir, language } = useWords()
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%" dir={dir} lang={language}>
      {children}
    </Flex>
  )
}
