import type {
  Channel,
  CommentState,
  CommentType,
  Disposition,
  SubmitterCategory,
  SubmitterType,
  WithholdReason,
} from '../../../domain/comment'
import type { ExportLanguage, ExportProfile } from '../../../domain/docket-export'

/** What the tables of an export say beside the comments themselves. */
export interface ExportWords {
  readonly title: (of: string) => string
  readonly comments: string
  readonly official: string
  readonly yes: string
  readonly no: string
  readonly wholeDraft: string
  readonly noResponse: string
  readonly erased: string
  readonly notShown: string
  readonly headings: Readonly<
    Record<
      | 'docket'
      | 'seq'
      | 'publicId'
      | 'receivedAt'
      | 'receivedAtIso'
      | 'late'
      | 'channel'
      | 'portal'
      | 'type'
      | 'rating'
      | 'clause'
      | 'state'
      | 'withholdReason'
      | 'text'
      | 'suggestedWording'
      | 'submitterType'
      | 'submitterCategory'
      | 'pseudonym'
      | 'displayName'
      | 'name'
      | 'contact'
      | 'onBehalfOf'
      | 'unit'
      | 'dueAt'
      | 'response'
      | 'disposition'
      | 'respondedAt'
      | 'theme'
      | 'responses'
      | 'attachments'
      | 'textHash'
      | 'proposer'
      | 'reason',
      string
    >
  >
  readonly labels: {
    readonly channels: Readonly<Record<Channel, string>>
    readonly types: Readonly<Record<CommentType, string>>
    readonly states: Readonly<Record<CommentState, string>>
    readonly withholdReasons: Readonly<Record<WithholdReason, string>>
    readonly dispositions: Readonly<Record<Disposition, string>>
    readonly submitterTypes: Readonly<Record<SubmitterType, string>>
    readonly submitterCategories: Readonly<Record<SubmitterCategory, string>>
  }
  readonly facts: {
    readonly body: string
    readonly subject: string
    readonly instant: string
    readonly instantIso: string
    readonly profile: string
    readonly profiles: Readonly<Record<ExportProfile, string>>
    readonly covers: string
    readonly covered: (docket: string, seq: string) => string
    readonly dockets: (count: string) => string
    readonly filter: string
    readonly noFilter: string
    readonly rows: string
    readonly formulas: string
    readonly formulaRule: string
  }
  readonly files: {
    readonly archive: (title: string) => string
    readonly title: string
    readonly name: string
    readonly bytes: string
    readonly sha256: string
  }
}

