import { describe, test } from '@jest/globals'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import type { LegalClause } from '../../plugins/comment-period/domain/legal-text'
import { diffLegalTexts } from '../../plugins/comment-period/domain/legal-text-diff'
import { diffTexts, wordsOf, type TextRun } from '../../plugins/comment-period/domain/text-diff'

const partOf = (runs: readonly TextRun[], op: TextRun['op']) =>
  runs
    .filter((run) => run.op === 'same' || run.op === op)
    .map(({ text }) => text)
    .join('')

/** Few words, so that texts share many; and letters of every kind. */
const word = fc.oneof(
  fc.constantFrom('ماده', 'می‌شود', 'است', '،', ' ', '\n', '۱۴۰۵', '👨‍👩‍👧', 'e\u0301', '«', '»'),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(''))

/** A text and what an editor made of it. */
const revision = fc
  .tuple(fc.array(word, { maxLength: 80 }), fc.array(fc.tuple(fc.nat(79), fc.nat(3), word)))
  .map(([words, edits]) => {
    const edited = [...words]
    for (const [at, gone, come] of edits) edited.splice(at, gone, come)
    return [words.join(''), edited.join('')] as const
  })

describe('whatever the texts', () => {
  test('same and removed runs are the old text, same and added ones the new', () => {
    fc.assert(
      fc.property(
        fc.oneof(revision, fc.tuple(text, text)),
        fc.nat(400),
        ([before, after], steps) => {
          for (const runs of [diffTexts(before, after), diffTexts(before, after, { steps })]) {
            assert.equal(partOf(runs, 'removed'), before)
            assert.equal(partOf(runs, 'added'), after)
            assert.ok(runs.every((run) => run.text !== ''))
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('an equal text has no changes, and a changed one some', () => {
    fc.assert(
      fc.property(revision, ([before, after]) => {
        const changed = diffTexts(before, after).some(({ op }) => op !== 'same')
        assert.equal(changed, before !== after)
      }),
    )
  })

  test('the words of a text are the text, and none ends within a grapheme', () => {
    const graphemes = new Intl.Segmenter('fa', { granularity: 'grapheme' })
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (each) => {
        const words = wordsOf(each)
        assert.equal(words.join(''), each)
        const ends = new Set([...graphemes.segment(each)].map(({ index }) => index))
        let at = 0
        for (const piece of words) {
          assert.ok(ends.has(at), `a word begins within a grapheme at ${String(at)}`)
          at += piece.length
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('every clause of both versions is told once, those of the new one in its order', () => {
    const clause = (clauseId: string): LegalClause => ({
      clauseId,
      kind: 'article',
      label: '',
      heading: '',
      text: 'متن',
    })
    const order = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 30 })
    fc.assert(
      fc.property(order, order, (before, after) => {
        const { clauses } = diffLegalTexts(
          { title: '', clauses: before.map(clause), attachments: [] },
          { title: '', clauses: after.map(clause), attachments: [] },
        )
        const told = (ops: readonly string[]) =>
          clauses.filter(({ change }) => ops.includes(change)).map(({ clauseId }) => clauseId)
        assert.deepEqual(told(['same', 'moved', 'added']), after)
        assert.deepEqual(
          told(['same', 'removed']),
          before.filter((id) => !told(['moved']).includes(id)),
        )
      }),
      { numRuns: 1_000 },
    )
  })
})
