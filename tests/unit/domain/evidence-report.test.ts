import { describe, expect, test } from '@jest/globals'

import type { Channel } from '../../../plugins/comment-period/domain/comment'
import {
  commentFigures,
  countChanges,
  decideSpan,
  draftStanding,
  evidenceFileName,
  evidenceTotals,
  responseTiming,
  runningYear,
  type DraftStanding,
  type EvidenceComments,
  type EvidenceRow,
  type PeriodStanding,
  type ResponseTiming,
  type TextChanges,
} from '../../../plugins/comment-period/domain/evidence-report'
import { DAY_MS } from '../../../plugins/comment-period/domain/instant'
import type { DocketLedger } from '../../../plugins/comment-period/domain/ledger'
import type { LegalClause, LegalText } from '../../../plugins/comment-period/domain/legal-text'
import {
  aLedger,
  day,
  exposed,
  extended,
  issued,
  resumed,
  suspended,
  waived,
  withdrawn,
} from './a-docket'

const ZONE = 'Asia/Tehran'

describe('the span of a report', () => {
  test('is whole days in the zone of the body, the last among them', () => {
    expect(decideSpan({ from: '2026-03-21', to: '2027-03-20' }, ZONE)).toEqual({
      kind: 'lawful',
      value: {
        from: '2026-03-21',
        to: '2027-03-20',
        since: Date.parse('2026-03-20T20:30:00Z'),
        until: Date.parse('2027-03-20T20:30:00Z'),
      },
    })
    expect(decideSpan({ from: '2026-03-21', to: '2026-03-21' }, ZONE)).toMatchObject({
      value: { until: Date.parse('2026-03-21T20:30:00Z') },
    })
  })

  test.each([
    ['2026-03-21', '2026-03-20', 'SPAN_BACKWARDS'],
    ['2026-03-21', '2029-03-22', 'SPAN_TOO_LONG'],
    ['1900-01-01', '2254-12-31', 'SPAN_TOO_LONG'],
  ])('from %s to %s is refused', (from, to, code) => {
    expect(decideSpan({ from, to }, ZONE)).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  test('may be three years, leap days among them', () => {
    expect(decideSpan({ from: '2026-03-21', to: '2029-03-21' }, ZONE).kind).toBe('lawful')
  })

  test.each([
    ['2026-03-20T20:29:59.999Z', '2025-03-21', '2026-03-20'],
    ['2026-03-20T20:30:00.000Z', '2026-03-21', '2027-03-20'],
    // 1408 is a leap year: its last day is the thirtieth of Esfand.
    ['2029-12-01T00:00:00.000Z', '2029-03-20', '2030-03-20'],
  ])('is at %s the Solar Hijri year from %s to %s', (now, from, to) => {
    expect(runningYear(Date.parse(now), ZONE)).toEqual({ from, to })
  })

  test('names the file by its days in Latin digits', () => {
    const span = { from: '2026-03-21', to: '2027-03-20' }
    expect(evidenceFileName('ipo', span, 'docx')).toBe('evidence_ipo_1405-01-01_1405-12-29.docx')
  })
})

const SPAN = { since: day(0), until: day(100) }
const standing = (ledger: DocketLedger, now: number, hasRule = true) =>
  draftStanding(ledger, SPAN, hasRule, day(now))

type Told = readonly [
  standing: PeriodStanding,
  stood: number,
  closes: number | null,
  marks: string,
  exposures?: number,
]

describe('how a draft stood', () => {
  test.each<readonly [string, DocketLedger, number, Told]>([
    ['that runs', aLedger(exposed(day(0), day(14))), 5, ['open', 5, 14, '']],
    ['at its close', aLedger(exposed(day(0), day(14))), 14, ['kept', 14, 14, '']],
    [
      'that was extended',
      aLedger(exposed(day(0), day(14)), extended(day(3), day(21))),
      30,
      ['kept', 21, 21, 'e'],
    ],
    [
      'that was extended while it runs',
      aLedger(exposed(day(0), day(14)), extended(day(3), day(21))),
      15,
      ['open', 15, 21, 'e'],
    ],
    [
      'that is suspended',
      aLedger(exposed(day(0), day(14)), suspended(day(4))),
      50,
      ['suspended', 4, null, 's'],
    ],
    [
      'that was suspended and resumed',
      aLedger(exposed(day(0), day(14)), suspended(day(4)), resumed(day(6), day(16))),
      20,
      ['kept', 14, 16, 's'],
    ],
    [
      'whose resumption gave less than was lost',
      aLedger(exposed(day(0), day(14)), suspended(day(4)), resumed(day(6), day(14))),
      20,
      ['short', 12, 14, 's'],
    ],
    [
      'that was withdrawn',
      aLedger(exposed(day(0), day(14)), withdrawn(day(4))),
      9,
      ['withdrawn', 4, 4, 'w'],
    ],
    [
      'that was withdrawn after its close',
      aLedger(exposed(day(0), day(14)), withdrawn(day(20))),
      21,
      ['kept', 14, 14, 'w'],
    ],
    [
      'that was withdrawn while suspended',
      aLedger(exposed(day(0), day(14)), suspended(day(2)), withdrawn(day(4))),
      9,
      ['withdrawn', 2, 2, 'sw'],
    ],
    [
      'that began anew, by its latest text',
      aLedger(exposed(day(0), day(14)), extended(day(2), day(15)), exposed(day(5), day(19), 2)),
      30,
      ['kept', 14, 19, 'e', 2],
    ],
    [
      'that began anew after the span, by its latest text of the span',
      aLedger(exposed(day(95), day(109)), exposed(day(100), day(114), 2)),
      150,
      ['replaced', 5, 100, ''],
    ],
    [
      'whose text another followed only after the close',
      aLedger(exposed(day(80), day(94)), exposed(day(100), day(114), 2)),
      150,
      ['kept', 14, 94, ''],
    ],
    [
      'that was issued',
      aLedger(exposed(day(0), day(14)), issued(day(15))),
      16,
      ['kept', 14, 14, ''],
    ],
  ])('one %s', (_case, ledger, now, [how, stood, closes, marks, exposures = 1]) => {
    const told = standing(ledger, now)
    expect(told).toMatchObject({
      standing: how,
      stoodMs: stood * DAY_MS,
      closesAt: closes === null ? null : day(closes),
      exposures,
      isExtended: marks.includes('e'),
      isSuspended: marks.includes('s'),
      isWithdrawn: marks.includes('w'),
    })
  })

  test.each([
    ['at its first instant', 0, true],
    ['at its last', 99.999, true],
    ['at the first instant after it', 100, false],
    ['before it', -0.001, false],
  ])('is of a span where a text was exposed %s', (_case, opened, isWithin) => {
    const ledger = aLedger(exposed(day(opened), day(opened + 14)))
    expect(standing(ledger, 300) !== null).toBe(isWithin)
  })

  test('leaves out what came after the instant of the report', () => {
    const ledger = aLedger(exposed(day(0), day(14)), withdrawn(day(4)))
    expect(standing(ledger, 3)).toMatchObject({ standing: 'open', isWithdrawn: false })
    expect(standing(aLedger(exposed(day(5), day(19))), 3)).toBeNull()
  })

  test('keeps no minimum where no rule asked for one', () => {
    const row = { ...exposed(day(0), day(1)), minimumClosesAt: day(5) }
    const ledger = aLedger(row)
    expect(standing(ledger, 9)).toMatchObject({ standing: 'short', minimumMs: 5 * DAY_MS })
    expect(standing(ledger, 9, false)).toMatchObject({ standing: 'no-minimum', minimumMs: null })
    expect(standing(ledger, 0, false)).toMatchObject({ standing: 'open' })
  })

  test('has the final act that cites the latest text of the span, and no other', () => {
    const act = { terminalAct: 'promulgate', at: day(15) }
    expect(standing(aLedger(exposed(day(0), day(14)), issued(day(15))), 16)?.act).toEqual(act)
    const later = aLedger(
      exposed(day(90), day(104)),
      exposed(day(110), day(124), 2),
      issued(day(130), 2),
    )
    expect(standing(later, 150)?.act).toBeNull()
    expect(standing(aLedger(waived(day(1)), issued(day(2), null)), 9)).toBeNull()
  })
})

describe('the response to a comment', () => {
  test.each<readonly [boolean, boolean, boolean | null, ResponseTiming]>([
    [true, true, true, 'in-time'],
    [true, true, false, 'late'],
    [true, true, null, 'undated'],
    [true, false, true, 'waiting'],
    [true, false, false, 'overdue'],
    [true, false, null, 'none'],
    [false, false, true, 'unwanted'],
    [false, false, false, 'unwanted'],
    [false, false, null, 'unwanted'],
    [false, true, true, 'in-time'],
  ])('wanted %s, given %s, within what was due %s, is %s', (...facts) => {
    const [isWanted, isResponded, isWithin, timing] = facts
    expect(responseTiming({ isWanted, isResponded, isWithin })).toBe(timing)
  })
})

const comments = (n: number, fields: Partial<EvidenceComments> = {}): EvidenceComments => ({
  channel: 'widget',
  type: 'opinion',
  state: 'published',
  timing: 'none',
  disposition: null,
  n,
  ...fields,
})

describe('the comments of a draft', () => {
  test('are counted by everything that is asked of them, spam by state alone', () => {
    expect(
      commentFigures([
        comments(3),
        comments(2, { channel: 'letter', timing: 'late', disposition: 'accepted' }),
        comments(1, {
          state: 'spam',
          type: 'criticism',
          channel: 'letter',
          timing: 'overdue',
          disposition: 'rejected',
        }),
      ]),
    ).toEqual({
      comments: 6,
      byChannel: [
        { key: 'widget', n: 3 },
        { key: 'letter', n: 2 },
      ],
      byType: [{ key: 'opinion', n: 5 }],
      byState: [
        { key: 'published', n: 5 },
        { key: 'spam', n: 1 },
      ],
      responses: {
        'in-time': 0,
        late: 2,
        undated: 0,
        overdue: 0,
        waiting: 0,
        none: 3,
        unwanted: 1,
      },
      byDisposition: [{ key: 'accepted', n: 2 }],
    })
  })
})

const clause = (
  clauseId: string,
  text: string,
  fields: Partial<LegalClause> = {},
): LegalClause => ({
  clauseId,
  kind: 'article',
  label: clauseId,
  heading: '',
  text,
  ...fields,
})
const aText = (clauses: readonly LegalClause[], title = 'عنوان'): LegalText => ({
  title,
  clauses,
  attachments: [],
})

const NO_CHANGE = { title: false, changed: 0, added: 0, removed: 0, moved: 0, attachments: 0 }

describe('what a final text changed', () => {
  const before = aText([clause('a', 'الف'), clause('b', 'ب'), clause('c', 'ج')])
  const file = (name: string, of = name): LegalText['attachments'][number] => ({
    name,
    sha256: of.repeat(64).slice(0, 64),
    size: 1,
    mime: 'application/pdf',
  })
  test.each<readonly [string, LegalText, Partial<TextChanges>]>([
    ['nothing', before, {}],
    ['words', aText([clause('a', 'الف'), clause('b', 'به'), clause('c', 'ج')]), { changed: 1 }],
    [
      'a heading and a kind',
      aText([
        clause('a', 'الف', { heading: 'هدف' }),
        clause('b', 'ب', { kind: 'note' }),
        clause('c', 'ج'),
      ]),
      { changed: 2 },
    ],
    [
      'one that came first, so that the others have new numbers',
      aText([
        clause('d', 'د', { label: 'a' }),
        clause('a', 'الف', { label: 'b' }),
        clause('b', 'ب', { label: 'c' }),
        clause('c', 'ج', { label: 'd' }),
      ]),
      { added: 1 },
    ],
    [
      'the order alone',
      aText([clause('c', 'ج'), clause('a', 'الف'), clause('b', 'ب')]),
      { moved: 1 },
    ],
    [
      'one that moved with its words',
      aText([clause('c', 'چ'), clause('a', 'الف'), clause('b', 'ب')]),
      { changed: 1 },
    ],
    [
      'one taken away, and the title',
      aText([clause('a', 'الف'), clause('c', 'ج')], 'نو'),
      { title: true, removed: 1 },
    ],
    ['an id that stands twice', aText([...before.clauses, clause('a', 'الف')]), { added: 1 }],
    [
      'the attachments alone, by their content and not their name',
      { ...before, attachments: [file('b', 'kept'), file('c')] },
      { attachments: 2 },
    ],
  ])('%s', (_case, after, changes) => {
    const exposed = { ...before, attachments: [file('a', 'kept'), file('gone')] }
    const issued =
      after.attachments.length > 0 ? after : { ...after, attachments: exposed.attachments }
    expect(countChanges(exposed, issued)).toEqual({ ...NO_CHANGE, ...changes })
  })
})

describe('the totals', () => {
  const row = (fields: Partial<EvidenceRow>): EvidenceRow => ({
    ...(standing(aLedger(exposed(day(0), day(14))), 20) as DraftStanding),
    documentId: 'd',
    docket: 'd-1405-0001',
    title: 'عنوان',
    kind: { key: 'k', name: 'ک' },
    comments: [],
    changes: null,
    ...fields,
  })

  test('of nothing are noughts', () => {
    const totals = evidenceTotals([])
    expect(totals).toMatchObject({ drafts: 0, exposures: 0, comments: 0, issued: 0 })
    expect(new Set(Object.values(totals.standings))).toEqual(new Set([0]))
    expect(new Set(Object.values(totals.responses))).toEqual(new Set([0]))
  })

  test('are what each column adds up to', () => {
    const two: EvidenceComments[] = [comments(2), comments(1, { channel: 'sms' as Channel })]
    const act = { terminalAct: 'promulgate', at: day(15) } as const
    const totals = evidenceTotals([
      row({
        comments: two,
        act,
        changes: { ...NO_CHANGE, changed: 2, added: 1, moved: 1, attachments: 3 },
      }),
      row({ comments: two, act }),
      row({ standing: 'open', exposures: 3, isExtended: true, isSuspended: true }),
      row({ standing: 'withdrawn', isWithdrawn: true }),
    ])
    expect(totals).toMatchObject({
      drafts: 4,
      exposures: 6,
      standings: { kept: 2, open: 1, withdrawn: 1, short: 0, replaced: 0, suspended: 0 },
      extended: 1,
      suspended: 1,
      withdrawn: 1,
      issued: 2,
      changedTexts: 1,
      clauses: { changed: 2, added: 1, removed: 0, moved: 1 },
      attachments: 3,
      comments: 6,
      byChannel: [
        { key: 'widget', n: 4 },
        { key: 'sms', n: 2 },
      ],
    })
  })
})
