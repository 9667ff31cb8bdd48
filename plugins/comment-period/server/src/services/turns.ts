/**
 * Lets only so many pieces of work go on at a time; the others wait in the order in which they
 * came. For work that takes memory or processor time which a caller can choose.
 */
export function inTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let going = 0
  return async (work) => {
    if (going >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else going += 1
    try {
      return await work()
    } finally {
      // Whoever is next takes this place over, so that nobody slips in between.
      const next = waiting.shift()
      if (next === undefined) going -= 1
      else next()
    }
  }
}
