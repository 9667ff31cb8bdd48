import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  canonicalText,
  searchForm,
  searchQuery,
  searchText,
} from '../../plugins/comment-period/domain/canonical-text'

/** What Persian text is made of, and what goes wrong in it. */
const UNITS = [
  ...Array.from('ابپتکگیهوسشمنلئؤأإآءةۀۂيىكڪېەہھێۆٱ۱٢3٫٬ .,،؛¬\n\r\t_%'),
  ...[
    '\u200c',
    '\u200c',
    '\u200b',
    '\u200d',
    '\u200f',
    '\u202e',
    '\ufeff',
    '\u00ad',
    '\u00a0',
    '\u2028',
  ],
  ...['\u0640', '\u064e', '\u0651', '\u0653', '\u0654', '\u0655', '\u0670', '\u0301', '\u06d6'],
  ...[
    'ﻻ',
    'ﻱ',
    'ﷲ',
    'ﷺ',
    '﷼',
    'ﹷ',
    'ﹰ',
    'ﮦ',
    'ﮤ',
    'ﱞ',
    'E',
    'e',
    'İ',
    'Σ',
    'ß',
    'K',
    '½',
    '😀',
    '\ud800',
  ],
  ...[
    'مسئول',
    'مسؤول',
    'هیئت',
    'هیأت',
    'شئون',
    'شیون',
    'مسأله',
    'مسیله',
    'سئوال',
    'خانه\u200cی',
    'آیین\u200cنامه',
  ],
] as const
const persian = fc
  .array(fc.constantFrom(...UNITS), { maxLength: 30 })
  .map((units) => units.join(''))
const text = fc.oneof(persian, fc.string({ unit: 'binary', maxLength: 30 }))
const language = fc.constantFrom('fa', 'fa-IR', 'ckb', 'ar', 'azb', 'en')

describe('canonical text', () => {
  test('is the same when done twice', () => {
    fc.assert(
      fc.property(text, language, (written, lang) => {
        const once = canonicalText(written, lang)
        expect(canonicalText(once, lang)).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })

  test('is in NFC, without edges of space or ZWNJ, doubled spaces or bidi controls', () => {
    fc.assert(
      fc.property(text, language, (written, lang) => {
        const form = canonicalText(written, lang)
        expect(form).toBe(form.normalize('NFC'))
        expect(form).not.toMatch(
          /^[ \n\u200c]|[ \n\u200c]$| {2}|\u200c[ \u200c\n]|[ \n]\u200c|[\u202a-\u202e]/,
        )
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the search form', () => {
  test('is the same when done twice', () => {
    fc.assert(
      fc.property(text, language, (written, lang) => {
        const once = searchForm(written, lang)
        expect(searchForm(once, lang)).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })

  test('holds letters, marks, digits, single spaces, ZWNJ and line breaks only', () => {
    fc.assert(
      fc.property(text, language, (written, lang) => {
        expect(searchForm(written, lang)).toMatch(/^[\p{L}\p{M}\p{N} \u200c\n]*$/u)
      }),
    )
  })
})

describe('searching', () => {
  const found = (query: string, stored: string): boolean =>
    searchQuery(query).every((term) => stored.includes(term))

  test('a text finds itself, alone or among others', () => {
    fc.assert(
      fc.property(text, text, text, (before, written, after) => {
        expect(found(written, searchText(`${before} ${written} ${after}`))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  const words = fc.array(
    fc
      .array(fc.constantFrom(...Array.from('ابپتکگیوسشمنل۱۲')), { minLength: 1, maxLength: 6 })
      .map((w) => w.join('')),
    { minLength: 2, maxLength: 4 },
  )

  test('words find each other written apart, with ZWNJ or as one', () => {
    fc.assert(
      fc.property(words, (parts) => {
        // A ZWNJ form and a joined form are the same letters; the few words with two spellings
        // are folded within a part, so that only a joined form could differ.
        fc.pre(!/مسوول|هییت|مسیله|سیوال|شیون/.test(parts.join('')))
        const spellings = [' ', '\u200c', ''].map((separator) => parts.join(separator))
        for (const query of spellings) {
          for (const stored of spellings) expect(found(query, searchText(stored))).toBe(true)
        }
      }),
    )
  })
})
