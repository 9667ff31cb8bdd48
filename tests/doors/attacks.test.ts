import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aBriefDocket,
  aDraft,
  aMember,
  SUPER_ADMIN,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  databaseNow,
  documents,
  exposureRow,
  publish,
  signUp,
  submit,
  unique,
  untilDatabaseReaches,
} from '../support/docket-builders'
import {
  closeOf,
  commentRow,
  eventRow,
  headFor,
  issuanceRow,
  T,
  waivedDraft,
  waiverRow,
} from '../support/ledger-rows'
import { refusalOf } from '../support/refusals'
import { submitWithWork } from '../support/work'

/** Ways by which someone once got in. Each failed to be refused before its mend. */

const DAY = 86_400_000
let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const insert = (table: string, row: Record<string, unknown>) =>
  refusalOf(app.knex(T(table)).insert(row))

async function aBoundDraft() {
  const subject = await aSubject(app)
  await aRule(app, subject)
  return { subject, documentId: await aDraft(app, subject) }
}

describe('a subject cannot be forged', () => {
  test('by a second kind row of the same document with another terminal act', async () => {
    const { subject } = await aBoundDraft()
    const twin = { document_id: subject.kindId, key: 'twin', name: 'x', terminal_act: 'submit' }
    expect(await insert('instrument_kinds', twin)).toBe('RECORD_KEPT')
    expect(await insert('instrument_kinds', { ...twin, document_id: unique('free') })).toBeNull()
  })

  test('by a sibling row of the draft that names another body', async () => {
    const { subject, documentId } = await aBoundDraft()
    const lax = await aSubject(app)
    const [{ id }] = (await app
      .knex(T('draft_regulations'))
      .insert({ document_id: documentId, locale: 'xx', title: 'x' })
      .returning('id')) as [{ id: number }]
    const bodies = (await app
      .knex(T('issuing_bodies'))
      .where({ document_id: lax.bodyId })
      .first('id')) as { id: number }
    await app
      .knex(T('draft_regulations_body_lnk'))
      .insert({ draft_regulation_id: id, issuing_body_id: bodies.id })
    expect(await refusalOf(headFor(app, documentId, { ...subject, bodyId: lax.bodyId }))).toBe(
      'SUBJECT_FROZEN',
    )
    expect(await headFor(app, documentId, subject)).toContain(subject.slug)
  })

  test('by renaming a body or a kind out of its rule', async () => {
    const { subject } = await aBoundDraft()
    for (const [table, id] of [
      ['issuing_bodies', subject.bodyId],
      ['instrument_kinds', subject.kindId],
    ] as const) {
      const row = () => app.knex(T(table)).where({ document_id: id })
      expect(await refusalOf(row().update({ document_id: 'renamed' }))).toBe('RECORD_KEPT')
      expect(await refusalOf(row().update({ name: 'نام تازه' }))).toBeNull()
    }
  })

  test('by a second authoritative draft row beside a docket’s', async () => {
    const { documentId } = await anOpenDocket(app)
    const row = { document_id: documentId, locale: 'fa', title: 'x' }
    expect(await insert('draft_regulations', row)).toBe('RECORD_KEPT')
    expect(await insert('draft_regulations', { ...row, locale: 'en' })).toBeNull()
    const rows = () => app.knex(T('draft_regulations')).where({ document_id: documentId })
    for (const [which, change] of [
      [rows().whereNotNull('published_at').andWhere({ locale: 'fa' }), { published_at: null }],
      [rows().andWhere({ locale: 'en' }), { locale: 'fa' }],
    ] as const) {
      expect(await refusalOf(which.update(change))).toBe('RECORD_KEPT')
    }
  })
})

