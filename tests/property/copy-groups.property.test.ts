import { describe, test } from '@jest/globals'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { addedSentences, sentencesOf } from '../../plugins/comment-period/domain/added-sentences'
import { copyGroups } from '../../plugins/comment-period/domain/copy-groups'
import {
  copyForm,
  copyKey,
  copySignature,
  estimatedLikeness,
  formatSignature,
  hasShingles,
  likeness,
  parseSignature,
  shinglesOf,
} from '../../plugins/comment-period/domain/copy-signature'

/** Few words, so that texts share many; and letters of every kind. */
const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('ماده', 'می‌شود', 'مخالفم', 'کارگاه', 'مهلت', '۱۴۰۵', 'نه'),
  },
  { weight: 2, arbitrary: fc.constantFrom('.', '؟', '\n', '،', '👍') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
)
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '))

/** A text and what many made of it, among others. */
const flood = fc
  .tuple(text, fc.array(fc.tuple(fc.boolean(), fc.nat(40), text), { maxLength: 20 }))
  .map(([common, others]) =>
    others.map(([copied, at, other]) =>
      copied ? `${common.slice(0, at)} ${other.slice(0, 12)} ${common.slice(at)}` : other,
    ),
  )

const identity = (utf8: string) => utf8
const signatureOf = (written: string) => copySignature(copyForm(written))
const shinglesIn = (written: string) => shinglesOf(copyForm(written))

function distinct(texts: readonly string[]): string[] {
  return [...new Map(texts.map((each) => [copyKey(each, identity), each])).values()]
}

function placed(texts: readonly string[]) {
  const groups = copyGroups<string>()
  const placements = texts.map((id) =>
    groups.place({ id, signature: signatureOf(id), comments: 1 }, (commonText) =>
      likeness(shinglesIn(id), shinglesIn(commonText)),
    ),
  )
  return { groups, placements }
}

describe('likeness', () => {
  test('is symmetric, from 0 to 1, and 1 of exact copies that have words', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        for (const [alike, backwards, itself] of [
          [
            likeness(shinglesIn(one), shinglesIn(other)),
            likeness(shinglesIn(other), shinglesIn(one)),
            likeness(shinglesIn(one), shinglesIn(one)),
          ],
          [
            estimatedLikeness(signatureOf(one), signatureOf(other)),
            estimatedLikeness(signatureOf(other), signatureOf(one)),
            estimatedLikeness(signatureOf(one), signatureOf(one)),
          ],
        ] as const) {
          assert.equal(alike, backwards)
          assert.ok(alike >= 0 && alike <= 1)
          assert.equal(itself, hasShingles(signatureOf(one)) ? 1 : 0)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('is told by signatures nearly as by shingles', () => {
    fc.assert(
      fc.property(flood, (texts) => {
        const [one = '', other = ''] = texts
        const error =
          estimatedLikeness(signatureOf(one), signatureOf(other)) -
          likeness(shinglesIn(one), shinglesIn(other))
        // Six standard deviations: once in five hundred million pairs.
        assert.ok(Math.abs(error) < 0.31)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a signature', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(fc.uint32Array({ minLength: 96, maxLength: 96 }), (signature) => {
        assert.deepEqual(parseSignature(formatSignature(signature)), signature)
      }),
    )
  })

  test('of a stored text is read or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 500, maxLength: 520 }), (stored) => {
        const signature = parseSignature(stored)
        assert.ok(signature === null || formatSignature(signature) === stored)
      }),
    )
  })
})

describe('groups, whatever is filed', () => {
  test('have every text once, like its common text by 0.7', () => {
    fc.assert(
      fc.property(flood, (filed) => {
        const texts = distinct(filed)
        const { groups, placements } = placed(texts)
        const list = groups.list()
        for (const group of list) {
          const members = texts.filter((_, at) => placements[at]!.group === group.group)
          assert.equal(members.length, group.texts)
          assert.ok(members.includes(group.commonText))
          for (const member of members.filter((each) => each !== group.commonText)) {
            const alike = likeness(shinglesIn(member), shinglesIn(group.commonText))
            // What the signatures are sure of is not compared again; from 0.9 on they are.
            assert.ok(alike >= 0.65, `${String(alike)} to its common text`)
          }
        }
        assert.equal(
          list.reduce((sum, each) => sum + each.texts, 0),
          texts.length,
        )
      }),
      { numRuns: 300 },
    )
  })

  test('are the same for the same order of filing', () => {
    fc.assert(
      fc.property(flood, (filed) => {
        assert.deepEqual(placed(filed).placements, placed(filed).placements)
      }),
      { numRuns: 100 },
    )
  })

  test('do not change when a text with words is filed again', () => {
    fc.assert(
      fc.property(flood, fc.nat(), (filed, chosen) => {
        const texts = distinct(filed).filter((each) => hasShingles(signatureOf(each)))
        const again = texts[chosen % texts.length]
        if (again === undefined) return
        const { placements } = placed(texts)
        const more = placed([
          ...texts.slice(0, (chosen % texts.length) + 1),
          again,
          ...texts.slice((chosen % texts.length) + 1),
        ])
        const [copy] = more.placements.splice((chosen % texts.length) + 1, 1)
        assert.deepEqual(more.placements, placements)
        assert.equal(copy!.founded, false)
        assert.equal(copy!.group, placements[chosen % texts.length]!.group)
      }),
      { numRuns: 300 },
    )
  })

  test('count every comment', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.integer({ min: 1, max: 50 }), fc.nat(9))), (filed) => {
        const groups = copyGroups<number>()
        for (const [id, [each, comments, copies]] of filed.entries()) {
          const { group } = groups.place({ id, signature: signatureOf(each), comments }, () => null)
          groups.addCopies(group, copies)
        }
        assert.equal(
          groups.list().reduce((sum, { comments }) => sum + comments, 0),
          filed.reduce((sum, [, comments, copies]) => sum + comments + copies, 0),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('added sentences, whatever the texts', () => {
  test('are sentences of the member in their order, and none of the common text', () => {
    fc.assert(
      fc.property(text, text, (member, common) => {
        const added = addedSentences(member, common)
        const theirs = sentencesOf(member)
        let from = 0
        for (const sentence of added) {
          const at = theirs.indexOf(sentence, from)
          assert.ok(at >= from && member.includes(sentence))
          from = at + 1
        }
        const forms = new Set(sentencesOf(common).map(copyForm))
        assert.ok(added.every((sentence) => !forms.has(copyForm(sentence))))
        assert.deepEqual(addedSentences(member, member), [])
      }),
      { numRuns: 1_000 },
    )
  })

  test('are the greeting and the closing that were put around it', () => {
    fc.assert(
      fc.property(text, (common) => {
        const copy = `سلام گرم!\n${common}\nبا سپاس فراوان.`
        const own = ['سلام گرم!', 'با سپاس فراوان.']
        assert.deepEqual(addedSentences(copy, common), own)
      }),
    )
  })
})
