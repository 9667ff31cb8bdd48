import { setImmediate as endOfTurn } from 'node:timers/promises'
import { failsForAll } from './refusal-error'

/** How many callers wait for a round, or are in one, of all that share the count. */
export interface WaitingCount {
  callers: number
}

interface Round<Item, Value> {
  readonly items: Set<Item>
  readonly values: Promise<ReadonlyMap<Item, Value>>
}

/**
 * Lets many callers share one piece of work. Whoever comes while a round is under way waits for
 * the next one, with all who came meanwhile. Nobody is served by a round that began before they
 * came: what one caller has been told is done is never missing from what another is told
 * afterwards. Only where the database cannot be asked do those who wait hear it with those before
 * them: they would wait as long again to hear the same.
 *
 * @param perform serves all items of a round at once; where it fails, the whole round fails
 * @param most items of one round; those beyond it wait for the one after
 */
export function shareRounds<Item, Value>(
  perform: (items: readonly Item[]) => Promise<ReadonlyMap<Item, Value>>,
  { most = 500, waiting = { callers: 0 } }: { most?: number; waiting?: WaitingCount } = {},
): (item: Item) => Promise<Value | null> {
  let next: Round<Item, Value> | null = null
  let last: Promise<unknown> | null = null

  function nextRound(): Round<Item, Value> {
    const items = new Set<Item>()
    const round = { items, values: serve(items, last) }
    last = round.values
    const forget = () => {
      if (last === round.values) last = null
    }
    round.values.then(forget, forget)
    return round
  }

  async function serve(items: Set<Item>, before: Promise<unknown> | null) {
    try {
      await before
    } catch (error) {
      if (failsForAll(error)) {
        close(items)
        throw error
      }
    }
    // Requests that were read in this turn of the event loop are still on their way here; where a
    // query blocks the loop, as SQLite's do, nobody would ever share a round without it.
    await endOfTurn()
    close(items)
    return perform([...items])
  }

  /** From now on, whoever comes is for the round after. */
  function close(items: Set<Item>): void {
    if (next?.items === items) next = null
  }

  return async (item) => {
    if (next === null || next.items.size >= most) next = nextRound()
    const { items, values } = next
    items.add(item)
    waiting.callers += 1
    try {
      return (await values).get(item) ?? null
    } finally {
      waiting.callers -= 1
    }
  }
}
