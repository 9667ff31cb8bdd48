import { PACE_WINDOWS_S, type PaceCounts, type PaceWindow } from '../../../domain/pace'
import type { Instant } from '../../../domain/instant'
import { isStorageFull } from '../database/guards/guard-refusal'
import { raisePaces, readPaces, type PaceEntry, type PaceReading } from '../repositories/paces'
import type { Db } from '../strapi-types'
import { shareRounds, type WaitingCount } from './shared-rounds'
import { unstoredCounts } from './unstored-counts'

/** What is counted: comments that are filed, and tracking codes that are guessed. */
export type Paced = 'comment' | 'guess'

export interface PaceRequest<Window extends PaceWindow> {
  readonly paced: Paced
  /** The opaque name of a network: `networkOf`. */
  readonly network: string
  readonly windows: readonly Window[]
}

export interface PaceAnswer<Window extends PaceWindow> {
  readonly counts: PaceCounts<Window>
  /** The database's clock when it was counted. */
  readonly now: Instant
}

/** Counts by the network what comes from it, for all nodes of the database. */
export interface PaceBook {
  /** Counts one more, or `by` more, and answers where the counters then stand. */
  raise<Window extends PaceWindow>(
    request: PaceRequest<Window>,
    by?: number,
  ): Promise<PaceAnswer<Window>>
  /** Where the counters stand. */
  read<Window extends PaceWindow>(request: PaceRequest<Window>): Promise<PaceAnswer<Window>>
}

interface Asked extends PaceRequest<PaceWindow> {
  readonly by: number
}

type Ask = (db: Db, entries: readonly PaceEntry[]) => Promise<ReadonlyMap<string, PaceReading>>

/**
 * @param afterRound is called with the database's clock after each counting, while those who share
 *   the round still wait
 */
export function paceBook(
  db: Db,
  waiting: WaitingCount,
  afterRound: (now: Instant) => Promise<void>,
): PaceBook {
  const raiseEntries = raisingWithoutRoom()
  const raise = shareRounds(
    async (asked: readonly Asked[]) => {
      const answers = await answered(db, asked, raiseEntries)
      const [first] = answers.values()
      if (first !== undefined) await afterRound(first.now)
      return answers
    },
    { most: MOST_AT_ONCE, waiting },
  )
  const read = shareRounds((asked: readonly Asked[]) => answered(db, asked, readPaces), {
    most: MOST_AT_ONCE,
    waiting,
  })
  const of = async (asked: Promise<PaceAnswer<PaceWindow> | null>) =>
    (await asked) ?? neverMissing()
  return {
    raise: (request, by = 1) => of(raise({ ...request, by })),
    read: (request) => of(read({ ...request, by: 0 })),
  }
}

/** With three counters each: below the number of parameters that either database takes. */
const MOST_AT_ONCE = 200

/**
 * A full database still answers who looks a response up or asks for a receipt again, and neither
 * may fail because it could not be counted: this process then counts on, atop what is stored.
 */
function raisingWithoutRoom(): Ask {
  const unstored = unstoredCounts()
  return async (db, entries) => {
    try {
      const readings = await raisePaces(db, entries)
      unstored.forget()
      return readings
    } catch (error) {
      if (!isStorageFull(error)) throw error
      return unstored.raise(entries, await readPaces(db, entries))
    }
  }
}

/** Everyone who shares a round is given the number that is theirs, in the order in which they came. */
async function answered(
  db: Db,
  asked: readonly Asked[],
  ask: Ask,
): Promise<ReadonlyMap<Asked, PaceAnswer<PaceWindow>>> {
  const entries = new Map<string, PaceEntry>()
  for (const each of asked) {
    for (const window of each.windows) {
      const key = keyOf(each, window)
      const add = (entries.get(key)?.add ?? 0) + each.by
      entries.set(key, { key, windowS: PACE_WINDOWS_S[window], add })
    }
  }
  const readings = await ask(db, [...entries.values()])
  const given = new Map(
    [...entries.values()].map(({ key, add }) => [key, (readings.get(key)?.n ?? 0) - add]),
  )
  return new Map(
    asked.map((each) => {
      const counts = each.windows.map((window) => {
        const key = keyOf(each, window)
        const n = (given.get(key) ?? 0) + each.by
        given.set(key, n)
        return [window, n] as const
      })
      const [window] = each.windows
      const now = window === undefined ? 0 : (readings.get(keyOf(each, window))?.now ?? 0)
      return [each, { counts: Object.fromEntries(counts) as PaceCounts<PaceWindow>, now }]
    }),
  )
}

function keyOf({ paced, network }: Asked, window: PaceWindow): string {
  return `${paced}|${String(PACE_WINDOWS_S[window])}|${network}`
}

function neverMissing(): never {
  throw new Error('comment-period: a round of counting left out one who shared it')
}
