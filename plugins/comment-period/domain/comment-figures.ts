import { addDays, dayOf, type CalendarDay } from './calendar-day'
import type { Instant } from './instant'

/** So many comments alike. */
export interface Counted {
  readonly n: number
}

export interface Share<Key extends string> {
  readonly key: Key
  readonly n: number
}

/**
 * How many there are of each key, the most frequent first.
 *
 * @example tally([{ type: 'opinion', n: 2 }, { type: 'request', n: 3 }], ({ type }) => type)
 * // [{ key: 'request', n: 3 }, { key: 'opinion', n: 2 }]
 */
export function tally<Row extends Counted, Key extends string>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key | null,
): Share<Key>[] {
  const counts = new Map<Key, number>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + row.n)
  }
  return [...counts]
    .map(([key, n]) => ({ key, n }))
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
}

/** How many came in on each day from the first to the last, those without any included. */
export function perDay(
  buckets: readonly (Counted & { readonly from: Instant })[],
  { since, now, zone }: { since: Instant; now: Instant; zone: string },
): { day: CalendarDay; n: number }[] {
  const counts = new Map(
    tally(buckets, ({ from }) => dayOf(from, zone)).map(({ key, n }) => [key, n]),
  )
  const days: { day: CalendarDay; n: number }[] = []
  const last = dayOf(now, zone)
  for (let day = dayOf(since, zone); day <= last; day = addDays(day, 1)) {
    days.push({ day, n: counts.get(day) ?? 0 })
  }
  return days
}

/**
 * The value that a part of all does not exceed, by the nearest rank.
 *
 * @param sorted in ascending order
 * @param part more than 0, at most 1
 * @returns `null` of none
 */
export function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.ceil(sorted.length * part) - 1] ?? null
}
