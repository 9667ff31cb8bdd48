import { afterAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bootApp, ROOT, type TestApp } from '../support/app'
import { DATABASE, emptySite, newSite, removeSite, type Site } from '../support/sites'
import {
  anOpenDocket,
  aRule,
  aSubject,
  documents,
  submit,
  unique,
} from '../support/docket-builders'
import { refusalOf } from '../support/refusals'

const API = '/api/comment-period'
const sites: Site[] = []
afterAll(() => Promise.all(sites.map(removeSite)))

async function aSite(make = newSite): Promise<Site> {
  const site = await make()
  sites.push(site)
  return site
}

async function withApp<T>(site: Site, work: (app: TestApp) => Promise<T>): Promise<T> {
  const app = await bootApp(site)
  try {
    return await work(app)
  } finally {
    await app.stop()
  }
}

const health = async (app: TestApp) => app.call('GET', `${API}/health`)

async function dropGuard(app: TestApp, table: string, event: string): Promise<void> {
  const name = `${table}_guard_${event}`
  await app.knex.raw(
    DATABASE === 'sqlite' ? `DROP TRIGGER ${name}` : `DROP TRIGGER ${name} ON ${table}`,
  )
}

describe('at boot', () => {
  test('the guards are put up, verified and reported, and again where one is gone', async () => {
    const site = await aSite(emptySite)
    const { documentId } = await withApp(site, async (app) => {
      const well = await health(app)
      expect(well).toMatchObject({
        status: 200,
        body: { ok: true, guards: { missing: [] }, database: { client: DATABASE } },
      })
      expect(Number(well.body.guards?.expected)).toBeGreaterThan(30)
      const docket = await anOpenDocket(app)
      await dropGuard(app, 'comment_period_issuances', 'insert')
      expect(await health(app)).toMatchObject({
        status: 503,
        body: { ok: false, guards: { missing: ['comment_period_issuances_guard_insert'] } },
      })
      return docket
    })
    await withApp(site, async (app) => {
      expect((await health(app)).body.ok).toBe(true)
      const exposures = app.knex('comment_period_exposures').where({ document_id: documentId })
      expect(await refusalOf(exposures.delete())).toBe('RECORD_KEPT')
    })
  })

  test('a guard that was weakened in place is put right', async () => {
    const site = await aSite()
    await withApp(site, async (app) => {
      const name = 'comment_period_exposures_guard_delete'
      if (DATABASE === 'sqlite') {
        await app.knex.raw(`DROP TRIGGER ${name}`)
        await app.knex.raw(
          `CREATE TRIGGER ${name} BEFORE DELETE ON comment_period_exposures FOR EACH ROW BEGIN SELECT 1; END`,
        )
      } else {
        await app.knex.raw(
          `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'`,
        )
      }
      expect((await health(app)).body.guards?.missing).toEqual([name])
      if (DATABASE === 'postgres') {
        await app.knex.raw(
          'ALTER TABLE comment_period_events DISABLE TRIGGER comment_period_events_guard_insert',
        )
        expect((await health(app)).body.guards?.missing).toHaveLength(2)
      }
    })
    await withApp(site, async (app) => expect((await health(app)).body.ok).toBe(true))
  })

  test('the app refuses to start where a stranger’s trigger stands beside the guards', async () => {
    const site = await aSite()
    await withApp(site, async (app) => {
      // A trigger of somebody else that runs first and swallows the row.
      if (DATABASE === 'sqlite') {
        await app.knex.raw(
          `CREATE TRIGGER aa_swallow BEFORE DELETE ON comment_period_exposures FOR EACH ROW BEGIN SELECT RAISE(IGNORE); END`,
        )
      } else {
        await app.knex.raw(
          `CREATE FUNCTION aa_swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
        )
        await app.knex.raw(
          `CREATE TRIGGER aa_swallow BEFORE DELETE ON comment_period_exposures FOR EACH ROW EXECUTE FUNCTION aa_swallow()`,
        )
      }
    })
    await expect(bootApp(site)).rejects.toThrow(
      'GUARDS_MISSING: trigger aa_swallow on comment_period_exposures',
    )
  })

  test('a table that Strapi’s schema sync rebuilds keeps its guards', async () => {
    const site = await aSite()
    const { documentId } = await withApp(site, (app) => anOpenDocket(app))
    await withApp(site, async (app) => {
      // As if the last release had kept these columns in another type: the next boot alters them,
      // which on SQLite means new tables, without the triggers of the old ones.
      if (DATABASE === 'sqlite') await app.knex.raw('PRAGMA legacy_alter_table = ON')
      for (const [table, column] of [
        ['comment_period_draft_regulations', 'destination_authority'],
        ['comment_period_issuing_bodies', 'name'],
        ['comment_period_public_comments', 'portal'],
      ] as const) {
        await app.knex.schema.alterTable(table, (altered) => {
          altered.text(column).alter()
        })
      }
      await app.knex('strapi_database_schema').update({ hash: 'of the last release' })
    })
    await withApp(site, async (app) => {
      expect((await health(app)).body.ok).toBe(true)
      const row = (await app.knex('strapi_database_schema').orderBy('id', 'desc').first()) as {
        hash: string
      }
      expect(row.hash).not.toBe('of the last release')
      const draft = app
        .knex('comment_period_draft_regulations')
        .where({ document_id: documentId })
        .whereNull('published_at')
      expect(await refusalOf(draft.delete())).toBe('RECORD_KEPT')
    })
  })

  test('a head that does not fit its ledgers is rebuilt from them', async () => {
    const site = await aSite()
    const { documentId } = await withApp(site, async (app) => {
      const docket = await anOpenDocket(app)
      await app
        .knex('comment_period_docket_heads')
        .where({ document_id: docket.documentId })
        .update({ effective_close_at: 1, first_opened_at: 1 })
      return docket
    })
    await withApp(site, async (app) => {
      const head = (await app
        .knex('comment_period_docket_heads')
        .where({ document_id: documentId })
        .first()) as { effective_close_at: number; first_opened_at: number }
      expect(Number(head.effective_close_at)).toBeGreaterThan(1)
      expect(Number(head.first_opened_at)).toBeGreaterThan(1)
    })
  })

  test('the app starts under a rule that binds every body', async () => {
    const site = await aSite()
    await withApp(site, async (app) => {
      const { subject } = await anOpenDocket(app)
      await aRule(app, subject, { body: null, count: 3, unit: 'month' })
      expect((await health(app)).body.ok).toBe(true)
    })
    await withApp(site, async (app) => expect((await health(app)).body.ok).toBe(true))
  })

  test('a rule that came in behind the document service is recorded', async () => {
    const site = await aSite()
    const title = unique('rule')
    await withApp(site, async (app) => {
      const subject = await aSubject(app)
      const rule = await aRule(app, subject)
      await app.strapi.db.query('plugin::comment-period.period-rule').create({
        data: {
          documentId: unique('imported'),
          title,
          terminalAct: 'promulgate',
          count: 3,
          unit: 'day',
          monthMeans: 'thirty-days',
          force: 'mandatory',
          legalBasis: 'x',
        },
      })
      expect(rule.documentId).toBeTruthy()
    })
    await withApp(site, async (app) => {
      const rows: unknown[] = await app.knex('comment_period_rule_revisions').where({ title })
      expect(rows).toHaveLength(1)
    })
  })
})

describe('keys', () => {
  test('are made once, readable by nobody else, and a node without them does not boot', async () => {
    const site = await aSite()
    const file = path.join(site.folder, 'comment-period-keys.json')
    const code = await withApp(site, async (app) => {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const { docket } = await anOpenDocket(app)
      return String((await submit(app, docket)).body.trackingCode)
    })
    const kept = readFileSync(file, 'utf8')
    rmSync(file)
    await expect(bootApp(site)).rejects.toThrow('KEY_MISSING')

    const other = JSON.parse(kept) as { code: { id: string; key: string }[] }
    writeFileSync(
      file,
      JSON.stringify({ ...other, code: [{ id: 'k1', key: 'A'.repeat(43) + '=' }] }),
    )
    await expect(bootApp(site)).rejects.toThrow('KEY_MISSING')

    const rotated = {
      ...other,
      code: [{ id: 'k2', key: Buffer.alloc(32, 7).toString('base64') }, ...other.code],
    }
    writeFileSync(file, JSON.stringify(rotated))
    await withApp(site, async (app) => {
      const found = await app.call('POST', `${API}/tracking`, { trackingCode: code })
      expect(found.status).toBe(200)
    })
    // The database knows the new key now, so going back without it is refused too.
    writeFileSync(file, kept)
    await expect(bootApp(site)).rejects.toThrow('KEY_MISSING: ')
  })

  test('that are not of the documented form stop the boot without being shown', async () => {
    const site = await aSite()
    const file = path.join(site.folder, 'comment-period-keys.json')
    writeFileSync(file, '{"code":[{"id":"k1","key":"c2hvcnQtc2VjcmV0"}]}')
    const failure = await bootApp(site).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Error)
    expect((failure as Error).message).toContain('not of the documented form')
    expect((failure as Error).message).not.toContain('c2hvcnQ')
  })
})

describe('the configuration', () => {
  const load = (environment: Record<string, string>) => {
    const script =
      "const c=require('./dist/config/database.js').default;const e=(k,f)=>process.env[k]??f;e.int=(k,f)=>Number(process.env[k]??f);e.bool=(k,f)=>f;try{c({env:e});console.log('accepted')}catch(x){console.log(x.message)}"
    return execFileSync(process.execPath, ['-e', script], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...environment },
      encoding: 'utf8',
    })
  }

  test.each([
    [{ DATABASE_CLIENT: 'mysql' }],
    [{ DATABASE_URL: 'mysql://root@127.0.0.1/x' }],
    [{ DATABASE_CLIENT: 'postgres' }],
  ])('refuses a database that is neither SQLite nor PostgreSQL: %j', (environment) => {
    expect(load(environment)).toMatch(/^comment-period runs on SQLite or on PostgreSQL 14/)
  })

  test('takes SQLite by default and PostgreSQL by DATABASE_URL', () => {
    expect(load({})).toBe('accepted\n')
    expect(load({ DATABASE_URL: 'postgres://u:p@127.0.0.1/x' })).toBe('accepted\n')
  })

  test('keeps SQLite in WAL with every commit made durable', async () => {
    if (DATABASE !== 'sqlite') return
    await withApp(await aSite(), async (app) => {
      expect(await app.knex.raw('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
      expect(await app.knex.raw('PRAGMA synchronous')).toEqual([{ synchronous: 2 }])
    })
  })

  test('has the three locales, the authoritative one as Strapi’s default', async () => {
    await withApp(await aSite(), async (app) => {
      const locales = app.strapi.plugin('i18n').service('locales') as {
        find(): Promise<{ code: string }[]>
        getDefaultLocale(): Promise<string>
      }
      expect((await locales.find()).map((each) => each.code)).toEqual(
        expect.arrayContaining(['fa', 'en', 'ckb']),
      )
      expect(await locales.getDefaultLocale()).toBe('fa')
      const subject = await aSubject(app)
      const draft = await documents(app, 'draft-regulation').create({
        data: {
          title: 'بی‌نام زبان',
          clauses: [{ kind: 'article', text: 'متن' }],
          body: subject.bodyId,
          kind: subject.kindId,
        },
      })
      const found = await documents(app, 'draft-regulation').findOne({
        documentId: draft.documentId,
      })
      expect(found?.locale).toBe('fa')
    })
  })
})
