import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { checkRecord } from '../../support/record-checker/check-record'
import { INVARIANTS, type Invariant } from '../../support/record-checker/invariants'
import type { Call, CheckedRecord, RuleRevisionRow } from '../../support/record-checker/record'

/**
 * A sound record of one docket, and every way to break it that the checker is there for. A checker
 * that overlooked one would let a race pass that was lost.
 */

const D = 'draft1'
const SALT = 'a'.repeat(32)
const hashOf = (text: string) => createHash('sha256').update(`${SALT}${text}`).digest('hex')

const call = (act: Call['act'], mark: string, fields: Partial<Call> = {}): Call => ({
  act,
  door: 'service',
  documentId: D,
  mark,
  text: null,
  idempotencyKey: null,
  startedAt: null,
  endedAt: null,
  outcome: { kind: 'acknowledged', receipt: null, at: null, closesAt: null },
  ...fields,
})
const refused = (code: string) => ({ outcome: { kind: 'refused', code } as const })
const comment = (text: string, publicId: string, receivedAt: number, trackingCode: string): Call =>
  call('comment', text, {
    text,
    idempotencyKey: `key of ${text}`,
    outcome: {
      kind: 'acknowledged',
      receipt: { publicId, receivedAt, textHash: hashOf(text), trackingCode },
      at: receivedAt,
      closesAt: null,
    },
  })

type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T

/** Exposed at 1000 until 2000, suspended from 1300 to 1400, extended by 100, issued at 2300. */
function soundRecord(): Plain<CheckedRecord> {
  const record: CheckedRecord = {
    history: [
      call('expose', 'x1', {
        outcome: { kind: 'acknowledged', receipt: null, at: 1000, closesAt: 2000 },
      }),
      comment('one', 'p1', 1200, 'CODE-1'),
      // Sent again with the same key.
      comment('one', 'p1', 1200, 'CODE-1'),
      call('suspend', 's1'),
      call('comment', 'late', { text: 'late', idempotencyKey: 'k', ...refused('SUSPENDED') }),
      call('resume', 'r1'),
      comment('two', 'p2', 1500, 'CODE-2'),
      call('extend', 'e1'),
      call('issue', 'i0', refused('PERIOD_NOT_OVER')),
      call('issue', 'i1', {
        endedAt: 2310,
        outcome: { kind: 'acknowledged', receipt: null, at: 2300, closesAt: null },
      }),
      call('tamper', 't1', refused('RECORD_KEPT')),
    ],
    rows: {
      heads: [
        {
          documentId: D,
          docket: 'body-1405-0001',
          lastSeq: 2,
          exposureN: 1,
          effectiveCloseAt: 2200,
          suspended: false,
          withdrawnAt: null,
          issuedAt: 2300,
        },
      ],
      exposures: [
        {
          documentId: D,
          ordinal: 1,
          n: 1,
          openedAt: 1000,
          closesAt: 2000,
          bodyId: 'body1',
          kindId: 'kind1',
          terminalAct: 'promulgate',
          textHash: 'h1',
          reason: null,
        },
      ],
      events: [
        { documentId: D, ordinal: 2, kind: 'suspended', at: 1300, closesAt: null, reason: 's1' },
        { documentId: D, ordinal: 3, kind: 'resumed', at: 1400, closesAt: 2100, reason: 'r1' },
        { documentId: D, ordinal: 4, kind: 'extended', at: 1600, closesAt: 2200, reason: 'e1' },
      ],
      waivers: [],
      issuances: [
        { documentId: D, ordinal: 5, at: 2300, basisExposureN: 1, textHash: 'h2', reason: 'i1' },
      ],
      comments: [['one', 'p1', 1, 1200] as const, ['two', 'p2', 2, 1500] as const].map(
        ([text, publicId, seq, receivedAt]) => ({
          draftDocumentId: D,
          seq,
          publicId,
          text,
          salt: SALT,
          textHash: hashOf(text),
          channel: 'api',
          receivedAt,
          recordedAt: receivedAt,
          state: 'published',
          withholdReason: null,
        }),
      ),
      counts: [{ documentId: D, state: 'published', reason: '', n: 2 }],
      drafts: [{ documentId: D }],
      bodies: [{ documentId: 'body1' }],
      kinds: [{ documentId: 'kind1', terminalAct: 'promulgate' }],
      ruleRevisions: [],
    },
    api: {
      dockets: [
        {
          documentId: D,
          docket: 'body-1405-0001',
          phase: 'issued',
          closesAt: 2200,
          total: 2,
          finalTextHash: 'h2',
          comments: [
            { publicId: 'p1', seq: 1, text: 'one', textHash: hashOf('one'), receivedAt: 1200 },
            { publicId: 'p2', seq: 2, text: 'two', textHash: hashOf('two'), receivedAt: 1500 },
          ],
        },
      ],
      tracking: [
        { trackingCode: 'CODE-1', publicId: 'p1' },
        { trackingCode: 'CODE-2', publicId: 'p2' },
      ],
    },
  }
  return structuredClone(record) as Plain<CheckedRecord>
}

