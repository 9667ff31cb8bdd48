import { describe, expect, test } from '@jest/globals'
import { copyGroups, type Placement } from '../../../plugins/comment-period/domain/copy-groups'
import {
  copyForm,
  copySignature,
  likeness,
  shinglesOf,
} from '../../../plugins/comment-period/domain/copy-signature'
import { chanceOf } from '../../races/seeded-chance'
import { CAMPAIGNS, edited } from '../../support/campaign-corpus'

/** Groups over texts that are at hand; the text is its own id. */
function groupsOfTexts() {
  const groups = copyGroups<string>()
  const asked: string[] = []
  return {
    ...groups,
    asked,
    placeText(text: string, comments = 1): Placement<string> {
      const form = copyForm(text)
      const shingles = shinglesOf(form)
      return groups.place({ id: text, signature: copySignature(form), comments }, (commonText) => {
        asked.push(commonText)
        return likeness(shingles, shinglesOf(copyForm(commonText)))
      })
    },
  }
}

const [WORKSHOPS, TRUCKS, STUDENTS] = CAMPAIGNS.map(({ text }) => text) as [string, string, string]
const named = (text: string) => `با سلام و احترام\n${text}\nبا تشکر از توجه شما،\nمریم کریمی`

/** So many texts of fifty words, each of which has all but the first six words of the one before. */
function chainOf(length: number): string[] {
  const chance = chanceOf('chain')
  const letters = Array.from('ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی') as [string, ...string[]]
  const words = Array.from({ length: 50 + 6 * (length - 1) }, () =>
    Array.from({ length: 5 }, () => chance.pick(letters)).join(''),
  )
  return Array.from({ length }, (_, link) => words.slice(link * 6, link * 6 + 50).join(' '))
}

describe('a text', () => {
  test('founds a group where none is like it', () => {
    const groups = groupsOfTexts()
    expect(groups.placeText(WORKSHOPS)).toEqual({
      group: 0,
      commonText: WORKSHOPS,
      likeness: 1,
      founded: true,
      perhaps: [],
    })
    expect(groups.placeText(TRUCKS)).toMatchObject({ group: 1, founded: true, perhaps: [] })
    expect(groups.asked).toEqual([])
  })

  test.each([
    ['with a greeting and a name', named(STUDENTS)],
    ['with an edited phrase', edited(STUDENTS, CAMPAIGNS[2]!.edits[2]!)],
    ['with another number', STUDENTS.replace('۱۵۰', '۱۴۰')],
  ])('%s joins the group of what it is a copy of', (_copy, copy) => {
    const groups = groupsOfTexts()
    groups.placeText(TRUCKS)
    groups.placeText(STUDENTS)
    const placed = groups.placeText(copy)
    expect(placed).toMatchObject({ group: 1, commonText: STUDENTS, founded: false })
    expect(placed.likeness).toBeGreaterThanOrEqual(0.7)
    expect(placed.likeness).toBeLessThan(1)
  })

  test('in words of one’s own is in a group of its own and perhaps in none', () => {
    const groups = groupsOfTexts()
    groups.placeText(STUDENTS)
    for (const text of CAMPAIGNS[2]!.paraphrases) {
      expect(groups.placeText(text)).toMatchObject({ founded: true, perhaps: [] })
    }
  })

  test('that is half a copy is told as perhaps, and not grouped', () => {
    const groups = groupsOfTexts()
    groups.placeText(STUDENTS)
    const half = `${STUDENTS} ${CAMPAIGNS[2]!.paraphrases.join(' ').slice(0, 160)}`
    const placed = groups.placeText(half)
    expect(placed).toMatchObject({ group: 1, founded: true, likeness: 1 })
    expect(placed.perhaps).toMatchObject([{ group: 0, commonText: STUDENTS }])
    expect(placed.perhaps[0]!.likeness).toBeGreaterThanOrEqual(0.5)
    expect(placed.perhaps[0]!.likeness).toBeLessThan(0.7)
  })

  test('joins the likest of several groups, and the others are told as perhaps', () => {
    const groups = groupsOfTexts()
    const [from, to] = [
      `${STUDENTS} ${TRUCKS.slice(0, 110)}`,
      `${TRUCKS.slice(0, 110)} ${STUDENTS}`,
    ]
    const [one, other] = [`${from} ${from.slice(0, 10)}`, named(STUDENTS)]
    groups.placeText(one)
    groups.placeText(other)
    const placed = groups.placeText(STUDENTS)
    expect(placed).toMatchObject({ commonText: other, founded: false })
    expect(placed.perhaps).toMatchObject([{ commonText: one }])
    expect(groups.placeText(to)).toMatchObject({ commonText: one, founded: false })
  })

  test('that is like two groups alike joins the earlier one', () => {
    const groups = copyGroups<string>()
    const place = (id: string, text: string) =>
      groups.place({ id, signature: copySignature(copyForm(text)), comments: 1 }, () =>
        id === 'third' ? 0.75 : 0.6,
      )
    place('first', STUDENTS)
    expect(place('second', named(STUDENTS))).toMatchObject({ founded: true })
    expect(place('third', edited(named(STUDENTS), CAMPAIGNS[2]!.edits[2]!))).toMatchObject({
      commonText: 'first',
      perhaps: [{ commonText: 'second', likeness: 0.75 }],
    })
  })

  test.each(['👍', '؟', ''])('without words is in a group of its own: «%s»', (text) => {
    const groups = groupsOfTexts()
    groups.placeText('!')
    groups.placeText(STUDENTS)
    expect(groups.placeText(text)).toMatchObject({ group: 2, founded: true, perhaps: [] })
  })

  test('of three letters joins its like', () => {
    const groups = groupsOfTexts()
    groups.placeText('بله')
    expect(groups.placeText('خیر')).toMatchObject({ founded: true })
    expect(groups.placeText('بله.')).toMatchObject({ group: 0, founded: false })
  })
})

