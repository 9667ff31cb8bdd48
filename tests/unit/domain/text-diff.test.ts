import { describe, expect, test } from '@jest/globals'
import { diffTexts, wordsOf, type TextRun } from '../../../plugins/comment-period/domain/text-diff'

/** `[-removed-]` and `{+added+}`, as they read in a mail. */
const written = (runs: readonly TextRun[]) =>
  runs
    .map(({ op, text }) =>
      op === 'same' ? text : op === 'removed' ? `[-${text}-]` : `{+${text}+}`,
    )
    .join('')

const partOf = (runs: readonly TextRun[], op: TextRun['op']) =>
  runs
    .filter((run) => run.op === 'same' || run.op === op)
    .map(({ text }) => text)
    .join('')

describe('a text is cut into words', () => {
  test.each([
    ['', []],
    ['می‌شود، بله', ['می‌شود', '،', ' ', 'بله']],
    ['آیین‌نامه‌ی «اجرایی»', ['آیین‌نامه‌ی', ' ', '«', 'اجرایی', '»']],
    ['ماده ۱.\n\nمتن', ['ماده', ' ', '۱', '.', '\n\n', 'متن']],
    ['خانواده 👨‍👩‍👧 است', ['خانواده', ' ', '👨‍👩‍👧', ' ', 'است']],
    ['(a)e\u0301!', ['(', 'a', ')', 'e\u0301', '!']],
    ['#️⃣؛', ['#️⃣', '؛']],
    ['‼️بله', ['‼️بله']],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})

describe('two texts are compared word by word', () => {
  test.each([
    ['nothing stays nothing', '', '', ''],
    ['an equal text', 'متن این ماده', 'متن این ماده', 'متن این ماده'],
    ['a new text', '', 'متن', '{+متن+}'],
    ['a text that went', 'متن', '', '[-متن-]'],
    ['one word', 'مهلت سه ماه است', 'مهلت شش ماه است', 'مهلت [-سه-]{+شش+} ماه است'],
    ['a word that came in', 'واحدها مکلف‌اند', 'همه واحدها مکلف‌اند', '{+همه +}واحدها مکلف‌اند'],
    ['a word that went', 'همه واحدها، بله', 'همه، بله', 'همه[- واحدها-]، بله'],
    ['a half space', 'می شود', 'می‌شود', '[-می شود-]{+می‌شود+}'],
    ['neighbouring words', 'الف ب پ ت', 'الف ج چ ت', 'الف [-ب پ-]{+ج چ+} ت'],
    ['words apart', 'الف ب پ ت ث', 'الف ج پ چ ث', 'الف [-ب-]{+ج+} پ [-ت-]{+چ+} ث'],
    ['an emoji as a whole', 'نظر 👍🏽', 'نظر 👍', 'نظر [-👍🏽-]{+👍+}'],
  ])('%s', (_name, before, after, expected) => {
    expect(written(diffTexts(before, after))).toBe(expected)
  })

  test('telling runs that join to both texts, however little they share', () => {
    const words = (seed: number, count: number) =>
      Array.from({ length: count }, (_, at) => `و${String((at * seed) % 997)}`).join(' ')
    const [before, after] = [words(7, 3_000), words(11, 2_500)]
    const runs = diffTexts(before, after)
    expect(partOf(runs, 'removed')).toBe(before)
    expect(partOf(runs, 'added')).toBe(after)
    expect(runs.some(({ op }) => op === 'same')).toBe(true)
  })

  test('telling what is left as one change once its budget is used up', () => {
    const before = 'الف ب پ ت'
    expect(written(diffTexts(before, 'الف ج چ ت', { steps: 0 }))).toBe('الف [-ب پ-]{+ج چ+} ت')
    const runs = diffTexts('۱ الف ۲ ب ۳', '۴ الف ۵ ب ۶', { steps: 0 })
    expect(written(runs)).toBe('[-۱ الف ۲ ب ۳-]{+۴ الف ۵ ب ۶+}')
  })

  test('within its budget for the longest clause, of single letters and all of them different', () => {
    const budget = { steps: 20_000_000 }
    const before = Array.from({ length: 50_000 }, (_, at) => 'abcdefg.'[at % 8]).join('!')
    const after = Array.from({ length: 50_000 }, (_, at) => 'hijk.lm'[at % 7]).join('?')
    const runs = diffTexts(before, after, budget)
    expect(partOf(runs, 'removed')).toBe(before)
    expect(partOf(runs, 'added')).toBe(after)
    // A stretch that is under way when the budget ends is finished.
    expect(budget.steps).toBeGreaterThan(-100_000)
  })
})
