import { paragraph, style } from '../support/word-files'
import type { WordCase } from '.'

/** Numbered by Word: the numbers are nowhere in the words. */
export const LISTS: readonly WordCase[] = [
  {
    name: 'articles, notes and letters that Word counts',
    parts: {
      lists: [
        {
          id: 1,
          levels: [
            { format: 'decimal', text: 'ماده %1ـ' },
            { format: 'arabicAlpha', text: '%2)' },
          ],
        },
        { id: 2, levels: [{ format: 'decimal', text: 'تبصره %1:' }] },
        { id: 3, like: 2, startsAt: 1, levels: [] },
      ],
      body: [
        paragraph('آیین‌نامه جذب نیروی قراردادی', { style: 'Title' }),
        paragraph('جذب از راه آزمون است.', { list: 1 }),
        paragraph('آزمون کتبی', { list: 1, level: 1 }),
        paragraph('مصاحبه', { list: 1, level: 1 }),
        paragraph('ایثارگران از آزمون معاف نیستند.', { list: 2 }),
        paragraph('نتیجه یک سال اعتبار دارد.', { list: 2 }),
        paragraph('قرارداد یک‌ساله است.', { list: 1 }),
        paragraph('تمدید با ارزیابی است.', { list: 1, level: 1 }),
        paragraph('ارزیابی را واحد محل خدمت انجام می‌دهد.', { list: 3 }),
      ],
    },
    title: 'آیین‌نامه جذب نیروی قراردادی',
    clauses: [
      'article | ماده ۱ |  | جذب از راه آزمون است.',
      'item | بند الف |  | آزمون کتبی',
      'item | بند ب |  | مصاحبه',
      'note | تبصره ۱ |  | ایثارگران از آزمون معاف نیستند.',
      'note | تبصره ۲ |  | نتیجه یک سال اعتبار دارد.',
      'article | ماده ۲ |  | قرارداد یک‌ساله است.',
      'item | بند الف |  | تمدید با ارزیابی است.',
      'note | تبصره ۱ |  | ارزیابی را واحد محل خدمت انجام می‌دهد.',
    ],
  },
  {
    name: 'articles that a style counts, without a dash, and bullets',
    parts: {
      styles: `${style('Article', 'ماده', '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>')}${style('ArticleBold', 'ماده درشت', '<w:basedOn w:val="Article"/>')}`,
      lists: [
        { id: 4, levels: [{ format: 'decimal', text: 'ماده %1' }] },
        { id: 5, levels: [{ format: 'bullet', text: '' }] },
        {
          id: 6,
          levels: [
            { format: 'decimal', text: '%1-' },
            { format: 'decimal', text: '%1-%2-' },
          ],
        },
      ],
      body: [
        paragraph('ضوابط اجرایی واگذاری غرفه‌ها', { bold: true }),
        paragraph('غرفه با مزایده واگذار می‌شود.', { style: 'Article' }),
        paragraph('مدارک لازم:', { style: 'ArticleBold' }),
        paragraph('شناسنامه', { list: 5 }),
        paragraph('پروانه', { list: 5 }),
        paragraph('مراحل کار', { list: 6 }),
        paragraph('ثبت درخواست', { list: 6, level: 1 }),
        paragraph('بررسی', { list: 6, level: 1 }),
        paragraph('اعلام نتیجه', { list: 6 }),
      ],
    },
    title: 'ضوابط اجرایی واگذاری غرفه‌ها',
    clauses: [
      'article | ماده ۱ |  | غرفه با مزایده واگذار می‌شود.',
      'article | ماده ۲ |  | مدارک لازم:⏎• شناسنامه⏎• پروانه',
      'item | بند ۱ |  | مراحل کار',
      'item | بند ۱-۱ |  | ثبت درخواست',
      'item | بند ۱-۲ |  | بررسی',
      'item | بند ۲ |  | اعلام نتیجه',
    ],
  },
]
