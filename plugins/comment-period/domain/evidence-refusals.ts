import type { RefusalMessage } from './refusal-message'

/** Codes with which a report of evidence is refused. */
export const EVIDENCE_REFUSALS = {
  SPAN_BACKWARDS: {
    en: 'The last day of the span comes before its first day.',
    fa: 'روز پایان بازه پیش از روز آغاز آن است.',
  },
  SPAN_TOO_LONG: {
    en: 'A report is of three years at most, and of at most 1,000 drafts; ask for a shorter span.',
    fa: 'گزارش حداکثر سه سال و حداکثر ۱۰۰۰ پیش‌نویس را در بر می‌گیرد؛ بازه کوتاه‌تری برگزینید.',
  },
} as const satisfies Readonly<Record<string, RefusalMessage>>
