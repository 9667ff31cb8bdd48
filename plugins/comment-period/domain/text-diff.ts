/** A stretch of words that stands in both texts, or in one of them. */
export interface TextRun {
  readonly op: 'same' | 'removed' | 'added'
  readonly text: string
}

/**
 * How much comparing one answer may cost, in steps of the comparison. Once it is used up, what is
 * left is told as one removed and one added run.
 */
export interface DiffBudget {
  steps: number
}

/** A second of work on a slow machine; two statutes that share every other word take a tenth. */
export function diffBudget(): DiffBudget {
  return { steps: 20_000_000 }
}

/**
 * A word, a punctuation mark, or white space; none of them ends within a grapheme. Number signs of
 * Arabic script and their like belong to what follows them, marks and ZWNJ to what stands before
 * them; ‼ ⁉ 〰 〽 may begin an emoji of several characters.
 */
const TOKEN =
  /(?:[^\s\p{P}]|[\u203c\u2049\u3030\u303d]|(?<=[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}])(?![\u203c\u2049\u3030\u303d])[\s\p{P}])+|\s+(?:\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|\uff9e|\uff9f|[\u{e0020}-\u{e007f}])*|\p{P}(?:\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|\uff9e|\uff9f|[\u{e0020}-\u{e007f}])*/gu

/**
 * Cuts a text into words, punctuation marks and white space. A ZWNJ stays within its word, a
 * combining mark with its letter; joined again, the pieces are the text.
 *
 * @example
 * wordsOf('می‌شود، بله') // ['می‌شود', '،', ' ', 'بله']
 */
export function wordsOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? []
}

/**
 * Compares two texts word by word. All `same` and `removed` runs in their order are the old text,
 * letter by letter; all `same` and `added` ones the new. Not always the shortest comparison there
 * is: between texts that share little, and once the budget is used up, it is a coarser one.
 *
 * @param budget shared by the comparisons of one answer
 */
export function diffTexts(
  before: string,
  after: string,
  budget: DiffBudget = diffBudget(),
): readonly TextRun[] {
  if (before === after) return before === '' ? [] : [{ op: 'same', text: before }]
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  const shortest = Math.min(old.length, fresh.length)
  let start = 0
  while (start < shortest && old[start] === fresh[start]) start += 1
  let end = 0
  while (end < shortest - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1
  const [from, to] = numbered(
    old.slice(start, old.length - end),
    fresh.slice(start, fresh.length - end),
  )
  const script: Step[] = [
    { op: 'same', count: start },
    ...shortestScript(from, to, budget),
    { op: 'same', count: end },
  ]
  return readable(runsOf(script, old, fresh))
}

interface Step {
  readonly op: TextRun['op']
  readonly count: number
}

/** Words by number: comparing numbers costs the same however long the words are. */
function numbered(...texts: [readonly string[], readonly string[]]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>()
  const [from, to] = texts.map((words) =>
    Int32Array.from(words, (word) => {
      const number = numbers.get(word) ?? numbers.size
      numbers.set(word, number)
      return number
    }),
  )
  return [from ?? new Int32Array(), to ?? new Int32Array()]
}

/** Edits looked for at once: memory grows with its square, time with it times the words. */
const EDITS_AT_ONCE = 256

/**
 * Myers' greedy comparison, in stretches: where two stretches differ by more than so many edits,
 * it goes as far as those reach and begins anew from there. Neither time nor memory grows with
 * the square of the texts.
 */
function shortestScript(from: Int32Array, to: Int32Array, budget: DiffBudget): Step[] {
  const script: Step[] = []
  let [x, y] = [0, 0]
  while (x < from.length && y < to.length && budget.steps > 0) {
    const stretch = nextStretch(from, to, x, y, budget)
    script.push(...stretch.script)
    ;[x, y] = [stretch.x, stretch.y]
  }
  script.push({ op: 'removed', count: from.length - x }, { op: 'added', count: to.length - y })
  return script
}

/** The cheapest way to the end of both texts, or as far as the edits reach. */
function nextStretch(
  from: Int32Array,
  to: Int32Array,
  fromX: number,
  fromY: number,
  budget: DiffBudget,
): { script: Step[]; x: number; y: number } {
  const [width, height] = [from.length - fromX, to.length - fromY]
  const middle = EDITS_AT_ONCE + 1
  // For each diagonal x − y the furthest x reached; one copy for each number of edits, to go back by.
  const furthest = new Int32Array(2 * EDITS_AT_ONCE + 3)
  const trail: Int32Array[] = []
  let best = { x: 0, y: 0 }
  for (let edits = 0; edits <= EDITS_AT_ONCE; edits += 1) {
    trail.push(furthest.slice(middle - edits - 1, middle + edits + 2))
    best = { x: 0, y: 0 }
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = firstX(furthest, middle + diagonal, edits, diagonal)
      let y = x - diagonal
      if (x > width || y > height) {
        // Beyond a text's end: no way leads on from here, and no other may be judged by it.
        furthest[middle + diagonal] = x
        continue
      }
      budget.steps -= 1
      while (x < width && y < height && from[fromX + x] === to[fromY + y]) {
        x += 1
        y += 1
        budget.steps -= 1
      }
      furthest[middle + diagonal] = x
      if (x + y > best.x + best.y) best = { x, y }
      if (x === width && y === height) return stretchTo(trail, { x, y }, edits)
    }
  }
  return stretchTo(trail, best, EDITS_AT_ONCE)

  function stretchTo(ways: readonly Int32Array[], end: { x: number; y: number }, edits: number) {
    return { script: wayTo(ways, end, edits), x: fromX + end.x, y: fromY + end.y }
  }
}

