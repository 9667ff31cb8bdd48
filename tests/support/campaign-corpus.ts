import { chanceOf, type Chance } from '../races/seeded-chance'

/** A comment of the corpus, with the truth about it. */
export interface CorpusComment {
  readonly text: string
  /** The campaign whose text it is a copy of; null of a comment that is nobody’s copy. */
  readonly campaign: string | null
}

type Items = readonly [string, ...string[]]

/** One text that many send, and what they write instead of some of its words. */
export interface Campaign {
  readonly name: string
  readonly text: string
  /** Words of the text, each with what stands in their place in an edited copy. */
  readonly edits: readonly [Edit, ...Edit[]]
  /** The same opinion in words of one’s own: no copies. */
  readonly paraphrases: Items
}
type Edit = readonly [from: string, to: string]

export const CAMPAIGNS: readonly [Campaign, ...Campaign[]] = [
  {
    name: 'workshops',
    text: `با ماده ۵ پیش‌نویس آیین‌نامه اجرایی مخالفیم. این ماده کارگاه‌های کمتر از ۱۰ نفر را مکلف می‌کند که هر ماه گزارش بیمه و ایمنی را جداگانه بفرستند، در حالی که همین اطلاعات در سامانه تأمین اجتماعی موجود است. اجرای آن برای هر کارگاه دست‌کم ۱۲ میلیون ریال در ماه هزینه دارد و بسیاری از کارگاه‌های کوچک را به تعطیلی می‌کشاند. درخواست می‌کنیم ماده ۵ حذف شود و دستگاه‌ها اطلاعات را از یکدیگر بگیرند.`,
    edits: [
      ['بسیاری از کارگاه‌های کوچک را به تعطیلی می‌کشاند', 'کارگران زیادی را بیکار می‌کند'],
      ['درخواست می‌کنیم ماده ۵ حذف شود', 'تقاضا داریم ماده ۵ اصلاح شود'],
      ['دست‌کم ۱۲ میلیون ریال در ماه', 'نزدیک به ۲۰ میلیون ریال در هر فصل'],
    ],
    paraphrases: [
      'گزارش دادن هر ماه برای یک مغازه سه‌نفره یعنی استخدام حسابدار. وقتی بیمه همه‌چیز را در سامانه خودش دارد، چرا دوباره از ما می‌خواهید؟ این تکلیف را بردارید.',
      'واحدهای خرد توان پرداخت چنین مخارجی را ندارند؛ بهتر است سازمان‌های دولتی داده‌های خود را با هم به اشتراک بگذارند تا نیازی به ارسال دوباره نباشد.',
    ],
  },
  {
    name: 'trucks',
    text: `ما رانندگان و مالکان کامیون به تعرفه پیشنهادی جدول ۲ اعتراض داریم. هزینه لاستیک، روغن و تعمیرات در دو سال گذشته بیش از ۸۰ درصد بالا رفته، اما کرایه هر تن‌کیلومتر تنها ۱۵ درصد افزایش یافته است. با این نرخ، حمل بار در مسیرهای کم‌بار زیان‌ده می‌شود و ناوگان فرسوده می‌ماند. تعرفه باید هر شش ماه بر پایه بهای واقعی قطعات بازنگری شود و نماینده رانندگان در کمیسیون حق رأی داشته باشد.`,
    edits: [
      ['بیش از ۸۰ درصد بالا رفته', 'نزدیک به دو برابر شده'],
      ['هر شش ماه بر پایه بهای واقعی قطعات', 'هر سال با نظر انجمن‌های صنفی'],
      ['حمل بار در مسیرهای کم‌بار زیان‌ده می‌شود', 'کسی بار به شهرهای مرزی نمی‌برد'],
    ],
    paraphrases: [
      'کرایه‌ای که در پیش‌نویس نوشته‌اید خرج جاده را هم در نمی‌آورد. یک حلقه لاستیک امروز درآمد یک هفته ماست. نرخ را با قیمت بازار حساب کنید.',
      'پیشنهاد می‌شود نمایندگان صنف در تعیین نرخ حمل حضور داشته باشند، زیرا محاسبات فعلی با واقعیت مخارج ناوگان فاصله زیادی دارد.',
    ],
  },
  {
    name: 'students',
    text: `دانشجویان دوره‌های شبانه از تبصره ۳ ماده ۷ آسیب می‌بینند. افزایش شهریه به ۱۵۰ درصد پایه، آن هم از نیم‌سال جاری، خلاف تعهدی است که دانشگاه هنگام پذیرش داده است. خواهشمندیم این تبصره تنها برای ورودی‌های سال ۱۴۰۶ به بعد اجرا شود و وام شهریه متناسب با نرخ تازه بالا برود.`,
    edits: [
      ['خواهشمندیم این تبصره تنها برای', 'پیشنهاد ما این است که تبصره فقط برای'],
      [
        'خلاف تعهدی است که دانشگاه هنگام پذیرش داده است',
        'با قول دانشگاه در زمان ثبت‌نام نمی‌خواند',
      ],
      ['وام شهریه متناسب با نرخ تازه بالا برود', 'امکان پرداخت قسطی فراهم شود'],
    ],
    paraphrases: [
      'وسط ترم قیمت را عوض کردن درست نیست. من وقتی ثبت‌نام کردم مبلغ دیگری به من گفتند و حالا پول ادامه تحصیل را ندارم.',
      'قانون نباید به گذشته برگردد؛ هر نرخ تازه‌ای را برای کسانی بگذارید که هنوز وارد دانشگاه نشده‌اند.',
    ],
  },
  {
    name: 'wetland',
    text: `ما ساکنان روستاهای حاشیه تالاب با واگذاری ۳۰۰ هکتار از حریم تالاب برای شهرک صنعتی مخالفیم. بند ب ماده ۱۱ راه را برای تغییر کاربری بدون ارزیابی زیست‌محیطی باز می‌کند. آب چاه‌های ما از همین تالاب است و با ورود پساب، کشاورزی و دامداری بیش از دو هزار خانوار از میان می‌رود. بند ب را حذف کنید و هر واگذاری را به رأی شورای روستا و گزارش سازمان حفاظت محیط زیست مشروط کنید تا سرمایه‌گذار هم بداند که قاعده چیست و پس از ساخت کارخانه با دستور تخلیه روبه‌رو نشود.`,
    edits: [
      ['بند ب را حذف کنید و هر واگذاری را', 'می‌خواهیم بند ب لغو شود و واگذاری زمین'],
      [
        'کشاورزی و دامداری بیش از دو هزار خانوار از میان می‌رود',
        'باغ‌ها خشک می‌شوند و مردم ناچار به شهر می‌روند',
      ],
    ],
    paraphrases: [
      'پرنده‌های مهاجر هر زمستان اینجا می‌نشینند. کارخانه جای دیگری هم می‌شود ساخت ولی تالاب را نمی‌شود دوباره ساخت. خواهش می‌کنم زمین ندهید.',
      'بدون مطالعه درباره آلودگی سفره‌های زیرزمینی، دادن مجوز به صنایع در نزدیکی آبادی‌ها خطرناک است و سلامت اهالی را تهدید می‌کند.',
    ],
  },
  {
    name: 'pharmacies',
    text: `فروش داروی بدون نسخه در فروشگاه‌ها را از پیش‌نویس حذف کنید. داروساز تداخل دارو را می‌بیند و فروشنده نمی‌بیند. جان بیماران مهم‌تر از آسان شدن خرید است.`,
    edits: [
      ['جان بیماران مهم‌تر از آسان شدن خرید است', 'سلامت مردم کالا نیست'],
      ['را از پیش‌نویس حذف کنید', 'را مجاز نکنید'],
    ],
    paraphrases: [
      'مسکن را نباید کنار چیپس گذاشت. پدر من به‌خاطر مصرف خودسرانه زخم معده گرفت.',
      'توصیه می‌شود عرضه این اقلام همچنان در انحصار داروخانه بماند و نظارت بیشتر شود.',
    ],
  },
]

