import type { PageLanguage } from '../../../../contracts/pages'
import type { Words } from './words'

/** What the certificate of an exposure says, in each language. */
export const CERTIFICATE_WORDS: Readonly<Record<PageLanguage, Words['certificate']>> = {
  fa: {
    link: 'گواهی انتشار این متن',
    title: 'گواهی انتشار برای نظرخواهی',
    intro:
      'این گواهی از روی سابقه پرونده نوشته شده است که نه تغییر می‌کند و نه پاک می‌شود. تاریخ‌ها به ساعت محلی دستگاه است.',
    version: (n) => `انتشار شماره ${n}`,
    draftTitle: 'عنوان متن',
    reason: 'دلیل انتشار دوباره',
    firstClose: 'پایان اعلام‌شده در روز انتشار',
    minimumClose: 'زودترین پایانی که قاعده‌ها می‌پذیرفتند',
    skipped: 'روزهای تعطیلی که پایان مهلت از آن‌ها گذشت',
    weeklyClosedDay: 'تعطیل هفتگی',
    rules: 'قاعده‌هایی که در زمان انتشار برقرار بود',
    intervals: 'زمان‌هایی که نظر پذیرفته شد',
    interval: (from, to) => `از ${from} تا ${to}`,
    openFor: 'روی هم',
    minimum: 'کمترین زمان لازم',
    isKept: 'مهلت قانونی رعایت شده است.',
    isNotKept: 'این متن کمتر از زمان لازم در معرض نظر بوده است و مبنای صدور نمی‌شود.',
    noMinimum:
      'هیچ قاعده‌ای کمترین زمانی نخواسته بود؛ این گواهی تنها می‌گوید متن چه مدت در معرض نظر بوده است.',
    isNotOver: 'مهلت هنوز پایان نیافته است؛ زمان‌ها همان است که اکنون اعلام شده.',
    endedBy: {
      restart: 'متن دیگری جای این متن را گرفت و مهلت از آغاز شمرده شد.',
      withdrawal: 'دستگاه پیش‌نویس را پس گرفت.',
    },
    hashHint: 'هر کس متن منتشرشده را داشته باشد، می‌تواند درستی آن را با این چکیده بسنجد.',
    json: 'همین گواهی برای رایانه (JSON)',
    print: 'برای چاپ، گزینه چاپ مرورگر را بزنید.',
  },
  en: {
    link: 'Certificate of this publication',
    title: 'Certificate of publication for comment',
    intro:
      'This certificate is written from the record of the docket, which is neither changed nor removed. Times are local times of the body.',
    version: (n) => `Publication no. ${n}`,
    draftTitle: 'Title of the text',
    reason: 'Why it was published anew',
    firstClose: 'Close as told on the day of publication',
    minimumClose: 'Earliest close that the rules allowed',
    skipped: 'Closed days that the close was moved over',
    weeklyClosedDay: 'weekly closed day',
    rules: 'Rules in force at the publication',
    intervals: 'When comments were taken',
    interval: (from, to) => `from ${from} to ${to}`,
    openFor: 'Together',
    minimum: 'Shortest time required',
    isKept: 'The lawful time was kept.',
    isNotKept:
      'This text stood for less than the time required, and can be the basis of no issuance.',
    noMinimum:
      'No rule asked for a shortest time; this certificate says no more than how long the text stood.',
    isNotOver: 'The period is not over; times are as they are told now.',
    endedBy: {
      restart: 'Another text took the place of this one, and the period began anew.',
      withdrawal: 'The body withdrew the draft.',
    },
    hashHint: 'Whoever has the published text can check it against this hash.',
    json: 'The same certificate for machines (JSON)',
    print: 'To print it, use the print command of the browser.',
  },
  ckb: {
    link: 'بڕوانامەی بڵاوکردنەوەی ئەم دەقە',
    title: 'بڕوانامەی بڵاوکردنەوە بۆ ڕاوەرگرتن',
    intro:
      'ئەم بڕوانامەیە لە تۆماری دۆسیەکەوە نووسراوە کە نە دەگۆڕدرێت و نە دەسڕدرێتەوە. کاتەکان بە کاتی ناوخۆیی دەزگان.',
    version: (n) => `بڵاوکردنەوەی ژمارە ${n}`,
    draftTitle: 'سەردێڕی دەق',
    reason: 'هۆی بڵاوکردنەوەی دووبارە',
    firstClose: 'کۆتایی ڕاگەیەندراو لە ڕۆژی بڵاوکردنەوەدا',
    minimumClose: 'زووترین کۆتایی کە ڕێساکان ڕێگەیان پێدەدا',
    skipped: 'ڕۆژە پشووەکان کە کۆتاییی ماوە لێیان تێپەڕی',
    weeklyClosedDay: 'پشووی هەفتانە',
    rules: 'ڕێساکانی کاتی بڵاوکردنەوە',
    intervals: 'ئەو کاتانەی ڕا وەرگیراوە',
    interval: (from, to) => `لە ${from} تا ${to}`,
    openFor: 'بە گشتی',
    minimum: 'کەمترین کاتی پێویست',
    isKept: 'ماوەی یاسایی ڕەچاو کراوە.',
    isNotKept: 'ئەم دەقە لە کاتی پێویست کەمتر بڵاو بووە و نابێتە بنەمای دەرکردن.',
    noMinimum:
      'هیچ ڕێسایەک کەمترین کاتی دانەنابوو؛ ئەم بڕوانامەیە تەنیا دەڵێت دەقەکە چەند لەبەردەم ڕای گشتیدا بووە.',
    isNotOver: 'ماوەکە هێشتا تەواو نەبووە؛ کاتەکان وەک ئێستا ڕاگەیەندراون.',
    endedBy: {
      restart: 'دەقێکی تر شوێنی ئەم دەقەی گرتەوە و ماوەکە لە سەرەتاوە دەستی پێکردەوە.',
      withdrawal: 'دەزگا پێشنووسەکەی کشاندەوە.',
    },
    hashHint: 'هەر کەس دەقە بڵاوکراوەکەی هەبێت دەتوانێت بەم پوختەیە بیپشکنێت.',
    json: 'هەمان بڕوانامە بۆ ئامێر (JSON)',
    print: 'بۆ چاپکردن، فەرمانی چاپی وێبگەڕ بەکاربهێنە.',
  },
}
