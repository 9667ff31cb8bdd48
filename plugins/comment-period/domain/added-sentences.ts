import { copyForm } from './copy-signature'

/**
 * What ends a sentence beside a line break: full stops and their like in Latin, Persian, Urdu and
 * Chinese script, question and exclamation marks, semicolons. No comma and no colon.
 */
const ENDS = new Set('.!?;؟؛۔؞…‼⁇⁈⁉。！？；')
const LINE_ENDS = new Set('\n\r\v\f\u0085\u2028\u2029')
/** What belongs to the sentence before it when it follows its end. */
const CLOSERS = new Set('»)]}"\'”’›')

/**
 * Cuts a text into sentences, each as it is written, with its end mark, trimmed. What has no
 * letter or digit is no sentence. A full stop within a number or an address, as in «۳.۵» and
 * `majles.ir`, ends nothing, nor does that of «۱.» before an item of a list.
 *
 * @example
 * sentencesOf('موافقم! اما ماده ۳.۲ چه؟\nعلی') // ['موافقم!', 'اما ماده ۳.۲ چه؟', 'علی']
 */
export function sentencesOf(text: string): readonly string[] {
  return piecesOf(text).map(({ words }) => words)
}

/**
 * The sentences of a text that another does not have, in the words of the one who wrote them and
 * in their order, each once. Sentences are compared by their letters and digits alone
 * ({@link copyForm}): keyboard, ZWNJ, digits and punctuation make no difference, and neither does
 * a sentence’s place, nor where its lines are broken or which of its full stops are left out. One
 * changed word makes a sentence an added one: it may be the word that matters.
 *
 * Says nothing of what was left out. A sentence that a copy wrote together with one of the common
 * text, without any mark between them, is told with it.
 *
 * @example
 * addedSentences('با سلام. ماده ۵ را حذف كنيد. من کارگرم', 'ماده 5 را حذف کنید.') // ['با سلام.', 'من کارگرم']
 */
export function addedSentences(member: string, commonText: string): readonly string[] {
  const pieces = piecesOf(member)
  const common = outlineOf(piecesOf(commonText))
  const own = outlineOf(pieces)
  const known = new Set(common.forms)
  const told = new Set<string>()
  const added: string[] = []
  const walk = { steps: STEPS_PER_LETTER * (own.form.length + common.form.length) }
  let at = 0
  while (at < pieces.length) {
    const { words, form } = pieces[at] ?? { words: '', form: '' }
    const shared = known.has(form) ? 1 : sharedRun(own, at, common, walk)
    if (shared === 0 && !told.has(form)) {
      told.add(form)
      added.push(words)
    }
    at += Math.max(1, shared)
  }
  return added
}

/** A sentence as written, and its letters and digits. */
interface Piece {
  readonly words: string
  readonly form: string
}

/** A text’s letters and digits, and where in them sentences begin. */
interface Outline {
  readonly form: string
  readonly forms: readonly string[]
  readonly starts: readonly number[]
  /** The number of each sentence by where it begins; the end of the text counts as one more. */
  readonly boundaries: ReadonlyMap<number, number>
  /** The sentences from which on the text begins alike, by its next letters. */
  readonly byOpening: ReadonlyMap<string, readonly number[]>
}

/** How many letters a run is looked up by, and how many places that begin so are tried. */
const OPENING = 8
const TRIED = 8
/** Keeps the comparing linear where a text of one letter begins alike everywhere. */
const STEPS_PER_LETTER = 8

/**
 * How many sentences from this one on are a run of whole sentences of the common text, divided in
 * another way: two joined without a full stop, or one broken over lines. Only whole sentences
 * count: «مهلت کوتاه شود» is not what «مخالفیم که مهلت کوتاه شود» says.
 *
 * @returns 0 where none is
 */
function sharedRun(own: Outline, at: number, common: Outline, walk: { steps: number }): number {
  const start = own.starts[at] ?? 0
  const opening = own.form.slice(start, start + OPENING)
  return (common.byOpening.get(opening) ?? []).reduce(
    (most, from) => Math.max(most, runFrom(own, start, common, from, walk) - at),
    0,
  )
}

/** Walks both texts as far as their letters agree. @returns the sentence after the last shared one */
function runFrom(
  own: Outline,
  start: number,
  common: Outline,
  from: number,
  walk: { steps: number },
): number {
  let next = 0
  for (let length = 0; walk.steps > 0; length += 1) {
    walk.steps -= 1
    const boundary = own.boundaries.get(start + length)
    if (length > 0 && boundary !== undefined && common.boundaries.has(from + length)) {
      next = boundary
    }
    const letter = own.form.charCodeAt(start + length)
    if (Number.isNaN(letter) || letter !== common.form.charCodeAt(from + length)) break
  }
  return next
}

function outlineOf(pieces: readonly Piece[]): Outline {
  const forms = pieces.map((piece) => piece.form)
  const form = forms.join('')
  const starts: number[] = []
  const byOpening = new Map<string, number[]>()
  let start = 0
  for (const { length } of forms) {
    starts.push(start)
    const opening = form.slice(start, start + OPENING)
    const alike = byOpening.get(opening)
    if (alike === undefined) byOpening.set(opening, [start])
    else if (alike.length < TRIED) alike.push(start)
    start += length
  }
  const boundaries = new Map([...starts, start].map((place, number) => [place, number]))
  return { form, forms, starts, boundaries, byOpening }
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  const cutAt = (to: number) => {
    const words = text.slice(from, to).trim()
    const form = copyForm(words)
    if (form !== '') pieces.push({ words, form })
    from = to
  }
  let at = 0
  while (at < text.length) {
    const ends = ENDS.has(text.charAt(at)) && !isWithin(text, from, at)
    const breaks = LINE_ENDS.has(text.charAt(at))
    at += 1
    if (ends) while (isClosing(text.charAt(at))) at += 1
    if (ends || breaks) cutAt(at)
  }
  cutAt(text.length)
  return pieces
}

const isClosing = (character: string) => ENDS.has(character) || CLOSERS.has(character)

const DIGIT = /^[0-9\u06f0-\u06f9\u0660-\u0669]$/
const LATIN = /^[A-Za-z0-9]$/
const SMALL_LATIN = /^[a-z]$/
const ONLY_A_NUMBER = /^[\s\p{Nd}]*$/u

/** Whether a full stop belongs to a number, an address or the number of an item. */
function isWithin(text: string, from: number, at: number): boolean {
  if (text.charAt(at) !== '.') return false
  const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)]
  return (
    (DIGIT.test(before) && DIGIT.test(after)) ||
    (LATIN.test(before) && SMALL_LATIN.test(after)) ||
    ONLY_A_NUMBER.test(text.slice(from, at))
  )
}