describe('the threshold', () => {
  const place = (exact: number | null) => {
    const groups = copyGroups<string>()
    groups.place(
      { id: 'text', signature: copySignature(copyForm(STUDENTS)), comments: 1 },
      () => null,
    )
    const signature = copySignature(copyForm(named(STUDENTS)))
    return groups.place({ id: 'copy', signature, comments: 1 }, () => exact)
  }

  test.each([
    [0.7, false, 0],
    [0.699, true, 1],
    [0.5, true, 1],
    [0.499, true, 0],
  ])('of a group is 0.7, of perhaps 0.5: at %d', (exact, founded, perhaps) => {
    const placed = place(exact)
    expect(placed.founded).toBe(founded)
    expect(placed.perhaps).toHaveLength(perhaps)
  })

  test('is held to the estimate where the common text is no longer there', () => {
    expect(place(null)).toMatchObject({ founded: false, commonText: 'text' })
  })

  test('asks for the shingles where the signatures leave it open, and says so before', () => {
    const groups = groupsOfTexts()
    groups.placeText(STUDENTS)
    groups.placeText(TRUCKS)
    const open = (text: string) =>
      groups.open(copySignature(copyForm(text))).map(({ commonText }) => commonText)
    expect(open(named(STUDENTS))).toEqual([STUDENTS])
    expect(open(STUDENTS)).toEqual([])
    expect(open(WORKSHOPS)).toEqual([])
    groups.placeText(named(STUDENTS))
    groups.placeText(STUDENTS.replace('۱۵۰', '۱۴۰'))
    expect(groups.asked).toEqual([STUDENTS])
  })
})

describe('a chain of texts, each like the next', () => {
  const chain = chainOf(12)

  test('does not drift: every member is like its common text', () => {
    const groups = groupsOfTexts()
    const shingles = (text: string) => shinglesOf(copyForm(text))
    const like = (one: string, other: string) => likeness(shingles(one), shingles(other))
    for (const [at, text] of chain.entries()) {
      if (at > 0) expect(like(text, chain[at - 1]!)).toBeGreaterThanOrEqual(0.7)
    }
    expect(like(chain[0]!, chain.at(-1)!)).toBeLessThan(0.01)
    const placed = chain.map((text) => groups.placeText(text))
    for (const [at, { commonText }] of placed.entries()) {
      expect(like(chain[at]!, commonText)).toBeGreaterThanOrEqual(0.7)
    }
    expect(groups.list().length).toBeGreaterThan(3)
  })
})

describe('the count of a group', () => {
  test('holds distinct texts once, and comments as often as they were filed', () => {
    const groups = groupsOfTexts()
    groups.placeText(STUDENTS, 5)
    groups.placeText(TRUCKS)
    groups.placeText(named(STUDENTS), 2)
    groups.addCopies(0, 3)
    expect(groups.list()).toEqual([
      { group: 0, commonText: STUDENTS, texts: 2, comments: 10 },
      { group: 1, commonText: TRUCKS, texts: 1, comments: 1 },
    ])
  })
})

describe('restored groups', () => {
  test('take further texts as those they were stored from', () => {
    const [kept, restored] = [groupsOfTexts(), groupsOfTexts()]
    for (const text of [STUDENTS, TRUCKS, named(STUDENTS)]) kept.placeText(text)
    for (const { commonText, texts, comments } of kept.list()) {
      const signature = copySignature(copyForm(commonText))
      restored.restore({ commonText, signature, texts, comments })
    }
    expect(restored.list()).toEqual(kept.list())
    for (const text of [WORKSHOPS, named(TRUCKS), edited(STUDENTS, CAMPAIGNS[2]!.edits[0]!)]) {
      expect(restored.placeText(text)).toEqual(kept.placeText(text))
    }
    expect(restored.list()).toEqual(kept.list())
  })
})
