import { toPersianDigits } from '../../../domain/digits'
import type { ExportLanguage } from '../../../domain/docket-export'
import type { PeriodStanding, ResponseTiming } from '../../../domain/evidence-report'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/instant'
import type { TerminalAct } from '../../../domain/period-rule'

/** What the tables of a report of evidence say beside the figures. */
export interface EvidenceWords {
  readonly title: (body: string) => string
  readonly summary: string
  readonly drafts: string
  readonly yes: string
  readonly no: string
  readonly noMinimum: string
  readonly duration: (ms: number) => string
  readonly facts: {
    readonly body: string
    readonly span: string
    readonly days: (from: string, to: string) => string
    readonly spanIso: string
    readonly instant: string
    readonly instantIso: string
    readonly rules: string
  }
  /** How it is counted, a sentence each. */
  readonly rules: readonly string[]
  readonly subjects: Readonly<
    Record<
      | 'drafts'
      | 'periods'
      | 'acts'
      | 'comments'
      | 'channels'
      | 'types'
      | 'states'
      | 'responses'
      | 'dispositions'
      | 'texts',
      string
    >
  >
  readonly figures: Readonly<
    Record<'drafts' | 'exposures' | 'waived' | 'comments' | 'issued' | 'changedTexts', string>
  >
  readonly headings: Readonly<
    Record<
      | 'subject'
      | 'figure'
      | 'count'
      | 'docket'
      | 'title'
      | 'kind'
      | 'exposures'
      | 'opened'
      | 'openedIso'
      | 'closes'
      | 'closesIso'
      | 'period'
      | 'minimum'
      | 'stood'
      | 'minimumAndStood'
      | 'standing'
      | 'extended'
      | 'suspended'
      | 'withdrawn'
      | 'comments'
      | 'responses'
      | 'adopted'
      | 'accepted'
      | 'partlyAccepted'
      | 'act'
      | 'actAt'
      | 'actAtIso'
      | 'changes'
      | 'changed'
      | 'added'
      | 'removed',
      string
    >
  >
  readonly standings: Readonly<Record<PeriodStanding, string>>
  readonly timings: Readonly<Record<ResponseTiming, string>>
  readonly terminalActs: Readonly<Record<TerminalAct, string>>
}

