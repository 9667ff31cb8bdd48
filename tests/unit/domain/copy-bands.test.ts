import { describe, expect, test } from '@jest/globals'
import { copyBands } from '../../../plugins/comment-period/domain/copy-bands'
import {
  copyForm,
  copySignature,
  estimatedLikeness,
} from '../../../plugins/comment-period/domain/copy-signature'
import { campaignCorpus, CAMPAIGNS } from '../../support/campaign-corpus'
import { chanceOf } from '../../races/seeded-chance'

const signatureOf = (text: string) => copySignature(copyForm(text))
const chance = chanceOf('bands')
/** Of no text that anybody wrote; unlike every other. */
const randomSignature = () => Uint32Array.from({ length: 96 }, () => chance.whole(0, 2 ** 32 - 1))

describe('signatures in bands', () => {
  test('find the likest first, with the likeness of the whole signatures or nearly', () => {
    const bands = copyBands()
    const signatures = campaignCorpus('bands', { copies: 60, others: 100 }).map(({ text }) =>
      signatureOf(text),
    )
    for (const signature of signatures) bands.add(signature)
    for (const [at, signature] of signatures.entries()) {
      const near = bands.nearest(signature, 0.6, 1_000)
      expect(near.find((each) => each.at === at)).toEqual({ at, likeness: 1 })
      for (const { at: other, likeness } of near) {
        const whole = estimatedLikeness(signature, signatures[other]!)
        expect(Math.abs(likeness - whole)).toBeLessThan(0.05)
      }
      const told = near.map(({ likeness }) => likeness)
      expect(told).toEqual([...told].sort((a, b) => b - a))
      const missed = signatures.filter(
        (other, number) =>
          estimatedLikeness(signature, other) >= 0.85 && !near.some((each) => each.at === number),
      )
      expect(missed).toEqual([])
    }
  })

  test('are all found again among twenty thousand, and no stranger with them', () => {
    const bands = copyBands()
    const signatures = Array.from({ length: 20_000 }, randomSignature)
    for (const signature of signatures) bands.add(signature)
    for (const [at, signature] of signatures.entries()) {
      expect(bands.nearest(signature, 0.3, 8)).toEqual([{ at, likeness: 1 }])
    }
  })

  test('leave those out that would make a bucket endless, and find them by other bands', () => {
    const bands = copyBands()
    const core = randomSignature()
    // Unlike one another but for the first band: what a flood against one bucket looks like.
    const flood = Array.from({ length: 600 }, () => {
      const signature = randomSignature()
      signature.set(core.subarray(0, 4))
      return signature
    })
    for (const signature of flood) bands.add(signature)
    const met = bands.nearest(core, 0, 1_000).length
    expect(met).toBeGreaterThan(200)
    expect(met).toBeLessThanOrEqual(256)
    for (const [at, signature] of flood.entries()) {
      expect(bands.nearest(signature, 0.9, 8)).toEqual([{ at, likeness: 1 }])
    }
  })

  test('of texts without words are counted and never found', () => {
    const bands = copyBands()
    const wordless = signatureOf('!')
    expect(bands.add(wordless)).toBe(0)
    expect(bands.add(signatureOf(CAMPAIGNS[0].text))).toBe(1)
    expect(bands.nearest(wordless, 0, 8)).toEqual([])
    expect(bands.nearest(signatureOf(CAMPAIGNS[0].text), 0, 8)).toEqual([{ at: 1, likeness: 1 }])
  })
})
