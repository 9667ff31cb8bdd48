import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  ATTACHMENT_VERDICTS,
  CHANNELS,
  COMMENT_STATES,
  DISCLOSED,
  DISPOSITIONS,
  SCAN_RESULTS,
  WEB_CHANNELS,
} from '../../plugins/comment-period/domain/comment'
import {
  minimumSpanMs,
  MONTH_MEANINGS,
  PERIOD_UNITS,
  RULE_FORCES,
  TERMINAL_ACTS,
} from '../../plugins/comment-period/domain/period-rule'
import { CHANGEABLE_COMMENT_COLUMNS } from '../../plugins/comment-period/server/src/database/guards/comment-checks'
import { minimumSpan } from '../../plugins/comment-period/server/src/database/guards/conditions'
import {
  postgresDialect,
  SQLITE,
} from '../../plugins/comment-period/server/src/database/guards/dialect'
import { guards } from '../../plugins/comment-period/server/src/database/guards/guards'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aBriefDocket,
  aDraft,
  anOpenDocket,
  aRule,
  aSubject,
  databaseNow,
  exposureRow,
  unique,
  untilDatabaseReaches,
  type Subject,
} from '../support/docket-builders'
import {
  aClosedDocket,
  aFiledComment,
  aFiledCommentWithFile,
  aThemedDocket,
  assignmentRow,
  changeGroundRow,
  disclosureRow,
  erasureRequestRow,
  noteRow,
  redactionRow,
  closeOf,
  commentAttachmentRow,
  commentRow,
  eventRow,
  headFor,
  issuanceRow,
  linkRow,
  responseRow,
  ruleRow,
  screeningRow,
  T,
  translationRow,
  placementRow,
  reportRow,
  themeResponseRow,
  themeRow,
  verdictRow,
  waivedDraft,
  waiverRow,
} from '../support/ledger-rows'
import { refusalOf } from '../support/refusals'
import { submitWithWork } from '../support/work'

/**
 * The conditions of the guards that `raw-sql.test.ts` does not come to, each refusal beside a
 * lawful twin; and what the guards repeat from the domain, held to the domain.
 */

const DAY = 86_400_000
const HOUR = 3_600_000
const SQLITE_RUN = DATABASE === 'sqlite'
type Row = Record<string, unknown>

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const insert = (table: string, row: Row) => refusalOf(app.knex(T(table)).insert(row))

