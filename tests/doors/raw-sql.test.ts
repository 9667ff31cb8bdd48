import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aBriefDocket,
  aDraft,
  anOpenDocket,
  aRule,
  aSubject,
  databaseNow,
  documents,
  exposureRow,
  untilDatabaseReaches,
} from '../support/docket-builders'
import {
  aClosedDocket,
  aFiledCommentWithFile,
  aThemedDocket,
  assignmentRow,
  changeGroundRow,
  disclosureRow,
  erasureRequestRow,
  noteRow,
  redactionRow,
  closeOf,
  commentRow,
  eventRow,
  headFor,
  issuanceRow,
  screeningRow,
  T,
  placementRow,
  reportRow,
  themeResponseRow,
  verdictRow,
  waivedDraft,
  waiverRow,
} from '../support/ledger-rows'
import { refusalOf } from '../support/refusals'
import { submitWithWork } from '../support/work'

/**
 * What the database itself refuses, whoever asks. Every refusal stands beside a lawful twin that
 * succeeds: a malformed statement would prove nothing.
 */

const DAY = 86_400_000
let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const insert = (table: string, row: Record<string, unknown>) =>
  refusalOf(app.knex(T(table)).insert(row))

describe('an issuance', () => {
  test('is refused before the close, by INSERT as by anything else', async () => {
    const { documentId } = await anOpenDocket(app)
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBe('PERIOD_NOT_OVER')
    const closed = await aClosedDocket(app)
    expect(await insert('issuances', await issuanceRow(app, closed.documentId))).toBeNull()
  })

  test('is refused a second time', async () => {
    const { documentId } = await aClosedDocket(app)
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBeNull()
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBe(
      DATABASE === 'sqlite' ? 'RECORD_KEPT' : 'ALREADY_ISSUED',
    )
  })

  test('is refused with an instant after the close that has not come', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    expect(await insert('issuances', await issuanceRow(app, documentId, { at: close + 1 }))).toBe(
      'IN_FUTURE',
    )
  })

  test('is refused without a basis, with two, and with one that is not there', async () => {
    const { documentId } = await aClosedDocket(app)
    const attempt = async (fields: Record<string, unknown>) =>
      insert('issuances', await issuanceRow(app, documentId, fields))
    expect(await attempt({ basis_exposure_n: null })).toBe('NO_BASIS')
    expect(await attempt({ basis_waiver_ordinal: 1 })).toBe('NO_BASIS')
    expect(await attempt({ basis_exposure_n: 2 })).toBe('NO_BASIS')
    expect(await attempt({ basis_exposure_n: null, basis_waiver_ordinal: 1 })).toBe('NO_BASIS')
    expect(await attempt({})).toBeNull()
  })

  test('is refused while suspended, even when the close has passed, and after withdrawal', async () => {
    const { documentId, closesAt } = await aBriefDocket(app, 1_200)
    expect(
      await insert('events', await eventRow(app, documentId, { kind: 'suspended' })),
    ).toBeNull()
    await untilDatabaseReaches(app, closesAt)
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBe('SUSPENDED')
    expect(
      await insert('events', await eventRow(app, documentId, { kind: 'withdrawn' })),
    ).toBeNull()
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBe('WITHDRAWN')
  })

  test('is refused for a docket that is none, and out of order', async () => {
    const { documentId } = await aClosedDocket(app)
    const row = await issuanceRow(app, documentId)
    expect(await insert('issuances', { ...row, document_id: 'nothing' })).toBe('DOCKET_UNKNOWN')
    expect(await insert('issuances', { ...row, docket: 'other-1405-0001' })).toBe('DOCKET_UNKNOWN')
    expect(await insert('issuances', { ...row, ordinal: 9 })).toBe('OUT_OF_ORDER')
    expect(await insert('issuances', { ...row, terminal_act: 'submit' })).toBe('SUBJECT_FROZEN')
    expect(await insert('issuances', row)).toBeNull()
  })

  test('waits for a reopened period', async () => {
    const { documentId } = await aClosedDocket(app)
    const now = await databaseNow(app)
    const reopened = await eventRow(app, documentId, { kind: 'extended', closes_at: now + 60_000 })
    expect(await insert('events', reopened)).toBeNull()
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBe('PERIOD_NOT_OVER')
  })

  test('by waiver is refused once the draft was exposed', async () => {
    const subject = await aSubject(app)
    const { documentId } = await waivedDraft(app, subject)
    expect(await insert('exposures', await exposureRow(app, documentId))).toBeNull()
    const row = await issuanceRow(app, documentId, {
      basis_exposure_n: null,
      basis_waiver_ordinal: 1,
    })
    expect(await insert('issuances', row)).toBe('NO_BASIS')

    const twin = await waivedDraft(app, await aSubject(app))
    const lawful = await issuanceRow(app, twin.documentId, {
      basis_exposure_n: null,
      basis_waiver_ordinal: 1,
    })
    expect(await insert('issuances', lawful)).toBeNull()
  })
})

