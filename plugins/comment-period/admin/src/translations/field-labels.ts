import { PLUGIN_ID } from '../plugin-id'

/** What the fields of a content type are called: in Persian and in English. */
export const FIELD_LABELS: Readonly<
  Record<string, Readonly<Record<string, readonly [fa: string, en: string]>>>
> = {
  'draft-regulation': {
    title: ['عنوان', 'Title'],
    summary: ['خلاصه', 'Summary'],
    clauses: ['بخش‌های متن', 'Clauses'],
    attachments: ['پیوست‌ها', 'Attachments'],
    body: ['دستگاه', 'Issuing body'],
    kind: ['نوع سند', 'Instrument kind'],
    destinationAuthority: ['مرجع دریافت‌کننده', 'Destination authority'],
    requestedCloseOn: ['آخرین روز دلخواه', 'Requested last day'],
    responsibleUnit: ['واحد مسئول', 'Responsible unit'],
  },
  'issuing-body': {
    slug: ['شناسه نشانی', 'Slug'],
    name: ['نام', 'Name'],
    shortName: ['نام کوتاه', 'Short name'],
    province: ['استان', 'Province'],
    parentName: ['دستگاه بالادست', 'Parent'],
    letterheadLines: ['سطرهای سربرگ', 'Letterhead'],
    website: ['سایت', 'Website'],
    portals: ['درگاه‌ها', 'Portals'],
    zone: ['منطقه زمانی', 'Time zone'],
    weeklyClosedDays: ['روزهای تعطیل هفته', 'Weekly closed days'],
    screening: ['بررسی نظرها', 'Screening'],
    answersBeforeIssue: ['پاسخ به همه نظرها پیش از صدور', 'Answer every comment before issuing'],
    legalBasis: ['مستند قانونی', 'Legal basis'],
    legalBasisNote: ['توضیح مستند', 'Note on the legal basis'],
    channels: ['راه‌های دریافت نظر', 'Channels'],
    note: ['یادداشت', 'Note'],
  },
  'instrument-kind': {
    key: ['شناسه', 'Key'],
    name: ['نام', 'Name'],
    nameEn: ['نام انگلیسی', 'Name in English'],
    terminalAct: ['اقدام پایانی', 'Terminal act'],
    note: ['یادداشت', 'Note'],
  },
  'period-rule': {
    title: ['عنوان', 'Title'],
    body: ['دستگاه', 'Issuing body'],
    terminalAct: ['اقدام پایانی', 'Terminal act'],
    kinds: ['نوع‌های سند', 'Instrument kinds'],
    count: ['شمار', 'Count'],
    unit: ['واحد زمان', 'Unit of time'],
    monthMeans: ['معنای ماه', 'What a month means'],
    excludeActionDay: ['بی شمار روز انتشار', 'Without the day of publication'],
    force: ['الزام', 'Force'],
    legalBasis: ['مستند قانونی', 'Legal basis'],
    note: ['یادداشت', 'Note'],
    validFromOn: ['معتبر از', 'Valid from'],
    validToOn: ['معتبر تا', 'Valid to'],
  },
  holiday: {
    closedOn: ['روز', 'Day'],
    title: ['مناسبت', 'Title'],
    scope: ['گستره', 'Scope'],
    province: ['استان', 'Province'],
    body: ['دستگاه', 'Issuing body'],
    kind: ['نوع', 'Kind'],
    certainty: ['قطعیت', 'Certainty'],
    source: ['منبع', 'Source'],
  },
  unit: {
    key: ['شناسه', 'Key'],
    name: ['نام', 'Name'],
    body: ['دستگاه', 'Issuing body'],
    duties: ['وظایف', 'Duties'],
    email: ['نشانی رایانامه', 'E-mail'],
  },
  'routing-rule': {
    body: ['دستگاه', 'Issuing body'],
    priority: ['ترتیب', 'Priority'],
    kind: ['نوع سند', 'Instrument kind'],
    channel: ['راه دریافت', 'Channel'],
    type: ['نوع نظر', 'Type of comment'],
    words: ['عبارت‌ها، هر کدام در یک سطر', 'Words, one to a line'],
    unit: ['واحد', 'Unit'],
    dueDays: ['مهلت پاسخ به روز', 'Days to respond'],
  },
  'response-template': {
    title: ['عنوان', 'Title'],
    text: ['متن پاسخ', 'Text of the response'],
    disposition: ['نتیجه بررسی', 'Disposition'],
    body: ['دستگاه', 'Issuing body'],
  },
  responsibility: {
    body: ['دستگاه', 'Issuing body'],
    channel: ['راه دریافت', 'Channel'],
    type: ['نوع نظر', 'Type of comment'],
    collectedBy: ['گردآوری با', 'Collected by'],
    summarisedBy: ['جمع‌بندی با', 'Summarised by'],
    respondedBy: ['پاسخ با', 'Responded to by'],
    reportedTo: ['گزارش به', 'Reported to'],
  },
  'participation-strategy': {
    title: ['عنوان', 'Title'],
    body: ['دستگاه', 'Issuing body'],
    number: ['شماره', 'Number'],
    letterOn: ['تاریخ نامه', 'Date of the letter'],
    sessionNumber: ['شماره جلسه', 'Number of the session'],
    sessionOn: ['تاریخ جلسه', 'Date of the session'],
    headingOn: ['تاریخ سربرگ', 'Date in the heading'],
    approvedBy: ['مرجع تصویب', 'Approved by'],
    attendees: ['حاضران', 'Attendees'],
    resolutions: ['مصوبه‌ها', 'Resolutions'],
    summary: ['خلاصه', 'Summary'],
    commitments: ['تعهدها', 'Commitments'],
    note: ['یادداشت', 'Note'],
    attachments: ['پیوست‌ها', 'Attachments'],
  },
}

/**
 * The labels by the ids under which Strapi's edit view asks for them. Its admin has no Persian:
 * in any of its languages the Persian label comes first, and the English one behind it.
 */
export function fieldLabelsFor(locale: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FIELD_LABELS).flatMap(([type, labels]) =>
      Object.entries(labels).map(([field, [fa, en]]) => [
        `content-manager.content-types.plugin::${PLUGIN_ID}.${type}.${field}`,
        locale === 'fa' ? fa : `${fa} (${en})`,
      ]),
    ),
  )
}
