import { addDays } from '../../../../domain/calendar-day'
import { formatCalendar, type CalendarEvent } from '../../../../domain/icalendar'
import { parseIsoUtc } from '../../../../domain/instant'
import { entryText, pageOfDraft, pageOfList, type FeedContext, type FeedEntry } from './feed-entry'

/**
 * The last days of comment periods as a calendar. A period of whole days is an event of its last
 * day: the midnight at which it closes would stand under the day after.
 */
export function deadlineCalendar(context: FeedContext, entries: readonly FeedEntry[]): string {
  const { words } = context
  return formatCalendar({
    name: words.drafts.calendar,
    language: words.language,
    url: pageOfList(context),
    events: entries.flatMap((entry) => eventOf(context, entry) ?? []),
  })
}

function eventOf(context: FeedContext, entry: FeedEntry): CalendarEvent | null {
  const { words } = context
  const { draft } = entry
  const { closesAt, lastDayOn, phase } = draft.period
  const at = closesAt === null ? null : parseIsoUtc(closesAt)
  if (at === null) return null
  const text = entryText(context, draft)
  const url = pageOfDraft(context, draft)
  return {
    uid: entry.uuid,
    sequence: entry.changes,
    createdAt: entry.firstOpenedAt,
    changedAt: entry.changedAt,
    when:
      lastDayOn === null
        ? { kind: 'instant', at }
        : { kind: 'day', on: lastDayOn, dayAfter: addDays(lastDayOn, 1) },
    state: stateOf(phase),
    summary: words.drafts.deadlineOf(draft.title),
    description: phase === 'suspended' ? `${words.period.suspendedNote}\n${text}` : text,
    categories: [draft.body.name, draft.kind.name],
    url,
  }
}

function stateOf(phase: string): CalendarEvent['state'] {
  if (phase === 'withdrawn') return 'cancelled'
  return phase === 'suspended' ? 'tentative' : 'confirmed'
}
