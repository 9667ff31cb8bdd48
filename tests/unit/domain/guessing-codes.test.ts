import { describe, expect, test } from '@jest/globals'
import { USUAL_PACE } from '../../../plugins/comment-period/domain/pace'
import { encodeTrackingCode } from '../../../plugins/comment-period/domain/tracking-code'

/** The arithmetic of `docs/security.md`: what a year of guesses at tracking codes is worth. */

const SECRET_BITS = 80
const YEAR_S = 365.25 * 24 * 3_600
/** Of one code out of `codes` being hit by `perSecond` guesses over a year: the union bound. */
const log2Chance = (codes: number, perSecond: number) =>
  Math.log2(codes * perSecond * YEAR_S) - SECRET_BITS

describe('guessing tracking codes for a year', () => {
  test('S25 starts from 80 bits that all count', () => {
    const codes = new Set<string>()
    for (let byte = 0; byte < 10; byte += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const bytes = new Uint8Array(10)
        bytes[byte] = 1 << bit
        codes.add(encodeTrackingCode(bytes))
      }
    }
    expect(codes.size).toBe(SECRET_BITS)
  })

  test('S25 hits one certain code with less than one chance in 2^40 at 30,000 guesses a second', () => {
    expect(log2Chance(1, 30_000)).toBeLessThan(-40)
    expect(log2Chance(1, 40_000)).toBeGreaterThan(-40)
  })

  test('S25 hits any of 22 million codes with less than 2^-40 only up to one guess in 600 s', () => {
    expect(log2Chance(22_000_000, 1 / 700)).toBeLessThan(-40)
    expect(log2Chance(22_000_000, 1 / 500)).toBeGreaterThan(-40)
    // At what one node can answer it stays far from likely: one in 2^20 and less.
    expect(log2Chance(22_000_000, 1_000)).toBeLessThan(-20)
  })

  test('S25 hits any of 22 million codes with less than 2^-40 from one network with the usual limit', () => {
    expect(log2Chance(22_000_000, USUAL_PACE.guesses.day / 86_400)).toBeLessThan(-40)
  })
})
