import { describe, expect, test } from '@jest/globals'

import { docketReport as contract } from '../../../plugins/comment-period/contracts/reports'
import {
  docketReport,
  type ReportedGroup,
  type ReportFacts,
} from '../../../plugins/comment-period/domain/docket-report'
import { DAY_MS, toIsoUtc } from '../../../plugins/comment-period/domain/instant'
import type { LegalText } from '../../../plugins/comment-period/domain/legal-text'
import { MOST_COMMENTS_NAMED } from '../../../plugins/comment-period/domain/report-changes'
import { reportSections } from '../../../plugins/comment-period/domain/report-sections'
import { REPORT_WORDS } from '../../../plugins/comment-period/domain/report-words'
import type { ChangeGround } from '../../../plugins/comment-period/domain/themes'
import { aLedger, day, exposed, extended, issued, withdrawn } from './a-docket'

const clause = (clauseId: string, text: string, label = `ماده ${clauseId}`) => ({
  clauseId,
  kind: 'article' as const,
  label,
  heading: '',
  text,
})
const textOf = (...clauses: LegalText['clauses'][number][]): LegalText => ({
  title: 'دستورالعمل',
  clauses,
  attachments: [],
})
const exposureOf = (n: number, text: LegalText, at: number, closes: number) => ({
  n,
  locale: 'fa',
  text,
  textHash: 'a'.repeat(64),
  openedAt: day(at),
  minimumClosesAt: day(closes),
  hasRule: true,
})
const group = (n: number, fields: Partial<ReportedGroup> = {}): ReportedGroup => ({
  clauseId: null,
  type: 'opinion',
  channel: 'widget',
  late: false,
  state: 'published',
  n,
  ...fields,
})

const FACTS: ReportFacts = {
  kind: 'feedback',
  n: 1,
  now: day(20),
  foreword: null,
  sentTo: null,
  docket: 'azmoon-1405-0001',
  ledger: aLedger(exposed(day(0), day(14))),
  exposures: [exposureOf(1, textOf(clause('a', 'یک'), clause('b', 'دو')), 0, 14)],
  body: { slug: 'azmoon', name: 'سازمان آزمون', letterheadLines: [] },
  instrument: { key: 'directive', name: 'دستورالعمل', terminalAct: 'promulgate' },
  zone: 'Asia/Tehran',
  counts: [],
  groups: [],
  themes: new Map(),
  underThemes: new Map(),
  themeAnswers: [],
  responses: { byDisposition: new Map(), throughThemes: 0, without: 0 },
  grounds: { tied: [], published: new Set() },
  issuance: null,
}
const reported = (facts: Partial<ReportFacts> = {}) => docketReport({ ...FACTS, ...facts })

const issuanceOf = (text: LegalText) => ({
  issuedAt: toIsoUtc(day(15)),
  terminalAct: 'promulgate' as const,
  destinationAuthority: null,
  letterNumber: null,
  letterOn: null,
  textHash: 'b'.repeat(64),
  text,
})

