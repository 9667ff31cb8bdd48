import { toLatinDigits } from './digits'

/*
 * Two levels of Persian text (none of them ever replaces a text as filed):
 *
 *   A, canonicalText: the same words in one spelling of their characters, for showing, comparing
 *      and validating what staff enter.
 *   B, searchForm: A with everything folded away that people leave out or type differently.
 *
 * Search is a substring search, the only kind that every supported database does alike. What is
 * stored is `searchText`: level B with all spaces and ZWNJs taken out, line by line. A query is
 * folded the same way into `searchQuery` terms, each of which must occur. So «آیین‌نامه»,
 * «آیین نامه» and «آییننامه» find each other without a dictionary of compounds. The price is a
 * hit now and then across two words. Missed are a compound broken over two lines and a query for
 * only a part of a word listed in SPELLINGS.
 */

/** Invisible characters that change nothing but the order or the breaking of what is shown. */
const STRIPPED = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
/**
 * Letters drawn in one position, left by old encodings and by text taken out of PDF files. The
 * word ligatures U+FDF0–FDFD (ﷲ، ﷺ، ﷼) are written on purpose and stay at level A.
 */
const PRESENTATION_FORM = /[\ufb50-\ufdef\ufe70-\ufefc]/g
const WORD_LIGATURE = /[\ufdf0-\ufdfc]/g
/** A not-sign between Arabic letters is the ZWNJ of an old keyboard layout. */
const FAKE_ZWNJ = /(\p{Script_Extensions=Arabic})\u00ac+(?=\p{Script_Extensions=Arabic})/gu
const LINE_BREAK = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
/** Runs are taken whole and judged in a function: nested quantifiers would be quadratic. */
const SPACING = /[ \u200c\n]+/g

/** Harakat, hamza and madda as marks, superscript alef, Quranic signs, and the tatweel. */
// eslint-disable-next-line no-misleading-character-class -- the marks themselves are meant
const UNWRITTEN = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g
/** Heh with ezafe as «خانه‌ی»: the same word as «خانهٔ» and «خانه». */
const HEH_EZAFE = /ه\u200cی(?![\p{L}\p{M}\p{N}\u200c])/gu
const NOT_A_WORD = /[^\p{L}\p{M}\p{N}\u200c\n]+/gu

/**
 * Words that folding alone leaves apart, both spellings as level B has them after folding.
 * آیین/آئین, پایین/پائین, اجرایی/اجرائی, ارائه/ارایه, فرایند/فرآیند, تأیید/تایید need no entry:
 * folding makes them one; ذی‌ربط/ذیربط are one once the ZWNJ is out.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/مسوول/g, 'مسیول'], // مسؤول، مسئول
  [/هییت/g, 'هیات'], // هیئت، هیأت
  [/مسیله/g, 'مساله'], // مسئله، مسأله
  [/سیوال/g, 'سوال'], // سئوال، سؤال
  [/(^|[ \u200c\n])شیون/g, '$1شوون'], // شئون، شؤون; within a word it is no such plural
]

/**
 * Level A: one spelling of the characters, all the words left alone.
 *
 * NFC; presentation forms to letters; Arabic yeh and kaf to Persian; bidi controls, zero-width
 * space, byte order mark and soft hyphen out; ¬ between letters to ZWNJ; ZWNJ doubled, at the
 * edges or beside a space out; runs of spaces to one, lines trimmed; line breaks kept, as LF.
 * Only for Persian also ې to ی and ە ہ ھ to ه, which are letters of their own in Kurdish, Urdu and
 * others; Arabic keeps its yeh and kaf.
 *
 * Never NFKC as a whole: it would turn ½ into 1⁄2 and ﷼ into a word.
 *
 * @param language - BCP-47, such as `fa`, `fa-IR`, `ckb`
 * @example
 * canonicalText('آيين‌نامة  كار', 'fa') // 'آیین‌نامة کار'
 */
export function canonicalText(text: string, language: string): string {
  // Format characters go first: one between a letter and its mark keeps NFC from joining them.
  const characters = text
    .replace(STRIPPED, '')
    .normalize('NFC')
    .replace(PRESENTATION_FORM, expandPresentationForm)
    .normalize('NFC')
  const letters = foldLetters(characters, primarySubtag(language)).replace(FAKE_ZWNJ, '$1\u200c')
  return tidySpacing(letters).normalize('NFC')
}

/**
 * Level B: level A for comparing. Marks, tatweel and hamza out; forms of alef, waw, yeh and heh to
 * one; digits to 0–9; lower case; punctuation and symbols to spaces; a few words that are spelt in
 * two ways to one. ZWNJ and line breaks are still there. Not for showing.
 *
 * @param language - BCP-47, as for {@link canonicalText}
 * @example
 * searchForm('هیأت مسؤولِ بند ۱۲', 'fa') // 'هیات مسیول بند 12'
 */
export function searchForm(text: string, language: string): string {
  const folded = toLatinDigits(canonicalText(text, language).replace(WORD_LIGATURE, toNfkc))
    // Ligatures bring Arabic yeh and kaf back.
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(UNWRITTEN, '')
    .replace(/[آأإٱ]/g, 'ا')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ی')
    .replace(/[ۀۂةۃ]/g, 'ه')
    .replace(/[ء٬]/g, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(NOT_A_WORD, ' ')
  const words = tidySpacing(folded).replace(HEH_EZAFE, 'ه')
  return SPELLINGS.reduce((form, [spelling, chosen]) => form.replace(spelling, chosen), words)
}

/**
 * What is stored to be searched: level B without spaces and ZWNJs, each line on its own. Always
 * folded as Persian, whatever the language, because a query does not say which it is in.
 *
 * @example
 * searchText('آیین‌نامهٔ اجرایی') // 'اییننامهاجرایی'
 */
export function searchText(text: string): string {
  return searchForm(text, 'fa').replace(/[ \u200c]+/g, '')
}

/**
 * The terms of a query: each must occur as a substring of the stored {@link searchText}. Split at
 * spaces, without ZWNJs, without doubles. Holds letters, marks and digits only, so that a `LIKE`
 * pattern made of one needs no escaping.
 *
 * @returns an empty list where the query holds no letter or digit
 * @example
 * searchQuery('آيين نامه') // ['ایین', 'نامه']
 */
export function searchQuery(query: string): string[] {
  const terms = searchForm(query, 'fa')
    .split(/[ \n]/)
    .map((term) => term.replace(/\u200c/g, ''))
    .filter((term) => term !== '')
  return [...new Set(terms)]
}

function primarySubtag(language: string): string {
  return (language.split('-', 1)[0] ?? '').toLowerCase()
}

function foldLetters(text: string, language: string): string {
  if (language === 'ar') return text
  const common = text.replace(/[يى]/g, 'ی').replace(/[كڪ]/g, 'ک')
  return language === 'fa' ? common.replace(/ې/g, 'ی').replace(/[ەہھ]/g, 'ه') : common
}

/** Marks in isolated form decompose to a space and the mark; the space was never written. */
function expandPresentationForm(form: string): string {
  return toNfkc(form).replace(/ /g, '')
}

function toNfkc(text: string): string {
  return text.normalize('NFKC')
}

function tidySpacing(text: string): string {
  return text
    .replace(LINE_BREAK, '\n')
    .replace(/[\t\p{Zs}]/gu, ' ')
    .replace(SPACING, (run, at: number, whole: string) => {
      if (at === 0 || at + run.length === whole.length) return ''
      if (run.includes('\n')) return run.replace(/[^\n]/g, '')
      return run.includes(' ') ? ' ' : '\u200c'
    })
}