/** Where a diagonal is entered with one edit more: from below (a word removed) or from the left. */
function firstX(furthest: Int32Array, at: number, edits: number, diagonal: number): number {
  if (edits === 0) return 0
  const [below = 0, above = 0] = [furthest[at - 1], furthest[at + 1]]
  if (diagonal === -edits) return above
  if (diagonal === edits) return below + 1
  return below < above ? above : below + 1
}

function wayTo(trail: readonly Int32Array[], end: { x: number; y: number }, edits: number): Step[] {
  const backwards: Step[] = []
  let { x, y } = end
  for (let left = edits; left > 0; left -= 1) {
    const before = trail[left] ?? new Int32Array()
    const diagonal = x - y
    const at = diagonal + left + 1
    const enteredAt = firstX(before, at, left, diagonal)
    backwards.push({ op: 'same', count: x - enteredAt })
    const [below = 0, above = 0] = [before[at - 1], before[at + 1]]
    const added = diagonal === -left || (diagonal !== left && below < above)
    backwards.push({ op: added ? 'added' : 'removed', count: 1 })
    x = added ? enteredAt : enteredAt - 1
    y = x - (added ? diagonal + 1 : diagonal - 1)
  }
  backwards.push({ op: 'same', count: x })
  return backwards.reverse()
}

/** The steps as texts: neighbours joined, what was removed before what came in its place. */
function runsOf(
  script: readonly Step[],
  old: readonly string[],
  fresh: readonly string[],
): TextRun[] {
  const runs: TextRun[] = []
  let [x, y] = [0, 0]
  let change = { removed: '', added: '' }
  const tellChange = () => {
    if (change.removed !== '') runs.push({ op: 'removed', text: change.removed })
    if (change.added !== '') runs.push({ op: 'added', text: change.added })
    change = { removed: '', added: '' }
  }
  for (const { op, count } of script) {
    if (count === 0) continue
    if (op === 'removed') {
      change.removed += old.slice(x, x + count).join('')
    } else if (op === 'added') {
      change.added += fresh.slice(y, y + count).join('')
    } else {
      tellChange()
      const text = old.slice(x, x + count).join('')
      const last = runs.at(-1)
      if (last?.op === 'same') runs[runs.length - 1] = { op, text: last.text + text }
      else runs.push({ op, text })
    }
    if (op !== 'added') x += count
    if (op !== 'removed') y += count
  }
  tellChange()
  return runs
}

/**
 * Joins replacements that only white space divides: a sentence that was put in another's place
 * reads as one change, not as a change at every word.
 */
function readable(runs: readonly TextRun[]): readonly TextRun[] {
  const joined: TextRun[] = []
  for (let at = 0; at < runs.length; at += 1) {
    const [run, removed, added] = [runs[at], runs[at + 1], runs[at + 2]]
    if (run === undefined) break
    const [previousRemoved, previousAdded] = joined.slice(-2)
    if (
      run.op === 'same' &&
      run.text.trim() === '' &&
      previousRemoved?.op === 'removed' &&
      previousAdded?.op === 'added' &&
      removed?.op === 'removed' &&
      added?.op === 'added'
    ) {
      joined.splice(
        -2,
        2,
        { op: 'removed', text: previousRemoved.text + run.text + removed.text },
        { op: 'added', text: previousAdded.text + run.text + added.text },
      )
      at += 2
    } else {
      joined.push(run)
    }
  }
  return joined
}