const GREETINGS: Items = [
  'با سلام و احترام',
  'به نام خدا\nبا سلام',
  'سلام. وقت بخیر.',
  'ضمن عرض سلام و خسته نباشید خدمت مسئولان محترم،',
  'با درود فراوان.',
]
const GIVEN: Items = [
  'علی',
  'زهرا',
  'محمدرضا',
  'فاطمه',
  'آرش',
  'نسرین',
  'کاوه',
  'مریم',
  'یوسف',
  'شیرین',
]
const FAMILY: Items = [
  'رضایی',
  'کریمی',
  'موسوی‌نژاد',
  'احمدی',
  'یزدانی',
  'کاظمی',
  'نیک‌پور',
  'شریفی',
]
const PLACES: Items = ['تبریز', 'اهواز', 'یزد', 'کرمانشاه', 'بندرعباس', 'سنندج', 'مشهد', 'شهرکرد']
const CLOSINGS: Items = ['با احترام،', 'با تشکر', 'ارادتمند', 'امضا:', 'با سپاس از توجه شما،']
const OWN_SENTENCES: Items = [
  'من خودم ده سال است که در این کار هستم و این را دیده‌ام.',
  'لطفاً به این نظر پاسخ بدهید.',
  'خانواده ما هم همین مشکل را دارد.',
  'در استان ما وضع از این هم بدتر است.',
  'امیدوارم این بار حرف مردم شنیده شود.',
]

