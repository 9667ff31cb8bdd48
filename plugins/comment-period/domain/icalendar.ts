import { toIsoUtc, type Instant } from './instant'
import type { CalendarDay } from './calendar-day'

/** An event of a calendar (RFC 5545, 3.6.1). */
export interface CalendarEvent {
  /** Never changes, and belongs to no other event anywhere. */
  readonly uid: string
  /** Rises with every change. */
  readonly sequence: number
  readonly createdAt: Instant
  readonly changedAt: Instant
  /** A whole day with the day after it, or an instant. */
  readonly when:
    | { readonly kind: 'day'; readonly on: CalendarDay; readonly dayAfter: CalendarDay }
    | { readonly kind: 'instant'; readonly at: Instant }
  readonly state: 'confirmed' | 'tentative' | 'cancelled'
  readonly summary: string
  readonly description: string
  readonly categories: readonly string[]
  readonly url: string
}

export interface Calendar {
  readonly name: string
  /** BCP 47, of every text in it. */
  readonly language: string
  readonly url: string
  readonly events: readonly CalendarEvent[]
}

/**
 * A calendar as a file (RFC 5545; its name and refreshing after RFC 7986). It holds no clock: the
 * stamps are those of the events, so that it is the same until one of them changes.
 */
export function formatCalendar({ name, language, url, events }: Calendar): string {
  const texts = (property: string, value: string) =>
    line(`${property};LANGUAGE=${language}`, escapeText(value))
  return [
    line('BEGIN', 'VCALENDAR'),
    line('VERSION', '2.0'),
    line('PRODID', '-//comment-period//deadlines//FA'),
    line('CALSCALE', 'GREGORIAN'),
    line('METHOD', 'PUBLISH'),
    texts('NAME', name),
    texts('X-WR-CALNAME', name),
    line('URL', url),
    line('REFRESH-INTERVAL;VALUE=DURATION', 'PT1H'),
    line('X-PUBLISHED-TTL', 'PT1H'),
    ...events.flatMap((event) => [
      line('BEGIN', 'VEVENT'),
      line('UID', escapeText(event.uid)),
      line('SEQUENCE', String(event.sequence)),
      line('DTSTAMP', utc(event.changedAt)),
      line('CREATED', utc(event.createdAt)),
      line('LAST-MODIFIED', utc(event.changedAt)),
      ...whenLines(event.when),
      line('STATUS', event.state.toUpperCase()),
      line('TRANSP', 'TRANSPARENT'),
      texts('SUMMARY', event.summary),
      texts('DESCRIPTION', event.description),
      ...(event.categories.length === 0
        ? []
        : [line(`CATEGORIES;LANGUAGE=${language}`, event.categories.map(escapeText).join(','))]),
      line('URL', event.url),
      line('END', 'VEVENT'),
    ]),
    line('END', 'VCALENDAR'),
  ].join('')
}

function whenLines(when: CalendarEvent['when']): string[] {
  if (when.kind === 'instant') return [line('DTSTART', utc(when.at))]
  return [
    line('DTSTART;VALUE=DATE', when.on.replaceAll('-', '')),
    line('DTEND;VALUE=DATE', when.dayAfter.replaceAll('-', '')),
  ]
}

function utc(instant: Instant): string {
  return toIsoUtc(instant).replace(/[-:]|\.\d+/g, '')
}

/**
 * A value of type TEXT (3.3.11). Control characters other than a line break have no place in one.
 *
 * @example escapeText('ماده ۱؛ بند الف, ب') // 'ماده ۱؛ بند الف\\, ب'
 */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** Octets of a line without its break (3.1). */
const LONGEST_LINE = 75

/**
 * A content line, folded by octets as the standard counts them, and never within a letter: a line
 * of Persian has half as many letters as octets.
 */
function line(property: string, value: string): string {
  let folded = ''
  let octets = 0
  for (const letter of `${property}:${value}`) {
    const more = octetsOf(letter)
    if (octets + more > LONGEST_LINE) {
      folded += '\r\n '
      octets = 1
    }
    folded += letter
    octets += more
  }
  return `${folded}\r\n`
}

/** Of a code point in UTF-8; half a surrogate pair becomes U+FFFD there. */
function octetsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x1_0000 ? 3 : 4
}
