import { describe, expect, test } from '@jest/globals'

import {
  canonicalText,
  searchForm,
  searchQuery,
  searchText,
} from '../../../plugins/comment-period/domain/canonical-text'

describe('canonicalText', () => {
  test.each([
    ['Arabic yeh and kaf', 'كتاب علي', 'کتاب علی'],
    ['alef maksura and yeh with small v', 'موسى پې', 'موسی پی'],
    ['swash kaf', 'ڪار', 'کار'],
    ['heh variants', 'ەہھ', 'ههه'],
    ['presentation forms', 'ﻋﯿﺪ ﺳﻌﯿﺪ', 'عید سعید'],
    ['a ligature of two letters', 'ﻻ', 'لا'],
    ['an isolated mark as presentation form', 'ب\ufe76', 'ب\u064e'],
    ['decomposed alef with madda', 'ا\u0653ب', 'آب'],
    ['a mark kept apart by a zero-width space', 'ا\u200b\u0653ب', 'آب'],
    [
      'bidi controls, byte order mark, zero-width space, soft hyphen',
      '\ufeff\u202eا\u2066ب\u2069\u200bپ\u00adت\u200f\u061c',
      'ابپت',
    ],
    ['a not-sign for a ZWNJ', 'می¬رود', 'می\u200cرود'],
    ['two of them', 'می¬¬رود', 'می\u200cرود'],
    ['doubled ZWNJ', 'می\u200c\u200cرود', 'می\u200cرود'],
    ['ZWNJ at the edges', '\u200cکار\u200c', 'کار'],
    ['ZWNJ beside spaces and line breaks', 'کار \u200c خوب\u200c\n\u200cنو', 'کار خوب\nنو'],
    ['spaces of every kind', ' کار\u00a0\t\u3000خوب ', 'کار خوب'],
    ['CRLF, CR and the separators of Unicode', 'a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    ['spaces around line breaks', 'a  \n  b', 'a\nb'],
  ])('tidies %s', (_case, text, expected) => {
    expect(canonicalText(text, 'fa')).toBe(expected)
  })

  test.each([
    ['the ZWNJ of a compound', 'آیین\u200cنامه'],
    ['harakat and hamza', 'مُسئولِ خانهٔ مؤسس'],
    ['teh marbuta', 'زکاة'],
    ['digits', '۱۲ 12 ١٢'],
    ['the rial sign and ligatures of words', '﷼ ﷲ ﷺ'],
    ['what NFKC would break', '½ x² … ①'],
    ['empty lines', 'الف\n\n\nب'],
    ['a not-sign between other signs', 'a ¬b, ¬c'],
    ['an emoji of several', '👨‍👩‍👧‍👦'],
  ])('leaves %s', (_case, text) => {
    expect(canonicalText(text, 'fa')).toBe(text)
  })

  test.each([
    ['Kurdish keeps its letters', 'ckb', 'كوردي ە ھ ێ ۆ ڕ ڵ ې', 'کوردی ە ھ ێ ۆ ڕ ڵ ې'],
    ['Arabic keeps its yeh and kaf', 'ar', 'كتابي على', 'كتابي على'],
    ['a region does not matter', 'fa-IR', 'ھ ي', 'ه ی'],
    ['nor does case', 'FA', 'ھ ي', 'ه ی'],
    ['South Azerbaijani', 'azb', 'كيتاب ې', 'کیتاب ې'],
  ])('%s', (_case, language, text, expected) => {
    expect(canonicalText(text, language)).toBe(expected)
  })

  test.each([
    ['spaces', ' '],
    ['ZWNJ', '\u200c'],
    ['not-signs', '¬'],
    ['line breaks', '\r\n'],
  ])(
    'takes a flood of %s in linear time',
    (_case, character) => {
      const flood = `ا${character.repeat(300_000)}`
      expect(canonicalText(`${flood}x${flood}`, 'fa').length).toBeLessThan(1_300_000)
    },
    2000,
  )
})

describe('searchForm', () => {
  test.each([
    ['harakat, superscript alef and tatweel', 'مُصَوَّبـــه رحمٰن', 'مصوبه رحمن'],
    ['forms of alef', 'آأإٱا', 'ااااا'],
    ['hamza on waw and yeh', 'مؤسسه رئیس', 'موسسه رییس'],
    ['hamza alone', 'جزء', 'جز'],
    ['heh with hamza, teh marbuta', 'خانۀ خانهٔ زکاة', 'خانه خانه زکاه'],
    ['heh with a written ezafe', 'خانه\u200cی ما', 'خانه ما'],
    ['but not another suffix', 'خانه\u200cای خانه\u200cیی', 'خانه\u200cای خانه\u200cیی'],
    ['digits of all kinds', 'ماده ۱۲ و ١٣ و 14', 'ماده 12 و 13 و 14'],
    ['separators in numbers', '۱٬۲۳۴٫۵', '1234 5'],
    ['case', 'REST Api', 'rest api'],
    ['punctuation and symbols', '«ماده» (۹)، بند: الف؛ +/_%', 'ماده 9 بند الف'],
    ['ligatures of words', 'ﷲ ﷼', 'الله ریال'],
    ['line breaks, which stay', 'الف\nب', 'الف\nب'],
    ['the ZWNJ, which stays', 'آیین\u200cنامه', 'ایین\u200cنامه'],
    ['punctuation beside a ZWNJ', 'می\u200c، رود', 'می رود'],
    ['nothing but punctuation', '؟!…', ''],
  ])('folds %s', (_case, text, expected) => {
    expect(searchForm(text, 'fa')).toBe(expected)
  })

  test.each([
    ['مسئول', 'مسؤول'],
    ['مسئولیت', 'مسؤولیت'],
    ['هیئت', 'هیأت'],
    ['شئون', 'شؤون'],
    ['شئونات', 'شؤونات'],
    ['مسئله', 'مسأله'],
    ['آیین', 'آئین'],
    ['پایین', 'پائین'],
    ['اجرایی', 'اجرائی'],
    ['ارائه', 'ارایه'],
    ['فرایند', 'فرآیند'],
    ['تأیید', 'تائید'],
    ['رئیس', 'رییس'],
    ['سؤال', 'سئوال'],
  ])('makes «%s» and «%s» one', (one, other) => {
    expect(searchForm(one, 'fa')).toBe(searchForm(other, 'fa'))
  })

  test('does not take a spelling for one across two words', () => {
    expect(searchText('نقشی ونیز')).toContain('نقشی')
  })
})

const finds = (query: string, text: string): boolean => {
  const terms = searchQuery(query)
  return terms.length > 0 && terms.every((term) => searchText(text).includes(term))
}

describe('searching', () => {
  const SPELLINGS = ['آیین\u200cنامه', 'آیین نامه', 'آييننامه', 'آئین\u200cنامهٔ', 'آيين¬نامه']

  test.each(SPELLINGS.flatMap((query) => SPELLINGS.map((text) => [query, text] as const)))(
    '«%s» finds «%s»',
    (query, text) => {
      expect(finds(query, `پیش\u200cنویس ${text} جدید`)).toBe(true)
    },
  )

  test.each([
    ['ذیربط', 'دستگاه\u200cهای ذی\u200cربط'],
    ['ذی ربط', 'دستگاههای ذیربط'],
    ['هیات مدیره', 'هیئت\u200cمدیره'],
    ['هیئتمدیره', 'هیأت مدیره'],
    ['مسوول', 'واحد مسئول'],
    ['ماده 12', 'مادهٔ ۱۲'],
    ['١٢', 'بند ۱۲'],
    ['۱٬۲۳۴', 'مبلغ 1234 ریال'],
    ['api', 'REST API'],
    ['خانه\u200cی', 'خانهٔ'],
    ['نامه آیین', 'آیین\u200cنامه'],
    ['كتاب', 'کتاب\u200cها'],
    ['خانە', 'خانه'],
    ['دوم اول', 'بند اول\nبند دوم'],
  ])('«%s» finds «%s»', (query, text) => {
    expect(finds(query, text)).toBe(true)
  })

  test.each([
    ['بخشنامه', 'آیین\u200cنامه'],
    ['آیین دادرسی', 'آیین\u200cنامه'],
    ['%', 'آیین\u200cنامه'],
    ['_', 'x'],
    ['', 'x'],
  ])('«%s» does not find «%s»', (query, text) => {
    expect(finds(query, text)).toBe(false)
  })
})

describe('searchQuery', () => {
  test.each([
    ['splits at spaces, without ZWNJ', 'آیین\u200cنامه اجرایی', ['اییننامه', 'اجرایی']],
    ['splits at punctuation and lines', 'a-b\nc', ['a', 'b', 'c']],
    ['drops doubles', 'ماده مادّه', ['ماده']],
    ['holds nothing that LIKE reads', '50%_x\\', ['50', 'x']],
    ['is empty for punctuation', '؟ !', []],
  ])('%s', (_case, query, terms) => {
    expect(searchQuery(query)).toEqual(terms)
  })
})