/** Comments of nobody’s campaign are put together from these, one of each. */
const SUBJECTS: Items = [
  'درباره مهلت ثبت درخواست در ماده ۴',
  'راجع به ترکیب هیئت داوری',
  'نسبت به تعریف «ذی‌نفع» در ماده ۱',
  'در مورد جریمه دیرکرد تبصره ۲',
  'درباره سامانه یکپارچه استعلام',
  'پیرامون شرط سابقه کار متقاضیان',
  'در باب نشانی الکترونیکی و ابلاغ',
  'برای بند مربوط به مناطق محروم',
  'درباره حق اعتراض به رأی کمیته',
  'راجع به انتشار فهرست دارندگان مجوز',
]
const CLAIMS: Items = [
  'به نظرم زمان پیش‌بینی‌شده بسیار کوتاه است',
  'متن با قانون مدیریت خدمات کشوری ناسازگار است',
  'نقش تشکل‌های مردمی دیده نشده',
  'عبارت‌ها مبهم‌اند و هر کسی برداشت خود را می‌کند',
  'از این تصمیم استقبال می‌کنم',
  'هزینه‌ای که به متقاضی تحمیل می‌شود منصفانه نیست',
  'مرجع رسیدگی باید بی‌طرف باشد',
  'این قسمت از همه بخش‌های دیگر بهتر نوشته شده',
  'نیمی از روستاها اینترنت پایدار ندارند',
  'ضمانت اجرای روشنی گذاشته نشده است',
]
const REASONS: Items = [
  'چون سال گذشته پرونده من به همین دلیل رد شد.',
  'زیرا در آمریکا و آلمان هم راه دیگری رفته‌اند.',
  'تجربه طرح پیشین نشان داد که مراجعه حضوری کم نمی‌شود.',
  'سالمندان نمی‌توانند با تلفن همراه کار کنند.',
  'گزارش دیوان محاسبات هم همین را می‌گوید.',
  'کارشناسان بارها در این زمینه هشدار داده‌اند.',
  'بازرسان فرصت رسیدگی به این همه مورد را ندارند.',
  'چنین روشی فساد اداری را کمتر می‌کند.',
  'در عمل هیچ‌کس مسئولیت را به گردن نمی‌گیرد.',
  'مردم باید بدانند پولشان کجا خرج می‌شود.',
]
const REQUESTS: Items = [
  'یک ماه به آن اضافه کنید.',
  'پیشنهاد من بازگشت به نسخه قبلی است.',
  'خوب است نمونه فرم هم پیوست شود.',
  'همین‌طور ادامه بدهید، متشکرم.',
  'سقف مبلغ را به نصف برسانید.',
  'لازم است یک نفر از دادگستری حاضر باشد.',
  'واژه‌ها را در ماده نخست معنا کنید.',
  'دفتر پیشخوان را هم به این کار بگمارید.',
  'آمار اجرای آن هر فصل منتشر گردد.',
  'تا آماده شدن زیرساخت، اجرا را عقب بیندازید.',
]
/** What those copy who comment on the words of a clause: no campaign, though much is the same. */
const QUOTED =
  '«متقاضی مکلف است ظرف ده روز از تاریخ ابلاغ، مدارک تکمیلی را در سامانه بارگذاری کند.»'

