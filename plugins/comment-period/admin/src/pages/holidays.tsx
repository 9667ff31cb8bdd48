import { Box, Button, Flex, Typography } from '@strapi/design-system'
import { useRBAC } from '@strapi/strapi/admin'
import { useState } from 'react'

import type { HolidaysOut } from '../../../contracts/holidays'
import { ChoiceField } from '../components/act-dialog'
import { Answered } from '../components/answered'
import { HolidayConfirmation } from '../components/holiday-confirmation'
import { HolidayImport } from '../components/holiday-import'
import { HolidayProposals } from '../components/holiday-proposals'
import { HolidayTable } from '../components/holiday-table'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const READING = [permissionTo('read')]
const KEEPING = [permissionTo('holidays')]

/** The calendar by which periods end on working days. */
export function Holidays() {
  return (
    <StaffPage permissions={READING}>
      <Calendar />
    </StaffPage>
  )
}

function Calendar() {
  const { say } = useWords()
  const { allowedActions } = useRBAC(KEEPING)
  const [year, setYear] = useState<number | null>(null)
  const [isImporting, setIsImporting] = useState(false)
  const [confirmed, setConfirmed] = useState<HolidaysOut['items'][number] | null>(null)
  const path = year === null ? '/holidays' : `/holidays?year=${String(year)}`
  const { outcome, askAgain } = useAnswer<HolidaysOut>(path)
  const mayKeep = allowedActions.canHolidays === true
  const done = () => {
    setIsImporting(false)
    setConfirmed(null)
    askAgain()
  }
  return (
    <StaffContent>
      <StaffHeader title={say('holidays.title')} subtitle={say('holidays.subtitle')} />
      <Answered outcome={outcome} askAgain={askAgain}>
        {(answer) => (
          <Flex direction="column" alignItems="stretch" gap={6}>
            {answer.proposals.length > 0 && (
              <HolidayProposals proposals={answer.proposals} onExtended={askAgain} />
            )}
            <Flex alignItems="flex-end" justifyContent="space-between" wrap="wrap" gap={4}>
              <Box style={{ minWidth: '28rem' }}>
                <YearField answer={answer} onChange={setYear} />
              </Box>
              {mayKeep && (
                <Button onClick={() => setIsImporting(true)}>{say('holidays.import')}</Button>
              )}
            </Flex>
            <ProvisionalLeft answer={answer} />
            <HolidayTable holidays={answer.items} onConfirm={mayKeep ? setConfirmed : null} />
          </Flex>
        )}
      </Answered>
      {isImporting && <HolidayImport onClose={() => setIsImporting(false)} onDone={done} />}
      {confirmed !== null && (
        <HolidayConfirmation holiday={confirmed} onClose={() => setConfirmed(null)} onDone={done} />
      )}
    </StaffContent>
  )
}

interface YearFieldProps {
  readonly answer: HolidaysOut
  readonly onChange: (year: number) => void
}

/** Every year of which something is known, the one that is shown, and the year after each. */
function YearField({ answer, onChange }: YearFieldProps) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language, { useGrouping: false })
  const known = new Map(answer.years.map((counted) => [counted.year, counted]))
  const years = [...new Set([answer.year, answer.year + 1, ...known.keys()])].sort()
  const described = (year: number) => {
    const counted = known.get(year)
    if (counted === undefined) return say('holidays.yearEmpty', { year: digits.format(year) })
    const { confirmed, provisional } = counted
    return say('holidays.yearCounted', {
      year: digits.format(year),
      confirmed: digits.format(confirmed),
      provisional: digits.format(provisional),
    })
  }
  return (
    <ChoiceField
      id="holidays-year"
      label={say('holidays.year')}
      value={String(answer.year)}
      isOptional
      options={years.map((year) => [String(year), described(year)])}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  )
}

function ProvisionalLeft({ answer }: { readonly answer: HolidaysOut }) {
  const { say, language } = useWords()
  const n = answer.items.filter(({ certainty }) => certainty === 'provisional').length
  if (n === 0) return null
  return (
    <Box background="warning100" hasRadius padding={4}>
      <Typography tag="p" textColor="neutral800">
        {say('holidays.provisionalLeft', { n: new Intl.NumberFormat(language).format(n) })}
      </Typography>
    </Box>
  )
}