describe('an exposure', () => {
  const forged = async (rule: Record<string, unknown> | null, fields: (now: number) => object) => {
    const subject = await aSubject(app)
    if (rule !== null) await aRule(app, subject, rule)
    const documentId = await aDraft(app, subject)
    await headFor(app, documentId, subject)
    const row = await exposureRow(app, documentId)
    const now = await databaseNow(app)
    return insert('exposures', { ...row, opened_at: now, ...fields(now) })
  }

  test.each([
    ['minutes', { unit: 'minute', count: 5 }, 5 * 60_000],
    ['days', { unit: 'day', count: 3 }, 3 * DAY - 3_600_000],
    ['weeks', { unit: 'week', count: 2 }, 14 * DAY - 3_600_000],
    ['thirty-day months', { unit: 'month', count: 1 }, 30 * DAY - 3_600_000],
    [
      'Solar Hijri months',
      { unit: 'month', count: 6, monthMeans: 'solar-hijri-month' },
      179 * DAY - 3_600_000,
    ],
  ])('shorter than a mandatory rule in %s demands is refused', async (_unit, rule, floor) => {
    const spanning = (ms: number) => (now: number) => ({
      closes_at: now + ms,
      minimum_closes_at: now + ms,
    })
    expect(await forged(rule, spanning(floor - 1))).toBe('PERIOD_SHORTENED')
    expect(await forged(rule, spanning(floor))).toBeNull()
  })

  test('may be shorter than a discretionary rule says, and than no rule at all', async () => {
    const short = (now: number) => ({ closes_at: now + 1_000, minimum_closes_at: now + 1_000 })
    expect(await forged({ force: 'discretionary' }, short)).toBeNull()
    expect(await forged(null, short)).toBeNull()
  })

  test('opened more than a minute ago or in the future is refused', async () => {
    const opened = (shift: number) => (now: number) => ({ opened_at: now + shift })
    expect(await forged(null, opened(-61_000))).toBe('BACKDATED')
    expect(await forged(null, opened(30_000))).toBe('IN_FUTURE')
    expect(await forged(null, opened(-1_000))).toBeNull()
  })

  test('that closes before it opens, or more than 366 days later, is refused', async () => {
    expect(await forged(null, (now) => ({ closes_at: now, minimum_closes_at: now }))).toBe(
      'PERIOD_SHORTENED',
    )
    expect(await forged(null, (now) => ({ closes_at: now + 366 * DAY + 1 }))).toBe(
      'PERIOD_TOO_LONG',
    )
    expect(await forged(null, (now) => ({ closes_at: now + 366 * DAY }))).toBeNull()
  })

  test('that would close earlier than the one before is refused, and so is another body or kind', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const row = await exposureRow(app, documentId, { closes_at: close, minimum_closes_at: close })
    expect(await insert('exposures', { ...row, closes_at: close - 1, minimum_closes_at: 1 })).toBe(
      'PERIOD_SHORTENED',
    )
    expect(await insert('exposures', { ...row, body_document_id: 'another' })).toBe(
      'SUBJECT_FROZEN',
    )
    expect(await insert('exposures', { ...row, kind_document_id: 'another' })).toBe(
      'SUBJECT_FROZEN',
    )
    expect(await insert('exposures', { ...row, terminal_act: 'submit' })).toBe('SUBJECT_FROZEN')
    expect(await insert('exposures', { ...row, n: 5 })).toBe('OUT_OF_ORDER')
    expect(await insert('exposures', { ...row, opened_at: await databaseNow(app) })).toBeNull()
  })

  test('is refused while the period is suspended', async () => {
    const { documentId } = await anOpenDocket(app)
    expect(
      await insert('events', await eventRow(app, documentId, { kind: 'suspended' })),
    ).toBeNull()
    const next = { closes_at: (await closeOf(app, documentId)) + 30 * DAY }
    expect(await insert('exposures', await exposureRow(app, documentId, next))).toBe('SUSPENDED')
    const resumed = await eventRow(app, documentId, { kind: 'resumed', closes_at: next.closes_at })
    expect(await insert('events', resumed)).toBeNull()
    expect(await insert('exposures', await exposureRow(app, documentId, next))).toBeNull()
  })

  test('of a body or kind that the draft does not name is refused, however the docket was opened', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const lax = await aSubject(app)
    const documentId = await aDraft(app, subject)
    const head = {
      document_id: documentId,
      docket: `${lax.slug}-1405-0001`,
      body_document_id: subject.bodyId,
      kind_document_id: subject.kindId,
      solar_year: 1405,
      number: 1,
    }
    for (const forgedHead of [
      { ...head, body_document_id: lax.bodyId },
      { ...head, body_document_id: 'nobody' },
      { ...head, kind_document_id: lax.kindId },
      { ...head, document_id: 'nothing' },
    ]) {
      expect(await insert('docket_heads', forgedHead)).toBe('SUBJECT_FROZEN')
    }
    expect(await insert('docket_heads', head)).toBeNull()
    const exposure = await exposureRow(app, documentId)
    const brief = { closes_at: Number(exposure.opened_at) + 50, minimum_closes_at: 1 }
    for (const forged of [
      { body_document_id: 'nobody' },
      { kind_document_id: lax.kindId },
      { terminal_act: 'implement' },
    ]) {
      expect(await insert('exposures', { ...exposure, ...brief, ...forged })).toBe('SUBJECT_FROZEN')
      const waiver = await waiverRow(app, documentId, subject, head.docket)
      expect(await insert('waivers', { ...waiver, ...forged })).toBe('SUBJECT_FROZEN')
    }
    expect(await insert('exposures', { ...exposure, ...brief })).toBe('PERIOD_SHORTENED')
    expect(await insert('exposures', exposure)).toBeNull()
  })

  test('after issuance or withdrawal is refused', async () => {
    const { documentId } = await aClosedDocket(app)
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBeNull()
    expect(await insert('exposures', await exposureRow(app, documentId))).toBe('ALREADY_ISSUED')
    const open = await anOpenDocket(app)
    const withdrawn = await eventRow(app, open.documentId, { kind: 'withdrawn' })
    expect(await insert('events', withdrawn)).toBeNull()
    expect(await insert('exposures', await exposureRow(app, open.documentId))).toBe('WITHDRAWN')
  })
})

