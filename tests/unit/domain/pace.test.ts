import { describe, expect, test } from '@jest/globals'
import {
  COMMENT_WINDOWS,
  decideGuess,
  decideHold,
  decideNextPace,
  decidePace,
  PACE_STEPS,
  PACE_WINDOWS_S,
  USUAL_PACE,
  workBelow,
  type CommentWindow,
  type PaceDecision,
} from '../../../plugins/comment-period/domain/pace'

const LIMITS = USUAL_PACE.comments
const NONE = { tenSeconds: 0, minute: 0, tenMinutes: 0 }
/** 2026-12-01T00:00:03.400Z: in the fourth second of every window. */
const NOW = Date.UTC(2026, 11, 1, 0, 0, 3, 400)

describe('the pace of one network', () => {
  test.each(COMMENT_WINDOWS)('is judged step by step in a window of %s', (window) => {
    const at = (n: number) => decidePace(LIMITS, { ...NONE, [window]: n }, NOW)
    const { harder, hardest, wait, refuse } = LIMITS[window]
    expect(at(1)).toEqual({ level: 0, hold: null, refuse: null, reached: [] })
    expect(at(harder)).toMatchObject({ level: 0, reached: [] })
    expect(at(harder + 1)).toMatchObject({ level: 1, hold: null, refuse: null })
    expect(at(hardest)).toMatchObject({ level: 1 })
    expect(at(hardest + 1)).toMatchObject({ level: 2, hold: null, refuse: null })
    expect(at(wait)).toMatchObject({ level: 2, hold: null })
    expect(at(wait + 1)).toMatchObject({ level: 2, hold: 'pace', refuse: null })
    expect(at(refuse)).toMatchObject({ hold: 'pace', refuse: null })
    const left = Math.ceil((PACE_WINDOWS_S[window] * 1_000 - 3_400) / 1_000)
    expect(at(refuse + 1)).toMatchObject({ level: 2, hold: 'pace', refuse: left })
  })

  test('tells the one comment that reaches a step from those before and after it', () => {
    for (const window of COMMENT_WINDOWS) {
      for (const step of PACE_STEPS) {
        const reachedAt = (n: number) =>
          decidePace(LIMITS, { ...NONE, [window]: n }, NOW).reached.filter(
            (each) => each.step === step,
          )
        const limit = LIMITS[window][step]
        expect(reachedAt(limit)).toEqual([])
        expect(reachedAt(limit + 1)).toEqual([{ window, step }])
        expect(reachedAt(limit + 2)).toEqual([])
      }
    }
  })

  test('asks for a challenge as hard as the next comment will need it', () => {
    const { harder } = LIMITS.minute
    expect(decideNextPace(LIMITS, { ...NONE, minute: harder - 1 }, NOW).level).toBe(0)
    expect(decideNextPace(LIMITS, { ...NONE, minute: harder }, NOW).level).toBe(1)
  })

  test('is refused until the last of the windows that refuse it is over', () => {
    const counts = { ...NONE, tenSeconds: 10_000, minute: 10_000 }
    expect(decidePace(LIMITS, counts, NOW).refuse).toBe(57)
    const end = Date.UTC(2026, 11, 1, 0, 0, 59, 999)
    expect(decidePace(LIMITS, counts, end).refuse).toBe(1)
  })

  test('makes the work four and sixteen times as hard', () => {
    expect([0, 1, 2].map((level) => workBelow(level as 0 | 1 | 2))).toEqual([
      30_000, 120_000, 480_000,
    ])
  })
})

/** What each of these arrivals meets, counted as the database counts. */
function playArrivals(arrivals: readonly number[]): PaceDecision[] {
  const counts = new Map<string, number>()
  return arrivals.map((now) => {
    const raised = COMMENT_WINDOWS.map((window): [CommentWindow, number] => {
      const key = `${window}|${String(Math.floor(now / (PACE_WINDOWS_S[window] * 1_000)))}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return [window, counts.get(key) ?? 0]
    })
    return decidePace(LIMITS, Object.fromEntries(raised) as typeof NONE, now)
  })
}

describe('two hundred people behind one address', () => {
  const people = (each: (person: number) => number[]) =>
    Array.from({ length: 200 }, (_, person) => each(person))
      .flat()
      .map((ms) => NOW + ms)
      .sort((a, b) => a - b)

  test('S20 who each comment on three clauses in a morning’s half hour meet the normal work', () => {
    const arrivals = people((person) =>
      [0, 1, 2].map((clause) => ((person * 7_919 + clause * 600_011) % 1_800_000) + clause),
    )
    const met = playArrivals(arrivals)
    expect(met).toHaveLength(600)
    expect(met.filter(({ level, hold, refuse }) => level > 0 || hold || refuse)).toEqual([])
  })

  test('S20 who all send within three minutes at the end of a meeting are published at once', () => {
    const met = playArrivals(people((person) => [(person * 7_919) % 180_000]))
    expect(met.filter(({ hold, refuse }) => hold !== null || refuse !== null)).toEqual([])
    expect(met.filter(({ level }) => level > 1)).toEqual([])
  })

  test('S20 who all send in the same second are not refused', () => {
    const met = playArrivals(people((person) => [person % 1_000]))
    expect(met.filter(({ refuse }) => refuse !== null)).toEqual([])
  })

  test('S20 are not what a program is that sends twenty a second: that is refused within a minute', () => {
    const arrivals = Array.from({ length: 1_200 }, (_, n) => NOW + n * 50)
    expect(playArrivals(arrivals).some(({ refuse }) => refuse !== null)).toBe(true)
  })
})

describe('guesses at codes from one network', () => {
  test('are refused beyond the limits of a minute and of a day', () => {
    const { guesses } = USUAL_PACE
    const at = (minute: number, day: number) => decideGuess(guesses, { minute, day }, NOW)
    expect(at(guesses.minute, guesses.day)).toEqual({ refuse: null, reached: [] })
    expect(at(guesses.minute + 1, 1)).toEqual({ refuse: 57, reached: ['minute'] })
    expect(at(guesses.minute + 2, 1)).toEqual({ refuse: 57, reached: [] })
    expect(at(1, guesses.day + 1)).toEqual({ refuse: 86_397, reached: ['day'] })
  })
})

describe('a comment waits for screening', () => {
  const quiet = decidePace(LIMITS, { ...NONE, minute: 1 }, NOW)
  const busy = decidePace(LIMITS, { ...NONE, minute: LIMITS.minute.hardest + 1 }, NOW)
  const fast = decidePace(LIMITS, { ...NONE, minute: LIMITS.minute.wait + 1 }, NOW)
  const form = { ageMs: 60_000, honeypot: false }

  test.each([
    ['not with good work', quiet, 0, null, null],
    ['not with good work that was asked to be harder', busy, 2, null, null],
    ['without work', quiet, null, null, 'no-work'],
    ['with easier work than was asked for', busy, 1, null, 'easy-work'],
    ['as fast as nobody writes, whatever the work', fast, 2, null, 'pace'],
    ['from a form without a script', quiet, null, form, 'no-work'],
    [
      'from a form filled in sooner than it is read',
      quiet,
      null,
      { ...form, ageMs: 2_999 },
      'young-form',
    ],
    ['from a form whose hidden field is filled', fast, 2, { ageMs: 0, honeypot: true }, 'honeypot'],
  ] as const)('%s', (_name, pace, solved, signs, hold) => {
    expect(decideHold(pace, solved, signs)).toBe(hold)
  })
})
