import type { CellValue, TableColumn, TableWords } from './table-document'

/** Hebrew to extended Arabic with their digits and signs, and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const OTHER_STRETCH = /[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+/g
/** From a letter of these to the last of them before a letter of another script, and more. */
const OWN_STRETCH =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][\P{L}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*/gu
const LETTER = /\p{L}/u
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
/** What belongs to the word beside it, as in an address, a version or the name of a file. */
const OF_A_WORD = /[\w#@/\\+~&=%$-]/

/** A stretch of a text that runs one way. */
export interface DirectedRun {
  readonly text: string
  readonly direction: 'rtl' | 'ltr'
}

/** The text of a cell on paper: numbers in the digits of the language, nothing for `null`. */
export function printedText(value: CellValue, words: TableWords): string {
  if (value === null) return ''
  return typeof value === 'number' ? words.number(value) : value.replace(/\r\n?/g, '\n')
}

/**
 * The shares of the width of a page that columns take, 1 together: as their widths are to one
 * another, but no word of a heading is broken, which are bold and stand between margins.
 */
export function columnShares(columns: readonly TableColumn[]): number[] {
  const needed = columns.map(({ heading, width }) =>
    Math.max(width, ...heading.split(/\s/).map((word) => word.length + 5)),
  )
  const all = needed.reduce((sum, width) => sum + width, 0)
  return needed.map((width) => width / all)
}

/**
 * Which way a paragraph runs that somebody wrote. In a document from right to left a paragraph runs
 * from left to right only where nothing in it is written the other way: Persian sentences often
 * begin with a foreign name. In one from left to right its first letter decides.
 */
export function paragraphDirection(text: string, document: 'rtl' | 'ltr'): 'rtl' | 'ltr' {
  const own = text.search(RIGHT_TO_LEFT)
  if (document === 'rtl') return own < 0 && LETTER_OR_DIGIT.test(text) ? 'ltr' : 'rtl'
  return own >= 0 && own <= text.search(LETTER) ? 'rtl' : 'ltr'
}

/**
 * Splits a line into what runs from right to left and what runs from left to right, which Word
 * wants to be told of each run. Words that run against the paragraph and follow one another are one
 * run, with the digits and signs of theirs; brackets and full stops around them are of the sentence.
 *
 * @param paragraph - which way the paragraph runs
 */
export function directedRuns(line: string, paragraph: 'rtl' | 'ltr'): DirectedRun[] {
  const runs: DirectedRun[] = []
  let done = 0
  const add = (end: number, direction: 'rtl' | 'ltr') => {
    if (end > done) runs.push({ text: line.slice(done, end), direction })
    done = Math.max(done, end)
  }
  for (const { start, end } of paragraph === 'rtl' ? leftToRight(line) : rightToLeft(line)) {
    add(start, paragraph)
    add(end, paragraph === 'rtl' ? 'ltr' : 'rtl')
  }
  add(line.length, paragraph)
  return runs
}

interface Stretch {
  readonly start: number
  readonly end: number
}

function* leftToRight(line: string): Generator<Stretch, void, undefined> {
  for (const { 0: stretch, index } of line.matchAll(OTHER_STRETCH)) {
    let start = stretch.search(LETTER)
    if (start < 0) continue
    while (start > 0 && OF_A_WORD.test(stretch.charAt(start - 1))) start -= 1
    let end = stretch.length
    while (end > start && !LETTER_OR_DIGIT.test(stretch.charAt(end - 1))) end -= 1
    while (end < stretch.length && OF_A_WORD.test(stretch.charAt(end))) end += 1
    yield { start: index + start, end: index + end }
  }
}

function* rightToLeft(line: string): Generator<Stretch, void, undefined> {
  for (const { 0: stretch, index } of line.matchAll(OWN_STRETCH)) {
    let end = stretch.length
    while (!RIGHT_TO_LEFT.test(stretch.charAt(end - 1))) end -= 1
    yield { start: index, end: index + end }
  }
}
