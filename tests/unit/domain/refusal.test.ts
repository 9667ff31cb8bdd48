import { describe, expect, test } from '@jest/globals'

import { statusOf } from '../../../plugins/comment-period/contracts/problem'
import {
  isRefusalCode,
  lawful,
  refusal,
  refused,
} from '../../../plugins/comment-period/domain/refusal'
import { REFUSAL_MESSAGES } from '../../../plugins/comment-period/domain/refusal-messages'

const CODES = Object.keys(REFUSAL_MESSAGES).filter(isRefusalCode)
const texts = (language: 'en' | 'fa') =>
  CODES.map((code): [string, string] => [code, REFUSAL_MESSAGES[code][language]])

/** What is written in Latin letters in a Persian sentence too. */
const TECHNICAL_TOKENS = /Idempotency-Key|UUID|NUL/g

/** What a Persian sentence must not hold. The non-joiner (ZWNJ) is U+200C. */
const PERSIAN_FAULTS: Readonly<Record<string, RegExp>> = {
  'no sentence': /^(?![\u0600-\u06ff].*\.$)/u,
  'Arabic yeh': /\u064a/,
  'Arabic kaf': /\u0643/,
  'Arabic alef maksura': /\u0649/,
  'Latin digit': /[0-9]/,
  'Arabic digit': /[\u0660-\u0669]/,
  'Latin letters': /[A-Za-z]/,
  'Latin punctuation': /[,;?]/,
  'space before punctuation': /\s[،؛؟.:]/,
  'space doubled or at an end': /\s\s|^\s|\s$/,
  'می apart from its verb': /(?<![\u0600-\u06ff\u200c])ن?می\s/u,
  'ending apart from its word':
    / (?:ها|های|هایی|هایش|تر|تری|ترین|ای|اند|ام)(?![\u0600-\u06ff\u200c])/u,
  'non-joiner that joins nothing': /\u200c(?![\u0620-\u06cf])|(?<![\u0620-\u06cf])\u200c/u,
  'invisible mark': /[\u0640\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u,
}

function faultsOfPersian(text: string): string[] {
  const persian = text.replaceAll(TECHNICAL_TOKENS, 'نشانه')
  return Object.entries(PERSIAN_FAULTS).flatMap(([name, fault]) =>
    fault.test(persian) ? [name] : [],
  )
}

describe('a refusal', () => {
  test('is its code, the English sentence of it, and the facts that led to it', () => {
    expect(refusal('PERIOD_NOT_OVER', { mayIssueFrom: '2026-08-08T20:30:00.000Z' })).toEqual({
      code: 'PERIOD_NOT_OVER',
      message: REFUSAL_MESSAGES.PERIOD_NOT_OVER.en,
      details: { mayIssueFrom: '2026-08-08T20:30:00.000Z' },
    })
  })

  test('has no facts where none are given', () => {
    expect(refusal('NO_BASIS').details).toEqual({})
  })

  test('is one of the two outcomes of a decision', () => {
    expect(refused('NO_BASIS', { n: 1 })).toEqual({
      kind: 'refused',
      refusal: refusal('NO_BASIS', { n: 1 }),
    })
    expect(lawful(1)).toEqual({ kind: 'lawful', value: 1 })
  })

  test.each([
    ['a code', 'PERIOD_NOT_OVER', true],
    ['a code in small letters', 'period_not_over', false],
    ['a code with more around it', 'ERROR: PERIOD_NOT_OVER', false],
    ['nothing', '', false],
    ['a name that every object has', 'toString', false],
    ['another such name', '__proto__', false],
  ])('tells a code from another text: %s', (_case, text, known) => {
    expect(isRefusalCode(text)).toBe(known)
  })
})

describe('every code', () => {
  test.each(CODES)('%s is written in capitals and underscores', (code) => {
    expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/)
  })

  test.each(CODES)('%s has an HTTP status of refusal', (code) => {
    expect(statusOf(code)).toBeGreaterThanOrEqual(400)
    expect(statusOf(code)).toBeLessThan(600)
  })

  test('has a sentence of its own in each language', () => {
    expect(new Set(texts('en').map(([, text]) => text)).size).toBe(CODES.length)
    expect(new Set(texts('fa').map(([, text]) => text)).size).toBe(CODES.length)
  })
})

describe('the status', () => {
  test.each([
    ['an error of ours', 'INTERNAL', 500],
    ['a busy docket', 'BUSY', 503],
    ['a missing guard', 'GUARDS_MISSING', 503],
    ['disagreeing clocks', 'CLOCKS_APART', 503],
    ['an issuance before the close', 'PERIOD_NOT_OVER', 409],
    ['a comment after the close', 'PERIOD_CLOSED', 409],
    ['a close asked for that is too early', 'PERIOD_SHORTENED', 422],
    ['a key used with another body', 'IDEMPOTENCY_KEY_REUSED', 422],
    ['a missing key', 'IDEMPOTENCY_KEY_MISSING', 400],
    ['a guessable key', 'IDEMPOTENCY_KEY_WEAK', 400],
    ['malformed input', 'INPUT_INVALID', 400],
    ['an unknown docket', 'DOCKET_UNKNOWN', 404],
    ['an unknown tracking code', 'TRACKING_CODE_UNKNOWN', 404],
    ['someone not signed in', 'UNAUTHENTICATED', 401],
    ['a role that someone does not have', 'NOT_A_MEMBER', 403],
  ] as const)('of %s (%s) is %d', (_case, code, status) => {
    expect(statusOf(code)).toBe(status)
  })
})

describe('the English sentence', () => {
  test.each(texts('en'))('of %s is a sentence', (_code, text) => {
    expect(text).toMatch(/^[A-Z].*[a-z0-9`)]\.$/)
    expect(text).toBe(text.trim().replaceAll(/ {2,}/g, ' '))
  })

  test.each(texts('en'))('of %s holds no date, which belongs into the details', (_code, text) => {
    expect(text).not.toMatch(/\d{4}/)
  })
})

describe('the Persian sentence', () => {
  test.each(texts('fa'))('of %s is well written', (_code, text) => {
    expect(faultsOfPersian(text)).toEqual([])
  })

  test.each([
    ['پايان', 'Arabic yeh'],
    ['كد', 'Arabic kaf'],
    ['موسى', 'Arabic alef maksura'],
    ['۱۴ روز یا 14 روز', 'Latin digit'],
    ['١٤ روز', 'Arabic digit'],
    ['این docket وجود ندارد', 'Latin letters'],
    ['صبر کنید, سپس تلاش کنید', 'Latin punctuation'],
    ['صبر کنید ، سپس تلاش کنید', 'space before punctuation'],
    ['دو  فاصله', 'space doubled or at an end'],
    ['متن می آید', 'می apart from its verb'],
    ['متن نمی آید', 'می apart from its verb'],
    ['متن ها', 'ending apart from its word'],
    ['متن های پرونده', 'ending apart from its word'],
    ['مهلت کوتاه تر', 'ending apart from its word'],
    ['متن\u200c ها', 'non-joiner that joins nothing'],
    ['متن\u200c\u200cها', 'non-joiner that joins nothing'],
    ['متن\u200bها', 'invisible mark'],
    ['\u200fمتن', 'invisible mark'],
  ])('would not be «%s»: %s', (text, fault) => {
    expect(faultsOfPersian(`${text}.`)).toContain(fault)
  })

  test('may name a header and use the non-joiner where it belongs', () => {
    expect(faultsOfPersian('پیش‌نویس‌ها و سرایند Idempotency-Key نمی‌آیند؛ ۱۷ رقم دارد.')).toEqual(
      [],
    )
  })
})