/** `INSERT OR REPLACE` and its kin, which SQLite alone has. */
const insertOr = (policy: 'REPLACE' | 'IGNORE', table: string, row: Row) => {
  const columns = Object.keys(row)
  return refusalOf(
    app.knex.raw(
      `INSERT OR ${policy} INTO ${T(table)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      Object.values(row) as string[],
    ),
  )
}

/** What each of several rows, alike but for a few fields, is refused with. */
const refusals = async (table: string, row: Row, changes: readonly Row[]) => {
  const met: [Row, string | null][] = []
  for (const change of changes) met.push([change, await insert(table, { ...row, ...change })])
  return met
}
const allWith = (code: string, changes: readonly Row[]) => changes.map((change) => [change, code])

/** A draft with a docket and no row in it. */
async function aHeadedDraft(subject?: Subject) {
  const its = subject ?? (await aSubject(app))
  const documentId = await aDraft(app, its)
  const docket = await headFor(app, documentId, its)
  return { documentId, docket, subject: its }
}

const extension = async (documentId: string, fields: Row = {}) =>
  eventRow(app, documentId, {
    kind: 'extended',
    closes_at: (await closeOf(app, documentId)) + DAY,
    ...fields,
  })

/** For each ledger a row that would be let through, and the column of its instant. */
const LAWFUL: Record<string, { at: string; row: () => Promise<Row> }> = {
  exposures: {
    at: 'opened_at',
    row: async () => exposureRow(app, (await aBriefDocket(app, 60_000)).documentId),
  },
  events: {
    at: 'at',
    row: async () => extension((await aBriefDocket(app, 60_000)).documentId),
  },
  waivers: {
    at: 'at',
    row: async () => {
      const { documentId, subject, docket } = await aHeadedDraft()
      return waiverRow(app, documentId, subject, docket)
    },
  },
  issuances: {
    at: 'at',
    row: async () => issuanceRow(app, (await aClosedDocket(app)).documentId),
  },
  translations: {
    at: 'recorded_at',
    row: async () => translationRow(app, (await anOpenDocket(app)).documentId),
  },
  rule_revisions: { at: 'recorded_at', row: async () => ruleRow(app, await aSubject(app)) },
  screenings: {
    at: 'at',
    row: async () =>
      screeningRow(app, await aFiledComment(app, (await anOpenDocket(app)).documentId)),
  },
  responses: {
    at: 'at',
    row: async () =>
      responseRow(app, await aFiledComment(app, (await anOpenDocket(app)).documentId)),
  },
  assignments: {
    at: 'at',
    row: async () =>
      assignmentRow(app, await aFiledComment(app, (await anOpenDocket(app)).documentId)),
  },
  ...Object.fromEntries(
    Object.entries({
      notes: noteRow,
      disclosures: disclosureRow,
      redactions: redactionRow,
      erasure_requests: erasureRequestRow,
    }).map(([table, rowOf]) => [
      table,
      {
        at: 'at',
        row: async () => rowOf(app, await aFiledComment(app, (await anOpenDocket(app)).documentId)),
      },
    ]),
  ),
  comment_attachments: {
    at: 'at',
    row: async () =>
      commentAttachmentRow(app, await aFiledComment(app, (await anOpenDocket(app)).documentId)),
  },
  attachment_verdicts: {
    at: 'at',
    row: async () =>
      verdictRow(app, await aFiledCommentWithFile(app, (await anOpenDocket(app)).documentId)),
  },
  placements: {
    at: 'at',
    row: async () => {
      const documentId = await aThemedDocket(app, (await anOpenDocket(app)).documentId)
      return placementRow(app, await aFiledComment(app, documentId))
    },
  },
  ...Object.fromEntries(
    Object.entries({
      themes: themeRow,
      theme_responses: themeResponseRow,
      change_grounds: changeGroundRow,
      reports: reportRow,
    }).map(([table, rowOf]) => [
      table,
      {
        at: 'at',
        row: async () => {
          const { documentId } = await anOpenDocket(app)
          if (table !== 'themes') await aThemedDocket(app, documentId)
          return rowOf(app, documentId)
        },
      },
    ]),
  ),
  links: { at: 'at', row: async () => linkRow(app, (await anOpenDocket(app)).documentId) },
}
const LEDGERS = Object.keys(LAWFUL)
const DOCKET_LEDGERS = ['exposures', 'events', 'waivers', 'issuances']

describe('a row of any ledger', () => {
  test.each(LEDGERS)('of %s is made now: not before, not later', async (table) => {
    const { at, row } = LAWFUL[table]!
    const lawful = await row()
    const now = await databaseNow(app)
    expect(await insert(table, { ...lawful, [at]: now + 60_000 })).toBe('IN_FUTURE')
    expect(await insert(table, { ...lawful, [at]: now - 61_000 })).toBe('BACKDATED')
    expect(await insert(table, lawful)).toBeNull()
  })

  test.each(LEDGERS)('of %s is refused where a column it needs is NULL', async (table) => {
    const lawful = await LAWFUL[table]!.row()
    const optional = ['ground', 'basis_exposure_n', 'body_document_id', 'terminal_act']
    const needed = Object.keys(lawful).filter(
      (column) => lawful[column] !== null && !(optional.includes(column) && table !== 'exposures'),
    )
    for (const column of needed) {
      expect([column, await insert(table, { ...lawful, [column]: null })]).toEqual([
        column,
        expect.any(String),
      ])
    }
    expect(await insert(table, lawful)).toBeNull()
  })

  test.each(LEDGERS)('of %s counts and dates in whole numbers', async (table) => {
    const lawful = await LAWFUL[table]!.row()
    const numbers = Object.keys(lawful).filter((column) => typeof lawful[column] === 'number')
    for (const column of numbers) {
      // Text is greater than any number to SQLite; PostgreSQL’s columns take none.
      for (const value of ['x', '9x', -1, ...(SQLITE_RUN ? [1.5, Buffer.from('9')] : [])]) {
        expect([column, value, await insert(table, { ...lawful, [column]: value })]).toEqual([
          column,
          value,
          expect.any(String),
        ])
      }
    }
    expect(await insert(table, lawful)).toBeNull()
  })

  test.each([
    ['exposures', 'content'],
    ['exposures', 'snapshot'],
    ['issuances', 'content'],
    ['translations', 'content'],
  ])('of %s keeps a %s that can be read back', async (table, column) => {
    const lawful = await LAWFUL[table]!.row()
    const whole = JSON.parse(String(lawful[column])) as Row
    const unreadable = [
      ...['{}', '[]', '"x"', 'null'].map((value) => ({ [column]: value })),
      ...(column === 'content'
        ? [{ title: 1 }, { clauses: {} }, { attachments: null }]
        : [{ zone: null }, { body: {} }, { kind: { key: 'x' } }]
      ).map((change) => ({ [column]: JSON.stringify({ ...whole, ...change }) })),
    ]
    expect(await refusals(table, lawful, unreadable)).toEqual(allWith('INPUT_INVALID', unreadable))
    expect(await insert(table, { ...lawful, [column]: 'no JSON' })).not.toBeNull()
    expect(await insert(table, lawful)).toBeNull()
  })

  if (SQLITE_RUN) {
    test.each(LEDGERS)(
      'of %s has the next id and none that blocks the ones to come',
      async (table) => {
        const lawful = await LAWFUL[table]!.row()
        const forged = [{ id: 0 }, { id: -1 }, { id: 9_000_000_000 }]
        expect(await refusals(table, lawful, forged)).toEqual(allWith('OUT_OF_ORDER', forged))
        expect(await insert(table, lawful)).toBeNull()
      },
    )
  }
})

describe('a row of any docket', () => {
  test.each(DOCKET_LEDGERS)('of %s belongs to a docket and has its next ordinal', async (table) => {
    const lawful = await LAWFUL[table]!.row()
    const unknown = [{ document_id: 'nothing' }, { docket: 'other-1405-0001' }]
    expect(await refusals(table, lawful, unknown)).toEqual(allWith('DOCKET_UNKNOWN', unknown))
    const next = Number(lawful.ordinal)
    const misplaced = [{ ordinal: next + 1 }, { ordinal: 0 }]
    expect(await refusals(table, lawful, misplaced)).toEqual(allWith('OUT_OF_ORDER', misplaced))
    expect(await insert(table, lawful)).toBeNull()
  })

  test('is not dated before the docket’s last row', async () => {
    for (const [table, otherwise] of [
      ['exposures', null],
      ['events', null],
      ['issuances', 'PERIOD_NOT_OVER'],
      ['waivers', 'ALREADY_EXPOSED'],
    ] as const) {
      const brief = await aBriefDocket(app, 60_000)
      const opened = brief.closesAt - 60_000
      const row = {
        exposures: () => exposureRow(app, brief.documentId),
        events: () => extension(brief.documentId),
        issuances: () => issuanceRow(app, brief.documentId),
        waivers: async () => ({
          ...(await waiverRow(app, brief.documentId, brief.subject, brief.docket)),
          ordinal: 2,
        }),
      }[table]
      const at = LAWFUL[table]!.at
      expect([table, await insert(table, { ...(await row()), [at]: opened - 1 })]).toEqual([
        table,
        'BACKDATED',
      ])
      expect([table, await insert(table, { ...(await row()), [at]: opened })]).toEqual([
        table,
        otherwise,
      ])
    }
  })

  test('is refused once the text is issued or the draft withdrawn', async () => {
    const rows = async (documentId: string, subject: Subject, docket: string) =>
      [
        ['exposures', await exposureRow(app, documentId)],
        ['events', await extension(documentId)],
        ['events', await eventRow(app, documentId, { kind: 'withdrawn' })],
        ['waivers', { ...(await waiverRow(app, documentId, subject, docket)), ordinal: 3 }],
        ['translations', await translationRow(app, documentId)],
      ] as const

    const issued = await aClosedDocket(app)
    expect(await insert('issuances', await issuanceRow(app, issued.documentId))).toBeNull()
    for (const [table, row] of await rows(issued.documentId, issued.subject, issued.docket)) {
      expect([table, await insert(table, row)]).toEqual([table, 'ALREADY_ISSUED'])
    }

    const open = await anOpenDocket(app)
    const withdrawal = await eventRow(app, open.documentId, { kind: 'withdrawn' })
    expect(await insert('events', withdrawal)).toBeNull()
    for (const [table, row] of await rows(open.documentId, open.subject, open.docket)) {
      expect([table, await insert(table, row)]).toEqual([table, 'WITHDRAWN'])
    }
    expect(await insert('issuances', await issuanceRow(app, open.documentId))).toBe('WITHDRAWN')
  })
})

describe('an exposure', () => {
  test('does not depart from the body, kind and act of an earlier waiver', async () => {
    const subject = await aSubject(app)
    const { documentId } = await waivedDraft(app, subject)
    const other = await aSubject(app, { terminalAct: 'submit' })
    const row = await exposureRow(app, documentId)
    const forged = [
      { body_document_id: other.bodyId },
      { kind_document_id: other.kindId, terminal_act: 'submit' },
      { terminal_act: 'submit' },
    ]
    // The check against the head comes first; the one against the waiver has the same code.
    expect(await refusals('exposures', row, forged)).toEqual(allWith('SUBJECT_FROZEN', forged))
    expect(await insert('exposures', row)).toBeNull()
  })

  test('has no terminal act but the three, whatever its kind says', async () => {
    const { documentId, subject } = await aHeadedDraft()
    const kind = () => app.knex(T('instrument_kinds')).where({ document_id: subject.kindId })
    const row = await exposureRow(app, documentId)
    expect(await refusalOf(kind().update({ terminal_act: 'repeal' }))).toBeNull()
    expect(await insert('exposures', { ...row, terminal_act: 'repeal' })).toBe('SUBJECT_FROZEN')
    expect(await refusalOf(kind().update({ terminal_act: 'promulgate' }))).toBeNull()
    expect(await insert('exposures', row)).toBeNull()
  })

  test('S16 does not close before the minimum that it states itself', async () => {
    const { documentId } = await aHeadedDraft()
    const row = await exposureRow(app, documentId)
    const closes_at = Number(row.closes_at)
    expect(await insert('exposures', { ...row, minimum_closes_at: closes_at + 1 })).toBe(
      'PERIOD_SHORTENED',
    )
    expect(await insert('exposures', { ...row, minimum_closes_at: closes_at })).toBeNull()
  })

  test('dated before a rule that has come into force since is bound by it all the same', async () => {
    for (const [force, outcome] of [
      ['mandatory', 'PERIOD_SHORTENED'],
      ['discretionary', null],
    ] as const) {
      const { documentId, subject } = await aHeadedDraft()
      const before = await databaseNow(app)
      const row = await exposureRow(app, documentId, { opened_at: before })
      await untilDatabaseReaches(app, before + 1)
      const rule = await ruleRow(app, subject, { force, effective_at: before + 1 })
      expect(await insert('rule_revisions', rule)).toBeNull()
      const brief = { closes_at: before + 60_000, minimum_closes_at: before + 60_000 }
      expect(await insert('exposures', { ...row, ...brief })).toBe(outcome)
    }
  })
})

describe('a period event', () => {
  test('of a docket that was never exposed is refused, but a waived one may be withdrawn', async () => {
    const headed = await aHeadedDraft()
    const waived = await waivedDraft(app, await aSubject(app))
    const now = await databaseNow(app)
    const moving = [
      { kind: 'extended', closes_at: now + DAY },
      { kind: 'resumed', closes_at: now + DAY },
      { kind: 'suspended' },
    ]
    const withdrawn = { kind: 'withdrawn' }
    const onHead = await eventRow(app, headed.documentId, {})
    expect(await refusals('events', onHead, [...moving, withdrawn])).toEqual(
      allWith('NOT_EXPOSED', [...moving, withdrawn]),
    )
    const onWaiver = await eventRow(app, waived.documentId, {})
    expect(await refusals('events', onWaiver, moving)).toEqual(allWith('NOT_EXPOSED', moving))
    expect(await insert('events', { ...onWaiver, ...withdrawn })).toBeNull()
  })

  test('sets a close where it moves one, and none where it does not', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const row = await eventRow(app, documentId, {})
    const contradictory = [
      { kind: 'suspended', closes_at: close + DAY },
      { kind: 'withdrawn', closes_at: close + DAY },
      { kind: 'resumed', closes_at: null },
    ]
    expect(await refusals('events', row, contradictory)).toEqual(
      allWith('INPUT_INVALID', contradictory),
    )
    expect(await insert('events', { ...row, kind: 'suspended', closes_at: null })).toBeNull()
  })

  test('that reopens a closed period closes later than it is made, and within 366 days', async () => {
    const { documentId } = await aClosedDocket(app)
    const row = await extension(documentId)
    const at = Number(row.at)
    expect(await insert('events', { ...row, closes_at: at })).toBe('PERIOD_SHORTENED')
    expect(await insert('events', { ...row, closes_at: at + 366 * DAY + 1 })).toBe(
      'PERIOD_TOO_LONG',
    )
    expect(await insert('events', { ...row, closes_at: at + 366 * DAY })).toBeNull()
  })

  test('does not suspend a closed period by a date from before its close', async () => {
    const closed = await aClosedDocket(app)
    const late = { kind: 'suspended', at: closed.closesAt - 1 }
    expect(await insert('events', await eventRow(app, closed.documentId, late))).toBe(
      'PERIOD_CLOSED',
    )
    const brief = await aBriefDocket(app, 60_000)
    const inTime = { kind: 'suspended', at: brief.closesAt - 60_000 }
    expect(await insert('events', await eventRow(app, brief.documentId, inTime))).toBeNull()
  })

  test('gives back all of the suspended time, to the millisecond', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const suspended = await eventRow(app, documentId, { kind: 'suspended' })
    expect(await insert('events', suspended)).toBeNull()
    const resumed = await eventRow(app, documentId, { kind: 'resumed' })
    const floor = close + resumed.at - suspended.at
    expect(await insert('events', { ...resumed, closes_at: floor - 1 })).toBe('PERIOD_SHORTENED')
    expect(await insert('events', { ...resumed, closes_at: floor + 366 * DAY + 1 })).toBe(
      'PERIOD_TOO_LONG',
    )
    expect(await insert('events', { ...resumed, closes_at: floor })).toBeNull()
  })
})

describe('a waiver', () => {
  test('is refused a second time', async () => {
    const subject = await aSubject(app)
    const { documentId, docket } = await waivedDraft(app, subject)
    const again = { ...(await waiverRow(app, documentId, subject, docket)), ordinal: 2 }
    expect(await insert('waivers', again)).toBe(SQLITE_RUN ? 'RECORD_KEPT' : 'ALREADY_WAIVED')
    const kept = await app.knex(T('waivers')).where({ document_id: documentId })
    expect(kept).toHaveLength(1)
  })

  test('names a force that leaves the choice to the body', async () => {
    const { documentId, subject, docket } = await aHeadedDraft()
    const row = await waiverRow(app, documentId, subject, docket)
    const forced = [{ force: 'mandatory' }, { force: 'whatever' }, { force: '' }]
    expect(await refusals('waivers', row, forced)).toEqual(allWith('MANDATORY_RULE', forced))
    expect(await insert('waivers', { ...row, force: 'discretionary' })).toBeNull()
  })

  test('speaks of the head’s body and kind, by the kind’s own act', async () => {
    const { documentId, subject, docket } = await aHeadedDraft()
    const other = await aSubject(app, { terminalAct: 'submit' })
    const row = await waiverRow(app, documentId, subject, docket)
    const forged = [
      { body_document_id: other.bodyId },
      { kind_document_id: other.kindId, terminal_act: 'submit' },
      { terminal_act: 'submit' },
    ]
    expect(await refusals('waivers', row, forged)).toEqual(allWith('SUBJECT_FROZEN', forged))
    expect(await insert('waivers', row)).toBeNull()
  })

  test('after withdrawal is refused', async () => {
    const { documentId, subject, docket } = await anOpenDocket(app)
    const row = { ...(await waiverRow(app, documentId, subject, docket)), ordinal: 2 }
    expect(await insert('waivers', row)).toBe('ALREADY_EXPOSED')
    const withdrawal = await eventRow(app, documentId, { kind: 'withdrawn' })
    expect(await insert('events', withdrawal)).toBeNull()
    expect(await insert('waivers', { ...row, ordinal: 3 })).toBe('WITHDRAWN')
  })

  type RuleOf = (subject: Subject, now: number) => Row
  const KIND = (subject: Subject) => ({ kinds: `|a|${subject.kindId}|z|`, terminal_act: null })
  test.each<[string, RuleOf]>([
    ['of the body and the act', () => ({})],
    ['of the body and the kind', KIND],
    ['of every body for the kind', (subject) => ({ ...KIND(subject), body_document_id: null })],
    ['whose time has begun', (_subject, now) => ({ valid_from_at: now })],
    ['whose time is not over', (_subject, now) => ({ valid_to_at: now + DAY })],
  ])('is refused under a mandatory rule %s', async (_which, fields) => {
    expect(await waiverUnder(fields)).toBe('MANDATORY_RULE')
  })

  test.each<[string, RuleOf]>([
    ['of another body', () => ({ body_document_id: 'another' })],
    ['of another act', () => ({ terminal_act: 'submit' })],
    ['of other kinds', () => ({ kinds: '|another|', terminal_act: null })],
    ['that has ended', () => ({ ended: 1 })],
    ['that leaves the choice', () => ({ force: 'discretionary' })],
    ['that is not effective yet', (_subject, now) => ({ effective_at: now + HOUR })],
    ['whose time is still to come', (_subject, now) => ({ valid_from_at: now + HOUR })],
    ['whose time is over', (_subject, now) => ({ valid_to_at: now })],
  ])('is let through beside a rule %s', async (_which, fields) => {
    expect(await waiverUnder(fields)).toBeNull()
  })

  async function waiverUnder(fields: RuleOf) {
    const { documentId, subject, docket } = await aHeadedDraft()
    const now = await databaseNow(app)
    const rule = await ruleRow(app, subject, fields(subject, now))
    expect(await insert('rule_revisions', rule)).toBeNull()
    return insert('waivers', await waiverRow(app, documentId, subject, docket))
  }

  test('dated before a rule that has come into force since is bound by it all the same', async () => {
    for (const [force, outcome] of [
      ['mandatory', 'MANDATORY_RULE'],
      ['discretionary', null],
    ] as const) {
      const { documentId, subject, docket } = await aHeadedDraft()
      const row = await waiverRow(app, documentId, subject, docket)
      await untilDatabaseReaches(app, row.at + 1)
      const rule = await ruleRow(app, subject, { force, effective_at: row.at + 1 })
      expect(await insert('rule_revisions', rule)).toBeNull()
      expect(await insert('waivers', row)).toBe(outcome)
    }
  })
})

describe('an issuance', () => {
  test('is not dated before the close, though the close has passed', async () => {
    const { documentId, closesAt } = await aClosedDocket(app)
    const row = await issuanceRow(app, documentId)
    expect(await insert('issuances', { ...row, at: closesAt - 1 })).toBe('PERIOD_NOT_OVER')
    expect(await insert('issuances', { ...row, at: closesAt })).toBeNull()
  })

  test('names an exposure by its number and a waiver by its ordinal', async () => {
    const closed = await aClosedDocket(app)
    const exposed = await issuanceRow(app, closed.documentId)
    expect(await insert('issuances', { ...exposed, basis_exposure_n: 0 })).toBe('NO_BASIS')
    expect(await insert('issuances', exposed)).toBeNull()

    const { documentId } = await waivedDraft(app, await aSubject(app))
    const byWaiver = { basis_exposure_n: null, basis_waiver_ordinal: 1 }
    const waived = { ...(await issuanceRow(app, documentId)), ...byWaiver }
    expect(await insert('issuances', { ...waived, basis_waiver_ordinal: 2 })).toBe('NO_BASIS')
    expect(await insert('issuances', { ...waived, basis_exposure_n: 0 })).toBe('NO_BASIS')
    expect(await insert('issuances', { ...waived, terminal_act: 'submit' })).toBe('SUBJECT_FROZEN')
    expect(await insert('issuances', waived)).toBeNull()
  })
})

describe('a translation', () => {
  test('belongs to the last exposure of a docket', async () => {
    const waived = await waivedDraft(app, await aSubject(app))
    expect(await insert('translations', await translationRow(app, waived.documentId))).toBe(
      'NOT_EXPOSED',
    )
    const { documentId } = await aBriefDocket(app, 60_000)
    const row = await translationRow(app, documentId)
    expect(await insert('translations', { ...row, exposure_n: 2 })).toBe('NOT_EXPOSED')
    expect(await insert('exposures', await exposureRow(app, documentId))).toBeNull()
    expect(await insert('translations', row)).toBe('OUT_OF_ORDER')
    expect(await insert('translations', { ...row, exposure_n: 2 })).toBeNull()
  })

  test('never stands for the authoritative text', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await translationRow(app, documentId)
    expect(await insert('translations', { ...row, locale: 'fa' })).toBe('TEXT_FROZEN')
    expect(await insert('translations', row)).toBeNull()
  })

  test('is numbered without a gap within its language', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await translationRow(app, documentId)
    expect(await insert('translations', { ...row, version: 2 })).toBe('OUT_OF_ORDER')
    expect(await insert('translations', row)).toBeNull()
    expect(await insert('translations', row)).toBe(SQLITE_RUN ? 'RECORD_KEPT' : 'OUT_OF_ORDER')
    expect(await insert('translations', { ...row, version: 3 })).toBe('OUT_OF_ORDER')
    expect(await insert('translations', { ...row, version: 2 })).toBeNull()
    expect(await insert('translations', { ...row, locale: 'ar' })).toBeNull()
  })
})

describe('a rule revision', () => {
  test('says only what a rule can say', async () => {
    const row = await ruleRow(app, await aSubject(app))
    const senseless = [
      { period_unit: 'hour' },
      { period_unit: '' },
      { period_count: 0 },
      { force: 'advisory' },
      { month_means: 'lunar' },
      { ended: 2 },
      { exclude_action_day: 2 },
    ]
    expect(await refusals('rule_revisions', row, senseless)).toEqual(
      allWith('INPUT_INVALID', senseless),
    )
    expect(await insert('rule_revisions', { ...row, revision: 2 })).toBe('OUT_OF_ORDER')
    expect(await insert('rule_revisions', row)).toBeNull()
    expect(await insert('rule_revisions', row)).toBe(SQLITE_RUN ? 'RECORD_KEPT' : 'OUT_OF_ORDER')
  })

  test('demands no period that no exposure could keep, and none from next year on', async () => {
    const row = await ruleRow(app, await aSubject(app))
    const tooLong = [
      { period_unit: 'day', period_count: 367 },
      { period_unit: 'week', period_count: 53 },
      { period_unit: 'month', period_count: 13 },
      { period_unit: 'minute', period_count: 366 * 24 * 60 + 1 },
    ]
    expect(await refusals('rule_revisions', row, tooLong)).toEqual(
      allWith('PERIOD_TOO_LONG', tooLong),
    )
    const now = await databaseNow(app)
    expect(await insert('rule_revisions', { ...row, effective_at: now + 367 * DAY })).toBe(
      'IN_FUTURE',
    )
    const longest = { period_unit: 'day', period_count: 366, effective_at: now + 365 * DAY }
    expect(await insert('rule_revisions', { ...row, ...longest })).toBeNull()
  })

  test('that counts the day of action again does not take effect at once', async () => {
    const row = await ruleRow(app, await aSubject(app), { exclude_action_day: 1 })
    expect(await insert('rule_revisions', row)).toBeNull()
    const now = await databaseNow(app)
    const next = { ...row, revision: 2, recorded_at: now, effective_at: now }
    const weaker = { ...next, exclude_action_day: 0 }
    expect(await insert('rule_revisions', weaker)).toBe('RULE_WEAKENED')
    expect(await insert('rule_revisions', next)).toBeNull()
  })

  test('that revives an ended rule takes effect at once', async () => {
    const row = await ruleRow(app, await aSubject(app), { ended: 1 })
    expect(await insert('rule_revisions', row)).toBeNull()
    expect(await insert('rule_revisions', { ...row, revision: 2, ended: 0 })).toBeNull()
  })

  test('waits for its turn by a lock that stays', async () => {
    expect(await refusalOf(app.knex(T('rule_lock')).delete())).toBe('RECORD_KEPT')
    const lock = async () =>
      Number(((await app.knex(T('rule_lock')).first()) as { revision: number }).revision)
    const before = await lock()
    expect(await insert('rule_revisions', await ruleRow(app, await aSubject(app)))).toBeNull()
    expect(await lock()).toBe(before + 1)
  })
})

describe('what is recorded of a comment', () => {
  test.each([
    'screenings',
    'responses',
    'assignments',
    'notes',
    'disclosures',
    'redactions',
    'erasure_requests',
    'placements',
    'comment_attachments',
    'attachment_verdicts',
  ])('in %s is about a comment there is, in turn', async (table) => {
    const row = await LAWFUL[table]!.row()
    expect(await insert(table, { ...row, comment_document_id: 'nothing' })).toBe('COMMENT_UNKNOWN')
    const misplaced = [{ n: 2 }, { n: 0 }]
    expect(await refusals(table, row, misplaced)).toEqual(allWith('OUT_OF_ORDER', misplaced))
    expect(await insert(table, row)).toBeNull()
    expect(await insert(table, row)).toBe(SQLITE_RUN ? 'RECORD_KEPT' : 'OUT_OF_ORDER')
  })

  test('by a placement is under a theme of its own docket, and not twice', async () => {
    const documentId = await aThemedDocket(app, (await anOpenDocket(app)).documentId)
    const comment = await aFiledComment(app, documentId)
    const row = await placementRow(app, comment)
    const other = (await anOpenDocket(app)).documentId
    expect(await insert('placements', { ...row, document_id: other })).toBe('COMMENT_UNKNOWN')
    expect(await insert('placements', { ...row, theme: 2 })).toBe('THEME_UNKNOWN')
    const impossible = [{ act: 'removed' }, { act: 'moved' }]
    expect(await refusals('placements', row, impossible)).toEqual(
      allWith('PLACEMENT_REFUSED', impossible),
    )
    expect(await insert('placements', row)).toBeNull()
    const again = await placementRow(app, comment)
    expect(await insert('placements', again)).toBe('PLACEMENT_REFUSED')
    expect(await insert('placements', { ...again, act: 'removed' })).toBeNull()
  })

  test('by a screening goes from the comment’s state to another that it may have', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    const row = await screeningRow(app, comment)
    const impossible = [
      { from_state: 'published' },
      { to_state: 'received' },
      { to_state: 'deleted' },
      { to_state: 'withheld' },
      { to_state: 'withheld', withhold_reason: ' ' },
      { to_state: 'published', withhold_reason: 'insult' },
      { to_state: 'spam', withhold_reason: 'insult' },
    ]
    expect(await refusals('screenings', row, impossible)).toEqual(
      allWith('STATE_CHANGE_REFUSED', impossible),
    )
    const withheld = { ...row, to_state: 'withheld', withhold_reason: 'insult' }
    expect(await insert('screenings', withheld)).toBeNull()
  })

  test('by a response is one of the dispositions', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    for (const [turn, disposition] of DISPOSITIONS.entries()) {
      const row = await responseRow(app, comment)
      expect(row.n).toBe(turn + 1)
      expect(await insert('responses', { ...row, disposition: 'ignored' })).toBe('INPUT_INVALID')
      expect(await insert('responses', { ...row, disposition })).toBeNull()
    }
  })
})

describe('where a comment is', () => {
  test('by an assignment goes from where it is, and is changed by it', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    const row = await assignmentRow(app, comment)
    const impossible = [
      { from_unit: 'legal' },
      { from_due_at: 1 },
      { to_unit: null },
      { from_unit: 'legal', to_unit: 'legal' },
    ]
    expect(await refusals('assignments', row, impossible)).toEqual(
      allWith('ASSIGNMENT_REFUSED', impossible),
    )
    const senseless = [{ to_unit: ' ' }, { to_due_at: -1 }]
    expect(await refusals('assignments', row, senseless)).toEqual(
      allWith('INPUT_INVALID', senseless),
    )
    expect(await insert('assignments', row)).toBeNull()
  })

  test('changes only as the last assignment says', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    const move = (change: Record<string, unknown>) =>
      refusalOf(app.knex(T('public_comments')).where({ document_id: comment }).update(change))
    const due = (await databaseNow(app)) + 1_000
    expect(await move({ unit: 'legal' })).toBe('ASSIGNMENT_REFUSED')
    expect(await move({ due_at: due })).toBe('ASSIGNMENT_REFUSED')
    expect(
      await insert('assignments', await assignmentRow(app, comment, { to_due_at: due })),
    ).toBeNull()
    expect(await move({ unit: 'archive', due_at: due })).toBe('ASSIGNMENT_REFUSED')
    expect(await move({ unit: 'legal' })).toBe('ASSIGNMENT_REFUSED')
    expect(await move({ unit: 'legal', due_at: due })).toBeNull()
    expect(await move({ unit: null, due_at: null })).toBe('ASSIGNMENT_REFUSED')
  })

  test('by the rule that sent it there stays as it was filed', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    const row = app.knex(T('public_comments')).where({ document_id: comment })
    expect(await refusalOf(row.update({ routed_by: '{}' }))).toBe('RECORD_KEPT')
  })
})

describe('what is closed of a comment', () => {
  test('is noted, opened, hidden and asked to be erased with a reason', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    const senseless: [string, Row, Row[]][] = [
      ['notes', await noteRow(app, comment), [{ text: ' ' }]],
      ['disclosures', await disclosureRow(app, comment), [{ what: 'name' }, { reason: '' }]],
      [
        'redactions',
        await redactionRow(app, comment),
        [{ spans: '{}' }, { spans: '1' }, { reason: ' ' }],
      ],
      [
        'erasure_requests',
        await erasureRequestRow(app, comment),
        [{ basis: ' ' }, { requested_by: '' }],
      ],
    ]
    for (const [table, row, changes] of senseless) {
      expect(await refusals(table, row, changes)).toEqual(allWith('INPUT_INVALID', changes))
      expect(await insert(table, row)).toBeNull()
    }
    for (const what of DISCLOSED) {
      expect(await insert('disclosures', await disclosureRow(app, comment, { what }))).toBeNull()
    }
  })

  test('is hidden only as the last redaction says', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    const hide = (redactions: string | null) =>
      refusalOf(
        app.knex(T('public_comments')).where({ document_id: comment }).update({ redactions }),
      )
    const spans = '[{"field":"text","from":0,"to":1}]'
    expect(await hide(spans)).toBe('REDACTION_REFUSED')
    expect(await insert('redactions', await redactionRow(app, comment, { spans }))).toBeNull()
    expect(await hide('[]')).toBe('REDACTION_REFUSED')
    expect(await hide(spans)).toBeNull()
    expect(await hide(null)).toBe('REDACTION_REFUSED')
    expect(await insert('redactions', await redactionRow(app, comment))).toBeNull()
    expect(await hide('[]')).toBeNull()
  })

  test('is neither hidden nor asked to be erased once it is gone', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    expect(await insert('erasure_requests', await erasureRequestRow(app, comment))).toBeNull()
    const row = app.knex(T('public_comments')).where({ document_id: comment })
    expect(await refusalOf(row.update(await anErasure()))).toBeNull()
    expect(await insert('redactions', await redactionRow(app, comment))).toBe('ALREADY_ERASED')
    expect(await insert('erasure_requests', await erasureRequestRow(app, comment))).toBe(
      'ALREADY_ERASED',
    )
    expect(await insert('notes', await noteRow(app, comment))).toBeNull()
  })
})

describe('a link', () => {
  test('is the next of a chain there is, of a kind there is', async () => {
    const row = await linkRow(app, (await anOpenDocket(app)).documentId)
    expect(await insert('links', { ...row, document_id: 'nothing' })).toBe('DOCKET_UNKNOWN')
    const misplaced = [{ position: Number(row.position) + 1 }, { position: 0 }]
    expect(await refusals('links', row, misplaced)).toEqual(allWith('OUT_OF_ORDER', misplaced))
    const senseless = [
      { kind: 'rumour' },
      { subject: '' },
      { row_hash: 'f' },
      { link_hash: 'f' },
      { closed: '[]' },
    ]
    expect(await refusals('links', row, senseless)).toEqual(allWith('INPUT_INVALID', senseless))
    expect(await insert('links', row)).toBeNull()
    const again = { ...row, position: Number(row.position) + 1 }
    // On PostgreSQL by the unique index, which has no code of ours.
    expect(await insert('links', again)).toMatch(SQLITE_RUN ? /^RECORD_KEPT$/ : /^insert into/)
  })
})

/** What an erasure that is asked for and approved does to a comment’s row. */
const anErasure = async () => ({
  text: null,
  display_name: null,
  on_behalf_of: null,
  salt: null,
  erased_at: await databaseNow(app),
  erasure_basis: 'حکم دادگاه',
  erased_by: '1',
  erasure_approved_by: '2',
})

describe('what is recorded of a comment’s files', () => {
  test('by an attachment says what it is, and came with its comment', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await commentAttachmentRow(app, await aFiledComment(app, documentId))
    const impossible = [
      { name: ' ' },
      { sha256: 'd'.repeat(63) },
      { scan: 'unknown' },
      { size: -1 },
      { warnings: '{}' },
      { warnings: '"location"' },
      { warnings: 'null' },
    ]
    expect(await refusals('comment_attachments', row, impossible)).toEqual(
      allWith('INPUT_INVALID', impossible),
    )
    expect(await insert('comment_attachments', { ...row, warnings: 'no JSON' })).not.toBeNull()
    const later = { ...row, at: row.at - 1 }
    expect(await insert('comment_attachments', later)).toBe('BACKDATED')
    expect(await insert('comment_attachments', row)).toBeNull()
  })

  test('by a verdict is about an attachment there is, and releases none that is infected', async () => {
    const { documentId } = await anOpenDocket(app)
    const sound = await verdictRow(app, await aFiledCommentWithFile(app, documentId))
    expect(await insert('attachment_verdicts', { ...sound, attachment_n: 2 })).toBe(
      'ATTACHMENT_UNKNOWN',
    )
    const impossible = [{ verdict: 'seen' }, { verdict: 'quarantined' }]
    expect(await refusals('attachment_verdicts', sound, impossible)).toEqual(
      allWith('STATE_CHANGE_REFUSED', impossible),
    )
    expect(await insert('attachment_verdicts', sound)).toBeNull()

    const infected = await aFiledCommentWithFile(app, documentId, { scan: 'infected' })
    const release = await verdictRow(app, infected)
    expect(await insert('attachment_verdicts', release)).toBe('STATE_CHANGE_REFUSED')
    expect(await insert('attachment_verdicts', { ...release, verdict: 'rejected' })).toBeNull()
    const unscanned = await aFiledCommentWithFile(app, documentId, { scan: 'unscanned' })
    expect(await insert('attachment_verdicts', await verdictRow(app, unscanned))).toBeNull()
  })
})

describe('a public comment', () => {
  const TABLE = T('public_comments')

  test('belongs to a docket', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await commentRow(app, documentId)
    const unknown = [
      { draft_document_id: 'nothing' },
      { docket: 'other-1405-0001' },
      { draft_document_id: null },
      { docket: null },
    ]
    expect(await refusals('public_comments', row, unknown)).toEqual(
      allWith('DOCKET_UNKNOWN', unknown),
    )
    expect(await insert('public_comments', row)).toBeNull()
  })

  test('lacks nothing that Strapi’s table would let it lack', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await commentRow(app, documentId)
    const lacking = [
      'document_id',
      'type',
      'key_hmac',
      'code_hmac',
      'channel',
      'received_at',
      'recorded_at',
      'late',
      'text',
      'salt',
      'text_hash',
      'public_id',
      'state',
      'exposure_n',
    ].map((column) => ({ [column]: null }))
    expect(await refusals('public_comments', row, lacking)).toEqual(
      allWith('INPUT_INVALID', lacking),
    )
    // On PostgreSQL the guard gives the number itself; SQLite's cannot, and refuses.
    const unnumbered = await insert('public_comments', { ...row, seq: null })
    expect(unnumbered).toBe(SQLITE_RUN ? 'OUT_OF_ORDER' : null)
    if (SQLITE_RUN) expect(await insert('public_comments', row)).toBeNull()
    const kept = app.knex('comment_period_public_comments').where({ document_id: row.document_id })
    expect(await kept.pluck('seq')).toEqual([row.seq])
  })

  test('comes by a known channel, in a first state, under an exposure there is', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await commentRow(app, documentId)
    const invalid = [
      { channel: 'pigeon' },
      { channel: '' },
      { state: 'spam' },
      { state: 'archived' },
      { rating: -1 },
      { due_at: -1 },
    ]
    expect(await refusals('public_comments', row, invalid)).toEqual(
      allWith('INPUT_INVALID', invalid),
    )
    expect(await insert('public_comments', { ...row, exposure_n: 0 })).toBe('OUT_OF_ORDER')
    expect(await insert('public_comments', row)).toBeNull()
  })

  test('counts and dates in whole numbers', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await commentRow(app, documentId, { channel: 'letter' })
    for (const column of ['seq', 'exposure_n', 'received_at', 'recorded_at', 'rating', 'due_at']) {
      for (const value of ['x', -1, ...(SQLITE_RUN ? [1.5, Buffer.from('9')] : [])]) {
        expect([
          column,
          value,
          await insert('public_comments', { ...row, [column]: value }),
        ]).toEqual([column, value, expect.any(String)])
      }
    }
    expect(await insert('public_comments', { ...row, late: SQLITE_RUN ? 2 : 'x' })).not.toBeNull()
    expect(await insert('public_comments', row)).toBeNull()
  })

  test('is recorded now, by whatever channel it came', async () => {
    const { documentId } = await anOpenDocket(app)
    for (const channel of ['api', 'letter']) {
      const row = await commentRow(app, documentId, { channel })
      const now = await databaseNow(app)
      expect(await insert('public_comments', { ...row, recorded_at: now - 11_000 })).toBe(
        'BACKDATED',
      )
      expect(await insert('public_comments', { ...row, recorded_at: now + 60_000 })).toBe(
        'IN_FUTURE',
      )
      expect(await insert('public_comments', row)).toBeNull()
    }
  })

  test('is refused while nothing is exposed', async () => {
    const headed = await aHeadedDraft()
    const waived = await waivedDraft(app, await aSubject(app))
    for (const documentId of [headed.documentId, waived.documentId]) {
      for (const channel of ['api', 'letter']) {
        const row = await commentRow(app, documentId, { channel, exposure_n: 1 })
        expect(await insert('public_comments', row)).toBe('PERIOD_NOT_OPEN')
      }
    }
    expect(await insert('exposures', await exposureRow(app, headed.documentId))).toBeNull()
    const row = await commentRow(app, headed.documentId)
    expect(await insert('public_comments', row)).toBeNull()
  })

  test('of a web channel is refused while suspended and after withdrawal; a letter is recorded', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const fileBoth = async () => [
      await insert('public_comments', await commentRow(app, documentId)),
      await insert('public_comments', await commentRow(app, documentId, { channel: 'letter' })),
    ]
    expect(await fileBoth()).toEqual([null, null])
    expect(
      await insert('events', await eventRow(app, documentId, { kind: 'suspended' })),
    ).toBeNull()
    expect(await fileBoth()).toEqual(['SUSPENDED', null])
    const resumed = await eventRow(app, documentId, { kind: 'resumed', closes_at: close + DAY })
    expect(await insert('events', resumed)).toBeNull()
    expect(await fileBoth()).toEqual([null, null])
    expect(
      await insert('events', await eventRow(app, documentId, { kind: 'withdrawn' })),
    ).toBeNull()
    expect(await fileBoth()).toEqual(['WITHDRAWN', null])
  })

  test('of a web channel is refused after issuance, also dated before the close', async () => {
    const filed = async (issued: boolean) => {
      const { documentId, closesAt } = await aClosedDocket(app)
      if (issued) {
        expect(await insert('issuances', await issuanceRow(app, documentId))).toBeNull()
      }
      const row = await commentRow(app, documentId, { received_at: closesAt - 1 })
      return insert('public_comments', row)
    }
    expect(await filed(true)).toBe('PERIOD_CLOSED')
    expect(await filed(false)).toBeNull()
  })

  test('by letter from before the first exposure must say that it is out of time', async () => {
    const { documentId, closesAt } = await aBriefDocket(app, 60_000)
    const opened = closesAt - 60_000
    const letter = await commentRow(app, documentId, { channel: 'letter', received_at: opened - 1 })
    expect(await insert('public_comments', letter)).toBe('PERIOD_CLOSED')
    expect(await insert('public_comments', { ...letter, late: true })).toBeNull()
    const inTime = await commentRow(app, documentId, { channel: 'letter', received_at: opened })
    expect(await insert('public_comments', inTime)).toBeNull()
  })

  test('never takes the place of another, and one that is refused is not counted', async () => {
    const { documentId } = await anOpenDocket(app)
    const first = await commentRow(app, documentId)
    expect(await insert('public_comments', first)).toBeNull()
    const stored = async () => ({
      rows: (await app.knex(TABLE).where({ draft_document_id: documentId })) as unknown[],
      counts: (await app.knex(T('comment_counts')).where({ document_id: documentId })) as unknown[],
    })
    const before = await stored()
    for (const key of ['document_id', 'public_id', 'code_hmac', 'key_hmac'] as const) {
      const row = await commentRow(app, documentId, { seq: 2, [key]: first[key] })
      const met = await insert('public_comments', row)
      if (SQLITE_RUN) {
        expect([key, met]).toEqual([key, 'RECORD_KEPT'])
        expect(
          await insertOr('REPLACE', 'public_comments', { ...row, late: 0, published_at: 0 }),
        ).toBe('RECORD_KEPT')
        expect(
          await insertOr('IGNORE', 'public_comments', { ...row, late: 0, published_at: 0 }),
        ).toBe('RECORD_KEPT')
      } else {
        expect([key, met]).toEqual([key, expect.stringMatching(/violates unique constraint/)])
        await app.knex(TABLE).insert(row).onConflict().ignore()
        // Let through to the row there is, the change meets the guard of that row.
        const change = app.knex(TABLE).insert(row).onConflict(conflicting(key)).merge(['text_hash'])
        expect(await refusalOf(change)).toBeNull()
        const forged = { ...row, text_hash: 'f'.repeat(64) }
        const forgery = app.knex(TABLE).insert(forged).onConflict(conflicting(key)).merge()
        expect(await refusalOf(forgery)).toBe('RECORD_KEPT')
      }
      expect(await stored()).toEqual(before)
    }
    const again = await commentRow(app, documentId, { seq: first.seq })
    expect(await insert('public_comments', again)).toBe(SQLITE_RUN ? 'RECORD_KEPT' : 'OUT_OF_ORDER')
    expect(await stored()).toEqual(before)

    const elsewhere = await anOpenDocket(app)
    const sameKey = await commentRow(app, elsewhere.documentId, { key_hmac: first.key_hmac })
    expect(await insert('public_comments', sameKey)).toBeNull()
    const next = await commentRow(app, documentId, { seq: 2 })
    expect(await insert('public_comments', next)).toBeNull()
  })
  const conflicting = (key: string) => (key === 'key_hmac' ? ['draft_document_id', key] : [key])

  test('keeps every column as filed but those of the staff’s work', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    await submitWithWork(app, docket)
    const mine = () => app.knex(TABLE).where({ draft_document_id: documentId })
    const columns = await app.knex(TABLE).columnInfo()
    const staffs: readonly string[] = CHANGEABLE_COMMENT_COLUMNS
    const row = (await mine().first()) as Row
    const asFiled = Object.keys(columns).filter((column) => !staffs.includes(column))
    expect(asFiled).toContain('submitter_type')
    for (const column of asFiled) {
      const { type } = columns[column] as unknown as { type: string }
      const value = /int/.test(type)
        ? 7_000
        : /time/.test(type)
          ? new Date(0)
          : type === 'boolean'
            ? row[column] !== true && row[column] !== 1
            : 'x'
      expect([column, await refusalOf(mine().update({ [column]: value }))]).toEqual([
        column,
        'RECORD_KEPT',
      ])
    }
    expect(await refusalOf(mine().update({ updated_at: new Date(0) }))).toBeNull()
  })

  test('changes its state only as its last screening says', async () => {
    const comment = await aFiledComment(app, (await anOpenDocket(app)).documentId)
    const become = (state: string | null, withhold_reason: string | null = null) =>
      refusalOf(app.knex(TABLE).where({ document_id: comment }).update({ state, withhold_reason }))
    const screen = async (fields: Row) =>
      insert('screenings', await screeningRow(app, comment, fields))

    expect(await become('published')).toBe('STATE_CHANGE_REFUSED')
    expect(await screen({ to_state: 'published' })).toBeNull()
    expect(await become('spam')).toBe('STATE_CHANGE_REFUSED')
    expect(await become(null)).toBe('STATE_CHANGE_REFUSED')
    expect(await become('archived')).toBe('STATE_CHANGE_REFUSED')
    expect(await become('published', 'insult')).toBe('STATE_CHANGE_REFUSED')
    expect(await become('published')).toBeNull()
    expect(await screen({ to_state: 'withheld', withhold_reason: 'insult' })).toBeNull()
    expect(await become('withheld', 'off-topic')).toBe('STATE_CHANGE_REFUSED')
    expect(await become('withheld', 'insult')).toBeNull()
    expect(await become('received')).toBe('STATE_CHANGE_REFUSED')
    expect(await become('withheld', 'off-topic')).toBe('STATE_CHANGE_REFUSED')
  })

  test('is not erased without the instant and a second person', async () => {
    const { documentId } = await anOpenDocket(app)
    const comment = await aFiledComment(app, documentId)
    expect(await insert('erasure_requests', await erasureRequestRow(app, comment))).toBeNull()
    const mine = () => app.knex(TABLE).where({ draft_document_id: documentId })
    const erasure = await anErasure()
    for (const lacking of [
      { erased_at: null },
      { erasure_basis: null },
      { erasure_approved_by: null },
      { text: 'نظر' },
    ]) {
      expect([lacking, await refusalOf(mine().update({ ...erasure, ...lacking }))]).toEqual([
        lacking,
        'RECORD_KEPT',
      ])
    }
    for (const pretended of [{ erased_by: '1' }, { erasure_approved_by: '2' }]) {
      expect(await refusalOf(mine().update(pretended))).toBe('RECORD_KEPT')
    }
    expect(await refusalOf(mine().update(erasure))).toBeNull()
    for (const revised of [{ erased_at: 1 }, { erased_by: '3' }, { erasure_approved_by: null }]) {
      expect(await refusalOf(mine().update(revised))).toBe('RECORD_KEPT')
    }
  })
})

describe('a docket head', () => {
  const headRow = async (fields: Row = {}): Promise<Row> => {
    const subject = await aSubject(app)
    return {
      document_id: await aDraft(app, subject),
      docket: `${subject.slug}-1405-0001`,
      body_document_id: subject.bodyId,
      kind_document_id: subject.kindId,
      solar_year: 1405,
      number: 1,
      ...fields,
    }
  }

  test('keeps everything that it is known by', async () => {
    const row = await headRow()
    expect(await insert('docket_heads', row)).toBeNull()
    for (const [column, value] of Object.entries(row)) {
      const changed = typeof value === 'number' ? value + 1 : 'x'
      const head = app.knex(T('docket_heads')).where({ document_id: row.document_id })
      expect([column, await refusalOf(head.update({ [column]: changed }))]).toEqual([
        column,
        'RECORD_KEPT',
      ])
    }
  })

  test('is not replaced by another that takes one of its keys', async () => {
    const first = await headRow()
    expect(await insert('docket_heads', first)).toBeNull()
    const second = await aDraft(app, {
      bodyId: String(first.body_document_id),
      kindId: String(first.kind_document_id),
      slug: '',
      kindKey: '',
    })
    const another = { ...first, document_id: second, docket: unique('docket'), number: 2 }
    const heads = async () =>
      (await app.knex(T('docket_heads')).orderBy('document_id')) as unknown[]
    const before = await heads()
    for (const taken of [
      { document_id: first.document_id },
      { docket: first.docket },
      { number: first.number },
    ]) {
      const row = { ...another, ...taken }
      if (SQLITE_RUN) {
        expect([taken, await insert('docket_heads', row)]).toEqual([taken, 'RECORD_KEPT'])
        expect(await insertOr('REPLACE', 'docket_heads', row)).toBe('RECORD_KEPT')
      } else {
        expect([taken, await insert('docket_heads', row)]).toEqual([
          taken,
          expect.stringMatching(/violates unique constraint/),
        ])
        const keys =
          'number' in taken ? ['body_document_id', 'solar_year', 'number'] : Object.keys(taken)
        expect(
          await refusalOf(app.knex(T('docket_heads')).insert(row).onConflict(keys).merge()),
        ).toBe('RECORD_KEPT')
      }
      expect(await heads()).toEqual(before)
    }
    expect(await insert('docket_heads', another)).toBeNull()
  })

  if (SQLITE_RUN) {
    test('is not displaced through the row id that SQLite gives it besides', async () => {
      const first = await headRow()
      expect(await insert('docket_heads', first)).toBeNull()
      const taken = (
        (await app
          .knex(T('docket_heads'))
          .where({ document_id: first.document_id })
          .first(app.knex.raw('rowid AS taken'))) as { taken: number }
      ).taken
      const second = await headRow()
      expect(await insertOr('REPLACE', 'docket_heads', { ...second, rowid: taken })).toBe(
        'RECORD_KEPT',
      )
      for (const rowid of [0, -1]) {
        expect(await insert('docket_heads', { ...second, rowid })).toBe('OUT_OF_ORDER')
      }
      expect(await insert('docket_heads', second)).toBeNull()
      const move = app.knex.raw(
        `UPDATE OR REPLACE ${T('docket_heads')} SET rowid = ? WHERE document_id = ?`,
        [taken, String(second.document_id)],
      )
      expect(await refusalOf(move)).toBe('RECORD_KEPT')
    })
  }

  test('counts in whole numbers', async () => {
    const row = await headRow()
    const senseless = [
      { solar_year: -1 },
      { number: -1 },
      { revision: -1 },
      { last_seq: -1 },
      { exposure_n: -1 },
    ]
    expect(await refusals('docket_heads', row, senseless)).toEqual(
      allWith('INPUT_INVALID', senseless),
    )
    expect(await insert('docket_heads', row)).toBeNull()
  })

  test('follows the one authoritative draft row, not a translation or a second one', async () => {
    const row = await headRow()
    const lax = await aSubject(app)
    const drafts = T('draft_regulations')
    const addRow = async (fields: Row) => {
      const made = (await app
        .knex(drafts)
        .insert({ document_id: row.document_id, ...fields })
        .returning('id')) as { id: number }[]
      return made[0]!.id
    }
    const english = await addRow({ locale: 'en' })
    for (const [target, id, link] of [
      ['issuing_bod', lax.bodyId, 'body'],
      ['instrument_kind', lax.kindId, 'kind'],
    ] as const) {
      const table = target === 'issuing_bod' ? 'issuing_bodies' : 'instrument_kinds'
      const column = target === 'issuing_bod' ? 'issuing_body_id' : 'instrument_kind_id'
      const named = (await app.knex(T(table)).where({ document_id: id }).first('id')) as {
        id: number
      }
      await app
        .knex(T(`draft_regulations_${link}_lnk`))
        .insert({ draft_regulation_id: english, [column]: named.id })
    }
    const forged = { body_document_id: lax.bodyId, kind_document_id: lax.kindId }
    expect(await insert('docket_heads', { ...row, ...forged })).toBe('SUBJECT_FROZEN')

    const second = await addRow({ locale: 'fa' })
    expect(await insert('docket_heads', row)).toBe('SUBJECT_FROZEN')
    expect(await refusalOf(app.knex(drafts).where({ id: second }).delete())).toBeNull()
    expect(await insert('docket_heads', row)).toBeNull()
  })
})

describe('Strapi’s rows that the record cites', () => {
  test('have no second row that would speak for them', async () => {
    const { documentId, subject } = await anOpenDocket(app)
    const free = await aSubject(app)
    for (const [table, cited, fields] of [
      ['issuing_bodies', subject.bodyId, { slug: 'second' }],
      ['instrument_kinds', subject.kindId, { key: 'second', terminal_act: 'implement' }],
      ['draft_regulations', documentId, { locale: 'fa' }],
    ] as const) {
      expect([table, await insert(table, { document_id: cited, ...fields })]).toEqual([
        table,
        'RECORD_KEPT',
      ])
      expect(await insert(table, { document_id: unique('free'), ...fields })).toBeNull()
    }
    expect(await insert('draft_regulations', { document_id: documentId, locale: 'ar' })).toBeNull()
    for (const [table, own, other] of [
      ['issuing_bodies', free.bodyId, subject.bodyId],
      ['instrument_kinds', free.kindId, subject.kindId],
    ] as const) {
      const row = () => app.knex(T(table)).where({ document_id: own })
      expect(await refusalOf(row().update({ document_id: other }))).toBe('RECORD_KEPT')
      expect(await refusalOf(row().update({ name: 'نام تازه' }))).toBeNull()
    }
  })

  test('stay what they were cited as, and the draft row is not published in place', async () => {
    const { documentId, subject } = await anOpenDocket(app)
    const drafts = (published: boolean) => {
      const query = app
        .knex(T('draft_regulations'))
        .where({ document_id: documentId, locale: 'fa' })
      return published ? query.whereNotNull('published_at') : query.whereNull('published_at')
    }
    const body = () => app.knex(T('issuing_bodies')).where({ document_id: subject.bodyId })
    const kind = () => app.knex(T('instrument_kinds')).where({ document_id: subject.kindId })
    expect(await refusalOf(drafts(false).update({ published_at: new Date(0) }))).toBe('RECORD_KEPT')
    expect(await refusalOf(drafts(true).update({ document_id: 'x' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(drafts(false).update({ title: 'عنوان تازه' }))).toBeNull()
    expect(await refusalOf(kind().update({ key: 'other' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(kind().delete())).toBe('RECORD_KEPT')
    expect(await refusalOf(kind().update({ name: 'نام تازه' }))).toBeNull()
    expect(await refusalOf(body().update({ document_id: 'x' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(body().update({ name: 'نام تازه' }))).toBeNull()
  })

  test('are as fixed under a waiver as under an exposure', async () => {
    const subject = await aSubject(app)
    const { documentId } = await waivedDraft(app, subject)
    const rows = (table: string, id: string) => app.knex(T(table)).where({ document_id: id })
    expect(await refusalOf(rows('draft_regulations', documentId).delete())).toBe('RECORD_KEPT')
    expect(await refusalOf(rows('issuing_bodies', subject.bodyId).delete())).toBe('RECORD_KEPT')
    expect(await refusalOf(rows('issuing_bodies', subject.bodyId).update({ slug: 'x' }))).toBe(
      'RECORD_KEPT',
    )
    expect(
      await refusalOf(rows('instrument_kinds', subject.kindId).update({ terminal_act: 'submit' })),
    ).toBe('RECORD_KEPT')
  })

  test('and those that only a rule names cannot be deleted, else it would bind every one', async () => {
    const ruled = await aSubject(app)
    const rule = await ruleRow(app, ruled, { kinds: `|${ruled.kindId}|`, terminal_act: null })
    expect(await insert('rule_revisions', rule)).toBeNull()
    const free = await aSubject(app)
    for (const [table, named, unnamed] of [
      ['issuing_bodies', ruled.bodyId, free.bodyId],
      ['instrument_kinds', ruled.kindId, free.kindId],
    ] as const) {
      const rows = (id: string) => app.knex(T(table)).where({ document_id: id })
      expect(await refusalOf(rows(named).delete())).toBe('RECORD_KEPT')
      expect(await refusalOf(rows(unnamed).delete())).toBeNull()
    }
  })
})

if (SQLITE_RUN) {
  describe('on SQLite', () => {
    test.each(['draft_regulations', 'issuing_bodies', 'instrument_kinds', 'public_comments'])(
      'no row of %s has an id that stands for one yet to be given',
      async (table) => {
        const row: Row =
          table === 'public_comments'
            ? await commentRow(app, (await anOpenDocket(app)).documentId)
            : { document_id: unique('free') }
        for (const id of [0, -1]) {
          expect([id, await insert(table, { ...row, id })]).toEqual([id, 'OUT_OF_ORDER'])
        }
        expect(await insert(table, row)).toBeNull()
      },
    )

    test('every unique key of a guarded table is one that its guard looks out for', async () => {
      const triggers = (await app.knex.raw(
        "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_guard_insert'",
      )) as { tbl_name: string; sql: string }[]
      expect(triggers.length).toBeGreaterThan(LEDGERS.length)
      let keys = 0
      for (const { tbl_name, sql } of triggers) {
        const indexes = (await app.knex.raw(`PRAGMA index_list(${tbl_name})`)) as {
          name: string
          unique: number
        }[]
        for (const { name } of indexes.filter((index) => index.unique === 1)) {
          const columns = (await app.knex.raw(`PRAGMA index_info(${name})`)) as { name: string }[]
          const key = columns.map((column) => `"${column.name}" = NEW."${column.name}"`)
          expect([name, sql.includes(key.join(' AND '))]).toEqual([name, true])
          keys += 1
        }
      }
      expect(keys).toBeGreaterThan(10)
    })
  })
}

if (!SQLITE_RUN) {
  describe('on PostgreSQL', () => {
    test.each([
      'docket_heads',
      'rule_lock',
      'public_comments',
      'exports',
      'draft_regulations',
      'issuing_bodies',
      'instrument_kinds',
    ])('%s cannot be emptied at one stroke', async (table) => {
      await anOpenDocket(app)
      expect(await refusalOf(app.knex.raw(`TRUNCATE ${T(table)} CASCADE`))).toBe('RECORD_KEPT')
    })

    test('a table that nothing guards can be', async () => {
      const trx = await app.knex.transaction()
      expect(await refusalOf(trx.raw(`TRUNCATE ${T('search_texts')} CASCADE`))).toBeNull()
      await trx.rollback()
    })

    test('a stale snapshot does not judge by rules that have been overtaken', async () => {
      const { documentId, subject } = await aHeadedDraft()
      const reader = await app.knex.transaction({ isolationLevel: 'repeatable read' })
      await reader(T('rule_revisions')).first()
      await aRule(app, subject)
      const now = await databaseNow(app)
      const brief = { closes_at: now + 60_000, minimum_closes_at: now + 60_000 }
      const row = await exposureRow(app, documentId, brief)
      expect(await refusalOf(reader(T('exposures')).insert(row))).toMatch(
        /could not serialize access/,
      )
      await reader.rollback()
      expect(await insert('exposures', row)).toBe('PERIOD_SHORTENED')
    })
  })
}

describe('what the guards repeat from the domain', () => {
  const relation = { table: 'links', ownColumn: 'draft', targetColumn: 'target' }
  const tables = {
    comments: T('public_comments'),
    drafts: T('draft_regulations'),
    bodies: T('issuing_bodies'),
    kinds: T('instrument_kinds'),
    draftBody: relation,
    draftKind: relation,
    commentColumns: [],
    authoritativeLocale: 'fa',
  }
  /** Every list of words that a guard of either database holds a column to. */
  const lists = (table: string, event: 'INSERT' | 'UPDATE', column: string) =>
    [SQLITE, postgresDialect('public')].map((dialect) =>
      guards(dialect, tables)
        .filter((guard) => guard.table === T(table) && guard.event === event)
        .flatMap((guard) => guard.checks)
        .flatMap(({ when }) => [
          ...when.matchAll(new RegExp(`NEW\\.${column} (NOT )?IN \\(([^)]*)\\)`, 'g')),
        ])
        .map(([, negated, words]) => ({
          negated: negated !== undefined,
          words: [...words!.matchAll(/'([^']*)'/g)].map(([, word]) => word),
        })),
    )

  test('the web channels', async () => {
    for (const found of lists('public_comments', 'INSERT', 'channel')) {
      expect(found.length).toBeGreaterThan(1)
      for (const { negated, words } of found) {
        expect(words).toEqual([...(negated ? CHANNELS : WEB_CHANNELS)])
      }
    }
    const { documentId } = await anOpenDocket(app)
    for (const channel of CHANNELS) {
      const row = await commentRow(app, documentId, { channel, late: true })
      const web = (WEB_CHANNELS as readonly string[]).includes(channel)
      expect([channel, await insert('public_comments', row)]).toEqual([
        channel,
        web ? 'PERIOD_NOT_OPEN' : null,
      ])
    }
  })

  test.each([
    ['rule_revisions', 'INSERT', 'period_unit', PERIOD_UNITS],
    ['rule_revisions', 'INSERT', 'month_means', MONTH_MEANINGS],
    ['rule_revisions', 'INSERT', 'force', RULE_FORCES],
    ['exposures', 'INSERT', 'terminal_act', TERMINAL_ACTS],
    ['waivers', 'INSERT', 'terminal_act', TERMINAL_ACTS],
    ['responses', 'INSERT', 'disposition', DISPOSITIONS],
    ['comment_attachments', 'INSERT', 'scan', SCAN_RESULTS],
    ['attachment_verdicts', 'INSERT', 'verdict', ATTACHMENT_VERDICTS],
    ['public_comments', 'UPDATE', 'state', COMMENT_STATES],
  ] as const)('the words of %s, on %s, for %s', (table, event, column, words) => {
    const list = { negated: true, words: [...words] }
    expect(lists(table, event, column)).toEqual([[list], [list]])
  })

  test('the shortest span of every unit', async () => {
    const rows = (answer: unknown) =>
      (SQLITE_RUN ? answer : (answer as { rows: unknown }).rows) as { span: number | string }[]
    for (const unit of PERIOD_UNITS) {
      for (const monthMeans of MONTH_MEANINGS) {
        for (const count of [1, 2, 3, 6, 11, 12, 13, 14, 24, 25, 29, 36, 37, 366, 100_000]) {
          const answer: unknown = await app.knex.raw(
            `SELECT ${minimumSpan('r')} AS span FROM (SELECT '${unit}' AS period_unit, CAST(${count} AS bigint) AS period_count, '${monthMeans}' AS month_means) AS r`,
          )
          expect([unit, monthMeans, count, Number(rows(answer)[0]!.span)]).toEqual([
            unit,
            monthMeans,
            count,
            minimumSpanMs({ unit, monthMeans, count }),
          ])
        }
      }
    }
  })

  test('and the text looked at here is the text that stands in the database', async () => {
    const name = `${T('exposures')}_guard_insert`
    const standing = SQLITE_RUN
      ? (
          (await app.knex('sqlite_master').where({ type: 'trigger', name }).first('sql')) as {
            sql: string
          }
        ).sql
      : (
          (await app
            .knex('pg_catalog.pg_proc')
            .where({ proname: name })
            .whereRaw('pronamespace = (?::text)::regnamespace', [app.strapi.db.getSchemaName()])
            .first('prosrc')) as { prosrc: string }
        ).prosrc
    expect(standing).toContain(minimumSpan('r'))
  })
})

describe('what a body makes of comments', () => {
  test.each(['themes', 'theme_responses', 'change_grounds', 'reports'])(
    'in %s is about a docket there is, in turn',
    async (table) => {
      const row = await LAWFUL[table]!.row()
      expect(await insert(table, { ...row, document_id: 'nothing' })).toBe('DOCKET_UNKNOWN')
      const misplaced = [{ n: Number(row.n) + 1 }, { n: 0 }]
      expect(await refusals(table, row, misplaced)).toEqual(allWith('OUT_OF_ORDER', misplaced))
      expect(await insert(table, row)).toBeNull()
      expect(await insert(table, row)).toBe(SQLITE_RUN ? 'RECORD_KEPT' : 'OUT_OF_ORDER')
    },
  )

  test('has themes that are numbered in turn and have titles', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = await themeRow(app, documentId)
    const outOfTurn = [{ theme: 2 }, { theme: 0 }]
    expect(await refusals('themes', row, outOfTurn)).toEqual(allWith('OUT_OF_ORDER', outOfTurn))
    const wrong = [{ title: ' ' }, { theme: -1 }]
    expect(await refusals('themes', row, wrong)).toEqual(allWith('INPUT_INVALID', wrong))
    expect(await insert('themes', row)).toBeNull()
    expect(await insert('themes', await themeRow(app, documentId, { title: 'دیگر' }))).toBeNull()
  })

  test('answers a theme that there is, with words and a disposition', async () => {
    const documentId = await aThemedDocket(app, (await anOpenDocket(app)).documentId)
    const row = await themeResponseRow(app, documentId)
    expect(await insert('theme_responses', { ...row, theme: 2 })).toBe('THEME_UNKNOWN')
    const wrong = [{ text: ' ' }, { disposition: 'ignored' }]
    expect(await refusals('theme_responses', row, wrong)).toEqual(allWith('INPUT_INVALID', wrong))
    expect(await insert('theme_responses', row)).toBeNull()
  })

  test('ties a change to one comment or theme of the docket, once', async () => {
    const documentId = await aThemedDocket(app, (await anOpenDocket(app)).documentId)
    const comment = await aFiledComment(app, documentId)
    const { public_id: publicId } = (await app
      .knex(T('public_comments'))
      .where({ document_id: comment })
      .first()) as { public_id: string }
    const row = await changeGroundRow(app, documentId)
    const neither = [{ theme: null }, { comment: publicId }, { clause_id: ' ' }]
    expect(await refusals('change_grounds', row, neither)).toEqual(
      allWith('INPUT_INVALID', neither),
    )
    const elsewhere = { theme: null, comment: 'none' }
    expect(await insert('change_grounds', { ...row, ...elsewhere })).toBe('COMMENT_UNKNOWN')
    expect(await insert('change_grounds', { ...row, theme: 2 })).toBe('THEME_UNKNOWN')
    expect(await insert('change_grounds', { ...row, act: 'loosened' })).toBe(
      'CHANGE_GROUND_REFUSED',
    )
    expect(await insert('change_grounds', row)).toBeNull()
    const again = await changeGroundRow(app, documentId)
    expect(await insert('change_grounds', again)).toBe('CHANGE_GROUND_REFUSED')
    expect(await insert('change_grounds', { ...again, act: 'loosened' })).toBeNull()
    const byComment = { theme: null, comment: publicId }
    expect(
      await insert('change_grounds', await changeGroundRow(app, documentId, byComment)),
    ).toBeNull()
  })

  test('reports in a known kind, as an object, with a hash', async () => {
    const row = await reportRow(app, (await anOpenDocket(app)).documentId)
    const wrong = [{ kind: 'praise' }, { content_hash: 'e' }, { content: '[]' }]
    expect(await refusals('reports', row, wrong)).toEqual(allWith('INPUT_INVALID', wrong))
  })
})
