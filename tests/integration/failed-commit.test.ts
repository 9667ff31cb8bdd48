import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aDraft,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  aMember,
  SUPER_ADMIN,
  submit,
} from '../support/docket-builders'
import { T } from '../support/ledger-rows'
import { expectRefusal } from '../support/problems'

/**
 * A transaction that does all its work and then cannot be committed. On PostgreSQL a deferred
 * trigger fails it as a serialization failure would; on SQLite a deferred foreign key does.
 */
let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

async function failCommitsThatWrite(table: string): Promise<void> {
  if (DATABASE === 'sqlite') {
    await app.knex.raw('CREATE TABLE owner_of_none (id integer primary key)')
    await app.knex.raw(
      'CREATE TABLE owned (owner integer REFERENCES owner_of_none (id) DEFERRABLE INITIALLY DEFERRED)',
    )
    await app.knex.raw(
      `CREATE TRIGGER fail_commit AFTER INSERT ON ${T(table)} BEGIN INSERT INTO owned VALUES (1); END`,
    )
    return
  }
  await app.knex.raw(
    "CREATE FUNCTION fail_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$",
  )
  await app.knex.raw(
    `CREATE CONSTRAINT TRIGGER fail_commit AFTER INSERT ON ${T(table)} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail_commit()`,
  )
}

async function letCommitsBe(table: string): Promise<void> {
  if (DATABASE === 'sqlite') {
    await app.knex.raw('DROP TRIGGER fail_commit')
    await app.knex.raw('DROP TABLE owned')
    await app.knex.raw('DROP TABLE owner_of_none')
    return
  }
  await app.knex.raw(`DROP TRIGGER fail_commit ON ${T(table)}`)
  await app.knex.raw('DROP FUNCTION fail_commit')
}

const rowsOf = async (table: string, where: Record<string, unknown>): Promise<number> => {
  const row = (await app.knex(T(table)).where(where).count({ n: '*' }).first()) as { n: unknown }
  return Number(row.n)
}

describe('a commit that fails', () => {
  test('is no receipt: the comment is refused, none is on file, and the next one is taken', async () => {
    const { docket } = await anOpenDocket(app)
    await failCommitsThatWrite('public_comments')
    const refused = await submit(app, docket)
    await letCommitsBe('public_comments')
    // SQLite's own failure here is one that nobody can do anything about.
    if (DATABASE === 'sqlite') expectRefusal(refused, 500, 'INTERNAL')
    else expectRefusal(refused, 503, 'BUSY')
    expect(await rowsOf('public_comments', { docket })).toBe(0)
    expect((await submit(app, docket)).status).toBe(201)
    const read = await app.call('GET', `${API}/drafts/${docket}`)
    expect(read.body.counts.total).toBe(1)
  })

  test('is no exposure either, where Strapi opened the transaction', async () => {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const documentId = await aDraft(app, subject)
    const staff = await aMember(app, subject, 'manager', SUPER_ADMIN)
    const address = `/content-manager/collection-types/plugin::comment-period.draft-regulation/${documentId}/actions/publish?locale=fa`
    await failCommitsThatWrite('exposures')
    const refused = await staff.call('POST', address, {})
    await letCommitsBe('exposures')
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(await rowsOf('exposures', { document_id: documentId })).toBe(0)
    expect((await staff.call('POST', address, {})).status).toBe(200)
    expect(await rowsOf('exposures', { document_id: documentId })).toBe(1)
  })
})
