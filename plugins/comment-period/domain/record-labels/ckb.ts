import type { RecordLabels } from './record-labels'

/** What the values of the record are called in Central Kurdish. */
export const ckbLabels: RecordLabels = {
  channels: {
    widget: 'ویجێتی دەروازە',
    'hosted-page': 'لاپەڕەی سیستەم',
    api: 'ڕووکاری بەرنامەنووسی',
    email: 'ئیمەیڵ',
    sms: 'نامەی کورت',
    phone: 'تەلەفۆن',
    voicemail: 'پەیامی دەنگی',
    'in-person': 'ئامادەبوون',
    letter: 'نامە',
    forum: 'کۆڕی گفتوگۆ',
    import: 'هاوردنی بە کۆمەڵ',
  },
  types: {
    opinion: 'بۆچوون',
    suggestion: 'پێشنیار',
    criticism: 'ڕەخنە',
    satisfaction: 'ڕەزامەندی',
    request: 'داواکاری',
    complaint: 'سکاڵا',
  },
  states: {
    published: 'بڵاوکراوە',
    received: 'چاوەڕوانی پێداچوونەوە',
    withheld: 'پیشان نەدراو، بە هۆکارەوە',
    spam: 'سپام',
  },
  withholdReasons: {
    'personal-data': 'زانیاریی کەسیی تێدایە',
    insult: 'سووکایەتی',
    unlawful: 'ناوەڕۆکی نایاسایی',
    'off-topic': 'پەیوەندی بە پێشنووسەوە نییە',
    advertising: 'ڕیکلام',
    'other-person': 'نووسین بە ناوی کەسێکی ترەوە',
  },
  dispositions: {
    accepted: 'وەرگیرا',
    'partly-accepted': 'بەشێکی وەرگیرا',
    rejected: 'وەرنەگیرا',
    'out-of-scope': 'لە دەرەوەی بابەتی پێشنووس',
    'already-provided': 'پێشتر لە دەقەکەدا هاتووە',
  },
  eventKinds: {
    extended: 'درێژکردنەوەی ماوە',
    suspended: 'ڕاگرتنی ماوە',
    resumed: 'دەستپێکردنەوەی ماوە',
    withdrawn: 'کشاندنەوەی پێشنووس',
  },
  grounds: {
    'late-holiday': 'پشوویەک کە دوای بڵاوکردنەوە ڕاگەیەندراوە',
    outage: 'کێشەی سیستەم',
    request: 'داواکاری',
    other: 'هۆکاری تر',
  },
  terminalActs: { promulgate: 'ڕاگەیاندن', submit: 'ناردن', implement: 'جێبەجێکردن' },
  duration: {
    day: (_, written) => `${written} ڕۆژ`,
    hour: (_, written) => `${written} کاتژمێر`,
    minute: (_, written) => `${written} خولەک`,
    less: 'کەمتر لە خولەکێک',
    and: ' و ',
  },
}
