import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { RefusalCode } from '../../plugins/comment-period/domain/refusal'
import { toPersianDigits } from '../../plugins/comment-period/domain/digits'
import { bootFresh, type Answer, type Json, type TestApp } from '../support/app'
import { aPdf } from '../support/crafted-files'
import {
  aBriefDocket,
  aComment,
  aDraft,
  aMember,
  anOpenDocket,
  API,
  documents,
  signUp,
  submit,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'
import { commentPart, filePart, submitForm } from '../support/multipart'
import { countKept, expectProblem, expectRefusal } from '../support/problems'
import { sendRaw, type RawRequest } from '../support/raw-http'
import { solveWork, submitWithWork } from '../support/work'

const NUL = '\u0000'
const FAMILY = '👨‍👩‍👧‍👦'
const BIDI = '\u202e'
const utf8 = (text: string) => Buffer.from(text, 'utf8')

let app: TestApp
let docket: string
let subject: Awaited<ReturnType<typeof anOpenDocket>>['subject']
let documentId: string
let comments: string
beforeAll(async () => {
  app = await bootFresh()
  ;({ docket, subject, documentId } = await anOpenDocket(app))
  comments = `${API}/drafts/${docket}/comments`
})
afterAll(() => app.stop())

/** What was asked is refused in the one form, and no table has a row more or less. */
async function expectRefused(ask: () => Promise<Answer>, status: number, code: RefusalCode) {
  const before = await countKept(app)
  expectRefusal(await ask(), status, code)
  expect(await countKept(app)).toEqual(before)
}

/** Sends bytes as a comment, with a good key. */
function sendComment(body: RawRequest['body'], headers: Record<string, string> = {}) {
  return sendRaw(app, {
    method: 'POST',
    path: comments,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

async function textAsKept(answer: Answer): Promise<string | null> {
  expect(answer.status).toBe(201)
  const row = (await app
    .knex('comment_period_public_comments')
    .where({ public_id: String(answer.body.publicId) })
    .first()) as { text: string | null }
  return row.text
}

describe('the members of a comment', () => {
  test.each([
    'id',
    'documentId',
    'state',
    'createdAt',
    'receivedAt',
    'ip',
    'n',
    'seq',
    'locale',
    'late',
    'channel',
    'publicId',
    'Text',
    'text ',
    '',
    'constructor',
    'toString',
    '__proto__x',
    'نظر',
  ])('refuses the unknown key %j', async (key) => {
    await expectRefused(() => submit(app, docket, aComment({ [key]: 'x' })), 400, 'INPUT_INVALID')
  })

  test.each([
    '{"type":"opinion","text":"نظر","__proto__":{"state":"published"}}',
    '{"type":"opinion","text":"نظر","\\u005f_proto__":{"state":"published"}}',
    '{"__proto__":{"type":"opinion","text":"نظر"}}',
    '{"type":"opinion","text":"نظر","constructor":{"prototype":{"admin":true}}}',
  ])('refuses the key of a prototype in %s', async (body) => {
    const before = await countKept(app)
    const answer = await sendComment(body)
    expect(answer.status).toBe(400)
    expectProblem(answer)
    expect(await countKept(app)).toEqual(before)
    expect(({} as { admin?: boolean; state?: string }).state).toBeUndefined()
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('does not send a long unknown key back', async () => {
    await expectRefused(
      () => submit(app, docket, aComment({ ['k'.repeat(100_000)]: 1 })),
      400,
      'INPUT_INVALID',
    )
  })

  const WRONG: readonly unknown[] = [null, 1, 1.5, true, [], ['opinion'], {}, { $ne: 1 }]
  const FIELDS = [
    'type',
    'text',
    'clauseId',
    'language',
    'submitterType',
    'submitterCategory',
    'onBehalfOf',
    'name',
    'contact',
  ]
  test.each(FIELDS.flatMap((field) => WRONG.map((value) => [field, value] as const)))(
    'refuses %s that is %j',
    async (field, value) => {
      await expectRefused(
        () => submit(app, docket, aComment({ [field]: value })),
        400,
        'INPUT_INVALID',
      )
    },
  )

  test.each([
    ['a type that is none', { type: 'praise' }],
    ['a type of a later issue', { type: 'complaint' }],
    ['a type in another case', { type: 'Opinion' }],
    ['satisfaction without a rating', { type: 'satisfaction' }],
    ['a rating of an opinion', { type: 'opinion', rating: 3 }],
    ['a rating of 0', { type: 'satisfaction', rating: 0 }],
    ['a rating of 6', { type: 'satisfaction', rating: 6 }],
    ['half a rating', { type: 'satisfaction', rating: 2.5 }],
    ['a rating as text', { type: 'satisfaction', rating: '3' }],
    ['a rating beyond all numbers', { type: 'satisfaction', rating: 1e308 }],
    ['a language that is none', { language: 'persian' }],
    ['a language with a path', { language: '../fa' }],
    ['a submitter type that is none', { submitterType: 'robot' }],
    ['a submitter category that is none', { submitterCategory: 'king' }],
    ['a wish to show no name', { showName: true }],
    ['a wish that is text', { showName: 'true', name: 'نام' }],
    ['a clauseId that is too long', { clauseId: 'c'.repeat(41) }],
  ])('refuses %s', async (_case, fields) => {
    await expectRefused(() => submit(app, docket, aComment(fields)), 400, 'INPUT_INVALID')
  })

  test.each([['cnosuchclause'], ['__proto__'], ['%'], [NUL], ['\ud800']])(
    'refuses the clause %j, which the exposed text does not have',
    async (clauseId) => {
      await expectRefused(() => submit(app, docket, aComment({ clauseId })), 422, 'CLAUSE_UNKNOWN')
    },
  )

  test.each([
    ['no members at all', '{}'],
    ['only a type', '{"type":"opinion"}'],
    ['an array', '[]'],
    ['an array of comments', '[{"type":"opinion","text":"نظر"}]'],
  ])('refuses %s', async (_case, body) => {
    await expectRefused(() => sendComment(body), 400, 'INPUT_INVALID')
  })
})

describe('the text of a comment', () => {
  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['line breaks', '\r\n\n\t'],
    ['no-break spaces', '\u00a0\u2007\u202f'],
    ['joiners and direction marks only', '\u200c\u200d\u200e\u200f\u2066\u2069'],
    ['a blank braille pattern', '\u2800'],
    ['Hangul fillers', '\u3164\u115f'],
    ['a byte order mark', '\ufeff'],
  ])('is refused as empty when it is %s', async (_case, text) => {
    await expectRefused(() => submit(app, docket, aComment({ text })), 400, 'TEXT_EMPTY')
  })

  test.each<[string, string, RefusalCode]>([
    ['a NUL', '"متن\\u0000پایان"', 'TEXT_HAS_NUL'],
    ['a lone high surrogate', '"متن \\ud800 پایان"', 'TEXT_HAS_LONE_SURROGATE'],
    ['a lone low surrogate', '"متن \\udc00"', 'TEXT_HAS_LONE_SURROGATE'],
    ['surrogates the wrong way round', '"\\ude00\\ud83d"', 'TEXT_HAS_LONE_SURROGATE'],
    ['an escape character', '"متن \\u001b[31m"', 'TEXT_HAS_CONTROL'],
    ['a backspace', '"متن \\b"', 'TEXT_HAS_CONTROL'],
    ['a delete', '"متن \\u007f"', 'TEXT_HAS_CONTROL'],
    ['a control of the C1 set', '"متن \\u0085"', 'TEXT_HAS_CONTROL'],
  ])('is refused with %s', async (_case, text, code) => {
    await expectRefused(() => sendComment(`{"type":"opinion","text":${text}}`), 400, code)
  })

  test('is refused with nine marks on one letter, and taken with eight', async () => {
    const heap = (marks: number) => aComment({ text: `م${'\u064e'.repeat(marks)}تن` })
    await expectRefused(() => submit(app, docket, heap(9)), 400, 'TEXT_TOO_MANY_MARKS')
    expect((await submit(app, docket, heap(8))).status).toBe(201)
  })

  test.each([
    ['direction controls', `متن ${BIDI}abc\u2066x\u2069 \u200f`],
    ['ZWNJ, tatweel, harakat, Arabic yeh and kaf', 'آيين\u200cنامهـــ كِتابُ'],
    ['every kind of line break', 'الف\r\nب\rج\nد\u2028ه\u2029و\tز'],
    ['letters that NFC would join', 'ا\u0653 e\u0301 \u1112\u1161\u11ab'],
    ['emoji, flags and a surrogate pair', `${FAMILY} 🇮🇷 𐎠`],
    ['white space around', '  \u00a0متن\u00a0 \n'],
    ['a non-character and a private one', 'متن \ufffe \ue000 \u{10ffff}'],
    ['a replacement character that was sent as one', 'متن \ufffd'],
    ['markup and quotes', `<script>alert('x')</script> "'; DROP TABLE x; -- \\ $1 ? :a ??`],
  ])('is stored exactly as received with %s', async (_case, text) => {
    const answer = await submitWithWork(app, docket, aComment({ text }))
    expect(await textAsKept(answer)).toBe(text)
    const listed = await app.call('GET', `${comments}?limit=100`)
    expect(listed.body.items?.map((item: Json) => item.text)).toContain(text)
  })

  describe('with a limit of ten graphemes', () => {
    const OPTION = 'plugin::comment-period.maxCommentGraphemes'
    let usual: unknown
    beforeAll(() => {
      usual = app.strapi.config.get(OPTION)
      app.strapi.config.set(OPTION, 10)
    })
    afterAll(() => {
      app.strapi.config.set(OPTION, usual)
    })

    test.each([
      ['ten letters', 'ا'.repeat(10)],
      ['ten families', FAMILY.repeat(10)],
      ['ten letters with two harakat each', 'مَّ'.repeat(10)],
      ['ten flags', '🇮🇷'.repeat(10)],
      ['nine letters and a line break of two characters', `${'ا'.repeat(8)}\r\nا`],
    ])('is taken with %s', async (_case, text) => {
      expect(await textAsKept(await submit(app, docket, aComment({ text })))).toBe(text)
    })

    test.each([
      ['eleven letters', 'ا'.repeat(11)],
      ['eleven families', FAMILY.repeat(11)],
      ['eleven letters with two harakat each', 'مَّ'.repeat(11)],
      ['a flood', 'ا'.repeat(100_000)],
      ['one grapheme as long as a book', `ا${'\u200d'.repeat(50_000)}`],
    ])('is refused with %s', async (_case, text) => {
      await expectRefused(() => submit(app, docket, aComment({ text })), 400, 'TEXT_TOO_LONG')
    })

    test('the refusal says by how much it is too long', async () => {
      const answer = await submit(app, docket, aComment({ text: 'ا'.repeat(11) + FAMILY }))
      expect(answer.body.details).toEqual({
        field: 'text',
        limit: 10,
        actual: 12,
        unit: 'graphemes',
      })
    })
  })

  test('is taken up to the usual limit, and not one letter more', async () => {
    const longest = 'ا'.repeat(20_000)
    expect(await textAsKept(await submit(app, docket, aComment({ text: longest })))).toBe(longest)
    await expectRefused(
      () => submit(app, docket, aComment({ text: `${longest}ا` })),
      400,
      'TEXT_TOO_LONG',
    )
  })
})

describe('the names in a comment', () => {
  const named = (field: string, value: string) =>
    submit(app, docket, aComment({ name: 'نام', [field]: value }))

  test.each(
    ['name', 'onBehalfOf', 'contact'].flatMap((field) => [
      [field, 'a direction override', `نام${BIDI}`, 'TEXT_HAS_BIDI_CONTROL'] as const,
      [field, 'a right-to-left mark', 'نام\u200f', 'TEXT_HAS_BIDI_CONTROL'] as const,
      [field, 'an Arabic letter mark', '\u061cنام', 'TEXT_HAS_BIDI_CONTROL'] as const,
      [field, 'an isolate', '\u2066نام\u2069', 'TEXT_HAS_BIDI_CONTROL'] as const,
      [field, 'a line break', 'نام\nدیگر', 'TEXT_HAS_CONTROL'] as const,
      [field, 'a tab', 'نام\tدیگر', 'TEXT_HAS_CONTROL'] as const,
      [field, 'a line separator', 'نام\u2028دیگر', 'TEXT_HAS_CONTROL'] as const,
      [field, 'a NUL', `نام${NUL}`, 'TEXT_HAS_NUL'] as const,
      [field, 'half a character', 'نام\ud83d', 'TEXT_HAS_LONE_SURROGATE'] as const,
      [field, 'nothing', '', 'TEXT_EMPTY'] as const,
      [field, 'blanks', ' \u200c ', 'TEXT_EMPTY'] as const,
      [field, 'a heap of marks', `ن${'\u0301'.repeat(9)}`, 'TEXT_TOO_MANY_MARKS'] as const,
      [field, 'too much', 'ن'.repeat(201), 'TEXT_TOO_LONG'] as const,
    ]),
  )('%s with %s is refused', async (field, _case, value, code) => {
    await expectRefused(() => named(field, value), 400, code)
  })

  test('a name of many code points, but few graphemes, is taken on every database', async () => {
    const longName = 'مَّ'.repeat(120)
    const longBody = FAMILY.repeat(100)
    const answer = await submitWithWork(
      app,
      docket,
      aComment({ name: longName, showName: true, onBehalfOf: longBody, contact: longName }),
    )
    expect(answer.status).toBe(201)
    const listed = await app.call('GET', `${comments}?limit=100`)
    const found = listed.body.items?.find((item: Json) => item.publicId === answer.body.publicId)
    expect(found).toMatchObject({ displayName: longName, onBehalfOf: longBody })
  })
})

describe('the Idempotency-Key', () => {
  test.each<[string, Record<string, string>, RefusalCode]>([
    ['missing', {}, 'IDEMPOTENCY_KEY_MISSING'],
    ['empty', { 'Idempotency-Key': '' }, 'IDEMPOTENCY_KEY_MISSING'],
    ['empty between quotes', { 'Idempotency-Key': '""' }, 'IDEMPOTENCY_KEY_MISSING'],
    ['short', { 'Idempotency-Key': 'abc123' }, 'IDEMPOTENCY_KEY_WEAK'],
    ['one letter over and over', { 'Idempotency-Key': 'a'.repeat(40) }, 'IDEMPOTENCY_KEY_WEAK'],
    ['counted up', { 'Idempotency-Key': '0123456789abcdefghijklmn' }, 'IDEMPOTENCY_KEY_WEAK'],
    [
      'a UUID of an instant',
      { 'Idempotency-Key': '6ba7b810-9dad-11d1-80b4-00c04fd430c8' },
      'IDEMPOTENCY_KEY_WEAK',
    ],
    [
      'a UUID typed by hand',
      { 'Idempotency-Key': '00000000-0000-4000-8000-000000000001' },
      'IDEMPOTENCY_KEY_WEAK',
    ],
    ['with a space in it', { 'Idempotency-Key': `${randomUUID()} x` }, 'IDEMPOTENCY_KEY_WEAK'],
    ['too long', { 'Idempotency-Key': randomUUID().repeat(8) }, 'IDEMPOTENCY_KEY_WEAK'],
    ['of Latin-1 letters', { 'Idempotency-Key': 'é'.repeat(30) }, 'IDEMPOTENCY_KEY_WEAK'],
  ])('is refused when it is %s', async (_case, headers, code) => {
    await expectRefused(() => app.call('POST', comments, aComment(), headers), 400, code)
  })

  test('is refused when it is sent twice', async () => {
    await expectRefused(
      () =>
        sendRaw(app, {
          method: 'POST',
          path: comments,
          headers: {
            'Content-Type': 'application/json',
            'Idempotency-Key': [randomUUID(), randomUUID()],
          },
          body: JSON.stringify(aComment()),
        }),
      400,
      'IDEMPOTENCY_KEY_WEAK',
    )
  })

  test('with another body is refused, whatever differs', async () => {
    const key = randomUUID()
    const first = aComment({ name: 'نام', contact: 'a@example.test' })
    expect((await submit(app, docket, first, key)).status).toBe(201)
    for (const other of [
      { ...first, text: 'متنی دیگر' },
      { ...first, text: `${String(first.text)} ` },
      { ...first, name: 'نام دیگر' },
      { ...first, contact: 'b@example.test' },
      { ...first, showName: true },
      { ...first, showName: false },
      { ...first, language: 'en' },
      aComment(),
    ]) {
      await expectRefused(() => submit(app, docket, other, key), 422, 'IDEMPOTENCY_KEY_REUSED')
    }
  })

  test('with the same members in another order is a replay', async () => {
    const key = randomUUID()
    const first = await submit(
      app,
      docket,
      '{"type":"satisfaction","rating":4,"text":"خوب","language":"fa"}',
      key,
    )
    expect(first.status).toBe(201)
    const before = await countKept(app)
    const again = await submit(
      app,
      docket,
      ' {"language":"fa", "text":"\\u062e\\u0648\\u0628", "rating":4.0, "type":"satisfaction"} ',
      key,
    )
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    const quoted = await submit(
      app,
      docket,
      '{"type":"satisfaction","rating":4,"text":"خوب","language":"fa"}',
      `"${key}"`,
    )
    expect(quoted.body).toEqual(first.body)
    expect(await countKept(app)).toEqual(before)
  })

  test('of another docket is a key of its own', async () => {
    const other = await anOpenDocket(app, subject)
    const key = randomUUID()
    const here = await submit(app, docket, aComment(), key)
    const there = await submit(app, other.docket, aComment(), key)
    expect([here.status, there.status]).toEqual([201, 201])
    expect(there.body.trackingCode).not.toBe(here.body.trackingCode)
  })

  test('S38 used by ten requests at once files one comment and answers one receipt', async () => {
    const key = randomUUID()
    const before = await countKept(app)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => submit(app, docket, aComment(), key)),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(201))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    const after = await countKept(app)
    expect(after.comment_period_public_comments).toBe(
      Number(before.comment_period_public_comments) + 1,
    )
  })

  test('replayed after the close still answers the receipt, and a new one does not', async () => {
    const brief = await aBriefDocket(app, 1_500)
    const key = randomUUID()
    const filed = await submit(app, brief.docket, aComment(), key)
    expect(filed.status).toBe(201)
    await untilDatabaseReaches(app, brief.closesAt)
    const again = await submit(app, brief.docket, aComment(), key)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(filed.body)
    await expectRefused(
      () => submit(app, brief.docket, aComment({ text: 'دیر' }), key),
      422,
      'IDEMPOTENCY_KEY_REUSED',
    )
    await expectRefused(() => submit(app, brief.docket), 409, 'PERIOD_CLOSED')
  })
})

describe('the body of a request', () => {
  const good = JSON.stringify(aComment())

  test.each<[string, string | Uint8Array]>([
    ['blanks', '  \n'],
    ['half an object', '{"type":"opinion"'],
    ['a trailing comma', '{"type":"opinion","text":"نظر",}'],
    ['two objects', '{}{}'],
    ['words', 'نظر'],
    ['a form', 'type=opinion&text=x'],
    ['single quotes', "{'type':'opinion'}"],
    ['NaN', '{"type":"satisfaction","text":"x","rating":NaN}'],
    ['a raw control in a string', '{"type":"opinion","text":"a\u0001b"}'],
    ['a raw NUL after the object', `{"type":"opinion","text":"a"}${NUL}`],
    ['a byte order mark before the object', `\ufeff${good}`],
    ['UTF-16', Buffer.from(good, 'utf16le')],
    [
      'an unpaired byte of UTF-8',
      Buffer.concat([utf8('{"type":"opinion","text":"'), Buffer.of(0xd9), utf8('"}')]),
    ],
    [
      'a byte of no encoding',
      Buffer.concat([utf8('{"type":"opinion","text":"x'), Buffer.of(0xff), utf8('"}')]),
    ],
    [
      'an overlong slash',
      Buffer.concat([utf8('{"type":"opinion","text":"x'), Buffer.of(0xc0, 0xaf), utf8('"}')]),
    ],
    [
      'a surrogate in UTF-8',
      Buffer.concat([utf8('{"type":"opinion","text":"x'), Buffer.of(0xed, 0xa0, 0x80), utf8('"}')]),
    ],
    [
      'Windows-1256',
      Buffer.concat([utf8('{"type":"opinion","text":"'), Buffer.of(0xe4, 0xd9, 0xd1), utf8('"}')]),
    ],
    ['a truncated last character', utf8('{"type":"opinion","text":"نظر').subarray(0, -1)],
  ])('is refused as unreadable when it is %s', async (_case, body) => {
    await expectRefused(() => sendComment(body), 400, 'BODY_UNREADABLE')
  })

  test('that is missing is refused', async () => {
    await expectRefused(() => sendComment(''), 400, 'INPUT_INVALID')
    await expectRefused(() => sendComment(undefined), 400, 'INPUT_INVALID')
  })

  test('is not refused for a character that two chunks share', async () => {
    const bytes = utf8(good)
    const chunks = Array.from(bytes, (byte) => Buffer.of(byte))
    expect((await sendComment(chunks)).status).toBe(201)
  })

  test.each(['"text"', '42', 'null', 'true', '-0'])('is refused when it is %s', async (body) => {
    const before = await countKept(app)
    const answer = await sendComment(body)
    expect(answer.status).toBe(400)
    expectProblem(answer)
    expect(await countKept(app)).toEqual(before)
  })

  test.each([
    ['an array in 100,000 arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'INPUT_INVALID'],
    ['100,000 brackets that never close', '['.repeat(100_000), 'INPUT_INVALID'],
    [
      'a text that is 50,000 objects deep',
      `{"type":"opinion","text":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      'INPUT_INVALID',
    ],
    [
      'an unknown key that is 50,000 arrays deep',
      `{"type":"opinion","text":"x","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'INPUT_INVALID',
    ],
  ] as const)('is refused when it is %s', async (_case, body, code) => {
    await expectRefused(() => sendComment(body), 400, code)
  })

  test.each([
    ['text/plain', good],
    ['text/plain;charset=UTF-8', good],
    ['application/x-www-form-urlencoded', 'type=opinion&text=x'],
    ['multipart/mixed; boundary=x', '--x--'],
    ['multipart/x-form-data; boundary=x', '--x--'],
    ['application/xml', '<a/>'],
    ['application/jsonp', good],
    ['application/json-patch+json', good],
    ['application/vnd.api+json', good],
    ['application/csp-report', good],
    ['application/octet-stream', good],
    ['json', good],
    ['', good],
  ])('of the type %j is refused', async (type, body) => {
    await expectRefused(
      () => sendComment(body, { 'Content-Type': type }),
      415,
      'CONTENT_TYPE_UNSUPPORTED',
    )
  })

  test('without any type is refused', async () => {
    await expectRefused(
      () =>
        sendRaw(app, {
          method: 'POST',
          path: comments,
          headers: { 'Idempotency-Key': randomUUID() },
          body: good,
        }),
      415,
      'CONTENT_TYPE_UNSUPPORTED',
    )
  })

  test('of JSON with a charset or in capitals is taken', async () => {
    for (const type of ['application/json; charset=utf-8', 'APPLICATION/JSON']) {
      expect((await sendComment(good, { 'Content-Type': type })).status).toBe(201)
    }
  })

  test('that is compressed is refused, however much it would inflate to', async () => {
    for (const body of [gzipSync(good), gzipSync('['.repeat(50_000_000))]) {
      await expectRefused(
        () => sendComment(body, { 'Content-Encoding': 'gzip' }),
        415,
        'CONTENT_TYPE_UNSUPPORTED',
      )
    }
  })

  test.each(
    ['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
      [
        (to: { docket: string }) => `${API}/drafts/${to.docket}/comments`,
        () => `${API}/tracking`,
        () => `${API}/no-such-route`,
        () => '/API/Comment-Period/tracking',
        () => '/comment-period/memberships',
        (to: { documentId: string }) => `/comment-period/drafts/${to.documentId}/issue`,
      ].map((path, index) => [method, index, path] as const),
    ),
  )('of %s with files leaves none behind, at address %i', async (method, _index, path) => {
    const files = () => new Set(readdirSync(tmpdir()))
    const before = files()
    const part = (name: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.bin"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n${'z'.repeat(50_000)}\r\n`
    const answer = await sendRaw(app, {
      method,
      path: path({ docket, documentId }),
      headers: {
        'Content-Type': 'multipart/form-data; boundary=x',
        'Idempotency-Key': randomUUID(),
      },
      body: `${part('files')}${part('other')}--x--\r\n`,
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expectProblem(answer)
    const left = [...files()].filter(
      (name) => !before.has(name) && !name.startsWith('comment-period-'),
    )
    expect(left).toEqual([])
  })

  describe('of more bytes than are taken', () => {
    const tooLarge = (bytes: number) => `{"type":"opinion","text":"${'x'.repeat(bytes)}"}`

    test.each([[512 * 1024], [900_000], [3_000_000]])(
      'is refused with a Content-Length (%i)',
      async (bytes) => {
        await expectRefused(() => sendComment(tooLarge(bytes)), 413, 'BODY_TOO_LARGE')
      },
    )

    test.each([[512 * 1024], [900_000], [3_000_000]])(
      'is refused in chunks without a Content-Length (%i)',
      async (bytes) => {
        const text = tooLarge(bytes)
        const chunks = Array.from({ length: 10 }, (_, index) =>
          text.slice((index * text.length) / 10, ((index + 1) * text.length) / 10),
        )
        await expectRefused(() => sendComment(chunks), 413, 'BODY_TOO_LARGE')
      },
    )

    test('is refused to staff too, before anyone has signed in', async () => {
      const answer = await sendRaw(app, {
        method: 'POST',
        path: '/comment-period/memberships',
        headers: { 'Content-Type': 'application/json' },
        body: [tooLarge(300_000), 'x'.repeat(500_000)],
      })
      expectRefusal(answer, 413, 'BODY_TOO_LARGE')
    })

    test('leaves nothing behind where the sender goes away in the middle', async () => {
      const before = await countKept(app)
      const { hostname, port } = new URL(app.url)
      await new Promise<void>((resolve) => {
        const sent = http.request({
          hostname,
          port,
          method: 'POST',
          path: comments,
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
        })
        sent.on('error', () => {
          resolve()
        })
        sent.write(tooLarge(1_000).slice(0, 500), () => sent.destroy(new Error('gone')))
      })
      expect((await app.call('GET', `${API}/health`)).status).toBe(200)
      expect(await countKept(app)).toEqual(before)
    })

    test('leaves the connection fit for the next request', async () => {
      await sendComment([tooLarge(2_000_000)])
      expect((await sendComment(good)).status).toBe(201)
    })
  })
})

describe('the query of a request', () => {
  const drafts = `${API}/drafts`

  test.each([
    'limit=1&limit=2',
    'limit=1&limit=1',
    'limit[]=1',
    'limit[a]=1',
    'limit%5B%5D=1',
    'body=x&body=y',
    'q=%D9%86&q=%D9%86',
    'unknown=1',
    'filters[id][$gt]=0',
    'populate=*',
    'sort=id',
    'fields[0]=id',
    'locale=fa',
    'Limit=1',
    'limit%00=1',
    '__proto__=1',
    '__proto__[a]=1',
    'constructor=1',
    'constructor[prototype][a]=1',
    'toString=1',
    'hasOwnProperty=1',
    '=1',
    'limit=0',
    'limit=101',
    'limit=1e3',
    'limit=-1',
    'limit=abc',
    'limit=',
    'limit',
    'limit=1.5',
    'limit=01',
    'limit=+1',
    'limit=%201',
    'limit=1%00',
    'limit=۵',
    'limit=99999999999999999999',
    'phase=drafting',
    'phase=open,closed',
    'phase=OPEN',
    'phase=',
    'phase=no-such-phase',
    'kind=no-such-kind',
    'kind=%00',
    'q=%ff',
    'q=%D9',
    'q=%',
    'q=%zz',
    'q=%ED%A0%80',
    `${'a&'.repeat(2_000)}limit=1`,
  ])('?%s is refused', async (query) => {
    const before = await countKept(app)
    const answer = await sendRaw(app, { path: `${drafts}?${query.replace('۵', '%DB%B5')}` })
    expectRefusal(answer, 400, 'INPUT_INVALID')
    expect(await countKept(app)).toEqual(before)
  })

  test.each<[string, RefusalCode]>([
    ['q=%00', 'TEXT_HAS_NUL'],
    ['q=', 'TEXT_EMPTY'],
    ['q=%20', 'TEXT_EMPTY'],
    ['q=a%0Ab', 'TEXT_HAS_CONTROL'],
    ['q=%E2%80%AEa', 'TEXT_HAS_BIDI_CONTROL'],
    [`q=${'a'.repeat(201)}`, 'TEXT_TOO_LONG'],
    [`q=${'a'.repeat(10_000)}`, 'TEXT_TOO_LONG'],
  ])('?%s is refused by its text', async (query, code) => {
    expectRefusal(await sendRaw(app, { path: `${drafts}?${query}` }), 400, code)
  })

  test.each(['body=no-such-body', 'body=%00', 'body=', 'body=../x', `body=${'a'.repeat(500)}`])(
    '?%s is no issuing body',
    async (query) => {
      expectRefusal(await sendRaw(app, { path: `${drafts}?${query}` }), 404, 'BODY_UNKNOWN')
    },
  )

  test.each(['q=%25', 'q=_', 'q=%21%25_', "q='%20OR%201=1--", 'q=%5C', 'limit=100', ''])(
    '?%s is answered',
    async (query) => {
      expect((await sendRaw(app, { path: `${drafts}?${query}` })).status).toBe(200)
    },
  )

  test('no address that takes no parameters lets one pass', async () => {
    for (const path of [
      `/drafts/${docket}/period`,
      `/drafts/${docket}/final`,
      '/bodies',
      `/bodies/${subject.slug}`,
      '/health',
      `/drafts/${docket}/attachments/${'a'.repeat(64)}`,
    ]) {
      for (const query of ['a=1', 'toString=1', '__proto__=1']) {
        expectRefusal(await app.call('GET', `${API}${path}?${query}`), 400, 'INPUT_INVALID')
      }
    }
  })

  test.each(['clause=%00', 'clause=%D9%85', 'clause=a%22b', 'clause=', 'clause=%0D%0AX-A:%20b'])(
    'comments?%s is refused',
    async (query) => {
      expectRefusal(await sendRaw(app, { path: `${comments}?${query}` }), 400, 'INPUT_INVALID')
    },
  )

  test('comments of a clause that the text does not have are none', async () => {
    const answer = await app.call('GET', `${comments}?clause=cnosuchclause`)
    expect(answer).toMatchObject({ status: 200, body: { items: [], nextCursor: null } })
  })

  test.each(['%D9%81%D8%A7', '%00', '', 'a%22b', '..%2F', 'fa%0D%0AX-A:%20b', '__proto__', '*'])(
    'the locale %j is refused',
    async (locale) => {
      for (const path of [`${drafts}/${docket}`, `${drafts}/${docket}/exposures/1`]) {
        expectRefusal(
          await sendRaw(app, { path: `${path}?locale=${locale}` }),
          400,
          'INPUT_INVALID',
        )
      }
    },
  )

  test('a language nobody has translated into is answered with the text that binds', async () => {
    const answer = await app.call('GET', `${drafts}/${docket}?locale=de`)
    expect(answer).toMatchObject({ status: 200, body: { text: { locale: 'fa' } } })
  })
})

describe('a cursor', () => {
  const written = (position: unknown) =>
    Buffer.from(JSON.stringify(position), 'utf8').toString('base64url')

  const BAD_EVERYWHERE: readonly [string, string][] = [
    ['words', 'garbage'],
    ['no base64 at all', '%D9%86%D8%B8%D8%B1'],
    ['a NUL', '%00'],
    ['padding', `${written([1, 'a'])}==`],
    ['null', written(null)],
    ['an object', written({ seq: 1 })],
    ['an empty array', written([])],
    ['half a number', written(1.5)],
    ['text', written('1')],
    ['a number beyond safe integers', Buffer.from('9007199254740993').toString('base64url')],
    ['a number beyond all numbers', Buffer.from('1e999').toString('base64url')],
    ['a largest safe integer', written(Number.MAX_SAFE_INTEGER)],
    ['a smallest safe integer', written(Number.MIN_SAFE_INTEGER)],
    ['one more than a 32-bit integer', written(2_147_483_648)],
    ['a number below zero', written(-1)],
    ['deep arrays', Buffer.from('['.repeat(200)).toString('base64url')],
    ['a position with a NUL', written([1, NUL])],
    ['a position with half a character', written([1, '\ud800'])],
    ['a position with SQL', written([1, "' OR 1=1 --"])],
    ['a position before all time', written([-1, 'abc'])],
    ['a position with a fraction', written([1.5, 'abc'])],
    ['a position with too many parts', written([1, 'abc', 2])],
  ]

  test.each(BAD_EVERYWHERE)('is refused in every list when it is %s', async (_case, cursor) => {
    for (const path of [`${API}/drafts`, comments]) {
      expectRefusal(await sendRaw(app, { path: `${path}?cursor=${cursor}` }), 400, 'CURSOR_INVALID')
    }
  })

  test('is refused when it is too long or empty', async () => {
    for (const cursor of ['a'.repeat(401), '']) {
      for (const path of [`${API}/drafts`, comments]) {
        expectRefusal(
          await sendRaw(app, { path: `${path}?cursor=${cursor}` }),
          400,
          'INPUT_INVALID',
        )
      }
    }
  })

  test('of another list is refused, and a tampered one too', async () => {
    await anOpenDocket(app, subject)
    await submitWithWork(app, docket)
    await submitWithWork(app, docket)
    const ofDrafts = String((await app.call('GET', `${API}/drafts?limit=1`)).body.nextCursor)
    const ofComments = String((await app.call('GET', `${comments}?limit=1`)).body.nextCursor)
    expect((await app.call('GET', `${API}/drafts?cursor=${ofDrafts}`)).status).toBe(200)
    expect((await app.call('GET', `${comments}?cursor=${ofComments}`)).status).toBe(200)
    for (const path of [
      `${comments}?cursor=${ofDrafts}`,
      `${API}/drafts?cursor=${ofComments}`,
      `${API}/drafts?cursor=${ofDrafts.slice(0, -1)}`,
      `${API}/drafts?cursor=x${ofDrafts}`,
      `${API}/drafts?cursor=${ofDrafts}=`,
    ]) {
      expectRefusal(await app.call('GET', path), 400, 'CURSOR_INVALID')
    }
  })
})

describe('a docket number', () => {
  test('typed with Persian digits, capitals, marks or without zeros is read', async () => {
    const [, number] = /-0*(\d+)$/.exec(docket) ?? []
    for (const typed of [
      toPersianDigits(docket),
      docket.toUpperCase(),
      `\u200f${docket} `,
      docket.replaceAll('-', '–'),
      docket.replace(/\d+$/, String(number)),
    ]) {
      const answer = await app.call('GET', `${API}/drafts/${encodeURIComponent(typed)}`)
      expect(answer).toMatchObject({ status: 200, body: { docket } })
    }
    const filed = await submit(app, encodeURIComponent(toPersianDigits(docket)))
    expect(filed).toMatchObject({ status: 201, body: { receipt: { docket } } })
  })

  const ABSURD = [
    'no-such-body-1405-0001',
    'ipo-1405-0000',
    'ipo-0999-0001',
    'ipo-1405-9999999999',
    '%00',
    'a%00b-1405-0001',
    '..',
    '%2e%2e',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'x%2fperiod',
    '%F0%9F%91%A8',
    '%ff',
    '%',
    '%zz',
    '%D9%86%D8%B8%D8%B1',
    "'%20OR%201=1--",
    'undefined',
    'null',
    '__proto__',
    'constructor',
    '[object%20Object]',
    '1',
    '-1',
  ]
  test.each(ABSURD)('%s is unknown everywhere', async (typed) => {
    for (const rest of ['/period', '/comments', '/final', '/exposures/1', '?locale=fa']) {
      const answer = await sendRaw(app, { path: `${API}/drafts/${typed}${rest}` })
      expect([404, 400]).toContain(answer.status)
      expectProblem(answer)
    }
    const before = await countKept(app)
    const filed = await sendRaw(app, {
      method: 'POST',
      path: `${API}/drafts/${typed}/comments`,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify(aComment()),
    })
    expect([404, 405, 400]).toContain(filed.status)
    expectProblem(filed)
    expect(await countKept(app)).toEqual(before)
  })

  test('of many thousand characters is refused', async () => {
    for (const length of [121, 300, 7_000]) {
      const answer = await app.call('GET', `${API}/drafts/${'a'.repeat(length)}-1405-0001`)
      expect([400, 404]).toContain(answer.status)
      expectProblem(answer)
    }
  })

  test('of a draft nobody has put before the public is unknown', async () => {
    await aDraft(app, subject)
    expectRefusal(
      await app.call('GET', `${API}/drafts/${subject.slug}-1405-9999`),
      404,
      'DOCKET_UNKNOWN',
    )
  })
})

describe('an exposure, an attachment, a body and a final text', () => {
  test.each(['0', '-1', '9999999', '1.5', 'abc', '01', '%00', '1%20', '%DB%B1', 'NaN', '1e1'])(
    'the exposure %s is refused',
    async (n) => {
      expectRefusal(
        await sendRaw(app, { path: `${API}/drafts/${docket}/exposures/${n}` }),
        400,
        'INPUT_INVALID',
      )
    },
  )

  test('the exposure that has not been is unknown', async () => {
    for (const n of [2, 999_999]) {
      expectRefusal(
        await app.call('GET', `${API}/drafts/${docket}/exposures/${String(n)}`),
        404,
        'EXPOSURE_UNKNOWN',
      )
    }
  })

  test('an attachment is asked for by its hash and by nothing else', async () => {
    const at = (sha256: string) =>
      sendRaw(app, { path: `${API}/drafts/${docket}/attachments/${sha256}` })
    expectRefusal(await at('a'.repeat(64)), 404, 'ATTACHMENT_UNKNOWN')
    for (const other of ['x', 'A'.repeat(64), '%2e%2e%2fkeys', 'a'.repeat(65), '%00']) {
      expectRefusal(await at(other), 400, 'INPUT_INVALID')
    }
  })

  test.each(['no-such-body', '%00', 'a%00', '%F0%9F%91%A8', "'", '__proto__', 'X', '%ff', '-'])(
    'the body %s is unknown',
    async (slug) => {
      expectRefusal(await sendRaw(app, { path: `${API}/bodies/${slug}` }), 404, 'BODY_UNKNOWN')
    },
  )

  test('a body with a slug too long to be one is unknown', async () => {
    expectRefusal(await app.call('GET', `${API}/bodies/${'a'.repeat(5_000)}`), 404, 'BODY_UNKNOWN')
  })

  test('there is no final text before the draft is issued', async () => {
    expectRefusal(await app.call('GET', `${API}/drafts/${docket}/final`), 404, 'NOT_ISSUED')
  })
})

describe('a tracking code', () => {
  const track = (trackingCode: unknown) => app.call('POST', `${API}/tracking`, { trackingCode })
  const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

  test('with any one character mistyped is told apart from an unknown one', async () => {
    const code = String((await submit(app, docket)).body.trackingCode)
    for (const [at, character] of Array.from(code).entries()) {
      if (character === '-') continue
      const other = ALPHABET[(ALPHABET.indexOf(character) + 1) % 32] ?? ''
      const typed = code.slice(0, at) + other + code.slice(at + 1)
      expectRefusal(await track(typed), 400, 'TRACKING_CODE_MISTYPED')
    }
  })

  test('that fits but was never given is unknown', async () => {
    expectRefusal(await track('0000-0000-0000-00000'), 404, 'TRACKING_CODE_UNKNOWN')
  })

  test.each([
    ['nothing', ''],
    ['too few characters', '0000-0000'],
    ['too many', '0'.repeat(18)],
    ['a letter the alphabet has not', 'U000-0000-0000-00000'],
    ['a NUL', `0000-0000-0000-0000${NUL}`],
    ['a NUL among a whole code', `0000-0000-0000-00000${NUL}`],
    ['half a character', '0000-0000-0000-0000\ud800'],
    ['a dotless ı', '0000-0000-0000-0000ı'],
    ['emoji', FAMILY.repeat(3)],
    ['SQL', "' OR '1'='1"],
    ['very many dashes', '-'.repeat(199)],
  ])('is unreadable when it is %s', async (_case, code) => {
    expectRefusal(await track(code), 400, 'TRACKING_CODE_UNREADABLE')
  })

  test.each([null, 0, 1234567890123, [], {}, true, ['0000-0000-0000-00000'], '0'.repeat(201)])(
    'is refused when it is %j',
    async (code) => {
      expectRefusal(await track(code), 400, 'INPUT_INVALID')
    },
  )

  test('is refused beside an unknown key, and in an address', async () => {
    expectRefusal(
      await app.call('POST', `${API}/tracking`, { trackingCode: '0', docket }),
      400,
      'INPUT_INVALID',
    )
    const inAddress = await app.call('GET', `${API}/tracking?trackingCode=0000-0000-0000-00000`)
    expect([404, 405]).toContain(inAddress.status)
    expectProblem(inAddress)
  })

  test('is read as people type it: Persian and Arabic digits, lower case, o, i and l, no dashes', async () => {
    // Codes are random: file until one has the characters that people confuse.
    const seen = new Set<string>()
    for (let filed = 0; filed < 40 && !(seen.has('0') && seen.has('1')); filed += 1) {
      const answer = await submit(app, docket)
      const code = String(answer.body.trackingCode)
      for (const character of code) seen.add(character)
      const arabic = code.replace(/[0-9]/g, (digit) =>
        String.fromCharCode(0x0660 + digit.charCodeAt(0) - 0x30),
      )
      for (const typed of [
        toPersianDigits(code),
        arabic,
        code.toLowerCase(),
        code.replaceAll('0', 'o').replaceAll('1', 'l'),
        code.replaceAll('0', 'O').replaceAll('1', 'i'),
        code.replaceAll('1', 'I').toLowerCase(),
        code.replaceAll('-', ''),
        code.replaceAll('-', ' – '),
        `\u200f ${code} \u200c`,
      ]) {
        const found = await track(typed)
        expect(found).toMatchObject({ status: 200, body: { publicId: answer.body.publicId } })
      }
    }
  })
})

describe('addresses and methods', () => {
  const theComments = (): string => comments

  const UNKNOWN = [
    '/api/comment-period',
    '/api/comment-period/',
    `${API}/no-such-route`,
    `${API}/drafts/x/y/z`,
    `${API}/public-comments`,
    `${API}/draft-regulations`,
    `${API}/issuing-bodies`,
    `${API}/%2e%2e/%2e%2e/admin`,
    `${API}/drafts%2Fx`,
    '/api/Comment-Period/no-such-route',
  ]
  test.each(UNKNOWN)('GET %s finds nothing', async (path) => {
    expectRefusal(await sendRaw(app, { path }), 404, 'ROUTE_UNKNOWN')
  })

  test.each(
    [
      `${API}/drafts`,
      `${API}/bodies`,
      `${API}/health`,
      `${API}/tracking`,
      `${API}/nothing`,
    ].flatMap((path) =>
      ['POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'PROPFIND', 'SEARCH', 'LINK', 'PURGE', 'TRACE']
        .filter((method) => !(path === `${API}/tracking` ? ['POST'] : ['GET']).includes(method))
        .map((method) => [method, path] as const),
    ),
  )('%s %s is refused', async (method, path) => {
    const answer = await sendRaw(app, { method, path })
    expect([404, 405]).toContain(answer.status)
    expectProblem(answer)
  })

  test.each(['PUT', 'PATCH', 'DELETE'])('%s of comments is refused', async (method) => {
    const before = await countKept(app)
    const answer = await app.call(method, comments, aComment(), { 'Idempotency-Key': randomUUID() })
    expect([404, 405]).toContain(answer.status)
    expectProblem(answer)
    expect(await countKept(app)).toEqual(before)
  })

  test('HEAD is answered like GET without a body', async () => {
    for (const path of ['/drafts', `/drafts/${docket}`, '/bodies', '/health']) {
      const head = await app.call('HEAD', `${API}${path}`)
      expect(head.status).toBe(200)
      expect(head.body).toBe('')
    }
    expect((await app.call('HEAD', `${API}/drafts/nothing-1405-0001`)).status).toBe(404)
    expect((await app.call('HEAD', `${API}/nothing`)).status).toBe(404)
  })

  test('OPTIONS meets no fault and is given no credentials', async () => {
    for (const path of ['/drafts', `/drafts/${docket}/comments`, '/tracking', '/nothing', '']) {
      const asked: Record<string, string>[] = [
        {},
        { Origin: 'https://portal.example' },
        {
          Origin: 'https://portal.example',
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type,idempotency-key',
        },
      ]
      for (const headers of asked) {
        const answer = await sendRaw(app, { method: 'OPTIONS', path: `${API}${path}`, headers })
        expect(answer.status).toBeLessThan(500)
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      }
    }
  })

  test.each<[string, () => string]>([
    ['null', theComments],
    ['https://stranger.example.test', theComments],
    [`https://${'x'.repeat(6_000)}.example.test`, theComments],
    ["https://a.example.test' OR 1=1 --", theComments],
    ['%', theComments],
    ['https://stranger.example.test', () => `${API}/drafts/%00/comments`],
    ['https://stranger.example.test', () => `${API}/drafts/%ff/comments`],
    ['https://stranger.example.test', () => `${API}/drafts/a%00b-1405-0001/comments`],
    ['https://stranger.example.test', () => `${API}/tracking`],
    ['https://stranger.example.test', () => `${API}/nothing`],
  ])('a page of a strange origin files nothing, case %#', async (origin, path) => {
    const questions: Record<string, string>[] = [{}, { 'Access-Control-Request-Method': 'POST' }]
    for (const asked of questions) {
      const preflight = await sendRaw(app, {
        method: 'OPTIONS',
        path: path(),
        headers: { Origin: origin, ...asked },
      })
      expect(preflight.status).toBeLessThan(500)
    }
    await expectRefused(
      () =>
        sendRaw(app, {
          method: 'POST',
          path: path(),
          headers: {
            Origin: origin,
            'Content-Type': 'application/json',
            'Idempotency-Key': randomUUID(),
          },
          body: JSON.stringify(aComment()),
        }),
      403,
      'ORIGIN_FORBIDDEN',
    )
  })

  test('an address in other letters is held to the same rules', async () => {
    const path = comments.replace('/api/comment-period', '/API/Comment-Period')
    const answer = await sendRaw(app, {
      method: 'POST',
      path,
      headers: { 'Content-Type': 'text/plain', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify(aComment()),
    })
    expectRefusal(answer, 415, 'CONTENT_TYPE_UNSUPPORTED')
    const large = await sendRaw(app, {
      method: 'POST',
      path,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: `"${'x'.repeat(600_000)}"`,
    })
    expectRefusal(large, 413, 'BODY_TOO_LARGE')
    const broken = await sendRaw(app, {
      method: 'POST',
      path,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: '{',
    })
    expectRefusal(broken, 400, 'BODY_UNREADABLE')
  })

  test('headers beyond what a server reads are refused without a fault', async () => {
    const answer = await sendRaw(app, {
      path: `${API}/drafts`,
      headers: { 'X-Large': 'x'.repeat(40_000) },
    })
    expect(answer.status).toBe(431)
    const asked: Record<string, string>[] = [
      { Accept: 'text/html' },
      { Accept: 'image/png;q=0' },
      { 'Accept-Language': '*;q=0, zz' },
      { 'Accept-Language': 'x'.repeat(5_000) },
      { 'If-None-Match': '"'.repeat(500) },
      { 'If-None-Match': '*' },
      { 'If-Modified-Since': 'yesterday' },
      { Range: 'bytes=0-,0-,0-' },
      { Cookie: 'a=b; koa.sess=x; koa.sess.sig=y' },
      { Authorization: 'Bearer nonsense' },
      { Authorization: `Basic ${'x'.repeat(3_000)}` },
      { 'X-HTTP-Method-Override': 'DELETE' },
      { 'X-Forwarded-For': "'; DROP" },
      { Host: 'evil.example' },
      { Expect: '100-continue' },
    ]
    for (const headers of asked) {
      const answer = await sendRaw(app, { path: `${API}/drafts/${docket}`, headers })
      expect(answer.status).toBeLessThan(500)
      expect([200, 304]).toContain(answer.status)
    }
  })

  test('a refusal speaks Persian, and English to those who ask for it', async () => {
    const asked = (language: string) =>
      app.call('GET', `${API}/drafts/nothing-1405-0001`, undefined, { 'Accept-Language': language })
    expect((await asked('fa')).body.title).toBe('چنین پرونده‌ای وجود ندارد.')
    expect((await asked('de')).body.title).toBe('چنین پرونده‌ای وجود ندارد.')
    expect((await asked('en-GB, en;q=0.9')).body.title).toBe('There is no such docket.')
  })
})

describe('staff requests', () => {
  let member: Staff
  let outsider: Staff
  let editor: Staff
  let publicId: string
  const to = (rest: string) => `/comment-period/drafts/${documentId}/${rest}`

  beforeAll(async () => {
    member = await aMember(app, subject)
    outsider = await signUp(app)
    editor = await signUp(app, 'strapi-editor')
    const work = await solveWork(app, docket)
    const parts = [
      commentPart(aComment({ work })),
      filePart('پیوست.pdf', 'application/pdf', aPdf()),
    ]
    publicId = String((await submitForm(app, docket, parts)).body.publicId)
  })

  const anExport = (profile?: string) => ({
    docket,
    format: 'csv',
    language: 'fa',
    reason: 'آزمون',
    ...(profile === undefined ? {} : { profile }),
  })
  const routes = (): [string, string, object | undefined][] => [
    ['GET', to('period'), undefined],
    ['POST', to('restart'), { reason: 'آزمون' }],
    ['POST', to('extend'), { lastDayOn: '1406/01/20', ground: 'other', reason: 'آزمون' }],
    ['POST', to('suspend'), { ground: 'outage', reason: 'آزمون' }],
    ['POST', to('resume'), { reason: 'آزمون' }],
    ['POST', to('waive'), { decidedBy: 'رئیس', reason: 'آزمون' }],
    ['POST', to('withdraw'), { reason: 'آزمون' }],
    ['POST', to('issue'), { reason: 'آزمون' }],
    ['GET', to('comments'), undefined],
    ['GET', to('copies'), undefined],
    ['GET', to('copies/1'), undefined],
    ['GET', '/comment-period/dashboard', undefined],
    ['GET', '/comment-period/desk', undefined],
    ['GET', '/comment-period/comments', undefined],
    ['GET', `/comment-period/comments/${publicId}`, undefined],
    [
      'POST',
      '/comment-period/screenings',
      { publicIds: [publicId], state: 'spam', reason: 'آزمون' },
    ],
    [
      'POST',
      '/comment-period/assignments',
      { publicIds: [publicId], unit: null, dueOn: '1410/01/20', reason: 'آزمون' },
    ],
    [
      'POST',
      '/comment-period/responses',
      { publicIds: [publicId], text: 'پاسخ', disposition: 'accepted', reason: 'آزمون' },
    ],
    [
      'POST',
      `/comment-period/comments/${publicId}/response`,
      { text: 'پاسخ', disposition: 'accepted', reason: 'آزمون' },
    ],
    ['POST', `/comment-period/comments/${publicId}/screening`, { state: 'spam', reason: 'آزمون' }],
    ['GET', `/comment-period/comments/${publicId}/attachments`, undefined],
    ['GET', `/comment-period/comments/${publicId}/attachments/1/file`, undefined],
    [
      'POST',
      `/comment-period/comments/${publicId}/attachments/1/verdict`,
      { verdict: 'released', reason: 'آزمون' },
    ],
    ['POST', `/comment-period/comments/${publicId}/notes`, { text: 'یادداشت' }],
    ['POST', `/comment-period/comments/${publicId}/contact`, { reason: 'آزمون' }],
    ['POST', `/comment-period/comments/${publicId}/original`, { reason: 'آزمون' }],
    ['POST', `/comment-period/comments/${publicId}/redaction`, { spans: [], reason: 'آزمون' }],
    ['POST', `/comment-period/comments/${publicId}/erasure`, { basis: 'آزمون' }],
    ['POST', `/comment-period/comments/${publicId}/erasure/approval`, { n: 1 }],
    ['GET', `/comment-period/drafts/${documentId}/themes`, undefined],
    ['POST', `/comment-period/drafts/${documentId}/themes`, { title: 'محور', reason: 'آزمون' }],
    [
      'POST',
      `/comment-period/drafts/${documentId}/themes/1/title`,
      { title: 'محور', reason: 'آزمون' },
    ],
    [
      'POST',
      `/comment-period/drafts/${documentId}/themes/1/placements`,
      { publicIds: [publicId], act: 'placed', reason: 'آزمون' },
    ],
    [
      'POST',
      `/comment-period/drafts/${documentId}/themes/1/responses`,
      { text: 'پاسخ', disposition: 'accepted', reason: 'آزمون' },
    ],
    ['GET', `/comment-period/drafts/${documentId}/themes/1/comments`, undefined],
    [
      'POST',
      `/comment-period/drafts/${documentId}/change-grounds`,
      { clauseId: 'cmade1', theme: 1, act: 'tied', reason: 'آزمون' },
    ],
    ['GET', `/comment-period/drafts/${documentId}/checklist`, undefined],
    ['GET', '/comment-period/rules', undefined],
    ['GET', '/comment-period/limits', undefined],
    ['GET', '/comment-period/holidays', undefined],
    ['POST', '/comment-period/holidays/import', { csv: 'تاریخ,عنوان', save: false }],
    ['POST', `/comment-period/holidays/${documentId}/confirmation`, { source: 'آزمون' }],
    ['GET', '/comment-period/exports', undefined],
    ['POST', '/comment-period/exports', anExport('working')],
    ['POST', '/comment-period/full-exports', anExport()],
    ['GET', '/comment-period/exports/e00000000000', undefined],
    ['POST', '/comment-period/exports/e00000000000/cancel', undefined],
    ['GET', '/comment-period/exports/e00000000000/file', undefined],
    ['GET', '/comment-period/full-exports/e00000000000/file', undefined],
    ['GET', '/comment-period/evidence', undefined],
    ['GET', '/comment-period/evidence/file', undefined],
    ['GET', `/comment-period/reports?docket=${docket}`, undefined],
    ['GET', `/comment-period/drafts/${documentId}/reports`, undefined],
    [
      'POST',
      `/comment-period/drafts/${documentId}/reports`,
      { kind: 'digest', addressee: 'دیوان', reason: 'آزمون' },
    ],
    ['GET', `/comment-period/drafts/${documentId}/report-preview?kind=digest`, undefined],
    ['GET', `/comment-period/drafts/${documentId}/reports/1/file`, undefined],
    ['GET', '/comment-period/memberships', undefined],
    [
      'POST',
      '/comment-period/memberships',
      { adminUserId: outsider.id, bodySlug: subject.slug, role: 'manager', reason: 'آزمون' },
    ],
    ['DELETE', '/comment-period/memberships/1', undefined],
    ['POST', '/comment-period/word-documents', undefined],
  ]

  test('every staff route is in this list', () => {
    const known = app.strapi.plugin('comment-period').routes as unknown as {
      admin: { routes: { method: string; path: string }[] }
    }
    const pattern = (path: string) => path.replace(/:[a-zA-Z]+/g, '*')
    const tried = routes().map(
      ([method, path]) =>
        `${method} ${path
          .replace('/comment-period', '')
          .replace(/\?.*$/, '')
          .replace(documentId, '*')
          .replace(publicId, '*')
          .replace('e00000000000', '*')
          .replace(/\/1(?=\/|$)/, '/*')}`,
    )
    expect(tried.sort()).toEqual(
      known.admin.routes.map(({ method, path }) => `${method} ${pattern(path)}`).sort(),
    )
  })

  test('of nobody are refused as unauthenticated', async () => {
    const before = await countKept(app)
    for (const [method, path, body] of routes()) {
      expectRefusal(await app.call(method, path, body), 401, 'UNAUTHENTICATED')
      expectRefusal(
        await app.call(method, path, body, { Authorization: 'Bearer x.y.z' }),
        401,
        'UNAUTHENTICATED',
      )
    }
    expect(await countKept(app)).toEqual(before)
  })

  test('of an editor without the permission are refused', async () => {
    const before = await countKept(app)
    for (const [method, path, body] of routes()) {
      expectRefusal(await editor.call(method, path, body), 403, 'FORBIDDEN')
    }
    expect(await countKept(app)).toEqual(before)
  })

  test('of a super admin who is no member of the body are refused', async () => {
    const before = await countKept(app)
    const acts = routes().filter(
      ([method, path]) =>
        // A text that is read, and not yet part of any draft, is no body's; a list is of nothing
        // then, and of many each is refused by itself.
        !/^.comment-period.(memberships|(full-)?exports.e|evidence|rules|limits|holidays|word-documents|desk|dashboard|comments$|screenings|assignments|responses)/.test(
          path,
        ) && !(method === 'GET' && /.(period|exports)$/.test(path)),
    )
    for (const [method, path, body] of acts) {
      expectRefusal(await outsider.call(method, path, body), 403, 'NOT_A_MEMBER')
    }
    expect(await countKept(app)).toEqual(before)
  })

  const ACTS: Record<string, Record<string, unknown>> = {
    restart: {},
    extend: { lastDayOn: '1406/01/20', ground: 'other' },
    suspend: { ground: 'outage' },
    resume: {},
    waive: { decidedBy: 'رئیس' },
    withdraw: {},
    issue: {},
  }
  const BAD_REASONS: [string, unknown, RefusalCode][] = [
    ['missing', undefined, 'INPUT_INVALID'],
    ['null', null, 'INPUT_INVALID'],
    ['a number', 1, 'INPUT_INVALID'],
    ['an array', ['آزمون'], 'INPUT_INVALID'],
    ['empty', '', 'TEXT_EMPTY'],
    ['blank', ' \u200c\n', 'TEXT_EMPTY'],
    ['with a NUL', `آزمون${NUL}`, 'TEXT_HAS_NUL'],
    ['with half a character', 'آزمون\ud800', 'TEXT_HAS_LONE_SURROGATE'],
    ['too long', 'آ'.repeat(2_001), 'TEXT_TOO_LONG'],
  ]
  test.each(
    Object.keys(ACTS).flatMap((act) =>
      BAD_REASONS.map(([name, reason, code]) => [act, name, reason, code] as const),
    ),
  )('%s with a reason that is %s is refused', async (act, _name, reason, code) => {
    await expectRefused(
      () =>
        member.call('POST', to(act), { ...ACTS[act], ...(reason === undefined ? {} : { reason }) }),
      400,
      code,
    )
  })

  test.each(Object.keys(ACTS))('%s with an unknown key is refused', async (act) => {
    for (const key of ['actor', 'at', 'force', 'override', '__proto__x']) {
      await expectRefused(
        () => member.call('POST', to(act), { ...ACTS[act], reason: 'آزمون', [key]: 1 }),
        400,
        'INPUT_INVALID',
      )
    }
    await expectRefused(
      () => member.call('POST', to(act), `{"reason":"آزمون","__proto__":{"a":1}}`),
      400,
      'INPUT_INVALID',
    )
  })

  test.each<[unknown, RefusalCode]>([
    ['۱۴۰۴/۱۲/۳۰', 'DATE_DOES_NOT_EXIST'],
    ['1405/13/01', 'DATE_DOES_NOT_EXIST'],
    ['2026-02-30', 'DATE_DOES_NOT_EXIST'],
    ['0000-00-00', 'DATE_DOES_NOT_EXIST'],
    ['9999/01/01', 'DATE_DOES_NOT_EXIST'],
    ['۰۵/۰۱/۰۱', 'DATE_UNREADABLE'],
    ['1405-01/01', 'DATE_UNREADABLE'],
    ['فردا', 'DATE_UNREADABLE'],
    ['', 'DATE_UNREADABLE'],
    [`1405/01/01${NUL}`, 'DATE_UNREADABLE'],
    ['2026-13-01T00:00:00Z', 'DATE_UNREADABLE'],
    [14050101, 'INPUT_INVALID'],
    [null, 'INPUT_INVALID'],
    ['1'.repeat(31), 'INPUT_INVALID'],
  ])('extend to %j is refused', async (lastDayOn, code) => {
    await expectRefused(
      () => member.call('POST', to('extend'), { lastDayOn, ground: 'other', reason: 'آزمون' }),
      400,
      code,
    )
  })

  test('extend to a day long past or far ahead is refused', async () => {
    const extend = (lastDayOn: string) =>
      member.call('POST', to('extend'), { lastDayOn, ground: 'other', reason: 'آزمون' })
    await expectRefused(() => extend('1300/01/01'), 422, 'PERIOD_SHORTENED')
    await expectRefused(() => extend('1178/01/01'), 422, 'PERIOD_SHORTENED')
    await expectRefused(() => extend('1633/12/29'), 422, 'PERIOD_TOO_LONG')
    await expectRefused(() => extend('2254-12-31'), 422, 'PERIOD_TOO_LONG')
    await expectRefused(() => extend('9999-12-31'), 400, 'DATE_DOES_NOT_EXIST')
  })

  test.each(['', 'tomorrow', '2026-11-30', '2026-11-30T00:00:00', '2026-02-30T00:00:00Z', 5, null])(
    'extend to the instant %j is refused',
    async (closesAt) => {
      await expectRefused(
        () => member.call('POST', to('extend'), { closesAt, ground: 'other', reason: 'آزمون' }),
        400,
        'INPUT_INVALID',
      )
    },
  )

  test('extend by both a day and an instant, by neither, or on no ground is refused', async () => {
    const day = { lastDayOn: '1406/01/20' }
    for (const body of [
      { ...day, closesAt: '2027-01-01T00:00:00Z', ground: 'other', reason: 'آزمون' },
      { ground: 'other', reason: 'آزمون' },
      { ...day, reason: 'آزمون' },
      { ...day, ground: 'whim', reason: 'آزمون' },
      { closesAt: '2027-01-01T00:00:00Z', ground: 'other', reason: 'آزمون' },
    ]) {
      await expectRefused(() => member.call('POST', to('extend'), body), 400, 'INPUT_INVALID')
    }
  })

  test('a waiver of a decider whose name turns the text round is refused', async () => {
    await expectRefused(
      () => member.call('POST', to('waive'), { decidedBy: `رئیس${BIDI}`, reason: 'آزمون' }),
      400,
      'TEXT_HAS_BIDI_CONTROL',
    )
  })

  test.each(['nosuchdraft', 'a'.repeat(64)])('the draft %s has not been exposed', async (id) => {
    const answer = await member.call('POST', `/comment-period/drafts/${id}/issue`, {
      reason: 'آزمون',
    })
    expect([404, 409]).toContain(answer.status)
    expectProblem(answer)
    for (const [act, fields] of Object.entries(ACTS)) {
      const answer = await member.call('POST', `/comment-period/drafts/${id}/${act}`, {
        ...fields,
        reason: 'آزمون',
      })
      expect([404, 409]).toContain(answer.status)
      expectProblem(answer)
    }
  })

  test.each(['%00', "'", 'A', '..%2f', 'a'.repeat(65), '%ff', '%F0%9F%91%A8'])(
    'the draft %s is refused',
    async (id) => {
      for (const [act, fields] of Object.entries(ACTS)) {
        const answer = await sendRaw(app, {
          method: 'POST',
          path: `/comment-period/drafts/${id}/${act}`,
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${member.token}` },
          body: JSON.stringify({ ...fields, reason: 'آزمون' }),
        })
        expectRefusal(answer, 400, 'INPUT_INVALID')
      }
    },
  )

  test.each(['nosuchcomment', '%00', "n'", 'N', 'n'.repeat(500), '%ff', '%F0%9F%91%A8', '-1'])(
    'the comment %s is unknown',
    async (id) => {
      for (const [act, body] of [
        ['response', { text: 'پاسخ', disposition: 'accepted', reason: 'آزمون' }],
        ['screening', { state: 'spam', reason: 'آزمون' }],
      ] as const) {
        const answer = await sendRaw(app, {
          method: 'POST',
          path: `/comment-period/comments/${id}/${act}`,
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${member.token}` },
          body: JSON.stringify(body),
        })
        expectRefusal(answer, 404, 'COMMENT_UNKNOWN')
      }
    },
  )

  test.each([
    ['a state that is none', { state: 'deleted' }],
    ['the state every comment starts in', { state: 'received' }],
    ['withheld without a reason', { state: 'withheld' }],
    ['withheld for a reason that is none', { state: 'withheld', withholdReason: 'hostile' }],
    ['published with a reason to withhold', { state: 'published', withholdReason: 'insult' }],
    ['a state as a list', { state: ['spam'] }],
  ])('a screening to %s is refused', async (_case, body) => {
    await expectRefused(
      () =>
        member.call('POST', `/comment-period/comments/${publicId}/screening`, {
          ...body,
          reason: 'آزمون',
        }),
      400,
      'INPUT_INVALID',
    )
  })

  test('a screening to the state it has is refused', async () => {
    await expectRefused(
      () =>
        member.call('POST', `/comment-period/comments/${publicId}/screening`, {
          state: 'published',
          reason: 'آزمون',
        }),
      409,
      'STATE_CHANGE_REFUSED',
    )
  })

  test.each([
    ['an empty text', { text: '' }, 'TEXT_EMPTY'],
    ['a text with a NUL', { text: NUL }, 'TEXT_HAS_NUL'],
    ['a text too long', { text: 'پ'.repeat(10_001) }, 'TEXT_TOO_LONG'],
    ['a disposition that is none', { disposition: 'noted' }, 'INPUT_INVALID'],
  ] as const)('a response with %s is refused', async (_case, fields, code) => {
    await expectRefused(
      () =>
        member.call('POST', `/comment-period/comments/${publicId}/response`, {
          text: 'پاسخ',
          disposition: 'accepted',
          reason: 'آزمون',
          ...fields,
        }),
      400,
      code,
    )
  })

  test.each([
    ['a user who is text', { adminUserId: '1' }, 400, 'INPUT_INVALID'],
    ['a user 0', { adminUserId: 0 }, 400, 'INPUT_INVALID'],
    ['a user beyond what a column holds', { adminUserId: 2 ** 40 }, 400, 'INPUT_INVALID'],
    ['a user beyond safe integers', { adminUserId: 2 ** 60 }, 400, 'INPUT_INVALID'],
    ['a user who does not exist', { adminUserId: 999_999 }, 400, 'INPUT_INVALID'],
    ['a role that is none', { role: 'king' }, 400, 'INPUT_INVALID'],
    ['a body that is none', { bodySlug: 'no-such-body' }, 404, 'BODY_UNKNOWN'],
    ['a body with a NUL', { bodySlug: NUL }, 404, 'BODY_UNKNOWN'],
    ['a reason that is blank', { reason: ' ' }, 400, 'TEXT_EMPTY'],
  ] as const)('a membership of %s is refused', async (_case, fields, status, code) => {
    await expectRefused(
      () =>
        member.call('POST', '/comment-period/memberships', {
          adminUserId: outsider.id,
          bodySlug: subject.slug,
          role: 'screener',
          reason: 'آزمون',
          ...fields,
        }),
      status,
      code,
    )
  })

  test.each(['0', '-1', 'abc', '%00', '9999999999', '1e3'])(
    'the membership %s cannot be revoked',
    async (id) => {
      const before = await countKept(app)
      const answer = await sendRaw(app, {
        method: 'DELETE',
        path: `/comment-period/memberships/${id}`,
        headers: { Authorization: `Bearer ${member.token}` },
      })
      expectRefusal(answer, 400, 'INPUT_INVALID')
      expect(await countKept(app)).toEqual(before)
    },
  )

  test('a membership that is none cannot be revoked', async () => {
    expectRefusal(
      await member.call('DELETE', '/comment-period/memberships/2147483647'),
      404,
      'MEMBERSHIP_UNKNOWN',
    )
  })

  test('the list of comments is refused with a bad query', async () => {
    for (const query of ['state=deleted', 'state=spam&state=spam', 'limit=1', 'toString=1']) {
      expectRefusal(await member.call('GET', `${to('comments')}?${query}`), 400, 'INPUT_INVALID')
    }
    for (const position of ['MS41', 'Im4i', Buffer.from('99999999999').toString('base64url')]) {
      expectRefusal(
        await member.call('GET', `${to('comments')}?cursor=${position}`),
        400,
        'CURSOR_INVALID',
      )
    }
  })
})

describe('anything at all', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units)),
    fc.constantFrom(NUL, '\ud800', BIDI, '', ' ', '\\', '__proto__', FAMILY, '۱۴۰۵', "'", '%', '�'),
  )
  const anyValue = fc.oneof(
    { weight: 3, arbitrary: anyText },
    fc.jsonValue({ maxDepth: 4 }),
    fc.double(),
    fc.maxSafeInteger(),
    fc.constantFrom(null, true, [], {}, -0, 1e308),
  )
  const member = fc.constantFrom(
    'type',
    'text',
    'rating',
    'clauseId',
    'language',
    'submitterType',
    'submitterCategory',
    'onBehalfOf',
    'name',
    'contact',
    'showName',
  )
  /** Mostly lawful, so that what is stored is tried as well. */
  const plausible = fc
    .record(
      {
        type: fc.constantFrom('opinion', 'suggestion', 'criticism'),
        text: anyText.map((text) => `متن ${text}`),
        language: fc.constantFrom('fa', 'en', 'ckb', 'azb', 'fa-Arab-IR'),
        name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
        onBehalfOf: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
      },
      { requiredKeys: ['type', 'text'] },
    )
    .map((body) => ({ ...body, showName: body.name !== undefined }))
  const anyBody = fc.oneof(
    { weight: 4, arbitrary: plausible },
    fc.tuple(plausible, member, anyValue).map(([body, key, value]) => ({ ...body, [key]: value })),
    fc.dictionary(fc.oneof(member, anyText), anyValue, { maxKeys: 8 }),
    anyValue,
  )
  const json = anyBody.map((body) => JSON.stringify(body))
  /** A JSON text with one byte of it otherwise. */
  const damaged = fc
    .tuple(json, fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([text, at, byte]) => {
      const bytes = utf8(text)
      if (bytes.length > 0) bytes[at % bytes.length] = byte
      return bytes
    })
  const escaped = anyText.map((text) => encodeURIComponent(utf8(text).toString()))
  const anyQuery = fc
    .array(
      fc.tuple(
        fc.oneof(
          fc.constantFrom('limit', 'cursor', 'q', 'body', 'kind', 'phase', 'clause', 'locale'),
          escaped,
        ),
        fc.oneof(
          escaped,
          fc.integer().map(String),
          fc.constantFrom('%00', '%ff', '%', '[]', 'open', 'closed'),
          fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
        ),
      ),
      { maxLength: 4 },
    )
    .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'))
  const anyKey = fc.oneof(
    { weight: 5, arbitrary: fc.uuid({ version: 4 }) },
    fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
  )
  type Ask = (known: { docket: string; slug: string }) => RawRequest
  const anyRequest: fc.Arbitrary<Ask> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.oneof({ weight: 4, arbitrary: json }, damaged), anyKey)
        .map(([body, key]): Ask => (known) => ({
          method: 'POST',
          path: `${API}/drafts/${known.docket}/comments`,
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
          body,
        })),
    },
    {
      weight: 2,
      arbitrary: fc
        .oneof(
          json,
          anyText.map((trackingCode) => JSON.stringify({ trackingCode })),
        )
        .map((body): Ask => () => ({
          method: 'POST',
          path: `${API}/tracking`,
          headers: { 'Content-Type': 'application/json' },
          body,
        })),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom<(known: { docket: string; slug: string }) => string>(
            () => '/drafts',
            ({ docket }) => `/drafts/${docket}`,
            ({ docket }) => `/drafts/${docket}/comments`,
            ({ docket }) => `/drafts/${docket}/exposures/1`,
            ({ docket }) => `/drafts/${docket}/period`,
            ({ slug }) => `/bodies/${slug}`,
          ),
          anyQuery,
        )
        .map(([path, query]): Ask => (known) => ({ path: `${API}${path(known)}?${query}` })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
          fc.constantFrom('', '/drafts', '/bodies', '/tracking', '/health'),
          fc.array(escaped, { maxLength: 3 }),
        )
        .map(([method, first, rest]): Ask => () => ({
          method,
          path: `${API}${[first, ...rest].join('/')}`,
        })),
    },
  )

  test('S5 is answered without a fault of ours, and every refusal in the one form', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (ask) => {
        const request = ask({ docket, slug: subject.slug })
        const answer = await sendRaw(app, request)
        expect(answer.status).toBeLessThan(500)
        if (answer.status >= 400 && request.method !== 'HEAD') expectProblem(answer)
      }),
      { numRuns: 1_500, seed: 20_261_121, endOnFailure: true },
    )
  })
})

describe('what editors type', () => {
  test.each([
    ['draft-regulation', 'title', () => ({ body: subject.bodyId, kind: subject.kindId })],
    ['unit', 'name', () => ({ key: 'long-name', body: subject.bodyId })],
  ] as const)(
    '%s: a %s longer than its column is refused before the database',
    async (type, field, rest) => {
      const create = (letters: number) =>
        documents(app, type).create({ data: { ...rest(), [field]: 'ا'.repeat(letters) } })
      await expect(create(256)).rejects.toMatchObject({ name: 'ValidationError' })
      expect((await create(255)).documentId).toBeDefined()
    },
  )
})
