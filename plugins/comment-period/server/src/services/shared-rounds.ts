import { setImmediate as endOfTurn } from 'node:timers/promises'

export interface RoundOptions {
  /** Items of one round; those beyond it wait for the one after. */
  readonly most?: number
  /**
   * Whether a round waits for those who were read in the same turn of the event loop and are still
   * on their way. Where the work blocks the loop, as SQLite does, nobody else would ever share it.
   */
  readonly gather?: boolean
}

/**
 * Lets many callers share one piece of work. Whoever comes while a round is under way waits for
 * the next one, with all who came meanwhile. Nobody is served by a round that began before they
 * came: what one caller has been told is done is never missing from what another is told
 * afterwards.
 *
 * @param perform serves all items of a round at once; where it fails, the whole round fails
 */
export function shareRounds<Item, Value>(
  perform: (items: readonly Item[]) => Promise<ReadonlyMap<Item, Value>>,
  { most = 500, gather = false }: RoundOptions = {},
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
      if (gather) await endOfTurn()
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
