import { describe, expect, test } from '@jest/globals'
import { parseClauses } from '../../../plugins/comment-period/contracts/clauses'
import {
  bodySlug,
  docketNumber,
  instant,
  language,
  limit,
  locale,
} from '../../../plugins/comment-period/contracts/fields'
import {
  canonicalText,
  searchForm,
  searchQuery,
  searchText,
} from '../../../plugins/comment-period/domain/canonical-text'
import { isBodySlug, parseDocketNumber } from '../../../plugins/comment-period/domain/docket-number'
import { judgeIdempotencyKey } from '../../../plugins/comment-period/domain/idempotency-key'
import { parseIsoUtc } from '../../../plugins/comment-period/domain/instant'
import { parseSolarDate } from '../../../plugins/comment-period/domain/solar-hijri'
import { findTextFault } from '../../../plugins/comment-period/domain/text-checks'
import { parseTrackingCode } from '../../../plugins/comment-period/domain/tracking-code'
import { foldTypedInput } from '../../../plugins/comment-period/domain/typed-input'
import { isNestedDeeper } from '../../../plugins/comment-period/server/src/middlewares/json-body'

/**
 * Texts of 100 KB that make a pattern with nested or neighbouring repetitions try everything
 * twice. Lint proves of each pattern that its work is linear; here each parser meets them, and
 * those with a limit of their own are seen to refuse before they read.
 */

const LONG = 100 * 1024
const of = (unit: string) => unit.repeat(Math.ceil(LONG / unit.length)).slice(0, LONG)
const ATTACKS: readonly string[] = [
  ...[
    ' ',
    '-',
    'a',
    '0',
    '\u200c',
    '\u0301',
    '\u200f',
    'a-',
    '/ ',
    ' /',
    '\n ',
    '¬',
    'ا¬',
    'ه\u200cی',
  ],
  ...['ب\u064e', '\u064e\u200d', '"', '\\"', '[', 'é', '👨‍👩‍👧‍👦', '\u202e', '۱', 'ﷺ', '\r\n', 'ش\u200c'],
].map(of)
/** With an end that makes what matched so far match no longer. */
const TEXTS = ATTACKS.flatMap((attack) => [attack, `${attack}!`, `a${attack}\u0000`])

const REFUSING: Readonly<Record<string, (text: string) => boolean>> = {
  'a tracking code': (text) => parseTrackingCode(text).kind === 'refused',
  'a docket number': (text) => parseDocketNumber(text) === null,
  'a docket number in an address': (text) => !docketNumber.safeParse(text).success,
  'a slug': (text) => !isBodySlug(text),
  'a slug in an address': (text) => !bodySlug.safeParse(text).success,
  'an Idempotency-Key': (text) => judgeIdempotencyKey(text).kind === 'refused',
  'a day': (text) => parseSolarDate(text).kind === 'refused',
  'an instant': (text) => parseIsoUtc(text) === null,
  'an instant in a body': (text) => !instant.safeParse(text).success,
  'a language': (text) => !language.safeParse(text).success,
  'a locale': (text) => !locale.safeParse(text).success,
  'a page size': (text) => !limit.safeParse(text).success,
  'the clauses of a text': (text) => parseClauses([{ kind: 'article', text }]).kind === 'refused',
  'a line': (text) => findTextFault(text, { maxGraphemes: 200, singleLine: true }) !== null,
}

describe('a text of 100 KB made to keep a parser busy', () => {
  test.each(Object.entries(REFUSING))('S10 is refused as %s', (_name, refuses) => {
    expect(TEXTS.filter((text) => !refuses(text))).toEqual([])
  })

  test('S10 is folded to a form that folding leaves alone', () => {
    for (const text of TEXTS) {
      const form = searchForm(text, 'fa')
      expect(searchForm(form, 'fa')).toBe(form)
      expect(canonicalText(canonicalText(text, 'fa'), 'fa')).toBe(canonicalText(text, 'fa'))
      expect(searchText(text).length).toBeLessThanOrEqual(text.length * 18)
      expect(searchQuery(text).every((term) => !/[ %_]/.test(term))).toBe(true)
      expect(foldTypedInput(text).length).toBeLessThanOrEqual(text.length)
    }
  })

  test('S10 is judged as a comment, and measured for its depth', () => {
    for (const text of TEXTS) {
      const fault = findTextFault(text, { maxGraphemes: 20_000, maxBytes: 820_000 })
      expect(fault === null || fault.code.startsWith('TEXT_')).toBe(true)
      expect(isNestedDeeper(text, 32)).toBe(text.includes('[[['))
    }
  })
})
