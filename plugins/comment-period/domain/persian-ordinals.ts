/** A number in words at the beginning of a text. */
export interface OrdinalRead {
  readonly number: number
  /** How many characters of the text it takes. */
  readonly length: number
}

const UNITS: Readonly<Record<string, number>> = {
  اول: 1,
  نخست: 1,
  یکم: 1,
  یک: 1,
  دوم: 2,
  دو: 2,
  سوم: 3,
  سه: 3,
  چهارم: 4,
  چهار: 4,
  پنجم: 5,
  پنج: 5,
  ششم: 6,
  شش: 6,
  هفتم: 7,
  هفت: 7,
  هشتم: 8,
  هشت: 8,
  نهم: 9,
  نه: 9,
  دهم: 10,
  ده: 10,
  یازدهم: 11,
  دوازدهم: 12,
  سیزدهم: 13,
  چهاردهم: 14,
  پانزدهم: 15,
  شانزدهم: 16,
  هفدهم: 17,
  هجدهم: 18,
  هیجدهم: 18,
  نوزدهم: 19,
}

const TENS: Readonly<Record<string, number>> = {
  بیست: 20,
  سی: 30,
  چهل: 40,
  پنجاه: 50,
  شصت: 60,
  هفتاد: 70,
  هشتاد: 80,
  نود: 90,
}

const WORD = /^\p{L}+/u
const JOINT = /^[\s\u200c]+و[\s\u200c]+/
/** «سی‌ام» and «سی ام» beside «بیستم», «چهلم». */
const TENTH_ENDING = /^(?:م|[\s\u200c]?ام)(?!\p{L})/u

/**
 * Reads an ordinal or a cardinal number from 1 to 99 in words, as articles and chapters are
 * numbered in older texts.
 *
 * @example
 * ordinalAtStart('بیست و یکم ـ …') // { number: 21, length: 10 }
 */
export function ordinalAtStart(text: string): OrdinalRead | null {
  const word = WORD.exec(text)?.[0] ?? ''
  const unit = valueOf(UNITS, word)
  if (unit !== undefined) return { number: unit, length: word.length }
  return valueOf(TENS, word) === undefined ? roundTenth(text) : compound(text, word)
}

function compound(text: string, tens: string): OrdinalRead | null {
  const value = valueOf(TENS, tens) ?? 0
  const after = text.slice(tens.length)
  const joint = JOINT.exec(after)?.[0]
  if (joint === undefined) {
    const ending = TENTH_ENDING.exec(after)?.[0] ?? ''
    return { number: value, length: tens.length + ending.length }
  }
  const word = WORD.exec(after.slice(joint.length))?.[0] ?? ''
  const unit = valueOf(UNITS, word)
  if (unit === undefined || unit > 9) return { number: value, length: tens.length }
  return { number: value + unit, length: tens.length + joint.length + word.length }
}

/** «بیستم», «پنجاهم»: the ending is one word with its number. */
function roundTenth(text: string): OrdinalRead | null {
  const word = WORD.exec(text)?.[0] ?? ''
  if (!word.endsWith('م')) return null
  const value = valueOf(TENS, word.replace(/ا?م$/, ''))
  return value === undefined ? null : { number: value, length: word.length }
}

/** Own members only: a word may be called like a member of every object. */
function valueOf(table: Readonly<Record<string, number>>, word: string): number | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined
}