const rule: RuleRevisionRow = {
  ruleId: 'rule1',
  revision: 1,
  bodyId: 'body1',
  terminalAct: 'promulgate',
  kindIds: [],
  floorMs: 5_000,
  mandatory: true,
  ended: false,
  validFromAt: null,
  validToAt: null,
  effectiveAt: 900,
  note: '',
}

type Break = (record: Plain<CheckedRecord>) => void

const BREAKS: readonly (readonly [Invariant, string, Break])[] = [
  ['I1', 'a comment that was acknowledged is gone', ({ rows }) => rows.comments.pop()],
  ['I1', 'a comment has another text than was sent', ({ rows }) => (rows.comments[0]!.text = 'o')],
  ['I1', 'a salt does not make the hash', ({ rows }) => (rows.comments[0]!.salt = 'b')],
  ['I1', 'a row has another hash', ({ rows }) => (rows.comments[0]!.textHash = 'b')],
  ['I1', 'a row has another instant', ({ rows }) => (rows.comments[0]!.receivedAt = 1201)],
  ['I1', 'an extension is gone', ({ rows }) => rows.events.pop()],
  ['I1', 'a close was moved since', ({ rows }) => (rows.exposures[0]!.closesAt = 1900)],
  [
    'I1',
    'a rule that was saved has no revision',
    ({ history }) => history.push(call('rule', 'n1') as Plain<Call>),
  ],
  [
    'I1',
    'the record let itself be rewritten',
    ({ history }) => history.push(call('tamper', 't2') as Plain<Call>),
  ],
  [
    'I2',
    'an extension stands that was refused',
    ({ history }) => {
      history.find(({ act }) => act === 'extend')!.outcome = refused('BUSY').outcome
    },
  ],
  [
    'I2',
    'a comment stands that nobody sent',
    ({ history, rows }) => {
      rows.comments[1]!.text = 'three'
      history.splice(6, 1)
    },
  ],
  [
    'I3',
    'one key has two rows',
    ({ rows }) => rows.comments.push({ ...rows.comments[0]!, publicId: 'p3', seq: 3 }),
  ],
  [
    'I3',
    'one key has two receipts',
    ({ history }) => {
      history[2] = comment('one', 'p2', 1500, 'CODE-2') as Plain<Call>
    },
  ],
  ['I4', 'a comment came before the opening', ({ rows }) => (rows.comments[0]!.receivedAt = 999)],
  ['I4', 'a comment came while suspended', ({ rows }) => (rows.comments[1]!.receivedAt = 1350)],
  ['I4', 'a comment came at the close', ({ rows }) => (rows.comments[1]!.receivedAt = 2200)],
  ['I5', 'it was issued before the close', ({ rows }) => (rows.issuances[0]!.at = 2199)],
  [
    'I5',
    'the issuance was answered before the close',
    ({ history }) => (history.find(({ mark }) => mark === 'i1')!.endedAt = 2150),
  ],
  [
    'I5',
    'it was issued while suspended',
    ({ rows }) => {
      rows.events.splice(1, 2)
      rows.events[0]!.at = 1600
    },
  ],
  [
    'I5',
    'it was issued after withdrawal',
    ({ rows }) => {
      rows.events[2]!.kind = 'withdrawn'
    },
  ],
  [
    'I5',
    'it was issued without a basis',
    ({ rows }) => ((rows.exposures = []), (rows.events = [])),
  ],
  [
    'I5',
    'it was issued twice',
    ({ rows }) => rows.issuances.push({ ...rows.issuances[0]!, ordinal: 6 }),
  ],
  [
    'I5',
    'two were told that they issued it',
    ({ history }) => (history[8]!.outcome = { ...history[9]!.outcome }),
  ],
  ['I6', 'a close moved earlier', ({ rows }) => (rows.events[2]!.closesAt = 2050)],
  ['I6', 'the suspended time was not given back', ({ rows }) => (rows.events[1]!.closesAt = 2050)],
  ['I6', 'an extension follows the issuance', ({ rows }) => (rows.events[2]!.ordinal = 6)],
  ['I6', 'a row is dated before the one it follows', ({ rows }) => (rows.events[2]!.at = 1399)],
  ['I6', 'a comment follows the issuance', ({ rows }) => (rows.comments[1]!.receivedAt = 2301)],
  ['I7', 'a counter is off by one', ({ rows }) => (rows.counts[0]!.n = 1)],
  ['I7', 'a state is not counted', ({ rows }) => (rows.comments[1]!.state = 'withheld')],
  ['I7', 'the head is behind', ({ rows }) => (rows.heads[0]!.lastSeq = 1)],
  ['I7', 'the head knows of no issuance', ({ rows }) => (rows.heads[0]!.issuedAt = null)],
  ['I7', 'the head knows an earlier close', ({ rows }) => (rows.heads[0]!.effectiveCloseAt = 2100)],
  ['I7', 'a number is left out', ({ rows }) => (rows.comments[1]!.seq = 3)],
  ['I7', 'a number is given twice', ({ rows }) => (rows.comments[1]!.seq = 1)],
  ['I7', 'an ordinal is left out', ({ rows }) => (rows.issuances[0]!.ordinal = 7)],
  ['I7', 'the public is told another count', ({ api }) => (api.dockets[0]!.total = 1)],
  ['I9', 'a code finds another comment', ({ api }) => (api.tracking[0]!.publicId = 'p2')],
  ['I9', 'a code finds nothing', ({ api }) => (api.tracking[0]!.publicId = null)],
  [
    'I9',
    'two comments have one code',
    ({ history }) => {
      history[6] = comment('two', 'p2', 1500, 'CODE-1') as Plain<Call>
    },
  ],
  ['I10', 'the draft row is gone', ({ rows }) => (rows.drafts = [])],
  ['I10', 'the draft has a second row', ({ rows }) => rows.drafts.push({ documentId: D })],
  ['I10', 'the kind is gone', ({ rows }) => (rows.kinds = [])],
  ['I10', 'the kind has another act', ({ rows }) => (rows.kinds[0]!.terminalAct = 'submit')],
  ['I10', 'the body is gone', ({ rows }) => (rows.bodies = [])],
  [
    'I11',
    'an exposure is shorter than its rule',
    ({ rows }) => rows.ruleRevisions.push({ ...rule, kindIds: [] }),
  ],
  [
    'I12',
    'an internal failure was answered',
    ({ history }) => (history[4]!.outcome = refused('INTERNAL').outcome),
  ],
  [
    'I12',
    'a driver’s error was answered',
    ({ history }) => (history[4]!.outcome = refused('error 42P01: relation').outcome),
  ],
  ['I13', 'the public is told another phase', ({ api }) => (api.dockets[0]!.phase = 'closed')],
  ['I13', 'the public is told another close', ({ api }) => (api.dockets[0]!.closesAt = 2100)],
  [
    'I13',
    'the public reads another final text',
    ({ api }) => (api.dockets[0]!.finalTextHash = 'x'),
  ],
  ['I13', 'a published comment is not shown', ({ api }) => api.dockets[0]!.comments.pop()],
]