describe('a rule cannot be passed by', () => {
  test('with an exposure or a waiver dated back behind it', async () => {
    const subject = await aSubject(app)
    const documentId = await aDraft(app, subject)
    const docket = await headFor(app, documentId, subject)
    await aRule(app, subject)
    const before = (await databaseNow(app)) - 50_000
    const exposure = await exposureRow(app, documentId, {
      opened_at: before,
      closes_at: before + 1,
      minimum_closes_at: before + 1,
    })
    expect(await insert('exposures', exposure)).toBe('PERIOD_SHORTENED')
    const waiver = await waiverRow(app, documentId, subject, docket)
    expect(await insert('waivers', { ...waiver, at: before })).toBe('MANDATORY_RULE')
    expect(await insert('exposures', await exposureRow(app, documentId))).toBeNull()
  })

  if (DATABASE === 'postgres') {
    test('from a snapshot taken before it was made', async () => {
      const subject = await aSubject(app)
      const documentId = await aDraft(app, subject)
      const docket = await headFor(app, documentId, subject)
      const waiver = await waiverRow(app, documentId, subject, docket)
      const stale = await app.knex.transaction({ isolationLevel: 'repeatable read' })
      await stale(T('docket_heads')).first()
      await aRule(app, subject)
      const refused = await refusalOf(stale(T('waivers')).insert(waiver))
      await stale.rollback()
      expect(refused).toMatch(/could not serialize/)
    })

    test('with an operator made in the schema', async () => {
      const { documentId } = await anOpenDocket(app)
      const row = await issuanceRow(app, documentId, {})
      const schema = String(app.strapi.db.getSchemaName())
      await app.knex.raw(
        `CREATE FUNCTION ${schema}.never(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT false'`,
      )
      await app.knex.raw(
        `CREATE OPERATOR ${schema}.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = ${schema}.never)`,
      )
      const refused = await insert('issuances', row)
      await app.knex.raw(`DROP OPERATOR ${schema}.= (varchar, varchar)`)
      await app.knex.raw(`DROP FUNCTION ${schema}.never(varchar, varchar)`)
      expect(refused).toBe('PERIOD_NOT_OVER')
    })
  }
})

describe('a suspension cannot be had for nothing', () => {
  test('by dating the resumption back to it', async () => {
    const { documentId } = await anOpenDocket(app)
    const close = await closeOf(app, documentId)
    const suspended = await eventRow(app, documentId, { kind: 'suspended' })
    expect(await insert('events', suspended)).toBeNull()
    await untilDatabaseReaches(app, Number(suspended.at) + 5_100)
    const resumed = await eventRow(app, documentId, { kind: 'resumed', closes_at: close + DAY })
    expect(await insert('events', { ...resumed, at: suspended.at })).toBe('BACKDATED')
    expect(await insert('events', resumed)).toBeNull()
  })
})

describe('the record cannot be poisoned', () => {
  test('with instants and counts that are no whole numbers, or texts that are no JSON', async () => {
    const { documentId } = await anOpenDocket(app)
    const exposure = await exposureRow(app, documentId)
    for (const poison of [{ content: '{' }, { content: '{}' }, { snapshot: '{}' }]) {
      expect(await insert('exposures', { ...exposure, ...poison })).not.toBeNull()
    }
    const extension = await eventRow(app, documentId, { kind: 'extended' })
    for (const closesAt of ['abc', '9223372036854775807', -1, 1.5]) {
      expect(await insert('events', { ...extension, closes_at: closesAt })).not.toBeNull()
    }
    const drafts = await app.call('GET', `${API}/drafts`)
    expect(drafts.status).toBe(200)
  })

  test('with a comment of an unknown channel, without its keys, or late in a way of its own', async () => {
    const { documentId } = await anOpenDocket(app)
    const comment = await commentRow(app, documentId)
    for (const poison of [
      { channel: 'zzz' },
      { key_hmac: null },
      { code_hmac: null },
      { type: null },
      { document_id: null },
      { rating: 'abc' },
      ...(DATABASE === 'sqlite' ? [{ late: 2 }, { id: -1 }, { id: 9_007_199_254_740_991 }] : []),
    ]) {
      expect([poison, await insert('public_comments', { ...comment, ...poison })]).not.toEqual([
        poison,
        null,
      ])
    }
    expect(await insert('public_comments', await commentRow(app, documentId))).toBeNull()
  })

  test('by hiding a comment without a screening that says so', async () => {
    const { documentId, docket } = await anOpenDocket(app)
    await submitWithWork(app, docket)
    const comment = app.knex(T('public_comments')).where({ draft_document_id: documentId })
    expect(await refusalOf(comment.clone().update({ state: 'spam' }))).toBe('STATE_CHANGE_REFUSED')
    const { document_id: id } = (await comment.clone().first()) as { document_id: string }
    const screening = {
      comment_document_id: id,
      n: 1,
      from_state: 'published',
      to_state: 'spam',
      reason: 'تبلیغ',
      at: await databaseNow(app),
      actor: '{}',
    }
    expect(await insert('screenings', { ...screening, to_state: 'zzz' })).toBe(
      'STATE_CHANGE_REFUSED',
    )
    expect(await insert('screenings', screening)).toBeNull()
    expect(await refusalOf(comment.clone().update({ state: 'spam' }))).toBeNull()
  })

  if (DATABASE === 'sqlite') {
    test('by taking the hidden row id of a docket’s head', async () => {
      const { docket } = await anOpenDocket(app)
      const { documentId, subject } = await aBoundDraft()
      const [{ rowid }] = (await app.knex.raw(
        `SELECT rowid FROM ${T('docket_heads')} WHERE docket = ?`,
        [docket],
      )) as [{ rowid: number }]
      const values = [documentId, `${subject.slug}-1405-0009`, subject.bodyId, subject.kindId]
      const place = (id: number) =>
        refusalOf(
          app.knex.raw(
            `INSERT OR REPLACE INTO ${T('docket_heads')} (rowid, document_id, docket, body_document_id, kind_document_id, solar_year, number) VALUES (?, ?, ?, ?, ?, 1405, 9)`,
            [id, ...values],
          ),
        )
      expect(await place(rowid)).toBe('RECORD_KEPT')
      expect(await place(-1)).toBe('OUT_OF_ORDER')
      expect(await place(rowid + 1000)).toBeNull()
      const taken = app.knex.raw(
        `UPDATE OR REPLACE ${T('docket_heads')} SET rowid = ? WHERE document_id = ?`,
        [rowid, documentId],
      )
      expect(await refusalOf(taken)).toBe('RECORD_KEPT')
      expect((await app.call('GET', `${API}/drafts/${docket}`)).status).toBe(200)
    })
  }
})

