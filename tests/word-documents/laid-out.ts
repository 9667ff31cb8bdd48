import { formula, paragraph, table, textBox, tracked, withFootnote } from '../support/word-files'
import type { WordCase } from '.'

const plain = (...lines: readonly string[]) => lines.map((line) => paragraph(line))

/** With letterheads, tables, contents and corrections around and in the text. */
export const LAYOUTS: readonly WordCase[] = [
  {
    name: 'official paper: letterhead, headers, footnotes, closing and signature',
    parts: {
      headers: ['سازمان مدیریت و برنامه‌ریزی استان'],
      footers: ['صفحه ۱ از ۲'],
      footnotes: ['مصوب ۱۳۸۶.'],
      body: [
        ...plain(
          'بسمه تعالی',
          'ریاست جمهوری',
          'شماره: ۱۲۳/۴۵',
          'تاریخ: ۱۴۰۵/۰۵/۰۱',
          'پیوست: ندارد',
        ),
        textBox('پیش‌نویس برای نظرخواهی'),
        ...plain('دستورالعمل ثبت طرح‌ها', 'به استناد قانون، این دستورالعمل تهیه شد.'),
        withFootnote('ماده ۱ـ طرح در سامانه ثبت می‌شود.', 1),
        ...plain('ماده ۲ـ ثبت رایگان است.', 'این دستورالعمل در ۲ ماده تصویب شد.', 'رئیس سازمان'),
      ],
    },
    title: 'دستورالعمل ثبت طرح‌ها',
    clauses: [
      'article | ماده ۱ |  | طرح در سامانه ثبت می‌شود.',
      'article | ماده ۲ |  | ثبت رایگان است.',
    ],
    unplaced: [
      'header: سازمان مدیریت و برنامه‌ریزی استان',
      'letterhead: بسمه تعالی',
      'letterhead: ریاست جمهوری',
      'letterhead: شماره: ۱۲۳/۴۵',
      'letterhead: تاریخ: ۱۴۰۵/۰۵/۰۱',
      'letterhead: پیوست: ندارد',
      'before-first-clause: پیش‌نویس برای نظرخواهی',
      'before-first-clause: به استناد قانون، این دستورالعمل تهیه شد.',
      'closing: این دستورالعمل در ۲ ماده تصویب شد.',
      'closing: رئیس سازمان',
      'footnote: مصوب ۱۳۸۶.',
      'footer: صفحه ۱ از ۲',
    ],
  },
  {
    name: 'a text laid out as a table of two columns',
    parts: {
      body: [
        ...plain('آیین‌نامه پذیرش مهمان‌سرا'),
        table([
          ['ماده ۱', 'پذیرش با معرفی‌نامه است.'],
          ['تبصره', 'معرفی‌نامه یک ماه اعتبار دارد.'],
          ['ماده ۲', 'هزینه پیش از اقامت پرداخت می‌شود.\nرسید داده می‌شود.'],
        ]),
      ],
    },
    title: 'آیین‌نامه پذیرش مهمان‌سرا',
    clauses: [
      'article | ماده ۱ |  | پذیرش با معرفی‌نامه است.',
      'note | تبصره |  | معرفی‌نامه یک ماه اعتبار دارد.',
      'article | ماده ۲ |  | هزینه پیش از اقامت پرداخت می‌شود. رسید داده می‌شود.',
    ],
    doubts: ['0 TABLE', '1 TABLE', '2 TABLE'],
  },
  {
    name: 'a tariff with its table',
    parts: {
      body: [
        ...plain('تعرفه خدمات آزمایشگاه', 'ماده ۱ـ تعرفه‌ها به شرح جدول زیر است:'),
        table([
          ['ردیف', 'خدمت', 'مبلغ (ریال)'],
          ['۱', 'آزمون آب', '۱٬۲۰۰٬۰۰۰'],
          ['۲', 'آزمون خاک', '۹۵۰٬۰۰۰'],
        ]),
        ...plain('ماده ۲ـ تعرفه‌ها یک سال اعتبار دارد.'),
      ],
    },
    title: 'تعرفه خدمات آزمایشگاه',
    clauses: [
      'article | ماده ۱ |  | تعرفه‌ها به شرح جدول زیر است:⏎ردیف | خدمت | مبلغ (ریال)⏎۱ | آزمون آب | ۱٬۲۰۰٬۰۰۰⏎۲ | آزمون خاک | ۹۵۰٬۰۰۰',
      'article | ماده ۲ |  | تعرفه‌ها یک سال اعتبار دارد.',
    ],
    doubts: ['0 TABLE'],
  },
  {
    name: 'a table of contents before the text',
    parts: {
      body: [
        paragraph('شیوه‌نامه بایگانی اسناد', { style: 'Title' }),
        paragraph('فهرست مطالب'),
        paragraph('ماده ۱ـ دامنه\t۲', { style: 'TOC1' }),
        paragraph('ماده ۲ـ نگهداری .......... ۳'),
        ...plain('ماده ۱ـ همه اسناد اداری.', 'ماده ۲ـ اسناد ده سال نگهداری می‌شود.'),
      ],
    },
    title: 'شیوه‌نامه بایگانی اسناد',
    clauses: [
      'article | ماده ۱ |  | همه اسناد اداری.',
      'article | ماده ۲ |  | اسناد ده سال نگهداری می‌شود.',
    ],
    unplaced: [
      'letterhead: فهرست مطالب',
      'contents: ماده ۱ـ دامنه ۲',
      'contents: ماده ۲ـ نگهداری .......... ۳',
    ],
  },
  {
    name: 'corrections still to be seen, a formula and remarks in the margin',
    parts: {
      comments: 2,
      body: [
        ...plain('دستورالعمل محاسبه پاداش'),
        tracked('ماده ۱ـ پاداش ', 'سالانه', 'ماهانه', ' محاسبه می‌شود.'),
        formula(),
        ...plain('ماده ۲ـ پرداخت با خزانه است.'),
      ],
    },
    title: 'دستورالعمل محاسبه پاداش',
    clauses: [
      'article | ماده ۱ |  | پاداش ماهانه محاسبه می‌شود.',
      'article | ماده ۲ |  | پرداخت با خزانه است.',
    ],
    leftOut: ['formula 1', 'remark 2', 'deletion 1'],
  },
  {
    name: 'a whole text in one paragraph, broken by hand',
    parts: {
      body: [
        paragraph(
          'اساسنامه صندوق حمایت\nماده ۱ـ صندوق شخصیت حقوقی دارد.\nماده ۲ـ سرمایه آن به موجب\nماده ۱۰ قانون تنظیم تأمین می‌شود.\nتبصره: کمک‌های مردمی پذیرفته است.',
        ),
      ],
    },
    title: 'اساسنامه صندوق حمایت',
    clauses: [
      'article | ماده ۱ |  | صندوق شخصیت حقوقی دارد.',
      'article | ماده ۲ |  | سرمایه آن به موجب⏎ماده ۱۰ قانون تنظیم تأمین می‌شود.',
      'note | تبصره |  | کمک‌های مردمی پذیرفته است.',
    ],
  },
]
