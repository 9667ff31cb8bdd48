import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bootFresh, type Json, type TestApp } from '../support/app'
import { CAMPAIGNS, edited, onArabicKeyboard, withLatinDigits } from '../support/campaign-corpus'
import {
  aComment,
  aMember,
  anOpenDocket,
  aSubject,
  databaseNow,
  documents,
  signUp,
  submit,
  type Staff,
} from '../support/docket-builders'
import { T } from '../support/ledger-rows'
import { refusalOf } from '../support/refusals'

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const COMMENTS = 'comment_period_public_comments'
const TEXTS = 'comment_period_copy_texts'
const MEMBERS = 'comment_period_copy_members'
const PLACES = 'comment_period_copy_places'
const DOCKETS = 'comment_period_copy_dockets'

const [WORKSHOPS, TRUCKS, STUDENTS] = CAMPAIGNS
if (TRUCKS === undefined || STUDENTS === undefined) throw new Error('the corpus has shrunk')
const named = (text: string) => `با سلام و احترام.\n${text}\nمریم کریمی`

interface Opened {
  readonly documentId: string
  readonly docket: string
}

async function fileComment(
  { docket }: Opened,
  text: string,
  fields: Json = {},
  to = app,
): Promise<string> {
  const { status, body } = await submit(to, docket, aComment({ text, ...fields }))
  expect([status, body.code]).toEqual([201, undefined])
  return String(body.publicId)
}

type Call = Staff['call']
const copiesOf = (call: Call, { documentId }: Opened, rest = '') =>
  call('GET', `/comment-period/drafts/${documentId}/copies${rest}`)

