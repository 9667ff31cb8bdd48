import { canonicalText } from './canonical-text'
import { markerOf, type ClauseMarker } from './clause-markers'
import type { ClauseInput, ClauseKind } from './clauses'
import { isContentsLine, isLetterhead, isPageNumber, isTitleLike } from './document-furniture'

/** One paragraph of a document, or one row of a table in it. */
export interface SourceLine {
  readonly text: string
  /** What the document itself says of the paragraph. Plain text says nothing. */
  readonly role?: 'title' | 'heading' | 'contents' | 'header' | 'footer' | 'footnote' | undefined
  /** The cells of a row; then `text` is not looked at. */
  readonly cells?: readonly string[] | undefined
}

/** What could not be placed in the text, word for word, and why. */
export interface UnplacedText {
  /** The first is 1. Counts lines as {@link divideText} was given them, those broken by hand apart. */
  readonly line: number
  readonly text: string
  readonly reason:
    | 'letterhead'
    | 'before-first-clause'
    | 'closing'
    | 'page-number'
    | 'contents'
    | 'header'
    | 'footer'
    | 'footnote'
}

/** What an editor should look at before taking a clause over. */
export interface ClauseDoubt {
  /** Place of the clause in the list, from 0. */
  readonly index: number
  readonly doubt:
    | 'NUMBER_REPEATED'
    | 'NUMBER_SKIPPED'
    | 'MARKER_UNCLEAR'
    | 'TEXT_EMPTY'
    | 'TABLE'
    | 'CLOSING_BEFORE'
}

export interface DividedText {
  /** Empty where no line looked like one. */
  readonly title: string
  readonly clauses: readonly ClauseInput[]
  readonly doubts: readonly ClauseDoubt[]
  readonly unplaced: readonly UnplacedText[]
}

interface Line {
  readonly number: number
  readonly text: string
  readonly role: SourceLine['role']
  readonly isRow: boolean
  readonly marker: ClauseMarker | null
}

interface OpenClause {
  readonly kind: ClauseKind
  readonly label: string
  heading: string
  readonly text: string[]
}

const CONTROL = /(?![\t\n\r])\p{Cc}/gu
const LONE_SURROGATE = /\p{Surrogate}/gu
const LONGEST_HEADING = 80
const LONGEST_CHAPTER_HEADING = 160
const LONGEST_TITLE = 300
const MOST_HEADING_WORDS = 10

/** «ماده ۵ قانون …», «ماده ۵ این آیین‌نامه …» speak of an article instead of beginning it. */
const REFERENCE =
  /^(?:این|آن|همین|همان|قانون|آیین|آئین|دستور|شیوه|اساسنامه|منشور|لایحه|تصویب|مصوب|ضوابط|بخشنامه|و|تا|الی|از|به|در|با|که|نیز|فوق|مذکور|یاد|اصلاحی|مکرر|ق)(?![\p{L}])/u
/** After these a sentence goes on: what stands before the colon is no heading. */
const GOES_ON =
  /(?:است|هستند|باشد|باشند|شود|شوند|گردد|گردند|دارد|دارند|نماید|نمایند|کند|کنند|زیر|ذیل|از|به|که|را|شرح|قرار)[\s\u200c]*:?$/
const SENTENCE_END = /[.؛;!؟?،]$/
/** «این دستورالعمل در ۱۲ ماده و ۵ تبصره در تاریخ … به تصویب رسید.» */
const CLOSING_FORMULA =
  /^این[\s\u200c][^.]{0,120}?(?:در|مشتمل بر|شامل)[\s\u200c]+\(?(?:\p{Nd}{1,3}|\p{L}+)\)?[\s\u200c]+(?:فصل|ماده|بند|تبصره)/u

/**
 * Divides a text brought in from a document or pasted into title, chapters, articles «ماده», notes
 * «تبصره» and items «بند». Nothing is dropped: every word is in the title, in a clause or in
 * `unplaced`, and what is uncertain carries a doubt for the editor to settle.
 *
 * The words come out in canonical form (see {@link canonicalText}): Arabic yeh and kaf become
 * Persian, invisible direction marks go, runs of spaces become one.
 *
 * @example
 * divideText([{ text: 'ماده ۱ـ هدف …' }, { text: 'تبصره: …' }]).clauses
 * // [{ kind: 'article', label: 'ماده ۱', … }, { kind: 'note', label: 'تبصره', … }]
 */
