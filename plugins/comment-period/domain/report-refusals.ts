import type { RefusalMessage } from './refusal-message'

/** Codes with which a report on a docket is refused. */
export const REPORT_REFUSALS = {
  REPORT_UNKNOWN: {
    en: 'The docket has no such report.',
    fa: 'این پرونده چنین گزارشی ندارد.',
  },
  REPORT_TOO_EARLY: {
    en: 'It is too early for this report: feedback is published once the period is closed, the outcome once the draft is issued or withdrawn.',
    fa: 'هنوز زمان این گزارش نرسیده است: گزارش بازخورد پس از پایان مهلت و گزارش نتیجه پس از صدور یا پس‌گرفتن پیش‌نویس منتشر می‌شود.',
  },
  REPORT_TOO_LATE: {
    en: 'The draft is issued or withdrawn; publish the outcome report instead.',
    fa: 'پیش‌نویس صادر یا پس گرفته شده است؛ به جای بازخورد، گزارش نتیجه را منتشر کنید.',
  },
} as const satisfies Readonly<Record<string, RefusalMessage>>
