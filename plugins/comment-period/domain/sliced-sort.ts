/** Comparisons between two rests. */
const SLICE = 5_000
const RUN = 256

/**
 * Sorts numbers in slices, so that sorting a million holds up nobody: whoever calls it may do
 * something else at each step. A merge sort; what is equal stays in its order.
 *
 * @returns by its last step, the same numbers in their new order
 */
export function* slicedSort(
  numbers: Uint32Array,
  compare: (one: number, other: number) => number,
): Generator<void, Uint32Array, void> {
  const { length } = numbers
  for (let from = 0; from < length; from += RUN) {
    numbers.subarray(from, from + RUN).sort(compare)
    if (from % (RUN * 4) === 0) yield
  }
  let source: Uint32Array = numbers
  let target: Uint32Array = new Uint32Array(length)
  let steps = 0
  for (let width = RUN; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(from + width, length)
      const end = Math.min(from + 2 * width, length)
      let left = from
      let right = middle
      for (let at = from; at < end; at += 1) {
        const takesLeft =
          left < middle && (right >= end || compare(source[left] ?? 0, source[right] ?? 0) <= 0)
        target[at] = (takesLeft ? source[left] : source[right]) ?? 0
        if (takesLeft) left += 1
        else right += 1
        steps += 1
        if (steps % SLICE === 0) yield
      }
    }
    ;[source, target] = [target, source]
  }
  return source
}