const PERSIAN: EvidenceWords = {
  title: (body) => `گزارش شواهد مشارکت: ${body}`,
  summary: 'خلاصه',
  drafts: 'پیش‌نویس‌ها',
  yes: 'بله',
  no: 'خیر',
  noMinimum: 'بدون قاعده',
  duration: (ms) =>
    durationOf(ms, ' و ', {
      day: (n) => `${toPersianDigits(n)} روز`,
      hour: (n) => `${toPersianDigits(n)} ساعت`,
      minute: (n) => `${toPersianDigits(n)} دقیقه`,
      less: 'کمتر از یک دقیقه',
    }),
  facts: {
    body: 'دستگاه',
    span: 'بازه گزارش',
    days: (from, to) => `از ${from} تا پایان ${to}`,
    spanIso: 'بازه گزارش (جهانی)',
    instant: 'زمان گزارش',
    instantIso: 'زمان گزارش (جهانی)',
    rules: 'شیوه شمارش',
  },
  rules: [
    'هر پیش‌نویسی که متنی از آن در این بازه برای نظرخواهی منتشر شده یک ردیف دارد؛ مهلت آن از روی آخرین متن منتشرشده در همین بازه سنجیده می‌شود.',
    'مهلت هنگامی رعایت شده است که متن دست‌کم به اندازه کمینه قاعده در معرض نظر عموم بوده باشد؛ زمان تعلیق در آن حساب نمی‌شود.',
    'نظرها از روی متنی شمرده می‌شوند که درباره آن فرستاده شده‌اند؛ نظری که متن آن امحا شده است نیز شمرده می‌شود.',
    'پاسخ در موعد پاسخی است که نخستین بار تا مهلت پاسخِ همان زمان داده شده باشد؛ نظرهای بدون مهلت پاسخ جدا شمرده می‌شوند.',
    'نتیجه هر نظر همان است که آخرین پاسخ می‌گوید.',
    'تغییر متن از مقایسه متن نهایی با متن منتشرشده به دست می‌آید؛ جابه‌جایی و شماره تازه ماده تغییر شمرده نمی‌شود.',
  ],
  subjects: {
    drafts: 'پیش‌نویس‌ها',
    periods: 'مهلت نظرخواهی',
    acts: 'رویدادهای مهلت',
    comments: 'نظرها',
    channels: 'نظرها بر پایه راه دریافت',
    types: 'نظرها بر پایه نوع',
    states: 'نظرها بر پایه وضعیت',
    responses: 'پاسخ‌ها',
    dispositions: 'نتیجه نظرها',
    texts: 'متن نهایی',
  },
  figures: {
    drafts: 'پیش‌نویس‌های منتشرشده برای نظرخواهی',
    exposures: 'متن‌های منتشرشده',
    waived: 'تصمیم‌های عدم انتشار',
    comments: 'همه نظرها',
    issued: 'پیش‌نویس‌های صادرشده',
    changedTexts: 'متن نهایی متفاوت با متن منتشرشده',
  },
  headings: {
    subject: 'موضوع',
    figure: 'شاخص',
    count: 'شمار',
    docket: 'پرونده',
    title: 'عنوان',
    kind: 'نوع سند',
    exposures: 'متن‌های منتشرشده',
    opened: 'آغاز مهلت',
    openedIso: 'آغاز مهلت (جهانی)',
    closes: 'پایان مهلت',
    closesIso: 'پایان مهلت (جهانی)',
    period: 'آغاز و پایان مهلت',
    minimum: 'کمینه قاعده',
    stood: 'مدت نظرخواهی',
    minimumAndStood: 'کمینه قاعده و مدت نظرخواهی',
    standing: 'وضعیت مهلت',
    extended: 'تمدیدشده',
    suspended: 'دارای تعلیق',
    withdrawn: 'پس‌گرفته‌شده',
    comments: 'نظرها',
    responses: 'پاسخ‌ها',
    adopted: 'پذیرفته‌ها',
    accepted: 'پذیرفته شد',
    partlyAccepted: 'بخشی پذیرفته شد',
    act: 'اقدام نهایی',
    actAt: 'زمان اقدام نهایی',
    actAtIso: 'زمان اقدام نهایی (جهانی)',
    changes: 'تغییر متن',
    changed: 'بخش‌های تغییرکرده',
    added: 'بخش‌های افزوده',
    removed: 'بخش‌های حذف‌شده',
  },
  standings: {
    kept: 'رعایت‌شده',
    short: 'کوتاه‌تر از کمینه',
    replaced: 'جایگزین‌شده با متن تازه پیش از پایان کمینه',
    withdrawn: 'پس‌گرفته‌شده پیش از پایان کمینه',
    open: 'در جریان',
    suspended: 'معلق',
  },
  timings: {
    'in-time': 'پاسخ در موعد',
    late: 'پاسخ پس از موعد',
    undated: 'پاسخ بدون مهلت',
    overdue: 'بدون پاسخ و دیرکرده',
    waiting: 'بدون پاسخ و در مهلت',
    none: 'بدون پاسخ و بدون مهلت',
  },
  terminalActs: { promulgate: 'ابلاغ', submit: 'ارسال', implement: 'اجرا' },
}