describe('company that guards must not have is reported', () => {
  const health = async () => (await app.call('GET', `${API}/health`)).body.guards?.strangers

  test('a trigger of somebody else on a ledger', async () => {
    const sqlite = DATABASE === 'sqlite'
    if (sqlite) {
      await app.knex.raw(
        `CREATE TRIGGER zzz BEFORE INSERT ON ${T('exposures')} FOR EACH ROW BEGIN SELECT RAISE(IGNORE); END`,
      )
    } else {
      await app.knex.raw(
        `CREATE FUNCTION zzz() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.closes_at := NEW.opened_at + 1; RETURN NEW; END'`,
      )
      await app.knex.raw(
        `CREATE TRIGGER zzz BEFORE INSERT ON ${T('exposures')} FOR EACH ROW EXECUTE FUNCTION zzz()`,
      )
    }
    expect(await health()).toEqual([`trigger zzz on ${T('exposures')}`])
    const { documentId, subject } = await waivedBy()
    const staff = await aMember(app, subject)
    const issue = () =>
      staff.call('POST', `/comment-period/drafts/${documentId}/issue`, { reason: 'آزمون' })
    expect((await issue()).body.code).toBe('GUARDS_MISSING')
    await app.knex.raw(sqlite ? 'DROP TRIGGER zzz' : `DROP TRIGGER zzz ON ${T('exposures')}`)
    expect((await issue()).status).toBe(201)
  })

  async function waivedBy() {
    const subject = await aSubject(app)
    return { subject, ...(await waivedDraft(app, subject)) }
  }

  if (DATABASE === 'postgres') {
    test('a trigger that goes by the name of a guard of another table', async () => {
      const guard = T('instrument_kinds_guard_update')
      await app.knex.raw(
        `CREATE TRIGGER ${guard} BEFORE INSERT ON ${T('exposures')} FOR EACH ROW EXECUTE FUNCTION ${guard}()`,
      )
      expect(await health()).toEqual([`trigger ${guard} on ${T('exposures')}`])
      await app.knex.raw(`DROP TRIGGER ${guard} ON ${T('exposures')}`)
    })

    test('a child table, and a rule that swallows what is filed', async () => {
      const { docket } = await anOpenDocket(app)
      await app.knex.raw(`CREATE TABLE child_of_ours () INHERITS (${T('issuances')})`)
      await app.knex.raw(
        `CREATE RULE swallow AS ON INSERT TO ${T('public_comments')} DO INSTEAD NOTHING`,
      )
      expect(await health()).toEqual(
        expect.arrayContaining([
          `child table child_of_ours on ${T('issuances')}`,
          `rule swallow on ${T('public_comments')}`,
        ]),
      )
      expect((await submit(app, docket)).status).not.toBe(201)
      await app.knex.raw(`DROP RULE swallow ON ${T('public_comments')}`)
      await app.knex.raw('DROP TABLE child_of_ours')
      expect((await submit(app, docket)).status).toBe(201)
    })
  } else {
    test('a temporary table of a ledger’s name', async () => {
      await app.knex.raw(`CREATE TEMP TABLE ${T('issuances')} (id INTEGER)`)
      expect(await health()).toEqual([`temporary ${T('issuances')} on ${T('issuances')}`])
      await app.knex.raw(`DROP TABLE temp.${T('issuances')}`)
      expect(await health()).toEqual([])
    })
  }
})

