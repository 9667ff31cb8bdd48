import { describe, expect, test } from '@jest/globals'
import { copyForm, copySignature } from '../../../plugins/comment-period/domain/copy-signature'
import { copyPrevalence } from '../../../plugins/comment-period/domain/copy-prevalence'
import { CAMPAIGNS } from '../../support/campaign-corpus'

const signatureOf = (text: string) => copySignature(copyForm(text))

/** What each of the submitters wrote before and after the text. */
const ADDED = [
  ['با سلام و احترام', 'علی رضایی از اهواز'],
  ['به نام خدا', 'ارادتمند، زهرا کریمی'],
  ['سلام. وقت بخیر.', 'آرش یزدانی، کارمند بازنشسته'],
  ['خدمت مسئولان محترم', 'با سپاس، نسرین احمدی'],
  ['درود بر شما', 'کاوه شریفی (شهرکرد)'],
  ['جناب آقای وزیر', 'لطفاً رسیدگی فرمایید. مریم نیک‌پور'],
] as const

describe('prevalence', () => {
  test.each(CAMPAIGNS.map(({ name, text }) => [name, text] as const))(
    'puts what the submitters of %s began with before what any of them made of it',
    (_name, text) => {
      const copies = ADDED.map(([before, after]) => signatureOf(`${before}\n${text}\n${after}`))
      const prevalence = copyPrevalence(copies.length + 1)
      // Sent once, as each of the copies is.
      for (const signature of [...copies, signatureOf(text)]) prevalence.count(signature)
      for (const copy of copies) {
        expect(prevalence.of(signatureOf(text))).toBeGreaterThan(prevalence.of(copy))
      }
    },
  )

  test('is at least the bands of every text counted', () => {
    const prevalence = copyPrevalence(CAMPAIGNS.length)
    for (const { text } of CAMPAIGNS) prevalence.count(signatureOf(text))
    for (const { text } of CAMPAIGNS) {
      expect(prevalence.of(signatureOf(text))).toBeGreaterThanOrEqual(24)
    }
  })

  test('of a text without words is nothing', () => {
    const prevalence = copyPrevalence(1)
    prevalence.count(signatureOf('!'))
    expect(prevalence.of(signatureOf('!'))).toBe(0)
  })
})
