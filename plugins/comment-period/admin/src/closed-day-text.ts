import type { ClosedDay } from './hooks/use-bodies'
import type { Say } from './hooks/use-words'
import { writtenDate } from './instant-text'
import type { Language } from './translations'

/** A weekday, and from when to when it is a closed one. */
export function closedDayText(
  { weekday, from, to }: ClosedDay,
  say: Say,
  language: Language,
): string {
  const name = say(`weekday.${String(weekday) as '1' | '2' | '3' | '4' | '5' | '6' | '7'}`)
  const since = from == null ? '' : say('bodies.closedFrom', { day: writtenDate(from, language) })
  const until = to == null ? '' : say('bodies.closedTo', { day: writtenDate(to, language) })
  return [name, since, until].filter((part) => part !== '').join(' ')
}
