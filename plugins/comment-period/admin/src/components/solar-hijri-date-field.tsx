import { Button as PlainButton, Field, Flex } from '@strapi/design-system'
import { Calendar as CalendarIcon } from '@strapi/icons'
import {
  GregorianCalendar,
  parseDate,
  PersianCalendar,
  toCalendar,
  today,
  type CalendarDate,
} from '@internationalized/date'
import { useContext, useState } from 'react'
import {
  Button,
  Calendar,
  CalendarStateContext,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateField,
  DateInput,
  DateSegment,
  Heading,
  I18nProvider,
  Label,
  useLocale,
} from 'react-aria-components'
import { styled } from 'styled-components'

import { useWords } from '../hooks/use-words'

interface SolarHijriDateFieldProps {
  readonly label: string
  readonly hint: string
  readonly zone: string
  /** Also a day that has passed; else from today on. */
  readonly isAnyDay?: boolean
  /** What is chosen at first, as ISO 8601 in the Gregorian calendar. */
  readonly initialDay?: string
  /** The chosen day as ISO 8601 in the Gregorian calendar, or nothing yet. */
  readonly onChange: (isoDay: string | null) => void
}

/**
 * A day, typed segment by segment or picked from a month. In Persian it is shown and counted in
 * the Solar Hijri calendar; in English in the Gregorian one. Either way the same day is meant.
 */
export function SolarHijriDateField({
  label,
  hint,
  zone,
  isAnyDay = false,
  initialDay,
  onChange,
}: SolarHijriDateFieldProps) {
  const { say, language } = useWords()
  const [isPicking, setIsPicking] = useState(false)
  // In the calendar that is shown: where it is not yet this day for the browser, the month opens on
  // the earliest day as it was given.
  const calendar = language === 'fa' ? new PersianCalendar() : new GregorianCalendar()
  const [day, setDay] = useState<CalendarDate | null>(() =>
    initialDay === undefined ? null : toCalendar(parseDate(initialDay), calendar),
  )
  const change = (chosen: CalendarDate | null) => {
    setDay(chosen)
    onChange(chosen === null ? null : toCalendar(chosen, new GregorianCalendar()).toString())
  }
  const earliest = isAnyDay ? {} : { minValue: toCalendar(today(zone), calendar) }
  const locale = language === 'fa' ? 'fa-IR-u-ca-persian-nu-arabext' : 'en-GB-u-ca-gregory'

  return (
    <I18nProvider locale={locale}>
      <Field.Root hint={hint}>
        <DateField value={day} onChange={change} granularity="day" {...earliest}>
          <FieldLabel>{label}</FieldLabel>
          <Flex gap={2}>
            <Segments>{(segment) => <Segment segment={segment} />}</Segments>
            <PlainButton
              variant="tertiary"
              size="S"
              startIcon={<CalendarIcon aria-hidden />}
              aria-expanded={isPicking}
              onClick={() => setIsPicking(!isPicking)}
            >
              {say('date.calendar')}
            </PlainButton>
          </Flex>
        </DateField>
        <Field.Hint />
        {isPicking && (
          <Month
            aria-label={label}
            value={day}
            {...earliest}
            onChange={(chosen) => {
              change(chosen as CalendarDate)
              setIsPicking(false)
            }}
          >
            <MonthHead>
              <Turn slot="previous" aria-label={say('date.previousMonth')}>
                {language === 'fa' ? '›' : '‹'}
              </Turn>
              <MonthName>
                <MonthAndYear />
              </MonthName>
              <Turn slot="next" aria-label={say('date.nextMonth')}>
                {language === 'fa' ? '‹' : '›'}
              </Turn>
            </MonthHead>
            <CalendarGrid>
              <CalendarGridHeader>
                {(weekday) => <CalendarHeaderCell>{weekday}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>{(date) => <Day date={date} />}</CalendarGridBody>
            </CalendarGrid>
          </Month>
        )}
      </Field.Root>
    </I18nProvider>
  )
}

/** In the order in which both languages say it; for the Solar Hijri calendar `Intl` turns it round. */
function MonthAndYear() {
  const { locale } = useLocale()
  const month = useContext(CalendarStateContext)?.visibleRange.start.toDate('UTC')
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
      .formatToParts(month)
      .find(({ type }) => type in options)?.value ?? ''
  return `${part({ month: 'long' })} ${part({ year: 'numeric' })}`
}

const FieldLabel = styled(Label)`
  display: block;
  margin-block-end: 0.4rem;
  font-size: 1.2rem;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
`

const Segments = styled(DateInput)`
  display: inline-flex;
  align-items: center;
  min-block-size: 4rem;
  padding-inline: 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
`

const Segment = styled(DateSegment)`
  padding: 0.4rem 0.2rem;
  border-radius: 0.2rem;
  outline: none;

  &:not([data-type='literal']) {
    /* As wide as a fingertip, also where it holds one digit. */
    min-inline-size: 2.4rem;
    text-align: center;
  }

  &[data-placeholder] {
    color: ${({ theme }) => theme.colors.neutral600};
  }

  &[data-focused] {
    background: ${({ theme }) => theme.colors.primary600};
    color: ${({ theme }) => theme.colors.neutral0};
  }
`

const Month = styled(Calendar)`
  inline-size: fit-content;
  padding: 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;

  th {
    padding-block: 0.4rem;
    font-size: 1.1rem;
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral600};
  }
`

const MonthHead = styled.div`
  display: flex;
  align-items: center;
  justify-content: space-between;
  margin-block-end: 0.8rem;
`

const MonthName = styled(Heading)`
  font-weight: 600;
`

const Turn = styled(Button)`
  inline-size: 3.2rem;
  block-size: 3.2rem;
  border: none;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  color: inherit;
  cursor: pointer;

  &[data-hovered] {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`

const Day = styled(CalendarCell)`
  display: flex;
  align-items: center;
  justify-content: center;
  inline-size: 3.2rem;
  block-size: 3.2rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;

  &[data-outside-month] {
    display: none;
  }

  &[data-disabled] {
    color: ${({ theme }) => theme.colors.neutral500};
    cursor: default;
  }

  &[data-hovered] {
    background: ${({ theme }) => theme.colors.primary100};
  }

  &[data-focus-visible] {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }

  &[data-selected] {
    background: ${({ theme }) => theme.colors.primary600};
    color: ${({ theme }) => theme.colors.neutral0};
  }
`