describe('a period event', () => {
  test('that moves a close earlier or by more than 366 days is refused', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const extend = async (closesAt: number | null) =>
      insert('events', await eventRow(app, documentId, { kind: 'extended', closes_at: closesAt }))
    expect(await extend(close)).toBe('PERIOD_SHORTENED')
    expect(await extend(close - DAY)).toBe('PERIOD_SHORTENED')
    expect(await extend(close + 366 * DAY + 1)).toBe('PERIOD_TOO_LONG')
    expect(await extend(null)).toBe('INPUT_INVALID')
    expect(await extend(close + 366 * DAY)).toBeNull()
  })

  test('resuming must give the suspended time back', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const resume = async (closesAt: number) =>
      insert('events', await eventRow(app, documentId, { kind: 'resumed', closes_at: closesAt }))
    expect(await resume(close + DAY)).toBe('NOT_SUSPENDED')
    expect(
      await insert('events', await eventRow(app, documentId, { kind: 'suspended' })),
    ).toBeNull()
    expect(await insert('events', await eventRow(app, documentId, { kind: 'suspended' }))).toBe(
      'SUSPENDED',
    )
    await untilDatabaseReaches(app, (await databaseNow(app)) + 5)
    expect(await resume(close)).toBe('PERIOD_SHORTENED')
    expect(await resume(close + 367 * DAY)).toBe('PERIOD_TOO_LONG')
    expect(await resume(close + DAY)).toBeNull()
  })

  test('suspending a closed period, or an unknown kind of event, is refused', async () => {
    const { documentId } = await aClosedDocket(app)
    expect(await insert('events', await eventRow(app, documentId, { kind: 'suspended' }))).toBe(
      'PERIOD_CLOSED',
    )
    expect(await insert('events', await eventRow(app, documentId, { kind: 'shortened' }))).toBe(
      'INPUT_INVALID',
    )
    expect(
      await insert('events', await eventRow(app, documentId, { kind: 'withdrawn' })),
    ).toBeNull()
    expect(await insert('events', await eventRow(app, documentId, { kind: 'withdrawn' }))).toBe(
      'WITHDRAWN',
    )
  })

  test('backdated or postdated is refused', async () => {
    const { documentId } = await anOpenDocket(app)
    const now = await databaseNow(app)
    const at = async (instant: number) =>
      insert('events', await eventRow(app, documentId, { kind: 'suspended', at: instant }))
    expect(await at(now - 61_000)).toBe('BACKDATED')
    expect(await at(now + 60_000)).toBe('IN_FUTURE')
    expect(await at(await databaseNow(app))).toBeNull()
  })
})