describe('staff of another body', () => {
  const cm = '/content-manager/collection-types/plugin::comment-period'

  test('S14 change neither a draft nor a rule that is not theirs, nor take a draft over', async () => {
    const { subject, documentId } = await aBoundDraft()
    const theirs = await aSubject(app)
    const outsider = await aMember(app, theirs, 'manager', SUPER_ADMIN)
    const save = (data: object) =>
      outsider.call('PUT', `${cm}.draft-regulation/${documentId}?locale=fa`, data)
    for (const data of [
      { title: 'عنوان دیگر' },
      { body: { connect: [{ documentId: theirs.bodyId }] } },
    ]) {
      expect((await save(data)).body.error?.details?.code).toBe('NOT_A_MEMBER')
    }
    const rule = (await app
      .knex(T('rule_revisions'))
      .where({ body_document_id: subject.bodyId })
      .first()) as { rule_document_id: string }
    const removed = await outsider.call('DELETE', `${cm}.period-rule/${rule.rule_document_id}`)
    expect(removed.body.error?.details?.code).toBe('NOT_A_MEMBER')

    const insider = await aMember(app, subject, 'manager', SUPER_ADMIN)
    const saved = await insider.call('PUT', `${cm}.draft-regulation/${documentId}?locale=fa`, {
      title: 'عنوان دیگر',
    })
    expect(saved.status).toBe(200)
    const given = await insider.call('PUT', `${cm}.draft-regulation/${documentId}?locale=fa`, {
      body: { connect: [{ documentId: theirs.bodyId }] },
    })
    expect(given.body.error?.details?.code).toBe('NOT_A_MEMBER')
  })
})

describe('what nobody could read back', () => {
  test.each([
    ['zone', { zone: 'Asia/Nowhere' }],
    ['portals', { portals: [null] }],
    ['weeklyClosedDays', { weeklyClosedDays: [{ weekday: 9 }] }],
    ['channels', { channels: [null] }],
  ])('in the %s of a body is refused', async (field, data) => {
    const subject = await aSubject(app)
    await expect(
      documents(app, 'issuing-body').update({ documentId: subject.bodyId, data }),
    ).rejects.toMatchObject({ details: { code: 'INPUT_INVALID', field } })
  })

  test('in a requested close, or a NUL in a title, is refused with its code', async () => {
    const { documentId } = await aBoundDraft()
    const drafts = documents(app, 'draft-regulation')
    await expect(
      drafts.update({ documentId, locale: 'fa', data: { title: 'a\u0000b' } }),
    ).rejects.toMatchObject({ details: { code: 'TEXT_HAS_NUL' } })
    await drafts.update({ documentId, locale: 'fa', data: { requestedCloseOn: '9999-12-31' } })
    await expect(publish(app, documentId)).rejects.toMatchObject({
      details: { code: expect.stringMatching(/^(DATE_|PERIOD_TOO_LONG)/) },
    })
  })

  test('a rule whose body was cleared would bind every body, and is refused', async () => {
    const subject = await aSubject(app)
    const rule = await aRule(app, subject)
    await expect(
      documents(app, 'period-rule').update({ documentId: rule.documentId, data: { body: null } }),
    ).rejects.toMatchObject({ details: { code: 'INPUT_INVALID', field: 'body' } })
    await expect(
      documents(app, 'issuing-body').delete({ documentId: subject.bodyId }),
    ).rejects.toMatchObject({ details: { code: 'RECORD_KEPT' } })
  })

  test('a signed-in user without any membership reads no comments of a docket', async () => {
    const { documentId } = await aBriefDocket(app, DAY)
    const stranger = await signUp(app)
    const answer = await stranger.call('GET', `/comment-period/drafts/${documentId}/comments`)
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_A_MEMBER' } })
  })
})
