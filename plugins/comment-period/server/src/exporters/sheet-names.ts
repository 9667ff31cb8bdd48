/** In UTF-16 units; Excel repairs a workbook with a longer name, and drops the sheet. */
const LONGEST_NAME = 31
/** What Excel forbids in the name of a sheet, and what nobody could see or type. */
const FORBIDDEN = /[\\/?*:[\]\p{Cc}\p{Surrogate}\u2028\u2029\ufffe\uffff]+/gu

/** The names of the sheets over which one table runs, each taken when it is first wanted. */
export class SheetSeries {
  readonly #names: SheetNames
  readonly #wanted: string
  readonly #continued: (part: number) => string
  readonly #given: string[]

  /** @param continued - said of a further sheet in its name, counted from 2 */
  constructor(names: SheetNames, wanted: string, continued: (part: number) => string) {
    this.#names = names
    this.#wanted = wanted
    this.#continued = continued
    this.#given = [names.take(wanted)]
  }

  /** @param part - counted from 1 */
  nameOf(part: number): string {
    for (let next = this.#given.length + 1; next <= part; next += 1) {
      this.#given.push(this.#names.take(this.#wanted, ` (${this.#continued(next)})`))
    }
    return this.#given[part - 1] ?? ''
  }
}

/** Gives out the names of the sheets of one workbook. */
export class SheetNames {
  readonly #taken = new Set<string>()

  /**
   * A name that Excel accepts, as near to the wanted one as may be: 1 to 31 UTF-16 units, none of
   * `\ / ? * : [ ]`, no apostrophe at either end, not `History`, and not that of another sheet in
   * capitals or small letters. Where room is wanted it is the end of the name that goes, never the
   * suffix.
   */
  take(wanted: string, suffix = ''): string {
    const plain = wanted.replace(FORBIDDEN, ' ').trim()
    for (let turn = 1; ; turn += 1) {
      const end = turn === 1 ? suffix : `${suffix} (${turn})`
      const name = shortened(plain, LONGEST_NAME - end.length) + end
      if (this.#claim(name)) return name
    }
  }

  #claim(name: string): boolean {
    const key = name.normalize('NFKC').toLowerCase()
    if (name === '' || key === 'history' || this.#taken.has(key)) return false
    this.#taken.add(key)
    return true
  }
}

function shortened(name: string, room: number): string {
  const cut = name.slice(0, Math.max(room, 0)).replace(/[\ud800-\udbff]$/, '')
  return cut
    .replace(/^'+/, '')
    .replace(/(?<!')'+$/, '')
    .trim()
}
