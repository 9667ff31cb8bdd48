import type { ClauseKind } from './clauses'
import { toLatinDigits, toPersianDigits } from './digits'
import { ordinalAtStart } from './persian-ordinals'

/** What a line says of itself before its words begin: «ماده ۵ مکرر ـ», «تبصره:», «الف)». */
export interface ClauseMarker {
  readonly kind: ClauseKind
  /** As the clause will be labelled: «ماده ۵ مکرر», «تبصره», «بند الف». */
  readonly label: string
  /** Its place among its siblings, for noticing gaps; `null` where the marker gives none. */
  readonly number: number | null
  /** The line without its marker. */
  readonly rest: string
  /**
   * Whether a dash, a colon, a bracket or the end of the line closes the marker. Without one,
   * «ماده ۵ قانون کار» is more likely a reference than a fifth article.
   */
  readonly isClosed: boolean
}

interface NumberRead {
  readonly label: string
  readonly number: number | null
  readonly rest: string
}

/** Letters may stand apart: «م ا د ه». Old texts write ezafe after the heh. */
const ARTICLE_WORD =
  /^م ?ا ?د ?ه(?:\u200c?ی|[ٔء])?(?=[^\p{L}]|$|(?:واحده|اول|یکم|دوم|سوم)(?!\p{L}))/u
const ARTICLES_WORD = /^مواد(?=[^\p{L}])/u
const NOTE_WORD = /^ت ?ب ?ص ?ر ?ه(?:\u200c?ی|[ٔء])?(?=[^\p{L}]|$)/u
const CHAPTER_WORD = /^(?:(ف ?ص ?ل)|(ب ?خ ?ش)|(باب)|(مبحث)|(گفتار))(?=[^\p{L}]|$)/u
const CHAPTER_NAMES = ['فصل', 'بخش', 'باب', 'مبحث', 'گفتار'] as const
const ITEM_WORD = /^(?:(بند)|(جزء))(?=[^\p{L}])/u

const GAP = /^[\s\u200c]+/
/** A tatweel stands for a dash in many hands; U+2212 comes from formula editors. */
const CLOSING = /^[\s\u200c]*[-–—−ـ:.)\]]+[\s\u200c]*/
const DASH_OR_COLON = /^[\s\u200c]*[-–—−ـ:)]+[\s\u200c]*/
const DIGITS = /^[0-9]{1,4}/
const COMPOUND = /^[0-9]{1,3}(?:[-–./][0-9]{1,3}){0,3}/
const REPEATED = /^[\s\u200c]*\(?مکرر\)?(?!\p{L})(?:[\s\u200c]*\(?([0-9]{1,2})\)?)?/u
/** Kept apart from single letters: «الف» is how the first letter is always written. */
const LETTER = /^(?:الف|[ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی])(?![\p{L}\p{M}])/u
const RANGE = /^[\s\u200c]*(تا|الی|و)[\s\u200c]*([0-9]{1,4})/u
/** Drawn-out letters are ornament; beside a digit or a space a tatweel is a dash and stays. */
const KASHIDA = /(?<=\p{L})ـ+(?=\p{L})/gu
const SHORT_VOWELS = /[\u064b-\u0653\u0655-\u065f]/g
const LONGEST_MARKER = 60

/**
 * Reads the marker at the beginning of a line, or tells that there is none.
 *
 * @param line one line in canonical form (see `canonicalText`)
 * @example
 * markerOf('ماده ۵ مکرر ـ هر دستگاه …')
 * // { kind: 'article', label: 'ماده ۵ مکرر', number: null, rest: 'هر دستگاه …', isClosed: true }
 */
export function markerOf(line: string): ClauseMarker | null {
  const bare = withoutOrnament(line)
  return (
    articlesMarker(bare) ??
    articleMarker(bare) ??
    noteMarker(bare) ??
    chapterMarker(bare) ??
    itemMarker(bare) ??
    bareItemMarker(bare)
  )
}

function withoutOrnament(line: string): string {
  const head = line.slice(0, LONGEST_MARKER).replace(KASHIDA, '').replace(SHORT_VOWELS, '')
  return head + line.slice(LONGEST_MARKER)
}

function articleMarker(line: string): ClauseMarker | null {
  const word = ARTICLE_WORD.exec(line)?.[0]
  if (word === undefined) return null
  const after = afterGap(line.slice(word.length))
  const single = /^واحده(?!\p{L})/u.exec(after)?.[0]
  if (single !== undefined) {
    return closed('article', 'ماده واحده', null, after.slice(single.length))
  }
  const number = numberAt(after)
  if (number === null) return null
  const again = REPEATED.exec(toLatinDigits(number.rest))
  if (again === null) return closed('article', `ماده ${number.label}`, number.number, number.rest)
  const [whole, which] = again
  const label = `ماده ${number.label} مکرر${which === undefined ? '' : ` ${toPersianDigits(which)}`}`
  return closed('article', label, null, number.rest.slice(whole.length))
}

