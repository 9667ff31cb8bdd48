import { Flex, Grid, Typography } from '@strapi/design-system'

import type { EvidenceReportOut } from '../../../contracts/evidence'
import { RESPONSE_TIMINGS, STANDINGS } from '../../../domain/evidence-report'
import { EVIDENCE_WORDS } from '../../../domain/evidence-words'
import { useWords } from '../hooks/use-words'
import { ShareBars } from './bar-charts'
import { Figure } from './figure'
import { StaffCard } from './staff-card'

type Totals = EvidenceReportOut['totals']

/** All figures of a report together. */
export function EvidenceFigures({ totals }: { readonly totals: Totals }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  const words = EVIDENCE_WORDS[language]
  const { standings, responses } = totals
  const over = standings.kept + standings.short + standings.replaced + standings.withdrawn
  const given = responses['in-time'] + responses.late
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Grid.Root gap={5}>
        <Figure name={say('evidence.drafts')} value={digits.format(totals.drafts)} />
        <Figure
          name={say('evidence.keptOf', { n: digits.format(over) })}
          value={digits.format(standings.kept)}
          isAlarming={standings.short > 0}
        />
        <Figure name={say('evidence.comments')} value={digits.format(totals.comments)} />
        <Figure
          name={say('evidence.inTimeOf', {
            n: digits.format(given),
            overdue: digits.format(responses.overdue),
          })}
          value={digits.format(responses['in-time'])}
          isAlarming={responses.overdue > 0}
        />
      </Grid.Root>
      <Grid.Root gap={5}>
        <Counts
          title={say('evidence.periods')}
          counts={[
            [say('evidence.exposures'), totals.exposures],
            ...STANDINGS.map((key) => [words.standings[key], standings[key]] as const),
            [say('evidence.extended'), totals.extended],
            [say('evidence.wasSuspended'), totals.suspended],
            [say('evidence.withdrawn'), totals.withdrawn],
            [say('evidence.waived'), totals.waived],
          ]}
        />
        <Counts
          title={say('evidence.responses')}
          counts={RESPONSE_TIMINGS.map((key) => [words.timings[key], responses[key]])}
        />
        <Shares
          title={say('dashboard.byType')}
          counts={totals.byType.map(({ key, n }) => ({ name: say(`desk.type.${key}`), n }))}
        />
        <Shares
          title={say('dashboard.byChannel')}
          counts={totals.byChannel.map(({ key, n }) => ({ name: say(`desk.channel.${key}`), n }))}
        />
        <Shares
          title={say('evidence.byState')}
          counts={totals.byState.map(({ key, n }) => ({ name: say(`desk.state.${key}`), n }))}
        />
        <Shares
          title={say('evidence.outcome')}
          counts={totals.byDisposition.map(({ key, n }) => ({
            name: say(`desk.disposition.${key}`),
            n,
          }))}
        />
        <Counts
          title={say('evidence.texts')}
          counts={[
            [say('evidence.issued'), totals.issued],
            [say('evidence.changedTexts'), totals.changedTexts],
            [words.headings.changed, totals.clauses.changed],
            [words.headings.added, totals.clauses.added],
            [words.headings.removed, totals.clauses.removed],
            [words.headings.moved, totals.clauses.moved],
            [words.headings.attachments, totals.attachments],
          ]}
        />
        <Rules />
      </Grid.Root>
    </Flex>
  )
}

interface CountsProps {
  readonly title: string
  readonly counts: readonly (readonly [name: string, n: number])[]
}

function Counts({ title, counts }: CountsProps) {
  const { language } = useWords()
  const digits = new Intl.NumberFormat(language)
  return (
    <Half>
      <StaffCard title={title}>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {counts.map(([name, n]) => (
            <Flex tag="li" key={name} justifyContent="space-between" gap={4}>
              <Typography>{name}</Typography>
              <Typography fontWeight="bold">{digits.format(n)}</Typography>
            </Flex>
          ))}
        </Flex>
      </StaffCard>
    </Half>
  )
}

interface SharesProps {
  readonly title: string
  readonly counts: readonly { readonly name: string; readonly n: number }[]
}

function Shares({ title, counts }: SharesProps) {
  return (
    <Half>
      <StaffCard title={title}>
        <ShareBars caption={title} counts={counts} />
      </StaffCard>
    </Half>
  )
}

/** How it is counted: whoever assesses the body asks for it first. */
function Rules() {
  const { say, language } = useWords()
  const title = say('evidence.rules')
  return (
    <Half>
      <StaffCard title={title}>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {EVIDENCE_WORDS[language].rules.map((rule) => (
            <li key={rule}>
              <Typography>{rule}</Typography>
            </li>
          ))}
        </Flex>
      </StaffCard>
    </Half>
  )
}

function Half({ children }: { readonly children: React.ReactNode }) {
  return (
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
      {children}
    </Grid.Item>
  )
}
