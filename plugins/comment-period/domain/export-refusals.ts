import type { RefusalMessage } from './refusal-message'

/** Codes with which an export is refused. */
export const EXPORT_REFUSALS = {
  EXPORT_UNKNOWN: {
    en: 'There is no such export, or its file is not for you.',
    fa: 'چنین خروجی‌ای وجود ندارد یا فایل آن برای شما نیست.',
  },
  EXPORT_NEEDS_DOCKET: {
    en: 'An archive is of one docket as a whole.',
    fa: 'بایگانی فقط از یک پرونده و به طور کامل تهیه می‌شود.',
  },
  EXPORT_TOO_LARGE: {
    en: 'No program opens a file of this format with so many rows; ask for CSV or Excel.',
    fa: 'فایلی با این قالب و این شمار سطر باز نمی‌شود؛ قالب جدول متنی یا اکسل را برگزینید.',
  },
  EXPORT_NOT_DONE: {
    en: 'The file of this export is not there: it is not done, or no longer kept.',
    fa: 'فایل این خروجی موجود نیست: هنوز آماده نشده یا مدت نگه‌داری آن پایان یافته است.',
  },
  EXPORT_OVER: {
    en: 'This export is over; there is nothing to cancel.',
    fa: 'این خروجی پایان یافته است و چیزی برای لغو نیست.',
  },
  EXPORTS_TOO_MANY: {
    en: 'The body has many exports that are not done; wait for them, or cancel some.',
    fa: 'خروجی‌های ناتمام این دستگاه زیاد است؛ منتظر بمانید یا برخی را لغو کنید.',
  },
} as const satisfies Readonly<Record<string, RefusalMessage>>
