/** One docket of a campaign: copies of fifty texts, as people send them, and comments of their own. */

const COMMENTS = 'comment_period_public_comments'
const CONTACTS = 'comment_period_contacts'
const HEADS = 'comment_period_docket_heads'

const CAMPAIGNS = 50
/** Of all comments, the part that is a copy of some campaign's text. */
const COPIES = 0.95
/** Of all comments, the part whose sender left a contact. */
const WITH_CONTACT = 0.3
const BATCH = 500

const SUBJECTS =
  'کارگاه رانندگان دانشجویان تالاب داروخانه کشاورزان بازنشستگان معلمان پرستاران مرزنشینان'.split(
    ' ',
  )
const NOUNS =
  'مهلت تبصره سامانه گزارش هزینه عوارض مجوز نظارت کمیسیون استان بودجه آیین‌نامه تعرفه بیمه وام شهریه نشانی درخواست مدارک رأی اعتراض ارزیابی حریم زمین کارخانه روستا خانوار قرارداد مالیات ضمانت'.split(
    ' ',
  )
const VERBS = 'می‌شود می‌ماند ندارد باید می‌دهد نیست می‌گیرد می‌خواهد برساند بماند'.split(' ')
const GREETINGS = ['', 'با سلام و احترام', 'سلام. وقت بخیر.', 'به نام خدا', 'با درود فراوان.']
const GIVEN =
  'علی زهرا محمدرضا فاطمه آرش نسرین کاوه مریم یوسف شیرین بهرام لیلا سعید مینا حمید پروین رضا ناهید امیر سارا'.split(
    ' ',
  )
const FAMILY =
  'رضایی کریمی موسوی احمدی یزدانی کاظمی نیک‌پور شریفی مرادی صادقی جعفری نوری باقری حسینی رحیمی اکبری قاسمی سلطانی امینی فرهادی'.split(
    ' ',
  )
const OWN = [
  'من خودم ده سال است که در این کار هستم و این را دیده‌ام.',
  'خانواده ما هم همین مشکل را دارد.',
  'در استان ما وضع از این هم بدتر است.',
]

/** The same numbers in every run. */
function chanceOf(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function writer(seed) {
  const chance = chanceOf(seed)
  const pick = (items) => items[Math.floor(chance() * items.length)]
  const sentence = () => {
    const words = Array.from({ length: 9 }, () => pick(NOUNS))
    return `${words.slice(0, 4).join(' ')} در ماده ${1 + Math.floor(chance() * 40)} ${words.slice(4).join(' و ')} ${pick(VERBS)}.`
  }
  const text = (sentences) => Array.from({ length: sentences }, sentence).join(' ')
  const campaigns = Array.from(
    { length: CAMPAIGNS },
    (_, at) => `ما ${SUBJECTS[at % SUBJECTS.length]} مخالفیم. ${text(5)}`,
  )
  const copy = () => {
    const common = pick(campaigns)
    const way = chance()
    if (way < 0.4) return common
    if (way < 0.5) return common.replace(/ی/g, 'ي').replace(/ک/g, 'ك')
    const greeted = `${pick(GREETINGS)}\n${common}`
    if (way < 0.65) return greeted
    const own = way < 0.9 ? '' : ` ${pick(OWN)}`
    return `${greeted}${own}\n${pick(GIVEN)} ${pick(FAMILY)}`
  }
  return { next: () => (chance() < COPIES ? copy() : text(3)) }
}

/**
 * Files them by SQL, through the guards. They have no keys, as comments of before there were any:
 * the job makes them as well, which is more than it has to do for those that are filed.
 */
export async function seedCampaigns(strapi, docket, count) {
  const knex = strapi.db.connection
  const head = await knex(HEADS).where({ docket }).first()
  const sqlite = strapi.db.dialect.client === 'sqlite'
  const { next } = writer(1)
  const clock = sqlite
    ? "CAST(round(unixepoch('subsec') * 1000) AS INTEGER)"
    : '(extract(epoch from clock_timestamp()) * 1000)::bigint'
  for (let from = 1; from <= count; from += BATCH) {
    const rows = []
    const [now] = sqlite
      ? await knex.raw(`SELECT ${clock} AS now`)
      : (await knex.raw(`SELECT ${clock} AS now`)).rows
    const at = Number(now.now)
    for (let seq = from; seq < from + BATCH && seq <= count; seq += 1) {
      const unique = `${docket}-${seq}`
      const stamp = new Date(at)
      rows.push({
        document_id: `d-${unique}`,
        docket,
        draft_document_id: head.document_id,
        exposure_n: 1,
        target: 'docket',
        seq,
        public_id: `p-${unique}`,
        type: 'opinion',
        text: next(),
        salt: 'a'.repeat(32),
        text_hash: 'b'.repeat(64),
        language: 'fa',
        channel: 'api',
        received_at: at,
        recorded_at: at,
        late: false,
        state: 'received',
        code_hmac: `c-${unique}`,
        key_hmac: `k-${unique}`,
        code_key_id: 'k1',
        body_fingerprint: '-',
        published_at: stamp,
        created_at: stamp,
        updated_at: stamp,
      })
    }
    await knex.transaction(async (trx) => {
      // Fewer values than a statement may have.
      for (let part = 0; part < rows.length; part += 100)
        await trx(COMMENTS).insert(rows.slice(part, part + 100))
    })
  }
}

/** Contacts of some of them, which nobody can open: what tells senders apart is beside them. */
export async function seedContacts(strapi, docket, count) {
  const knex = strapi.db.connection
  const chance = chanceOf(2)
  for (let from = 1; from <= count; from += BATCH) {
    const contacts = []
    for (let seq = from; seq < from + BATCH && seq <= count; seq += 1) {
      if (chance() >= WITH_CONTACT) continue
      contacts.push({
        comment_document_id: `d-${docket}-${seq}`,
        sealed: '-',
        key_id: 'k1',
        sender_hmac: String(Math.floor(chance() * count))
          .padStart(8, '0')
          .repeat(8),
        sender_key_id: 'k1',
        recorded_at: Date.now(),
      })
    }
    for (let part = 0; part < contacts.length; part += 100)
      await knex(CONTACTS).insert(contacts.slice(part, part + 100))
  }
}

const HOLDER = 'bench'

/** Takes the docket as another node would: nothing is grouped beside what is measured. */
export async function keepFromGrouping(strapi, docket) {
  const knex = strapi.db.connection
  const head = await knex(HEADS).where({ docket }).first()
  const none = ['placed_seq', 'counted_seq', 'edition', 'texts', 'texts_grouped']
  const marks = ['changes', 'changes_counted', 'losses', 'losses_grouped']
  await knex('comment_period_copy_dockets').insert({
    draft_document_id: head.document_id,
    holder: HOLDER,
    held_until: 2 ** 50,
    ...Object.fromEntries([...none, ...marks].map((column) => [column, 0])),
  })
}

export async function letBeGrouped(strapi, docket) {
  const knex = strapi.db.connection
  const head = await knex(HEADS).where({ docket }).first()
  await knex('comment_period_copy_dockets')
    .where({ draft_document_id: head.document_id, holder: HOLDER })
    .update({ holder: null, held_until: null })
}
