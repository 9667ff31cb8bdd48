import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/instant'
import type { Say } from './hooks/use-words'

/**
 * A stretch of time in its largest units; what is less is dropped, so that nothing is said to have
 * lasted longer than it did.
 */
export function durationText(ms: number, say: Say): string {
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  if (days > 0 && hours > 0) return say('evidence.daysAndHours', { days, hours })
  if (days > 0) return say('evidence.days', { n: days })
  if (hours > 0) return say('dashboard.hours', { n: hours })
  const minutes = Math.floor(ms / MINUTE_MS)
  return minutes > 0 ? say('evidence.minutes', { n: minutes }) : say('evidence.underAMinute')
}
