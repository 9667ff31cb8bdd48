import { Box, Flex, Link, Typography } from '@strapi/design-system'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router-dom'

import type { DashboardOut } from '../../../contracts/dashboard'
import { rememberedLanguage } from '../chosen-language'
import { useAnswer } from '../hooks/use-answer'
import { ChosenLanguage, useWords } from '../hooks/use-words'
import { PLUGIN_ID } from '../plugin-id'
import { Answered } from './answered'
import { RunningPeriods } from './running-periods'

const DESK = `/plugins/${PLUGIN_ID}/desk`

/** For the home page: drafts that stand before the public. */
export function RunningPeriodsWidget() {
  return (
    <HomeWidget>{(figures) => <RunningPeriods periods={figures.periods.slice(0, 5)} />}</HomeWidget>
  )
}

/** For the home page: what waits for whoever works here. */
export function WaitingCommentsWidget() {
  return <HomeWidget>{(figures) => <Waiting figures={figures} />}</HomeWidget>
}

function Waiting({ figures }: { readonly figures: DashboardOut }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  const waiting = figures.byState.find(({ key }) => key === 'received')?.n ?? 0
  const overdue = figures.overdue.reduce((sum, { n }) => sum + n, 0)
  const rows = [
    [say('dashboard.waiting'), waiting, `${DESK}?state=received`],
    [say('dashboard.overdue'), overdue, `${DESK}?response=overdue`],
  ] as const
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
      {rows.map(([name, n, to]) => (
        <Flex tag="li" key={to} justifyContent="space-between" gap={4}>
          <Link tag={RouterLink} to={to}>
            {name}
          </Link>
          <Typography fontWeight="bold" variant="beta">
            {digits.format(n)}
          </Typography>
        </Flex>
      ))}
    </Flex>
  )
}

/** In the language of our pages, and in its direction: Strapi's own page around it has neither. */
function HomeWidget({ children }: { readonly children: (figures: DashboardOut) => ReactNode }) {
  return (
    <ChosenLanguage.Provider value={rememberedLanguage()}>
      <Spoken>{children}</Spoken>
    </ChosenLanguage.Provider>
  )
}

function Spoken({ children }: { readonly children: (figures: DashboardOut) => ReactNode }) {
  const { dir, language } = useWords()
  const { outcome, askAgain } = useAnswer<DashboardOut>('/dashboard')
  return (
    <Box dir={dir} lang={language} padding={2}>
      <Answered outcome={outcome} askAgain={askAgain}>
        {children}
      </Answered>
    </Box>
  )
}