const invariantsIn = (record: CheckedRecord) =>
  checkRecord(record).map(({ invariant }) => invariant)

describe('the checker of records', () => {
  test('finds nothing in a record that is sound', () => {
    expect(checkRecord(soundRecord())).toEqual([])
  })

  test.each(BREAKS)('%s: finds that %s', (invariant, _what, breakIt) => {
    const record = soundRecord()
    breakIt(record)
    expect(invariantsIn(record)).toContain(invariant)
  })

  test('has been tried on every invariant', () => {
    const tried = new Set(BREAKS.map(([invariant]) => invariant))
    expect([...tried].sort()).toEqual(Object.keys(INVARIANTS).sort())
  })

  test('lets a row stand, and lets it lack, where the call was never answered', () => {
    const record = soundRecord()
    const unknown = { kind: 'unknown' as const, why: 'the connection was reset' }
    record.history.find(({ act }) => act === 'extend')!.outcome = unknown
    record.history.push(call('comment', 'x', { text: 'x', outcome: unknown }) as Plain<Call>)
    expect(checkRecord(record)).toEqual([])
  })

  test('lets an erased comment be without its text, whose hash stays', () => {
    const record = soundRecord()
    Object.assign(record.rows.comments[0]!, { text: null, salt: null })
    record.api.dockets[0]!.comments[0]!.text = null
    expect(checkRecord(record)).toEqual([])
  })

  test('lets a letter be recorded after the close', () => {
    const record = soundRecord()
    const letter = { ...record.rows.comments[0]!, publicId: 'p3', seq: 3, text: 'letter' }
    const { rows, api, history } = record
    rows.comments.push({ ...letter, channel: 'letter', receivedAt: 2400, state: 'received' })
    rows.counts.push({ documentId: D, state: 'received', reason: '', n: 1 })
    rows.heads[0]!.lastSeq = 3
    api.dockets[0]!.total = 3
    const outcome = { kind: 'unknown' as const, why: 'recorded by staff' }
    history.push(call('comment', 'letter', { text: 'letter', outcome }) as Plain<Call>)
    expect(checkRecord(record)).toEqual([])
  })

  test('does not hold an exposure to a rule that came later or binds others', () => {
    const record = soundRecord()
    record.rows.ruleRevisions.push(
      { ...rule, kindIds: [], effectiveAt: 1001 },
      { ...rule, ruleId: 'rule2', kindIds: [], bodyId: 'body2' },
      { ...rule, ruleId: 'rule3', kindIds: ['kind2'] },
      { ...rule, ruleId: 'rule4', kindIds: [], mandatory: false },
      { ...rule, ruleId: 'rule5', kindIds: [], ended: true },
    )
    expect(checkRecord(record)).toEqual([])
  })

  test('may be handed several dockets, and names the one that is broken', () => {
    const record = soundRecord()
    record.rows.drafts = []
    expect(checkRecord(record)).toEqual([
      { invariant: 'I10', documentId: D, what: 'the draft has 0 authoritative rows' },
    ])
  })
})