/** Asks for the copies of a docket until they are as they should be. */
async function until(call: Call, opened: Opened, isSo: (body: Json) => boolean): Promise<Json> {
  for (;;) {
    const { status, body } = await copiesOf(call, opened)
    expect([status, body.code]).toEqual([200, undefined])
    if (isSo(body)) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const isUpToDate = ({ compared }: Json) => compared.upTo === compared.of
const untilCompared = (call: Call, opened: Opened) => until(call, opened, isUpToDate)

/** What is kept of a docket’s texts beside the comments themselves. */
async function keptOf({ documentId }: Opened, of = app) {
  const where = { draft_document_id: documentId }
  return {
    comments: (await of
      .knex(COMMENTS)
      .where(where)
      .orderBy('seq')
      .select('public_id', 'document_id', 'copy_key', 'text')) as Json[],
    texts: (await of.knex(TEXTS).where(where).orderBy('id')) as Json[],
    members: (await of.knex(MEMBERS).where(where).orderBy('seq')) as Json[],
    places: (await of.knex(PLACES).where(where).orderBy('text_id')) as Json[],
  }
}

async function erase(subject: Parameters<typeof aMember>[1], publicId: string): Promise<void> {
  const [one, other] = [await aMember(app, subject), await aMember(app, subject)]
  const to = `/comment-period/comments/${publicId}/erasure`
  expect((await one.call('POST', to, { basis: 'حکم دادگاه' })).status).toBe(201)
  expect((await other.call('POST', `${to}/approval`, { n: 1 })).status).toBe(201)
}

describe('comments that were filed', () => {
  let ours: Awaited<ReturnType<typeof anOpenDocket>>
  let screener: Staff
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    ours = await anOpenDocket(app)
    screener = await aMember(app, ours.subject, 'screener')
    const file = async (name: string, text: string, fields: Json = {}) => {
      ids[name] = await fileComment(ours, text, fields)
    }
    await file('first', WORKSHOPS.text, { name: 'سارا', contact: 'sara@example.ir' })
    await file('arabic', onArabicKeyboard(WORKSHOPS.text), { contact: ' Sara@Example.ir' })
    await file('latin', withLatinDigits(WORKSHOPS.text), { contact: '09123456789' })
    await file('named', named(WORKSHOPS.text), { contact: '۰۹۱۲ ۳۴۵ ۶۷۸۹' })
    await file('edited', edited(WORKSHOPS.text, WORKSHOPS.edits[2]!), { name: 'بی‌نشانی' })
    await file('own', WORKSHOPS.paraphrases[0])
    await file('truck', TRUCKS!.text)
    await file('truck again', TRUCKS!.text)
    await file('3.5', 'مالیات ۳٫۵ درصد باشد')
    await file('35', 'مالیات ۳۵ درصد باشد')
  })

  test('have the key of their text from the moment they are filed', async () => {
    const { comments, texts } = await keptOf(ours)
    const keys = comments.map(({ copy_key }) => copy_key as string)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]])
    expect(new Set(keys).size).toBe(7)
    expect(keys.at(-1)).not.toBe(keys.at(-2))
    expect(texts).toEqual([])
  })

  test('are grouped where their texts are the same or nearly, the largest group first', async () => {
    const { docket, compared, items, nextCursor } = await untilCompared(screener.call, ours)
    expect([docket, nextCursor]).toEqual([ours.docket, null])
    expect(compared).toEqual({ upTo: 10, of: 10, at: expect.any(String) })
    expect(items).toMatchObject([
      { comments: 5, erased: 0, texts: 3, senders: 2, excerpt: expect.stringContaining('ماده ۵') },
      { comments: 2, erased: 0, texts: 1, senders: 0, excerpt: expect.stringContaining('جدول ۲') },
    ])
    expect(items[0].firstAt < items[0].lastAt).toBe(true)
  })

  test('are each told with the sentences that they add', async () => {
    const { items } = (await copiesOf(screener.call, ours)).body
    const { status, body } = await copiesOf(screener.call, ours, `/${String(items[0].group)}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ comments: 5, texts: 3, commonText: WORKSHOPS.text })
    const told = Object.fromEntries(
      (body.items as Json[]).map(({ publicId, ...each }) => [publicId, each]),
    )
    expect(told[ids.first!]).toMatchObject({ seq: 1, exact: true, likeness: 1, added: [] })
    expect(told[ids.arabic!]).toMatchObject({ seq: 2, exact: true, added: [], state: 'received' })
    expect(told[ids.named!]).toMatchObject({
      exact: false,
      added: ['با سلام و احترام.', 'مریم کریمی'],
    })
    expect(told[ids.named!]!.likeness).toBeGreaterThanOrEqual(0.7)
    expect(told[ids.edited!]).toMatchObject({
      added: [expect.stringContaining('نزدیک به ۲۰ میلیون ریال')],
    })
    expect(Object.keys(told)).toHaveLength(5)
  })

  test('say on their own page how often their text came', async () => {
    const read = (name: string) =>
      screener.call('GET', `/comment-period/comments/${String(ids[name])}`)
    const { items } = (await copiesOf(screener.call, ours)).body
    expect((await read('named')).body.copies).toEqual({
      group: items[0].group,
      comments: 5,
      texts: 3,
      senders: 2,
    })
    expect((await read('own')).body.copies).toBeNull()
  })

  test('are listed page by page, each once', async () => {
    const first = (await copiesOf(screener.call, ours, '?limit=1')).body
    const second = (
      await copiesOf(screener.call, ours, `?limit=1&cursor=${String(first.nextCursor)}`)
    ).body
    expect([first.items[0].comments, second.items[0].comments]).toEqual([5, 2])
    expect(second.nextCursor).toBeNull()
    const seen: string[] = []
    const group = `/${String(first.items[0].group)}?limit=2`
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await copiesOf(screener.call, ours, group + cursor)
      seen.push(...(body.items as Json[]).map(({ publicId }) => String(publicId)))
      cursor = body.nextCursor === null ? null : `&cursor=${String(body.nextCursor)}`
    }
    const theirs = ['first', 'arabic', 'latin', 'named', 'edited'].map((name) => ids[name]!)
    expect(seen).toHaveLength(5)
    expect(seen.sort()).toEqual(theirs.sort())
  })

  test('that come later join the group of their text', async () => {
    await fileComment(ours, `${TRUCKS!.text} من خودم ده سال است که راننده‌ام.`)
    const { items } = await untilCompared(screener.call, ours)
    expect(items[1]).toMatchObject({ comments: 3, texts: 2 })
  })

  test('half alike are told beside each other and grouped apart', async () => {
    const its = await anOpenDocket(app, ours.subject)
    const { text } = WORKSHOPS
    const half = `${text} ${TRUCKS!.text.slice(0, text.length * 0.6)}`
    for (const filed of [text, text]) await fileComment(its, filed)
    const alone = await fileComment(its, half)
    const { items } = await untilCompared(screener.call, its)
    expect(items).toMatchObject([{ comments: 2, texts: 1 }])
    const perhapsOf = async (group: unknown) =>
      (await copiesOf(screener.call, its, `/${String(group)}`)).body.perhaps as Json[]
    const [told, ...others] = await perhapsOf(items[0].group)
    expect(told).toMatchObject({ group: null, publicId: alone, comments: 1 })
    expect(others).toEqual([])
    expect(told?.likeness).toBeGreaterThanOrEqual(0.5)
    expect(told?.likeness).toBeLessThan(0.7)
    expect(half.startsWith(String(told?.excerpt).replace('…', ''))).toBe(true)
    // One that comes twice has a group of its own, and each leads to the other.
    await fileComment(its, half)
    const [, other] = (await untilCompared(screener.call, its)).items as Json[]
    expect(await perhapsOf(items[0].group)).toMatchObject([{ group: other?.group, comments: 2 }])
    expect(await perhapsOf(other?.group)).toMatchObject([{ group: items[0].group, comments: 2 }])
  })

  test('of another body are nobody’s to read', async () => {
    const stranger = await aMember(app, await aSubject(app), 'screener')
    const { items } = (await copiesOf(screener.call, ours)).body
    for (const rest of ['', `/${String(items[0].group)}`]) {
      const { status, body } = await copiesOf(stranger.call, ours, rest)
      expect([rest, status, body.code]).toEqual([rest, 403, 'NOT_A_MEMBER'])
    }
    const editor = await aMember(app, ours.subject, 'editor')
    expect((await copiesOf(editor.call, ours)).body.code).toBe('NOT_A_MEMBER')
    const nobody = await signUp(app)
    expect((await copiesOf(nobody.call, ours)).body.code).toBe('NOT_A_MEMBER')
  })

  test.each(['0', '1', 'x', '99999999999', '2147483647'])(
    'are in no group of the number %s',
    async (group) => {
      const { status, body } = await copiesOf(screener.call, ours, `/${group}9`)
      expect([status, body.code]).toEqual([404, 'COPY_GROUP_UNKNOWN'])
    },
  )

  test('of a draft that was never exposed are none', async () => {
    const never = await copiesOf(screener.call, { documentId: 'a1', docket: '' })
    expect(never.body.code).toBe('NOT_EXPOSED')
  })
})

describe('a responder for one unit', () => {
  test('is told how often a text came, and reads the comments of the unit alone', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    const own = await fileComment(ours, named(STUDENTS!.text))
    await fileComment(ours, STUDENTS!.text)
    await fileComment(ours, STUDENTS!.text)
    const { items } = await untilCompared(screener.call, ours)
    const responder = await signUp(app)
    const unit = { key: 'copies-unit', name: 'دفتر حقوقی', body: ours.subject.bodyId }
    await documents(app, 'unit').create({ data: unit })
    const granted = await screener.call('POST', '/comment-period/memberships', {
      adminUserId: responder.id,
      bodySlug: ours.subject.slug,
      role: 'responder',
      unitKey: unit.key,
      reason: 'آزمون',
    })
    expect(granted.status).toBe(201)
    const list = (await copiesOf(responder.call, ours)).body
    expect(list.items).toMatchObject([{ comments: 3, texts: 2, excerpt: null }])
    const group = `/${String(items[0].group)}`
    const none = (await copiesOf(responder.call, ours, group)).body
    expect(none).toMatchObject({ comments: 3, commonText: null, items: [] })
    // One of the three comes to the unit: that one is theirs to read, with what it adds.
    const assigned = { publicIds: [own], unit: unit.key, reason: 'آزمون' }
    expect((await screener.call('POST', '/comment-period/assignments', assigned)).status).toBe(200)
    const { body } = await copiesOf(responder.call, ours, group)
    expect(body).toMatchObject({ comments: 3, commonText: null, items: [{ publicId: own }] })
    expect(body.items[0].added.join()).toContain('مریم کریمی')
    expect((await copiesOf(responder.call, ours)).body.items).toMatchObject([{ excerpt: null }])
  })
})

describe('erasure', () => {
  test('takes keys, signature and what tells the sender; the comment still counts', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    const first = await fileComment(ours, STUDENTS!.text, { contact: 'a@example.ir' })
    const copy = await fileComment(ours, STUDENTS!.text, { contact: 'b@example.ir' })
    const own = await fileComment(ours, named(STUDENTS!.text), { contact: 'c@example.ir' })
    const before = await untilCompared(screener.call, ours)
    expect(before.items).toMatchObject([{ comments: 3, erased: 0, texts: 2, senders: 3 }])
    const kept = await keptOf(ours)
    const ownText = kept.members[2]!.text_id as number
    expect(await app.knex(T('contacts')).whereNotNull('sender_hmac')).not.toEqual([])

    await erase(ours.subject, own)
    const told = await until(screener.call, ours, ({ items }) => items[0].erased === 1)
    expect(told.items).toMatchObject([{ comments: 3, erased: 1, texts: 2, senders: 2 }])
    const after = await keptOf(ours)
    expect(after.comments[2]).toMatchObject({ copy_key: null, text: null })
    expect(after.members.map(({ seq }) => seq)).toEqual([1, 2])
    expect(after.texts.find(({ id }) => id === ownText)).toMatchObject({
      copy_key: null,
      signature: null,
      form_length: 0,
      erased: 1,
    })
    const where = { comment_document_id: kept.comments[2]!.document_id as string }
    expect(await app.knex(T('contacts')).where(where)).toEqual([])
    const whole = JSON.stringify([after.texts, after.members, after.places])
    expect(whole).not.toContain(kept.comments[2]!.copy_key)
    expect(whole).not.toContain(kept.comments[2]!.document_id)
    const page = await screener.call('GET', `/comment-period/comments/${own}`)
    expect(page.body.copies).toBeNull()

    // One of two with a text: what the other has stays, and nothing tells that the first had it.
    await erase(ours.subject, copy)
    const again = await until(screener.call, ours, ({ items }) => items[0].erased === 2)
    expect(again.items).toMatchObject([
      { comments: 3, erased: 2, texts: 2, senders: 1, excerpt: expect.any(String) },
    ])
    const members = await copiesOf(screener.call, ours, `/${String(again.items[0].group)}`)
    expect(members.body.items).toMatchObject([{ publicId: first, exact: true }])

    // The last one: a group that nobody can read any more, and that still came three times.
    await erase(ours.subject, first)
    const last = await until(screener.call, ours, ({ items }) => items[0].erased === 3)
    expect(last.items).toMatchObject([
      { comments: 3, senders: 0, excerpt: null, firstAt: null, lastAt: null },
    ])
    expect(await app.knex(TEXTS).where({ draft_document_id: ours.documentId })).toMatchObject([
      { copy_key: null, signature: null },
      { copy_key: null, signature: null },
    ])
  })

  test('of a common text leaves the others in a group that is known by another text', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    const common = await fileComment(ours, TRUCKS!.text)
    await fileComment(ours, named(TRUCKS!.text))
    await fileComment(ours, named(TRUCKS!.text))
    await fileComment(ours, `${TRUCKS!.text} لطفاً به این نظر پاسخ بدهید.`)
    const before = await untilCompared(screener.call, ours)
    expect(before.items).toMatchObject([{ comments: 4, texts: 3 }])
    const { body } = await copiesOf(screener.call, ours, `/${String(before.items[0].group)}`)
    expect(body.commonText).toBe(TRUCKS!.text)
    await erase(ours.subject, common)
    const after = await until(
      screener.call,
      ours,
      ({ items }) => items[0].erased === 1 && items[0].group !== before.items[0].group,
    )
    expect(after.items).toMatchObject([{ comments: 4, erased: 1, texts: 3 }])
    expect(after.items[0].excerpt).not.toBe(TRUCKS!.text)
  })

  test('of a comment that is just being compared leaves nothing of its text', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    const gone = await fileComment(ours, TRUCKS!.text)
    const long = Array.from({ length: 300 }, (_, n) => `بند ${n}: ${STUDENTS!.text}`)
      .join('\n')
      .slice(0, 19_000)
    for (const text of [TRUCKS!.text, long, named(long)]) await fileComment(ours, text)
    // Between the reading of texts, which takes its time, and the lock under which they are kept.
    const { db } = app.strapi
    const transaction = db.transaction.bind(db)
    let isRead = false
    let isErased = false
    const look = ({ sql }: { sql: string }) => {
      isRead ||= sql.startsWith('select') && sql.includes(TEXTS)
    }
    app.knex.on('query', look)
    db.transaction = (async (work: Parameters<typeof transaction>[0]) => {
      if (isRead && !isErased) {
        isErased = true
        await erase(ours.subject, gone)
      }
      return transaction(work)
    }) as typeof db.transaction
    try {
      const { items } = await untilCompared(screener.call, ours)
      expect(isErased).toBe(true)
      expect(items).toMatchObject([{ comments: 2, texts: 2, erased: 0 }])
    } finally {
      db.transaction = transaction
      app.knex.removeListener('query', look)
    }
    const { comments, members, texts } = await keptOf(ours)
    expect(members.map(({ seq }) => seq)).toEqual([2, 3, 4])
    expect(texts).toHaveLength(3)
    expect(comments[0]).toMatchObject({ public_id: gone, copy_key: null, text: null })
  })

  test('takes the key for good: none is ever written to a comment that has been filed', async () => {
    const ours = await anOpenDocket(app)
    const erased = await fileComment(ours, 'متنی که امحا می‌شود')
    await erase(ours.subject, erased)
    const other = await fileComment(ours, 'متنی که می‌ماند')
    for (const publicId of [erased, other]) {
      const row = app.knex(COMMENTS).where({ public_id: publicId })
      expect(await refusalOf(row.update({ copy_key: 'a'.repeat(64) }))).toBe('RECORD_KEPT')
    }
  })
})

describe('hidden words', () => {
  test('make a comment no copy of what it was, until they are shown again', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    const text = `شماره من ۰۹۱۲۳۴۵۶۷۸۹ است. ${WORKSHOPS.text}`
    const one = await fileComment(ours, text)
    await fileComment(ours, text)
    await untilCompared(screener.call, ours)
    const [keyed] = (await keptOf(ours)).comments
    const hide = (spans: Json[]) =>
      screener.call('POST', `/comment-period/comments/${one}/redaction`, { spans, reason: 'هویت' })
    await hide([{ field: 'text', from: 9, to: 20 }])
    const hidden = await until(screener.call, ours, ({ items }) => items[0]?.texts === 2)
    expect(hidden.items).toMatchObject([{ comments: 2, texts: 2 }])
    const now = await keptOf(ours)
    expect(now.comments[0]!.copy_key).toBeNull()
    expect(now.texts.map(({ copy_key }) => copy_key as string)).toHaveLength(2)
    await hide([])
    const shown = await until(screener.call, ours, ({ items }) => items[0]?.texts === 1)
    expect(shown.items).toMatchObject([{ comments: 2 }])
    expect((await keptOf(ours)).texts).toMatchObject([{ copy_key: keyed!.copy_key as string }])
  })
})

describe('comments of before there were keys', () => {
  test('are compared as any, and their senders are told apart without anybody opening a contact', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    await fileComment(ours, STUDENTS!.text, { contact: 'one@example.ir' })
    await fileComment(ours, STUDENTS!.text, { contact: 'ONE@example.ir' })
    await fileComment(ours, STUDENTS!.text, { name: 'بی‌نشانی' })
    await app
      .knex(COMMENTS)
      .where({ draft_document_id: ours.documentId })
      .update({ copy_key: null })
    await app.knex(T('contacts')).update({ sender_hmac: null, sender_key_id: null })
    const { items } = await untilCompared(screener.call, ours)
    expect(items).toMatchObject([{ comments: 3, texts: 1, senders: 1 }])
    const { comments, members, texts } = await keptOf(ours)
    expect(texts).toMatchObject([{ copy_key: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(new Set(members.map(({ text_id }) => text_id as number)).size).toBe(1)
    const ids = comments.map(({ document_id }) => document_id as string)
    const contacts = (await app.knex(T('contacts')).whereIn('comment_document_id', ids)) as Json[]
    expect(contacts.filter(({ sender_hmac }) => sender_hmac !== null)).toHaveLength(2)
    expect(contacts.every(({ sender_key_id }) => sender_key_id === 'k1')).toBe(true)
    expect(await app.knex(T('disclosures')).whereIn('comment_document_id', ids)).toEqual([])
  })
})

describe('a docket', () => {
  test('that another node compares is left to it, and taken over where that is dead', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    for (const text of [TRUCKS!.text, named(TRUCKS!.text)]) await fileComment(ours, text)
    const later = (await databaseNow(app)) + 60_000
    const row = { draft_document_id: ours.documentId, holder: 'another', held_until: later }
    const nothing = { placed_seq: 0, counted_seq: 0, edition: 0, texts: 0, texts_grouped: 0 }
    const marks = { changes: 0, changes_counted: 0, losses: 0, losses_grouped: 0 }
    await app.knex(DOCKETS).insert({ ...row, ...nothing, ...marks })
    const other = await anOpenDocket(app)
    await fileComment(other, TRUCKS!.text)
    const otherScreener = await aMember(app, other.subject, 'screener')
    await copiesOf(screener.call, ours)
    // Asked for afterwards and done: then the first one has been looked at as well.
    await untilCompared(otherScreener.call, other)
    expect((await copiesOf(screener.call, ours)).body).toMatchObject({
      compared: { upTo: 0, of: 2 },
      items: [],
    })
    // What it leaves: a grouping that it was making.
    await app.knex(PLACES).insert({
      draft_document_id: ours.documentId,
      edition: 1,
      text_id: 999_999,
      common_text_id: 999_999,
      likeness: 1,
    })
    await app
      .knex(DOCKETS)
      .where({ draft_document_id: ours.documentId })
      .update({ held_until: (await databaseNow(app)) - 1 })
    const { items } = await untilCompared(screener.call, ours)
    expect(items).toMatchObject([{ comments: 2, texts: 2 }])
    expect((await keptOf(ours)).places).toHaveLength(2)
  })

  test('is grouped anew when it has closed', async () => {
    const ours = await anOpenDocket(app)
    const screener = await aMember(app, ours.subject, 'screener')
    await fileComment(ours, TRUCKS!.text)
    await untilCompared(screener.call, ours)
    const docket = () => app.knex(DOCKETS).where({ draft_document_id: ours.documentId }).first()
    const { edition, grouped_at: groupedAt } = (await docket()) as Json
    await app
      .knex(T('docket_heads'))
      .where({ document_id: ours.documentId })
      .update({ effective_close_at: Number(groupedAt) + 1 })
    await fileComment(ours, STUDENTS!.text).catch(() => undefined)
    await until(screener.call, ours, () => true)
    for (;;) {
      await app.knex(DOCKETS).where({ draft_document_id: ours.documentId }).increment('changes', 1)
      await copiesOf(screener.call, ours)
      if (((await docket()) as Json).edition > edition) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(Number(((await docket()) as Json).grouped_at)).toBeGreaterThan(Number(groupedAt))
  })
})