describe('a waiver', () => {
  test('is refused where a mandatory rule applies, and once the draft is exposed', async () => {
    const bound = await aSubject(app)
    await aRule(app, bound)
    const draft = await aDraft(app, bound)
    const docket = await headFor(app, draft, bound)
    expect(await insert('waivers', await waiverRow(app, draft, bound, docket))).toBe(
      'MANDATORY_RULE',
    )

    const free = await aSubject(app)
    await aRule(app, free, { force: 'discretionary' })
    const freeDraft = await aDraft(app, free)
    const freeDocket = await headFor(app, freeDraft, free)
    expect(await insert('waivers', await waiverRow(app, freeDraft, free, freeDocket))).toBeNull()

    const brief = await aBriefDocket(app, 60_000)
    const late = await waiverRow(app, brief.documentId, brief.subject, brief.docket)
    expect(await insert('waivers', { ...late, ordinal: 2 })).toBe('ALREADY_EXPOSED')
  })
})

describe('a ledger row', () => {
  test.each([
    ['exposures', { closes_at: 1 }],
    ['events', { closes_at: 1 }],
    ['rule_revisions', { period_count: 1 }],
    ['waivers', { reason: '' }],
    ['issuances', { at: 1 }],
    ['translations', { content: '' }],
    ['screenings', { reason: '' }],
    ['responses', { text: '' }],
    ['assignments', { to_unit: null }],
    ['notes', { text: '' }],
    ['disclosures', { reason: '' }],
    ['redactions', { spans: '[]' }],
    ['erasure_requests', { basis: '' }],
    ['placements', { act: 'removed' }],
    ['themes', { title: '' }],
    ['theme_responses', { text: '' }],
    ['change_grounds', { act: 'loosened' }],
    ['reports', { content: '{}' }],
    ['comment_attachments', { scan: 'clean' }],
    ['attachment_verdicts', { verdict: 'released' }],
    ['links', { row_hash: 'a'.repeat(64) }],
  ])('of %s is neither changed nor deleted', async (table, change) => {
    await fillEveryLedger()
    // What came from outside has no actor of its own beside its comment.
    const kept = { comment_attachments: 'mime', links: 'subject' }[table] ?? 'actor'
    const any = () => app.knex(T(table)).limit(1)
    expect(await any()).toHaveLength(1)
    expect(await refusalOf(app.knex(T(table)).update(change))).toBe('RECORD_KEPT')
    expect(await refusalOf(app.knex(T(table)).delete())).toBe('RECORD_KEPT')
    if (DATABASE === 'postgres') {
      expect(await refusalOf(app.knex.raw(`TRUNCATE ${T(table)} CASCADE`))).toBe('RECORD_KEPT')
      expect(
        await refusalOf(
          app.knex.raw(`INSERT INTO ${T(table)} SELECT * FROM ${T(table)} LIMIT 1
            ON CONFLICT (id) DO UPDATE SET ${kept} = 'forged'`),
        ),
      ).not.toBeNull()
    } else {
      expect(
        await refusalOf(
          app.knex.raw(`INSERT OR REPLACE INTO ${T(table)} SELECT * FROM ${T(table)} LIMIT 1`),
        ),
      ).toBe('RECORD_KEPT')
      expect(
        await refusalOf(app.knex.raw(`UPDATE OR IGNORE ${T(table)} SET ${kept} = 'forged'`)),
      ).toBe('RECORD_KEPT')
      expect(await refusalOf(app.knex.raw(`UPDATE OR REPLACE ${T(table)} SET id = id + 1`))).toBe(
        'RECORD_KEPT',
      )
    }
    const forged: unknown[] = await app.knex(T(table)).where({ [kept]: 'forged' })
    expect(forged).toHaveLength(0)
  })
})

let filled = false
async function fillEveryLedger() {
  if (filled) return
  filled = true
  const { documentId, docket } = await anOpenDocket(app)
  await documents(app, 'draft-regulation').update({
    documentId,
    locale: 'en',
    data: { title: 'Directive', summary: '', clauses: [{ kind: 'article', text: 'Text.' }] },
    status: 'published',
  })
  await app.knex(T('events')).insert(await eventRow(app, documentId, { kind: 'suspended' }))
  await waivedDraft(app, await aSubject(app))
  const closed = await aClosedDocket(app)
  await app.knex(T('issuances')).insert(await issuanceRow(app, closed.documentId))
  const open = await anOpenDocket(app)
  await submitWithWork(app, open.docket)
  const comment = (await app
    .knex(T('public_comments'))
    .where({ draft_document_id: open.documentId })
    .first()) as { document_id: string }
  const at = await databaseNow(app)
  const act = { comment_document_id: comment.document_id, n: 1, at, actor: '{}', reason: 'آزمون' }
  await app
    .knex(T('screenings'))
    .insert({ ...act, from_state: 'published', to_state: 'withheld', withhold_reason: 'insult' })
  await app.knex(T('responses')).insert({ ...act, text: 'پاسخ', disposition: 'accepted' })
  await app.knex(T('assignments')).insert(await assignmentRow(app, comment.document_id))
  await app.knex(T('notes')).insert(await noteRow(app, comment.document_id))
  await app.knex(T('disclosures')).insert(await disclosureRow(app, comment.document_id))
  await app.knex(T('redactions')).insert(await redactionRow(app, comment.document_id))
  await app.knex(T('erasure_requests')).insert(await erasureRequestRow(app, comment.document_id))
  const themed = await aThemedDocket(app, open.documentId)
  await app.knex(T('placements')).insert(await placementRow(app, comment.document_id))
  await app.knex(T('theme_responses')).insert(await themeResponseRow(app, themed))
  await app.knex(T('change_grounds')).insert(await changeGroundRow(app, themed))
  await app.knex(T('reports')).insert(await reportRow(app, themed))
  const withFile = await aFiledCommentWithFile(app, open.documentId)
  await app.knex(T('attachment_verdicts')).insert(await verdictRow(app, withFile))
  expect(docket).toMatch(/-\d{4}$/)
}