const ENGLISH: EvidenceWords = {
  title: (body) => `Evidence of participation: ${body}`,
  summary: 'Summary',
  drafts: 'Drafts',
  yes: 'yes',
  no: 'no',
  noMinimum: 'no rule',
  duration: (ms) =>
    durationOf(ms, ' and ', {
      day: (n) => `${n} ${n === 1 ? 'day' : 'days'}`,
      hour: (n) => `${n} ${n === 1 ? 'hour' : 'hours'}`,
      minute: (n) => `${n} ${n === 1 ? 'minute' : 'minutes'}`,
      less: 'less than a minute',
    }),
  facts: {
    body: 'Body',
    span: 'Span',
    days: (from, to) => `${from} to the end of ${to}`,
    spanIso: 'Span (UTC)',
    instant: 'Instant (Solar Hijri)',
    instantIso: 'Instant (UTC)',
    rules: 'How it is counted',
  },
  rules: [
    'Each draft of which a text was exposed in the span is one row; its period is judged by the latest text exposed in the span.',
    'A period is kept where the text was before the public for at least the minimum of the rules; suspended time does not count.',
    'Comments are counted with the text they were filed on; those whose text was erased are counted too.',
    'A response is in time where the first one was given by the day that was then due; comments with no day due are counted apart.',
    'What became of a comment is what its latest response says.',
    'Changes compare the final text with the exposed one; a clause that only moved or has a new number is not changed.',
  ],
  subjects: {
    drafts: 'Drafts',
    periods: 'Periods',
    acts: 'Acts on periods',
    comments: 'Comments',
    channels: 'Comments by channel',
    types: 'Comments by type',
    states: 'Comments by state',
    responses: 'Responses',
    dispositions: 'Dispositions',
    texts: 'Final texts',
  },
  figures: {
    drafts: 'Drafts exposed',
    exposures: 'Texts exposed',
    waived: 'Waivers',
    comments: 'All comments',
    issued: 'Drafts issued',
    changedTexts: 'Final texts that differ from the exposed one',
  },
  headings: {
    subject: 'Subject',
    figure: 'Figure',
    count: 'Count',
    docket: 'Docket',
    title: 'Title',
    kind: 'Kind',
    exposures: 'Texts exposed',
    opened: 'Opened',
    openedIso: 'Opened (UTC)',
    closes: 'Closed',
    closesIso: 'Closed (UTC)',
    period: 'Opened and closed',
    minimum: 'Minimum',
    stood: 'Stood',
    minimumAndStood: 'Minimum and time stood',
    standing: 'Period',
    extended: 'Extended',
    suspended: 'Suspended at some time',
    withdrawn: 'Withdrawn',
    comments: 'Comments',
    responses: 'Responses',
    adopted: 'Adopted',
    accepted: 'Accepted',
    partlyAccepted: 'Partly accepted',
    act: 'Final act',
    actAt: 'Final act at',
    actAtIso: 'Final act at (UTC)',
    changes: 'Changes of the text',
    changed: 'Clauses changed',
    added: 'Clauses added',
    removed: 'Clauses removed',
  },
  standings: {
    kept: 'Kept',
    short: 'Shorter than the minimum',
    replaced: 'Replaced by another text before the minimum',
    withdrawn: 'Withdrawn before the minimum',
    open: 'Running',
    suspended: 'Suspended',
  },
  timings: {
    'in-time': 'Responded in time',
    late: 'Responded late',
    undated: 'Responded, no day due',
    overdue: 'No response, overdue',
    waiting: 'No response, not yet due',
    none: 'No response, no day due',
  },
  terminalActs: { promulgate: 'Promulgated', submit: 'Submitted', implement: 'Implemented' },
}

export function evidenceWordsOf(language: ExportLanguage): EvidenceWords {
  return language === 'fa' ? PERSIAN : ENGLISH
}

interface DurationWords {
  readonly day: (n: number) => string
  readonly hour: (n: number) => string
  readonly minute: (n: number) => string
  readonly less: string
}

/** In the two largest units that say something; what is less is dropped, never rounded up. */
function durationOf(ms: number, and: string, { day, hour, minute, less }: DurationWords): string {
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  const parts = [
    ...(days > 0 ? [day(days)] : []),
    ...(hours > 0 ? [hour(hours)] : []),
    ...(minutes > 0 && days === 0 ? [minute(minutes)] : []),
  ]
  return parts.length === 0 ? less : parts.join(and)
}
