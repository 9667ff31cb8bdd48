/** What the server's clock says, reckoned from an answer. The client's own may be days off. */
export type ServerClock = () => number

/**
 * Reckons the server's clock from the headers of an answer: `Date`, plus the `Age` that a shared
 * cache adds, plus what has passed since on a clock that nobody can set.
 *
 * @param monotonic milliseconds from any start, such as `performance.now`
 * @param own the client's clock, for a server that does not show its `Date`
 */
export function serverClock(
  headers: Pick<Headers, 'get'>,
  monotonic: () => number,
  own: () => number,
): ServerClock {
  const date = Date.parse(headers.get('Date') ?? '')
  const age = Number(headers.get('Age') ?? 0)
  const answered = Number.isNaN(date) ? own() : date + (age > 0 ? age * 1000 : 0)
  const readAt = monotonic()
  return () => answered + (monotonic() - readAt)
}

export type TimeLeft =
  | { readonly unit: 'day' | 'hour' | 'minute'; readonly count: number; readonly ms: number }
  | { readonly unit: 'over'; readonly ms: 0 }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * What is left until a close, in one unit and never more than is left: 47 hours are one day, 59
 * seconds less than a minute (count 0). At the close itself it is over.
 */
export function timeLeft(closesAt: number, now: number): TimeLeft {
  const ms = closesAt - now
  if (ms <= 0) return { unit: 'over', ms: 0 }
  if (ms >= 2 * DAY) return { unit: 'day', count: Math.floor(ms / DAY), ms }
  if (ms >= 2 * HOUR) return { unit: 'hour', count: Math.floor(ms / HOUR), ms }
  return { unit: 'minute', count: Math.floor(ms / MINUTE), ms }
}

/** Longest wait that timers hold; and no count on the page is older than a minute. */
const LONGEST_WAIT = MINUTE

/** When to look again: at the close, and before that whenever the count changes. */
export function nextLook(left: TimeLeft): number {
  if (left.unit === 'over') return LONGEST_WAIT
  const size = left.unit === 'day' ? DAY : left.unit === 'hour' ? HOUR : MINUTE
  const untilCountFalls = left.ms % size
  return Math.min(untilCountFalls, left.ms, LONGEST_WAIT) + 50
}
