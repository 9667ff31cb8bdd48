import type { CalendarDay } from '../../../domain/calendar-day'
import { readTypedDay } from '../../../domain/typed-day'
import { refuse } from './refusal-error'

/** A day as staff type it, or a refusal that says what is wrong with it. */
export function parseDay(input: string): CalendarDay {
  const parsed = readTypedDay(input)
  return parsed.kind === 'refused' ? refuse(parsed.code) : parsed.day
}