describe('a report on a docket', () => {
  test('of which nothing was said is what its contract lets through', () => {
    expect(contract.safeParse(reported()).error?.issues ?? []).toEqual([])
    expect(reported()).toMatchObject({ phase: 'closed', clauses: [], themes: [], changes: null })
  })

  test('says of each exposure how long it stood against what was asked for', () => {
    const { exposures } = reported({
      ledger: aLedger(
        exposed(day(0), day(14)),
        exposed(day(5), day(19), 2),
        extended(day(6), day(21)),
      ),
      exposures: [
        exposureOf(1, textOf(), 0, 14),
        { ...exposureOf(2, textOf(), 5, 19), hasRule: false },
      ],
      now: day(22),
    })
    expect(exposures).toMatchObject([
      {
        n: 1,
        openMs: 5 * DAY_MS,
        minimumMs: 14 * DAY_MS,
        isKept: false,
        endedBy: 'restart',
        closesAt: toIsoUtc(day(5)),
        events: [],
      },
      {
        n: 2,
        openMs: 16 * DAY_MS,
        minimumMs: null,
        isKept: true,
        endedBy: null,
        closesAt: toIsoUtc(day(21)),
        events: [{ kind: 'extended', ground: 'late-holiday', reason: 'تعطیلی اعلام شد' }],
      },
    ])
  })

  test('counts what was filed by state and reason, and all but spam by everything else', () => {
    const { comments } = reported({
      counts: [
        { state: 'published', reason: '', n: 5 },
        { state: 'withheld', reason: 'insult', n: 2 },
        { state: 'spam', reason: '', n: 9 },
      ],
      groups: [
        group(4),
        group(1, { channel: 'letter', late: true, type: 'complaint' }),
        group(2, { state: 'withheld', clauseId: 'a' }),
        group(9, { state: 'spam', channel: 'api', clauseId: 'a' }),
      ],
    })
    expect(comments).toEqual({
      total: 16,
      byState: { received: 0, published: 5, withheld: 2, spam: 9 },
      withheldByReason: { insult: 2 },
      late: 1,
      byChannel: { widget: 6, letter: 1 },
      byType: { opinion: 6, complaint: 1 },
    })
  })

  test('names clauses in the order of the text, the whole draft first, and what is gone last', () => {
    const { clauses } = reported({
      ledger: aLedger(exposed(day(0), day(14)), exposed(day(15), day(29), 2)),
      now: day(30),
      exposures: [
        exposureOf(1, textOf(clause('a', 'یک'), clause('old', 'کهنه')), 0, 14),
        exposureOf(2, textOf(clause('b', 'دو'), clause('a', 'یک', 'ماده دوم')), 15, 29),
      ],
      groups: [
        group(1, { clauseId: 'nowhere' }),
        group(2, { clauseId: 'a' }),
        group(3, { clauseId: 'old' }),
        group(4),
        group(5, { clauseId: 'b', type: 'criticism' }),
        group(6, { clauseId: 'b' }),
      ],
    })
    expect(clauses.map(({ label, comments }) => [label, comments])).toEqual([
      ['', 4],
      ['ماده b', 11],
      ['ماده دوم', 2],
      ['ماده old', 3],
      ['', 1],
    ])
  })

  test('gives each theme its number of comments and its answers, and no reason of staff', () => {
    const answer = { theme: 2, text: 'پاسخ', disposition: 'accepted' as const, at: day(16) }
    const { themes } = reported({
      themes: new Map([
        [2, 'هزینه'],
        [1, 'مهلت'],
      ]),
      underThemes: new Map([[2, 7]]),
      themeAnswers: [{ ...answer, ...{ reason: 'دلیل درونی' } }],
      grounds: {
        tied: [{ clauseId: 'a', comment: null, theme: 1 }],
        published: new Set(),
      },
    })
    expect(themes).toEqual([
      { theme: 1, title: 'مهلت', comments: 0, answers: [] },
      {
        theme: 2,
        title: 'هزینه',
        comments: 7,
        answers: [{ text: 'پاسخ', disposition: 'accepted', respondedAt: toIsoUtc(day(16)) }],
      },
    ])
  })

  test('has no theme that was neither answered nor tied to a change: its title is no public one', () => {
    const report = reported({
      themes: new Map([
        [1, 'شکایت از آقای فلانی'],
        [2, 'هزینه'],
      ]),
      underThemes: new Map([[1, 3]]),
      themeAnswers: [{ theme: 2, text: 'پاسخ', disposition: 'accepted', at: day(16) }],
    })
    expect(report.themes.map(({ title }) => title)).toEqual(['هزینه'])
    expect(JSON.stringify(report)).not.toContain('فلانی')
  })

  test('ties changes to themes and to the published comments, of which the first are named', () => {
    const ids = Array.from({ length: 30 }, (_, place) => `c${String(place)}`)
    const tied: ChangeGround[] = [
      { clauseId: 'a', comment: null, theme: 1 },
      ...ids.map((comment) => ({ clauseId: 'a', comment, theme: null })),
      { clauseId: 'b', comment: 'hidden', theme: null },
    ]
    const { changes, title } = reported({
      ledger: aLedger(exposed(day(0), day(14)), issued(day(15))),
      themes: new Map([[1, 'هزینه']]),
      grounds: { tied, published: new Set(ids.slice(0, 25)) },
      issuance: issuanceOf({
        ...textOf(clause('a', 'یک دیگر', 'ماده ۱ تازه'), clause('c', 'سه')),
        title: 'عنوان تازه',
      }),
    })
    expect(title).toBe('عنوان تازه')
    expect(changes).toMatchObject({
      fromExposure: 1,
      titleChanged: true,
      added: 1,
      removed: 1,
      changed: 1,
      moved: 0,
    })
    const [changed, removed, added] = changes!.clauses
    expect(changed).toMatchObject({
      change: 'changed',
      label: 'ماده ۱ تازه',
      themes: [{ theme: 1, title: 'هزینه' }],
      comments: 30,
      publicIds: ids.slice(0, MOST_COMMENTS_NAMED),
    })
    expect(removed).toMatchObject({
      change: 'removed',
      label: 'ماده b',
      comments: 1,
      publicIds: [],
    })
    expect(added).toMatchObject({ change: 'added', label: 'ماده c', themes: [], comments: 0 })
  })

  test('of a withdrawn draft says so, and why', () => {
    const report = reported({
      kind: 'outcome',
      ledger: aLedger(exposed(day(0), day(14)), withdrawn(day(4))),
    })
    expect(report).toMatchObject({
      phase: 'withdrawn',
      changes: null,
      issuance: null,
      withdrawal: { at: toIsoUtc(day(4)) },
      exposures: [{ endedBy: 'withdrawal', openMs: 4 * DAY_MS }],
    })
  })
})