const PERSIAN: ExportWords = {
  title: (of) => `نظرهای دریافت‌شده: ${of}`,
  comments: 'نظرها',
  official: 'جدول نظرها و پاسخ‌ها',
  yes: 'بله',
  no: 'خیر',
  wholeDraft: 'کل پیش‌نویس',
  noResponse: 'بدون پاسخ',
  erased: '[متن این نظر به حکم قانون امحا شده است.]',
  notShown: '[متن این نظر در این خروجی نمی‌آید.]',
  headings: {
    docket: 'پرونده',
    seq: 'ردیف',
    publicId: 'شناسه عمومی',
    receivedAt: 'زمان دریافت',
    receivedAtIso: 'زمان دریافت (جهانی)',
    late: 'پس از مهلت',
    channel: 'راه دریافت',
    portal: 'درگاه',
    type: 'نوع',
    rating: 'امتیاز',
    clause: 'ماده',
    state: 'وضعیت',
    withholdReason: 'دلیل عدم انتشار',
    text: 'متن نظر',
    suggestedWording: 'متن پیشنهادی',
    submitterType: 'فرستنده',
    submitterCategory: 'گروه فرستنده',
    pseudonym: 'نام مستعار',
    displayName: 'نام نمایشی',
    name: 'نام',
    contact: 'راه تماس',
    onBehalfOf: 'به نمایندگی از',
    unit: 'واحد',
    dueAt: 'مهلت پاسخ',
    response: 'پاسخ',
    disposition: 'نتیجه',
    respondedAt: 'زمان پاسخ',
    theme: 'محور پاسخ',
    responses: 'شمار پاسخ‌ها',
    attachments: 'پیوست‌ها',
    textHash: 'اثر انگشت متن',
    proposer: 'پیشنهاددهنده',
    reason: 'پاسخ و دلیل',
  },
  labels: {
    channels: {
      widget: 'ابزارک درگاه',
      'hosted-page': 'صفحه سامانه',
      api: 'رابط برنامه‌نویسی',
      email: 'رایانامه',
      sms: 'پیامک',
      phone: 'تلفن',
      voicemail: 'پیام صوتی',
      'in-person': 'حضوری',
      letter: 'نامه',
      forum: 'تالار گفت‌وگو',
      import: 'ورود گروهی',
    },
    types: {
      opinion: 'نظر',
      suggestion: 'پیشنهاد',
      criticism: 'انتقاد',
      satisfaction: 'رضایت',
      request: 'درخواست',
      complaint: 'شکایت',
    },
    states: {
      received: 'در انتظار بررسی',
      published: 'منتشرشده',
      withheld: 'منتشرنشده',
      spam: 'هرزنامه',
    },
    withholdReasons: {
      'personal-data': 'داشتن اطلاعات شخصی',
      insult: 'توهین',
      unlawful: 'محتوای خلاف قانون',
      'off-topic': 'بی‌ارتباط با پیش‌نویس',
      advertising: 'تبلیغ',
      'other-person': 'نوشتن به نام دیگری',
    },
    dispositions: {
      accepted: 'پذیرفته شد',
      'partly-accepted': 'بخشی پذیرفته شد',
      rejected: 'پذیرفته نشد',
      'out-of-scope': 'بیرون از موضوع',
      'already-provided': 'در متن آمده است',
    },
    submitterTypes: { person: 'شخص', institution: 'نهاد یا دستگاه', media: 'رسانه' },
    submitterCategories: {
      citizen: 'شهروند',
      elite: 'نخبه',
      specialist: 'متخصص',
      'informed-view': 'صاحب‌نظر',
      manager: 'مدیر دستگاه اجرایی',
      expert: 'کارشناس دستگاه اجرایی',
    },
  },
  facts: {
    body: 'دستگاه',
    subject: 'موضوع',
    instant: 'زمان خروجی',
    instantIso: 'زمان خروجی (جهانی)',
    profile: 'گستره',
    profiles: {
      public: 'عمومی: بدون نام و راه تماس، و متن نظرهای منتشرشده',
      working: 'کاری: متن همه نظرها با نام مستعار',
      full: 'کامل: متن اصلی با نام و راه تماس؛ محرمانه',
    },
    covers: 'دربرگیرنده',
    covered: (docket, seq) => `پرونده ${docket}: نظرهای ۱ تا ${seq}`,
    dockets: (count) => `${count} پرونده`,
    filter: 'پالایه',
    noFilter: 'بدون پالایه',
    rows: 'بیشترین شمار ردیف',
    formulas: 'خانه‌های متنی',
    formulaRule:
      'در CSV اگر متنی ممکن بود فرمول شمرده شود یا خود با ' +
      "«'» آغاز شده باشد، یک «'» پیش از آن آمده است؛ با برداشتن همان یک نشانه، متن اصلی به دست می‌آید.",
  },
  files: {
    archive: (title) => `بایگانی پرونده: ${title}`,
    title: 'پرونده‌های این بایگانی',
    name: 'نام',
    bytes: 'بایت',
    sha256: 'SHA-256',
  },
}

