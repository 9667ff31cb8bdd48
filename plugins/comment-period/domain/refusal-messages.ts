import { CLAUSE_REFUSALS } from './clause-refusals'
import { EVIDENCE_REFUSALS } from './evidence-refusals'
import { EXPORT_REFUSALS } from './export-refusals'
import { REPORT_REFUSALS } from './report-refusals'
import type { RefusalMessage } from './refusal-message'
import { THEME_REFUSALS } from './theme-refusals'

/**
 * Every code with which the product refuses something, and what it says to a person.
 * Dates and limits are in the refusal's `details`; a sentence holds none, so it stays true.
 */
export const REFUSAL_MESSAGES = {
  // The gate and the period
  PERIOD_NOT_OVER: {
    en: 'The comment period is not over; the draft may be issued from `mayIssueFrom` on.',
    fa: 'مهلت نظرخواهی پایان نیافته است؛ پیش‌نویس از زمان اعلام‌شده به بعد قابل صدور است.',
  },
  ALREADY_ISSUED: {
    en: 'The draft has been issued; nothing about it can change.',
    fa: 'این پیش‌نویس صادر شده است و دیگر تغییری در آن ممکن نیست.',
  },
  WITHDRAWN: {
    en: 'The draft has been withdrawn; a withdrawal is final.',
    fa: 'این پیش‌نویس پس گرفته شده و پس‌گرفتن آن قطعی است.',
  },
  SUSPENDED: {
    en: 'The comment period is suspended.',
    fa: 'مهلت نظرخواهی معلق است.',
  },
  NOT_SUSPENDED: {
    en: 'The comment period is not suspended.',
    fa: 'مهلت نظرخواهی معلق نیست.',
  },
  PERIOD_NOT_OPEN: {
    en: 'No comment period is open for this draft.',
    fa: 'برای این پیش‌نویس مهلت نظرخواهی باز نیست.',
  },
  PERIOD_CLOSED: {
    en: 'The comment period has closed.',
    fa: 'مهلت نظرخواهی پایان یافته است.',
  },
  PERIOD_SHORTENED: {
    en: 'A close never moves earlier than what is in force or what the rules demand.',
    fa: 'پایان مهلت هرگز از زمان مقرر یا از کمینه قاعده جلوتر نمی‌آید.',
  },
  PERIOD_TOO_LONG: {
    en: 'One act moves a close by at most 366 days.',
    fa: 'با یک اقدام نمی‌توان پایان مهلت را بیش از ۳۶۶ روز جابه‌جا کرد.',
  },
  CLOSE_REQUIRED: {
    en: 'No rule sets a minimum here; ask for a close.',
    fa: 'برای این سند قاعده‌ای تعیین نشده است؛ پایان مهلت را مشخص کنید.',
  },
  NO_BASIS: {
    en: 'An issuance needs a basis: an exposure whose period has run, or a waiver.',
    fa: 'صدور نیازمند مبناست: انتشاری که مهلت آن سپری شده باشد، یا تصمیم عدم انتشار.',
  },
  NOT_EXPOSED: {
    en: 'The draft has not been put before the public yet.',
    fa: 'پیش‌نویس هنوز برای نظرخواهی منتشر نشده است.',
  },
  ALREADY_EXPOSED: {
    en: 'The draft is already before the public.',
    fa: 'پیش‌نویس پیش‌تر برای نظرخواهی منتشر شده است.',
  },
  ALREADY_WAIVED: {
    en: 'A waiver is already on record for this draft.',
    fa: 'تصمیم عدم انتشار این پیش‌نویس پیش‌تر ثبت شده است.',
  },
  MANDATORY_RULE: {
    en: 'A mandatory rule applies; exposure cannot be waived.',
    fa: 'قاعده‌ای الزامی حاکم است و نمی‌توان از انتشار صرف‌نظر کرد.',
  },
  TEXT_FROZEN: {
    en: 'The exposed text is frozen; restart the period, or issue the revised draft as the final text.',
    fa: 'متن منتشرشده ثابت است؛ مهلت را از نو آغاز کنید یا متن اصلاح‌شده را به عنوان متن نهایی صادر کنید.',
  },
  AUTHORITATIVE_LOCALE_FIRST: {
    en: 'The authoritative text comes first; a translation follows it.',
    fa: 'نخست متن اصلی منتشر می‌شود و ترجمه پس از آن می‌آید.',
  },
  SUBJECT_FROZEN: {
    en: 'Body and kind are frozen from the first exposure or waiver on.',
    fa: 'دستگاه و نوع سند پس از نخستین انتشار یا تصمیم عدم انتشار تغییر نمی‌کند.',
  },
  DRAFT_INCOMPLETE: {
    en: 'The draft lacks something that must be there before the public sees it.',
    fa: 'پیش‌نویس کامل نیست و پیش از انتشار باید تکمیل شود.',
  },
  DRAFT_UNKNOWN: {
    en: 'There is no such draft regulation.',
    fa: 'چنین پیش‌نویسی وجود ندارد.',
  },
  ATTACHMENT_UNREADABLE: {
    en: 'An attachment could not be read, so it cannot be frozen.',
    fa: 'یکی از پیوست‌ها خوانده نشد و تثبیت آن ممکن نیست.',
  },

  // The record
  RECORD_KEPT: {
    en: 'This is part of the record; it is neither changed nor removed.',
    fa: 'این بخشی از سابقه است و نه تغییر می‌کند و نه حذف می‌شود.',
  },
  BACKDATED: {
    en: 'The instant lies in the past; the database’s clock decides.',
    fa: 'زمان ثبت در گذشته است؛ ملاک، ساعت پایگاه داده است.',
  },
  IN_FUTURE: {
    en: 'The instant lies in the future; the database’s clock decides.',
    fa: 'زمان ثبت در آینده است؛ ملاک، ساعت پایگاه داده است.',
  },
  OUT_OF_ORDER: {
    en: 'The row does not follow the last one of its docket.',
    fa: 'این ردیف دنباله آخرین ردیف پرونده نیست.',
  },
  RULE_WEAKENED: {
    en: 'A weaker rule takes effect a full day later at the earliest.',
    fa: 'کوتاه‌شدن یا پایان قاعده زودتر از یک شبانه‌روز کامل اثر ندارد.',
  },
  CLOCKS_APART: {
    en: 'The clocks of application and database disagree; issuing waits until they are set.',
    fa: 'ساعت سامانه و پایگاه داده یکسان نیست؛ تا تنظیم آن‌ها صدور ممکن نیست.',
  },
  GUARDS_MISSING: {
    en: 'The guards of the database are not all in place; issuing waits until they are.',
    fa: 'همه حفاظ‌های پایگاه داده برقرار نیست؛ تا برقراری آن‌ها صدور ممکن نیست.',
  },
  BUSY: {
    en: 'Someone else is changing this docket; try again.',
    fa: 'دیگری هم‌اکنون در حال تغییر این پرونده است؛ دوباره تلاش کنید.',
  },

  ...CLAUSE_REFUSALS,

  // Who may
  NOT_A_MEMBER: {
    en: 'You have no such role in this issuing body.',
    fa: 'شما در این دستگاه چنین نقشی ندارید.',
  },
  FORBIDDEN: {
    en: 'You may not do this.',
    fa: 'اجازه این کار را ندارید.',
  },
  UNAUTHENTICATED: {
    en: 'Sign in first.',
    fa: 'نخست وارد سامانه شوید.',
  },

  // Input
  INPUT_INVALID: {
    en: 'The request is not of the documented form; `field` says where.',
    fa: 'درخواست با ساختار اعلام‌شده سازگار نیست.',
  },
  BODY_UNREADABLE: {
    en: 'The body is not valid JSON in valid UTF-8.',
    fa: 'بدنه درخواست خواندنی نیست.',
  },
  BODY_TOO_LARGE: {
    en: 'The body is too large.',
    fa: 'حجم درخواست بیش از اندازه است.',
  },
  CONTENT_TYPE_UNSUPPORTED: {
    en: 'Send application/json; a comment with files may come as multipart/form-data.',
    fa: 'قالب درخواست پشتیبانی نمی‌شود.',
  },
  TEXT_EMPTY: { en: 'The text is empty.', fa: 'متن خالی است.' },
  TEXT_TOO_LONG: { en: 'The text is too long.', fa: 'متن بلندتر از حد مجاز است.' },
  TEXT_HAS_NUL: {
    en: 'The text holds a NUL character.',
    fa: 'متن نویسه نامجاز NUL دارد.',
  },
  TEXT_HAS_LONE_SURROGATE: {
    en: 'The text holds half a character (a lone surrogate).',
    fa: 'متن نویسه ناقص دارد.',
  },
  TEXT_HAS_CONTROL: {
    en: 'The text holds a control character.',
    fa: 'متن نویسه کنترلی نامجاز دارد.',
  },
  TEXT_TOO_MANY_MARKS: {
    en: 'The text stacks too many marks on one letter.',
    fa: 'شمار نشانه‌های روی یک حرف بیش از اندازه است.',
  },
  TEXT_HAS_BIDI_CONTROL: {
    en: 'A name may not hold characters that change the direction of text.',
    fa: 'نام نباید نویسه تغییر جهت متن داشته باشد.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    en: 'Send an Idempotency-Key header.',
    fa: 'سرایند Idempotency-Key ارسال نشده است.',
  },
  IDEMPOTENCY_KEY_WEAK: {
    en: 'The Idempotency-Key can be guessed; use a random UUID (version 4) or 128 random bits.',
    fa: 'کلید Idempotency-Key حدس‌زدنی است؛ از UUID تصادفی استفاده کنید.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    en: 'This Idempotency-Key was used with another body.',
    fa: 'این کلید Idempotency-Key با درخواست دیگری به کار رفته است.',
  },
  CHALLENGE_INVALID: {
    en: 'This is not a solved challenge of ours for this docket.',
    fa: 'حل چالش با این پرونده سازگار نیست؛ چالش تازه‌ای بگیرید.',
  },
  CHALLENGE_EXPIRED: {
    en: 'The challenge has expired; ask for a new one.',
    fa: 'اعتبار چالش پایان یافته است؛ چالش تازه‌ای بگیرید.',
  },
  CHALLENGE_SPENT: {
    en: 'The challenge was used before; ask for a new one.',
    fa: 'این چالش پیش‌تر به کار رفته است؛ چالش تازه‌ای بگیرید.',
  },
  TOO_FAST: {
    en: 'More comes from this network than people write; try again after `Retry-After` seconds.',
    fa: 'درخواست‌های رسیده از این شبکه بسیار پرشتاب است؛ اندکی بعد دوباره تلاش کنید.',
  },
  ATTACHMENTS_TOO_MANY: {
    en: 'A comment has at most five attachments.',
    fa: 'هر نظر حداکثر پنج پیوست می‌پذیرد.',
  },
  ATTACHMENT_TOO_LARGE: {
    en: 'An attachment is too large.',
    fa: 'حجم یکی از پیوست‌ها بیش از اندازه است.',
  },
  ATTACHMENT_REFUSED: {
    en: 'An attachment is not a sound file of one of the kinds taken; `problem` says what is wrong.',
    fa: 'یکی از پیوست‌ها فایل سالمی از گونه‌های پذیرفته نیست.',
  },
  ATTACHMENT_INFECTED: {
    en: 'The attachment was found infected; it is not released.',
    fa: 'این پیوست آلوده شناخته شد و منتشر نمی‌شود.',
  },
  SCANNER_AWAY: {
    en: 'The virus scanner does not answer; the attachment stays in quarantine.',
    fa: 'ویروس‌یاب پاسخ نمی‌دهد؛ پیوست در قرنطینه می‌ماند.',
  },
  FORM_EXPIRED: {
    en: 'The form was opened too long ago; send it again.',
    fa: 'از بازشدن این فرم زمان زیادی گذشته است؛ دوباره ارسال کنید.',
  },
  CURSOR_INVALID: {
    en: 'The cursor is not one that a list gave out.',
    fa: 'نشانگر صفحه معتبر نیست.',
  },
  CLAUSE_UNKNOWN: {
    en: 'The exposed text has no such clause.',
    fa: 'متن منتشرشده چنین بخشی ندارد.',
  },
  DATE_UNREADABLE: { en: 'The date cannot be read.', fa: 'تاریخ خوانا نیست.' },
  DATE_DOES_NOT_EXIST: {
    en: 'There is no such day in the Solar Hijri calendar.',
    fa: 'چنین روزی در تقویم هجری خورشیدی وجود ندارد.',
  },

  // Look-ups
  DOCKET_UNKNOWN: { en: 'There is no such docket.', fa: 'چنین پرونده‌ای وجود ندارد.' },
  EXPOSURE_UNKNOWN: {
    en: 'The docket has no such exposure.',
    fa: 'پرونده چنین انتشاری ندارد.',
  },
  NOT_ISSUED: {
    en: 'The draft has not been issued; there is no final text yet.',
    fa: 'پیش‌نویس هنوز صادر نشده و متن نهایی ندارد.',
  },
  ATTACHMENT_UNKNOWN: {
    en: 'The docket has no such attachment.',
    fa: 'پرونده چنین پیوستی ندارد.',
  },
  UNIT_UNKNOWN: {
    en: 'The body has no such unit.',
    fa: 'این دستگاه چنین واحدی ندارد.',
  },
  BODY_UNKNOWN: { en: 'There is no such issuing body.', fa: 'چنین دستگاهی وجود ندارد.' },
  MEMBERSHIP_UNKNOWN: { en: 'There is no such membership.', fa: 'چنین عضویتی وجود ندارد.' },
  HOLIDAY_UNKNOWN: { en: 'There is no such holiday.', fa: 'چنین تعطیلی‌ای ثبت نشده است.' },
  HOLIDAY_CONFIRMED: {
    en: 'This holiday is confirmed already.',
    fa: 'این تعطیلی پیش‌تر قطعی شده است.',
  },
  HOLIDAYS_FAULTY: {
    en: 'The table has lines that cannot be read; nothing of it was kept.',
    fa: 'برخی سطرهای جدول خوانده نشد؛ هیچ سطری ذخیره نشد.',
  },
  COMMENT_UNKNOWN: { en: 'There is no such comment.', fa: 'چنین نظری وجود ندارد.' },
  ROUTE_UNKNOWN: { en: 'There is nothing at this address.', fa: 'نشانی نادرست است.' },
  METHOD_NOT_ALLOWED: {
    en: 'This address does not take this method.',
    fa: 'این روش برای این نشانی پذیرفته نیست.',
  },
  ORIGIN_FORBIDDEN: {
    en: 'This portal is not registered for the docket’s body.',
    fa: 'این درگاه برای دستگاه ثبت نشده است.',
  },
  TRACKING_CODE_UNREADABLE: {
    en: 'This does not look like a tracking code: 17 letters and digits.',
    fa: 'این نوشته کد رهگیری نیست؛ کد رهگیری ۱۷ حرف و رقم دارد.',
  },
  TRACKING_CODE_MISTYPED: {
    en: 'The check character does not fit: a character was mistyped.',
    fa: 'کد رهگیری درست وارد نشده است؛ یکی از نویسه‌ها اشتباه است.',
  },
  TRACKING_CODE_UNKNOWN: {
    en: 'No comment has this tracking code.',
    fa: 'نظری با این کد رهگیری یافت نشد.',
  },

  COPY_GROUP_UNKNOWN: {
    en: 'There is no such group of copies, or it is known by another text now.',
    fa: 'چنین گروهی از متن‌های همانند نیست، یا اکنون با متن دیگری شناخته می‌شود.',
  },
  ...EXPORT_REFUSALS,
  ...EVIDENCE_REFUSALS,
  ...THEME_REFUSALS,
  ...REPORT_REFUSALS,

  // Screening and responding
  ASSIGNMENT_REFUSED: {
    en: 'The comment is already with this unit, for the same day.',
    fa: 'این نظر هم‌اکنون با همین مهلت نزد همین واحد است.',
  },
  ALREADY_ERASED: {
    en: 'The text of this comment was erased.',
    fa: 'متن این نظر پیش‌تر امحا شده است.',
  },
  CONTACT_UNKNOWN: {
    en: 'Whoever filed this comment left neither name nor contact.',
    fa: 'فرستنده این نظر نام یا نشانی تماسی نگذاشته است.',
  },
  ERASURE_REFUSED: {
    en: 'A comment is erased by two people: one asks for it, and another approves.',
    fa: 'امحای متن نظر کار دو نفر است: یکی درخواست می‌کند و دیگری تأیید.',
  },
  REDACTION_REFUSED: {
    en: 'Words are hidden by a redaction with its reason alone.',
    fa: 'پوشاندن بخشی از متن تنها با ثبت دلیل آن ممکن است.',
  },
  DUE_IN_PAST: {
    en: 'A response cannot be due on a day that is over.',
    fa: 'مهلت پاسخ نمی‌تواند روزی گذشته باشد.',
  },
  STATE_CHANGE_REFUSED: {
    en: 'A comment in this state cannot go to that one.',
    fa: 'گذار نظر از این وضعیت به وضعیت خواسته‌شده ممکن نیست.',
  },
  OVERLOADED: {
    en: 'The service is busy; try again shortly with the same Idempotency-Key.',
    fa: 'سامانه پرکار است؛ اندکی بعد دوباره تلاش کنید.',
  },
  SHUTTING_DOWN: {
    en: 'The service is shutting down; try again shortly with the same Idempotency-Key.',
    fa: 'سامانه در حال توقف است؛ اندکی بعد با همان Idempotency-Key دوباره تلاش کنید.',
  },
  STORAGE_FULL: {
    en: 'The service has no room left to record this; try again later with the same Idempotency-Key.',
    fa: 'فضای ذخیره‌سازی سامانه پر است و چیزی ثبت نشد؛ بعداً با همان Idempotency-Key دوباره تلاش کنید.',
  },
  INTERNAL: {
    en: 'Something failed on our side; nothing was recorded by this request.',
    fa: 'خطایی در سامانه رخ داد.',
  },
} as const satisfies Readonly<Record<string, RefusalMessage>>