export function divideText(source: readonly SourceLine[]): DividedText {
  const lines = source.flatMap(linesOf).map((line, index) => ({ ...line, number: index + 1 }))
  const before: Line[] = []
  const unplaced: UnplacedText[] = []
  const clauses: OpenClause[] = []
  const doubts: ClauseDoubt[] = []
  const sequence = clauseSequence()
  let isClosed = false

  for (const [at, line] of lines.entries()) {
    const furniture = furnitureOf(line)
    if (furniture !== null) {
      unplaced.push({ line: line.number, text: line.text, reason: furniture })
      continue
    }
    const marker = acceptedMarker(line, clauses, sequence)
    const last = clauses.at(-1)
    if (marker !== null) {
      const doubt = (what: ClauseDoubt['doubt']) =>
        doubts.push({ index: clauses.length, doubt: what })
      if (!marker.isClosed) doubt('MARKER_UNCLEAR')
      if (isClosed) doubt('CLOSING_BEFORE')
      isClosed = false
      const gap = sequence.take(marker)
      if (gap !== null) doubt(gap)
      if (line.isRow) doubt('TABLE')
      clauses.push(opened(marker, line, lines[at + 1]))
    } else if (last === undefined) {
      before.push(line)
    } else if (isClosed || (last.text.length > 0 && CLOSING_FORMULA.test(line.text))) {
      isClosed = true
      unplaced.push({ line: line.number, text: line.text, reason: 'closing' })
    } else {
      if (line.isRow) doubts.push({ index: clauses.length - 1, doubt: 'TABLE' })
      goOn(last, line)
    }
  }

  const { title, rest } = titleOf(before)
  for (const { number, text } of rest) {
    const reason = isLetterhead(text) ? 'letterhead' : 'before-first-clause'
    unplaced.push({ line: number, text, reason })
  }
  clauses.forEach((clause, index) => {
    if (isEmpty(clause)) doubts.push({ index, doubt: 'TEXT_EMPTY' })
  })
  return {
    title,
    clauses: clauses.map(finished),
    doubts: distinct(doubts),
    unplaced: unplaced.sort((a, b) => a.line - b.line),
  }
}

function linesOf({ text, role, cells }: SourceLine): Omit<Line, 'number'>[] {
  const parts = cells === undefined ? readable(text).split('\n') : [rowText(cells)]
  return parts
    .filter((part) => part !== '')
    .map((part) => ({
      text: part,
      role,
      isRow: cells !== undefined,
      marker: markerOf(part),
    }))
}

/** What no text of a draft may hold is left out here, and not found out when it is saved. */
function readable(text: string): string {
  return canonicalText(text.replace(CONTROL, ' ').replace(LONE_SURROGATE, '\ufffd'), 'fa')
}

/** A row that numbers its first cell is a clause laid out as a table. */
function rowText(cells: readonly string[]): string {
  const filled = cells.map((cell) => readable(cell).replace(/\n+/g, ' ')).filter(Boolean)
  const [first = '', ...others] = filled
  const alone = others.length === 0 ? null : markerOf(`${first} -`)
  const isRowNumber = alone?.kind === 'item' && alone.number !== null
  if (alone?.rest === '' && !isRowNumber) return `${alone.label} - ${others.join(' ')}`
  return filled.join(' | ')
}

function furnitureOf({ text, role }: Line): UnplacedText['reason'] | null {
  if (role === 'header' || role === 'footer' || role === 'footnote' || role === 'contents') {
    return role
  }
  if (isPageNumber(text)) return 'page-number'
  return isContentsLine(text) ? 'contents' : null
}

function acceptedMarker(
  { marker }: Line,
  clauses: readonly OpenClause[],
  sequence: ClauseSequence,
): ClauseMarker | null {
  if (marker === null || marker.isClosed) return marker
  if (REFERENCE.test(marker.rest)) return null
  if (marker.kind === 'note' && marker.number === null) return clauses.length > 0 ? marker : null
  return sequence.expects(marker) ? marker : null
}

function opened(marker: ClauseMarker, line: Line, next: Line | undefined): OpenClause {
  const { kind, label, rest } = marker
  const clause: OpenClause = { kind, label, heading: '', text: [] }
  if (rest === '') return clause
  const bracketed = /^\(([^()]{1,80})\)[\s\u200c]*[-–—ـ:.]*[\s\u200c]*/.exec(rest)
  if (kind !== 'item' && bracketed !== null) {
    const inside = bracketed[1] ?? ''
    // Brackets left open to be filled in hold no heading.
    clause.heading = /[^\s\u200c]/.test(inside) ? inside.trim() : ''
    const words = rest.slice(bracketed[0].length)
    if (words !== '') clause.text.push(words)
  } else if (isHeading(kind, rest, line, next)) {
    clause.heading = rest.endsWith(':') ? rest.slice(0, -1).trimEnd() : rest
  } else {
    clause.text.push(rest)
  }
  return clause
}

