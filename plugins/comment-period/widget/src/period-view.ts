import type { IssuanceOut } from '../../contracts/drafts'
import type { PeriodOut } from '../../contracts/period'
import { element, facts } from './element'
import type { Speech } from './phrases'
import { nextLook, timeLeft, type ServerClock } from './server-time'

/** A day or, for a close within a day, an instant; marked up so that programs read it. */
export function timeElement(speech: Speech, iso: string, zone: string, form: 'day' | 'instant') {
  return element('time', { datetime: iso }, speech[form](Date.parse(iso), zone))
}

/** When the period ends, in words; `null` where there is no close. */
export function closeText(speech: Speech, { closesAt, lastDayOn, zone }: PeriodOut): string | null {
  if (closesAt === null) return null
  const close = Date.parse(closesAt)
  return lastDayOn === null
    ? speech.say('untilInstant', { instant: speech.instant(close, zone) })
    : // The close is the first instant of the day after; the last day is the one before it.
      speech.say('untilDay', { day: speech.day(close - 1, zone) })
}

/** Where a docket stands. What follows from its phase is said beside it, never by colour alone. */
export function phaseBadge(speech: Speech, { phase }: PeriodOut): HTMLElement {
  return element('span', { class: `badge ${phase}`, part: 'phase' }, speech.sayOf('phase', phase))
}

/**
 * The time left, reckoned anew until the close comes.
 *
 * @param onClose called once, when the close has come by the server's clock
 */
export function timeLeftView(
  speech: Speech,
  closesAt: string,
  clock: ServerClock,
  signal: AbortSignal,
  onClose: () => void,
): HTMLElement {
  const view = element('strong', { class: 'left', part: 'time-left' })
  const close = Date.parse(closesAt)
  let timer = 0
  const look = (): void => {
    const left = timeLeft(close, clock())
    if (left.unit === 'over') {
      view.textContent = speech.say('left.over')
      onClose()
      return
    }
    view.textContent =
      left.unit === 'minute' && left.count === 0
        ? speech.say('left.soon')
        : speech.sayOf('left', left.unit, { n: left.count })
    timer = window.setTimeout(look, nextLook(left))
  }
  look()
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
  })
  return view
}

/** What happened to the period, each with its reason. */
export function eventsView(speech: Speech, { events, zone }: PeriodOut): HTMLElement | null {
  if (events.length === 0) return null
  return element(
    'details',
    { class: 'fold' },
    element('summary', {}, speech.say('events')),
    element(
      'ol',
      { class: 'events' },
      ...events.map(({ kind, at, closesAt, reason }) =>
        element(
          'li',
          {},
          element('b', {}, speech.sayOf('event', kind)),
          ' · ',
          timeElement(speech, at, zone, 'day'),
          closesAt === null
            ? null
            : ` · ${speech.say('untilDay', { day: speech.day(Date.parse(closesAt) - 1, zone) })}`,
          element('p', { dir: 'auto' }, reason),
        ),
      ),
    ),
  )
}

/** What was issued, when, and under which letter. */
export function issuanceView(speech: Speech, issuance: IssuanceOut, zone: string): HTMLElement {
  const { terminalAct, issuedAt, letterNumber, letterOn, destinationAuthority } = issuance
  const letter =
    letterNumber === null
      ? null
      : element(
          'bdi',
          {},
          letterOn === null ? letterNumber : `${letterNumber} (${letterDay(speech, letterOn)})`,
        )
  return element(
    'div',
    { class: 'notice' },
    element(
      'p',
      {},
      speech.sayOf('act', terminalAct, { day: speech.day(Date.parse(issuedAt), zone) }),
    ),
    facts([
      [speech.say('letter'), letter],
      [speech.say('toAuthority'), destinationAuthority],
    ]),
  )
}

/** A day without an hour belongs to no zone: noon in Greenwich lies within it. */
function letterDay(speech: Speech, isoDay: string): string {
  return speech.day(Date.parse(`${isoDay}T12:00:00Z`), 'UTC')
}
