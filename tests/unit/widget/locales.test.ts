import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fa } from '../../../plugins/comment-period/server/src/pages/words/fa'

const LOCALES = ['fa', 'en', 'ckb', 'azb'] as const
const FOLDER = path.resolve(__dirname, '../../../plugins/comment-period/widget/locales')

const read = (locale: string) =>
  JSON.parse(readFileSync(path.join(FOLDER, `${locale}.json`), 'utf8')) as Record<string, string>

const PERSIAN = read('fa')
const valuesIn = (phrase: string) => [...phrase.matchAll(/\{\w+\}/g)].map(String).sort()
const phrasesOf = (locale: string) => Object.entries(read(locale))

describe.each(LOCALES)('the phrases in %s', (locale) => {
  test('are those of Persian, in its order, and none is empty', () => {
    expect(Object.keys(read(locale))).toEqual(Object.keys(PERSIAN))
    expect(phrasesOf(locale).filter(([, phrase]) => phrase.trim() === '')).toEqual([])
  })

  test('take the same values', () => {
    for (const [key, phrase] of phrasesOf(locale)) {
      expect([key, valuesIn(phrase)]).toEqual([key, valuesIn(PERSIAN[key]!)])
    }
  })

  test('forbid nothing and threaten with nothing (R40)', () => {
    const threats =
      /ممنوع|مجازات|پیگرد|تخلف|جرم|مسئولیت کیفری|اخطار|قەدەغە|سزا|جەزا|یاساق|prohibit|forbid|punish|penalt|prosecut|liab|warning/i
    expect(phrasesOf(locale).filter(([, phrase]) => threats.test(phrase))).toEqual([])
  })
})

describe.each(['fa', 'ckb', 'azb'])('the writing of %s', (locale) => {
  test('has the letters of its own script, its digits and its quotation marks', () => {
    for (const [key, phrase] of phrasesOf(locale)) {
      // Arabic yeh and kaf, Arabic and Latin digits, straight quotes; names of kinds of files aside.
      const wrong = /[\u064a\u0643\u0660-\u0669"]|[0-9]/.exec(phrase.replace(/\{\w+\}/g, ''))
      expect([key, wrong]).toEqual([key, null])
    }
  })

  test('has each ZWNJ between two letters', () => {
    const stray = phrasesOf(locale).filter(([, phrase]) =>
      /(^|[^\p{L}\p{M}])\u200c|\u200c($|[^\p{L}])/u.test(phrase),
    )
    expect(stray).toEqual([])
  })
})

test('Persian joins «می», «ها» and known compounds with a ZWNJ', () => {
  const split = /(^|\s)(ن?می) \p{L}|\p{L} (ها|های|هایی)(\s|$)|پیش نویس|نظر خواهی|آیین نامه/u
  expect(phrasesOf('fa').filter(([, phrase]) => split.test(phrase))).toEqual([])
})

test('Persian names a value by the same words in the widget and on the hosted pages', () => {
  const hosted = {
    type: fa.form.types,
    withheld: fa.withholdReasons,
    disposition: fa.dispositions,
    submitter: fa.submitterTypes,
    category: fa.submitterCategories,
  }
  for (const [family, names] of Object.entries(hosted)) {
    const inWidget = Object.keys(names).map((value) => [value, PERSIAN[`${family}.${value}`]])
    expect(Object.fromEntries(inWidget)).toEqual(names)
  }
  expect(PERSIAN['phase.open']).toBe(fa.phases.open)
  expect(PERSIAN.track).toBe(fa.tracking.title)
})
