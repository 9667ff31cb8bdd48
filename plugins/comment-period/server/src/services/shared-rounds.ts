import { setImmediate as endOfTurn } from 'node:timers/promises'

/**
 * Lets many callers share one piece of work. Whoever comes while a round is under way waits for
 * the next one, with all who came meanwhile. Nobody is served by a round that began before they
 * came: what one caller has been told is done is never missing from what another is told
 * afterwards.
 *
 * @param perform serves all items of a round at once; where it fails, the whole round fails
 * @param most items of one round; those beyond it wait for the one after
 */
export function shareRounds<Item, Value>(
  perform: (items: readonly Item[]) => Promise<ReadonlyMap<Item, Value>>,
  most = 500,
): (item: Item) => Promise<Value | null> {
  interface Round {
    readonly items: Set<Item>
    readonly values: Promise<ReadonlyMap<Item, Value>>
  }
  let waiting: Round | null = null
  let last: Promise<unknown> = Promise.resolve()

  function nextRound(): Round {
    const items = new Set<Item>()
    const begin = async () => {
      // Requests that were read in this turn of the event loop are still on their way here.
      await endOfTurn()
      if (waiting?.items === items) waiting = null
      return perform([...items])
    }
    // A failed round is reported to those who shared it; the next one begins all the same.
    const values = last.then(begin, begin)
    last = values
    return { items, values }
  }

  return async (item) => {
    if (waiting === null || waiting.items.size >= most) waiting = nextRound()
    const { items, values } = waiting
    items.add(item)
    return (await values).get(item) ?? null
  }
}