describe('a docket head', () => {
  test('cannot be deleted or renamed, and moving its cached close frees nothing', async () => {
    const { documentId } = await anOpenDocket(app)
    const head = () => app.knex(T('docket_heads')).where({ document_id: documentId })
    expect(await refusalOf(head().delete())).toBe('RECORD_KEPT')
    expect(await refusalOf(head().update({ docket: 'x-1405-0001' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(head().update({ effective_close_at: 1, suspended: 0 }))).toBeNull()
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBe('PERIOD_NOT_OVER')
  })
})

describe('an export that was asked for', () => {
  const exportRow = async (fields: Record<string, unknown> = {}) => ({
    public_id: `e${randomUUID().replaceAll('-', '').slice(0, 11)}`,
    body_document_id: 'body',
    draft_document_id: 'draft',
    format: 'zip',
    profile: 'full',
    language: 'fa',
    filter: '{}',
    covers: '[]',
    reason: 'درخواست دادگاه',
    actor: '{"kind":"admin-user","id":"1","name":"کارشناس"}',
    asked_at: await databaseNow(app),
    state: 'failed',
    done: 0,
    total: 0,
    attempts: 1,
    ...fields,
  })

  test('stays with who asked, when, why and for what, while it is made and its file is kept', async () => {
    const row = await exportRow()
    expect(await insert('exports', row)).toBeNull()
    const its = () => app.knex(T('exports')).where({ public_id: row.public_id })
    const forged = {
      id: 9_000_000,
      public_id: 'e00000000000',
      body_document_id: 'another',
      draft_document_id: null,
      format: 'csv',
      profile: 'public',
      language: 'en',
      filter: '{"state":"published"}',
      covers: '[{}]',
      reason: 'دلیل دیگر',
      actor: '{}',
      asked_at: 1,
      total: 7,
    }
    for (const [column, value] of Object.entries(forged)) {
      expect([column, await refusalOf(its().update({ [column]: value }))]).toEqual([
        column,
        'RECORD_KEPT',
      ])
    }
    const course = { state: 'expired', failure: null, done: 1, attempts: 2, kept_until: 1 }
    expect(await refusalOf(its().update({ ...course, seed: null, ended_at: 1 }))).toBeNull()
    expect(await refusalOf(its().delete())).toBe('RECORD_KEPT')
    if (DATABASE === 'sqlite') {
      const { id } = (await its().first('id')) as { id: number }
      for (const taken of [{ id }, { public_id: row.public_id }]) {
        const other = { ...(await exportRow()), ...taken }
        const names = Object.keys(other)
        const replace = app.knex.raw(
          `INSERT OR REPLACE INTO ${T('exports')} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
          Object.values(other) as string[],
        )
        expect([taken, await refusalOf(replace)]).toEqual([taken, 'RECORD_KEPT'])
      }
    }
  })
})

describe('a rule revision', () => {
  const revisionRow = async (ruleId: string, fields: Record<string, unknown>) => {
    const latest = (await app
      .knex(T('rule_revisions'))
      .where({ rule_document_id: ruleId })
      .orderBy('revision', 'desc')
      .first()) as Record<string, unknown>
    const now = await databaseNow(app)
    const { id: _id, ...row } = latest
    return {
      ...row,
      revision: Number(latest.revision) + 1,
      recorded_at: now,
      effective_at: now,
      ...fields,
    }
  }

  test.each([
    ['shorter', { period_count: 1 }],
    ['ended', { ended: 1 }],
    ['made discretionary', { force: 'discretionary' }],
    ['given another terminal act', { terminal_act: 'submit' }],
    ['moved to another body', { body_document_id: 'another' }],
    ['narrowed to some kinds', { kinds: '|other|' }],
    ['valid only from later on', { valid_from_at: 9_000_000_000_000 }],
    ['given an end', { valid_to_at: 9_000_000_000_000 }],
  ])('that is %s does not take effect at once', async (_change, fields) => {
    const rule = await aRule(app, await aSubject(app))
    const forged = await revisionRow(rule.documentId, fields)
    expect(await insert('rule_revisions', forged)).toBe('RULE_WEAKENED')
    const now = Number(forged.effective_at)
    const soon = { ...forged, effective_at: now + 22 * 3_600_000 }
    expect(await insert('rule_revisions', soon)).toBe('RULE_WEAKENED')
    expect(await insert('rule_revisions', { ...forged, effective_at: now + DAY })).toBeNull()
  })

  test('that lengthens takes effect at once; backdated or misnumbered it is refused', async () => {
    const rule = await aRule(app, await aSubject(app))
    const longer = await revisionRow(rule.documentId, { period_count: 3 })
    expect(
      await insert('rule_revisions', {
        ...longer,
        effective_at: Number(longer.effective_at) - DAY,
      }),
    ).toBe('BACKDATED')
    expect(await insert('rule_revisions', { ...longer, revision: 7 })).toBe('OUT_OF_ORDER')
    expect(await insert('rule_revisions', { ...longer, period_unit: 'hour' })).toBe('INPUT_INVALID')
    expect(await insert('rule_revisions', longer)).toBeNull()
  })

  test('does not touch a period that runs', async () => {
    const { documentId, subject } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const rule = (await app
      .knex(T('rule_revisions'))
      .where({ body_document_id: subject.bodyId })
      .first()) as { rule_document_id: string }
    await documents(app, 'period-rule').delete({ documentId: rule.rule_document_id })
    expect(await closeOf(app, documentId)).toBe(close)
    expect(await insert('issuances', await issuanceRow(app, documentId))).toBe('PERIOD_NOT_OVER')
  })
})

describe('a public comment', () => {
  const comments = () => T('public_comments')
  /** What must stand before the state of a docket's only comment may change. */
  const withhold = async (documentId: string) => {
    const comment = (await app
      .knex(comments())
      .where({ draft_document_id: documentId })
      .first()) as { document_id: string }
    const fields = { to_state: 'withheld', withhold_reason: 'insult' }
    await app.knex(T('screenings')).insert(await screeningRow(app, comment.document_id, fields))
  }

  test('cannot be deleted, and nothing about it as filed can be rewritten', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    await submitWithWork(app, docket)
    const mine = () => app.knex(comments()).where({ draft_document_id: documentId })
    expect(await refusalOf(mine().delete())).toBe('RECORD_KEPT')
    for (const change of [
      { text: 'متن دیگر' },
      { text: null },
      { received_at: 1 },
      { seq: 2 },
      { late: true },
      { docket: 'x-1405-0001' },
      { display_name: 'دیگری' },
      { text_hash: 'd'.repeat(64) },
      { code_hmac: 'x' },
      { channel: 'letter' },
      { document_id: 'x' },
      { erased_at: 1 },
    ]) {
      expect([change, await refusalOf(mine().update(change))]).toEqual([change, 'RECORD_KEPT'])
    }
    expect(await refusalOf(mine().update({ state: 'received' }))).toBe('STATE_CHANGE_REFUSED')
    expect(await refusalOf(mine().update({ state: 'withheld' }))).toBe('STATE_CHANGE_REFUSED')
    await withhold(documentId)
    expect(
      await refusalOf(mine().update({ state: 'withheld', withhold_reason: 'insult' })),
    ).toBeNull()
  })

  test('S16 gives up text and salt only together, on a basis, by two people, and once', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    await submitWithWork(app, docket)
    const mine = () => app.knex(comments()).where({ draft_document_id: documentId })
    const erasure = {
      text: null,
      salt: null,
      copy_key: null,
      erased_at: await databaseNow(app),
      erasure_basis: 'حکم دادگاه',
      erased_by: '1',
      erasure_approved_by: '2',
    }
    for (const lacking of [
      { ...erasure, salt: 'a' },
      { ...erasure, copy_key: 'a'.repeat(64) },
      { ...erasure, erasure_basis: ' ' },
      { ...erasure, erasure_approved_by: '1' },
      { ...erasure, erased_by: null },
      { ...erasure, text: 'متن دیگر' },
    ]) {
      expect(await refusalOf(mine().update(lacking))).toBe('RECORD_KEPT')
    }
    expect(await refusalOf(mine().update(erasure))).toBe('ERASURE_REFUSED')
    const { document_id: comment } = (await mine().first()) as { document_id: string }
    expect(await insert('erasure_requests', await erasureRequestRow(app, comment))).toBeNull()
    for (const unasked of [{ erasure_basis: 'دیگر' }, { erased_by: '3' }]) {
      expect(await refusalOf(mine().update({ ...erasure, ...unasked }))).toBe('ERASURE_REFUSED')
    }
    expect(await refusalOf(mine().update(erasure))).toBeNull()
    expect(await refusalOf(mine().update({ text: 'متن' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(mine().update({ erasure_basis: 'دیگر' }))).toBe('RECORD_KEPT')
    const row = (await mine().first()) as { text_hash: string }
    expect(row.text_hash).toMatch(/^[0-9a-f]{64}$/)

    // The wording that it suggests goes with its text, and neither without the other.
    const wording = { clause_id: 'c1', target: 'clause', suggested_wording: 'متن پیشنهادی' }
    const another = await commentRow(app, documentId, wording)
    expect(await insert('public_comments', another)).toBeNull()
    const suggesting = () => app.knex(comments()).where({ document_id: another.document_id })
    const request = await erasureRequestRow(app, another.document_id)
    expect(await insert('erasure_requests', request)).toBeNull()
    for (const change of [
      { suggested_wording: null },
      { suggested_wording: 'متن دیگر' },
      erasure,
      { ...erasure, suggested_wording: 'متن دیگر' },
    ]) {
      expect(await refusalOf(suggesting().update(change))).toBe('RECORD_KEPT')
    }
    const whole = { ...erasure, erased_at: await databaseNow(app), suggested_wording: null }
    expect(await refusalOf(suggesting().update(whole))).toBeNull()
    expect(await refusalOf(suggesting().update({ suggested_wording: 'متن' }))).toBe('RECORD_KEPT')
  })

  test('of a web channel is filed now and within the period', async () => {
    const { documentId } = await anOpenDocket(app)
    const file = async (fields: Record<string, unknown>) =>
      insert('public_comments', await commentRow(app, documentId, fields))
    const now = await databaseNow(app)
    expect(await file({ received_at: now - 11_000 })).toBe('BACKDATED')
    expect(await file({ received_at: now + 60_000 })).toBe('IN_FUTURE')
    expect(await file({ late: true })).toBe('PERIOD_NOT_OPEN')
    expect(await file({ seq: 7 })).toBe('OUT_OF_ORDER')
    expect(await file({ exposure_n: 2 })).toBe('OUT_OF_ORDER')
    expect(await file({ state: 'withheld' })).toBe('INPUT_INVALID')
    expect(await file({ text: null })).toBe('INPUT_INVALID')
    expect(await file({})).toBeNull()

    const closed = await aClosedDocket(app)
    const late = await commentRow(app, closed.documentId)
    expect(await insert('public_comments', late)).toBe('PERIOD_CLOSED')
  })

  test('cannot be dated back into the gap before a reopened period', async () => {
    const { documentId, closesAt } = await aClosedDocket(app)
    await untilDatabaseReaches(app, closesAt + 20)
    const now = await databaseNow(app)
    const reopened = await eventRow(app, documentId, {
      kind: 'extended',
      at: now,
      closes_at: now + DAY,
    })
    expect(await insert('events', reopened)).toBeNull()
    const inTheGap = await commentRow(app, documentId, { received_at: now - 5 })
    expect(await insert('public_comments', inTheGap)).toBe('PERIOD_NOT_OPEN')
    expect(await insert('public_comments', await commentRow(app, documentId))).toBeNull()
  })

  test('of another channel that comes after the close must say that it is late', async () => {
    const { documentId } = await aClosedDocket(app)
    const letter = await commentRow(app, documentId, { channel: 'letter' })
    expect(await insert('public_comments', letter)).toBe('PERIOD_CLOSED')
    expect(await insert('public_comments', { ...letter, late: true })).toBeNull()
  })

  test('is counted by its state, whoever changes it', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    await submitWithWork(app, docket)
    await withhold(documentId)
    await app
      .knex(comments())
      .where({ draft_document_id: documentId })
      .update({ state: 'withheld', withhold_reason: 'insult' })
    const draft = await app.call('GET', `/api/comment-period/drafts/${docket}`)
    expect(draft.body.counts).toEqual({
      total: 1,
      byState: { received: 0, published: 0, withheld: 1, spam: 0 },
      withheldByReason: { insult: 1 },
    })
  })
})

describe('Strapi’s rows that the record cites', () => {
  test('the draft row, its body and its kind cannot be deleted; the published row may go', async () => {
    const { documentId, docket, subject } = await anOpenDocket(app)
    const rows = (published: boolean) => {
      const query = app.knex(T('draft_regulations')).where({ document_id: documentId })
      return published ? query.whereNotNull('published_at') : query.whereNull('published_at')
    }
    const body = () => app.knex(T('issuing_bodies')).where({ document_id: subject.bodyId })
    const kind = () => app.knex(T('instrument_kinds')).where({ document_id: subject.kindId })
    expect(await refusalOf(rows(false).delete())).toBe('RECORD_KEPT')
    expect(await refusalOf(rows(false).update({ document_id: 'x' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(rows(false).update({ locale: 'en' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(body().delete())).toBe('RECORD_KEPT')
    expect(await refusalOf(body().update({ slug: 'other' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(kind().update({ terminal_act: 'implement' }))).toBe('RECORD_KEPT')
    expect(await refusalOf(body().update({ name: 'نام تازه' }))).toBeNull()
    expect(await refusalOf(rows(true).delete())).toBeNull()
    const draft = await app.call('GET', `/api/comment-period/drafts/${docket}`)
    expect(draft.body.text?.title).toBe('دستورالعمل آزمون')

    const free = await aDraft(app, await aSubject(app))
    expect(
      await refusalOf(app.knex(T('draft_regulations')).where({ document_id: free }).delete()),
    ).toBeNull()
  })
})

if (DATABASE === 'sqlite') {
  describe('on SQLite', () => {
    test.each(['draft_regulations', 'issuing_bodies', 'instrument_kinds'])(
      'a row of %s is not displaced by another that takes its id',
      async (table) => {
        await anOpenDocket(app)
        const free = await aSubject(app)
        await aDraft(app, free)
        const rows = (await app.knex(T(table)).orderBy('id').select('id')) as { id: number }[]
        const [first] = rows
        const last = rows.at(-1)
        expect(
          await refusalOf(
            app.knex.raw(`INSERT OR REPLACE INTO ${T(table)} (id) VALUES (?)`, [first!.id]),
          ),
        ).toBe('RECORD_KEPT')
        expect(
          await refusalOf(
            app.knex.raw(`UPDATE OR REPLACE ${T(table)} SET id = ? WHERE id = ?`, [
              first!.id,
              last!.id,
            ]),
          ),
        ).toBe('RECORD_KEPT')
        expect(
          await refusalOf(app.knex(T(table)).where({ id: last!.id }).update({ updated_at: 1 })),
        ).toBeNull()
      },
    )
  })
}

if (DATABASE === 'postgres') {
  describe('on PostgreSQL', () => {
    test('a temporary table or a child table does not stand in for a ledger', async () => {
      const { documentId } = await anOpenDocket(app)
      const row = await issuanceRow(app, documentId)
      await app.knex.transaction(async (trx) => {
        await trx.raw(`CREATE TEMP TABLE ${T('exposures')} (LIKE ${T('exposures')}) ON COMMIT DROP`)
        await trx.raw(`SET LOCAL search_path = pg_temp, ${String(app.strapi.db.getSchemaName())}`)
        await trx.raw('SAVEPOINT a')
        expect(await refusalOf(trx(T('issuances')).insert(row))).toBe('PERIOD_NOT_OVER')
        await trx.raw('ROLLBACK TO SAVEPOINT a')
      })
      const child = `child_${randomUUID().slice(0, 8)}`
      await app.knex.raw(`CREATE TABLE ${child} () INHERITS (${T('waivers')})`)
      const subject = await aSubject(app)
      const draft = await aDraft(app, subject)
      const docket = await headFor(app, draft, subject)
      await app.knex(child).insert({ id: 1, ...(await waiverRow(app, draft, subject, docket)) })
      const issuance = await issuanceRow(app, draft, {
        basis_exposure_n: null,
        basis_waiver_ordinal: 1,
      })
      expect(await insert('issuances', { ...issuance, ordinal: 1 })).toBe('NO_BASIS')
      await app.knex.raw(`DROP TABLE ${child}`)
    })

    test('guards fire where triggers are switched to replica', async () => {
      const { documentId } = await anOpenDocket(app)
      const row = await issuanceRow(app, documentId)
      await app.knex.transaction(async (trx) => {
        await trx.raw("SET LOCAL session_replication_role = 'replica'")
        await trx.raw('SAVEPOINT a')
        expect(await refusalOf(trx(T('issuances')).insert(row))).toBe('PERIOD_NOT_OVER')
        await trx.raw('ROLLBACK TO SAVEPOINT a')
      })
    })

    test('a stale snapshot cannot judge: under REPEATABLE READ the second writer fails', async () => {
      const { documentId } = await aClosedDocket(app)
      const issuance = await issuanceRow(app, documentId)
      const reader = await app.knex.transaction({ isolationLevel: 'repeatable read' })
      await reader(T('docket_heads')).where({ document_id: documentId }).first()
      const now = await databaseNow(app)
      await app
        .knex(T('events'))
        .insert(await eventRow(app, documentId, { kind: 'extended', closes_at: now + DAY }))
      expect(await refusalOf(reader(T('issuances')).insert(issuance))).toMatch(
        /could not serialize access/,
      )
      await reader.rollback()
    })
  })
}
