import type { RefusalMessage } from './refusal-message'

/** Codes with which an act on themes is refused, and issuing before every comment is answered. */
export const THEME_REFUSALS = {
  THEME_UNKNOWN: {
    en: 'The docket has no such theme.',
    fa: 'این پرونده چنین محوری ندارد.',
  },
  PLACEMENT_REFUSED: {
    en: 'The comment is under that theme already, or is not to be taken from it.',
    fa: 'این نظر هم‌اکنون زیر آن محور است، یا زیر آن نیست که برداشته شود.',
  },
  CHANGE_GROUND_REFUSED: {
    en: 'The change is tied to that comment or theme already, or is not tied to be loosened.',
    fa: 'این مبنا هم‌اکنون برای این تغییر ثبت است، یا ثبت نیست که برداشته شود.',
  },
  DISPOSITIONS_MISSING: {
    en: 'Comments are left without a disposition; the body’s setting demands one before issuing.',
    fa: 'نظرهایی هنوز نتیجه ندارند؛ بنا بر تنظیم دستگاه، پیش از صدور باید نتیجه هر نظر ثبت شود.',
  },
  THEMES_TOO_MANY: {
    en: 'The docket has as many themes as it may have.',
    fa: 'شمار محورهای این پرونده به بیشینه رسیده است.',
  },
} as const satisfies Readonly<Record<string, RefusalMessage>>
