import { Box, Flex, Loader, Typography } from '@strapi/design-system'
import type { ReactNode } from 'react'

import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import { useDraftPeriod } from '../hooks/use-draft-period'
import { useWords, type Say } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import type { DraftPeriod, PeriodAnswer, PeriodRule } from '../period-answer'
import { DRAFT_UID } from '../plugin-id'
import type { EditViewContext } from '../strapi-admin-types'
import { CopiesLink } from './copies-link'
import { ExposedTexts } from './exposed-texts'
import { PeriodActs } from './period-acts'
import { PeriodBar } from './period-bar'
import { PublicLinks } from './public-links'
import { ReportsLink } from './reports-link'
import { ThemesLink } from './themes-link'

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
  const { answer, askAgain } = useDraftPeriod(documentId, document, meta)
  return (
    <Frame>
      {answer === null ? (
        <Loader small>{say('period.loading')}</Loader>
      ) : answer.kind === 'period' ? (
        <>
          <PeriodFacts period={answer.period} />
          <PeriodActs documentId={documentId} period={answer.period} onDone={askAgain} />
          {answer.period.docket !== null && <ThemesLink documentId={documentId} />}
          {answer.period.docket !== null && <CopiesLink documentId={documentId} />}
          <PublicLinks docket={answer.period.docket} />
          <ExposedTexts docket={answer.period.docket} />
          <ReportsLink docket={answer.period.docket} />
        </>
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
  const { counts, rule } = period
  return (
    <>
      {period.phase === 'open' && period.openedAt !== null && period.closesAt !== null && (
        <PeriodBar opensAt={period.openedAt} closesAt={period.closesAt} />
      )}
      <Box tag="dl" width="100%">
        <Fact term={say('period.docket')} value={period.docket} isCode />
        <Fact term={say('period.phase')} value={say(`period.phase.${period.phase}`)} />
        <Fact term={say('period.openedAt')} value={at(period.openedAt)} />
        <Fact term={say('period.suspendedAt')} value={at(period.suspendedAt)} />
        <Fact term={say('period.closesAt')} value={at(period.closesAt)} />
        <Fact term={say('period.mayIssueFrom')} value={at(period.mayIssueFrom)} />
        <Fact term={say('period.rule')} value={rule === null ? null : ruleText(rule, say)} />
        <Fact term={say('period.legalBasis')} value={period.legalBasis} />
        {counts !== null && (
          <Fact
            term={say('period.comments')}
            value={say('period.commentCounts', {
              total: counts.total,
              waiting: counts.byState.received,
              published: counts.byState.published,
              withheld: counts.byState.withheld,
            })}
          />
        )}
      </Box>
      {notYetExposed && <BeforeExposure />}
      {notYetExposed && <Preview period={period} />}
    </>
  )
}

function ruleText({ title, count, unit }: PeriodRule, say: Say): string {
  return `${title} (${say(`period.unit.${unit}`, { count })})`
}

/** What publishing would mean now, or what it waits for. */
function Preview({ period }: { readonly period: DraftPeriod }) {
  const { say, language } = useWords()
  const { missing, preview } = period
  if (missing.length > 0) {
    return (
      <Box>
        <Typography tag="p" textColor="danger700">
          {say('period.missing')}
        </Typography>
        <Box tag="ul" style={{ paddingInlineStart: '2rem', listStyle: 'disc' }}>
          {missing.map((field) => (
            <Typography tag="li" key={field}>
              {isNamedField(field) ? say(`period.field.${field}`) : field}
            </Typography>
          ))}
        </Box>
      </Box>
    )
  }
  if (preview === null) return null
  if (preview.refusal !== null) {
    return (
      <Typography tag="p" textColor="danger700">
        {REFUSAL_MESSAGES[preview.refusal][language]}
      </Typography>
    )
  }
  return (
    <Box tag="dl" width="100%">
      {preview.closesAt !== null && (
        <Fact
          term={say('period.wouldCloseAt')}
          value={writtenInstant(preview.closesAt, period.zone, language)}
        />
      )}
      <Fact
        term={say('period.rule')}
        value={preview.rule === null ? say('period.noRule') : ruleText(preview.rule, say)}
      />
      <Fact term={say('period.legalBasis')} value={preview.rule?.legalBasis ?? null} />
    </Box>
  )
}

const NAMED_FIELDS = ['title', 'clauses', 'body', 'kind', 'destinationAuthority'] as const

function isNamedField(field: string): field is (typeof NAMED_FIELDS)[number] {
  return NAMED_FIELDS.some((named) => named === field)
}

interface FactProps {
  readonly term: string
  readonly value: string | null
  /** Reads from the left in any language. */
  readonly isCode?: boolean
}

function Fact({ term, value, isCode = false }: FactProps) {
  if (value === null) return null
  return (
    <Box style={{ marginBlockEnd: '0.8rem' }}>
      <Typography tag="dt" variant="pi" textColor="neutral600">
        {term}
      </Typography>
      <Typography
        tag="dd"
        style={{ marginInlineStart: 0, unicodeBidi: isCode ? 'normal' : 'plaintext' }}
      >
        {isCode ? <bdi dir="ltr">{value}</bdi> : value}
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
