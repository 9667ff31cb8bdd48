import { toPersianDigits } from '../../../domain/digits'
import type { TableWords } from './table-document'

const ARABIC_ZERO = 0x0660

const PERSIAN: TableWords = {
  about: 'درباره',
  continued: (part) => `ادامه ${toPersianDigits(part)}`,
  longTexts: 'متن‌های بلند',
  longTextHeadings: { sheet: 'برگه', row: 'ردیف', column: 'ستون', part: 'بخش', text: 'متن' },
  cut: (sheet, row) =>
    `[این متن در یک خانه جا نمی‌گیرد. همه متن در برگه «${sheet}» از ردیف ${toPersianDigits(row)} آمده است.]`,
  noRows: 'این جدول ردیفی ندارد.',
  page: ['صفحه ', ' از ', ''],
  number: toPersianDigits,
}

const ENGLISH: TableWords = {
  about: 'About',
  continued: (part) => `part ${part}`,
  longTexts: 'Long texts',
  longTextHeadings: { sheet: 'Sheet', row: 'Row', column: 'Column', part: 'Part', text: 'Text' },
  cut: (sheet, row) =>
    `[This text does not fit in one cell. The whole of it is on sheet “${sheet}” from row ${row}.]`,
  noRows: 'This table has no rows.',
  page: ['Page ', ' of ', ''],
  number: String,
}

const CENTRAL_KURDISH: TableWords = {
  about: 'دەربارە',
  continued: (part) => `درێژە ${toArabicDigits(part)}`,
  longTexts: 'دەقە درێژەکان',
  longTextHeadings: { sheet: 'پەڕە', row: 'ڕیز', column: 'ستوون', part: 'بەش', text: 'دەق' },
  cut: (sheet, row) =>
    `[ئەم دەقە لە یەک خانەدا جێی نابێتەوە. هەموو دەقەکە لە پەڕەی «${sheet}» لە ڕیزی ${toArabicDigits(row)} بەدواوە هاتووە.]`,
  noRows: 'ئەم خشتەیە هیچ ڕیزێکی نییە.',
  page: ['لاپەڕەی ', ' لە ', ''],
  number: toArabicDigits,
}

const WORDS: ReadonlyMap<string, TableWords> = new Map([
  ['fa', PERSIAN],
  ['en', ENGLISH],
  ['ckb', CENTRAL_KURDISH],
])

/**
 * The writers' own words in a language by its BCP 47 tag; English where there are none in it.
 *
 * @example
 * tableWordsOf('fa-IR').about // 'درباره'
 */
export function tableWordsOf(language: string): TableWords {
  return WORDS.get(language.split('-', 1)[0] ?? '') ?? ENGLISH
}

function toArabicDigits(value: number): string {
  return String(value).replace(/[0-9]/g, (digit) =>
    String.fromCharCode(ARABIC_ZERO + Number(digit)),
  )
}
