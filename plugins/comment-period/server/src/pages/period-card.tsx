import type { PeriodOut } from '../../../contracts/period'
import { parseIsoUtc } from '../../../domain/instant'
import { closeInstantText, digits, instantText, timeLeftText } from './dates'
import { Fact, FactList } from './fact-list'
import type { PageContext } from './page-context'
import { UserLine, UserText } from './user-text'
import type { ShownPhase } from './words/words'

export function PhaseBadge({
  page,
  phase,
}: {
  readonly page: PageContext
  readonly phase: PeriodOut['phase']
}) {
  // A draft in drafting has no page.
  const shown = phase as ShownPhase
  return <span className={`phase phase-${shown}`}>{page.words.phases[shown]}</span>
}

/** When a period ends, in words: the last whole day, or the very moment for a rule in minutes. */
export function closeText({ words }: PageContext, period: PeriodOut): string | null {
  const closesAt = period.closesAt === null ? null : parseIsoUtc(period.closesAt)
  return closesAt === null ? null : closeInstantText(words, closesAt, period.zone)
}

/** How long comments are still taken, or `null` where they are not. */
export function leftText({ words, now }: PageContext, period: PeriodOut): string | null {
  const closesAt = period.closesAt === null ? null : parseIsoUtc(period.closesAt)
  return period.phase === 'open' && closesAt !== null ? timeLeftText(words, now, closesAt) : null
}

function closeName({ words }: PageContext, { phase, lastDayOn }: PeriodOut): string {
  if (phase !== 'open' && phase !== 'suspended') return words.period.closed
  return lastDayOn === null ? words.period.lastMoment : words.period.lastDay
}

/** Phase, dates, time left and the rule behind them. */
export function PeriodCard({
  page,
  period,
  legalBasis,
}: {
  readonly page: PageContext
  readonly period: PeriodOut
  readonly legalBasis: string
}) {
  const { words } = page
  const opensAt = period.opensAt === null ? null : parseIsoUtc(period.opensAt)
  const left = leftText(page, period)
  const close = closeText(page, period)
  const { rule } = period
  return (
    <section className="card period-card" aria-labelledby="period-heading">
      <h2 id="period-heading">{words.period.title}</h2>
      <p className="phase-line">
        <PhaseBadge page={page} phase={period.phase} />
      </p>
      {left === null ? null : (
        <p className="time-left">
          <span className="time-left-name">{words.period.left}</span> <strong>{left}</strong>
        </p>
      )}
      {period.phase === 'suspended' ? <p className="note">{words.period.suspendedNote}</p> : null}
      {period.phase === 'withdrawn' ? <p className="note">{words.draft.withdrawnNote}</p> : null}
      <FactList>
        {opensAt === null ? null : (
          <Fact name={words.period.opened}>{instantText(words, opensAt, period.zone)}</Fact>
        )}
        {close === null ? null : <Fact name={closeName(page, period)}>{close}</Fact>}
        <Fact name={words.period.rule}>
          {rule === null
            ? words.period.noRule
            : words.period.ruleText(digits(words, rule.count), rule.unit, rule.force)}
        </Fact>
        <Fact name={words.period.legalBasis}>
          <UserLine text={legalBasis} />
        </Fact>
      </FactList>
      {rule?.unit === 'minute' ? (
        <p className="note warning">{words.period.minutesWarning}</p>
      ) : null}
      <PeriodEvents page={page} events={period.events} zone={period.zone} />
    </section>
  )
}

/** What was done to a period, with the reasons. */
export function PeriodEvents({
  page,
  events,
  zone,
  isOpen = false,
}: {
  readonly page: PageContext
  readonly events: PeriodOut['events']
  readonly zone: string
  /** Unfolded, as on paper. */
  readonly isOpen?: boolean
}) {
  const { words } = page
  if (events.length === 0) return null
  return (
    <details className="events" open={isOpen}>
      <summary>{words.period.events}</summary>
      <ol>
        {events.map((event) => {
          const at = parseIsoUtc(event.at)
          const closesAt = event.closesAt === null ? null : parseIsoUtc(event.closesAt)
          return (
            <li key={`${event.kind}-${event.at}`}>
              <strong>{words.period.eventKinds[event.kind]}</strong>
              {at === null ? null : <span>{` – ${instantText(words, at, zone)}`}</span>}
              {event.ground === null ? null : <p>{words.period.grounds[event.ground]}</p>}
              {closesAt === null ? null : (
                <p>{`${words.period.newClose}: ${closeInstantText(words, closesAt, zone)}`}</p>
              )}
              <UserText text={event.reason} />
            </li>
          )
        })}
      </ol>
    </details>
  )
}