/** «مواد ۵ تا ۷ ـ (حذف شده)»: several articles in one line. */
function articlesMarker(line: string): ClauseMarker | null {
  const word = ARTICLES_WORD.exec(line)?.[0]
  if (word === undefined) return null
  const from = numberAt(afterGap(line.slice(word.length)))
  if (from === null) return null
  const range = RANGE.exec(toLatinDigits(from.rest))
  if (range === null) return null
  const [whole, joint = '', to = ''] = range
  const label = `مواد ${from.label} ${joint} ${toPersianDigits(to)}`
  const marker = closed('article', label, Number(to), from.rest.slice(whole.length))
  return marker.isClosed ? marker : null
}

function noteMarker(line: string): ClauseMarker | null {
  const word = NOTE_WORD.exec(line)?.[0]
  if (word === undefined) return null
  const after = line.slice(word.length)
  const number = numberAt(afterGap(after))
  if (number === null) return closed('note', 'تبصره', null, after)
  return closed('note', `تبصره ${number.label}`, number.number, number.rest)
}

function chapterMarker(line: string): ClauseMarker | null {
  const match = CHAPTER_WORD.exec(line)
  if (match === null) return null
  const number = numberAt(afterGap(line.slice(match[0].length)))
  if (number === null) return null
  const name = CHAPTER_NAMES[match.slice(1).findIndex(Boolean)] ?? 'فصل'
  return closed('chapter', `${name} ${number.label}`, number.number, number.rest)
}

function itemMarker(line: string): ClauseMarker | null {
  const match = ITEM_WORD.exec(line)
  if (match === null) return null
  const after = afterGap(line.slice(match[0].length))
  const name = match[1] ?? match[2] ?? 'بند'
  const read = letterAt(after) ?? numberAt(after, COMPOUND)
  if (read === null) return null
  const marker = closed('item', `${name} ${read.label}`, read.number, read.rest)
  // «بند ۲ ماده ۷ …» begins a sentence more often than an item.
  return marker.isClosed ? marker : null
}

/** «الف)», «(ب)», «۱-», «۱-۲-», «یکم ـ»: nothing but the number and what closes it. */
function bareItemMarker(line: string): ClauseMarker | null {
  const isOpened = line.startsWith('(')
  const from = isOpened ? afterGap(line.slice(1)) : line
  const figure = letterAt(from) ?? digitsAt(from, COMPOUND)
  const read = figure ?? (isOpened ? null : ordinalItemAt(from))
  if (read === null) return null
  const closing = (figure === null ? DASH_OR_COLON : CLOSING).exec(read.rest)?.[0]
  if (closing === undefined) return null
  const rest = read.rest.slice(closing.length)
  // «۲.۵ درصد», «۱۰-۱۵ نفر», «دو-سوم» are figures, not places in a list.
  const isJoined = figure === null || /^[0-9]/.test(toLatinDigits(rest))
  if (isJoined && rest !== '' && !/\s$/.test(closing)) return null
  return { kind: 'item', label: `بند ${read.label}`, number: read.number, rest, isClosed: true }
}

function ordinalItemAt(text: string): NumberRead | null {
  const ordinal = ordinalAtStart(text)
  if (ordinal === null) return null
  const rest = text.slice(ordinal.length)
  return { label: text.slice(0, ordinal.length), number: ordinal.number, rest }
}

function letterAt(text: string): NumberRead | null {
  const letter = LETTER.exec(text)?.[0]
  if (letter === undefined) return null
  const label = letter === 'ا' ? 'الف' : letter
  return { label, number: null, rest: text.slice(letter.length) }
}

/** A number in digits, bracketed or not, or in words. */
function numberAt(text: string, pattern: RegExp = DIGITS): NumberRead | null {
  const isOpened = text.startsWith('(')
  const from = isOpened ? afterGap(text.slice(1)) : text
  const read = digitsAt(from, pattern) ?? ordinalItemAt(from)
  if (read === null || !isOpened) return read
  const end = /^[\s\u200c]*\)/.exec(read.rest)?.[0]
  return end === undefined ? null : { ...read, rest: read.rest.slice(end.length) }
}

function digitsAt(text: string, pattern: RegExp): NumberRead | null {
  const digits = pattern.exec(toLatinDigits(text))?.[0]
  if (digits === undefined) return null
  const label = toPersianDigits(digits).replace(/[–./]/g, '-')
  return { label, number: Number(digits.split(/[-–./]/).at(-1)), rest: text.slice(digits.length) }
}

function closed(
  kind: ClauseKind,
  label: string,
  number: number | null,
  text: string,
): ClauseMarker {
  const closing = CLOSING.exec(text)?.[0]
  if (closing !== undefined) {
    return { kind, label, number, rest: text.slice(closing.length), isClosed: true }
  }
  const rest = afterGap(text)
  return { kind, label, number, rest, isClosed: rest === '' || rest.startsWith('(') }
}

function afterGap(text: string): string {
  return text.replace(GAP, '')
}
