import type { PaceEntry, PaceReading } from '../repositories/paces'

/** Counts what the database has no room for. */
export interface UnstoredCounts {
  /** Raises counters in memory, atop what the database last stored, and answers where they stand. */
  raise(
    entries: readonly PaceEntry[],
    stored: ReadonlyMap<string, PaceReading>,
  ): ReadonlyMap<string, PaceReading>
  /** For when there is room again. */
  forget(): void
}

/** A caller with many networks must not fill the memory in place of the disk. */
const MOST_KEPT = 10_000

export function unstoredCounts(mostKept = MOST_KEPT): UnstoredCounts {
  const kept = new Map<string, { windowAt: number; n: number }>()
  return {
    raise: (entries, stored) =>
      new Map(
        entries.map(({ key, windowS, add }) => {
          const { n: storedN, now } = stored.get(key) ?? { n: 0, now: 0 }
          const windowAt = now - (now % (windowS * 1_000))
          const before = kept.get(key)
          const n = (before?.windowAt === windowAt ? before.n : 0) + add
          kept.delete(key)
          if (kept.size >= mostKept) kept.delete(oldestOf(kept))
          kept.set(key, { windowAt, n })
          return [key, { n: storedN + n, now }] as const
        }),
      ),
    forget: () => {
      kept.clear()
    },
  }
}

/** A map keeps its keys in the order in which they were set. */
function oldestOf(kept: ReadonlyMap<string, unknown>): string {
  const [oldest = ''] = kept.keys()
  return oldest
}
