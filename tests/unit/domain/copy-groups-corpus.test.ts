import { beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { copyGroups } from '../../../plugins/comment-period/domain/copy-groups'
import { copyPrevalence } from '../../../plugins/comment-period/domain/copy-prevalence'
import {
  copyForm,
  copyKey,
  copySignature,
  likeness,
  shinglesOf,
  type CopyForm,
} from '../../../plugins/comment-period/domain/copy-signature'
import { campaignCorpus, CAMPAIGNS, type CorpusComment } from '../../support/campaign-corpus'

const sha256 = (utf8: string) => createHash('sha256').update(utf8, 'utf8').digest('hex')

/** The comments of one key, by the first of them. */
interface Text {
  readonly filed: number
  readonly campaign: string | null
  readonly form: CopyForm
  readonly signature: Uint32Array
  comments: number
}

function distinctTexts(corpus: readonly CorpusComment[]): Text[] {
  const texts = new Map<string, Text>()
  for (const [filed, { text, campaign }] of corpus.entries()) {
    const form = copyForm(text)
    const key = copyKey(text, sha256, form)
    const known = texts.get(key)
    if (known !== undefined) known.comments += 1
    else {
      texts.set(key, { filed, campaign, form, signature: copySignature(form), comments: 1 })
    }
  }
  return [...texts.values()]
}

function byPrevalence(texts: readonly Text[]): Text[] {
  const prevalence = copyPrevalence(texts.length)
  for (const { signature } of texts) prevalence.count(signature)
  const met = new Map(texts.map((text) => [text, prevalence.of(text.signature)]))
  return [...texts].sort(
    (a, b) => met.get(b)! - met.get(a)! || a.form.length - b.form.length || a.filed - b.filed,
  )
}

/** Of pairs of distinct texts, against the truth of the corpus. */
interface Figures {
  /** Of the pairs in one group, the part that is of one campaign. */
  readonly precision: number
  /** Of the pairs of one campaign, the part that is in one group. */
  readonly recall: number
  /** The same, pairs of groups with a perhaps between them included. */
  readonly told: number
  /** Of each campaign’s comments, the part in the group that has most of them; the mean. */
  readonly together: number
  readonly groups: number
}

function figuresOf(texts: readonly Text[]): Figures {
  const groups = copyGroups<Text>()
  const shingles = new Map(texts.map((text) => [text, shinglesOf(text.form)]))
  const groupOf = new Map<Text, number>()
  const links = new Set<string>()
  const link = (one: number, other: number) => [one, other].sort((a, b) => a - b).join('–')
  for (const text of texts) {
    const { group, perhaps } = groups.place(
      { id: text, signature: text.signature, comments: text.comments },
      (commonText) => likeness(shingles.get(text)!, shingles.get(commonText)!),
    )
    groupOf.set(text, group)
    for (const each of perhaps) links.add(link(group, each.group))
  }
  const pairs = { right: 0, wrong: 0, split: 0, linked: 0 }
  for (const [at, one] of texts.entries()) {
    for (const other of texts.slice(0, at)) {
      const [a, b] = [groupOf.get(one)!, groupOf.get(other)!]
      const copies = one.campaign !== null && one.campaign === other.campaign
      if (a === b) pairs[copies ? 'right' : 'wrong'] += 1
      else if (copies) pairs[links.has(link(a, b)) ? 'linked' : 'split'] += 1
    }
  }
  const { right, wrong, split, linked } = pairs
  const parts = CAMPAIGNS.map(({ name }) => {
    const counts = new Map<number, number>()
    for (const text of texts.filter(({ campaign }) => campaign === name)) {
      const group = groupOf.get(text)!
      counts.set(group, (counts.get(group) ?? 0) + text.comments)
    }
    const all = [...counts.values()]
    return Math.max(...all) / all.reduce((sum, count) => sum + count, 0)
  })
  return {
    precision: right / (right + wrong),
    recall: right / (right + linked + split),
    told: (right + linked) / (right + linked + split),
    together: parts.reduce((sum, part) => sum + part, 0) / parts.length,
    groups: groups.list().length,
  }
}

const SEEDS = ['one', 'two', 'three'] as const
const ORDERS = {
  'in the order of filing': (texts: readonly Text[]) => [...texts],
  'the most prevalent first': byPrevalence,
} as const

const CORPORA = SEEDS.map((seed) => ({
  seed,
  corpus: campaignCorpus(seed, { copies: 200, others: 400 }),
}))

describe.each([
  ['in the order of filing', { precision: 0.995, recall: 0.45, told: 0.95, together: 0.7 }],
  ['the most prevalent first', { precision: 0.995, recall: 0.72, told: 0.95, together: 0.87 }],
] as const)('texts of a known truth, placed %s', (order, floors) => {
  const figures = new Map<string, Figures>()

  beforeAll(() => {
    for (const { seed, corpus } of CORPORA) {
      const found = figuresOf(ORDERS[order](distinctTexts(corpus)))
      figures.set(seed, found)
      const { precision, recall, told, together, groups } = found
      process.stdout.write(
        `${order}, corpus ${seed}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(3)}, ` +
          `with perhaps ${told.toFixed(3)}, together ${together.toFixed(3)}, ${String(groups)} groups\n`,
      )
    }
  })

  test.each(SEEDS)('are hardly ever grouped with what is no copy of them: corpus %s', (seed) => {
    expect(figures.get(seed)!.precision).toBeGreaterThanOrEqual(floors.precision)
  })

  test.each(SEEDS)('are grouped with the copies of their campaign: corpus %s', (seed) => {
    expect(figures.get(seed)!.recall).toBeGreaterThanOrEqual(floors.recall)
    expect(figures.get(seed)!.together).toBeGreaterThanOrEqual(floors.together)
  })

  test.each(SEEDS)('are told of the others of their campaign as perhaps: corpus %s', (seed) => {
    expect(figures.get(seed)!.told).toBeGreaterThanOrEqual(floors.told)
  })
})

describe('comments of a known truth', () => {
  test.each(CORPORA)(
    'are each in one group, and none is counted twice: corpus $seed',
    ({ corpus }) => {
      const texts = distinctTexts(corpus)
      const groups = copyGroups<number>()
      for (const { filed, signature, comments } of texts) {
        groups.place({ id: filed, signature, comments }, () => null)
      }
      const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
      expect(sum(groups.list().map((group) => group.texts))).toBe(texts.length)
      expect(sum(groups.list().map((group) => group.comments))).toBe(corpus.length)
    },
  )

  test.each(CORPORA)('of different campaigns are never one key: corpus $seed', ({ corpus }) => {
    const campaigns = new Map<string, Set<string | null>>()
    for (const { text, campaign } of corpus) {
      const key = copyKey(text, sha256)
      campaigns.set(key, (campaigns.get(key) ?? new Set()).add(campaign))
    }
    expect([...campaigns.values()].filter((each) => each.size > 1)).toEqual([])
  })
})
