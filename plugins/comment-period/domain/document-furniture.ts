import { searchForm } from './canonical-text'
import { toLatinDigits } from './digits'

/** «صفحه ۳ از ۱۲», «- ۳ -», «۳/۱۲», with the spaces and dashes out. */
const PAGE_NUMBER = /^(?:صفحه:?)?[0-9]{1,4}(?:(?:از|\/)[0-9]{1,4})?$/
const DRESSING = /[\s()–—-]/g
/** What leads to a page number: dots, or what a word processor draws them with. */
const LEADER = /(?:[._·]{3}|…|\. \. \.)$/
const LETTERHEAD =
  /^(?:به نام |بنام |بسمه |باسمه |بسم الله|جمهوری اسلامی ایران$|ریاست جمهوری$|وزارت |سازمان |معاونت |اداره |استانداری |شماره *$|شماره [0-9]|شماره نامه|تاریخ *$|تاریخ [0-9]|پیوست *$|پیوست (?:دارد|ندارد|[0-9])|طبقه بندی|محرمانه$|عادی$|فهرست(?: مطالب| مندرجات)?$)/
const LONGEST_LETTERHEAD = 90
const KINDS =
  /^(?:(?:متن|پیش نویس|پیشنویس|طرح|نسخه \S+) )*(?:ایین نامه|اییننامه|بخشنامه|بخش نامه|دستورالعمل|دستور العمل|ضوابط|لایحه|تعرفه|شیوه نامه|شیوهنامه|نظام نامه|نظامنامه|اساسنامه|قانون|تصویب نامه|تصویبنامه|مصوبه|سند|راهبرد|سیاست|استاندارد|برنامه|ابلاغیه|مقررات|منشور)(?![\p{L}])/u

/** @param line in canonical form, as all of these */
export function isPageNumber(line: string): boolean {
  return PAGE_NUMBER.test(toLatinDigits(line).replace(DRESSING, ''))
}

export function isContentsLine(line: string): boolean {
  const withoutPage = toLatinDigits(line).replace(/[0-9]{1,4}$/, '')
  return withoutPage.length < line.length && LEADER.test(withoutPage.trimEnd())
}

/** Lines at the head of official paper: invocation, the body's names, number, date, attachment. */
export function isLetterhead(line: string): boolean {
  return line.length <= LONGEST_LETTERHEAD && LETTERHEAD.test(wordsOf(line))
}

/** «پیش‌نویس آیین‌نامه …», «دستورالعمل …»: begins with a kind of instrument. */
export function isTitleLike(line: string): boolean {
  return KINDS.test(wordsOf(line))
}

function wordsOf(line: string): string {
  return searchForm(line, 'fa').replace(/\u200c/g, ' ')
}
