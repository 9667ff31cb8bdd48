import type { PageLanguage } from '../../../../contracts/pages'
import type { Words } from './words'

/** What the page of a report says around the report, in each language. */
export const REPORT_PAGE_WORDS: Readonly<Record<PageLanguage, Words['report']>> = {
  fa: {
    links: 'گزارش‌های دستگاه',
    hashHint: 'گزارش پس از انتشار تغییر نمی‌کند؛ درستی آن را با این چکیده می‌توان سنجید.',
    word: 'دریافت همین گزارش (ورد)',
    json: 'همین گزارش برای رایانه (JSON)',
    earlier: 'نسخه‌های پیشین این گزارش',
    version: (n) => `نسخه ${n}`,
    print: 'برای چاپ، گزینه چاپ مرورگر را بزنید.',
  },
  en: {
    links: 'Reports of the body',
    hashHint: 'A report does not change once it is published; it can be checked against this hash.',
    word: 'The same report as a Word document',
    json: 'The same report for machines (JSON)',
    earlier: 'Earlier versions of this report',
    version: (n) => `Version ${n}`,
    print: 'To print it, use the print command of the browser.',
  },
  ckb: {
    links: 'ڕاپۆرتەکانی دەزگا',
    hashHint: 'ڕاپۆرت دوای بڵاوکردنەوە ناگۆڕدرێت؛ بەم پوختەیە دەتوانرێت بپشکنرێت.',
    word: 'هەمان ڕاپۆرت بە فایلی ۆرد',
    json: 'هەمان ڕاپۆرت بۆ ئامێر (JSON)',
    earlier: 'وەشانەکانی پێشووی ئەم ڕاپۆرتە',
    version: (n) => `وەشانی ${n}`,
    print: 'بۆ چاپکردن، فەرمانی چاپی وێبگەڕ بەکاربهێنە.',
  },
}