const ENGLISH: ExportWords = {
  title: (of) => `Comments received: ${of}`,
  comments: 'Comments',
  official: 'Comments and responses',
  yes: 'yes',
  no: 'no',
  wholeDraft: 'the whole draft',
  noResponse: 'no response',
  erased: '[The text of this comment was erased on a legal basis.]',
  notShown: '[This export does not show the text of this comment.]',
  headings: {
    docket: 'Docket',
    seq: 'No.',
    publicId: 'Public id',
    receivedAt: 'Received',
    receivedAtIso: 'Received (UTC)',
    late: 'Late',
    channel: 'Channel',
    portal: 'Portal',
    type: 'Type',
    rating: 'Rating',
    clause: 'Clause',
    state: 'State',
    withholdReason: 'Why withheld',
    text: 'Comment',
    suggestedWording: 'Suggested wording',
    submitterType: 'Submitter',
    submitterCategory: 'Category of submitter',
    pseudonym: 'Pseudonym',
    displayName: 'Shown name',
    name: 'Name',
    contact: 'Contact',
    onBehalfOf: 'On behalf of',
    unit: 'Unit',
    dueAt: 'Response due',
    response: 'Response',
    disposition: 'Disposition',
    respondedAt: 'Responded',
    theme: 'Theme answered',
    responses: 'Responses',
    attachments: 'Attachments',
    textHash: 'Text hash',
    proposer: 'Proposed by',
    reason: 'Response and reason',
  },
  labels: {
    channels: {
      widget: 'widget',
      'hosted-page': 'hosted page',
      api: 'API',
      email: 'e-mail',
      sms: 'SMS',
      phone: 'phone',
      voicemail: 'voicemail',
      'in-person': 'in person',
      letter: 'letter',
      forum: 'forum',
      import: 'import',
    },
    types: {
      opinion: 'opinion',
      suggestion: 'suggestion',
      criticism: 'criticism',
      satisfaction: 'satisfaction',
      request: 'request',
      complaint: 'complaint',
    },
    states: {
      received: 'waiting to be screened',
      published: 'published',
      withheld: 'withheld',
      spam: 'spam',
    },
    withholdReasons: {
      'personal-data': 'personal data',
      insult: 'insult',
      unlawful: 'unlawful content',
      'off-topic': 'off topic',
      advertising: 'advertising',
      'other-person': 'in somebody else’s name',
    },
    dispositions: {
      accepted: 'accepted',
      'partly-accepted': 'partly accepted',
      rejected: 'rejected',
      'out-of-scope': 'out of scope',
      'already-provided': 'already provided',
    },
    submitterTypes: { person: 'person', institution: 'institution', media: 'media' },
    submitterCategories: {
      citizen: 'citizen',
      elite: 'elite',
      specialist: 'specialist',
      'informed-view': 'informed view',
      manager: 'manager of a public body',
      expert: 'expert of a public body',
    },
  },
  facts: {
    body: 'Body',
    subject: 'Subject',
    instant: 'Instant of the export',
    instantIso: 'Instant of the export (UTC)',
    profile: 'Profile',
    profiles: {
      public: 'public: no names and contacts, and the texts of published comments',
      working: 'working: the texts of all comments, with pseudonyms',
      full: 'full: texts as filed, with names and contacts; confidential',
    },
    covers: 'Covers',
    covered: (docket, seq) => `docket ${docket}: comments 1 to ${seq}`,
    dockets: (count) => `${count} dockets`,
    filter: 'Filter',
    noFilter: 'none',
    rows: 'Rows at most',
    formulas: 'Text cells',
    formulaRule:
      "In CSV a text that could be taken for a formula, or that begins with ' itself, has one ' " +
      'before it; without that one mark it is the text as filed.',
  },
  files: {
    archive: (title) => `Archive of the docket: ${title}`,
    title: 'Files of this archive',
    name: 'Name',
    bytes: 'Bytes',
    sha256: 'SHA-256',
  },
}

const WORDS: Readonly<Record<ExportLanguage, ExportWords>> = { fa: PERSIAN, en: ENGLISH }

export function exportWordsOf(language: ExportLanguage): ExportWords {
  return WORDS[language]
}
