import type { RecordLabels } from './record-labels'

/** What the values of the record are called in Persian. */
export const faLabels: RecordLabels = {
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
    published: 'منتشرشده',
    received: 'در انتظار بررسی',
    withheld: 'منتشرنشده با ذکر دلیل',
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
    'partly-accepted': 'بخشی از آن پذیرفته شد',
    rejected: 'پذیرفته نشد',
    'out-of-scope': 'بیرون از موضوع پیش‌نویس',
    'already-provided': 'پیش‌تر در متن آمده است',
  },
  eventKinds: {
    extended: 'تمدید مهلت',
    suspended: 'تعلیق مهلت',
    resumed: 'ازسرگیری مهلت',
    withdrawn: 'پس‌گرفتن پیش‌نویس',
  },
  grounds: {
    'late-holiday': 'تعطیلی اعلام‌شده پس از انتشار',
    outage: 'اختلال سامانه',
    request: 'درخواست',
    other: 'دلیل دیگر',
  },
  terminalActs: { promulgate: 'ابلاغ', submit: 'ارسال', implement: 'اجرا' },
  duration: {
    day: (_, written) => `${written} روز`,
    hour: (_, written) => `${written} ساعت`,
    minute: (_, written) => `${written} دقیقه`,
    less: 'کمتر از یک دقیقه',
    and: ' و ',
  },
}