describe('a report in words', () => {
  const writer = {
    number: String,
    digits: (text: string) => text,
    instant: (iso: string) => iso,
    close: (iso: string) => iso,
    day: (isoDay: string) => `روز ${isoDay}`,
  }

  test.each(['fa', 'en', 'ckb'] as const)(
    'has every part it has something to say of, in %s',
    (language) => {
      const report = reported({
        kind: 'digest',
        sentTo: { addressee: 'دیوان', letterNumber: '۱۲', letterOn: '2026-08-08' },
        ledger: aLedger(exposed(day(0), day(14)), issued(day(15))),
        counts: [{ state: 'published', reason: '', n: 1 }],
        groups: [group(1)],
        issuance: issuanceOf(textOf(clause('a', 'یک'), clause('b', 'دو'))),
      })
      const sections = reportSections(report, REPORT_WORDS[language], writer)
      expect(sections.map(({ key }) => key)).toEqual([
        'subject',
        'sentTo',
        'exposures',
        'received',
        'clauses',
        'themes',
        'responses',
        'changes',
        'issuance',
      ])
      expect(sections[1]!.facts).toContainEqual([expect.any(String), 'روز 2026-08-08'])
      expect(JSON.stringify(sections)).not.toMatch(/undefined|\[object/)
      for (const { tables } of sections) {
        for (const { columns, rows } of tables) {
          expect(rows.every((row) => row.length === columns.length)).toBe(true)
        }
      }
    },
  )

  test('leaves out what there is nothing to say of, and shows a day that is none as it is', () => {
    const sections = reportSections(
      reported({ sentTo: { addressee: 'دیوان', letterNumber: null, letterOn: 'دیروز' } }),
      REPORT_WORDS.fa,
      writer,
    )
    expect(sections.map(({ key }) => key)).toEqual([
      'subject',
      'sentTo',
      'exposures',
      'received',
      'themes',
    ])
    expect(sections[1]!.facts.map(([, value]) => value)).toContain('دیروز')
  })

  test.each([
    [true, DAY_MS, 'رعایت شد'],
    [false, DAY_MS, 'کمتر از زمان لازم'],
    [true, null, 'پایان یافت'],
    [null, null, 'پایان نیافته'],
  ])('says of a period kept %s, of %s ms at least, «%s»', (isKept, minimumMs, said) => {
    const [exposure] = reported().exposures
    const report = { ...reported(), exposures: [{ ...exposure!, isKept, minimumMs }] }
    const [, exposures] = reportSections(report, REPORT_WORDS.fa, writer)
    expect(exposures!.tables[0]!.rows[0]!.at(-1)).toBe(said)
  })

  test.each([
    [0, 'کمتر از یک دقیقه'],
    [90_061_000, '1 روز و 1 ساعت'],
    [14 * DAY_MS, '14 روز'],
  ])('writes a span of %i milliseconds as «%s»', (openMs, written) => {
    const report = { ...reported(), exposures: [{ ...reported().exposures[0]!, openMs }] }
    const [, exposures] = reportSections(report, REPORT_WORDS.fa, writer)
    expect(exposures!.tables[0]!.rows[0]![3]).toBe(written)
  })
})