function isHeading(kind: ClauseKind, rest: string, line: Line, next: Line | undefined): boolean {
  if (kind === 'chapter') return rest.length <= LONGEST_CHAPTER_HEADING
  if (kind === 'item' || line.isRow) return false
  const isFollowedByWords = next !== undefined && next.marker === null && furnitureOf(next) === null
  if (!isFollowedByWords || next.text.startsWith('•') || rest.length > LONGEST_HEADING) return false
  if (SENTENCE_END.test(rest) || GOES_ON.test(rest)) return false
  return line.role === 'heading' || rest.split(/\s+/).length <= MOST_HEADING_WORDS
}

function goOn(clause: OpenClause, line: Line): void {
  const isChapterHeading =
    clause.kind === 'chapter' &&
    clause.heading === '' &&
    clause.text.length === 0 &&
    line.text.length <= LONGEST_CHAPTER_HEADING &&
    !SENTENCE_END.test(line.text)
  if (isChapterHeading) clause.heading = line.text
  else clause.text.push(line.text)
}

function isEmpty({ kind, heading, text }: OpenClause): boolean {
  return kind !== 'chapter' && heading === '' && text.length === 0
}

/** A clause of nothing but a heading is one whose short text looked like it. */
function finished({ kind, label, heading, text }: OpenClause): ClauseInput {
  const isTextAlone = kind !== 'chapter' && text.length === 0
  return {
    kind,
    label,
    heading: isTextAlone ? '' : heading,
    text: isTextAlone ? heading : text.join('\n'),
  }
}

/** The title among the lines before the first clause, and what else stands there. */
function titleOf(before: readonly Line[]): { title: string; rest: readonly Line[] } {
  const candidates = before.filter(
    ({ text, isRow }) => !isRow && !isLetterhead(text) && text.length <= LONGEST_TITLE,
  )
  const marked = candidates.filter(({ role }) => role === 'title')
  const one =
    candidates.find(({ text }) => isTitleLike(text)) ??
    candidates.find(({ role }) => role === 'heading') ??
    candidates.find(({ text }) => !SENTENCE_END.test(text))
  const chosen = marked.length > 0 ? marked : one === undefined ? [] : [one]
  return {
    title: chosen.map(({ text }) => text).join(' '),
    rest: before.filter((line) => !chosen.includes(line)),
  }
}

interface ClauseSequence {
  /** Whether a marker that nothing closes is at least the next in order. */
  expects(marker: ClauseMarker): boolean
  /** Takes the place of a marker, and tells what is odd about it. */
  take(marker: ClauseMarker): 'NUMBER_REPEATED' | 'NUMBER_SKIPPED' | null
}

/** Follows the numbers of chapters, articles and notes. Items are numbered in too many ways. */
function clauseSequence(): ClauseSequence {
  const last: Record<ClauseKind, number> = { chapter: 0, article: 0, note: 0, item: 0 }
  let isChapterFresh = false
  const startsOver = ({ kind, number }: ClauseMarker) =>
    number === 1 && (kind === 'chapter' || (kind === 'article' && isChapterFresh))
  return {
    expects: ({ kind, number }) => number !== null && number === last[kind] + 1,
    take(marker) {
      const { kind, number } = marker
      const previous = last[kind]
      const isFresh = startsOver(marker)
      if (kind === 'chapter') isChapterFresh = true
      if (kind === 'article') isChapterFresh = false
      if (kind === 'chapter' || kind === 'article') last.note = 0
      if (number === null || kind === 'item') return null
      last[kind] = number
      if (isFresh || number === previous + 1) return null
      // «مواد ۵ تا ۷» goes from where the last one ended to its own end.
      if (marker.label.startsWith('مواد') && number > previous) return null
      return number <= previous ? 'NUMBER_REPEATED' : 'NUMBER_SKIPPED'
    },
  }
}

function distinct(doubts: readonly ClauseDoubt[]): readonly ClauseDoubt[] {
  const seen = new Set<string>()
  return [...doubts]
    .sort((a, b) => a.index - b.index)
    .filter(({ index, doubt }) => {
      const key = `${String(index)} ${doubt}`
      return seen.has(key) ? false : Boolean(seen.add(key))
    })
}