/** The Arabic keyboard of many phones and old systems. */
export const onArabicKeyboard = (text: string) => text.replace(/ی/g, 'ي').replace(/ک/g, 'ك')
export const withoutZwnj = (text: string) => text.replace(/\u200c/g, '')
const spacedOut = (text: string) => text.replace(/\u200c/g, ' ')
const withDigitsFrom = (zero: number) => (text: string) =>
  text.replace(/[۰-۹]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x06f0 + zero))
export const withArabicDigits = withDigitsFrom(0x0660)
export const withLatinDigits = withDigitsFrom(0x30)
const inOneLine = (text: string) => text.replace(/\n/g, ' ')
const inLines = (text: string) => text.replace(/\. /g, '.\n')
const unpunctuated = (text: string) => text.replace(/[.،؛«»]/g, '')

/** Other signs, the same words: what makes an exact copy of a text. */
function respelt(text: string, chance: Chance): string {
  const ways: ((text: string) => string)[] = []
  if (chance.whole(1, 4) === 1) ways.push(onArabicKeyboard)
  if (chance.whole(1, 3) === 1) ways.push(chance.pick([withoutZwnj, spacedOut]))
  if (chance.whole(1, 2) === 1) ways.push(chance.pick([withArabicDigits, withLatinDigits]))
  if (chance.whole(1, 3) === 1) ways.push(chance.pick([inOneLine, inLines, unpunctuated]))
  return ways.reduce((written, way) => way(written), text)
}

/** A copy as somebody sends it: with a greeting, a name, words of their own, or nothing changed. */
function copyOf(campaign: Campaign, chance: Chance): string {
  let text = campaign.text
  if (chance.whole(1, 5) === 1) text = edited(text, chance.pick(campaign.edits))
  if (chance.whole(1, 6) === 1) text = `${text} ${chance.pick(OWN_SENTENCES)}`
  if (chance.whole(1, 3) === 1) text = `${chance.pick(GREETINGS)}\n${text}`
  if (chance.whole(1, 2) === 1) text = `${text}\n${nameBelow(chance)}`
  return respelt(text, chance)
}

export const edited = (text: string, [from, to]: Edit) => text.replace(from, to)

function nameBelow(chance: Chance): string {
  const name = `${chance.pick(GIVEN)} ${chance.pick(FAMILY)}`
  const closing = chance.whole(1, 2) === 1 ? `${chance.pick(CLOSINGS)}\n` : ''
  return `${closing}${name}${chance.whole(1, 2) === 1 ? ` از ${chance.pick(PLACES)}` : ''}`
}

/**
 * Comments that people thought of alone, now and then about the words of a clause. No two have
 * more than two of their four parts in common, or they would be copies in truth.
 */
function ownComments(count: number, chance: Chance): string[] {
  const parts = [SUBJECTS, CLAIMS, REASONS, REQUESTS]
  const taken = new Set<string>()
  const comments: string[] = []
  while (comments.length < count) {
    const chosen = parts.map((options) => chance.pick(options))
    const threes = chosen.map((_, left) => chosen.filter((__, at) => at !== left).join(' '))
    if (threes.some((three) => taken.has(three))) continue
    for (const three of threes) taken.add(three)
    const quoted = chance.whole(1, 6) === 1 ? `${QUOTED} ` : ''
    comments.push(`${quoted}${chosen[0]!}، ${chosen[1]!}. ${chosen[2]!} ${chosen[3]!}`)
  }
  return comments
}

/**
 * Comments in the order of filing: so many copies of each campaign, and so many of nobody’s.
 *
 * @param others - at most some 400: there are not more that are unlike
 */
export function campaignCorpus(
  seed: string,
  { copies, others }: { copies: number; others: number },
): CorpusComment[] {
  const chance = chanceOf(seed)
  const corpus: CorpusComment[] = CAMPAIGNS.flatMap((campaign) => [
    ...Array.from({ length: copies }, () => ({
      text: copyOf(campaign, chance),
      campaign: campaign.name,
    })),
    ...campaign.paraphrases.map((text) => ({ text, campaign: null })),
  ])
  for (const text of ownComments(others, chance)) {
    corpus.push({ text: respelt(text, chance), campaign: null })
  }
  for (let at = corpus.length - 1; at > 0; at -= 1) {
    const other = chance.whole(0, at)
    ;[corpus[at], corpus[other]] = [corpus[other]!, corpus[at]!]
  }
  return corpus
}
